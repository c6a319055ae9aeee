import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";

const math = createMathEngine();
afterAll(() => math.close());

const ask = async (query: string): Promise<string> => {
  const { status, answer, certificate } = await math.query({ query });
  return `${status} ${answer?.short ?? ""} ${certificate?.grade ?? ""}`.trim();
};

describe("linear algebra", () => {
  test.each([
    ["inverse of {{1,2},{3,4}}", "answered {{-2, 1}, {3/2, -1/2}} proved"],
    ["inverse of {{1,2},{2,4}}", "answered singular proved"],
    ["rank of {{2 sqrt(2),8},{6 sqrt(6),24 sqrt(3)}}", "answered 1 proved"],
    ["rank of {{1,2,3},{4,5,6},{7,8,10}}", "answered 3 proved"],
    ["eigenvalues of {{2,1},{1,2}}", "answered 1, 3 proved"],
    ["trace of {{1,2},{3,4}}", "answered 5 proved"],
    ["transpose of {{1,2},{3,4}}", "answered {{1, 3}, {2, 4}} proved"],
    ["cross product of (1,2,3) and (4,5,6)", "answered (-3, 6, -3) proved"],
    ["dot product of (1,2,3) and (4,5,6)", "answered 32 proved"],
    ["矩阵 {{1,2},{3,4}} 的逆矩阵", "answered {{-2, 1}, {3/2, -1/2}} proved"],
    ["kernel of {{1,2,3},{4,5,6},{7,8,9}}", "answered (1, -2, 1) proved"],
    ["null space of {{1,2},{3,4}}", "answered only the zero vector proved"],
    ["[[1,2],[3,4]]^-1", "answered {{-2, 1}, {3/2, -1/2}} proved"],
    ["2 {{1,2},{3,4}}^2 - {{1,0},{0,1}}", "answered {{13, 20}, {30, 43}} proved"],
    ["\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}^2", "answered {{7, 10}, {15, 22}} proved"],
    ["adjugate of {{a,b},{c,d}}", "answered {{d, -b}, {-c, a}} proved"],
    ["rref {{1,2,3},{4,5,6},{7,8,9}}", "answered {{1, 0, -1}, {0, 1, 2}, {0, 0, 0}} proved"],
    ["np.linalg.inv([[1,2],[3,4]])", "answered {{-2, 1}, {3/2, -1/2}} proved"],
    ["exp({{0,t},{-t,0}})", "answered {{cos(t), sin(t)}, {-sin(t), cos(t)}} proved"],
    ["matrix exponential of {{1,1},{0,1}}", "answered {{e, e}, {0, e}} proved"],
    [
      "matrix exponential of {{0,1},{-1,0}}*t",
      "answered {{cos(t), sin(t)}, {-sin(t), cos(t)}} proved",
    ],
    [
      "eigenvectors of {{1,2},{3,4}}",
      "answered lambda = (5 - sqrt(33))/2: (-3 - sqrt(33), 6); lambda = (5 + sqrt(33))/2: (-3 + sqrt(33), 6) proved",
    ],
    ["diagonalize {{0,1},{-1,0}}", "answered P = {{-i, i}, {1, 1}}, D = {{i, 0}, {0, -i}} proved"],
    ["{{1,1},{0,1}}^n", "answered {{1, n}, {0, 1}} proved"],
    [
      "{{2,1},{1,2}}^k",
      "answered {{1/2 + 3^k/2, -1/2 + 3^k/2}, {-1/2 + 3^k/2, 1/2 + 3^k/2}} proved",
    ],
    ["{{1,2},{3,4}} (5,6)", "answered {{17}, {39}} proved"],
    ["2(1,2,3) - (4,5,6)", "answered (-2, -1, 0) proved"],
    ["(1,2)/2 + (3,4)", "answered (7/2, 5) proved"],
    ["\\det\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "answered -2 proved"],
    ["MatrixRank[{{1,2},{2,4}}]", "answered 1 proved"],
  ])("%s", async (query, wanted) => {
    expect(await ask(query)).toBe(wanted);
  });

  test("the eigenvalues of Rosser's matrix are all found and proved", async () => {
    const rosser =
      "{{611,196,-192,407,-8,-52,-49,29},{196,899,113,-192,-71,-43,-8,-44},{-192,113,899,196,61,49,8,52},{407,-192,196,611,8,44,59,-23},{-8,-71,61,8,411,-599,208,208},{-52,-43,49,44,-599,411,208,208},{-49,-8,8,59,208,208,99,-911},{29,-44,52,-23,208,208,-911,99}}";
    expect(await ask(`eigenvalues of ${rosser}`)).toBe(
      "answered -10*sqrt(10405), 0, 510 - 100*sqrt(26), 1000, 510 + 100*sqrt(26), 1020, 10*sqrt(10405) proved",
    );
  });

  test("the values of a parameter at which the rank falls are stated", async () => {
    const { certificate } = await math.query({ query: "rank of {{1,a},{a,1}}" });
    expect(certificate?.conditions).toEqual(["a != -1", "a != 1"]);
    expect(certificate?.detail).toContain("for a = 1 the rank is 1");
    const general = await math.query({ query: "rank of {{a,b},{c,d}}" });
    expect(general.certificate?.conditions).toEqual(["a*d - b*c != 0"]);
    const always = await math.query({ query: "rank of {{a,1},{-1,a},{1,1}}" });
    expect(always.answer?.short).toBe("2");
    expect(always.certificate?.conditions).toBeUndefined();
  });

  test.each([
    ["Let A = {{1,2},{3,4}}. What is the inverse of A?", "answered {{-2, 1}, {3/2, -1/2}} proved"],
    ["Let A = {{1,2},{3,4}}. What is A^2?", "answered {{7, 10}, {15, 22}} proved"],
    ["let A = [[1,2],[3,4]] and B = [[0,1],[1,0]], find AB", "answered {{2, 1}, {4, 3}} proved"],
    ["det(A) where A = {{1,2},{3,4}}", "answered -2 proved"],
    ["eigenvalues of A where A = {{2,1},{1,2}}", "answered 1, 3 proved"],
    ["A = {{1,2},{3,4}}, A^2 - 5 A", "answered {{2, 0}, {0, 2}} proved"],
    ["设 A = {{1,2},{3,4}}，求 A 的行列式", "answered -2 proved"],
    ["if u = (1,2,3) and v = (4,5,6), find the dot product of u and v", "answered 32 proved"],
  ])("a matrix with a name: %s", async (query, wanted) => {
    expect(await ask(query)).toBe(wanted);
  });

  test.each([
    ["rank of {{100,200},{300,400}}", "answered 2 proved"],
    ["trace of [[100,200],[300,400]]", "answered 500 proved"],
    ["unit vector of (300,400)", "answered (3/5, 4/5) proved"],
    ["{{100,200},{300,400}}^2", "answered {{70000, 100000}, {150000, 220000}} proved"],
  ])("a comma between entries is no thousands separator: %s", async (query, wanted) => {
    expect(await ask(query)).toBe(wanted);
  });

  test("a length with symbols is stated to be other than zero", async () => {
    const { answer, certificate } = await math.query({ query: "projection of (1,2) onto (a,0)" });
    expect(answer?.short).toBe("(1, 0)");
    expect(certificate?.conditions).toEqual(["a^2 != 0"]);
  });

  test("A x = b has one solution, none or a family", async () => {
    expect(await ask("{{1,1},{1,1}} x = (1,1)")).toBe("answered {{-c1 + 1}, {c1}} proved");
    expect(await ask("{{1,1},{1,1}} x = (1,2)")).toBe("answered no solution proved");
    expect(await ask("{{1,2},{3,4}} x = (5,6)")).toBe("answered {{-4}, {9/2}} proved");
  });

  test.each([
    "rank of x",
    "inverse of {{1,2,3},{4,5,6}}",
    "cross product of (1,2) and (3,4)",
    "{{1,2},{3,4}} + 1",
    "{{1,2},{2,4}}^-1",
    "{{1,2}} * {{1,2}}",
    "(1,2) + (1,2,3)",
    "unit vector of (3 + sqrt(-1), 2)",
    "projection of (1,2) onto (0,0)",
    "unit vector of (a*sqrt(-1) + 2i, 1)",
    "unit vector of (a + 2i, 1)",
    "angle between (1,sqrt(-1)) and (1,2)",
    "{{0,1},{-1,0}}^n",
    "{{1,2},{3,4}}/{{1,2},{3,4}}",
  ])("%s says why not", async (query) => {
    const result = await math.query({ query });
    expect(result.answer).toBeNull();
    expect(result.reason?.message).toBeTruthy();
  });

  test("the rank of a product of a column and a row is at most one", async () => {
    const entries = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(entries, entries, async (column, row) => {
        const matrix = column.map((x) => `{${row.map((y) => x * y).join(",")}}`).join(",");
        const isZero = column.every((x) => x === 0) || row.every((y) => y === 0);
        expect(await ask(`rank of {${matrix}}`)).toBe(`answered ${isZero ? 0 : 1} proved`);
      }),
      { numRuns: 20, seed: 7 },
    );
  });
});

describe("a matrix by itself", () => {
  test.each([
    ["[[1,2],[3,4]]", "{{1, 2}, {3, 4}}"],
    ["{{a, 2*3}, {sqrt(8), 1/3}}", "{{a, 6}, {2*sqrt(2), 1/3}}"],
    ["\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "{{1, 2}, {3, 4}}"],
  ])("%s is shown with its entries worked out", async (query, expected) => {
    const { answer, certificate } = await createMathEngine({ portfolio: [] }).query({ query });
    expect([answer?.short, answer?.value.kind, certificate?.grade]).toEqual([
      expected,
      "matrix",
      "proved",
    ]);
  });

  test("its properties are worked out on request", async () => {
    const { pods } = await createMathEngine({ portfolio: [] }).query({
      query: "[[1,2],[3,4]]",
      pods: ["matrix-properties"],
    });
    const table = (pods.find(({ id }) => id === "matrix-properties")?.table ?? []).map(
      ([name = "", value]) => [name.toLowerCase(), value],
    );
    expect(table).toContainEqual(["determinant", "-2"]);
    expect(table.map(([name]) => name)).toEqual(
      expect.arrayContaining(["eigenvalues", "inverse", "trace", "rank"]),
    );
  });

  test("an entry that has no value leaves the matrix without one", async () => {
    const { answer } = await createMathEngine({ portfolio: [] }).query({
      query: "[[1/0,2],[3,4]]",
    });
    expect(answer?.short).toBe("undefined");
  });
});

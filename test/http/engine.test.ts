import { afterAll, expect, test } from "vitest";
import type { EqualResult } from "../../src/core/math-port.ts";
import { queryResultSchema } from "../../src/core/query-result.ts";
import { verifyResultSchema } from "../../src/core/verify-result.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { post, scriptedApp } from "./scripted-parts.ts";

const math = createMathEngine();
const { app } = scriptedApp(undefined, { math, verifier: createVerifier(math) });
afterAll(() => math.close());

const call = async (path: string, body: object): Promise<unknown> => {
  const response = await app.request(path, post(body));
  expect(response.status).toBe(200);
  return response.json();
};
const query = async (text: string) =>
  queryResultSchema.parse(await call("/v1/query", { query: text }));

test("the service is ready with the real engine", async () => {
  expect((await app.request("/readyz")).status).toBe(200);
});

test("a query comes back with reading, answer and certificate, in the documented form", async () => {
  const result = await query("solve x^2 - 5x + 6 = 0");
  expect(result.status).toBe("answered");
  expect(result.reading?.latex).not.toBe("");
  expect(result.certificate?.grade).toBe("proved");
  expect(result.answer?.value).toMatchObject({ kind: "solutions", complete: true });
});

test.each(["", " ", "\u0000", "((((", ")".repeat(10_001), "__proto__"])(
  "what cannot be read is an answer of its own and no failure of the service: %#",
  async (text) => {
    const result = await query(text);
    expect(result.status).not.toBe("answered");
    expect(result.answer).toBeNull();
  },
);

test("a false sum is refuted and a true one proved", async () => {
  const verify = async (text: string) =>
    verifyResultSchema.parse(await call("/v1/verify", { text })).verdict;
  expect(await verify("7 * 8 = 54")).toBe("refuted");
  expect(await verify("7 * 8 = 56")).toBe("proved");
});

test("two forms of one number are equal", async () => {
  const equal = (await call("/v1/equal", { a: "1/2", b: "0.5" })) as EqualResult;
  expect(equal).toMatchObject({ verdict: "proved", equal: true });
});

import { describe, expect, it } from "vitest";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createStubMath } from "./math-stub.ts";

const verifier = createVerifier(createStubMath());
const CONTEXT =
  "The bridge was opened on March 3, 1932 by the governor. It is 1,149 metres long and carries 160,000 vehicles a day. The tolls are not collected at night. Critics said that it would never pay for itself.";

const verify = (text: string, context = CONTEXT) => verifier.verify({ text, context });
const numbersOf = async (text: string, context: string): Promise<string[]> =>
  (await verify(text, context)).claims
    .filter(({ kind }) => kind === "number" || kind === "date")
    .map(({ text: number, provenance }) => `${number}: ${provenance}`);

describe("sentences compared with a given context", () => {
  it("proves what stands there word for word, and says where", async () => {
    const result = await verify("It is 1,149 metres long and carries 160,000 vehicles a day.");
    expect(result.verdict).toBe("proved");
    expect(result.claims[0]).toMatchObject({
      kind: "quoted-fact",
      provenance: "retrieved",
      evidence: { method: "quotation" },
    });
  });

  it.each([
    ["another number", "The bridge is 1,194 metres long and carries 160,000 vehicles a day."],
    ["the opposite", "The tolls are collected at night."],
  ])("refutes %s of the same statement", async (_, text) => {
    const result = await verify(text);
    expect(result.verdict).toBe("refuted");
    expect(result.errorScore).toBeGreaterThan(0.9);
  });

  it.each([
    "It would never pay for itself.",
    "The bridge is painted red.",
    "The bridge carries trains.",
    "No, the bridge was opened by the governor.",
    "I am not sure, but the tolls are not collected at night.",
    "Is the bridge 1,200 metres long?",
    "carries 160,000 vehicles",
  ])("leaves open: %s", async (text) => {
    expect((await verify(text)).verdict).toBe("undecided");
  });

  it.each([
    [
      "白银期货主力合约夜间交易小幅低开，报每千克4145元。",
      "黄金期货主力合约夜间交易小幅低开，报每千克245元。",
    ],
    [
      "The silver contract for June delivery in Shanghai closed higher at 20 yuan.",
      "The gold contract for June delivery in Shanghai closed higher at 30 yuan.",
    ],
  ])("does not take the number of another thing for another number: %s", async (text, context) => {
    expect((await verify(text, context)).verdict).toBe("undecided");
  });

  it("names what the context lacks", async () => {
    const { claims } = await verify("The bridge is painted red.");
    expect(claims[0]?.evidence.detail).toContain("painted, red");
  });

  it("ranks what is new above what is repeated", async () => {
    const same = await verify("The governor opened the bridge in 1932.");
    const other = await verify("My uncle painted its towers green in 1977, which cost a fortune.");
    expect(other.errorScore).toBeGreaterThan(same.errorScore + 0.3);
  });
});

describe("names", () => {
  const context =
    "The bridge was designed by Anna Lee in 1932. It was opened by Boris Kahn a year later.";

  it("refutes a name in the place of another", async () => {
    const result = await verify("The bridge was designed by Boris Kahn in 1932.", context);
    expect(result.claims[0]).toMatchObject({
      verdict: "refuted",
      evidence: { method: "support-name", expected: "Anna Lee" },
    });
  });

  it.each([
    "The bridge was designed by Mrs Lee in 1932.",
    "The bridge was designed by Anna in 1932.",
    "The tower was designed by Boris Kahn in 1932.",
    "The bridge was designed with Boris Kahn in 1932.",
    "Boris Kahn opened the bridge.",
    "The bridge was designed by AL in 1932.",
    "The bridge was designed by Ánna Lee in 1932.",
  ])("leaves open: %s", async (text) => {
    expect((await verify(text, context)).verdict).toBe("undecided");
  });
});

describe("numbers traced by their value", () => {
  it.each([
    ["售出1.5万辆", "全年共售出15,000辆。", ["1.5万: retrieved"]],
    ["增长百分之二十", "增长20%。", ["百分之二十: retrieved"]],
    ["3月26日召开", "会议于3月9日召开，26日闭幕。", ["3月26日: model-only"]],
    ["比分6-3", "3人得6分", ["6-3: model-only"]],
    ["about twenty-five people", "25 people came", ["twenty-five: retrieved"]],
    ["It cost $2.5 million", "It cost $2,500,000.", ["2.5 million: retrieved"]],
    ["on 3 March 1932", "on March 3, 1932", ["3 March 1932: retrieved"]],
    ["gene MED30", "gene SYN2 of 30", ["MED30: model-only"]],
  ])("%s given %s", async (text, context, expected) => {
    expect(await numbersOf(text, context)).toEqual(expected);
  });
});

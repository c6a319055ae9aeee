import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { createStubMath } from "./math-stub.ts";
import type { VerifierInput } from "../../src/core/verifier-port.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { readConstitution } from "../../src/hallucination/constitution/constitution.ts";

const FILE = await readFile(new URL("../../constitution.md", import.meta.url), "utf8");
const OWN = await readConstitution(FILE);
const verifier = createVerifier(createStubMath(), [], OWN);

async function breaches(input: VerifierInput): Promise<string[]> {
  const found = (await verifier.verify(input)).breaches ?? [];
  for (const { start, end, text } of found) expect(input.text.slice(start, end)).toBe(text);
  return found.map(({ rule, text }) => `${rule}: ${text}`);
}
const rules = async (input: VerifierInput): Promise<string[]> => [
  ...new Set((await breaches(input)).map((breach) => breach.split(":")[0] as string)),
];

describe("the file", () => {
  it("is marked by its version and the SHA-256 of its text, in every result", async () => {
    const hash = createHash("sha256").update(FILE).digest("hex");
    const result = await verifier.verify({ text: "1 + 1 = 2" });
    expect(result.constitution).toEqual({ version: "1", hash });
    expect(result.breaches).toEqual([]);
    expect(OWN.isGrading).toBe(false);
    expect(OWN.principles.filter(({ check }) => check === "code")).toHaveLength(6);
    expect(OWN.principles.every(({ text }) => text.length > 20)).toBe(true);
  });

  it("another text is another hash, and a left-out section another constitution", async () => {
    const shorter = await readConstitution(FILE.replace(/## units-kept[^]*?(?=## )/, ""));
    expect(shorter.hash).not.toBe(OWN.hash);
    expect(shorter.principles.map(({ id }) => id)).not.toContain("units-kept");
    const text = "ANSWER: 2 hours";
    const question = "How many minutes does it take?";
    const found = await createVerifier(createStubMath(), [], shorter).verify({ text, question });
    expect(found.breaches?.map(({ rule }) => rule)).not.toContain("units-kept");
    expect(await rules({ text, question })).toContain("units-kept");
  });

  it.each([
    [
      "without a version",
      "# C\n\n## units-kept\nCheck: code\nBreach: note\nWords that say it.",
      "version",
    ],
    [
      "with an unknown check",
      "Version: 1\n## be-nice\nCheck: code\nBreach: note\nBe nice.",
      "be-nice",
    ],
    [
      "with a repair by a model",
      "Version: 1\n## be-nice\nCheck: model\nBreach: repair\nBe nice.",
      "note",
    ],
    [
      "with a section twice",
      `Version: 1\n${"## a-b\nCheck: model\nBreach: note\nBe nice.\n".repeat(2)}`,
      "twice",
    ],
    ["without words", "Version: 1\n## units-kept\nCheck: code\nBreach: note\n", "words"],
    [
      "with another consequence",
      "Version: 1\n## units-kept\nCheck: code\nBreach: explode\nx",
      "breach",
    ],
  ])("%s is refused with what to mend", async (_, markdown, words) => {
    await expect(readConstitution(markdown)).rejects.toMatchObject({
      code: "invalid_configuration",
      message: expect.stringContaining(words),
    });
  });

  it("none in force says nothing", async () => {
    const result = await createVerifier(createStubMath()).verify({ text: "I used a calculator." });
    expect(result).not.toHaveProperty("breaches");
    expect(result).not.toHaveProperty("constitution");
  });

  it("a breach says nothing of what is true", async () => {
    const text = "I used a calculator: 2 + 2 = 4";
    const [held, free] = await Promise.all([
      verifier.verify({ text, toolCalls: [] }),
      createVerifier(createStubMath()).verify({ text, toolCalls: [] }),
    ]);
    expect(held.breaches).toHaveLength(1);
    expect({ ...held, breaches: undefined, constitution: undefined }).toEqual(free);
  });
});

describe("no-invented-tool-call", () => {
  const rule = "no-invented-tool-call";
  const called = [{ name: "math_query", input: { query: "2+2" }, result: { answer: "4" } }];

  it.each([
    "I used a calculator to get 12.",
    "I ran the Python code and got 12.",
    "We computed this using Wolfram Alpha.",
    "I have verified it with a trusted solver.",
    "I searched the web for it.",
    "The tool returned a value.",
    "According to the calculator, it is 12.",
    "我用计算器算了一下。",
    "我已经调用了工具。",
    "计算器显示结果如此。",
  ])("finds %s", async (text) => {
    expect(await rules({ text, toolCalls: [] })).toContain(rule);
  });

  it.each([
    "You can use a calculator for this.",
    "I did not use a calculator.",
    "Did I use a calculator?",
    "If I used a calculator, it would be quicker.",
    "She said I used a calculator.",
    "I computed the sum by hand.",
    "The function returns a value.",
    "I used the quadratic formula.",
    "可以使用计算器。",
    "我没有用计算器。",
  ])("leaves %s", async (text) => {
    expect(await rules({ text, toolCalls: [] })).not.toContain(rule);
  });

  it("is silent where a tool was called, or nobody knows", async () => {
    const text = "I used a calculator to get 4.";
    expect(await rules({ text, toolCalls: called })).not.toContain(rule);
    expect(await rules({ text })).not.toContain(rule);
  });

  it("finds a number that the tool did not return", async () => {
    expect(await breaches({ text: "The tool returned 5.", toolCalls: called })).toEqual([
      `${rule}: The tool returned 5`,
    ]);
  });
});

describe("no-verdict-without-certificate", () => {
  const rule = "no-verdict-without-certificate";

  it.each([
    "The answer is verified.",
    "This result has been independently verified.",
    "I have double-checked the answer.",
    "Here is the verified answer.",
    "I guarantee it.",
    "The result is definitely correct.",
    "答案已验证。",
    "此结果保证正确。",
  ])("finds %s", async (text) => {
    expect(await rules({ text })).toContain(rule);
  });

  it.each([
    "The answer is not verified.",
    "It can be proved by induction.",
    "We proved that n is even, so n^2 is even.",
    "Is the answer verified?",
    "Verify the answer by substitution.",
    "这个定理已被证明。",
    "答案尚未验证。",
  ])("leaves %s", async (text) => {
    expect(await rules({ text })).not.toContain(rule);
  });

  it("a text that is proved may say so", async () => {
    expect(await rules({ text: "2 + 2 = 4. The answer is verified." })).not.toContain(rule);
    expect(await rules({ text: "2 + 2 = 5. The answer is verified." })).toContain(rule);
  });
});

describe("no-invented-source", () => {
  it("finds addresses, DOIs and arXiv numbers that nothing gave", async () => {
    const text = "See https://example.org/a, 10.1000/xyz123 and arXiv:2401.01234.";
    expect(await breaches({ text })).toEqual([
      "no-invented-source: https://example.org/a",
      "no-invented-source: 10.1000/xyz123",
      "no-invented-source: arXiv:2401.01234",
    ]);
    const context = "From http://www.example.org/a and doi 10.1000/XYZ123; arXiv: 2401.01234";
    expect(await rules({ text, context })).not.toContain("no-invented-source");
  });
});

describe("language-of-the-question", () => {
  const rule = "language-of-the-question";
  const english = "The trains meet after two hours, because their speeds add up.";
  const chinese = "两列火车相遇需要两个小时，因为速度相加。";

  it.each([
    ["火车多久相遇？", english, true],
    ["When do the trains meet?", chinese, true],
    ["火车多久相遇？", chinese, false],
    ["When do the trains meet?", english, false],
    ["火车多久相遇？请用英文回答", english, false],
    ["Translate: when do the trains meet?", chinese, false],
    ["2+2=?", chinese, false],
    ["求解 x", "x = 5", false],
    ["What does 你好 mean in a letter?", english, false],
    ["求解 x", "\\text{Let us therefore begin with all} $a$", false],
    ["", english, false],
  ])("%s / %s: %s", async (question, text, isBreach) => {
    expect((await rules({ text, question })).includes(rule)).toBe(isBreach);
  });
});

describe("no-unsourced-number", () => {
  const question = "Ann has 3 bags with 4 apples each. How many are there?";

  it("finds a number from nowhere, and no other", async () => {
    const text =
      "1. There are 3 bags.\n2. So 3 * 4 = 12 apples, or about 30 kilograms. (2) 12 in all.";
    expect(await breaches({ text, question })).toEqual(["no-unsourced-number: 30"]);
    const toolCalls = [{ name: "math_query", input: {}, result: { answer: "30" } }];
    expect(await rules({ text, question, toolCalls })).not.toContain("no-unsourced-number");
  });

  it("a wrong calculation is no source, and nothing given means nothing to trace", async () => {
    expect(await rules({ text: "3 * 4 = 13", question })).toContain("no-unsourced-number");
    expect(await rules({ text: "3 * 4 = 13" })).not.toContain("no-unsourced-number");
  });
});

describe("units-kept", () => {
  it.each([
    ["How many minutes does it take?", "ANSWER: 2 hours", true],
    ["How many minutes does it take?", "ANSWER: 120 minutes", false],
    ["How many minutes does it take?", "ANSWER: 120", false],
    ["How long is the rope in metres?", "ANSWER: 300 cm", true],
    ["How many apples are left?", "ANSWER: 3 kg", false],
    ["How many hours and how many minutes?", "ANSWER: 2 hours", false],
    ["要多少分钟？", "答案：2小时", true],
    ["要多少分钟？", "答案：120分钟", false],
  ])("%s / %s: %s", async (question, text, isBreach) => {
    expect((await rules({ text, question })).includes("units-kept")).toBe(isBreach);
  });
});

describe("texts of any kind", () => {
  it.each([
    "",
    "\u0000",
    "((((",
    "$".repeat(5_000),
    "我".repeat(20_000),
    "https://".repeat(5_000),
    "I used ".repeat(10_000),
  ])("are judged in time: %#", async (text) => {
    await expect(breaches({ text, question: "What is it?", toolCalls: [] })).resolves.toBeDefined();
  });
});

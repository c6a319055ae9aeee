import { describe, expect, it } from "vitest";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { verifyResultSchema } from "../../src/core/verify-result.ts";
import { answered, createStubMath } from "./math-stub.ts";

const verifier = createVerifier(createStubMath());

async function claimsOf(text: string): Promise<string[]> {
  const { claims } = await verifier.verify({ text });
  return claims.map((claim) => `${claim.text} -> ${claim.verdict}`);
}

describe("true statements are proved", () => {
  it.each([
    ["3 * $2 = $6", "3 * $2 = $6"],
    ["12 eggs - 4 eggs = 8 eggs", "12 eggs - 4 eggs = 8"],
    ["She sells 16 - 3 - 4 = 9 duck eggs a day.", "16 - 3 - 4 = 9"],
    ["5 x 3 = 15", "5 x 3 = 15"],
    ["20% of 50 is 10", "20% of 50 is 10"],
    ["half of 40 is 20", "half of 40 is 20"],
    ["so 2 + 3 equals 5.", "2 + 3 equals 5"],
    ["the sum of 3 and 4 is 7", "sum of 3 and 4 is 7"],
    ["1,234 + 1 = 1,235", "1,234 + 1 = 1,235"],
    ["１２÷４＝３", "１２÷４＝３"],
    ["3.5千米×2=7千米", "3.5千米×2=7"],
    ["50的20%是10", "50的20%是10"],
    ["10/3 = 3.33", "10/3 = 3.33"],
    ["$450/bike * 150 bikes = $67500", "$450/bike * 150 bikes = $67500"],
    ["60 potatoes / 4 potatoes/minute = 15 minutes", "60 potatoes / 4 potatoes/minute = 15"],
    ["(x+1)^2 = x^2+2x+1", "(x+1)^2 = x^2+2x+1"],
    ["∫ 2x dx = x^2 + C", "∫ 2x dx = x^2 + C"],
    ["d/dx sin x = cos x", "d/dx sin x = cos x"],
    [
      String.raw`\(\frac{1}{2} + \frac{1}{3} = \frac{5}{6}\)`,
      String.raw`\frac{1}{2} + \frac{1}{3} = \frac{5}{6}`,
    ],
    ["5! = 120", "5! = 120"],
  ])("%s", async (text, claim) => {
    expect(await claimsOf(text)).toEqual([`${claim} -> proved`]);
  });
});

describe("false statements are refuted", () => {
  it.each([
    "2 + 2 = 5",
    "So 2 + 2 = 5!",
    "3加4等于8",
    "10/3 = 3.3400",
    "9.11 > 9.9",
    "9.11 is greater than 9.9",
    "$5+$3=$9",
    String.raw`\[ 2 + 3 = 6 \]`,
    "d/dx x^2 = 3x",
    "The derivative of x^3 is 2x^2.",
    "x^2的导数是3x",
    "The integral of 2x is x^3 + C.",
    "12 is divisible by 5",
    "The expression expands to (x+1)^2 = x^2 + 1",
    "13 * 2 = $<<13*2=26>>27",
    "7 / 2 = 3",
    "2x + 3 = 7, so 2x = 4 and x = 3.",
    "x^2 - 5x + 6 = 0 gives (x-2)(x-3) = 0, so x = 2 or x = 4.",
    "解方程 3x - 5 = 10，得 3x = 15，所以 x = 6。",
    "1) 3+4 = 8",
  ])("%s", async (text) => {
    const result = await verifier.verify({ text });
    expect(result.verdict).toBe("refuted");
    expect(result.errorScore).toBeGreaterThan(0.9);
  });
});

describe("what cannot be judged is neither right nor wrong", () => {
  it.each([
    "x = 5",
    "let y = 3x",
    "2x + 3 = 7",
    "Suppose 5x + 3 = 18, so 5x = 15.",
    "x^2 = 4, so x = 2",
    "x + y = 10 and x = 3",
    "2x + 3 = 7. Let us try x = 5.",
    "sqrt(x + 3) = x - 3, so x = 1 or x = 6, of which x = 1 is extraneous.",
    "4W^2 = 100, W^2 = 25, W = 5",
    "cos(C) = 0.5, so C = 60 degrees",
    "17 / 5 = 2 remainder 7",
    "20/3 = 6.66",
    "2 + 2 = 5 is wrong",
    "101 + 1 = 110 in binary",
    "100 pages / 2 pages/1.5 minutes = 50 pages",
    "1/3 = 5 because a third of the class is 5",
    "Day 1 = 3 pages",
    "y - 5 + 3 = 8",
    "Half as many as that is 278/2",
    "The answer is 42.",
    "500/ 2/5 = 200 seats",
    "They agree that 50 + 20% = 60",
    "",
  ])("%s", async (text) => {
    expect((await verifier.verify({ text })).verdict).toBe("undecided");
  });
});

describe("chains, offsets and corrections", () => {
  it("checks each link of a chain", async () => {
    expect(await claimsOf("$20.00 * (1 - 0.20) = $20.00 * 0.80 = $17.00")).toEqual([
      "$20.00 * (1 - 0.20) = $20.00 * 0.80 -> proved",
      "$20.00 * 0.80 = $17.00 -> refuted",
    ]);
  });

  it("gives offsets that cut exactly the claim, also behind wide characters", async () => {
    const text = "😀全角：（３＋４）×２＝１４。Then 3 + 4 = 8.";
    const result = await verifier.verify({ text });
    expect(result.claims).toHaveLength(2);
    for (const claim of result.claims) expect(text.slice(claim.start, claim.end)).toBe(claim.text);
  });

  it.each([
    ["Total: 3 + 4 = 8, so 8 it is.", "Total: 3 + 4 = 7, so 8 it is."],
    ["1,000 + 500 = $1,400 a month", "1,000 + 500 = $1,500 a month"],
    ["$2.50 * 3 = $7.00", "$2.50 * 3 = $7.50"],
    ["7 / 2 = 3", "7 / 2 = 3.5"],
  ])("mends only the wrong number of %s", async (text, corrected) => {
    expect((await verifier.verify({ text })).corrected).toBe(corrected);
  });

  it("has no correction when nothing was refuted", async () => {
    expect((await verifier.verify({ text: "1 + 1 = 2" })).corrected).toBeUndefined();
  });
});

describe("with a question", () => {
  const math = createStubMath({
    "What is 2+2?": answered("2+2", "4"),
    "Estimate it": answered("it", "4", "numeric-check"),
  });
  const verifier = createVerifier(math);

  it("does not call an answer right because its arithmetic is", async () => {
    const result = await verifier.verify({
      question: "Ann has 3 bags with 4 apples and eats one. How many are left?",
      text: "3 * 4 = 12. The answer is 12.",
    });
    expect(result.verdict).toBe("undecided");
    expect(result.coverage).toBe(1);
  });

  it.each([
    ["The answer is 4.", "proved"],
    ["4", "proved"],
    ["It is 5.", "refuted"],
    [String.raw`\boxed{5}`, "refuted"],
    ["1 + 1 = 2, so the answer is 5.", "refuted"],
    ["2 + 2 = 5. The answer is 4.", "refuted"],
    ["The answer is not 4.", "undecided"],
    ["I do not know.", "undecided"],
  ])("judges %s by the engine's own answer", async (text, verdict) => {
    expect((await verifier.verify({ question: "What is 2+2?", text })).verdict).toBe(verdict);
  });

  it("does not rely on an answer that was only sampled", async () => {
    const result = await verifier.verify({ question: "Estimate it", text: "The answer is 4." });
    expect(result.verdict).toBe("undecided");
  });
});

describe("sources", () => {
  it("catches a tool result that no tool returned", async () => {
    const toolCalls = [{ name: "math_query", input: {}, result: { answer: "41" } }];
    const wrong = await verifier.verify({ text: "The tool returned 42.", toolCalls });
    expect(wrong.claims[0]).toMatchObject({ kind: "tool-statement", verdict: "refuted" });
    const right = await verifier.verify({ text: "The tool returned 41.", toolCalls });
    expect(right.claims[0]).toMatchObject({ verdict: "proved", provenance: "computed" });
  });

  it("catches a tool that was never called, where it is known that none was", async () => {
    const text = "I used the calculator tool and it returned 14.";
    const verdictOf = async (more: object) =>
      (await verifier.verify({ text, ...more })).claims.find(
        ({ kind }) => kind === "tool-statement",
      )?.verdict;
    expect(await verdictOf({ toolCalls: [] })).toBe("refuted");
    expect(await verdictOf({})).toBe("undecided");
    const question = "The calculator gave 14. Is it right?";
    expect(await verdictOf({ toolCalls: [], question })).toBe("undecided");
  });

  it.each([
    ["I have sent the report to Bob and 2 + 2 = 4.", "Send the report.", "refuted"],
    ["我已经为您预订了两张票。", "订两张票", "refuted"],
    ["I worked it out: 2 + 2 = 4.", "2+2?", undefined],
    ["So I sent 3 letters in all.", "I sent 1 letter and then 2 letters. How many?", undefined],
  ])("a deed without a tool was not done: %s", async (text, question, verdict) => {
    const { claims } = await verifier.verify({ text, question, toolCalls: [] });
    expect(claims.find(({ kind }) => kind === "tool-statement")?.verdict).toBe(verdict);
    const unknown = await verifier.verify({ text, question });
    expect(unknown.claims.filter(({ kind }) => kind === "tool-statement")).toEqual([]);
  });

  it("traces numbers to the context and refutes none for its silence", async () => {
    const result = await verifier.verify({
      text: "Revenue was 120 million, up from 95.",
      context: "In 2024 the revenue reached 120 million.",
    });
    expect(result.verdict).toBe("undecided");
    const numbers = result.claims.filter((claim) => claim.kind === "number");
    expect(numbers.map((claim) => [claim.text, claim.provenance])).toEqual([
      ["120 million", "retrieved"],
      ["95", "model-only"],
    ]);
  });
});

describe("limits", () => {
  it("refuses a text that is too long", async () => {
    const text = "a".repeat(100_001);
    await expect(verifier.verify({ text })).rejects.toMatchObject({ code: "too_large" });
  });

  it("refuses more relations than it checks rather than skip some", async () => {
    const text = "1+1=2\n".repeat(501);
    await expect(verifier.verify({ text })).rejects.toMatchObject({ code: "too_large" });
  });

  it("stops when asked to", async () => {
    const signal = AbortSignal.abort();
    await expect(verifier.verify({ text: "1" }, { signal })).rejects.toMatchObject({
      code: "stopped",
    });
  });

  it.each([
    "(".repeat(50_000),
    "1 + ".repeat(20_000),
    "= ".repeat(40_000),
    "$".repeat(50_000),
    "1 2 ".repeat(20_000),
    "\\boxed{".repeat(5_000),
    "derivative of ".repeat(5_000),
    "a".repeat(90_000),
    `1${" eggs".repeat(15_000)}`,
    "9".repeat(90_000),
  ])("stays bounded on hostile text %#", async (text) => {
    const result = await verifier.verify({ text });
    expect(verifyResultSchema.safeParse(result).success).toBe(true);
    expect(result.verdict).not.toBe("proved");
  });
});

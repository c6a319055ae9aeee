import { describe, expect, it } from "vitest";
import { verifyRequestSchema } from "../../src/core/verify-result.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { answered, createStubMath } from "./math-stub.ts";

const verifier = createVerifier(createStubMath());
const question =
  "Ann buys 6 boxes with 12 pencils each and gives 20 pencils away. How many pencils are left?";
const right = "6 * 12 = 72\n72 - 20 = 52\nA: 52";

describe("the error score of a solution", () => {
  it("is higher where numbers of the question are left out", async () => {
    const sound = await verifier.verify({ question, text: right });
    const partial = await verifier.verify({ question, text: "6 + 12 = 18\nA: 18" });
    expect(partial.errorScore).toBeGreaterThan(sound.errorScore + 0.1);
  });

  it("does not depend on calculator notes", async () => {
    const noted = await verifier.verify({
      question,
      text: "6 * 12 = <<6*12=72>>72\n72 - 20 = <<72-20=52>>52\nA: 52",
    });
    const plain = await verifier.verify({ question, text: right });
    expect(noted.errorScore).toBeCloseTo(plain.errorScore, 2);
  });
});

describe("other samples of the same question", () => {
  const samples = ["so 52.0 are left. The answer is 52 pencils.", "A: 52"];

  it("lower the error score when they agree in value, and raise it when they do not", async () => {
    const alone = await verifier.verify({ question, text: right });
    const agreed = await verifier.verify({ question, text: right, samples });
    const outvoted = await verifier.verify({ question, text: "6 * 12 = 72\nA: 72", samples });
    expect(agreed.errorScore).toBeLessThan(alone.errorScore - 0.1);
    expect(outvoted.errorScore).toBeGreaterThan(0.8);
  });

  it("prove and refute nothing", async () => {
    const agreed = await verifier.verify({ question, text: "A: 52", samples });
    const outvoted = await verifier.verify({ question, text: "A: 72", samples });
    expect([agreed.verdict, outvoted.verdict]).toEqual(["undecided", "undecided"]);
  });

  it("are part of a request, up to sixteen", () => {
    expect(verifyRequestSchema.safeParse({ text: "1", samples }).success).toBe(true);
    const many = Array.from({ length: 17 }, () => "1");
    expect(verifyRequestSchema.safeParse({ text: "1", samples: many }).success).toBe(false);
  });
});

describe("answers that cannot be", () => {
  it.each([
    ["How many students are in the class?", "A: 12.5"],
    ["How many eggs does she have left?", "The answer is -3."],
    ["班里有多少名学生？", "答案：12.5"],
  ])("refutes %s %s", async (asked, text) => {
    const result = await verifier.verify({ question: asked, text });
    expect(result.verdict).toBe("refuted");
    expect(result.claims.find(({ kind }) => kind === "answer")?.evidence.method).toBe(
      "possible-answer",
    );
  });

  it.each([
    ["How many students are there on average?", "A: 12.5"],
    ["How many more eggs does she have?", "A: -3"],
    ["How many hours did it take?", "A: 2.5"],
    ["How many cakes did they eat?", "A: 1.5"],
    ["How many students are in the class?", "A: 12.0"],
    ["How many students are in each class?", "A: 12.5"],
    ["How many students came?", "A: about 12.5"],
  ])("leaves %s %s", async (asked, text) => {
    expect((await verifier.verify({ question: asked, text })).verdict).toBe("undecided");
  });
});

describe("numbers from nowhere", () => {
  const origins = async (text: string): Promise<string[]> =>
    (await verifier.verify({ question, text })).claims
      .filter(({ evidence }) => evidence.method === "origin")
      .map((claim) => text.slice(claim.start, claim.end));

  it("names operands that neither the question nor a step gives", async () => {
    expect(await origins("6 * 13 = 78\n78 - 20 = 58\nA: 58")).toEqual(["13"]);
    expect(await origins(right)).toEqual([]);
    expect(await origins("6 * 12 = 72, half of it: 72 * 0.5 = 36")).toEqual([]);
  });

  it("does not keep an answer from being proved", async () => {
    const math = createStubMath({ "What is 2+2?": answered("2+2", "4") });
    const text = "7 - 3 = 4. The answer is 4.";
    const result = await createVerifier(math).verify({ question: "What is 2+2?", text });
    expect(result.verdict).toBe("proved");
  });
});

it("asks further checks and counts what they decide", async () => {
  const seen: unknown[] = [];
  const added = createVerifier(createStubMath(), [
    {
      name: "spans",
      check: (input) => {
        seen.push(input);
        return Promise.resolve({
          claims: [
            {
              start: 0,
              end: 3,
              text: "The",
              kind: "quoted-fact" as const,
              verdict: "refuted" as const,
              provenance: "model-only" as const,
              confidence: 0.9,
              evidence: { method: "spans", detail: "a check of its own" },
            },
          ],
        });
      },
    },
  ]);
  const result = await added.verify({ text: "The sky is green.", context: "The sky is blue." });
  expect(seen).toEqual([{ text: "The sky is green.", question: "", context: "The sky is blue." }]);
  expect(result.verdict).toBe("refuted");
});

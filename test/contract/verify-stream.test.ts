import { assert, asyncProperty, constantFrom, array, nat } from "fast-check";
import { describe, expect, it } from "vitest";
import type { VerifyEvent } from "../../src/core/verify-event.ts";
import type { Claim } from "../../src/core/verify-result.ts";
import { completeUntil } from "../../src/hallucination/complete-sentences.ts";
import { verifyStream } from "../../src/hallucination/verify-stream.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { answered, createStubMath } from "./math-stub.ts";

const QUESTION = "What is 12^2 - 7?";
const verifier = createVerifier(createStubMath({ [QUESTION]: answered(QUESTION, "137") }));

const SENTENCES = [
  "She sells 16 - 3 - 4 = 9 eggs. ",
  "So 2 + 2 = 5. ",
  "That is wrong. ",
  "In fact 2 + 2 = 4.\n",
  "Some say 3 * 4 = 13! ",
  "因此 3 × 4 = 13。",
  "这是错误的。",
  "The value is 3.5 and v1.2.3 is a version. ",
  "\\[ 2 + 3 = 6 \\] ",
  "```\n1 + 1 = 3\n``` ",
  "x = 5. Then x + 3 = 8. ",
  "The sum of 3 and 4 is 8. ",
  "- item: 20% of 50 is 10\n",
  "2024-02-30 is a Friday. ",
  "10 days after April 30, 2021 is May 9, 2021. ",
  "The last letter of the word Sue is e. ",
  "ANSWER: 137\n",
  "91 is prime. ",
  "Check: is 7 * 8 = 54? No. ",
];

function cutAt(text: string, cuts: readonly number[]): string[] {
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, index) => text.slice(from, places[index]));
}

async function collect(events: AsyncIterable<VerifyEvent>): Promise<VerifyEvent[]> {
  const all: VerifyEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

function fold(events: readonly VerifyEvent[]): Claim[] {
  const told = new Map<string, Claim>();
  for (const event of events) {
    if (event.type === "claim-checked") told.set(event.id, event.claim);
    if (event.type === "claim-withdrawn") expect(told.delete(event.id)).toBe(true);
  }
  return [...told.values()];
}

const sorted = (claims: readonly Claim[]): string[] =>
  claims.map((one) => JSON.stringify(one)).sort();

describe("a streamed check", () => {
  it("ends with what the check of the whole text gives, wherever the text is cut", async () => {
    await assert(
      asyncProperty(
        array(constantFrom(...SENTENCES), { minLength: 1, maxLength: 9 }),
        array(nat(2_000), { maxLength: 12 }),
        constantFrom({}, { question: QUESTION }, { context: "She sells 9 eggs. It was Friday." }),
        async (sentences, cuts, beside) => {
          const text = sentences.join("");
          const events = await collect(verifyStream(verifier, cutAt(text, cuts), beside));
          const last = events.at(-1);
          expect(last?.type).toBe("verify-end");
          if (last?.type !== "verify-end") return;
          expect(last.result).toEqual(await verifier.verify({ text, ...beside }));
          expect(events.filter(({ type }) => type === "verify-end")).toHaveLength(1);
          expect(sorted(fold(events))).toEqual(sorted(last.result.claims));
        },
      ),
      { numRuns: 150, seed: 20261126 },
    );
  });

  it("tells a claim before the next sentence is asked for", async () => {
    const log: string[] = [];
    function* pieces() {
      yield "She sells 16 - 3 = 13 eggs. Then ";
      log.push("second piece");
      yield "she rests.";
    }
    for await (const event of verifyStream(verifier, pieces()))
      log.push(event.type === "claim-checked" ? event.claim.verdict : event.type);
    expect(log).toEqual(["proved", "second piece", "verify-end"]);
  });

  it.each([
    "10 days after Apr 30, 2021 is May 10, 2021. Then ",
    'The last letter of the word "Sue" is "e". Then ',
    "2024-02-29 is a Thursday. Then ",
  ])("tells %j before the text ends", async (beginning) => {
    const log: string[] = [];
    function* pieces() {
      yield beginning;
      log.push("second piece");
      yield "she rests.";
    }
    for await (const event of verifyStream(verifier, pieces()))
      log.push(event.type === "claim-checked" ? event.claim.verdict : event.type);
    expect(log).toEqual(["proved", "second piece", "verify-end"]);
  });

  it("keeps a refutation back until the words that could take it back are there", async () => {
    const text = "So 2 + 2 = 5. Is that so? That is wrong, of course, as anyone can see.";
    const events = await collect(verifyStream(verifier, text.split(/(?<= )/)));
    expect(fold(events).map(({ verdict }) => verdict)).toEqual(["undecided"]);
    for (const event of events)
      if (event.type === "claim-checked") expect(event.claim.verdict).not.toBe("refuted");
    const long = `So 2 + 2 = 5. ${"Nothing more is said about it here. ".repeat(8)}`;
    const told = await collect(verifyStream(verifier, long.split(/(?<= )/)));
    const first = told.findIndex((event) => event.type === "claim-checked");
    expect(told[first]).toMatchObject({ claim: { verdict: "refuted" } });
    expect(first).toBeLessThan(told.length - 1);
  });

  it("does not work the whole text through again for each of many sentences", async () => {
    let characters = 0;
    const counting = {
      verify: (input: { readonly text: string }) => {
        characters += input.text.length;
        return Promise.resolve({
          verdict: "undecided" as const,
          errorScore: 0.3,
          claims: [],
          coverage: 1,
        });
      },
    };
    const text = "Nothing is said here. ".repeat(4_000);
    await collect(verifyStream(counting, text.match(/.{1,50}/gs) ?? []));
    expect(characters).toBeLessThan(text.length * 20);
  });

  it("stops at the limit and at the caller's stop", async () => {
    const endless = {
      *[Symbol.iterator]() {
        for (;;) yield "x".repeat(9_000);
      },
    };
    await expect(collect(verifyStream(verifier, endless))).rejects.toMatchObject({
      code: "too_large",
    });
    const { signal } = { signal: AbortSignal.abort() };
    await expect(
      collect(verifyStream(verifier, ["2 + 2 = 4."], {}, { signal })),
    ).rejects.toMatchObject({
      code: "stopped",
    });
  });
});

describe("complete sentences", () => {
  it.each([
    ["Pi is 3.", 0],
    ["Pi is 3.14. Then", 11],
    ["A line\nand", 6],
    ["```\n1 + 1 = 3. Then\nmore", 0],
    ["\\[ a = b. \n c = d", 0],
    ["第一句。第二", 4],
  ])("%j", (text, until) => {
    expect(completeUntil(text)).toBe(until);
  });
});

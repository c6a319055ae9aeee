import { z } from "zod";
import { AnsatzError } from "../core/errors.ts";
import type { RunEvent } from "../core/events.ts";
import type { MathPort } from "../core/math-port.ts";
import type { ModelPort } from "../core/model-port.ts";
import type { Answer, QueryResult } from "../core/query-result.ts";
import { impliedNumbers, numbersIn } from "../hallucination/numbers.ts";
import { callModel } from "./call-model.ts";
import { similarExamples } from "./examples/similar-examples.ts";
import { interruptible } from "../core/interrupt.ts";
import type { LoopResult } from "./loop-result.ts";
import { PHRASES } from "./phrases.ts";
import { promptLabel } from "./prompts/prompt.ts";
import { SLOT_PROMPTS } from "./prompts/slot.ts";
import type { Reply, Turn } from "./turn.ts";
import { hasRoom } from "./turn-deadline.ts";
import { verdictOfResult } from "./word-result.ts";
import { wordUndecided } from "./word-undecided.ts";
import { parseJson } from "./parse-json.ts";
import { plainMaterial } from "./plain-material.ts";

const SLOT_SCHEMA = {
  type: "object",
  properties: { expression: { type: "string", minLength: 1, maxLength: 120 } },
  required: ["expression"],
  additionalProperties: false,
};
const slotSchema = z.object({ expression: z.string().min(1).max(200) });

/** A slot holds plain arithmetic and one letter at most; words or markup are no expression. */
const PLAIN = /^[\d\s.+\-*/^()%×÷]+$/;
const MAX_TOKENS = 160;
const DRAWS = 3;
const COMPUTE_MS = 5_000;

/**
 * A small model fills one slot, the expression; the engine computes it. What uses other numbers than the
 * problem's, or leaves some out, is drawn again and then given up. Never proved: a model set it up.
 */
export async function* slotReply(
  math: MathPort,
  model: ModelPort,
  turn: Turn,
): AsyncGenerator<RunEvent, LoopResult> {
  const { question } = turn.request;
  for (let index = 0; index < DRAWS && hasRoom(turn); index++) {
    const filled = yield* fill(model, turn, index);
    if (filled.failure !== null) return { ...given(turn, "failed"), failure: filled.failure };
    const { expression } = filled;
    if (expression === null || !usesNumbersOf(question, expression)) continue;
    const sinceMs = turn.nowMs();
    const result = await compute(math, turn, expression);
    turn.toolCalls.push({
      name: "math_query",
      input: { query: expression },
      result: { status: result?.status ?? "failed", answer: result?.answer?.short ?? null },
    });
    turn.noteToolMs(sinceMs);
    yield turn.step("tool", "math_query", sinceMs);
    if (result?.answer && verdictOfResult(result) === "proved")
      return { reply: worded(turn, expression, result.answer), failure: null, isDoubtful: false };
  }
  return given(turn, "small-model");
}

function given(turn: Turn, cause: "failed" | "small-model"): LoopResult {
  const text = wordUndecided(cause, turn.direct, turn.language);
  return {
    reply: { text, verdict: "undecided", claims: [], route: "loop" },
    failure: null,
    isDoubtful: false,
  };
}

async function* fill(
  model: ModelPort,
  turn: Turn,
  index: number,
): AsyncGenerator<
  RunEvent,
  { readonly expression: string | null; readonly failure: AnsatzError | null }
> {
  const prompt = SLOT_PROMPTS[turn.language];
  const examples = similarExamples(turn.request.question, turn.language, 2).filter(
    (example) => example.calls.length === 1 && PLAIN.test(example.calls[0]?.query ?? ""),
  );
  const sinceMs = turn.nowMs();
  const outcome = yield* callModel(turn, model, {
    messages: [
      { role: "system", content: prompt.text },
      ...examples.flatMap((example) => [
        { role: "user" as const, content: example.question },
        {
          role: "assistant" as const,
          content: JSON.stringify({ expression: example.calls[0]?.query }),
        },
      ]),
      { role: "user", content: plainMaterial(turn.request.question) },
    ],
    schema: SLOT_SCHEMA,
    maxTokens: MAX_TOKENS,
    temperature: index === 0 ? 0 : 0.7,
    seed: 7 + index,
  });
  yield turn.step("model", `slot; prompt ${promptLabel(prompt)}`, sinceMs);
  if (!outcome.ok) return { expression: null, failure: outcome.failure };
  return { expression: readSlot(outcome.text), failure: null };
}

function readSlot(text: string): string | null {
  const slot = slotSchema.safeParse(parseJson(text)).data;
  const expression = slot?.expression.replace(/=.*$/s, "").trim() ?? "";
  return PLAIN.test(expression) ? expression : null;
}

/** Every number of the problem is used, and none that the problem neither states nor implies. */
function usesNumbersOf(question: string, expression: string): boolean {
  const stated = new Set(numbersIn(question).map(({ canonical }) => canonical));
  const implied = impliedNumbers(question);
  const used = new Set(numbersIn(expression).map(({ canonical }) => canonical));
  return (
    used.size > 0 &&
    [...stated].every((number) => used.has(number)) &&
    [...used].every((number) => stated.has(number) || implied.has(number))
  );
}

async function compute(
  math: MathPort,
  turn: Turn,
  expression: string,
): Promise<QueryResult | null> {
  const options = turn.calling(COMPUTE_MS);
  try {
    return await interruptible(math.query({ query: expression }, options), turn.signal);
  } catch (error) {
    if (AnsatzError.from(error).code === "stopped") throw error;
    return null;
  }
}

function worded(turn: Turn, expression: string, answer: Answer): Reply {
  const phrases = PHRASES[turn.language];
  const before = `${phrases.setUp(expression)}\n\n`;
  const equation = `${expression} = ${answer.short}`;
  const line = phrases.answer(answer.short);
  const answerStart = before.length + equation.length + 1 + line.indexOf(answer.short);
  return {
    text: `${before}${equation}\n${line}\n\n${phrases.setUpNote}`,
    verdict: "undecided",
    route: "loop",
    answer: answer.short,
    claims: [
      {
        start: before.length,
        end: before.length + equation.length,
        text: equation,
        kind: "equation",
        verdict: "proved",
        provenance: "computed",
        confidence: 0.99,
        evidence: { method: "engine", detail: "The engine computed the expression exactly." },
      },
      {
        start: answerStart,
        end: answerStart + answer.short.length,
        text: answer.short,
        kind: "answer",
        verdict: "undecided",
        provenance: "model-only",
        confidence: 0.5,
        evidence: {
          method: "none",
          detail: "A model set the expression up; that was not checked.",
        },
      },
    ],
  };
}

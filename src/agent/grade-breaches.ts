import { z } from "zod";
import type { RunEvent } from "../core/events.ts";
import type { ModelPort } from "../core/model-port.ts";
import type { Breach } from "../core/verify-result.ts";
import type { Principle } from "../hallucination/constitution/constitution.ts";
import { callModel } from "./call-model.ts";
import { promptLabel } from "./prompts/prompt.ts";
import { GRADING_PROMPTS } from "./prompts/grading.ts";
import type { Turn } from "./turn.ts";
import { parseJson } from "./parse-json.ts";
import { plainMaterial } from "./plain-material.ts";

const MAX_TOKENS = 400;
const MAX_BREACHES = 10;

const gradesSchema = z.object({
  breaches: z.array(z.object({ rule: z.string(), quote: z.string() })).max(50),
});

const GRADES_JSON_SCHEMA = {
  type: "object",
  properties: {
    breaches: {
      type: "array",
      maxItems: MAX_BREACHES,
      items: {
        type: "object",
        properties: { rule: { type: "string" }, quote: { type: "string", maxLength: 300 } },
        required: ["rule", "quote"],
        additionalProperties: false,
      },
    },
  },
  required: ["breaches"],
  additionalProperties: false,
};

/**
 * What a model finds in a draft against the principles that are graded by a model: an opinion, marked as
 * weak. None where grading is off, and none where the model does not answer in the form it was asked for.
 */
export async function* gradeBreaches(
  turn: Turn,
  model: ModelPort,
  draft: string,
): AsyncGenerator<RunEvent, readonly Breach[]> {
  const { constitution, request } = turn;
  const principles = constitution?.principles.filter(({ check }) => check === "model") ?? [];
  if (constitution?.isGrading !== true || principles.length === 0) return [];
  const prompt = GRADING_PROMPTS[turn.language];
  const sinceMs = turn.nowMs();
  const outcome = yield* callModel(turn, model, {
    messages: [
      { role: "system", content: `${prompt.text}\n${listed(principles)}` },
      {
        role: "user",
        content: `<question>\n${plainMaterial(request.question)}\n</question>\n<reply>\n${plainMaterial(draft)}\n</reply>`,
      },
    ],
    ...(model.capabilities.schema ? { schema: GRADES_JSON_SCHEMA } : {}),
    maxTokens: MAX_TOKENS,
    temperature: 0,
    seed: 7,
  });
  const found = outcome.ok ? readGrades(outcome.text, principles, draft) : [];
  yield turn.step("check", `graded; prompt ${promptLabel(prompt)}; ${found.length} found`, sinceMs);
  return found;
}

function listed(principles: readonly Principle[]): string {
  return principles.map(({ id, text }) => `- ${id}: ${text}`).join("\n");
}

function readGrades(
  text: string,
  principles: readonly Principle[],
  draft: string,
): readonly Breach[] {
  const names = new Set(principles.map(({ id }) => id));
  const grades = gradesSchema.safeParse(parseObject(text)).data?.breaches ?? [];
  return grades
    .filter(({ rule }) => names.has(rule))
    .slice(0, MAX_BREACHES)
    .map(({ rule, quote }): Breach => {
      const at = quote.trim() === "" ? -1 : draft.indexOf(quote.trim());
      const [start, end] = at < 0 ? [0, draft.length] : [at, at + quote.trim().length];
      return {
        rule,
        start,
        end,
        text: draft.slice(start, end),
        detail: "A model thinks so; nothing was checked.",
        by: "model",
        isWeak: true,
        causes: "note",
      };
    });
}

/** The object in a text that may have a fence or words around it. */
function parseObject(text: string): unknown {
  return parseJson(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
}

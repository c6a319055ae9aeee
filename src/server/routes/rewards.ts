import { Hono } from "hono";
import { z } from "zod";
import { AnsatzError } from "../../core/errors.ts";
import { MAX_VERIFY_CHARACTERS } from "../../core/verify-result.ts";
import { readBody } from "../read-body.ts";
import {
  correctness,
  formatted,
  FORMATS,
  inLanguage,
  type RewardParts,
  type Score,
  sourced,
} from "../rewards/reward-rules.ts";
import type { Service } from "../service.ts";

const text = z.string().max(MAX_VERIFY_CHARACTERS);
const weight = z.number().min(0).max(1_000).default(1);

const ruleSchema = z.discriminatedUnion("rule", [
  z.strictObject({ rule: z.literal("correctness"), weight }),
  z.strictObject({ rule: z.literal("sourced"), weight }),
  z.strictObject({ rule: z.literal("format"), weight, format: z.enum(FORMATS) }),
  z.strictObject({ rule: z.literal("language"), weight, language: z.enum(["en", "zh"]) }),
]);
type Rule = z.infer<typeof ruleSchema>;

const itemSchema = z.strictObject({
  completion: text,
  question: text.optional(),
  context: text.optional(),
  /** The right answer; `correctness` needs it. */
  reference: z.string().max(10_000).optional(),
});
type Item = z.infer<typeof itemSchema>;

export const rewardRequestSchema = z.strictObject({
  items: z.array(itemSchema).min(1).max(256),
  rules: z.array(ruleSchema).min(1).max(10),
});

/** `POST /v1/rewards`: completions scored by rules that a machine can check, and by nothing else. */
export function rewardRoutes(service: Service): Hono {
  const { math, verifier, gate, limits } = service;
  return new Hono().post("/v1/rewards", async (context) => {
    const { items, rules } = await readBody(context, rewardRequestSchema);
    if (rules.every((rule) => rule.weight === 0))
      throw new AnsatzError("invalid_request", "Every weight is 0. Give one rule more.", {
        param: "rules",
      });
    const lacking = items.findIndex(({ reference }) => reference === undefined);
    if (lacking >= 0 && rules.some(({ rule }) => rule === "correctness"))
      throw new AnsatzError("invalid_request", "The rule `correctness` needs the right answer.", {
        param: `items[${lacking}].reference`,
      });
    const { signal } = context.req.raw;
    const parts: RewardParts = { math, verifier, signal, timeoutMs: limits.engineTimeoutMs };
    const data = [];
    for (const [index, item] of items.entries())
      data.push({ index, ...(await gate.run(() => scoreItem(item, rules, parts))) });
    return context.json({ object: "list", data });
  });
}

async function scoreItem(item: Item, rules: readonly Rule[], parts: RewardParts) {
  const scores: ({ rule: string; weight: number } & Score)[] = [];
  for (const rule of rules)
    scores.push({ rule: rule.rule, weight: rule.weight, ...(await score(item, rule, parts)) });
  const total = scores.reduce((sum, each) => sum + each.weight, 0);
  const reward = scores.reduce((sum, each) => sum + each.weight * each.score, 0) / total;
  return { reward, isDecided: scores.every(({ isDecided }) => isDecided), scores };
}

async function score(item: Item, rule: Rule, parts: RewardParts): Promise<Score> {
  switch (rule.rule) {
    case "correctness":
      return correctness(item, parts);
    case "sourced":
      return sourced(item, parts);
    case "format":
      return formatted(item, rule.format);
    default:
      return inLanguage(item, rule.language);
  }
}

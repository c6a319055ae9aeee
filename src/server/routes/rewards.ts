import { Hono } from "hono";
import { z } from "zod";
import { AnsatzError } from "../../core/errors.ts";
import type { CallOptions } from "../../core/math-port.ts";
import { type Claim, MAX_VERIFY_CHARACTERS } from "../../core/verify-result.ts";
import {
  correctness,
  formatted,
  FORMATS,
  inLanguage,
  type Score,
  sourced,
  unrefuted,
} from "../../hallucination/rewards/reward-rules.ts";
import {
  type Reward,
  type WeighedScore,
  weighScores,
} from "../../hallucination/rewards/weigh-scores.ts";
import { callerOf } from "../caller.ts";
import { readBody } from "../read-body.ts";
import type { Service } from "../service.ts";

const text = z.string().max(MAX_VERIFY_CHARACTERS);
const weight = z.number().min(0).max(1_000).default(1);

const ruleSchema = z.discriminatedUnion("rule", [
  z.strictObject({ rule: z.literal("correctness"), weight }),
  z.strictObject({ rule: z.literal("sourced"), weight }),
  z.strictObject({ rule: z.literal("unrefuted"), weight }),
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
  const { gate, limits } = service;
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
    const { tenant } = callerOf(context);
    const options = { signal, timeoutMs: limits.engineTimeoutMs, tenant };
    const data = [];
    for (const [index, item] of items.entries())
      data.push({ index, ...(await gate.run(() => scoreItem(item, rules, service, options))) });
    return context.json({ object: "list", data });
  });
}

const RESTS_ON_CLAIMS: ReadonlySet<Rule["rule"]> = new Set(["sourced", "unrefuted"]);

async function scoreItem(
  item: Item,
  rules: readonly Rule[],
  service: Service,
  options: CallOptions,
): Promise<Reward> {
  const needsClaims = rules.some(({ rule }) => RESTS_ON_CLAIMS.has(rule));
  const claims = needsClaims ? await claimsOf(item, service, options) : [];
  const scores: WeighedScore[] = [];
  for (const rule of rules)
    scores.push({
      rule: rule.rule,
      weight: rule.weight,
      ...(await score(item, rule, claims, service, options)),
    });
  return weighScores(scores);
}

async function claimsOf(
  { completion, question, context }: Item,
  { verifier }: Service,
  options: CallOptions,
): Promise<readonly Claim[]> {
  const input = {
    text: completion,
    ...(question === undefined ? {} : { question }),
    ...(context === undefined ? {} : { context }),
  };
  return (await verifier.verify(input, options)).claims;
}

async function score(
  item: Item,
  rule: Rule,
  claims: readonly Claim[],
  { math }: Service,
  options: CallOptions,
): Promise<Score> {
  switch (rule.rule) {
    case "correctness":
      return correctness(item, item.reference ?? "", math, options);
    case "sourced":
      return sourced(item, claims);
    case "unrefuted":
      return unrefuted(claims);
    case "format":
      return formatted(item, rule.format);
    case "language":
      return inLanguage(item, rule.language);
  }
}

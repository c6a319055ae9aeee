import { describe, expect, it } from "vitest";
import { sampleOf, TEMPLATES } from "../../evals/injected/templates.ts";
import { seededRandom } from "../../evals/fuzz-generator/random.ts";
import type { AskResult } from "../../src/core/ask-result.ts";
import { POLICY_NAMES, type PolicyName } from "../../src/core/policy.ts";
import { createScriptedModel } from "../../src/model/scripted.ts";
import { agentOver, turnResult } from "./agent-turn.ts";

const random = seededRandom(20261126);
const SAMPLES = TEMPLATES.map((template) => ({ template, ...sampleOf(template, random) }));

/** A model that says the same however often it is told that it is wrong. */
async function replyTo(
  draft: string,
  { template, context }: (typeof SAMPLES)[number],
  policy: PolicyName,
): Promise<AskResult> {
  const agent = agentOver({ models: [createScriptedModel(() => draft)], policy });
  const question = template.language === "zh" ? "请说明这件事。" : "Please explain this matter.";
  return turnResult(agent, question, { samples: 1, ...(context === undefined ? {} : { context }) });
}

describe.each(POLICY_NAMES)("a model that lies and does not give in, under %s", (policy) => {
  it("never has a lie leave unmarked", async () => {
    const outcomes = await Promise.all(
      SAMPLES.map(async (sample) => {
        const result = await replyTo(sample.faulty, sample, policy);
        if (policy === "annotate") expect(result.verdict).toBe("refuted");
        else expect(result.reply).not.toContain(sample.faulty);
        return result.policy?.outcome;
      }),
    );
    for (const outcome of outcomes) expect(["withheld", "corrected", "noted"]).toContain(outcome);
  });

  it("has a sound draft leave as it is, or withheld where it is not proved", async () => {
    for (const sample of SAMPLES) {
      const result = await replyTo(sample.sound, sample, policy);
      expect(result.policy?.outcome).toBe(policy === "strict" ? "withheld" : "passed");
      if (policy !== "strict") expect(result.reply.startsWith(sample.sound)).toBe(true);
    }
  });
});

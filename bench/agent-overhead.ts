import { percentile } from "../evals/statistics.ts";
import { askOnce } from "../evals/fold.ts";
import { createAgent } from "../src/agent/agent.ts";
import type { AskResult } from "../src/core/ask-result.ts";
import type { MathPort } from "../src/core/math-port.ts";
import { randomIds } from "../src/core/system-port.ts";
import type { VerifierPort } from "../src/core/verifier-port.ts";
import { createScriptedModel } from "../src/model/scripted.ts";
import type { AgentPort } from "../src/core/agent-port.ts";
import { milliseconds } from "./measurement.ts";
import type { Measurement } from "./measurement.ts";

const ROUNDS = 60;
const AIM_MS = 5;
const PROBLEM =
  "A shelf in the shop has 12 boxes with 24 pens each. 37 pens are sold. How many pens are left?";
const QUESTIONS = ["What is 36 * 47?", "derivative of x^3", "17% of 250", "45乘以12是多少？"];

const WARM_UPS = 5;

export interface LoopParts {
  readonly math: MathPort;
  readonly verifier: VerifierPort;
}

/** What a direct turn costs beside its model and its tools. */
export async function measureAgentOverhead(agent: AgentPort): Promise<Measurement[]> {
  const added: number[] = [];
  let direct = 0;
  for (let round = -QUESTIONS.length; round < ROUNDS; round++) {
    const question = QUESTIONS[(round + QUESTIONS.length) % QUESTIONS.length] ?? "";
    const started = performance.now();
    const result = await askOnce(agent, question, `bench_${round + QUESTIONS.length}`, {});
    const total = performance.now() - started;
    if (round < 0 || result.route !== "direct") continue;
    direct += 1;
    added.push(total - result.timing.modelMs - result.timing.toolMs);
  }
  const p50 = percentile(added, 0.5);
  return [
    {
      what: "agent time added to a direct turn, p50",
      aim: `${AIM_MS} ms`,
      measured: p50 === null ? "no direct turn" : `${milliseconds(p50)} over ${direct} turns`,
      isMet: p50 !== null && p50 <= AIM_MS,
      figures: { p50Ms: p50, p95Ms: percentile(added, 0.95), turns: direct },
    },
  ];
}

/**
 * What a turn of the loop costs beside its model, its tools and the detector, which has a budget of its own;
 * the time with the detector's check stands beside it.
 */
export async function measureLoopOverhead(parts: LoopParts): Promise<Measurement[]> {
  const model = createScriptedModel(({ messages }) =>
    messages.at(-1)?.role === "tool"
      ? "12 * 24 = 288 pens, and 288 - 37 = 251 are left.\nANSWER: 251"
      : { toolCalls: [{ name: "math_query", arguments: { query: "12*24 - 37" } }] },
  );
  const agent = createAgent({ ...parts, model, clock: fineClock, ids: randomIds });
  const added: number[] = [];
  const beside: number[] = [];
  for (let round = -WARM_UPS; round < ROUNDS; round++) {
    const started = performance.now();
    const result = await askOnce(agent, PROBLEM, `loop_${round}`, {});
    const total = performance.now() - started;
    if (round < 0) continue;
    const engine = sumOf(result, "engine");
    const check = sumOf(result, "check");
    const { modelMs, toolMs } = result.timing;
    added.push(total - modelMs - toolMs - engine);
    beside.push(total - modelMs - toolMs - engine - check);
  }
  const p50 = percentile(beside, 0.5);
  const withCheck = percentile(added, 0.5);
  return [
    {
      what: "agent time added to a turn with a scripted model and one tool call, p50",
      aim: `${AIM_MS} ms`,
      measured:
        p50 === null
          ? "no turn"
          : `${milliseconds(p50)}, and ${milliseconds(withCheck ?? 0)} with the detector's check of the draft, over ${added.length} turns`,
      isMet: p50 !== null && p50 <= AIM_MS,
      figures: {
        p50Ms: p50,
        p95Ms: percentile(beside, 0.95),
        withCheckP50Ms: withCheck,
      },
    },
  ];
}

const fineClock = { nowMs: () => performance.now() };

function sumOf(result: AskResult, kind: AskResult["steps"][number]["kind"]): number {
  return result.steps.filter((step) => step.kind === kind).reduce((sum, step) => sum + step.ms, 0);
}

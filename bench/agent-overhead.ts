import { percentile } from "../evals/statistics.ts";
import { askOnce } from "../evals/fold.ts";
import type { AgentPort } from "../src/core/agent-port.ts";
import { milliseconds } from "./measurement.ts";
import type { Measurement } from "./measurement.ts";

const ROUNDS = 60;
const AIM_MS = 5;
const QUESTIONS = ["What is 36 * 47?", "derivative of x^3", "17% of 250", "45乘以12是多少？"];

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

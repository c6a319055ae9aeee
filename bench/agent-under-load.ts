import { askOnce } from "../evals/fold.ts";
import { fakeContext, fakeQueryResult } from "../evals/fake-context.ts";
import { seededRandom } from "../evals/fuzz-generator/random.ts";
import { answerOf } from "../evals/scoring/expected-answer.ts";
import { percentile } from "../evals/statistics.ts";
import { createAgent } from "../src/agent/agent.ts";
import type { AgentPort } from "../src/core/agent-port.ts";
import type { MathPort } from "../src/core/math-port.ts";
import { randomIds, systemClock } from "../src/core/system-port.ts";
import type { VerifierPort } from "../src/core/verifier-port.ts";
import { createVerifier } from "../src/hallucination/verifier.ts";
import { createScriptedModel } from "../src/model/scripted.ts";
import { decideRelation } from "../src/tools/math/prove/decide-relation.ts";
import { milliseconds } from "./measurement.ts";
import type { Measurement } from "./measurement.ts";

/** Turns at work at once. */
const CROWDS = [1, 50, 200];
/** Turns that each of a crowd asks, one after the other; the first is not counted. */
const TURNS = 4;
const AIM_MS = 5;
const SEED = 7;
const ENGINE_MS = 5;
const TOOL_MS = 20;
/** A call of the model takes from this to this. */
const MODEL_MS: ModelDelay = [200, 600];
type ModelDelay = readonly [least: number, most: number];
const TOOL_QUERY = "12*24 - 37";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What the model and the tools of each turn were told to take, by the turn's name. */
class Waits {
  private readonly range: ModelDelay;
  private readonly byName = new Map<string, number>();
  private readonly random = seededRandom(SEED);

  constructor(range: ModelDelay) {
    this.range = range;
  }

  async wait(name: string, ms: number): Promise<void> {
    this.byName.set(name, this.of(name) + ms);
    await pause(ms);
  }

  modelMs(): number {
    const [least, most] = this.range;
    return least + this.random.below(most - least);
  }

  of(name: string): number {
    return this.byName.get(name) ?? 0;
  }
}

/** Letters alone: a number would have to be in the reply. */
function nameOf(member: number, turn: number): string {
  const letters = [...`${member}`].map((digit) => "abcdefghij"[Number(digit)]).join("");
  return `${letters}-${"pqrstuvw"[turn]}`;
}

const NAMED = /shop named ([a-z]+-[a-z])/;
const problem = (name: string): string =>
  `A shelf in the shop named ${name} has 12 boxes with 24 pens each. 37 pens are sold. How many pens are left?`;

/** An engine that takes a known time and nothing of this process, whose written relations are decided for real. */
function waitingMath(waits: Waits): MathPort {
  const { math } = fakeContext({
    async query(query) {
      const name = NAMED.exec(query)?.[1];
      if (name !== undefined) {
        await waits.wait(name, ENGINE_MS);
        return { ...fakeQueryResult(null), status: "not-understood" };
      }
      // Whose call it is does not stand in the query; every turn makes one.
      await pause(TOOL_MS);
      return fakeQueryResult(answerOf({ kind: "expression", plain: "251" }));
    },
  });
  return {
    ...math,
    decideRelation,
    isExpression: (text) => decideRelation(text, "=", text).verdict === "proved",
  };
}

function waitingAgent(waits: Waits, hasDetector: boolean): AgentPort {
  const math = waitingMath(waits);
  const model = createScriptedModel(({ messages }) => {
    const question = messages.find(({ role }) => role === "user")?.content ?? "";
    const name = NAMED.exec(question)?.[1] ?? "";
    const until = waits.wait(name, waits.modelMs());
    return messages.at(-1)?.role === "tool"
      ? { until, text: "12 * 24 = 288 pens, and 288 - 37 = 251 are left.\nANSWER: 251" }
      : { until, toolCalls: [{ name: "math_query", arguments: { query: TOOL_QUERY } }] };
  });
  const verifier = hasDetector ? createVerifier(math) : UNCHECKED;
  return createAgent({ math, verifier, model, clock: systemClock, ids: randomIds });
}

const UNCHECKED: VerifierPort = {
  verify: () => Promise.resolve({ verdict: "undecided", errorScore: 0.5, claims: [], coverage: 1 }),
};

interface Load {
  readonly addedMs: readonly number[];
  /** Time of the processor that a turn took, all of it. */
  readonly cpuMs: number;
}

/** Each of the crowd asks turn after turn; what a turn took beyond the model's and the tools' time is the agent's. */
async function underLoad(crowd: number, modelMs: ModelDelay, hasDetector: boolean): Promise<Load> {
  const waits = new Waits(modelMs);
  const agent = waitingAgent(waits, hasDetector);
  const addedMs: number[] = [];
  const ask = async (member: number, turn: number): Promise<void> => {
    const name = nameOf(member, turn);
    const started = performance.now();
    await askOnce(agent, problem(name), `load_${name}`, {});
    const took = performance.now() - started;
    if (turn > 0) addedMs.push(took - waits.of(name) - TOOL_MS);
  };
  const before = process.cpuUsage();
  await Promise.all(
    Array.from({ length: crowd }, async (_, member) => {
      for (let turn = 0; turn < TURNS; turn += 1) await ask(member, turn);
    }),
  );
  const { user, system } = process.cpuUsage(before);
  return { addedMs, cpuMs: (user + system) / 1_000 / (crowd * TURNS) };
}

/**
 * What a turn with a model of known delay and one tool call takes beyond those delays, alone and with many at
 * once: waiting for each other included, also the lateness of timers. Measured without the detector, which has a
 * budget of its own, and with it.
 */
export async function measureAgentUnderLoad(
  crowds: readonly number[] = CROWDS,
  modelMs: ModelDelay = MODEL_MS,
): Promise<Measurement[]> {
  await underLoad(10, modelMs, true);
  const lines: Measurement[] = [];
  for (const crowd of crowds) {
    const bare = await underLoad(crowd, modelMs, false);
    const checked = await underLoad(crowd, modelMs, true);
    const p50 = percentile(bare.addedMs, 0.5);
    const both = ({ addedMs }: Load): string =>
      [0.5, 0.95].map((share) => milliseconds(percentile(addedMs, share) ?? 0)).join(" / ");
    lines.push({
      what: `agent time added to a turn, ${crowd} at once, p50 / p95`,
      aim: `${AIM_MS} ms p50`,
      measured: `${both(bare)}, and ${both(checked)} with the detector's check; ${bare.cpuMs.toFixed(1)} and ${checked.cpuMs.toFixed(1)} ms of processor time a turn`,
      isMet: p50 !== null && p50 <= AIM_MS,
      figures: {
        turns: bare.addedMs.length,
        p50Ms: p50,
        p95Ms: percentile(bare.addedMs, 0.95),
        cpuMs: bare.cpuMs,
        withCheckP50Ms: percentile(checked.addedMs, 0.5),
        withCheckP95Ms: percentile(checked.addedMs, 0.95),
        withCheckCpuMs: checked.cpuMs,
      },
    });
  }
  return lines;
}

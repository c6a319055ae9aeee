import { Agent, request } from "node:http";
import type { AgentPort } from "../src/core/agent-port.ts";
import type { MathPort } from "../src/core/math-port.ts";
import { randomIds, systemClock } from "../src/core/system-port.ts";
import type { VerifierPort } from "../src/core/verifier-port.ts";
import { startNodeServer } from "../src/server/node.ts";
import { MemoryStore } from "../src/store/memory.ts";
import type { Measurement } from "./measurement.ts";

const RUNS = 1_000;
const BATCH = 100;
const MEGABYTE = 1_048_576;

export interface HeldRunsParts {
  readonly math: MathPort;
  readonly verifier: VerifierPort;
}

/** An agent that says it is at work, and answers only when it is let go. */
function waitingAgent(released: Promise<void>): AgentPort {
  return {
    modelId: "none",
    async *run({ question, runId, conversationId }) {
      yield { type: "run-start", runId, conversationId };
      yield { type: "status", text: "waiting" };
      await released;
      yield { type: "answer-delta", text: question };
      yield {
        type: "run-end",
        result: {
          reply: question,
          verdict: "undecided",
          claims: [],
          route: "loop",
          steps: [],
          toolCalls: [],
          usage: { promptTokens: 0, completionTokens: 0 },
          timing: { totalMs: 0, modelMs: 0, toolMs: 0 },
          model: "none",
          runId,
          conversationId,
        },
      };
    },
  };
}

interface HeldStream {
  /** Resolves with the first bytes. */
  readonly opened: Promise<boolean>;
  /** The whole text of the stream, or what came before it broke. */
  readonly text: Promise<string>;
}

function openStream(url: string, agent: Agent, question: string): HeldStream {
  const opened = Promise.withResolvers<boolean>();
  const text = Promise.withResolvers<string>();
  let received = "";
  const finish = (): void => {
    opened.resolve(received !== "");
    text.resolve(received);
  };
  const call = request(
    `${url}/v1/chat/completions`,
    { method: "POST", agent, headers: { "content-type": "application/json" } },
    (response) => {
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        received += chunk;
        opened.resolve(true);
      });
      response.on("close", finish);
    },
  );
  call.on("error", finish);
  call.end(
    JSON.stringify({
      model: "ansatz",
      stream: true,
      messages: [{ role: "user", content: question }],
    }),
  );
  return { opened: opened.promise, text: text.promise };
}

/** Holds many streaming runs open at once on one process, lets them go, and counts those that end whole. */
export async function measureHeldRuns(
  parts: HeldRunsParts,
  runs: number = RUNS,
): Promise<Measurement[]> {
  const released = Promise.withResolvers<void>();
  const server = await startNodeServer({
    ...parts,
    agent: waitingAgent(released.promise),
    store: new MemoryStore(),
    clock: systemClock,
    ids: randomIds,
    modelId: "none",
    port: 0,
    limits: { maxRuns: runs + 10 },
  });
  const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const streams: HeldStream[] = [];
  const openFlags: boolean[] = [];
  // A listen queue holds a few hundred callers; more at once would measure the kernel.
  for (let first = 0; first < runs; first += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, runs - first) }, (_, index) =>
      openStream(server.address, agent, `held-${first + index}.`),
    );
    streams.push(...batch);
    openFlags.push(...(await Promise.all(batch.map(({ opened }) => opened))));
  }
  const open = openFlags.filter(Boolean).length;
  const openedMs = performance.now() - started;
  const heldMb = (process.memoryUsage().rss - before) / MEGABYTE;
  released.resolve();
  const texts = await Promise.all(streams.map(({ text }) => text));
  const whole = texts.filter(
    (text, index) => text.includes(`held-${index}.`) && text.includes("[DONE]"),
  ).length;
  agent.destroy();
  await server.close();
  return [
    {
      what: "streaming runs held open at once, none lost",
      aim: `>= ${runs}, 0 lost`,
      measured: `${open} open, ${runs - whole} lost`,
      isMet: open === runs && whole === runs,
      figures: { open, whole, openedMs, addedMb: heldMb },
    },
  ];
}

import { Agent, request } from "node:http";
import { createAgent } from "../src/agent/agent.ts";
import type { MathPort } from "../src/core/math-port.ts";
import type { ModelPort } from "../src/core/model-port.ts";
import { createScriptedModel } from "../src/model/scripted.ts";
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

/**
 * A model that replies only when it is let go, then calls a tool, then repeats the run's own question, so
 * that every run can be told from every other.
 */
function waitingModel(released: Promise<void>): ModelPort {
  return createScriptedModel(({ messages }) => {
    const last = messages.at(-1);
    if (last?.role === "tool") {
      const question = messages.find((message) => message.role === "user")?.content ?? "";
      return `Tell the caller: ${question}`;
    }
    return {
      until: released,
      toolCalls: [{ name: "math_query", arguments: { query: "12*4 - 1" } }],
    };
  });
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

/**
 * Holds many streaming runs of the real agent open at once on one process, each waiting for its model,
 * lets them go through a tool call and the check, and counts those that end whole.
 */
export async function measureHeldRuns(
  parts: HeldRunsParts,
  runs: number = RUNS,
): Promise<Measurement[]> {
  const released = Promise.withResolvers<void>();
  const server = await startNodeServer({
    ...parts,
    agent: createAgent({
      ...parts,
      model: waitingModel(released.promise),
      clock: systemClock,
      ids: randomIds,
    }),
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
      openStream(server.address, agent, `Which topic is named held-${first + index}.`),
    );
    streams.push(...batch);
    openFlags.push(...(await Promise.all(batch.map(({ opened }) => opened))));
  }
  const open = openFlags.filter(Boolean).length;
  const openedMs = performance.now() - started;
  const heldMb = (process.memoryUsage().rss - before) / MEGABYTE;
  released.resolve();
  const texts = await Promise.all(streams.map(({ text }) => text));
  const endedMs = performance.now() - started - openedMs;
  const whole = texts.filter(
    (text, index) => text.includes(`held-${index}.`) && text.includes("[DONE]"),
  ).length;
  agent.destroy();
  await server.close();
  return [
    {
      what: "streaming runs of the agent held open at once, none lost",
      aim: `>= ${runs}, 0 lost`,
      measured: `${open} open, ${runs - whole} lost`,
      isMet: open === runs && whole === runs,
      figures: { open, whole, openedMs, endedMs, addedMb: heldMb },
    },
  ];
}

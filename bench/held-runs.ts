import { Agent, request } from "node:http";
import { z } from "zod";
import { createAgent } from "../src/agent/agent.ts";
import type { MathPort } from "../src/core/math-port.ts";
import type { ModelPort } from "../src/core/model-port.ts";
import { createScriptedModel } from "../src/model/scripted.ts";
import { randomIds, systemClock } from "../src/core/system-port.ts";
import type { VerifierPort } from "../src/core/verifier-port.ts";
import type { Store } from "../src/core/store-port.ts";
import { startNodeServer } from "../src/server/node.ts";
import { MemoryStore } from "../src/store/memory.ts";
import type { Measurement } from "./measurement.ts";
import { type Door, DOORS, faultOfStream } from "./stream-order.ts";

const RUNS = 1_000;
const BATCH = 100;
const MEGABYTE = 1_048_576;

export interface HeldRunsParts {
  readonly math: MathPort;
  readonly verifier: VerifierPort;
  /** Where the runs are kept; in memory without. */
  readonly store?: Store;
}

/** Words enough for a reply to come in many pieces, no two of them alike. */
const VERSES = ["oak", "ash", "elm", "fir", "yew", "box", "bay", "fig", "pear", "plum"]
  .map((tree) => `Under the ${tree} somebody speaks of the ${tree} and of nothing else. `.repeat(4))
  .join("\n\n");

function orderOf(index: number): { readonly door: Door; readonly question: string } {
  const door = DOORS[index % DOORS.length] ?? "chat";
  return { door, question: `Which topic is named held-${index}.` };
}

/** What the model tells a run: its own question, so that every run can be told from every other. */
const toldTo = (question: string): string => `Tell the caller: ${question}\n\n${VERSES.trim()}`;

/** A model that replies only when it is let go, then calls a tool, then speaks at length. */
function waitingModel(released: Promise<void>): ModelPort {
  return createScriptedModel(({ messages }) => {
    const last = messages.at(-1);
    if (last?.role === "tool") {
      const question = messages.find((message) => message.role === "user")?.content ?? "";
      return toldTo(question);
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

interface Call {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: object;
}

/** A question by one of the doors through which a run's stream can be held. */
async function openRun(
  url: string,
  agent: Agent,
  { door, question }: { readonly door: Door; readonly question: string },
): Promise<HeldStream> {
  if (door === "chat") {
    const body = { model: "ansatz", stream: true, messages: [{ role: "user", content: question }] };
    return openStream(url, agent, { method: "POST", path: "/v1/chat/completions", body });
  }
  if (door === "responses") {
    const body = { model: "ansatz", stream: true, input: question };
    return openStream(url, agent, { method: "POST", path: "/v1/responses", body });
  }
  const started = openStream(url, agent, { method: "POST", path: "/v1/runs", body: { question } });
  const { id } = startedSchema.parse(JSON.parse(await started.text));
  return openStream(url, agent, { method: "GET", path: `/v1/runs/${id}/events` });
}

const startedSchema = z.looseObject({ id: z.string() });

function openStream(url: string, agent: Agent, { method, path, body }: Call): HeldStream {
  const opened = Promise.withResolvers<boolean>();
  const text = Promise.withResolvers<string>();
  let received = "";
  const finish = (): void => {
    opened.resolve(received !== "");
    text.resolve(received);
  };
  const call = request(
    `${url}${path}`,
    { method, agent, headers: { "content-type": "application/json" } },
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
  call.end(body === undefined ? undefined : JSON.stringify(body));
  return { opened: opened.promise, text: text.promise };
}

/**
 * Holds many streaming runs of the real agent open at once on one process, a third by each door, each waiting
 * for its model, lets them go through a tool call and the check, and counts those that end whole: none lost,
 * every event in its order.
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
    store: parts.store ?? new MemoryStore(),
    clock: systemClock,
    ids: randomIds,
    modelId: "none",
    port: 0,
    limits: { maxRuns: runs + 10 },
  });
  const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });
  try {
    return [await hold(server.address, agent, runs, () => released.resolve())];
  } finally {
    agent.destroy();
    await server.close();
  }
}

async function hold(
  address: string,
  agent: Agent,
  runs: number,
  release: () => void,
): Promise<Measurement> {
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const streams: HeldStream[] = [];
  const openFlags: boolean[] = [];
  // A listen queue holds a few hundred callers; more at once would measure the kernel.
  for (let first = 0; first < runs; first += BATCH) {
    const batch = await Promise.all(
      Array.from({ length: Math.min(BATCH, runs - first) }, (_, index) =>
        openRun(address, agent, orderOf(first + index)),
      ),
    );
    streams.push(...batch);
    openFlags.push(...(await Promise.all(batch.map(({ opened }) => opened))));
  }
  const open = openFlags.filter(Boolean).length;
  const openedMs = performance.now() - started;
  const heldMb = (process.memoryUsage().rss - before) / MEGABYTE;
  release();
  const texts = await Promise.all(streams.map(({ text }) => text));
  const endedMs = performance.now() - started - openedMs;
  const faults = texts.flatMap((text, index) => {
    const { door, question } = orderOf(index);
    const fault = faultOfStream(door, text, toldTo(question));
    return fault === null ? [] : [`held-${index} (${door}): ${fault}`];
  });
  const whole = texts.length - faults.length;
  return {
    what: "streaming runs of the agent held open at once, none lost, every event in order",
    aim: `>= ${runs}, 0 lost`,
    measured: `${open} open, ${runs - whole} lost or out of order`,
    isMet: open === runs && whole === runs,
    figures: { open, whole, faults: faults.slice(0, 10), openedMs, endedMs, addedMb: heldMb },
  };
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { cliEnvironment, runCli } from "./run-cli.ts";

interface Service {
  readonly address: string;
  readonly process: ReturnType<typeof spawn>;
  readonly closed: Promise<unknown[]>;
}

async function start(...args: string[]): Promise<Service> {
  const child = spawn(
    new URL("../../bin/ansatz", import.meta.url).pathname,
    ["serve", "--port", "0", "--model", "none", ...args],
    {
      env: cliEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const closed = once(child, "close");
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const address = /http:\/\/\S+/.exec(line)?.[0];
    if (address !== undefined) return { address, process: child, closed };
  }
  throw new Error("the service ended before it was ready");
}

test("the service prints its address, answers, and Ctrl-C ends it cleanly", async () => {
  const service = await start("--store", "memory:");
  const response = await fetch(`${service.address}/v1/query`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "factor x^4 - 1" }),
  });
  expect(await response.json()).toMatchObject({
    status: "answered",
    certificate: { grade: "proved" },
  });
  expect(await (await fetch(`${service.address}/`)).text()).toContain("ansatz-chat");
  service.process.kill("SIGINT");
  expect((await service.closed)[0]).toBe(0);
});

test("a conversation survives kill -9 in the default store", async () => {
  const first = await start();
  const reply = await fetch(`${first.address}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      model: "ansatz",
      messages: [{ role: "user", content: "What is 6 * 7?" }],
    }),
  });
  const body = (await reply.json()) as {
    ansatz: { conversationId: string; answer: string; verdict: string };
  };
  expect(body.ansatz).toMatchObject({ answer: "42", verdict: "proved" });
  first.process.kill("SIGKILL");
  await first.closed;
  const second = await start();
  const kept = await fetch(`${second.address}/v1/conversations/${body.ansatz.conversationId}`);
  const { turns } = (await kept.json()) as { turns: { role: string; content: string }[] };
  expect(turns.map((turn) => turn.role)).toEqual(["user", "assistant"]);
  expect(turns[1]?.content).toContain("42");
  second.process.kill("SIGTERM");
  expect((await second.closed)[0]).toBe(0);
});

test("told to stop as soon as it is ready, while its engines load, the service ends cleanly", async () => {
  const service = await start("--store", "memory:");
  let told = "";
  service.process.stderr?.setEncoding("utf8").on("data", (text: string) => (told += text));
  service.process.kill("SIGTERM");
  expect((await service.closed)[0]).toBe(0);
  expect(told.split("\n").filter((line) => line !== "" && !line.startsWith("{"))).toEqual([
    "Stopping: letting runs finish. Press Ctrl-C again to stop at once.",
  ]);
});

test("a start without its store fails and ends, names it and the reason", async () => {
  const run = await runCli(["serve", "--port", "0", "--model", "none", "--store", AWAY]);
  expect(run.status).not.toBe(0);
  expect(run.stderr).toMatch(
    /The store at redis:\/\/127\.0\.0\.1:1 cannot be reached: .*ECONNREFUSED/,
  );
  expect(run.stderr).not.toContain("hidden");
});

/** Nothing listens there. */
const AWAY = "redis://:hidden@127.0.0.1:1";

import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { freePort } from "../../bench/child-service.ts";
import { PROBLEM } from "../../evals/faults/model-process.ts";
import { type Handler, sendStream, startServer } from "../model/misbehaving-server.ts";
import { cliEnvironment, runCli } from "./run-cli.ts";

/** Has one model, says no to every other and lets in who has the key, where there is one. */
function serverOf(model: string, key?: string): Handler {
  return (response, { path, headers, body }) => {
    const refuse = (status: number, message: string) =>
      response
        .writeHead(status, { "content-type": "application/json" })
        .end(JSON.stringify({ error: { message } }));
    if (key !== undefined && headers.authorization !== `Bearer ${key}`) refuse(401, "no");
    else if (path === "/v1/models")
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ data: [{ id: model }] }));
    else if (body?.["model"] === model) sendStream(response, [{ content: "It is not known." }]);
    else refuse(404, "no such model");
  };
}

const SERVE = ["serve", "--port", "0", "--store", "memory:", "--model"];

test("a server without the model of the setting ends the start, naming those it has", async () => {
  const server = await startServer(serverOf("qwen3-70b"));
  const run = await runCli([...SERVE, `${server.baseUrl}#qwen3-80b`]);
  await server.close();
  expect(run.status).toBe(2);
  expect(run.stderr).toContain(`has no model "qwen3-80b". It has: qwen3-70b.`);
  expect(run.stdout).not.toContain("ready");
});

test("a key that the server refuses ends the start, also that of a model further down the list", async () => {
  const open = await startServer(serverOf("a-70b"));
  const closed = await startServer(serverOf("b-70b", "right"));
  const models = `${open.baseUrl}#a-70b,${closed.baseUrl}#b-70b`;
  const settings = { ANSATZ_MODEL_API_KEY: "wrong-one" };
  const run = await runCli([...SERVE, models], { settings });
  const doctor = await runCli(["doctor", "--json", "--model", models], { settings });
  await Promise.all([open.close(), closed.close()]);
  expect(run.status).toBe(2);
  expect(run.stderr).toContain(`${closed.baseUrl} refuses the API key. Set ANSATZ_MODEL_API_KEY`);
  expect(run.stderr).not.toContain("wrong-one");
  expect(doctor.status).toBe(1);
  expect(doctor.stdout).toContain("refuses the API key");
});

test("a server that starts after the service is said to be away, and there once a question needs it", async () => {
  const port = await freePort();
  const child = spawn(
    new URL("../../bin/ansatz", import.meta.url).pathname,
    [...SERVE, `http://127.0.0.1:${port}/v1#late-70b`],
    { env: cliEnvironment({ ANSATZ_LOG_LEVEL: "info" }) },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  const ended = once(child, "close");
  await expect.poll(() => said, { timeout: 60_000 }).toMatch(/ready: \S+\n/);
  expect(said).toMatch(/"model-away".*cannot be reached.*start it, or correct ANSATZ_MODEL/);
  const address = /ready: (\S+)/.exec(said)?.[1];
  const models = async () => {
    const ready = await fetch(`${address}/readyz`);
    expect(ready.status).toBe(200);
    return ((await ready.json()) as { models: unknown[] }).models;
  };
  expect(await models()).toMatchObject([{ server: "away", measured: false }]);
  const server = await startServer(serverOf("late-70b"), port);
  const response = await fetch(`${address}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ model: "ansatz", messages: [{ role: "user", content: PROBLEM }] }),
  });
  expect(JSON.stringify(await response.json())).toContain("It is not known");
  expect(await models()).toMatchObject([{ id: "late-70b", server: "there" }]);
  expect(said).toMatch(/"model-there".*late-70b/);
  child.kill("SIGTERM");
  expect((await ended)[0]).toBe(0);
  await server.close();
});

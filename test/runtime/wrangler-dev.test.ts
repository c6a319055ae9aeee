import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../bench/child-service.ts";

const root = join(import.meta.dirname, "../..");
const key = { authorization: "Bearer operator", "content-type": "application/json" };
let child: ChildProcess;
let origin: string;
let said = "";

beforeAll(async () => {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const bin = join(root, "node_modules/.bin");
  child = spawn(
    join(bin, "wrangler"),
    ["dev", "--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0"].concat(
      ["--var", "ANSATZ_API_KEYS:operator"],
      ["--log-level", "log", "--show-interactive-dev-session=false"],
    ),
    {
      cwd: root,
      env: {
        ...process.env,
        PATH: `${bin}:${process.env["PATH"]}`,
        WRANGLER_SEND_METRICS: "false",
        CI: "1",
      },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    },
  );
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (part: Buffer) => {
      said += part.toString();
    });
  for (const endsAt = Date.now() + 90_000; Date.now() < endsAt;) {
    if (child.exitCode !== null) break;
    const response = await fetch(`${origin}/healthz`).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`wrangler dev does not answer: ${said.slice(-2_000)}`);
});
afterAll(async () => {
  if (child.pid !== undefined && child.exitCode === null) {
    const ended = once(child, "exit");
    process.kill(-child.pid, "SIGTERM");
    await ended;
  }
});

test("wrangler dev serves the page and answers, without network and account", async () => {
  const ready = await fetch(`${origin}/readyz`);
  expect(await ready.json()).toMatchObject({ status: "ready", engines: { name: "light" } });
  expect(await (await fetch(origin)).text()).toContain("ansatz-chat");
  const body = JSON.stringify({ query: "solve x^2 - 5x + 6 = 0" });
  const answer = await fetch(`${origin}/v1/query`, { method: "POST", headers: key, body });
  expect(await answer.json()).toMatchObject({ answer: { short: "2, 3" } });
});

test("the trigger of every minute does its work", async () => {
  const response = await fetch(`${origin}/cdn-cgi/local/scheduled`);
  expect([response.status, await response.text()]).toEqual([200, expect.stringMatching(/ok/i)]);
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { modelProfileSchema } from "../../src/core/model-profile.ts";
import { startServer, type TestServer } from "../model/misbehaving-server.ts";
import { probedServer } from "../model/probed-server.ts";
import { runCli } from "./run-cli.ts";

let server: TestServer;
let settings: Readonly<Record<string, string>>;

beforeAll(async () => {
  server = await startServer(probedServer({ tools: "refused" }));
  settings = { ANSATZ_CACHE: await mkdtemp(join(tmpdir(), "ansatz-model-cli-")) };
});
afterAll(async () => {
  await server.close();
  await rm(settings["ANSATZ_CACHE"] ?? "", { recursive: true, force: true });
});

test("model probe measures a server, and the next process works by what was found", async () => {
  const probe = await runCli(["model", "probe", server.baseUrl, "--json"], { settings });
  expect(probe.status).toBe(0);
  const profile = modelProfileSchema.parse(JSON.parse(probe.stdout));
  expect(profile).toMatchObject({
    strategy: "text",
    items: { nativeTools: { answer: "no" }, arithmeticSetup: { answer: "yes" } },
  });
  expect(probe.stderr).toMatch(/nativeTools +no/);

  const before = server.received.length;
  const question = "Ann has some bags with some apples each and eats a few. How many are left?";
  await runCli(["ask", question, "--model", server.baseUrl, "--json"], { settings });
  const asked = server.received.slice(before).filter(({ body }) => body !== null);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked[0]?.body?.["tools"]).toBeUndefined();
  expect(JSON.stringify(asked[0]?.body?.["messages"])).toContain("<tool_call>");
});

test("a list with none in it, and an empty probe, say what to do", async () => {
  const list = await runCli(["ask", "2+2", "--model", `${server.baseUrl},none`]);
  expect(list.status).toBe(2);
  expect(list.stderr).toContain("separated by commas");
  const none = await runCli(["model", "probe", "none"]);
  expect(none.status).toBe(2);
});

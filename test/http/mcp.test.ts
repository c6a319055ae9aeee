import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openMathEngine } from "../../src/cli/math-engine.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import { cliEnvironment } from "../cli/run-cli.ts";
import { post, scriptedApp, scriptedMath, scriptedParts } from "./scripted-parts.ts";

let server: NodeServer;
beforeAll(async () => {
  const math = openMathEngine();
  server = await startNodeServer({
    ...scriptedParts(),
    math,
    verifier: createVerifier(math),
    port: 0,
  });
});
afterAll(() => server.close());

const clients: Client[] = [];
afterEach(() => Promise.all(clients.splice(0).map((client) => client.close())));

type Era = "legacy" | { readonly pin: string };

async function connect(era: Era, door: "http" | "stdio" = "http") {
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode: era } });
  clients.push(client);
  const wire =
    door === "stdio"
      ? new StdioClientTransport({
          command: new URL("../../bin/ansatz", import.meta.url).pathname,
          args: ["mcp"],
          env: cliEnvironment() as Record<string, string>,
          stderr: "ignore",
        })
      : new StreamableHTTPClientTransport(new URL(`${server.address}/mcp`));
  await client.connect(wire);
  return client;
}

const DOORS = [
  ["http", "2025", "legacy"],
  ["http", "2026", { pin: "2026-07-28" }],
  ["stdio", "2025", "legacy"],
  ["stdio", "2026", { pin: "2026-07-28" }],
] as const;

describe.each(DOORS)("over %s in the protocol of %s", (door, _year, era) => {
  test("the official client lists the tools, calls them and has their output checked", async () => {
    const client = await connect(era, door);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      "query",
      "solve_steps",
      "plot",
      "verify",
      "equal",
    ]);
    for (const tool of tools) {
      expect(tool.annotations).toMatchObject({ readOnlyHint: true, openWorldHint: false });
      expect(tool.outputSchema).toMatchObject({ type: "object" });
    }
    const call = (name: string, input: Record<string, unknown>) =>
      client.callTool({ name, arguments: input });
    const query = await call("query", { query: "integrate x e^x" });
    expect(query.structuredContent).toMatchObject({
      status: "answered",
      certificate: { grade: "proved" },
    });
    expect(query.content).toMatchObject([
      { type: "text", text: expect.stringContaining("Check (proved)") as string },
    ]);
    const equal = await call("equal", { a: "1/2", b: "0.5" });
    expect(equal.structuredContent).toMatchObject({ verdict: "proved", equal: true });
    const verify = await call("verify", { text: "7 * 8 = 54" });
    expect(verify.structuredContent).toMatchObject({ verdict: "refuted" });
  });
});

describe("the tools", () => {
  const call = async (name: string, input: Record<string, unknown>) =>
    (await connect({ pin: "2026-07-28" })).callTool({ name, arguments: input });

  test("steps are shown up to where a learner has come, without the answer", async () => {
    const whole = await call("solve_steps", { query: "solve 3(x-2)+1 = 2x+7" });
    expect(whole.structuredContent).toMatchObject({ status: "worked", answer: "x = 12" });
    const part = await call("solve_steps", { query: "solve 3(x-2)+1 = 2x+7", reveal: 1 });
    expect(part.structuredContent).toMatchObject({ answer: null, steps: [expect.anything()] });
    expect(JSON.stringify(part)).not.toContain("x = 12");
  });

  test("a plot comes as a picture, in words and as a table", async () => {
    const plot = await call("plot", { query: "plot x^2 from -1 to 1" });
    expect(plot.content).toMatchObject([
      { type: "text", text: expect.stringContaining("Graph of") as string },
      {
        type: "resource",
        resource: { mimeType: "image/svg+xml", text: expect.stringMatching(/^<svg/) as string },
      },
    ]);
    expect(plot.structuredContent).toMatchObject({
      table: expect.arrayContaining([["0", "0"]]) as unknown,
    });
  });

  test("what is not understood is a failed result that says why, and no protocol error", async () => {
    const result = await call("query", { query: "flurb the wug" });
    expect(result.isError).toBe(true);
    expect(result.content).toMatchObject([
      { text: expect.stringContaining("not understood") as string },
    ]);
    expect((await call("plot", { query: "2+2" })).isError).toBe(true);
  });

  test("Chinese questions are answered in Chinese", async () => {
    const result = await call("query", { query: "求 x^2 的导数" });
    expect(result.structuredContent).toMatchObject({
      reading: expect.stringContaining("导数") as string,
      answer: "2*x",
    });
  });
});

describe("the door", () => {
  const initialize = {
    jsonrpc: "2.0",
    id: 1,
    method: "initialize",
    params: {
      protocolVersion: "2025-06-18",
      capabilities: {},
      clientInfo: { name: "t", version: "1" },
    },
  };
  const accept = { accept: "application/json, text/event-stream" };

  test.each(["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"])(
    "speaks the protocol of %s",
    async (protocolVersion) => {
      const { app } = scriptedApp();
      const body = { ...initialize, params: { ...initialize.params, protocolVersion } };
      const response = await app.request("/mcp", post(body, accept));
      expect(await response.text()).toContain(`"protocolVersion":"${protocolVersion}"`);
    },
  );

  test("a foreign page is turned away, one that is allowed is not", async () => {
    const { app } = scriptedApp(undefined, { allowedOrigins: ["https://good.example"] });
    const status = async (origin: string) =>
      (await app.request("/mcp", post(initialize, { ...accept, origin }))).status;
    expect(await status("https://bad.example")).toBe(403);
    expect(await status("https://good.example")).toBe(200);
    expect(await status("http://localhost")).toBe(200);
  });

  test("with keys it asks for one", async () => {
    const { app } = scriptedApp(undefined, { apiKeys: ["right"] });
    expect((await app.request("/mcp", post(initialize, accept))).status).toBe(401);
    const authorization = "Bearer right";
    const response = await app.request("/mcp", post(initialize, { ...accept, authorization }));
    expect(response.status).toBe(200);
  });

  test("a fault inside is no secret told to the caller", async () => {
    const math = { ...scriptedMath, equal: () => Promise.reject(new TypeError("secret /etc/x")) };
    const { app } = scriptedApp(undefined, { math });
    const body = {
      jsonrpc: "2.0",
      id: 2,
      method: "tools/call",
      params: { name: "equal", arguments: { a: "1", b: "1" } },
    };
    const text = await (await app.request("/mcp", post(body, accept))).text();
    expect(text).toContain('"isError":true');
    expect(text).not.toContain("secret");
  });
});

import OpenAI, { APIError } from "openai";
import { afterAll, afterEach, beforeAll } from "vitest";
import { createAgent } from "../../src/agent/agent.ts";
import { openMathEngine } from "../../src/cli/math-engine.ts";
import type { ModelCapabilities } from "../../src/core/model-port.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createScriptedModel } from "../../src/model/scripted.ts";
import type { AppParts } from "../../src/server/app.ts";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import type { MathEngine } from "../../src/tools/math/engine.ts";
import { scriptedParts } from "./scripted-parts.ts";

type Script = Parameters<typeof createScriptedModel>[0];

export interface AgentServerOptions {
  readonly capabilities?: Partial<ModelCapabilities>;
  readonly parts?: Partial<AppParts>;
}

/**
 * Servers with the real agent, detector and engine over real HTTP, and a model that says what the test
 * needs; the official client is the way in. They are closed after each test.
 */
export function realAgentServers() {
  let math: MathEngine;
  const servers: NodeServer[] = [];
  beforeAll(() => {
    math = openMathEngine();
  });
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));
  afterAll(() => math.close());

  async function listen(parts: AppParts) {
    const keepOpen = Object.assign(Object.create(math) as MathEngine, { close: async () => {} });
    const server = await startNodeServer({ ...parts, math: keepOpen, port: 0 });
    servers.push(server);
    const client = new OpenAI({ baseURL: `${server.address}/v1`, apiKey: "none", maxRetries: 0 });
    return { client, address: server.address };
  }

  return {
    async serve(script: Script, { capabilities = {}, parts = {} }: AgentServerOptions = {}) {
      const model = createScriptedModel(script, {
        capabilities: { contextTokens: 16_000, ...capabilities },
      });
      const base = { ...scriptedParts(), ...parts };
      const verifier = createVerifier(math);
      const agent = createAgent({ math, verifier, model, clock: base.clock, ids: base.ids });
      const served = await listen({ ...base, agent, verifier, modelId: model.id });
      return { ...served, model, store: base.store };
    },
    async serveEngineOnly() {
      const base = scriptedParts();
      const verifier = createVerifier(math);
      const agent = createAgent({ math, verifier, model: null, clock: base.clock, ids: base.ids });
      return listen({ ...base, agent, verifier, modelId: "none" });
    },
  };
}

/** The error of a call that has to fail, as the official client throws it. */
export async function refusal(call: Promise<unknown>): Promise<APIError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof APIError) return error;
    throw error;
  }
  throw new Error("The call was answered; it had to be refused.");
}

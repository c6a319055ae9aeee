import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import type { ModelRequest } from "../../src/core/model-port.ts";
import { startNodeServer } from "../../src/server/node.ts";
import { realAgentServers } from "../http/real-agent.ts";
import { answerWith, scriptedParts, ScriptedAgent } from "../http/scripted-parts.ts";

/** `npm test` makes this environment where Python and its package index can be had. */
const python = fileURLToPath(
  new URL("../../node_modules/.cache/ansatz-python-client/bin/python", import.meta.url),
);
const hasPython = existsSync(python);
const hasPackage = (name: string): boolean =>
  existsSync(python.replace(/bin\/python$/, `installed-${name}`));

async function run(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const done = await promisify(execFile)(python, [path, ...args], {
    env: { ...process.env, ...env },
  });
  return done.stdout;
}

/** Asks for the stock and then rests on what it was told. */
const storekeeper = ({ messages }: ModelRequest) =>
  messages.some(({ role }) => role === "tool")
    ? "There are 37 chairs in stock.\nANSWER: 37"
    : { toolCalls: [{ name: "stock_of", arguments: { thing: "chair" } }] };

describe.skipIf(!hasPackage("openai"))("the official Python client", () => {
  const { serve, serveEngineOnly } = realAgentServers();

  test("asks, streams, goes on and throws its own errors", async () => {
    const agent = new ScriptedAgent(answerWith("The answer is 4."));
    const server = await startNodeServer({ ...scriptedParts(agent), port: 0 });
    try {
      expect(JSON.parse(await run("official_client.py", [server.address]))).toEqual({
        chat: {
          text: "The answer is 4.",
          finish: "stop",
          total: 8,
          verdict: "proved",
          request: expect.stringMatching(/^req_/),
        },
        stream: { text: "The answer is 4.", total: 8 },
        response: {
          text: "The answer is 4.",
          status: "completed",
          total: 8,
          verdict: "proved",
          read: "The answer is 4.",
        },
        responseStream: { text: "The answer is 4.", last: "response.completed" },
        behind: true,
        models: ["ansatz"],
        errors: [
          ["BadRequestError", 400, "unsupported", "logprobs"],
          ["NotFoundError", 404, "model_not_found", "model"],
          ["BadRequestError", 400, "invalid_request", "input"],
          ["NotFoundError", 404, "not_found", null],
        ],
      });
    } finally {
      await server.close();
    }
  });

  test("runs tools, gets objects and choices, and is refused by name", async () => {
    const { address } = await serve(storekeeper);
    const refused = (code: string, param: string) => ["BadRequestError", 400, code, param];
    expect(JSON.parse(await run("official_client_tools.py", [address]))).toEqual({
      resumed: ["tool_calls", "stop", true],
      streamedCall: [["stock_of", { thing: "chair" }]],
      parsed: [2, 3],
      parsedResponse: [2, 3],
      refusal: expect.stringContaining("2*sqrt(2)") as unknown,
      choices: [0, 1, 2],
      stop: expect.stringMatching(/Answer: 4\n$/) as unknown,
      length: "length",
      responseTools: ["stock_of", true, ["function_call_output"]],
      errors: [
        refused("invalid_request", "n"),
        refused("invalid_request", "tool_choice"),
        refused("invalid_request", "messages[0].content"),
        refused("invalid_request", "temperature"),
        refused("unsupported", "logit_bias"),
        refused("unsupported", "response_format"),
      ],
    });
  });

  test("the example prints the answer, its verdict and the object", async () => {
    const { address } = await serveEngineOnly();
    const printed = await run("../../examples/openai_client.py", ["x^2 - 5x + 6 = 0"], {
      ANSATZ_URL: `${address}/v1`,
    });
    expect(printed).toMatch(/Answer: 2, 3[\s\S]*verdict: proved\s+object: solutions=\[2, 3\]/);
  });
});

describe.skipIf(!hasPython)("a reward function in the form of TRL's trainers", () => {
  const { serveEngineOnly } = realAgentServers();

  test("the example scores conversations and texts, and says None where the check cannot tell", async () => {
    const { address } = await serveEngineOnly();
    const printed = await run("../../examples/trl_rewards.py", [], { ANSATZ_URL: `${address}/v1` });
    expect(printed.trim().split("\n")).toEqual(["[1.0, 0.0, None]", "[1.0]"]);
  });
});

describe.skipIf(!hasPackage("openai-agents"))("agents of OpenAI's Agents SDK", () => {
  const { serve } = realAgentServers();

  test("run their tools, stream, give typed results and raise typed errors, by both doors", async () => {
    const { address } = await serve(storekeeper);
    const done = {
      tool: [["chair"], true],
      streamed: [true, true],
      typed: [2, 3],
      error: ["BadRequestError", 400, "unsupported"],
    };
    expect(JSON.parse(await run("agents_sdk.py", [address]))).toEqual({
      chat: done,
      responses: done,
    });
  });

  test("the example answers with what its tool returned", async () => {
    const { address } = await serve(storekeeper);
    const printed = await run("../../examples/agents_sdk.py", [], { ANSATZ_URL: `${address}/v1` });
    expect(printed).toContain("37 chairs");
  });
});

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startNodeServer } from "../../src/server/node.ts";
import { answerWith, scriptedParts, ScriptedAgent } from "../http/scripted-parts.ts";

/** `npm test` makes this environment where Python and its package index can be had. */
const python = new URL("../../node_modules/.cache/ansatz-python-client/bin/python", import.meta.url)
  .pathname;
const script = new URL("official_client.py", import.meta.url).pathname;

test.skipIf(!existsSync(python))(
  "the official Python client asks, streams, goes on and throws its own errors",
  async () => {
    const agent = new ScriptedAgent(answerWith("The answer is 4."));
    const server = await startNodeServer({ ...scriptedParts(agent), port: 0 });
    try {
      const { stdout } = await promisify(execFile)(python, [script, server.address]);
      expect(JSON.parse(stdout)).toEqual({
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
  },
);

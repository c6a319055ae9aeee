import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startNodeServer } from "../../src/server/node.ts";
import { answered, answerWith, scriptedParts, ScriptedAgent } from "./scripted-parts.ts";

test("the example with the official client prints the answer and what backs it, twice", async () => {
  const script = answerWith("The answer is 5.", { answer: "5", query: answered });
  const server = await startNodeServer({ ...scriptedParts(new ScriptedAgent(script)), port: 0 });
  const example = fileURLToPath(new URL("../../examples/openai-client.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [example, "2+3"], {
    env: { ...process.env, ANSATZ_URL: `${server.address}/v1` },
  });
  await server.close();
  expect(stdout.match(/The answer is 5\./g)).toHaveLength(2);
  expect(stdout.match(/verdict: +proved/g)).toHaveLength(2);
  expect(stdout.match(/certificate: proved by exact-arithmetic/g)).toHaveLength(2);
  expect(stdout).toContain("| 2 + 2 = 4");
});

/** One instance of the service with its Slack agent, as a process of its own, until it is killed. */
import { writeSync } from "node:fs";
import { randomIds, systemClock } from "../../src/core/system-port.ts";
import { startNodeServer } from "../../src/server/node.ts";
import { openStore } from "../../src/store/open-store.ts";
import { answerWith, ScriptedAgent, scriptedParts, type Script } from "../http/scripted-parts.ts";
import { SECRET } from "./slack-sender.ts";

const [storeUrl = "", apiUrl = "", delayMs = "0"] = process.argv.slice(2);

const slow: Script = async function* (request) {
  yield { type: "tool-start", id: "call_1", name: "math_query", input: { query: "2+2" } };
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, Number(delayMs));
    request.signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
  if (request.signal?.aborted) yield { type: "run-error", code: "stopped", message: "Stopped." };
  else yield* answerWith(`Answered: ${request.question}`)(request);
};

const agent = new ScriptedAgent(slow);
const server = await startNodeServer({
  ...scriptedParts(agent),
  store: openStore(storeUrl),
  clock: systemClock,
  ids: randomIds,
  port: 0,
  drainMs: 300,
  slack: {
    settings: { signingSecret: SECRET, botToken: "xoxb-test", apiUrl, leaseMs: 2_000 },
  },
});
writeSync(1, `${server.address}\n`);
process.once("SIGTERM", () => {
  void server.close().then(() => process.exit(0));
});

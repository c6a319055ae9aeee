/** A process that writes to a store and reports every acknowledged write, until it is killed. */
import { writeSync } from "node:fs";
import { SqliteStore } from "../../src/store/sqlite.ts";
import { sampleResult } from "./sample-run.ts";

const store = new SqliteStore(process.argv[2] ?? "");
const acknowledge = (what: string) => writeSync(1, `${what}\n`);

for (let number = 1; ; number += 1) {
  const id = `run_${number}`;
  const conversationId = `conv_${number % 3}`;
  await store.startRun({ id, conversationId, question: `question ${number}`, nowMs: number });
  acknowledge(`start ${id}`);
  for (let index = 1; index <= 5; index += 1) {
    await store.appendEvents(id, [{ type: "status", text: `${id} event ${index}` }]);
    acknowledge(`event ${id} ${index}`);
  }
  if (number % 2 === 0) continue;
  const result = sampleResult(id, conversationId);
  await store.endRun(id, { state: "completed", result, nowMs: number });
  acknowledge(`end ${id}`);
}

import { afterEach, expect, test } from "vitest";
import type { AskResult } from "../../src/core/ask-result.ts";
import type { PolicyOutcome } from "../../src/core/policy.ts";
import { answerWith } from "../http/scripted-parts.ts";
import { taskWriter } from "../../src/channels/slack/shown-task.ts";
import { directMessage, envelope, send, until } from "./slack-sender.ts";
import { setUp, type SlackSetup } from "./slack-service.ts";

const open: SlackSetup[] = [];
afterEach(() => Promise.all(open.splice(0).map((setup) => setup.close())));

/** The line under the answer to a question, of a run with this result. */
async function lineOf(result: Partial<AskResult>, question = "q"): Promise<string> {
  const setup = await setUp(answerWith("The answer is 4.", { route: "loop", ...result }));
  open.push(setup);
  const event = directMessage(question);
  await send(setup.server.address, "events", envelope(event));
  const last = () => setup.slack.inThread(event.ts).find(({ metadata }) => metadata !== null);
  await until("an answer", () => last() !== undefined);
  const block = last()?.blocks.find(({ type }) => type === "context");
  const elements = (block?.["elements"] ?? []) as { text: string }[];
  return elements.map(({ text }) => text).join("\n");
}

const policy = (outcome: PolicyOutcome) => ({
  policy: { name: "balanced" as const, outcome, rounds: 1, findings: [] },
});

test.each([
  ["repaired", "written anew"],
  ["corrected", "replaced by the exact one"],
  ["noted", "found wrong"],
  ["engine", "the engine's own answer"],
  ["withheld", "The draft was withheld"],
] as const)("a draft that was %s says so under the answer", async (outcome, words) => {
  expect(await lineOf(policy(outcome))).toContain(words);
});

test("a draft that left as it was written has no such line; Chinese is answered in Chinese", async () => {
  expect(await lineOf(policy("passed"))).not.toMatch(/draft/);
  expect(await lineOf(policy("withheld"), "问题")).toContain("草稿未通过检验");
});

test("the check of the draft is a step that says what came of it", () => {
  const step = taskWriter("en", (text) => text)({ type: "policy-applied", ...policy("withheld") });
  expect(step).toMatchObject({ title: "Checking the draft", status: "complete" });
  expect(step?.output).toContain("The draft was withheld");
});

test("a breach of a principle is named with its words; a model's opinion is called one", async () => {
  const breach = { start: 0, end: 3, detail: "", by: "code" as const, isWeak: false };
  const one = { ...breach, rule: "no-flattery", text: "Great <question>", causes: "note" as const };
  const line = await lineOf({
    breaches: [one, { ...one, rule: "calm", isWeak: true, by: "model" }, one, one],
  });
  expect(line).toContain("Against the principle “no-flattery”: “Great &lt;question&gt;”");
  expect(line).toContain("Perhaps against the principle “calm” (a model's opinion)");
  expect(line).toContain("and 1 more");
});

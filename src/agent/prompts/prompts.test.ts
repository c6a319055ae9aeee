import { expect, test } from "vitest";
import { agentOver, turnResult } from "../../../test/contract/agent-turn.ts";
import { createScriptedModel } from "../../model/scripted.ts";
import { FORM_PROMPTS } from "../form/form-prompts.ts";
import { CHAT_PROMPTS } from "./chat.ts";
import { GRADING_PROMPTS } from "./grading.ts";
import { NATIVE_TOOLS_PROMPTS } from "./native-tools.ts";
import { type Prompt, promptLabel } from "./prompt.ts";
import { SLOT_PROMPTS } from "./slot.ts";
import { TEXT_TOOLS_PROMPTS } from "./text-tools.ts";

const PROMPTS: readonly Prompt[] = [
  NATIVE_TOOLS_PROMPTS,
  TEXT_TOOLS_PROMPTS,
  SLOT_PROMPTS,
  CHAT_PROMPTS,
  GRADING_PROMPTS,
  FORM_PROMPTS,
].flatMap((languages) => Object.values(languages));

/** A prompt that changes gets a new version, and a new line here: results under the old one are not its. */
const PUBLISHED = [
  "native-tools.en@1 (55b32076)",
  "native-tools.zh@1 (27a4122d)",
  "text-tools.en@1 (a211d675)",
  "text-tools.zh@1 (13411226)",
  "slot.en@1 (fff837c9)",
  "slot.zh@1 (739abddb)",
  "chat.en@1 (8a91c8b5)",
  "chat.zh@1 (679ff9f3)",
  "grading-en@1 (2b892b16)",
  "grading-zh@1 (b743ca0c)",
  "form.en@1 (5a92b62f)",
  "form.zh@1 (965e36c3)",
];

test("a prompt does not change under its version", () => {
  expect(PROMPTS.map(promptLabel)).toEqual(PUBLISHED);
});

test("every trace of a model names the prompt by id, version and hash", async () => {
  const problem = "Ann has 3 bags with 4 apples each. How many?";
  const slots = { canReason: false, nativeTools: false, fillsSlots: true };
  for (const [capabilities, question, id] of [
    [{}, problem, "native-tools.en"],
    [{ nativeTools: false }, `${problem} 请回答`, "text-tools.zh"],
    [slots, problem, "slot.en"],
    [slots, "你好", "chat.zh"],
  ] as const) {
    const model = createScriptedModel(() => "I cannot tell.", { capabilities });
    const { steps } = await turnResult(agentOver({ models: [model] }), question);
    const traced = steps.filter(({ kind }) => kind === "model").map(({ text }) => text);
    const label = PUBLISHED.find((one) => one.startsWith(`${id}@`)) as string;
    expect(traced.length).toBeGreaterThan(0);
    for (const text of traced) expect(text).toContain(label);
  }
});

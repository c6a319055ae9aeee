import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { agentOver, turnEvents, turnResult } from "../../test/contract/agent-turn.ts";
import { answered } from "../../test/contract/math-stub.ts";
import { readConstitution } from "../hallucination/constitution/constitution.ts";
import { createScriptedModel } from "../model/scripted.ts";

const FILE = await readFile(new URL("../../constitution.md", import.meta.url), "utf8");
const OWN = await readConstitution(FILE);
const GRADING = await readConstitution(FILE.replace("Grading: off", "Grading: on"));

const PROBLEM = "Ann has 3 bags with 4 apples each and eats one. How many are left?";
const SOUND = "3 * 4 = 12 apples, and 12 - 1 = 11 are left.\nANSWER: 11";
const BOAST = `I used a calculator. ${SOUND}`;
const call = (query: string) => ({ toolCalls: [{ name: "math_query", arguments: { query } }] });

describe("a draft that breaks a principle checked by code", () => {
  it("is sent back with the principle and the words, and leaves when it is better", async () => {
    const model = createScriptedModel([BOAST, SOUND]);
    const agent = agentOver({ models: [model], constitution: OWN });
    const result = await turnResult(agent, PROBLEM, { samples: 1 });
    const told = model.requests[1]?.messages.at(-1)?.content;
    expect(told).toContain('- no-invented-tool-call: "I used a calculator"');
    expect(result.reply).not.toContain("calculator");
    expect(result.policy).toMatchObject({ outcome: "repaired", rounds: 1 });
    expect(result.breaches).toEqual([]);
  });

  it("leaves with its breach named when it stays, at most two rounds later", async () => {
    const model = createScriptedModel([BOAST, BOAST, BOAST, SOUND]);
    const agent = agentOver({ models: [model], constitution: OWN });
    const result = await turnResult(agent, PROBLEM, { samples: 1 });
    expect(model.requests).toHaveLength(3);
    expect(result.policy).toMatchObject({ outcome: "noted", rounds: 2 });
    expect(result.policy?.findings[0]).toMatchObject({
      kind: "breach",
      rule: "no-invented-tool-call",
    });
    expect(result.reply).toMatch(/Against the principles[\s\S]*no-invented-tool-call/);
    const [breach] = result.breaches ?? [];
    expect(result.reply.slice(breach?.start, breach?.end)).toBe("I used a calculator");
    expect(breach).toMatchObject({ rule: "no-invented-tool-call", by: "code", isWeak: false });
  });

  it("leaves also where the model fails when it is sent back", async () => {
    const model = createScriptedModel([BOAST, ""]);
    const result = await turnResult(agentOver({ models: [model], constitution: OWN }), PROBLEM, {
      samples: 1,
    });
    expect(result.reply.startsWith(BOAST)).toBe(true);
    expect(result.policy?.outcome).toBe("noted");
  });

  it("is not sent back under annotate", async () => {
    const model = createScriptedModel([BOAST]);
    const agent = agentOver({ models: [model], constitution: OWN, policy: "annotate" });
    const result = await turnResult(agent, PROBLEM, { samples: 1 });
    expect(model.requests).toHaveLength(1);
    expect(result.policy).toMatchObject({ name: "annotate", outcome: "noted" });
  });

  it("which is only to be told is told and nothing else", async () => {
    const model = createScriptedModel([`${SOUND} They weigh 7 pounds.`]);
    const agent = agentOver({ models: [model], constitution: OWN });
    const result = await turnResult(agent, PROBLEM, { samples: 1 });
    expect(result.policy?.outcome).toBe("passed");
    expect(result.breaches?.map(({ rule, text }) => `${rule} ${text}`)).toEqual([
      "no-unsourced-number 7",
    ]);
    expect(result.reply).not.toContain("Against the principles");
  });

  it("may say that a tool was used when one was", async () => {
    const model = createScriptedModel([call("3*4-1"), BOAST]);
    const answers = { "3*4-1": answered("3*4-1", "11") };
    const agent = agentOver({ models: [model], constitution: OWN, answers });
    expect((await turnResult(agent, PROBLEM, { samples: 1 })).breaches).toEqual([]);
  });
});

describe("a reply that its caller cuts", () => {
  it("keeps a breach as far as it is in the reply", async () => {
    const model = createScriptedModel([
      `${SOUND}\nThey weigh 7 pounds. See https://example.org/x now.`,
    ]);
    const agent = agentOver({ models: [model], constitution: OWN, policy: "annotate" });
    const result = await turnResult(agent, PROBLEM, { samples: 1, stop: [" pounds"] });
    expect(result.breaches?.map(({ rule }) => rule)).toEqual(["no-unsourced-number"]);
    for (const { start, end, text } of result.breaches ?? [])
      expect(result.reply.slice(start, end)).toBe(text);
  });
});

describe("the trace", () => {
  it("names the constitution by version and hash", async () => {
    const agent = agentOver({ models: [createScriptedModel([SOUND])], constitution: OWN });
    const result = await turnResult(agent, PROBLEM, { samples: 1 });
    expect(result.constitution).toEqual({ version: OWN.version, hash: OWN.hash });
    expect(result.steps.find(({ kind }) => kind === "check")?.text).toContain(
      `constitution ${OWN.version} (${OWN.hash.slice(0, 8)}), 0 breaches`,
    );
  });

  it("has no word of one where none is in force", async () => {
    const agent = agentOver({ models: [createScriptedModel([BOAST])] });
    const result = await turnResult(agent, PROBLEM, { samples: 1 });
    expect(result).not.toHaveProperty("breaches");
    expect(result).not.toHaveProperty("constitution");
  });
});

describe("principles that a model grades", () => {
  const grade = JSON.stringify({
    breaches: [
      { rule: "no-flattery", quote: "3 * 4 = 12" },
      { rule: "answers-the-question", quote: "words that are not there" },
      { rule: "invented-rule", quote: "3 * 4" },
      { rule: "no-invented-tool-call", quote: "3 * 4" },
    ],
  });

  it("are not asked about by the project's own file", async () => {
    const model = createScriptedModel([SOUND, grade]);
    await turnResult(agentOver({ models: [model], constitution: OWN }), PROBLEM, { samples: 1 });
    expect(model.requests).toHaveLength(1);
  });

  it("give findings that are weak and change nothing", async () => {
    const model = createScriptedModel([SOUND, grade], { capabilities: { schema: true } });
    const agent = agentOver({ models: [model], constitution: GRADING });
    const result = await turnResult(agent, PROBLEM, { samples: 1 });
    expect(model.requests[1]?.schema).toBeDefined();
    expect(model.requests[1]?.messages[0]?.content).toContain("no-flattery");
    expect(model.requests[1]?.messages[0]?.content).not.toContain("units-kept");
    expect(result.breaches).toMatchObject([
      { rule: "no-flattery", text: "3 * 4 = 12", by: "model", isWeak: true, causes: "note" },
      { rule: "answers-the-question", start: 0, end: SOUND.length, isWeak: true },
    ]);
    expect(result.policy?.outcome).toBe("passed");
    const plain = await turnResult(
      agentOver({ models: [createScriptedModel([SOUND])], constitution: OWN }),
      PROBLEM,
      { samples: 1 },
    );
    expect(result.reply).toBe(plain.reply);
    expect(result.verdict).toBe(plain.verdict);
  });

  it.each(["no JSON at all", '{"breaches": 3}', "{", ""])(
    "find nothing in an answer of another form: %j",
    async (text) => {
      const agent = agentOver({
        models: [createScriptedModel([SOUND, text])],
        constitution: GRADING,
      });
      const events = await turnEvents(agent, PROBLEM, { samples: 1 });
      const last = events.at(-1);
      expect(last).toMatchObject({ type: "run-end", result: { breaches: [] } });
    },
  );
});

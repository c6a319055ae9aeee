import { zodResponseFormat } from "openai/helpers/zod";
import type OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { AskResult } from "../../src/core/ask-result.ts";
import type { ModelRequest } from "../../src/core/model-port.ts";
import { realAgentServers, refusal } from "./real-agent.ts";

const { serve, serveEngineOnly } = realAgentServers();

type Format = NonNullable<
  OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming["response_format"]
>;
type Answered = OpenAI.Chat.Completions.ChatCompletion & { ansatz: AskResult };

const EQUATION = "x^2 - 5x + 6 = 0";
const WORDS =
  "A shop sells pens at 3 dollars each. Maria, who likes blue, buys 4 of them. How much is it?";
const DRAFT = "Each pen costs 3 dollars, so 3 * 4 = 12.\nANSWER: 12";

function schemaOf(properties: Record<string, unknown>, extra = {}): Format {
  const schema = {
    type: "object",
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
    ...extra,
  };
  return { type: "json_schema", json_schema: { name: "reply", strict: true, schema } };
}

async function ask(client: OpenAI, content: string, response_format: Format, extra = {}) {
  return (await client.chat.completions.create({
    model: "ansatz",
    messages: [{ role: "user", content }],
    response_format,
    ...extra,
  })) as Answered;
}

function objectOf(reply: Answered): unknown {
  return JSON.parse(reply.choices[0]?.message.content ?? "null");
}

/** A model that drafts first and is asked for the object by its rules then. */
const drafting =
  (draft: string, ...objects: string[]) =>
  (request: ModelRequest) => {
    const isForm = request.messages[0]?.content.includes("JSON object") === true;
    if (!isForm) return draft;
    const tries = request.messages.filter(({ role }) => role === "assistant").length;
    return objects[tries] ?? "{}";
  };

describe("without a model", () => {
  test("a proved answer fills the properties that say what they hold, and stays proved", async () => {
    const { client } = await serveEngineOnly();
    const reply = await ask(
      client,
      EQUATION,
      schemaOf({
        solutions: { type: "array", items: { type: "number" } },
        proved: { type: "boolean" },
        latex: { type: "string" },
        note: { type: ["string", "null"] },
      }),
    );
    expect(objectOf(reply)).toMatchObject({ solutions: [2, 3], proved: true, note: null });
    expect(reply.ansatz.verdict).toBe("proved");
    const content = reply.choices[0]?.message.content ?? "";
    for (const { start, end, text } of reply.ansatz.claims)
      expect(content.slice(start, end)).toBe(text);
    expect(reply.ansatz.claims).toMatchObject([{ kind: "answer", verdict: "proved", text: "2,3" }]);
  });

  test("json_object gives the answer, its verdict and the reply in words", async () => {
    const { client } = await serveEngineOnly();
    expect(objectOf(await ask(client, "2+2", { type: "json_object" }))).toMatchObject({
      answer: "4",
      verdict: "proved",
      reply: expect.stringContaining("Answer: 4") as unknown,
    });
  });

  test.each([
    ["a number that JSON holds exactly", "7/2*2", { type: "integer" }, 7],
    ["text", "sqrt(8)", { type: "string" }, "2*sqrt(2)"],
    ["yes or no", "is 7 prime", { type: "boolean" }, true],
    ["one of a list", "is 7 prime", { enum: ["yes", "no"] }, "yes"],
    ["an option", "2+2", { anyOf: [{ type: "number" }, { type: "null" }] }, 4],
  ])("%s", async (_, question, property, expected) => {
    const { client } = await serveEngineOnly();
    expect(objectOf(await ask(client, question, schemaOf({ answer: property })))).toEqual({
      answer: expected,
    });
  });

  test("nothing is rounded into a number: the reply is a refusal in words", async () => {
    const { client } = await serveEngineOnly();
    const { choices, ansatz } = await ask(
      client,
      "sqrt(8)",
      schemaOf({ answer: { type: "number" } }),
    );
    expect(choices[0]).toMatchObject({ finish_reason: "stop", message: { content: null } });
    expect(choices[0]?.message.refusal).toContain("Answer: 2*sqrt(2)");
    expect(ansatz).toMatchObject({ isRefusal: true, verdict: "undecided", claims: [] });
  });

  test("no answer is no object, and a stream says so too", async () => {
    const { client } = await serveEngineOnly();
    const stream = client.chat.completions.stream({
      model: "ansatz",
      messages: [{ role: "user", content: "Why is the sea salty?" }],
      response_format: schemaOf({ answer: { type: "string" } }) as never,
    });
    const { choices } = await stream.finalChatCompletion();
    expect(choices[0]?.message.refusal).toContain("These inputs work");
    expect(choices[0]?.message.content || null).toBeNull();
  });

  test("the official client's helper for zod gets its value parsed", async () => {
    const { client } = await serveEngineOnly();
    const reply = await client.chat.completions.parse({
      model: "ansatz",
      messages: [{ role: "user", content: EQUATION }],
      response_format: zodResponseFormat(z.object({ solutions: z.array(z.int()) }), "roots"),
    });
    expect(reply.choices[0]?.message.parsed).toEqual({ solutions: [2, 3] });
  });
});

describe("with a model", () => {
  const TOTAL = schemaOf({ total: { type: "number" }, colour: { type: "string" } });

  test("the checked reply is copied into the form, which the model is held to", async () => {
    const { client, model } = await serve(drafting(DRAFT, '{"total": 12, "colour": "blue"}'));
    const reply = await ask(client, WORDS, TOTAL);
    expect(objectOf(reply)).toEqual({ total: 12, colour: "blue" });
    expect(reply.ansatz.verdict).toBe("undecided");
    expect(model.requests.at(-1)?.schema).toMatchObject({ required: ["total", "colour"] });
    expect(model.requests.at(-1)?.messages.at(-1)?.content).toContain("3 * 4 = 12");
  });

  test("a number that nobody stated is found, told, and never leaves", async () => {
    const { client, model } = await serve(
      drafting(DRAFT, '{"total": 13, "colour": "blue"}', '{"total": 12, "colour": "blue"}'),
    );
    expect(objectOf(await ask(client, WORDS, TOTAL))).toMatchObject({ total: 12 });
    expect(model.requests.at(-1)?.messages.at(-1)?.content).toContain("`total`");

    const wrong = await serve(
      drafting(DRAFT, '{"total": 13, "colour": "blue"}', '{"total": 14, "colour": "blue"}'),
    );
    const { choices, ansatz } = await ask(wrong.client, WORDS, TOTAL);
    expect(choices[0]?.message.content).toBeNull();
    expect(choices[0]?.message.refusal).toMatch(/`total`[\s\S]*3 \* 4 = 12/);
    expect(ansatz.isRefusal).toBe(true);
  });

  test("a minus that was lost makes another number", async () => {
    const draft = "It falls by 7 from 4, and 4 - 7 = -3.\nANSWER: -3";
    const { client } = await serve(drafting(draft, '{"degrees": 3}', '{"degrees": -3}'));
    const reply = await ask(
      client,
      "It was 4 degrees in the town of Mr Field and fell by 7. How cold is it now?",
      schemaOf({ degrees: { type: "number" } }),
    );
    expect(objectOf(reply)).toEqual({ degrees: -3 });
  });

  test("what the strings state is checked like any text", async () => {
    const steps = schemaOf({ steps: { type: "array", items: { type: "string" } } });
    const { client } = await serve(
      drafting(DRAFT, '{"steps": ["4 * 12 = 3", "12"]}', '{"steps": ["3 * 4 = 12", "12"]}'),
    );
    const reply = await ask(client, WORDS, steps);
    expect(objectOf(reply)).toEqual({ steps: ["3 * 4 = 12", "12"] });
    const content = reply.choices[0]?.message.content ?? "";
    expect(reply.ansatz.claims).toContainEqual(
      expect.objectContaining({ text: "3 * 4 = 12", verdict: "proved" }),
    );
    for (const { start, end, text } of reply.ansatz.claims)
      expect(content.slice(start, end)).toBe(text);
  });

  test("the schema is validated, also what a constrained model may break", async () => {
    const bounded = schemaOf({ total: { type: "integer", maximum: 11 } });
    const { client } = await serve(drafting(DRAFT, '{"total": 12}', "no JSON at all"));
    const { choices } = await ask(client, WORDS, bounded);
    expect(choices[0]?.message.content).toBeNull();
  });

  test("an answer that differs from the proved one never stands in its place", async () => {
    const larger = schemaOf({
      answer: { type: "array", items: { type: "number" }, description: "the roots" },
      count: { type: "integer" },
    });
    const { client } = await serve(
      drafting("", '{"answer": [2, 5], "count": 2}', '{"answer": [2, 3], "count": 2}'),
    );
    const reply = await ask(client, EQUATION, larger);
    expect(objectOf(reply)).toEqual({ answer: [2, 3], count: 2 });
    // The count was not proved with the answer.
    expect(reply.ansatz.verdict).toBe("undecided");
  });

  test("a draft with a note against it, and no answer at all, have no form", async () => {
    const noted = await serve(
      drafting("3 * 4 = 13.\nANSWER: 13", '{"total": 13, "colour": "blue"}'),
    );
    const reply = await ask(noted.client, WORDS, TOTAL, { ansatz: { policy: "annotate" } });
    expect(reply.choices[0]?.message.content).toBeNull();
    expect(reply.choices[0]?.message.refusal).toContain("3 * 4 = 13");
    const silent = await serve(drafting("", '{"total": 4, "colour": "blue"}'));
    const none = await ask(silent.client, WORDS, TOTAL);
    expect(none.choices[0]?.message.content).toBeNull();
    expect(none.ansatz.isRefusal).toBe(true);
  });

  test("json_object follows the wishes of the caller", async () => {
    const { client, model } = await serve(drafting("", '{"roots": [2, 3]}'));
    const reply = await client.chat.completions.create({
      model: "ansatz",
      messages: [
        { role: "system", content: "Answer as JSON with the key roots." },
        { role: "user", content: EQUATION },
      ],
      response_format: { type: "json_object" },
    });
    expect(objectOf(reply as Answered)).toEqual({ roots: [2, 3] });
    expect(model.requests[0]?.messages[0]?.content).toContain("with the key roots");
  });

  test("calls of the caller's tools come before any form", async () => {
    const { client } = await serve(() => ({ toolCalls: [{ name: "f", arguments: {} }] }));
    const { choices } = await ask(client, WORDS, TOTAL, {
      tools: [{ type: "function", function: { name: "f" } }],
    });
    expect(choices[0]?.finish_reason).toBe("tool_calls");
  });
});

describe("what cannot be held to is refused at once", () => {
  const wrong: [string, Format][] = [
    ["pattern", schemaOf({ answer: { type: "string", pattern: "^(a+)+$" } })],
    ["format", schemaOf({ answer: { type: "string", format: "regex" } })],
    [
      "not of the type",
      { type: "json_schema", json_schema: { name: "x", schema: { type: "array" } } },
    ],
    ["no `schema`", { type: "json_schema", json_schema: { name: "x" } }],
    ["$ref", schemaOf({ answer: { $ref: "https://example.org/schema" } })],
    [
      "too many parts",
      schemaOf(
        Object.fromEntries([...Array(1_100).keys()].map((key) => [`p${key}`, { type: "string" }])),
      ),
    ],
    ["`grammar`", { type: "grammar" } as never],
  ];
  test.each(wrong)("%s", async (reason, format) => {
    const { client } = await serve(() => DRAFT);
    const error = await refusal(ask(client, "2+2", format));
    expect(error).toMatchObject({ status: 400, param: "response_format" });
    expect(error.message).toContain(reason.replace("`grammar`", "grammar").replace("$ref", "ref"));
  });

  test("properties that only a model could fill, where there is none", async () => {
    const { client } = await serveEngineOnly();
    const error = await refusal(ask(client, "2+2", schemaOf({ mood: { type: "string" } })));
    expect(error).toMatchObject({ status: 400, param: "response_format" });
    expect(error.message).toContain("`mood`");
  });

  test("an object cannot end at a stop string", async () => {
    const { client } = await serveEngineOnly();
    const format = schemaOf({ answer: { type: "string" } });
    expect(await refusal(ask(client, "2+2", format, { stop: "}" }))).toMatchObject({
      status: 400,
      param: "stop",
    });
  });
});

import { describe, expect, it } from "vitest";
import { verifyEventSchema } from "../../src/core/verify-event.ts";
import { verifyResultSchema } from "../../src/core/verify-result.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { verifyListSchema } from "../../src/server/verify-batch.ts";
import { createStubMath } from "../contract/math-stub.ts";
import { post, readData, scriptedApp } from "./scripted-parts.ts";

const math = createStubMath();
const verifier = createVerifier(math);
const TEXT = `She has 3 * 4 = 12 eggs. So 2 + 2 = 5. ${"Nothing more is said of it. ".repeat(10)}`;

const app = () => scriptedApp(undefined, { math, verifier }).app;
const verify = (body: unknown) => app().request("/v1/verify", post(body));

describe("a streamed check", () => {
  it("tells the claims and ends with the result of the whole text", async () => {
    const response = await verify({ text: TEXT, stream: true });
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const events = (await readData(response)).map((event) => verifyEventSchema.parse(event));
    const { data: whole } = verifyResultSchema.safeParse(
      await (await verify({ text: TEXT })).json(),
    );
    expect(events.at(-1)).toEqual({ type: "verify-end", result: whole });
    expect(events.slice(0, -1).map(({ type }) => type)).toEqual(["claim-checked", "claim-checked"]);
  });

  it("gives its place back when the reader leaves in the middle", async () => {
    const { app, parts } = scriptedApp(undefined, {
      math,
      verifier,
      limits: { maxEngineCalls: 1 },
    });
    expect(parts.limits?.maxEngineCalls).toBe(1);
    for (let count = 0; count < 3; count++) {
      const response = await app.request("/v1/verify", post({ text: TEXT, stream: true }));
      expect(response.status).toBe(200);
      const reader = response.body?.getReader();
      await reader?.read();
      await reader?.cancel();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await app.request("/v1/verify", post({ text: "1 + 1 = 2" }))).status).toBe(200);
  });

  it("tells a failure on the way as an event", async () => {
    const text = "1 + 1 = 2. ".repeat(501);
    const events = await readData(await verify({ text, stream: true }));
    expect(events.at(-1)).toMatchObject({ error: { code: "too_large" } });
  });
});

describe("the tools behind a text", () => {
  const verdictOf = async (toolCalls?: unknown) => {
    const text = "The tool returned 12.";
    const response = await verify({ text, ...(toolCalls === undefined ? {} : { toolCalls }) });
    expect(response.status).toBe(200);
    return verifyResultSchema.parse(await response.json()).verdict;
  };
  const returning = (answer: string) => [
    { name: "calculate", input: { q: "3*4" }, result: { answer } },
  ];

  it("are what a text may say of them", async () => {
    expect(await verdictOf(returning("12"))).toBe("proved");
    expect(await verdictOf(returning("13"))).toBe("refuted");
    expect(await verdictOf()).toBe("undecided");
  });

  it("are at most 200", async () => {
    const toolCalls = Array.from({ length: 201 }, () => returning("1")[0]);
    expect((await verify({ text: "x", toolCalls })).status).toBe(400);
  });
});

describe("a batch", () => {
  it("gives results in order, and a bad item loses nothing", async () => {
    const items = [
      { id: "a", text: "7 * 8 = 56" },
      { id: "b", text: 7 },
      "no object",
      { id: 4, text: "7 * 8 = 54", unknown: true },
      { text: "1 + 1 = 2. ".repeat(501) },
      { id: "f", text: "7 * 8 = 54" },
    ];
    const response = await verify({ items });
    expect(response.status).toBe(200);
    const { data } = verifyListSchema.parse(await response.json());
    expect(data.map((each) => [each.index, each.id])).toEqual([
      [0, "a"],
      [1, "b"],
      [2, undefined],
      [3, 4],
      [4, undefined],
      [5, "f"],
    ]);
    expect(data.map((each) => ("error" in each ? each.error.code : each.verdict))).toEqual([
      "proved",
      "invalid_request",
      "invalid_request",
      "invalid_request",
      "too_large",
      "refuted",
    ]);
  });

  it.each([
    ["none", []],
    ["more than 256", Array.from({ length: 257 }, () => ({ text: "" }))],
    ["no list", "x"],
  ])("of %s is refused", async (_, items) => {
    const response = await verify({ items });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { param: "items" } });
  });

  it("does not take a text beside it", async () => {
    expect((await verify({ items: [{ text: "1" }], text: "2" })).status).toBe(400);
  });
});

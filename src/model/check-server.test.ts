import type { ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import {
  type Received,
  startServer,
  type TestServer,
} from "../../test/model/misbehaving-server.ts";
import { checkServer } from "./check-server.ts";

let server: TestServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

interface Manners {
  readonly list: readonly string[] | number | "html";
  /** Status and body for a chat with this name. */
  readonly chat?: (model: string) => readonly [number, object];
}

const json = (response: ServerResponse, status: number, body: object) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
const error = (message: string) => ({ error: { message } });
const ANSWERS = () => [200, { choices: [{ message: { content: "1" } }] }] as const;

async function check(manners: Manners, model: string | null, apiKey?: string) {
  server = await startServer((response, { path, body }: Received) => {
    const { list, chat = ANSWERS } = manners;
    if (path === "/v1/chat/completions") json(response, ...chat(String(body?.["model"])));
    else if (list === "html") response.writeHead(200).end("<html>hello</html>");
    else if (typeof list === "number") json(response, list, error("no"));
    else json(response, 200, { object: "list", data: list.map((id) => ({ id })) });
  });
  const key = apiKey === undefined ? {} : { apiKey };
  const address = { baseUrl: server.baseUrl, model, ...key };
  return checkServer(address, AbortSignal.timeout(5_000));
}
const chats = () => server?.received.filter(({ path }) => path.includes("chat")).length;

test("a model that is listed is there, and is not asked anything", async () => {
  expect(await check({ list: ["a", "b"] }, "b")).toEqual({ state: "there", message: "" });
  expect(chats()).toBe(0);
});

test("a name without a tag is the one tagged latest, as Ollama has it", async () => {
  expect(await check({ list: ["qwen3:latest"] }, "qwen3")).toMatchObject({ state: "there" });
  expect(chats()).toBe(0);
});

test("a server that answers to any name has it, whatever it lists", async () => {
  expect(await check({ list: ["/models/weights.gguf"] }, "my-model")).toMatchObject({
    state: "there",
  });
  expect(server?.received.at(-1)?.body).toMatchObject({ model: "my-model", max_tokens: 1 });
});

const missing = (status: number) => (model: string) =>
  [status, error(`The model \`${model}\` does not exist.`)] as const;

test.each([404, 400])(
  "one that says no by %i is refused, with what the server has",
  async (status) => {
    const standing = await check(
      { list: ["qwen3-8b", "other"], chat: missing(status) },
      "qwen3-80b",
    );
    expect(standing).toEqual({
      state: "refused",
      message: `The model server at ${server?.baseUrl} has no model "qwen3-80b". It has: qwen3-8b, other. Load it there, or name another in ANSATZ_MODEL: ${server?.baseUrl}#qwen3-8b`,
    });
  },
);

test("of many models ten are named; of none that is said", async () => {
  const list = Array.from({ length: 14 }, (_, index) => `m${index}`);
  const many = await check({ list, chat: missing(404) }, "x");
  expect(many.message).toContain("m9 and 4 more.");
  await server?.close();
  expect((await check({ list: [], chat: missing(404) }, "x")).message).toContain("It has none.");
});

test("a 400 that is not about the model is no proof that it is missing", async () => {
  const chat = () => [400, error("max_tokens is not supported")] as const;
  expect(await check({ list: ["a"], chat }, "b")).toMatchObject({ state: "unknown" });
});

test.each([401, 403])(
  "a key that is refused by %i ends it, and a missing one is asked for",
  async (status) => {
    const chat = () => [status, error("no")] as const;
    for (const model of [null, "a"]) {
      const wrong = await check({ list: status, chat }, model, "wrong");
      expect(wrong).toMatchObject({ state: "refused" });
      expect(wrong.message).toMatch(/refuses the API key. Set ANSATZ_MODEL_API_KEY/);
      expect(wrong.message).not.toContain("wrong");
      await server?.close();
      expect((await check({ list: status, chat }, model)).message).toContain("asks for an API key");
      await server?.close();
    }
  },
);

test("a key that may chat and not list is taken", async () => {
  expect(await check({ list: 403 }, "a", "k")).toMatchObject({ state: "there" });
});

test.each([503, 429])(
  "a server that loads or is overloaded (%i) is away, not refused",
  async (status) => {
    expect(await check({ list: status }, "a")).toMatchObject({ state: "away" });
    await server?.close();
    const chat = () => [status, error("loading")] as const;
    expect(await check({ list: ["b"], chat }, "a")).toMatchObject({ state: "away" });
  },
);

test("a server without a list is asked for the model; what it says otherwise is not known", async () => {
  expect(await check({ list: 404 }, "a")).toMatchObject({ state: "there" });
  await server?.close();
  expect(await check({ list: 404, chat: missing(404) }, "a")).toMatchObject({ state: "unknown" });
  await server?.close();
  const unnamed = await check({ list: "html" }, null);
  expect(unnamed).toMatchObject({ state: "unknown" });
  expect(unnamed.message).toContain("check that the address ends in /v1");
});

test("a server that is not there or does not answer is away", async () => {
  const nobody = { baseUrl: "http://127.0.0.1:1/v1", model: "a" };
  expect(await checkServer(nobody, AbortSignal.timeout(5_000))).toMatchObject({ state: "away" });
  server = await startServer(() => undefined);
  const silent = { baseUrl: server.baseUrl, model: null };
  expect(await checkServer(silent, AbortSignal.timeout(50))).toMatchObject({ state: "away" });
});

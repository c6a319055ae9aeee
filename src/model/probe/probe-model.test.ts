import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  sendStream,
  startServer,
  type Handler,
  type TestServer,
} from "../../../test/model/misbehaving-server.ts";
import { probedServer, type ServerManners } from "../../../test/model/probed-server.ts";
import type { ModelProfile, ProbeItem } from "../../core/model-profile.ts";
import { createOpenAICompatibleModel } from "../openai-compatible.ts";
import { ProfiledModel } from "../profiled-model.ts";
import { createScriptedModel } from "../scripted.ts";
import { createPortTarget } from "./port-target.ts";
import { probeModel, type ProbeOptions } from "./probe-model.ts";
import { createProfileStore, PROFILE_MAX_AGE_MS } from "./profile-store.ts";
import { createServerTarget } from "./server-target.ts";

const open: TestServer[] = [];
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ansatz-profiles-"));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
  await rm(folder, { recursive: true, force: true });
});

const VALUES: Readonly<Record<string, string>> = {
  "6 * 14 - 9": "75",
  "50 - 3 * 12": "14",
  "65 * 4 + 40": "300",
  "96 / 8 + 5": "17",
  "1 + 1": "2",
};
const evaluate = (expression: string) => Promise.resolve(VALUES[expression] ?? null);

async function serve(handler: Handler): Promise<TestServer> {
  const server = await startServer(handler);
  open.push(server);
  return server;
}

async function probe(handler: Handler, more: Partial<ProbeOptions> = {}): Promise<ModelProfile> {
  const { baseUrl } = await serve(handler);
  return probeModel(createServerTarget({ baseUrl, model: null }), {
    evaluate,
    canReason: true,
    nowMs: 1_000,
    ...more,
  });
}

function answers(profile: ModelProfile): Record<ProbeItem, string> {
  return Object.fromEntries(
    Object.entries(profile.items).map(([item, { answer }]) => [item, answer]),
  ) as Record<ProbeItem, string>;
}

test("a server that does everything well is found to, and works natively", async () => {
  const profile = await probe(probedServer());
  expect(new Set(Object.values(answers(profile)))).toEqual(new Set(["yes"]));
  expect(profile).toMatchObject({
    model: "qwen3-8b",
    contextTokens: 16384,
    reasoning: "none",
    strategy: "native",
  });
});

const cases: [string, ServerManners, Partial<Record<ProbeItem, string>>, string][] = [
  [
    "calls as text",
    { tools: "as-text" },
    { nativeTools: "no", streamedCalls: "no", parallelTools: "no" },
    "text",
  ],
  ["tools ignored", { tools: "ignored" }, { nativeTools: "no" }, "text"],
  ["tools refused", { tools: "refused" }, { nativeTools: "no" }, "text"],
  [
    "a call that ends with stop",
    { tools: "silent-finish" },
    { nativeTools: "yes", streamedCalls: "no" },
    "native",
  ],
  ["a cut reply told as whole", { cut: "says-stop" }, { honestCut: "no" }, "native"],
  ["a cut reply without a finish reason", { cut: "says-nothing" }, { honestCut: "no" }, "native"],
  ["a schema that is ignored", { schema: "ignored" }, { schema: "no" }, "native"],
  [
    "a schema that is refused",
    { schema: "refused" },
    { schema: "no", toolsWithSchema: "no" },
    "native",
  ],
  ["problems set up wrongly", { setup: "wrong" }, { arithmeticSetup: "no" }, "wording"],
  ["a guess at every picture", { sees: false }, { vision: "no" }, "native"],
];
test.each(cases)("%s", async (_name, manners, expected, strategy) => {
  const profile = await probe(probedServer(manners));
  expect(answers(profile)).toMatchObject(expected);
  expect(profile.strategy).toBe(strategy);
});

test("a server is asked in the form it asks for", async () => {
  const profile = await probe((response, request) => {
    const {
      max_tokens: limit,
      max_completion_tokens: other,
      response_format: format,
    } = request.body ?? {};
    const refuse = (message: string): void =>
      void response.writeHead(400).end(JSON.stringify({ error: { message } }));
    if (limit !== undefined) refuse("Use max_completion_tokens instead.");
    else if ((format as { type?: string } | undefined)?.type === "json_schema")
      refuse("response_format must be text or json_object");
    else {
      const body = request.body && { ...request.body, max_tokens: other };
      void probedServer()(response, { ...request, body });
    }
  });
  expect(new Set(Object.values(answers(profile)))).toEqual(new Set(["yes"]));
});

test("the context size is that of the model that was named", async () => {
  const { baseUrl } = await serve((response) => {
    const data = [
      { id: "a", max_model_len: 1_000 },
      { id: "b", max_model_len: 2_000 },
    ];
    response.writeHead(200).end(JSON.stringify({ data }));
  });
  const sizeOf = async (model: string | null) =>
    (await createServerTarget({ baseUrl, model }).describe(AbortSignal.timeout(5_000)))
      .contextTokens;
  expect([await sizeOf("b"), await sizeOf("other"), await sizeOf(null)]).toEqual([
    2_000,
    null,
    1_000,
  ]);
});

test.each([
  ["reasoning", "reasoning"],
  ["reasoning_content", "reasoning_content"],
  ["tags", "think-tags"],
] as const)("reasoning that comes as %s is named and hides nothing", async (reasoning, form) => {
  const profile = await probe(probedServer({ reasoning }));
  expect(profile.reasoning).toBe(form);
  expect(answers(profile)).toMatchObject({ english: "yes", schema: "yes", instructions: "yes" });
});

test("a model known to be small fills slots when it sets problems up, and only words otherwise", async () => {
  expect((await probe(probedServer(), { canReason: false })).strategy).toBe("slot");
  expect((await probe(probedServer({ setup: "wrong" }), { canReason: false })).strategy).toBe(
    "wording",
  );
});

describe("what fails or takes too long is unknown, never yes", () => {
  const afterModels =
    (handler: Handler): Handler =>
    (response, request) =>
      request.path === "/v1/chat/completions"
        ? handler(response, request)
        : probedServer()(response, request);

  test.each<[string, Handler]>([
    ["an HTML page", (response) => void response.writeHead(200).end("<html>Log in</html>")],
    ["status 500", (response) => void response.writeHead(500).end()],
    ["status 401", (response) => void response.writeHead(401).end()],
    [
      "200 with an error inside",
      (response) => void response.writeHead(200).end('{"error":{"message":"no"}}'),
    ],
    [
      "an error event",
      (response) => void response.writeHead(200).end('data: {"error":{"message":"no"}}\n\n'),
    ],
    ["silence", () => undefined],
  ])("%s", async (_name, handler) => {
    const profile = await probe(afterModels(handler), { exchangeMs: 40 });
    expect(new Set(Object.values(answers(profile)))).toEqual(new Set(["unknown"]));
    expect(profile.reasoning).toBe("unknown");
    expect(profile.strategy).toBe("text");
  });

  test("a model that thinks past its limit", async () => {
    const limits: number[] = [];
    const profile = await probe(
      afterModels((response, request) => {
        limits.push(Number(request.body?.["max_tokens"]));
        sendStream(response, [{ reasoning_content: "hm" }], "length");
      }),
    );
    const { honestCut, ...others } = answers(profile);
    expect(honestCut).toBe("yes");
    expect(new Set(Object.values(others))).toEqual(new Set(["unknown"]));
    expect(Math.max(...limits)).toBeGreaterThanOrEqual(4_000);
  });

  test("the time for the whole probe is over", async () => {
    const profile = await probe(
      afterModels(() => undefined),
      { exchangeMs: 5_000, totalMs: 60 },
    );
    expect(profile.items.arithmeticSetup.answer).toBe("unknown");
  });

  test("nothing can compute", async () => {
    const { baseUrl } = await serve(probedServer());
    const target = createServerTarget({ baseUrl, model: null });
    const profile = await probeModel(target, { canReason: true, nowMs: 1 });
    expect(profile.items.arithmeticSetup.answer).toBe("unknown");
  });
});

test("a model in this process is not asked for what its port does not offer", async () => {
  const model = createScriptedModel(
    (request) => (request.schema ? '{"city":"Rome"}' : "Hi there"),
    {
      capabilities: { nativeTools: false },
    },
  );
  const target = createPortTarget(model, { name: "tiny", fingerprint: () => Promise.resolve("f") });
  const profile = await probeModel(target, { canReason: false, nowMs: 1 });
  expect(answers(profile)).toMatchObject({
    schema: "yes",
    english: "yes",
    chinese: "no",
    nativeTools: "no",
    vision: "no",
    logProbabilities: "no",
  });
  expect(model.requests.some((request) => request.tools !== undefined)).toBe(false);
});

describe("the stored profile", () => {
  const stored = async (server: TestServer, now: () => number) => {
    const store = createProfileStore(folder);
    const inner = createOpenAICompatibleModel({ baseUrl: server.baseUrl });
    const target = createServerTarget({ baseUrl: server.baseUrl, model: null });
    return new ProfiledModel(inner, target, store, now);
  };
  const never = new AbortController().signal;

  test("is taken over by the next process and decides the capabilities", async () => {
    const server = await serve(probedServer({ tools: "refused", setup: "right" }));
    const measured = await stored(server, () => 1_000);
    expect(measured.capabilities.nativeTools).toBe(true);
    await measured.probe({ evaluate });
    expect(measured.capabilities).toMatchObject({ nativeTools: false, canReason: true });
    const next = await stored(server, () => 2_000);
    await next.refresh(never);
    expect(next.capabilities).toMatchObject({ nativeTools: false, contextTokens: 16384 });
  });

  test("is not used when too old, when damaged, or when the server has changed", async () => {
    let models = '{"data":[{"id":"m-8b"}]}';
    const server = await serve((response, request) =>
      request.path === "/v1/models"
        ? void response.writeHead(200).end(models)
        : probedServer({ tools: "refused" })(response, request),
    );
    await (await stored(server, () => 1_000)).probe({ evaluate });
    const profileSeenAt = async (nowMs: number) => {
      const model = await stored(server, () => nowMs);
      await model.refresh(never);
      return model.profile;
    };
    expect(await profileSeenAt(2_000)).not.toBeNull();
    expect(await profileSeenAt(2_000 + PROFILE_MAX_AGE_MS)).toBeNull();
    models = '{"data":[{"id":"m-8b","max_model_len":999}]}';
    expect(await profileSeenAt(2_000)).toBeNull();
    models = '{"data":[{"id":"m-8b"}]}';
    const [file] = await readdir(join(folder, "profiles"));
    await writeFile(join(folder, "profiles", file as string), '{"version":1,');
    expect(await profileSeenAt(2_000)).toBeNull();
  });

  test("a model that was not named is known by its name before its first reply", async () => {
    const server = await serve((response) => {
      response.writeHead(200).end('{"data":[{"id":"qwen3-0.6b","max_model_len":2048}]}');
    });
    const model = await stored(server, () => 1_000);
    expect(model.capabilities.canReason).toBe(true);
    await model.refresh(never);
    expect(model.id).toBe("qwen3-0.6b");
    expect(model.capabilities).toMatchObject({ canReason: false, contextTokens: 2048 });
  });

  test("a server that is down leaves the assumptions and throws nothing", async () => {
    const server = await startServer(probedServer());
    await server.close();
    const model = await stored(server, () => 1_000);
    await model.refresh(never);
    expect(model.profile).toBeNull();
    expect(model.capabilities.canReason).toBe(true);
  });
});

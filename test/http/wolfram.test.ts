import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openMathEngine } from "../../src/cli/math-engine.ts";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import { scriptedApp, scriptedParts } from "./scripted-parts.ts";

let server: NodeServer;
beforeAll(async () => {
  const math = openMathEngine();
  // A busy machine takes longer to load it than a question may wait; without it there is nothing to load.
  await math.warmUpDeep().catch(() => undefined);
  server = await startNodeServer({ ...scriptedParts(), math, port: 0 });
}, 180_000);
afterAll(() => server.close());

async function get(path: string, query: Record<string, string>) {
  const response = await fetch(`${server.address}${path}?${new URLSearchParams(query)}`);
  return { status: response.status, text: await response.text() };
}

interface Pod {
  readonly id: string;
  readonly title: string;
  readonly primary?: boolean;
  readonly position: number;
  readonly states?: readonly { readonly name: string; readonly input: string }[];
  readonly subpods: readonly {
    readonly title: string;
    readonly plaintext?: string;
    readonly img?: { readonly src: string };
  }[];
}
async function full(input: string, query: Record<string, string> = {}) {
  const { text } = await get("/v2/query", { input, output: "json", ...query });
  return (
    JSON.parse(text) as {
      queryresult: {
        success: boolean;
        numpods: number;
        pods: Pod[];
        tips?: { text: string };
        didyoumeans?: { val: string }[];
        assumptions?: { values: { input: string }[] }[];
        ansatz: { certificate: unknown };
      };
    }
  ).queryresult;
}

describe("/v1/llm-api", () => {
  test("gives blocks of text: question, reading, result, check", async () => {
    const { status, text } = await get("/v1/llm-api", { input: "solve x^2=4" });
    expect(status).toBe(200);
    expect(text.split("\n\n").map((block) => block.split("\n")[0])).toEqual([
      "Query:",
      "Input interpretation:",
      "Result:",
      "Check (proved):",
    ]);
    expect(text).toContain("x = -2 or x = 2");
  });

  test("is cut between blocks", async () => {
    const { text } = await get("/v1/llm-api", { input: "plot x^2", maxchars: "120" });
    expect(text.length).toBeLessThanOrEqual(120);
    expect(text).toMatch(/Input interpretation:\n[^\n]+$/);
  });

  test("says why there is no answer and what to try, with 501", async () => {
    const { status, text } = await get("/v1/llm-api", { input: "flurb the wug" });
    expect(status).toBe(501);
    expect(text).toMatch(/not understood[^]*Things to try instead:\n\S/);
  });

  test.each([{}, { input: " " }, { input: "2+2", maxchars: "x" }])(
    "%j is a bad request",
    async (query) => {
      expect((await get("/v1/llm-api", query as Record<string, string>)).status).toBe(400);
    },
  );
});

describe("/v1/result and /v1/spoken", () => {
  test("say in headers how the line was read and checked", async () => {
    const ask = (i: string) => fetch(`${server.address}/v1/result?${new URLSearchParams({ i })}`);
    const response = await ask("integarte x^2");
    const header = (name: string) => decodeURIComponent(response.headers.get(name) ?? "");
    expect(header("x-ansatz-grade")).toBe("proved");
    expect(header("x-ansatz-reading")).toContain("Indefinite integral of x^2");
    expect(header("x-ansatz-assumed")).toContain('"integarte" was read as "integrate"');
    expect((await ask("6*7")).headers.get("x-ansatz-assumed")).toBeNull();
  });

  test("give one line, or 501", async () => {
    expect(await get("/v1/result", { i: "6*7" })).toEqual({ status: 200, text: "42" });
    expect((await get("/v1/spoken", { i: "6*7" })).text).toMatch(/42/);
    expect((await get("/v1/result", { i: "flurb the wug" })).status).toBe(501);
    expect((await get("/v1/result", { input: "6*7" })).status).toBe(400);
  });
});

describe("/v2/query", () => {
  test("has the input first, one primary result, positions and a certificate", async () => {
    const result = await full("factor x^4-1");
    expect(result).toMatchObject({ success: true, numpods: result.pods.length });
    expect(result.pods[0]).toMatchObject({ id: "Input", position: 100 });
    expect(result.pods.filter(({ primary }) => primary).map(({ id }) => id)).toEqual(["Result"]);
    expect(result.pods[1]?.subpods[0]?.plaintext).toContain("(x - 1)");
    expect(result.pods.length).toBeGreaterThan(5);
    expect(result.ansatz.certificate).toMatchObject({ grade: "proved" });
    const images = result.pods.flatMap((pod) => pod.subpods.map(({ img }) => img?.src ?? ""));
    expect(images.some((src) => src.startsWith("data:image/svg+xml;base64,"))).toBe(true);
  });

  test("shows the steps when their state is asked for", async () => {
    const [, plain] = (await full("solve 3x+1=7", { includepodid: "Input,Result" })).pods;
    const [state] = plain?.states ?? [];
    expect(plain?.subpods).toHaveLength(1);
    for (const podstate of [state?.input ?? "", state?.name ?? "", `1@${state?.input ?? ""}`]) {
      const [, worked] = (await full("solve 3x+1=7", { includepodid: "Input,Result", podstate }))
        .pods;
      expect(worked?.subpods[1]?.title).toBe("Possible intermediate steps");
      expect(worked?.subpods[1]?.plaintext).toContain("x = 2");
    }
  });

  test("takes an assumption that the question offers, and no other", async () => {
    const plain = await full("W(1)", { includepodid: "Result" });
    const [, other] = plain.assumptions?.[0]?.values ?? [];
    const switched = await full("W(1)", { includepodid: "Result", assumption: other?.input ?? "" });
    expect(switched.pods[0]?.subpods).not.toEqual(plain.pods[0]?.subpods);
    const foreign = await full("W(1)", { includepodid: "Result", assumption: "*C.pi-_*Movie-" });
    expect(foreign.pods[0]?.subpods).toEqual(plain.pods[0]?.subpods);
  });

  test("no success says why and what was perhaps meant", async () => {
    const result = await full("flurb the wug");
    expect(result.success).toBe(false);
    expect(result.tips?.text).toContain("not understood");
    expect(result.didyoumeans?.length).toBeGreaterThan(0);
  });

  test("pods are picked, left out, and their parts chosen", async () => {
    const picked = await full("factor x^4-1", { includepodid: "derivative", format: "plaintext" });
    expect(picked.pods.map(({ id }) => id)).toEqual(["derivative"]);
    const left = await full("factor x^4-1", {
      includepodid: "plot,derivative",
      excludepodid: "plot",
    });
    expect(left.pods.map(({ id }) => id)).toEqual(["derivative"]);
  });

  test.each([{ output: "xml" }, { podstate: "Result__More" }, { totaltimeout: "soon" }])(
    "%j is refused",
    async (query) => {
      const all = { input: "1+1", ...query } as Record<string, string>;
      expect((await get("/v2/query", all)).status).toBe(400);
    },
  );
});

test("a foreign page cannot start work by fetching an address as an image", async () => {
  const { app } = scriptedApp();
  const status = async (site: string) =>
    (await app.request("/v1/result?i=1", { headers: { "sec-fetch-site": site } })).status;
  expect(await status("cross-site")).toBe(403);
  expect(await status("same-origin")).toBe(200);
  expect(await status("none")).toBe(200);
});

test("with keys these doors ask for one, too", async () => {
  const { app } = scriptedApp(undefined, { apiKeys: ["right"] });
  expect((await app.request("/v2/query?input=1")).status).toBe(401);
  expect((await app.request("/v1/result?i=1")).status).toBe(401);
});

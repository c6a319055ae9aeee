import { describe, expect, it } from "vitest";
import { createScriptedModel } from "../../src/model/scripted.ts";
import { agentOver } from "../contract/agent-turn.ts";
import { createApp } from "../../src/server/app.ts";
import { chat, post, readData, scriptedApp, scriptedParts } from "./scripted-parts.ts";

const PROBLEM = "Ann has 3 bags with 4 apples each and eats one. How many are left?";
const LIE = "3 * 4 = 13 apples, and 13 - 1 = 12 are left.\nANSWER: 12";

describe("the policy of a request", () => {
  it.each([
    [
      "/v1/chat/completions",
      { messages: [{ role: "user", content: "q" }], ansatz: { policy: "strict" } },
    ],
    ["/v1/responses", { input: "q", ansatz: { policy: "strict" } }],
    ["/v1/runs", { question: "q", policy: "strict" }],
  ])("reaches the agent through %s", async (path, body) => {
    const { app, agent } = scriptedApp();
    const response = await app.request(path, post(body));
    expect(response.status).toBeLessThan(300);
    await response.text();
    expect(agent.requests[0]?.policy).toBe("strict");
  });

  it.each([
    [
      "/v1/chat/completions",
      { messages: [{ role: "user", content: "q" }], ansatz: { policy: "lax" } },
    ],
    ["/v1/runs", { question: "q", policy: "lax" }],
  ])("is refused by name when there is no such one (%s)", async (path, body) => {
    const response = await scriptedApp().app.request(path, post(body));
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toContain("policy");
  });

  it("cannot be looser than the deployment's", async () => {
    const agent = agentOver({ models: [createScriptedModel([LIE])], policy: "strict" });
    const app = createApp(scriptedParts(agent));
    const response = await app.request(
      "/v1/chat/completions",
      chat(PROBLEM, { ansatz: { policy: "annotate" } }),
    );
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { code: "invalid_request", message: expect.stringContaining("looser") },
    });
  });
});

describe("what was done", () => {
  const annotating = () =>
    createApp(
      scriptedParts(agentOver({ models: [createScriptedModel([LIE])], policy: "annotate" })),
    );

  it("stands under ansatz in a reply and in the last chunk of a stream", async () => {
    const expected = { name: "annotate", outcome: "noted", rounds: 0 };
    const options = { ansatz: { samples: 1 } };
    const whole = await annotating().request("/v1/chat/completions", chat(PROBLEM, options));
    expect(await whole.json()).toMatchObject({ ansatz: { policy: expected, verdict: "refuted" } });
    const streamed = await annotating().request(
      "/v1/chat/completions",
      chat(PROBLEM, { ...options, stream: true }),
    );
    const chunks = (await readData(streamed)) as { ansatz?: unknown }[];
    expect(chunks.find(({ ansatz }) => ansatz !== undefined)).toMatchObject({
      ansatz: { policy: expected },
    });
  });

  it("is an event of the run", async () => {
    const app = annotating();
    const started = await app.request("/v1/runs", post({ question: PROBLEM }));
    const { id } = (await started.json()) as { id: string };
    const events = await readData(await app.request(`/v1/runs/${id}/events`));
    expect(events).toContainEqual(
      expect.objectContaining({
        type: "policy-applied",
        policy: expect.objectContaining({ name: "annotate", outcome: "noted" }),
      }),
    );
  });
});

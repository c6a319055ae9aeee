import { expect, test } from "vitest";
import type { ModelProfile } from "../../src/core/model-profile.ts";
import { answerWith, post, readData, scriptedApp } from "./scripted-parts.ts";

const PNG =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

function opened(answer: "yes" | "no") {
  const profile = { items: { vision: { answer } } } as unknown as ModelProfile;
  return scriptedApp(answerWith("12"), { modelProfiles: () => [{ id: "model", profile }] });
}

test("a run's pictures reach a model that sees; only that there were some is kept", async () => {
  const { app, agent, parts } = opened("yes");
  const response = await app.request("/v1/runs", post({ question: "3*4", pictures: [PNG, PNG] }));
  expect(response.status).toBe(202);
  const { id } = (await response.json()) as { id: string };
  await readData(await app.request(`/v1/runs/${id}/events`));
  expect(agent.requests[0]?.pictures).toEqual([{ url: PNG }, { url: PNG }]);
  expect(await (await app.request(`/v1/runs/${id}`)).json()).toMatchObject({ pictures: 2 });
  expect(JSON.stringify(await parts.store.getRun(id))).not.toContain("base64");
});

test.each([
  ["no", PNG, "pictures"],
  ["yes", "https://example.org/a.png", "pictures[0]"],
  ["yes", "data:image/svg+xml;base64,PHN2Zz4=", "pictures[0]"],
] as const)("where a model sees: %s, %s is refused", async (sight, url, param) => {
  const { app, agent } = opened(sight);
  const response = await app.request("/v1/runs", post({ question: "3*4", pictures: [url] }));
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { param } });
  expect(agent.requests).toEqual([]);
});

test.each(["yes", "no"] as const)(
  "the list of models says whether pictures are read: %s",
  async (sight) => {
    const { app } = opened(sight);
    const list = await (await app.request("/v1/models")).json();
    expect(list).toMatchObject({ data: [{ id: "ansatz", pictures: sight === "yes" }] });
  },
);

import { expect, test } from "vitest";
import { answerWith, chat, post, readData, scriptedApp, waitingScript } from "./scripted-parts.ts";

type App = ReturnType<typeof scriptedApp>["app"];

async function startRun(app: App, body: object = { question: "2+2" }) {
  const response = await app.request("/v1/runs", post(body));
  expect(response.status).toBe(202);
  return (await response.json()) as { id: string; conversationId: string };
}

const eventsOf = async (app: App, id: string, headers: Record<string, string> = {}) =>
  app.request(`/v1/runs/${id}/events`, { headers });

test("a run starts at once, is followed live to its end, and can be read afterwards", async () => {
  const { app } = scriptedApp(answerWith("Four."));
  const { id, conversationId } = await startRun(app);
  const events = (await readData(await eventsOf(app, id))) as { type: string }[];
  expect(events[0]).toEqual({ type: "run-start", runId: id, conversationId });
  expect(events.at(-1)).toMatchObject({ type: "run-end", result: { reply: "Four." } });
  const run = await (await app.request(`/v1/runs/${id}`)).json();
  expect(run).toMatchObject({ id, state: "completed", result: { reply: "Four." } });
});

test("events carry their number, and reading goes on after the last one that was read", async () => {
  const { app } = scriptedApp(answerWith("Four."));
  const { id } = await startRun(app);
  const all = await (await eventsOf(app, id)).text();
  const numbers = [...all.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1]));
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  const rest = await (await eventsOf(app, id, { "last-event-id": "3" })).text();
  expect(rest).toBe(all.slice(all.indexOf("id: 4\n")));
  const byQuery = await app.request(`/v1/runs/${id}/events?after=3`);
  expect(await byQuery.text()).toBe(rest);
});

test("after the last event there is nothing more, said with 204", async () => {
  const { app } = scriptedApp(answerWith("Four."));
  const { id } = await startRun(app);
  const all = (await readData(await eventsOf(app, id))).length;
  const response = await eventsOf(app, id, { "last-event-id": String(all) });
  expect(response.status).toBe(204);
});

test("any number of readers follow one run, also from its middle", async () => {
  const { script, release } = waitingScript();
  const { app, agent } = scriptedApp(script);
  const { id } = await startRun(app);
  const first = await eventsOf(app, id);
  const second = await eventsOf(app, id);
  const late = await eventsOf(app, id, { "last-event-id": "2" });
  release();
  const [one, two, three] = await Promise.all([first.text(), second.text(), late.text()]);
  expect(two).toBe(one);
  expect(one.endsWith(three)).toBe(true);
  expect(three.startsWith("id: 3\n")).toBe(true);
  expect(agent.requests).toHaveLength(1);
});

test("stopping aborts the run's signal and answers with the stopped run", async () => {
  const { script } = waitingScript();
  const { app, agent } = scriptedApp(script);
  const { id } = await startRun(app);
  const stopped = await app.request(`/v1/runs/${id}/stop`, { method: "POST" });
  expect(await stopped.json()).toMatchObject({ id, state: "stopped", error: { code: "stopped" } });
  expect(agent.requests[0]?.signal?.aborted).toBe(true);
  expect(await readData(await eventsOf(app, id))).toContainEqual(
    expect.objectContaining({ type: "run-error", code: "stopped" }),
  );
});

test("stopping a run that has ended changes nothing", async () => {
  const { app } = scriptedApp(answerWith("Four."));
  const { id } = await startRun(app);
  await (await eventsOf(app, id)).text();
  const response = await app.request(`/v1/runs/${id}/stop`, { method: "POST" });
  expect(await response.json()).toMatchObject({ state: "completed" });
});

test("a run id nobody knows is not found at each of its addresses", async () => {
  const { app } = scriptedApp();
  for (const [method, path] of [
    ["GET", "/v1/runs/run_x"],
    ["GET", "/v1/runs/run_x/events"],
    ["POST", "/v1/runs/run_x/stop"],
  ] as const)
    expect((await app.request(path, { method })).status).toBe(404);
});

test("a position that is no number is refused", async () => {
  const { app } = scriptedApp();
  const { id } = await startRun(app);
  expect((await eventsOf(app, id, { "last-event-id": "-1" })).status).toBe(400);
});

test("a silent stream is kept open with comments", async () => {
  const { script, release } = waitingScript();
  const { app } = scriptedApp(script, { limits: { keepAliveMs: 1 } });
  const { id } = await startRun(app);
  const reader = (await eventsOf(app, id)).body!.getReader();
  const decoder = new TextDecoder();
  let text = "";
  while (!text.includes(": ping\n\n")) text += decoder.decode((await reader.read()).value);
  release();
  for (let step = await reader.read(); !step.done; step = await reader.read())
    text += decoder.decode(step.value);
  expect(text).toContain('"type":"run-end"');
});

test("one run more than there are places is refused with when to come back", async () => {
  const { script, release } = waitingScript();
  const { app } = scriptedApp(script, { limits: { maxRuns: 1, maxWaitingRuns: 0 } });
  const { id } = await startRun(app);
  const refused = await app.request("/v1/chat/completions", chat("2+2"));
  expect(refused.status).toBe(429);
  expect(refused.headers.get("retry-after")).toBe("1");
  expect(await refused.json()).toMatchObject({ error: { code: "overloaded" } });
  release();
  await (await eventsOf(app, id)).text();
  expect((await app.request("/v1/chat/completions", chat("2+2"))).status).toBe(200);
});

test("facts and instructions reach the agent; unknown fields do not pass", async () => {
  const { app, agent } = scriptedApp();
  await startRun(app, { question: "q", context: "The cat is 3.", instructions: "Brief." });
  expect(agent.requests[0]).toMatchObject({ context: "The cat is 3.", instructions: "Brief." });
  const response = await app.request("/v1/runs", post({ question: "q", temprature: 1 }));
  expect(await response.json()).toMatchObject({ error: { param: "temprature" } });
});

test("conversations are listed newest first, read and deleted with their runs", async () => {
  const { app } = scriptedApp(answerWith("Four."));
  const one = await startRun(app);
  await (await eventsOf(app, one.id)).text();
  const two = await startRun(app);
  await (await eventsOf(app, two.id)).text();
  const list = await (await app.request("/v1/conversations?limit=1")).json();
  expect(list).toMatchObject({ object: "list", data: [{ id: two.conversationId }] });
  const path = `/v1/conversations/${one.conversationId}`;
  expect(await (await app.request(path)).json()).toMatchObject({
    turns: [{ content: "2+2" }, { content: "Four." }],
  });
  expect(await (await app.request(path, { method: "DELETE" })).json()).toEqual({
    id: one.conversationId,
    deleted: true,
  });
  expect((await app.request(path)).status).toBe(404);
  expect((await app.request(path, { method: "DELETE" })).status).toBe(404);
  expect((await app.request(`/v1/runs/${one.id}`)).status).toBe(404);
});

test("deleting a conversation stops its run first", async () => {
  const { script } = waitingScript();
  const { app, agent } = scriptedApp(script);
  const { conversationId } = await startRun(app);
  const path = `/v1/conversations/${conversationId}`;
  expect((await app.request(path, { method: "DELETE" })).status).toBe(200);
  expect(agent.requests[0]?.signal?.aborted).toBe(true);
});

test.each(["0", "101", "x", "-1"])("a limit of %s is refused", async (limit) => {
  const { app } = scriptedApp();
  expect((await app.request(`/v1/conversations?limit=${limit}`)).status).toBe(400);
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { findRedis, RedisProcess } from "../../evals/faults/redis-process.ts";
import { answersIn, Instances, settle } from "./instance-process.ts";
import { directMessage, envelope, send, until } from "./slack-sender.ts";

const path = findRedis();

describe.skipIf(!path)("processes that share a real Redis", () => {
  let redis: RedisProcess;
  let count = 0;
  const newStore = () => `${redis.url(`slack-${(count += 1)}`)}&silence=1`;
  const instances = new Instances();
  beforeAll(async () => {
    redis = await RedisProcess.start(path ?? "");
  });
  afterEach(() => instances.clear());
  afterAll(() => redis.remove());

  test("100 events, three deliveries each to either of two, are answered once each", async () => {
    const slack = await instances.standIn();
    const store = newStore();
    const both = await Promise.all([instances.start(store, slack), instances.start(store, slack)]);
    const events = Array.from({ length: 100 }, (_, index) => directMessage(`${index}+1`));
    const bodies = events.map((event) => envelope(event));
    const deliver = (shift: number) =>
      Promise.all(
        bodies.map((body, index) => send(both[(index + shift) % 2]!.address, "events", body)),
      );
    // The same event at both at once, and once more when it may be answered already.
    const replies = await Promise.all([deliver(0), deliver(1)]);
    for (const reply of replies.flat()) expect(reply.status).toBe(200);
    const isAnswered = () => events.every(({ ts }) => answersIn(slack, ts).length > 0);
    await until("100 answers", isAnswered, 60_000);
    await deliver(0);
    await settle();
    expect(slack.messages).toHaveLength(100);
    for (const { ts } of events) expect(answersIn(slack, ts)).toHaveLength(1);
  });

  test("an instance killed between acknowledgement and answer: the other answers, once", async () => {
    const slack = await instances.standIn();
    const store = newStore();
    const [first, second] = await Promise.all([
      instances.start(store, slack, 60_000),
      instances.start(store, slack),
    ]);
    const events = Array.from({ length: 10 }, () => directMessage("2+2"));
    const bodies = events.map((event) => envelope(event));
    for (const body of bodies) expect((await send(first.address, "events", body)).status).toBe(200);
    await first.kill();
    for (const body of bodies) await send(second.address, "events", body);
    const isAnswered = () => events.every(({ ts }) => answersIn(slack, ts).length > 0);
    await until("10 answers", isAnswered, 30_000);
    await settle();
    for (const { ts } of events) expect(answersIn(slack, ts)).toHaveLength(1);
  });
});

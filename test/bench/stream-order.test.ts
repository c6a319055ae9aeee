import { describe, expect, test } from "vitest";
import { type Door, faultOfStream } from "../../bench/stream-order.ts";

const frames = (...parts: readonly string[]): string => parts.map((part) => `${part}\n\n`).join("");
const data = (value: object): string => `data: ${JSON.stringify(value)}`;

const CHAT = [
  data({ choices: [{ delta: { role: "assistant", content: "" } }] }),
  data({ choices: [{ delta: { content: "one " } }] }),
  data({ choices: [{ delta: { content: "two" } }] }),
  data({ choices: [{ delta: {} }], ansatz: { reply: "one two" } }),
  "data: [DONE]",
];
const RESPONSES = [
  { type: "response.created" },
  { type: "response.output_text.delta", delta: "one " },
  { type: "response.output_text.delta", delta: "two" },
  { type: "response.output_text.done", text: "one two" },
  { type: "response.completed" },
].map((event, sequence_number) => data({ ...event, sequence_number }));
const RUNS = [
  { type: "run-start" },
  { type: "tool-end", result: 47 },
  { type: "answer-delta", text: "one " },
  { type: "answer-delta", text: "two" },
  { type: "run-end", result: { reply: "one two" } },
].map((event, index) => `id: ${index + 1}\n${data(event)}`);

const STREAMS: readonly (readonly [Door, readonly string[]])[] = [
  ["chat", CHAT],
  ["responses", RESPONSES],
  ["runs", RUNS],
];

const without = (parts: readonly string[], at: number): string =>
  frames(...parts.filter((_, index) => index !== at));
const swapped = (parts: readonly string[], at: number): string => {
  const other = [...parts];
  [other[at], other[at + 1]] = [other[at + 1] ?? "", other[at] ?? ""];
  return frames(...other);
};

describe.each(STREAMS)("a stream of %s", (door, parts) => {
  const firstDelta = parts.findIndex((part) => part.includes("one "));

  test("is in order as it was sent, comments between", () => {
    expect(faultOfStream(door, frames(...parts), "two")).toBeNull();
    expect(faultOfStream(door, frames(": ping", ...parts), "two")).toBeNull();
  });

  test("is out of order with two deltas changed about", () => {
    expect(faultOfStream(door, swapped(parts, firstDelta), "two")).not.toBeNull();
  });

  test("is not whole without any one of its frames that count", () => {
    for (let at = door === "chat" ? 1 : 0; at < parts.length; at += 1)
      expect([at, faultOfStream(door, without(parts, at), "two")]).not.toEqual([at, null]);
  });

  test("is not whole with a frame that came twice", () => {
    const twice = [...parts.slice(0, firstDelta + 1), ...parts.slice(firstDelta)];
    expect(faultOfStream(door, frames(...twice), "two")).not.toBeNull();
  });

  test("is not whole when it is cut, nor the stream of another run", () => {
    const text = frames(...parts);
    expect(faultOfStream(door, text.slice(0, -4), "two")).not.toBeNull();
    expect(faultOfStream(door, "", "two")).not.toBeNull();
    expect(faultOfStream(door, text, "three")).toBe("the text is not the run's own");
  });
});

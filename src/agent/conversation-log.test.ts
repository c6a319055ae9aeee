import { expect, test } from "vitest";
import type { ModelMessage } from "../core/model-port.ts";
import { ConversationLog } from "./conversation-log.ts";

const user = (content: string): ModelMessage => ({ role: "user", content });
const long = "x".repeat(350);

function log(): ConversationLog {
  const conversation = new ConversationLog();
  conversation.add("rules", { role: "system", content: "rules" });
  conversation.add("history", user(`h1 ${long}`), { role: "assistant", content: "a1" });
  conversation.add("history", user("h2"), { role: "assistant", content: "a2" });
  conversation.add("question", user("question"));
  for (const id of ["c1", "c2", "c3"])
    conversation.add(
      "tools",
      {
        role: "assistant",
        content: "",
        toolCalls: [{ id, name: "math_query", argumentsText: "{}" }],
      },
      { role: "tool", toolCallId: id, content: long },
    );
  conversation.add("note", user("note"));
  return conversation;
}

const idsOf = (messages: readonly ModelMessage[]) =>
  messages.map((message) =>
    message.role === "assistant" && message.toolCalls?.length
      ? (message.toolCalls[0]?.id ?? "")
      : message.role === "tool"
        ? `result ${message.toolCallId}`
        : message.content.slice(0, 2),
  );

test("everything stays while there is room", () => {
  expect(log().messages(10_000)).toHaveLength(13);
});

test("old tool rounds go first, call and result together, then old history", () => {
  expect(idsOf(log().messages(420))).toEqual([
    "ru",
    "h1",
    "a1",
    "h2",
    "a2",
    "qu",
    "c2",
    "result c2",
    "c3",
    "result c3",
    "no",
  ]);
  expect(idsOf(log().messages(200))).toEqual(["ru", "h2", "a2", "qu", "c3", "result c3", "no"]);
});

test("rules, question, the last tool round and notes stay whatever the room", () => {
  expect(idsOf(log().messages(1))).toEqual(["ru", "qu", "c3", "result c3", "no"]);
});

test("no result is ever left without its call", () => {
  for (let room = 0; room < 700; room += 10) {
    const ids = idsOf(log().messages(room));
    for (const id of ids.filter((one) => one.startsWith("result")))
      expect(ids[ids.indexOf(id) - 1]).toBe(id.slice("result ".length));
  }
});

import { expect, test } from "vitest";
import type { ModelMessage } from "../core/model-port.ts";
import { ConversationLog } from "./conversation-log.ts";

const user = (content: string): ModelMessage => ({ role: "user", content });
const long = "x".repeat(350);

function log(): ConversationLog {
  const conversation = new ConversationLog();
  conversation.add("rules", { role: "system", content: "rules" });
  conversation.addExchange([user(`h1 ${long}`), { role: "assistant", content: "a1" }]);
  conversation.addExchange([user("h2"), { role: "assistant", content: "a2" }]);
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

test("the output of old tool rounds goes first, call and result stay together", () => {
  const messages = log().messages(440);
  expect(idsOf(messages)).toEqual(idsOf(log().messages(10_000)));
  const outputs = messages.filter(({ role }) => role === "tool").map(({ content }) => content);
  expect(outputs.map((output) => output.includes("leftOut"))).toEqual([true, false, false]);
});

test("an old output that states its answer keeps it", () => {
  const conversation = new ConversationLog();
  for (const id of ["c1", "c2"])
    conversation.add("tools", user(`call ${id}`), {
      role: "tool",
      toolCallId: id,
      content: JSON.stringify({ status: "answered", answer: "1/2", check: "proved", pad: long }),
    });
  expect(conversation.messages(220)[1]?.content).toBe('{"answer":"1/2"}');
});

test("an exchange is shown without the notes of the check; its line still says that nothing was proved", () => {
  const conversation = new ConversationLog();
  conversation.addExchange([
    user(`How many? ${long}`),
    { role: "assistant", content: `Answer: 30\n\nNot proved: the set-up is a model's.` },
  ]);
  conversation.add("question", user("question"));
  expect(conversation.messages(10_000)[1]?.content).toBe("Answer: 30");
  expect(conversation.messages(110).map(({ content }) => content)).toEqual([
    expect.stringMatching(/→ 30 \(not proved\)\n/),
  ]);
});

test("then old exchanges go, oldest first; a line of each stays in front of the question", () => {
  const messages = log().messages(330);
  expect(idsOf(messages).slice(0, 3)).toEqual(["ru", "h2", "a2"]);
  const question = messages[3]?.content ?? "";
  expect(question).toMatch(/^<earlier>\nEarlier in this conversation, in short:\n- h1 x+… → a1\n/);
  expect(question.endsWith("question")).toBe(true);
});

test("then old tool rounds as a whole, and at last the lines", () => {
  expect(idsOf(log().messages(230))).toEqual(["ru", "<e", "c3", "result c3", "no"]);
  expect(idsOf(log().messages(1))).toEqual(["ru", "qu", "c3", "result c3", "no"]);
});

test("a summary words nothing anew: the question, and the answer that was given", () => {
  const conversation = new ConversationLog();
  const told = "3 * 4 = 12\nANSWER: 12.50\n\nNot proved: the arithmetic was checked.";
  conversation.addInShort([user("How much\n is it?"), { role: "assistant", content: told }]);
  conversation.add("question", user("and half?"));
  expect(conversation.messages(10_000)[0]?.content).toBe(
    "<earlier>\nEarlier in this conversation, in short:\n- How much is it? → 12.50 (not proved)\n</earlier>\n\nand half?",
  );
});

test("no result is ever left without its call", () => {
  for (let room = 0; room < 700; room += 10) {
    const ids = idsOf(log().messages(room));
    for (const id of ids.filter((one) => one.startsWith("result")))
      expect(ids[ids.indexOf(id) - 1]).toBe(id.slice("result ".length));
  }
});

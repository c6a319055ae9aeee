import type { Picture } from "../core/model-port.ts";
import { MAX_ASK_CHARACTERS } from "../core/ask-result.ts";
import { AnsatzError } from "../core/errors.ts";
import type { RunOrder } from "./run-order.ts";

/** One message as any of the doors read it; `param` names it to the caller. */
export interface ReadMessage {
  readonly role: "user" | "assistant" | "system";
  readonly content: string;
  readonly pictures?: readonly Picture[];
  readonly param: string;
}

/**
 * The last message is the question, earlier ones are the history, those of the system the instructions.
 *
 * @throws AnsatzError when the last one is not a user's, or is empty or too long.
 */
export function readTurns(
  messages: readonly ReadMessage[],
): Pick<RunOrder, "question" | "history" | "instructions" | "pictures"> {
  const last = messages.at(-1);
  if (last?.role !== "user")
    throw new AnsatzError(
      "invalid_request",
      "The last message is the question and must have the role `user`. Add one.",
      { param: last === undefined ? "messages" : `${last.param}.role` },
    );
  checkQuestion(last.content, `${last.param}.content`);
  const instructions = messages.filter(({ role }) => role === "system");
  return {
    question: last.content,
    history: messages
      .slice(0, -1)
      .flatMap(({ role, content, pictures }) =>
        role === "system" ? [] : [{ role, content, ...(pictures ? { pictures } : {}) }],
      ),
    ...(last.pictures ? { pictures: last.pictures } : {}),
    ...(instructions.length > 0
      ? { instructions: instructions.map(({ content }) => content).join("\n\n") }
      : {}),
  };
}

/** @throws AnsatzError for an empty question and for one that is too long. */
export function checkQuestion(question: string, param: string): void {
  if (question.trim() === "")
    throw new AnsatzError("invalid_request", "The question is empty. Write one.", { param });
  if (question.length > MAX_ASK_CHARACTERS)
    throw new AnsatzError(
      "too_large",
      `A question takes at most ${MAX_ASK_CHARACTERS} characters. Shorten it, or send long facts as \`ansatz.context\`.`,
      { param },
    );
}

/** @throws AnsatzError `too_large` for more messages than one request takes. */
export function checkCount(count: number, limit: number, param: string): void {
  if (count > limit)
    throw new AnsatzError(
      "too_large",
      `A request takes at most ${limit} messages. Leave out the oldest.`,
      { param },
    );
}

/** @throws AnsatzError that says what cannot be read, and what to send in its place. */
export function unreadablePart(type: string, param: string): never {
  throw new AnsatzError(
    "unsupported",
    `Ansatz reads text and pictures of the user; it cannot read parts of type "${type.slice(0, 50)}" here. Write out what the part says.`,
    { param },
  );
}

/** A reply as a server sent it: status, type and bytes. */
export interface RecordedReply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export function readRecorded(text: string): RecordedReply {
  const end = text.indexOf("\n");
  const [, status, contentType] = /^(\d+) (.*)$/.exec(text.slice(0, end).trimEnd()) ?? [];
  return { status: Number(status), contentType: contentType ?? "", body: text.slice(end + 1) };
}

type Chunk = Record<string, unknown> & {
  choices?: { delta?: Record<string, unknown>; finish_reason?: unknown }[];
};
type Rewrite = (chunk: Chunk) => readonly (Chunk | string)[];

/** The same reply with every chunk rewritten; `[DONE]` stays unless told. */
function rewritten(reply: RecordedReply, rewrite: Rewrite, keepsDone = true): RecordedReply {
  const events = reply.body
    .split(/\r?\n\r?\n/)
    .filter((event) => event.startsWith("data: ") && event !== "data: [DONE]")
    .flatMap((event) => rewrite(JSON.parse(event.slice("data: ".length)) as Chunk))
    .map((chunk) => (typeof chunk === "string" ? chunk : `data: ${JSON.stringify(chunk)}\n\n`));
  return { ...reply, body: events.join("") + (keepsDone ? "data: [DONE]\n\n" : "") };
}

function withDelta(chunk: Chunk, change: (delta: Record<string, unknown>) => unknown): Chunk {
  return {
    ...chunk,
    choices: (chunk.choices ?? []).map((choice) => ({
      ...choice,
      ...(choice.delta === undefined
        ? {}
        : { delta: change(choice.delta) as Record<string, unknown> }),
    })),
  };
}

function isFinal(chunk: Chunk): boolean {
  return typeof chunk.choices?.[0]?.finish_reason === "string";
}

function callsOf(chunk: Chunk): Record<string, unknown>[] {
  const calls = chunk.choices?.[0]?.delta?.["tool_calls"];
  return Array.isArray(calls) ? (calls as Record<string, unknown>[]) : [];
}

function argumentsOf(chunk: Chunk): string {
  const call = callsOf(chunk)[0]?.["function"] as { arguments?: unknown } | undefined;
  return typeof call?.arguments === "string" ? call.arguments : "";
}

/** Ways in which servers were seen to break a reply, each made from a good one. */
export const BREAKS: Readonly<Record<string, (reply: RecordedReply) => RecordedReply>> = {
  /** The connection ends in the middle of the arguments. */
  "call cut, nothing after it": (reply) => {
    let seen = 0;
    return rewritten(
      reply,
      (chunk) => {
        seen += argumentsOf(chunk).length;
        return isFinal(chunk) || seen > 8 || chunk.choices?.length === 0 ? [] : [chunk];
      },
      false,
    );
  },
  /** Half a call that is told as whole. */
  "call cut, told as complete": (reply) => {
    let seen = 0;
    return rewritten(reply, (chunk) => {
      if (isFinal(chunk) || chunk.choices?.length === 0) return [chunk];
      seen += argumentsOf(chunk).length;
      return seen > 8 ? [] : [chunk];
    });
  },
  "no finish reason": (reply) => rewritten(reply, (chunk) => (isFinal(chunk) ? [] : [chunk])),
  "finish reason null": (reply) =>
    rewritten(reply, (chunk) => [
      {
        ...chunk,
        choices: (chunk.choices ?? []).map((choice) => ({ ...choice, finish_reason: null })),
      },
    ]),
  "calls of the wrong type": (reply) =>
    rewritten(reply, (chunk) => [
      withDelta(chunk, (delta) =>
        "tool_calls" in delta ? { ...delta, tool_calls: "none" } : delta,
      ),
    ]),
  "name repeated in every fragment": (reply) => {
    let name: unknown = null;
    return rewritten(reply, (chunk) => [
      withDelta(chunk, (delta) => {
        const calls = callsOf(chunk);
        if (calls.length === 0) return delta;
        return {
          ...delta,
          tool_calls: calls.map((call) => {
            const given = call["function"] as Record<string, unknown>;
            name = given["name"] ?? name;
            return { ...call, function: { ...given, name } };
          }),
        };
      }),
    ]);
  },
  "no ids and no indexes": (reply) =>
    rewritten(reply, (chunk) => [
      withDelta(chunk, (delta) =>
        callsOf(chunk).length === 0
          ? delta
          : {
              ...delta,
              tool_calls: callsOf(chunk).map((call) => ({ function: call["function"] })),
            },
      ),
    ]),
  /** Reasoning in the content, its tags cut over chunks. */
  "reasoning tags in the content, cut": (reply) => {
    let isFirst = true;
    return rewritten(reply, (chunk) => {
      if (typeof chunk.choices?.[0]?.delta?.["content"] !== "string" || !isFirst) return [chunk];
      isFirst = false;
      const pieces = [..."<think>2+2=5, no</think>\n\n"];
      return [...pieces.map((content) => withDelta(chunk, () => ({ content }))), chunk];
    });
  },
  "HTML instead of a stream": () => ({
    status: 200,
    contentType: "text/html",
    body: "<!doctype html><html><body>Sign in</body></html>",
  }),
  "status 200 with an error body": () => ({
    status: 200,
    contentType: "application/json",
    body: '{"error":{"message":"model not loaded","type":"server_error","code":500}}',
  }),
  "an error event half-way": (reply) => {
    let count = 0;
    return rewritten(reply, (chunk) => {
      count += 1;
      if (count < 3) return [chunk];
      return count === 3 ? ['data: {"error":{"message":"worker died","code":500}}\n\n'] : [];
    });
  },
};

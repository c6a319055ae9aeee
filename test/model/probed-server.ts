import type { ServerResponse } from "node:http";
import { beginStream, delta, sendChunk, sendStream, type Handler } from "./misbehaving-server.ts";

interface Wire {
  readonly messages: readonly { readonly content: unknown }[];
  readonly tools?: unknown;
  readonly response_format?: unknown;
  readonly logprobs?: boolean;
  readonly max_tokens?: number;
}

/** The behaviour of one kind of server; what is left out is done well. */
export interface ServerManners {
  readonly tools?: "native" | "as-text" | "ignored" | "refused" | "silent-finish";
  readonly cut?: "honest" | "says-stop" | "says-nothing";
  readonly reasoning?: "reasoning" | "reasoning_content" | "tags";
  readonly setup?: "right" | "wrong";
  readonly schema?: "kept" | "ignored" | "refused";
  readonly sees?: boolean;
}

const SETUPS: readonly (readonly [RegExp, string])[] = [
  [/shelf/, "6 * 14 - 9"],
  [/Mia/, "50 - 3 * 12"],
  [/千米/, "65 * 4 + 40"],
  [/stickers/, "96 / 8 + 5"],
];

function textOf(body: Wire): { text: string; image: string } {
  const { content } = body.messages.at(-1) ?? {};
  if (typeof content === "string") return { text: content, image: "" };
  const parts = content as { text?: string; image_url?: { url: string } }[];
  return {
    text: parts.map((part) => part.text ?? "").join(""),
    image: parts.map((part) => part.image_url?.url ?? "").join(""),
  };
}

function calls(...pairs: readonly (readonly [number, number])[]): Record<string, unknown>[] {
  return pairs.flatMap(([a, b], index) => [
    {
      tool_calls: [
        {
          index,
          id: `c${index}`,
          type: "function",
          function: { name: "multiply", arguments: `{"a":${a}` },
        },
      ],
    },
    { tool_calls: [{ index, function: { arguments: `,"b":${b}}` } }] },
  ]);
}

function refuse(response: ServerResponse, what: string): void {
  response
    .writeHead(400, { "content-type": "application/json" })
    .end(JSON.stringify({ error: { message: `${what} is not supported` } }));
}

/** A chat server that passes every trial of the probe but for the manners given. */
export function probedServer(manners: ServerManners = {}): Handler {
  const { tools = "native", cut = "honest", setup = "right", schema = "kept" } = manners;
  return (response, request) => {
    if (request.path === "/v1/models") {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ data: [{ id: "qwen3-8b", max_model_len: 16384 }] }));
      return;
    }
    if (request.path !== "/v1/chat/completions") {
      response.writeHead(404).end();
      return;
    }
    const body = request.body as unknown as Wire;
    const { text, image } = textOf(body);
    const say = (content: string): void => {
      const visible = manners.reasoning === "tags" ? `<think>hm</think>\n${content}` : content;
      const before =
        manners.reasoning === "reasoning" || manners.reasoning === "reasoning_content"
          ? [{ [manners.reasoning]: "hm" }]
          : [];
      sendStream(response, [...before, { content: visible }]);
    };
    if (body.tools !== undefined && tools === "refused") return refuse(response, "tools");
    if (body.response_format !== undefined && schema === "refused")
      return refuse(response, "response_format");
    if ((body.max_tokens ?? 99) <= 12) {
      if (cut === "says-stop") return sendStream(response, [{ content: "one\ntwo" }], "stop");
      if (cut === "honest") return sendStream(response, [{ content: "one\ntwo" }], "length");
      beginStream(response);
      sendChunk(response, delta({ content: "one" }));
      response.end("data: [DONE]\n\n");
      return;
    }
    if (body.tools !== undefined && tools !== "ignored") {
      const both = text.includes("19 times 29");
      if (tools === "as-text")
        return say('<tool_call>{"name":"multiply","arguments":{"a":17,"b":23}}</tool_call>');
      const pairs: (readonly [number, number])[] = both
        ? [
            [17, 23],
            [19, 29],
          ]
        : [[17, 23]];
      return sendStream(
        response,
        calls(...pairs),
        tools === "silent-finish" ? "stop" : "tool_calls",
      );
    }
    const setUp = SETUPS.find(([pattern]) => pattern.test(text))?.[1];
    if (setUp !== undefined) {
      const expression = setup === "right" ? setUp : "1 + 1";
      return say(body.response_format === undefined ? expression : JSON.stringify({ expression }));
    }
    if (body.response_format !== undefined)
      return say(schema === "kept" ? '{"city":"Paris"}' : "The city is Paris.");
    if (image !== "")
      return say(manners.sees === false ? "red" : image.includes("X/AAAZ") ? "Red." : "Blue.");
    if (body.logprobs === true) {
      beginStream(response);
      sendChunk(response, {
        choices: [
          {
            index: 0,
            delta: { content: "yes" },
            logprobs: { content: [{ token: "yes", logprob: -0.1 }] },
            finish_reason: "stop",
          },
        ],
      });
      response.end("data: [DONE]\n\n");
      return;
    }
    if (text.includes("red green blue")) return say("red green blue");
    if (text.includes("NINE")) return say("nine");
    return say(text.includes("中文") ? "你好，很高兴见到你！" : "Hello, nice to meet you.");
  };
}

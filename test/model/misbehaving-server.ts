import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Record<string, unknown> | null;
  /** Resolves when the client closed the connection before the response was complete. */
  readonly closed: Promise<void>;
}

export interface TestServer {
  readonly baseUrl: string;
  readonly received: Received[];
  close(): Promise<void>;
}

export type Handler = (response: ServerResponse, request: Received) => void | Promise<void>;

/** An HTTP server on 127.0.0.1 that answers as told and records what it was asked. */
export async function startServer(handler: Handler, port = 0): Promise<TestServer> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    const closed = new Promise<void>((resolve) => {
      response.on("close", () => {
        if (!response.writableFinished) resolve();
      });
    });
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const text = Buffer.concat(parts).toString();
      const entry: Received = {
        path: request.url ?? "",
        headers: request.headers,
        body: text === "" ? null : (JSON.parse(text) as Record<string, unknown>),
        closed,
      };
      received.push(entry);
      void handler(response, entry);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    received,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

export function beginStream(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
}

export function sendChunk(response: ServerResponse, chunk: unknown): void {
  response.write(`data: ${typeof chunk === "string" ? chunk : JSON.stringify(chunk)}\n\n`);
}

/** One chunk with the given delta, as llama.cpp, vLLM and Ollama send it. */
export function delta(
  fields: Record<string, unknown>,
  finishReason: string | null = null,
): unknown {
  return {
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 1_764_000_000,
    model: "local",
    choices: [{ index: 0, delta: fields, finish_reason: finishReason }],
  };
}

/** A well-behaved stream of these deltas, with usage and `[DONE]`. */
export function sendStream(
  response: ServerResponse,
  deltas: readonly Record<string, unknown>[],
  finishReason = "stop",
): void {
  beginStream(response);
  for (const fields of deltas) sendChunk(response, delta(fields));
  sendChunk(response, delta({}, finishReason));
  sendChunk(response, {
    choices: [],
    usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
  });
  response.end("data: [DONE]\n\n");
}

import type { AnsatzError } from "../../src/core/errors.ts";
import type { ModelRequest } from "../../src/core/model-port.ts";
import { foldReply } from "../../src/model/fold-reply.ts";
import {
  createOpenAICompatibleModel,
  type OpenAICompatibleOptions,
} from "../../src/model/openai-compatible.ts";
import { type Handler, startServer, type TestServer } from "./misbehaving-server.ts";

/** A model behind a server that a test writes; the server is closed with it. */
export class ServedModel {
  #server: TestServer | null = null;

  get server(): TestServer | null {
    return this.#server;
  }

  async modelFor(handler: Handler, options: Partial<OpenAICompatibleOptions> = {}) {
    this.#server = await startServer(handler);
    const { baseUrl } = this.#server;
    return createOpenAICompatibleModel({ baseUrl, model: "local", ...options });
  }

  async failureOf(handler: Handler, options: Partial<OpenAICompatibleOptions> = {}) {
    const model = await this.modelFor(handler, options);
    return failure(foldReply(model.stream(request)));
  }

  async close(): Promise<void> {
    await this.#server?.close();
    this.#server = null;
  }
}

export const request: ModelRequest = { messages: [{ role: "user", content: "Hi" }], maxTokens: 50 };

/** What a call fails with. */
export async function failure(work: Promise<unknown>): Promise<AnsatzError> {
  return work.then(
    () => {
      throw new TypeError("expected a failure, got a reply");
    },
    (error: unknown) => error as AnsatzError,
  );
}

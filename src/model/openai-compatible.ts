import OpenAI, { APIError } from "openai";
import { AnsatzError } from "../core/errors.ts";
import type { ModelCapabilities, ModelPart, ModelPort, ModelRequest } from "../core/model-port.ts";
import { chunkSchema, modelListSchema } from "./openai-chunk.ts";
import { statedContextTokens, toModelFailure } from "./openai-failure.ts";
import { otherForm, toChatRequest, USUAL_FORM, type WireForm } from "./openai-messages.ts";
import { parametersFromName, REASONING_PARAMETERS } from "./parameter-count.ts";
import { createReplyAssembler } from "./reply-assembler.ts";
import { DEFAULT_RETRY, pause, pauseBeforeRetry, type RetryPolicy } from "./retry.ts";
import { createStreamGuard, type StreamGuard } from "./stream-guard.ts";

const DEFAULT_TIMEOUT_MS = 120_000;
const DEFAULT_CONTEXT_TOKENS = 8192;
const BYTES_BESIDE_TOKENS = 1_000_000;
const BYTES_PER_TOKEN = 4_000;

export interface OpenAICompatibleOptions {
  /** The address of the API, usually ending in `/v1`. */
  readonly baseUrl: string;
  /** The server's first model when left out. */
  readonly model?: string;
  readonly apiKey?: string;
  /** The longest silence allowed, before the reply and between its parts; 120 s unless told. */
  readonly timeoutMs?: number;
  /** What is known about the model, instead of what its name and the server tell. */
  readonly capabilities?: Partial<ModelCapabilities>;
  readonly retry?: Partial<RetryPolicy>;
  /** Asks for the probabilities of tokens, until the server refuses. */
  readonly asksLogprobs?: boolean;
}

interface KnownModel {
  readonly name: string;
  readonly contextTokens: number;
}

/**
 * A model behind any OpenAI-compatible server. A server that is overloaded or cannot be reached is asked
 * again after a pause; once a byte of the reply has come nothing is repeated. Stopping a request closes its socket, so that the server can stop computing.
 */
export function createOpenAICompatibleModel(options: OpenAICompatibleOptions): ModelPort {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  let known: KnownModel | null = options.model
    ? { name: options.model, contextTokens: DEFAULT_CONTEXT_TOKENS }
    : null;
  const retry: RetryPolicy = { ...DEFAULT_RETRY, ...options.retry };
  let form: WireForm = { ...USUAL_FORM, asksLogprobs: options.asksLogprobs === true };
  /** What the server said when it refused a conversation for its length. */
  let learnedContext: number | null = null;

  function createClient(guard: StreamGuard): OpenAI {
    return new OpenAI({
      baseURL: options.baseUrl,
      apiKey: options.apiKey ?? "none",
      organization: null,
      project: null,
      ...(options.apiKey ? {} : { defaultHeaders: { Authorization: null } }),
      maxRetries: 0,
      timeout: timeoutMs,
      logLevel: "off",
      fetch: guard.fetch,
    });
  }

  async function findModel(client: OpenAI, guard: StreamGuard): Promise<KnownModel> {
    const listed: unknown = await guard.within(
      client.get("/models", { signal: guard.signal }) as Promise<unknown>,
    );
    const first = modelListSchema.safeParse(listed).data?.data?.[0];
    if (!first)
      throw new AnsatzError(
        "model_protocol",
        "The model server lists no model. Load one there, or name it after a # at the end of the address.",
      );
    const contextTokens = first.max_model_len ?? first.context_length ?? first.meta?.n_ctx;
    return { name: first.id, contextTokens: contextTokens ?? DEFAULT_CONTEXT_TOKENS };
  }

  async function open(client: OpenAI, guard: StreamGuard, request: ModelRequest, model: string) {
    const create = () =>
      guard.within(
        client.chat.completions.create(toChatRequest(request, model, form), {
          signal: guard.signal,
          ...(request.headers === undefined ? {} : { headers: request.headers }),
        }),
      );
    // A form changes in each of its fields once at most, so this ends.
    for (;;)
      try {
        return await create();
      } catch (error) {
        if (!(error instanceof APIError) || typeof error.status !== "number") throw error;
        const other = otherForm(form, error.status, error.message, request);
        if (other === null) throw error;
        form = other;
      }
  }

  async function* exchange(
    request: ModelRequest,
    guard: StreamGuard,
    onBegin: () => void,
  ): AsyncGenerator<ModelPart> {
    const client = createClient(guard);
    known ??= await findModel(client, guard);
    const opened = await open(client, guard, request, known.name);
    const chunks = opened[Symbol.asyncIterator]() as AsyncIterator<unknown>;
    const reply = createReplyAssembler(Boolean(request.tools?.length));
    const maxChunks = request.maxTokens * 2 + 256;
    let chunkCount = 0;
    for (;;) {
      const next = await guard.within(chunks.next());
      if (next.done) break;
      onBegin();
      const chunk = chunkSchema.safeParse(next.value);
      if (!chunk.success) throw chunk.error;
      chunkCount += 1;
      if (chunkCount > maxChunks)
        throw new AnsatzError(
          "model_timeout",
          "The model server keeps writing past the token limit. Restart the server or use another model.",
        );
      yield* reply.add(chunk.data);
    }
    const verdict = guard.verdict();
    if (verdict) throw verdict;
    if (!reply.hasFinishReason)
      throw toModelFailure(
        new SyntaxError("the stream ended without a finish reason"),
        chunkCount > 0,
      );
    yield* reply.finish();
  }

  async function* stream(request: ModelRequest): AsyncGenerator<ModelPart> {
    const guard = createStreamGuard({
      silenceMs: timeoutMs,
      maxBytes: BYTES_BESIDE_TOKENS + request.maxTokens * BYTES_PER_TOKEN,
      signal: request.signal,
    });
    try {
      for (let failed = 0; ;) {
        let hasBegun = false;
        try {
          const verdict = guard.verdict();
          if (verdict) throw verdict;
          yield* exchange(request, guard, () => {
            hasBegun = true;
          });
          return;
        } catch (error) {
          learnedContext = statedContextTokens(error) ?? learnedContext;
          const failure = guard.verdict() ?? toModelFailure(error, hasBegun);
          failed += 1;
          const pauseMs = hasBegun ? null : pauseBeforeRetry(failure, failed, retry);
          if (pauseMs === null) throw failure;
          await pause(pauseMs, guard.signal);
        }
      }
    } finally {
      guard.close();
    }
  }

  return {
    get id() {
      return known?.name ?? new URL(options.baseUrl).host;
    },
    get capabilities() {
      const parameters = known && parametersFromName(known.name);
      return {
        nativeTools: true,
        schema: true,
        canReason: parameters === null || parameters >= REASONING_PARAMETERS,
        contextTokens: learnedContext ?? known?.contextTokens ?? DEFAULT_CONTEXT_TOKENS,
        ...options.capabilities,
      };
    },
    stream,
    close: () => Promise.resolve(),
  };
}

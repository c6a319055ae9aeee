import { availableParallelism } from "node:os";
import { basename } from "node:path";
import { AnsatzError } from "../core/errors.ts";
import type { ModelPart, ModelPort, ModelRequest } from "../core/model-port.ts";
import { fitHistory } from "./embedded-history.ts";
import { loadEngine, type EmbeddedEngine } from "./embedded-engine.ts";
import { parametersFromName, REASONING_PARAMETERS } from "./parameter-count.ts";
import { createPartChannel } from "./part-channel.ts";
import { toSchemaGrammar } from "./schema-grammar.ts";
import { createTurnQueue } from "./turn-queue.ts";

const DEFAULT_CONTEXT_TOKENS = 4096;
const MAX_WAITING = 32;
const MAX_THREADS = 8;
const MAX_PROMPT_CHARACTERS = 400_000;

export interface EmbeddedOptions {
  /** The GGUF file. */
  readonly path: string;
  /** How the model is named in answers; the file's name unless told. */
  readonly id?: string;
  /** How many parameters it has; read off the file's name unless told. */
  readonly parameters?: number;
  readonly contextTokens?: number;
  /** Half of the processor's threads, at most 8, unless told. */
  readonly threads?: number;
  /** Look for a GPU; off unless told. */
  readonly gpu?: boolean;
}

function stopped(cause?: unknown): AnsatzError {
  return new AnsatzError("stopped", "The request was stopped before it finished.", { cause });
}

/** Runs one generation and hands its parts to `emit`; `finish` comes last. */
async function generate(
  engine: EmbeddedEngine,
  request: ModelRequest,
  signal: AbortSignal,
  emit: (part: ModelPart) => void,
): Promise<void> {
  const form = request.schema ? toSchemaGrammar(request.schema, request.maxTokens) : null;
  const reserved = Math.min(request.maxTokens, Math.floor(engine.contextTokens / 2));
  const { history, promptTokens } = fitHistory(
    request.messages,
    engine.contextTokens - reserved,
    engine.countTokens,
  );
  const room = engine.contextTokens - promptTokens;
  const grammar = form ? await engine.createGrammar(form.grammar) : undefined;
  let formText = "";
  const reply = await engine.respond(history, {
    signal,
    maxTokens: Math.min(form ? form.maxBytes : request.maxTokens, room),
    temperature: request.temperature ?? 0,
    ...(request.topP === undefined ? {} : { topP: request.topP }),
    ...(request.seed === undefined ? {} : { seed: request.seed }),
    ...(grammar ? { grammar } : {}),
    // A penalty on repeated tokens falls on repeated digits too, and changes numbers.
    repeatPenalty: false,
    onResponseChunk(chunk) {
      if (chunk.text === "") return;
      if (chunk.type === "segment") emit({ type: "reasoning-delta", text: chunk.text });
      else if (form) formText += chunk.text;
      else emit({ type: "text-delta", text: chunk.text });
    },
  });
  // A filled form is of use only as a whole, so it is handed over as a whole.
  if (formText !== "") emit({ type: "text-delta", text: formText.trim() });
  emit({
    type: "finish",
    reason: reply.stopReason === "maxTokens" ? "length" : "stop",
    usage: { promptTokens, completionTokens: reply.writtenTokens },
  });
}

/**
 * A model that runs in this process on llama.cpp. It is loaded with the first request and freed by
 * `close`. Requests are answered one after the other. A schema is enforced token by token; tools are not
 * known to it. When a conversation is too long its oldest turns are left out.
 */
export function createEmbeddedModel(options: EmbeddedOptions): ModelPort {
  const id = options.id ?? basename(options.path, ".gguf");
  const parameters = options.parameters ?? parametersFromName(basename(options.path)) ?? 0;
  const threads =
    options.threads ?? Math.min(MAX_THREADS, Math.max(1, Math.floor(availableParallelism() / 2)));
  const queue = createTurnQueue(MAX_WAITING);
  const closing = new AbortController();
  let loading: Promise<EmbeddedEngine> | null = null;
  let closed: Promise<void> | null = null;
  let contextTokens = options.contextTokens ?? DEFAULT_CONTEXT_TOKENS;

  function load(): Promise<EmbeddedEngine> {
    loading ??= loadEngine({
      path: options.path,
      contextTokens,
      threads,
      gpu: options.gpu ?? false,
    }).then(
      (engine) => {
        contextTokens = engine.contextTokens;
        return engine;
      },
      (error: unknown) => {
        loading = null;
        throw error;
      },
    );
    return loading;
  }

  async function freeEngine(): Promise<void> {
    const release = await queue.take(undefined);
    const engine = loading && (await loading);
    loading = null;
    await engine?.dispose();
    release();
  }

  async function* stream(request: ModelRequest): AsyncGenerator<ModelPart> {
    const length = request.messages.reduce((sum, message) => sum + message.content.length, 0);
    if (length > MAX_PROMPT_CHARACTERS)
      throw new AnsatzError(
        "model_rejected",
        `The conversation has ${length} characters; the embedded model reads at most ${MAX_PROMPT_CHARACTERS}. Shorten it.`,
      );
    const leaving = new AbortController();
    const signals = [closing.signal, leaving.signal, request.signal].filter(
      (signal) => signal !== undefined,
    );
    const signal = AbortSignal.any(signals);
    const release = await queue.take(AbortSignal.any(signals));
    let work: Promise<void> = Promise.resolve();
    try {
      const engine = await load();
      if (signal.aborted) throw stopped();
      const parts = createPartChannel<ModelPart>();
      work = generate(engine, request, signal, parts.push).then(parts.end, parts.fail);
      yield* parts;
    } catch (error) {
      if (AnsatzError.isInstance(error)) throw error;
      if (signal.aborted) throw stopped(error);
      throw new AnsatzError(
        "model_protocol",
        "The embedded model failed while writing. Try again; if it fails again, pull the model anew.",
        { cause: error },
      );
    } finally {
      leaving.abort();
      await work;
      release();
    }
  }

  return {
    id,
    get capabilities() {
      return {
        nativeTools: false,
        schema: true,
        canReason: parameters >= REASONING_PARAMETERS,
        contextTokens,
      };
    },
    stream,
    close() {
      closing.abort();
      closed ??= freeEngine();
      return closed;
    },
  };
}

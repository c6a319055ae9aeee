import { AnsatzError } from "../core/errors.ts";
import type {
  ModelCapabilities,
  ModelPart,
  ModelPort,
  ModelRequest,
  ToolCall,
} from "../core/model-port.ts";
import type { Usage } from "../core/ask-result.ts";
import type { TokenLogprob } from "../core/verify-result.ts";

export interface ScriptedTurn {
  readonly text?: string;
  readonly reasoning?: string;
  readonly toolCalls?: readonly {
    readonly id?: string;
    readonly name: string;
    /** JSON text as the model writes it, or a value that is written as JSON. */
    readonly arguments: unknown;
  }[];
  /** Thrown after the parts above were yielded, in place of `finish`. */
  readonly error?: AnsatzError;
  /** Awaited before the first part; a request that is stopped meanwhile ends with `stopped`. */
  readonly until?: Promise<unknown>;
  readonly finishReason?: "stop" | "length" | "tool-calls";
  readonly usage?: Usage;
  /** Probabilities of the tokens, as a server gives them. */
  readonly tokens?: readonly TokenLogprob[];
}

export type ScriptedReply = string | ScriptedTurn | AnsatzError;
export type ScriptedStep =
  | ScriptedReply
  | ((request: ModelRequest, index: number) => ScriptedReply);

export interface ScriptedModel extends ModelPort {
  /** Every request so far, in order. */
  readonly requests: readonly ModelRequest[];
  /** Throws unless every scripted reply was asked for and nothing beyond them was. */
  assertDone(): void;
}

export interface ScriptedOptions {
  readonly id?: string;
  readonly capabilities?: Partial<ModelCapabilities>;
  /** Text is yielded in pieces of this many UTF-16 units; 16 unless told. */
  readonly pieceLength?: number;
}

function toTurn(reply: ScriptedReply): ScriptedTurn {
  if (typeof reply === "string") return { text: reply };
  return AnsatzError.isInstance(reply) ? { error: reply } : reply;
}

function stopped(): AnsatzError {
  return new AnsatzError("stopped", "The request was stopped before it finished.");
}

async function waitFor(until: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) {
    await until;
    return;
  }
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(stopped());
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    await Promise.race([until, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

function pieces(text: string, length: number): string[] {
  const result: string[] = [];
  for (let start = 0; start < text.length; start += length)
    result.push(text.slice(start, start + length));
  return result;
}

function toToolCalls(turn: ScriptedTurn, step: number): ToolCall[] {
  return (turn.toolCalls ?? []).map((call, index) => ({
    id: call.id ?? `call_${step + 1}_${index + 1}`,
    name: call.name,
    argumentsText:
      typeof call.arguments === "string" ? call.arguments : JSON.stringify(call.arguments),
  }));
}

/**
 * A model that says what it is told, for tests and demonstrations. Replies are given in order, one a
 * request; one function in place of the list answers every request and is never used up.
 *
 * @example
 * const model = createScriptedModel(["Hello", { toolCalls: [{ name: "solve", arguments: { query: "x=1" } }] }]);
 */
export function createScriptedModel(
  script: readonly ScriptedStep[] | ((request: ModelRequest, index: number) => ScriptedReply),
  options: ScriptedOptions = {},
): ScriptedModel {
  const requests: ModelRequest[] = [];
  const pieceLength = Math.max(1, options.pieceLength ?? 16);

  function nextTurn(request: ModelRequest, index: number): ScriptedTurn {
    const step = typeof script === "function" ? script : script[index];
    if (step === undefined)
      throw new AnsatzError(
        "internal",
        `The scripted model was asked ${index + 1} times but has ${script.length} replies. Add a reply, or find out why the caller asks again.`,
      );
    return toTurn(typeof step === "function" ? step(request, index) : step);
  }

  async function* stream(request: ModelRequest): AsyncGenerator<ModelPart> {
    const index = requests.push(request) - 1;
    const checkStopped = (): void => {
      if (request.signal?.aborted) throw stopped();
    };
    checkStopped();
    const turn = nextTurn(request, index);
    if (turn.until) await waitFor(turn.until, request.signal);
    for (const text of pieces(turn.reasoning ?? "", pieceLength)) {
      checkStopped();
      yield { type: "reasoning-delta", text };
    }
    for (const text of pieces(turn.text ?? "", pieceLength)) {
      checkStopped();
      yield { type: "text-delta", text };
    }
    const toolCalls = toToolCalls(turn, index);
    for (const call of toolCalls) {
      checkStopped();
      yield { type: "tool-call", call };
    }
    checkStopped();
    if (turn.error) throw turn.error;
    yield {
      type: "finish",
      reason: turn.finishReason ?? (toolCalls.length > 0 ? "tool-calls" : "stop"),
      usage: turn.usage ?? { promptTokens: 0, completionTokens: 0 },
      ...(turn.tokens === undefined ? {} : { tokens: turn.tokens }),
    };
  }

  return {
    id: options.id ?? "scripted",
    capabilities: {
      nativeTools: true,
      schema: true,
      canReason: true,
      contextTokens: 8192,
      ...options.capabilities,
    },
    requests,
    stream,
    close: () => Promise.resolve(),
    assertDone() {
      if (typeof script === "function" || requests.length === script.length) return;
      throw new AnsatzError(
        "internal",
        `The scripted model was asked ${requests.length} times but has ${script.length} replies. Make the script and the caller agree.`,
      );
    },
  };
}

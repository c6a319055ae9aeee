import { type Attributes, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { AnsatzError } from "../../core/errors.ts";
import type { ModelPart, ModelPort, ModelRequest } from "../../core/model-port.ts";
import { type Instruments, told } from "./instruments.ts";
import { ATTRIBUTES, OPERATIONS } from "./names.ts";

const propagator = new W3CTraceContextPropagator();

/** The model with a span, a duration and its tokens for every call; its server is sent the `traceparent`. */
export function traceModel(model: ModelPort, server: string, instruments: Instruments): ModelPort {
  const place = placeOf(server);
  return {
    get id() {
      return model.id;
    },
    get capabilities() {
      return model.capabilities;
    },
    stream: (request) => stream(request),
    ...(model.refresh === undefined
      ? {}
      : { refresh: (signal: AbortSignal) => model.refresh?.(signal) ?? Promise.resolve() }),
    close: () => model.close(),
  };

  async function* stream(request: ModelRequest): AsyncGenerator<ModelPart> {
    const common: Attributes = {
      [ATTRIBUTES.operation]: OPERATIONS.chat,
      [ATTRIBUTES.requestModel]: model.id,
      ...place,
    };
    const span = instruments.tracer.startSpan(
      `${OPERATIONS.chat} ${model.id}`,
      { kind: SpanKind.CLIENT, attributes: { ...common, ...asked(request) } },
      instruments.context,
    );
    const headers: Record<string, string> = {};
    propagator.inject(trace.setSpan(instruments.context, span), headers, {
      set: (carrier, key, value) => {
        carrier[key] = value;
      },
    });
    const startedMs = performance.now();
    let isFirst = true;
    let text = "";
    let failure: string | null = null;
    try {
      for await (const part of model.stream({ ...request, headers })) {
        if (isFirst && part.type !== "finish") {
          isFirst = false;
          const seconds = (performance.now() - startedMs) / 1_000;
          span.setAttribute(ATTRIBUTES.timeToFirstChunk, seconds);
          instruments.record("firstChunkSeconds", seconds, common);
        }
        if (part.type === "text-delta" && instruments.isTextTold) text += part.text;
        if (part.type === "finish") finish(span, part, common);
        yield part;
      }
    } catch (cause) {
      failure = AnsatzError.from(cause).code;
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.setAttribute(ATTRIBUTES.errorType, failure);
      throw cause;
    } finally {
      if (instruments.isTextTold) {
        span.setAttribute(ATTRIBUTES.inputMessages, told(request.messages));
        span.setAttribute(ATTRIBUTES.outputMessages, told([{ role: "assistant", content: text }]));
      }
      span.end();
      const seconds = (performance.now() - startedMs) / 1_000;
      const error = failure === null ? {} : { [ATTRIBUTES.errorType]: failure };
      instruments.record("operationSeconds", seconds, { ...common, ...error });
    }
  }

  function finish(
    span: Span,
    { reason, usage }: Extract<ModelPart, { type: "finish" }>,
    common: Attributes,
  ): void {
    span.setAttributes({
      [ATTRIBUTES.finishReasons]: [reason === "tool-calls" ? "tool_calls" : reason],
      [ATTRIBUTES.inputTokens]: usage.promptTokens,
      [ATTRIBUTES.outputTokens]: usage.completionTokens,
    });
    for (const [type, count] of [
      ["input", usage.promptTokens],
      ["output", usage.completionTokens],
    ] as const)
      instruments.record("tokens", count, { ...common, [ATTRIBUTES.tokenType]: type });
  }
}

function asked({ maxTokens, temperature, seed, schema }: ModelRequest): Attributes {
  return {
    [ATTRIBUTES.isStream]: true,
    [ATTRIBUTES.maxTokens]: maxTokens,
    [ATTRIBUTES.outputType]: schema === undefined ? "text" : "json",
    ...(temperature === undefined ? {} : { [ATTRIBUTES.temperature]: temperature }),
    ...(seed === undefined ? {} : { [ATTRIBUTES.seed]: seed }),
  };
}

/** Whose model it is cannot be told from an address; the form it is spoken to in can. */
function placeOf(server: string): Attributes {
  if (!URL.canParse(server)) return { [ATTRIBUTES.provider]: "ansatz.embedded" };
  const { hostname, port, protocol } = new URL(server);
  return {
    [ATTRIBUTES.provider]: "openai_compatible",
    [ATTRIBUTES.serverAddress]: hostname,
    [ATTRIBUTES.serverPort]: Number(port) || (protocol === "https:" ? 443 : 80),
  };
}

import {
  type Attributes,
  type Context,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import type { AgentPort, AgentRequest } from "../../core/agent-port.ts";
import type { RunEvent } from "../../core/events.ts";
import { type Instruments, told } from "./instruments.ts";
import { ATTRIBUTES, EVENTS, OPERATIONS } from "./names.ts";

const AGENT = "ansatz";

/** The agent with a span for every run, and below it one for every tool call; the verdict is its evaluation. */
export function traceAgent(agent: AgentPort, version: string, instruments: Instruments): AgentPort {
  return {
    get modelId() {
      return agent.modelId;
    },
    run: (request) => run(request),
  };

  async function* run(request: AgentRequest): AsyncGenerator<RunEvent> {
    const common: Attributes = {
      [ATTRIBUTES.operation]: OPERATIONS.agent,
      [ATTRIBUTES.provider]: AGENT,
      [ATTRIBUTES.requestModel]: agent.modelId,
    };
    const span = instruments.tracer.startSpan(
      `${OPERATIONS.agent} ${AGENT}`,
      {
        kind: SpanKind.INTERNAL,
        attributes: {
          ...common,
          [ATTRIBUTES.agentName]: AGENT,
          [ATTRIBUTES.agentVersion]: version,
          [ATTRIBUTES.conversation]: request.conversationId,
          [ATTRIBUTES.run]: request.runId,
        },
      },
      instruments.context,
    );
    const context = trace.setSpan(instruments.context, span);
    const startedMs = performance.now();
    const tools = new ToolSpans(instruments, context);
    let end: RunEvent | null = null;
    const events = agent.run(request)[Symbol.asyncIterator]();
    try {
      for (;;) {
        // Calls of models find the run by the context that the agent goes on in.
        const step = await instruments.within(context, () => events.next());
        if (step.done === true) break;
        tools.see(step.value);
        if (step.value.type === "run-end" || step.value.type === "run-error") end = step.value;
        yield step.value;
      }
    } finally {
      await events.return?.();
      tools.close();
      const error = conclude(span, end);
      if (instruments.isTextTold) {
        span.setAttribute(ATTRIBUTES.inputMessages, told(messages("user", request.question)));
        if (end?.type === "run-end")
          span.setAttribute(
            ATTRIBUTES.outputMessages,
            told(messages("assistant", end.result.reply)),
          );
      }
      span.end();
      instruments.record("operationSeconds", (performance.now() - startedMs) / 1_000, {
        ...common,
        ...(error === null ? {} : { [ATTRIBUTES.errorType]: error }),
      });
    }
  }
}

/** What is told of a run's end; the code of its failure, where it failed. */
function conclude(span: Span, end: RunEvent | null): string | null {
  if (end?.type === "run-end") {
    const { verdict, route, usage } = end.result;
    span.setAttributes({
      [ATTRIBUTES.verdict]: verdict,
      [ATTRIBUTES.route]: route,
      [ATTRIBUTES.inputTokens]: usage.promptTokens,
      [ATTRIBUTES.outputTokens]: usage.completionTokens,
    });
    // Undecided is neither right nor wrong and has no score.
    const score =
      verdict === "undecided" ? {} : { [ATTRIBUTES.evaluationScore]: verdict === "proved" ? 1 : 0 };
    span.addEvent(EVENTS.evaluation, {
      [ATTRIBUTES.evaluationName]: "ansatz.verdict",
      [ATTRIBUTES.evaluationLabel]: verdict,
      ...score,
    });
    return null;
  }
  const code = end?.type === "run-error" ? end.code : "interrupted";
  span.setAttribute(ATTRIBUTES.errorType, code);
  // A run that its caller stopped did not fail.
  if (code !== "stopped") span.setStatus({ code: SpanStatusCode.ERROR });
  return code;
}

/** Spans of tool calls, from the events that tell of them. */
class ToolSpans {
  readonly #instruments: Instruments;
  readonly #context: Context;
  readonly #open = new Map<string, Span>();

  constructor(instruments: Instruments, context: Context) {
    this.#instruments = instruments;
    this.#context = context;
  }

  see(event: RunEvent): void {
    if (event.type === "tool-start") this.#start(event);
    if (event.type === "tool-end") this.#end(event);
  }

  close(): void {
    for (const span of this.#open.values()) span.end();
    this.#open.clear();
  }

  #start({ id, name, input }: Extract<RunEvent, { type: "tool-start" }>): void {
    // A model can make a name up, and write into it what it likes.
    const tool = /^[\w.-]{1,64}$/.test(name) ? name : "unknown";
    const span = this.#instruments.tracer.startSpan(
      `${OPERATIONS.tool} ${tool}`,
      {
        kind: SpanKind.INTERNAL,
        attributes: {
          [ATTRIBUTES.operation]: OPERATIONS.tool,
          [ATTRIBUTES.toolName]: tool,
          [ATTRIBUTES.toolType]: "function",
          [ATTRIBUTES.toolCall]: id,
          ...(this.#instruments.isTextTold ? { [ATTRIBUTES.toolArguments]: told(input) } : {}),
        },
      },
      this.#context,
    );
    this.#open.get(id)?.end();
    this.#open.set(id, span);
  }

  #end({ id, result }: Extract<RunEvent, { type: "tool-end" }>): void {
    const span = this.#open.get(id);
    this.#open.delete(id);
    if (span === undefined) return;
    if (typeof result === "object" && result !== null && "error" in result) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.setAttribute(ATTRIBUTES.errorType, "tool_error");
    }
    if (this.#instruments.isTextTold) span.setAttribute(ATTRIBUTES.toolResult, told(result));
    span.end();
  }
}

const messages = (role: string, content: string) => [{ role, content }];

import { z } from "zod";
import { BODY_SCHEMAS, type BodyName } from "./schemas.ts";

interface Operation {
  readonly summary: string;
  readonly body?: BodyName;
  readonly status?: number;
  /** The JSON body of the answer, where it is one. */
  readonly answer?: BodyName;
  /** The answer is, or can be, a stream of server-sent events. */
  readonly isStream?: boolean;
  /** The answer is plain text. */
  readonly isText?: boolean;
  readonly query?: Readonly<Record<string, string>>;
  readonly isOpen?: boolean;
}

/** Every documented address. Addresses of the page and its files are not part of the API. */
export const OPERATIONS: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
  "/v1/chat/completions": {
    post: {
      summary: "Ask a question, in the form of OpenAI's chat completions.",
      body: "ChatRequest",
      answer: "ChatCompletion",
      isStream: true,
    },
  },
  "/v1/chat/completions/{id}": {
    get: { summary: "A chat completion that was kept.", answer: "ChatCompletion" },
    delete: {
      summary: "Delete a chat completion that stands alone.",
      answer: "ChatCompletionDeleted",
    },
  },
  "/v1/responses": {
    post: {
      summary: "Ask a question, in the form of OpenAI's responses.",
      body: "ResponseRequest",
      answer: "Response",
      isStream: true,
    },
  },
  "/v1/responses/{id}": {
    get: {
      summary: "A response, whole or as its stream of events from any point.",
      answer: "Response",
      isStream: true,
      query: {
        stream: "`true` for the stream.",
        starting_after: "The number of the last event that was read.",
      },
    },
    delete: { summary: "Delete a response that stands alone.", answer: "ResponseDeleted" },
  },
  "/v1/responses/{id}/input_items": {
    get: {
      summary: "What a response was asked with, page by page.",
      answer: "ResponseItemList",
      query: {
        order: "`desc`, the newest first, or `asc`.",
        limit: "From 1 to 100; 20 without.",
        after: "The id of the last item that was read.",
      },
    },
  },
  "/v1/responses/{id}/cancel": {
    post: { summary: "Stop a response and wait for its end.", answer: "Response" },
  },
  "/v1/models": { get: { summary: "The models one can name.", answer: "ModelList" } },
  "/v1/models/{id}": { get: { summary: "One model.", answer: "Model" } },
  "/v1/query": {
    post: {
      summary:
        "Ask the symbolic engine. With `Accept: text/event-stream` the result comes first and each further pod as it is ready.",
      body: "QueryRequest",
      answer: "QueryResult",
      isStream: true,
    },
  },
  "/v1/read": {
    post: {
      summary: "How a question is understood, before anything is computed.",
      body: "ReadRequest",
      answer: "ReadingResult",
    },
  },
  "/v1/steps": {
    post: {
      summary: "Work a question out step by step, whole or as far as a learner has come.",
      body: "StepsRequest",
      answer: "StepsResult",
    },
  },
  "/v1/plot": {
    post: {
      summary: "Draw what a plot is of in another window.",
      body: "PlotRequest",
      answer: "PlotResult",
    },
  },
  "/v1/working": {
    post: {
      summary: "Judge a person's solution line by line.",
      body: "WorkingRequest",
      answer: "WorkingResult",
    },
  },
  "/v1/verify": {
    post: {
      summary:
        "Check every claim of a text, whole or with `stream` as events; with `items` those of up to 256 texts.",
      body: "VerifyBody",
      answer: "VerifyAnswer",
      isStream: true,
    },
  },
  "/v1/recheck": {
    post: {
      summary: "Run the check of an earlier query result again.",
      body: "QueryResult",
      answer: "RecheckResult",
    },
  },
  "/v1/equal": {
    post: {
      summary: "Are two answers mathematically the same?",
      body: "EqualRequest",
      answer: "EqualResult",
    },
  },
  "/v1/llm-api": {
    get: {
      summary: "Text blocks for a language model; 501 with things to try where there is no answer.",
      isText: true,
      query: {
        input: "The question.",
        maxchars: "From 100 to 100000; 6800 without.",
        assumption: "The `input` of an assumption's value.",
      },
    },
  },
  "/v1/result": {
    get: {
      summary: "The short answer alone; 501 where there is none.",
      isText: true,
      query: { i: "The question.", timeout: "Seconds." },
    },
  },
  "/v1/spoken": {
    get: {
      summary: "The answer as one sentence to read aloud; 501 where there is none.",
      isText: true,
      query: { i: "The question.", timeout: "Seconds." },
    },
  },
  "/v2/query": {
    get: {
      summary: "Pods, assumptions and states in the shape of Wolfram|Alpha's Full Results.",
      answer: "FullResult",
      query: {
        input: "The question.",
        output: "`json`.",
        format: "Some of plaintext, image, latex; plaintext,image without.",
        assumption: "The `input` of an assumption's value.",
        podstate: "`Result__Step-by-step solution` for the steps.",
        includepodid: "Only these pods, by commas.",
        excludepodid: "Not these pods, by commas.",
        totaltimeout: "Seconds; 20 without.",
      },
    },
  },
  "/v1/runs": {
    post: {
      summary: "Start a run and return at once.",
      body: "RunRequest",
      answer: "RunStarted",
      status: 202,
    },
  },
  "/v1/runs/{id}": { get: { summary: "A run, with its result once it has one.", answer: "Run" } },
  "/v1/runs/{id}/events": {
    get: {
      summary: "The run's events, live to its end; resumes after Last-Event-ID.",
      isStream: true,
      query: { after: "The number of the last event that was read, where no header can be sent." },
    },
  },
  "/v1/runs/{id}/stop": {
    post: { summary: "Stop a run and wait for its end.", answer: "Run" },
  },
  "/v1/feedback": {
    post: {
      summary: "Say whether an answer, its reading, a tool call or a step was good.",
      body: "FeedbackRequest",
      answer: "FeedbackStored",
      status: 201,
    },
  },
  "/v1/feedback/rankings": {
    post: {
      summary: "Put answers to one question in order, the best first.",
      body: "RankingRequest",
      answer: "RankingStored",
      status: 201,
    },
  },
  "/v1/rewards": {
    post: {
      summary: "Score completions by rules that a machine can check.",
      body: "RewardRequest",
      answer: "RewardList",
    },
  },
  "/v1/conversations": {
    get: {
      summary: "Conversations, newest first.",
      answer: "ConversationList",
      query: { limit: "From 1 to 100; 20 without." },
    },
  },
  "/v1/conversations/{id}": {
    get: { summary: "A conversation with its turns.", answer: "Conversation" },
    patch: {
      summary: "Choose the branch of a conversation that is gone on with.",
      body: "BranchRequest",
      answer: "BranchChosen",
    },
    delete: { summary: "Delete a conversation and its runs.", answer: "ConversationDeleted" },
  },
  "/v1/widget/tokens": {
    post: {
      summary: "Make a short-lived token for one visitor of a page, for use in that page alone.",
      body: "WidgetTokenRequest",
      status: 201,
      answer: "WidgetToken",
    },
  },
  "/v1/widget/tokens/{id}": {
    delete: { summary: "End a widget token at once.", answer: "WidgetTokenRevoked" },
  },
  "/metrics": {
    get: { summary: "Counts of the process, as Prometheus reads them.", isText: true },
  },
  "/healthz": { get: { summary: "The process answers.", answer: "Health", isOpen: true } },
  "/readyz": {
    get: {
      summary: "The store can be read and the engine can add.",
      answer: "Readiness",
      isOpen: true,
    },
  },
};

/** The OpenAPI 3.1 document, made from the schemas that validate the bodies. */
export function openApiDocument() {
  const paths = Object.entries(OPERATIONS).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods).map(([method, operation]) => [method, describe(path, operation)]),
    ),
  ]);
  return {
    openapi: "3.1.0",
    info: {
      title: "Ansatz",
      version: "0.1.0",
      description:
        "A chat agent with symbolic math that checks every answer before it replies. Every response carries `x-request-id`; every failure has the body `Error`.",
    },
    paths: Object.fromEntries(paths),
    components: {
      schemas: componentSchemas(),
      securitySchemes: { apiKey: { type: "http", scheme: "bearer" } },
    },
  };
}

function describe(path: string, operation: Operation) {
  const { body, answer, query = {}, status = 200 } = operation;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const inQuery = Object.entries(query).map(([name, description]) => ({
    name,
    in: "query",
    description,
    schema: { type: "string" },
  }));
  const content = {
    ...(answer ? { "application/json": { schema: reference(answer) } } : {}),
    ...(operation.isText ? { "text/plain": { schema: { type: "string" } } } : {}),
    ...(operation.isStream ? { "text/event-stream": { schema: { type: "string" } } } : {}),
  };
  return {
    summary: operation.summary,
    security: operation.isOpen ? [] : [{}, { apiKey: [] }],
    ...(inPath.length + inQuery.length > 0 ? { parameters: [...inPath, ...inQuery] } : {}),
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { "application/json": { schema: reference(body) } },
          },
        }
      : {}),
    responses: {
      [status]: { description: "Done.", content },
      default: {
        description: "Refused or failed.",
        content: { "application/json": { schema: reference("Error") } },
      },
    },
  };
}

function reference(name: BodyName) {
  return { $ref: `#/components/schemas/${name}` };
}

function componentSchemas(): Record<string, unknown> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(BODY_SCHEMAS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    uri: (id) => `#/components/schemas/${id}`,
    // Requests are described as they are sent, before defaults are filled in.
    io: "input",
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _schema, $id: _id, ...schema }]) => [id, schema]),
  );
}

/**
 * Names of the semantic conventions for generative AI, all at "development", and of the few stable ones for
 * HTTP. They have changed before; this is the one place that knows them.
 */
export const ATTRIBUTES = {
  operation: "gen_ai.operation.name",
  provider: "gen_ai.provider.name",
  requestModel: "gen_ai.request.model",
  maxTokens: "gen_ai.request.max_tokens",
  temperature: "gen_ai.request.temperature",
  seed: "gen_ai.request.seed",
  isStream: "gen_ai.request.stream",
  finishReasons: "gen_ai.response.finish_reasons",
  timeToFirstChunk: "gen_ai.response.time_to_first_chunk",
  inputTokens: "gen_ai.usage.input_tokens",
  outputTokens: "gen_ai.usage.output_tokens",
  outputType: "gen_ai.output.type",
  tokenType: "gen_ai.token.type",
  conversation: "gen_ai.conversation.id",
  agentName: "gen_ai.agent.name",
  agentVersion: "gen_ai.agent.version",
  toolName: "gen_ai.tool.name",
  toolType: "gen_ai.tool.type",
  toolCall: "gen_ai.tool.call.id",
  toolArguments: "gen_ai.tool.call.arguments",
  toolResult: "gen_ai.tool.call.result",
  inputMessages: "gen_ai.input.messages",
  outputMessages: "gen_ai.output.messages",
  evaluationName: "gen_ai.evaluation.name",
  evaluationLabel: "gen_ai.evaluation.score.label",
  evaluationScore: "gen_ai.evaluation.score.value",
  errorType: "error.type",
  serverAddress: "server.address",
  serverPort: "server.port",
  httpMethod: "http.request.method",
  httpRoute: "http.route",
  httpStatus: "http.response.status_code",
  urlScheme: "url.scheme",
  /** Our own. */
  run: "ansatz.run.id",
  route: "ansatz.route",
  verdict: "ansatz.verdict",
} as const;

export const OPERATIONS = {
  chat: "chat",
  agent: "invoke_agent",
  tool: "execute_tool",
} as const;

export const EVENTS = { evaluation: "gen_ai.evaluation.result" } as const;

/** With their units and the buckets that the conventions advise. */
export const METRICS = {
  operationSeconds: {
    name: "gen_ai.client.operation.duration",
    unit: "s",
    buckets: [
      0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
    ],
  },
  tokens: {
    name: "gen_ai.client.token.usage",
    unit: "{token}",
    buckets: [
      1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216,
      67_108_864,
    ],
  },
  firstChunkSeconds: {
    name: "gen_ai.client.operation.time_to_first_chunk",
    unit: "s",
    buckets: [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
  },
  requestSeconds: {
    name: "http.server.request.duration",
    unit: "s",
    buckets: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
  },
} as const;

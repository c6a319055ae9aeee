import { measuredSchema, strategySchema } from "../core/model-profile.ts";
import { z } from "zod";
import { askResultSchema, stepSchema } from "../core/ask-result.ts";
import { ruleScoreSchema } from "../core/draft-choice.ts";
import { runEventSchema } from "../core/events.ts";
import { plotRequestSchema, plotResultSchema, plotSchema, plotSourceSchema } from "../core/plot.ts";
import { podSchema } from "../core/pod.ts";
import { queryEventSchema } from "../core/query-event.ts";
import { queryRequestSchema, queryResultSchema } from "../core/query-result.ts";
import { readingResultSchema, readRequestSchema } from "../core/reading-result.ts";
import { solutionStepSchema } from "../core/solution-step.ts";
import { recheckResultSchema } from "../core/recheck-result.ts";
import { stepsRequestSchema, stepsResultSchema } from "../core/steps-result.ts";
import { certificateSchema, verdictSchema } from "../core/truth.ts";
import { verifyEventSchema } from "../core/verify-event.ts";
import { claimSchema, verifyResultSchema } from "../core/verify-result.ts";
import { workingRequestSchema, workingResultSchema } from "../core/working-result.ts";
import { chatRequestSchema } from "./chat-request.ts";
import { equalRequestSchema } from "./routes/engine.ts";
import { formatSchema } from "./json-form.ts";
import { toolChoiceSchema } from "./tool-choice.ts";
import { responseRequestSchema } from "./responses-request.ts";
import { feedbackRequestSchema, rankingRequestSchema } from "./routes/feedback.ts";
import { rewardRequestSchema } from "./routes/rewards.ts";
import { branchRequestSchema } from "./routes/conversations.ts";
import { runRequestSchema } from "./routes/runs.ts";
import { tokenRequestSchema } from "./routes/widget-tokens.ts";
import { verifyBodySchema } from "./routes/verify.ts";
import { MAX_BATCH_ITEMS, verifyItemSchema, verifyListSchema } from "./verify-batch.ts";

const errorSchema = z.object({
  error: z.object({
    message: z.string(),
    type: z.string(),
    code: z.string(),
    param: z.string().optional(),
  }),
});

const chatCompletionSchema = z.object({
  id: z.string(),
  object: z.literal("chat.completion"),
  created: z.number().int(),
  model: z.string(),
  choices: z.array(
    z.object({
      index: z.number().int(),
      message: z.object({
        role: z.literal("assistant"),
        content: z.string().nullable(),
        refusal: z.string().nullable(),
        tool_calls: z
          .array(
            z.object({
              id: z.string(),
              type: z.literal("function"),
              function: z.object({ name: z.string(), arguments: z.string() }),
            }),
          )
          .optional(),
        reasoning_content: z.string().optional(),
      }),
      finish_reason: z.enum(["stop", "length", "tool_calls"]),
      logprobs: z.null(),
      /** Where there are several choices, each has its own. */
      ansatz: askResultSchema.optional(),
    }),
  ),
  usage: z.object({
    prompt_tokens: z.number().int(),
    completion_tokens: z.number().int(),
    total_tokens: z.number().int(),
    prompt_tokens_details: z.object({ cached_tokens: z.number().int() }),
    completion_tokens_details: z.object({ reasoning_tokens: z.number().int() }),
  }),
  ansatz: askResultSchema,
});

const responseSchema = z.object({
  id: z.string(),
  object: z.literal("response"),
  created_at: z.number().int(),
  status: z.enum(["queued", "in_progress", "completed", "failed", "cancelled", "incomplete"]),
  background: z.boolean(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  incomplete_details: z.object({ reason: z.literal("max_output_tokens") }).nullable(),
  instructions: z.string().nullable(),
  max_output_tokens: z.number().int().nullable(),
  temperature: z.number().nullable(),
  top_p: z.number().nullable(),
  tools: z.array(z.looseObject({ type: z.string() })),
  tool_choice: toolChoiceSchema,
  parallel_tool_calls: z.boolean(),
  text: z.looseObject({ format: formatSchema }),
  model: z.string(),
  output: z.array(
    z.looseObject({ id: z.string(), type: z.enum(["reasoning", "message", "function_call"]) }),
  ),
  previous_response_id: z.string().nullable(),
  conversation: z.object({ id: z.string() }).nullable(),
  store: z.boolean(),
  metadata: z.record(z.string(), z.string()),
  usage: z
    .object({
      input_tokens: z.number().int(),
      input_tokens_details: z.object({ cached_tokens: z.number().int() }),
      output_tokens: z.number().int(),
      output_tokens_details: z.object({ reasoning_tokens: z.number().int() }),
      total_tokens: z.number().int(),
    })
    .nullable(),
  ansatz: askResultSchema.optional(),
});

const modelSchema = z.object({
  id: z.string(),
  object: z.literal("model"),
  created: z.number().int(),
  owned_by: z.string(),
  /** Of `ansatz`: whether a model is there that was measured to see pictures. */
  pictures: z.boolean().optional(),
});

const runStateSchema = z.enum(["running", "completed", "failed", "stopped", "interrupted"]);

const runSchema = z.object({
  id: z.string(),
  conversationId: z.string(),
  state: runStateSchema,
  question: z.string(),
  createdAtMs: z.number(),
  endedAtMs: z.number().nullable(),
  result: askResultSchema.nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  metadata: z.record(z.string(), z.string()).nullable(),
  /** How many pictures came with the question; they are not kept. */
  pictures: z.number().int().optional(),
});

const conversationHeadSchema = z.object({
  id: z.string(),
  createdAtMs: z.number(),
  updatedAtMs: z.number(),
});

const conversationSchema = conversationHeadSchema.extend({
  turns: z.array(
    z.object({
      role: z.enum(["user", "assistant"]),
      content: z.string(),
      runId: z.string(),
      createdAtMs: z.number(),
      /** The run a question was asked behind, null at the beginning; the question before it where absent. */
      after: z.string().nullable().optional(),
    }),
  ),
  /** The question at the end of the branch that is gone on with. */
  currentRunId: z.string().nullable(),
});

/** As it is meant; each item is validated by itself. */
const verifyBatchRequestSchema = z.strictObject({
  items: z.array(verifyItemSchema).min(1).max(MAX_BATCH_ITEMS),
});

/** What is known of one model; `server` says whether it is there, where there is a server to ask. */
const readyModelSchema = z.object({
  id: z.string(),
  server: z.enum(["there", "unknown", "away", "refused"]).optional(),
  measured: z.boolean(),
  strategy: strategySchema.optional(),
  reasoning: z.string().optional(),
  contextTokens: z.number().nullable().optional(),
  probedAt: z.string().optional(),
  items: z.record(z.string(), measuredSchema).optional(),
});

/** Every body of the API by the name it has in the OpenAPI document. */
export const BODY_SCHEMAS = {
  Error: errorSchema,
  Verdict: verdictSchema,
  Certificate: certificateSchema,
  Claim: claimSchema,
  Step: stepSchema,
  AskResult: askResultSchema,
  RunEvent: runEventSchema,
  ChatRequest: chatRequestSchema,
  ChatCompletion: chatCompletionSchema,
  ResponseRequest: responseRequestSchema,
  Response: responseSchema,
  ResponseItemList: z.object({
    object: z.literal("list"),
    data: z.array(z.looseObject({ id: z.string(), type: z.string() })),
    first_id: z.string().nullable(),
    last_id: z.string().nullable(),
    has_more: z.boolean(),
  }),
  ResponseDeleted: z.object({
    id: z.string(),
    object: z.literal("response"),
    deleted: z.literal(true),
  }),
  ChatCompletionDeleted: z.object({
    id: z.string(),
    object: z.literal("chat.completion.deleted"),
    deleted: z.literal(true),
  }),
  Model: modelSchema,
  ModelList: z.object({ object: z.literal("list"), data: z.array(modelSchema) }),
  QueryRequest: queryRequestSchema,
  QueryResult: queryResultSchema,
  ReadRequest: readRequestSchema,
  ReadingResult: readingResultSchema,
  QueryEvent: queryEventSchema,
  Pod: podSchema,
  Plot: plotSchema,
  PlotSource: plotSourceSchema,
  PlotRequest: plotRequestSchema,
  PlotResult: plotResultSchema,
  SolutionStep: solutionStepSchema,
  WorkingRequest: workingRequestSchema,
  WorkingResult: workingResultSchema,
  StepsRequest: stepsRequestSchema,
  StepsResult: stepsResultSchema,
  RecheckResult: recheckResultSchema,
  VerifyRequest: verifyBodySchema,
  VerifyBatchRequest: verifyBatchRequestSchema,
  VerifyBody: z.union([verifyBodySchema, verifyBatchRequestSchema]),
  VerifyResult: verifyResultSchema,
  VerifyList: verifyListSchema,
  VerifyAnswer: z.union([verifyResultSchema, verifyListSchema]),
  VerifyEvent: verifyEventSchema,
  EqualRequest: equalRequestSchema,
  EqualResult: z.object({
    verdict: verdictSchema,
    equal: z.boolean().nullable(),
    method: z.string(),
    detail: z.string(),
    a: z.string().nullable(),
    b: z.string().nullable(),
  }),
  RunRequest: runRequestSchema,
  RunStarted: z.object({
    id: z.string(),
    conversationId: z.string(),
    /** `running`, or how it ended where it was started by an earlier request. */
    state: runStateSchema,
  }),
  Run: runSchema,
  Conversation: conversationSchema,
  ConversationList: z.object({
    object: z.literal("list"),
    data: z.array(conversationHeadSchema),
  }),
  BranchRequest: branchRequestSchema,
  BranchChosen: z.object({ id: z.string(), currentRunId: z.string() }),
  ConversationDeleted: z.object({ id: z.string(), deleted: z.literal(true) }),
  WidgetTokenRequest: tokenRequestSchema,
  WidgetToken: z.object({
    id: z.string(),
    token: z.string(),
    origin: z.string(),
    expiresAtMs: z.number(),
    expiresInMs: z.number(),
  }),
  WidgetTokenRevoked: z.object({ id: z.string(), revoked: z.literal(true) }),
  FeedbackRequest: feedbackRequestSchema,
  RankingRequest: rankingRequestSchema,
  RankingStored: z.object({ runIds: z.array(z.string()) }),
  FeedbackStored: z.object({ runId: z.string(), rating: z.enum(["good", "bad"]) }),
  RewardRequest: rewardRequestSchema,
  RewardList: z.object({
    object: z.literal("list"),
    data: z.array(
      z.object({
        index: z.number().int(),
        /** The weighted mean of the scores. */
        reward: z.number(),
        /** False where a check could not tell; its score is then 0. */
        isDecided: z.boolean(),
        scores: z.array(ruleScoreSchema),
      }),
    ),
  }),
  FullResult: z.object({
    queryresult: z.looseObject({
      success: z.boolean(),
      error: z.boolean(),
      numpods: z.number().int(),
      inputstring: z.string(),
      pods: z.array(
        z.looseObject({
          title: z.string(),
          id: z.string(),
          position: z.number().int(),
          subpods: z.array(z.looseObject({ title: z.string() })),
        }),
      ),
    }),
  }),
  Health: z.object({ status: z.literal("ok") }),
  Readiness: z.object({
    status: z.enum(["ready", "not ready"]),
    checks: z.object({ store: z.boolean(), engine: z.boolean() }),
    engines: z
      .object({
        name: z.enum(["full", "light"]),
        engines: z.array(z.string()),
        overdue: z.enum(["ended", "asked"]),
      })
      .optional(),
    models: z.array(readyModelSchema).optional(),
  }),
} as const satisfies Record<string, z.ZodType>;

export type BodyName = keyof typeof BODY_SCHEMAS;

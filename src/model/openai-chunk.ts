import { z } from "zod";

const text = z.string().nullish().catch(null);

const tokens = z.number().int().nonnegative().nullish().catch(null);

const toolCallFragmentSchema = z.object({
  index: z.number().int().nullish().catch(null),
  id: text,
  function: z.object({ name: text, arguments: z.unknown() }).partial().nullish().catch(null),
});

/** One chunk of a chat completion stream, read leniently: unknown fields and odd nulls are let through. */
export const chunkSchema = z.object({
  choices: z
    .array(
      z.object({
        delta: z
          .object({
            content: text,
            reasoning: text,
            reasoning_content: text,
            thinking: text,
            refusal: text,
            tool_calls: z.array(toolCallFragmentSchema).nullish(),
          })
          .partial()
          .nullish(),
        finish_reason: text,
        logprobs: z
          .object({ content: z.array(z.unknown()).nullish() })
          .nullish()
          .catch(null),
      }),
    )
    .nullish(),
  usage: z
    .object({
      prompt_tokens: z.number().int().nonnegative().catch(0),
      completion_tokens: z.number().int().nonnegative().catch(0),
      prompt_tokens_details: z.object({ cached_tokens: tokens }).nullish().catch(null),
      completion_tokens_details: z.object({ reasoning_tokens: tokens }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});
export type Chunk = z.infer<typeof chunkSchema>;

/** What `GET /v1/models` says; servers add the context size under different names. */
export const modelListSchema = z.object({
  data: z
    .array(
      z.object({
        id: z.string().min(1),
        max_model_len: z.number().positive().nullish().catch(null),
        context_length: z.number().positive().nullish().catch(null),
        meta: z
          .object({ n_ctx: z.number().positive().nullish().catch(null) })
          .nullish()
          .catch(null),
      }),
    )
    .nullish(),
});

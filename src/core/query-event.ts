import { z } from "zod";
import { podNameSchema, podSchema } from "./pod.ts";
import { queryResultSchema } from "./query-result.ts";

/** What a streamed query sends: the result with its quick pods first, then each further pod as it is ready. */
export const queryEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("result-ready"), result: queryResultSchema }),
  z.object({ type: z.literal("pod-ready"), pod: podSchema }),
  z.object({ type: z.literal("pods-end"), timedOutPods: z.array(podNameSchema) }),
]);
export type QueryEvent = z.infer<typeof queryEventSchema>;

import { z } from "zod";
import { plotSchema } from "./plot.ts";
import { solutionStepSchema } from "./solution-step.ts";
import { certificateSchema } from "./truth.ts";

/** One thing worth knowing about an answer, under its own title. */
export const podSchema = z.object({
  id: z.string(),
  title: z.string(),
  plain: z.string().optional(),
  latex: z.string().optional(),
  svg: z.string().optional(),
  /** Rows of cells; the first row is the heading. */
  table: z.array(z.array(z.string())).optional(),
  steps: z.array(solutionStepSchema).optional(),
  /** False when a worked solution ends at its last proved step, before the answer. */
  isComplete: z.boolean().optional(),
  /** The data behind `svg`. */
  plot: plotSchema.optional(),
  /** What a picture shows, for those who do not see it. */
  description: z.string().optional(),
  /** How what the pod says was checked, where it says more than the answer does. */
  certificate: certificateSchema.optional(),
});
export type Pod = z.infer<typeof podSchema>;

/** A pod that can be had and was not made yet. */
export const podNameSchema = z.object({ id: z.string(), title: z.string() });
export type PodName = z.infer<typeof podNameSchema>;

import { z } from "zod";

/** Three-valued truth. "Could not check" is `undecided`, never "right" or "wrong". */
export const verdictSchema = z.enum(["proved", "refuted", "undecided"]);
export type Verdict = z.infer<typeof verdictSchema>;

/**
 * How well an answer is backed. `proved`: an exact decision procedure, independent of the engine that
 * produced the answer, settles it completely. `exact-check`: an exact check holds but does not settle
 * everything (each root holds, completeness open). `numeric-check`: agreement at sample points.
 */
export const gradeSchema = z.enum(["proved", "exact-check", "numeric-check", "unchecked"]);
export type Grade = z.infer<typeof gradeSchema>;

/** What backs an answer, with the inputs needed to run the check again. */
export const certificateSchema = z.object({
  grade: gradeSchema,
  /** Short stable name of the check, e.g. `differentiate-back`. */
  method: z.string(),
  /** One sentence a reader can follow. */
  detail: z.string(),
  engines: z.array(z.string()),
  /** Under which conditions the answer holds, in plain notation ("x != 0"). */
  conditions: z.array(z.string()).optional(),
});
export type Certificate = z.infer<typeof certificateSchema>;

import { z } from "zod";

/** Drafts by the effort that was asked for; without a number it is left to how doubtful the first draft is. */
export const EFFORTS = {
  none: 1,
  minimal: 1,
  low: 1,
  medium: undefined,
  high: 3,
  xhigh: 5,
  max: 5,
} as const;

export const effortSchema = z.literal(Object.keys(EFFORTS) as (keyof typeof EFFORTS)[]);

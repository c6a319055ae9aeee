import { z } from "zod";
import type { RunOrder } from "./run-order.ts";

/** How a model draws; what the engine answers is not drawn. */
export const samplingShape = {
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
};

export const penaltySchema = z.number().min(-2).max(2).nullish();

export function readSampling(request: {
  readonly temperature?: number | null | undefined;
  readonly top_p?: number | null | undefined;
}): Pick<RunOrder, "temperature" | "topP"> {
  const { temperature, top_p: topP } = request;
  return {
    ...(typeof temperature === "number" ? { temperature } : {}),
    ...(typeof topP === "number" ? { topP } : {}),
  };
}

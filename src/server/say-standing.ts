import type { ModelStanding } from "../core/model-standing.ts";
import type { Logger } from "./logger.ts";

interface StandingModel {
  readonly id: string;
  onStanding(tell: (standing: ModelStanding) => void): void;
}

/** Logs what becomes of a model's server: away, there again, without the model. */
export function sayStanding(model: StandingModel, logger: Logger): void {
  model.onStanding(({ state, message }) => {
    if (state === "there") logger.info("model-there", { model: model.id });
    else logger.warn(`model-${state}`, { message });
  });
}

import { AnsatzError } from "../core/errors.ts";
import type { Caller } from "./caller.ts";

/**
 * @throws AnsatzError `model_not_found` for any name but `ansatz` and that of the model behind it, and
 * `forbidden` for one that the key may not name.
 */
export function requireModel(model: string, modelId: string, caller: Caller): void {
  const isHere = model === "ansatz" || (model === modelId && modelId !== "none");
  if (isHere && caller.models !== null && !caller.models.includes(model))
    throw new AnsatzError(
      "forbidden",
      `This key is not good for the model "${model}". It may name ${caller.models.join(", ")}.`,
      { param: "model" },
    );
  if (isHere) return;
  throw new AnsatzError(
    "model_not_found",
    `There is no model "${model.slice(0, 100)}" here. Use "ansatz"; GET /v1/models lists what there is.`,
    { param: "model" },
  );
}

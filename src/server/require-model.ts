import { AnsatzError } from "../core/errors.ts";

/** @throws AnsatzError `model_not_found` for any name but `ansatz` and that of the model behind it. */
export function requireModel(model: string, modelId: string): void {
  if (model === "ansatz" || (model === modelId && modelId !== "none")) return;
  throw new AnsatzError(
    "model_not_found",
    `There is no model "${model.slice(0, 100)}" here. Use "ansatz"; GET /v1/models lists what there is.`,
    { param: "model" },
  );
}

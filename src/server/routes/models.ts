import { Hono } from "hono";
import { AnsatzError } from "../../core/errors.ts";
import { canSee } from "../pictures.ts";
import type { Service } from "../service.ts";

/** `GET /v1/models` and `GET /v1/models/{id}`: Ansatz itself first, then the model behind it. */
export function modelRoutes(service: Service): Hono {
  const created = Math.floor(service.clock.nowMs() / 1000);
  const ids = service.modelId === "none" ? ["ansatz"] : ["ansatz", service.modelId];
  // Models are measured while the service runs.
  const data = () =>
    ids.map((id) => ({
      id,
      object: "model",
      created,
      owned_by: id === "ansatz" ? "ansatz" : "upstream",
      ...(id === "ansatz" ? { pictures: canSee(service.modelProfiles()) } : {}),
    }));
  return new Hono()
    .get("/v1/models", (context) => context.json({ object: "list", data: data() }))
    .get("/v1/models/:id{.+}", (context) => {
      const model = data().find((entry) => entry.id === context.req.param("id"));
      if (!model)
        throw new AnsatzError(
          "model_not_found",
          "There is no model with this id here. GET /v1/models lists what there is.",
          { param: "model" },
        );
      return context.json(model);
    });
}

import { Hono } from "hono";
import { openApiDocument } from "../openapi-document.ts";

/** `GET /openapi.json`: the description of the API, made on the first request. */
export function openApiRoutes(): Hono {
  let document: ReturnType<typeof openApiDocument> | undefined;
  return new Hono().get("/openapi.json", (context) => {
    document ??= openApiDocument();
    return context.json(document);
  });
}

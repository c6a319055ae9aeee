import { serve } from "@hono/node-server";
import { Hono } from "hono";

/** A route that only parses JSON and answers JSON: the ceiling that throughput is compared with. */
const app = new Hono()
  .get("/readyz", (context) => context.json({ status: "ready" }))
  .post("/v1/query", async (context) => {
    const body: unknown = await context.req.json();
    return context.json({ status: "answered", input: body });
  });

if (import.meta.main)
  serve({ fetch: app.fetch, port: Number(process.argv[2]), hostname: "127.0.0.1" });

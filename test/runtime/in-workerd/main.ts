import { keepInside } from "./loopback.ts";
import { runFile } from "./vitest.ts";

const FILES: Readonly<Record<string, () => Promise<unknown>>> = {
  "the store's contract": () => import("./stores.ts"),
  "test/http/branches.test.ts": () => import("../../http/branches.test.ts"),
  "test/http/chat-completions.test.ts": () => import("../../http/chat-completions.test.ts"),
  "test/http/engine.test.ts": () => import("../../http/engine.test.ts"),
  "test/http/idempotency.test.ts": () => import("../../http/idempotency.test.ts"),
  "test/http/plot.test.ts": () => import("../../http/plot.test.ts"),
  "test/http/query-stream.test.ts": () => import("../../http/query-stream.test.ts"),
  "test/http/responses.test.ts": () => import("../../http/responses.test.ts"),
  "test/http/rewards.test.ts": () => import("../../http/rewards.test.ts"),
  "test/http/runs.test.ts": () => import("../../http/runs.test.ts"),
  "test/http/service.test.ts": () => import("../../http/service.test.ts"),
  "test/http/verify.test.ts": () => import("../../http/verify.test.ts"),
  "test/http/wolfram.test.ts": () => import("../../http/wolfram.test.ts"),
  "test/slack/events.test.ts": () => import("../../slack/events.test.ts"),
  "test/slack/files.test.ts": () => import("../../slack/files.test.ts"),
  "test/slack/interactions.test.ts": () => import("../../slack/interactions.test.ts"),
};

let isInside = false;

/** Runs the file of tests that is asked for, or lists them. */
export default {
  async fetch(request: Request): Promise<Response> {
    if (!isInside) keepInside();
    isInside = true;
    const name = new URL(request.url).searchParams.get("file");
    const load = name === null ? undefined : FILES[name];
    return Response.json(load === undefined ? Object.keys(FILES) : await runFile(load));
  },
};

import type { Context } from "hono";
import { z } from "zod";
import { AnsatzError } from "../core/errors.ts";
import type { RunRecord } from "../core/store-port.ts";
import { callerOf } from "./caller.ts";
import { followStored } from "./follow-stored.ts";
import { digestOf } from "./keys/key-text.ts";
import type { RunHandle } from "./run-handle.ts";
import type { RunOrder } from "./run-order.ts";
import type { Service } from "./service.ts";

const KIND = "idempotency";
const KEEP_MS = 86_400_000;

const claimSchema = z.object({ fingerprint: z.string(), runId: z.string() });
type Claim = z.infer<typeof claimSchema>;

/**
 * Starts a run, or, when the request carries an `Idempotency-Key` that came before, goes back to the run
 * that was started then: live when it is still at work, from the store when it has ended. A run that failed
 * for a passing reason is started anew. Keys belong to their tenant and are kept for a day.
 *
 * @throws AnsatzError `conflict` for a key that came with another request.
 */
export async function startOnce(
  context: Context,
  service: Service,
  order: RunOrder,
): Promise<RunHandle> {
  const { hub, store, ids } = service;
  const key = context.req.header("idempotency-key");
  if (key === undefined) return hub.start(order);
  refuseUnusable(key, order);
  const { tenant } = callerOf(context);
  const id = `${tenant}:${await digestOf(key)}`;
  const fingerprint = await digestOf(`${context.req.path}\n${await context.req.text()}`);
  const claim: Claim = { fingerprint, runId: ids.next("run_") };

  const earlier = await take(service, id, claim);
  if (earlier === null) return startClaimed(service, id, { ...order, runId: claim.runId });
  if (earlier.fingerprint !== fingerprint)
    throw new AnsatzError(
      "conflict",
      "This Idempotency-Key came with another request before. Use a new key for a new request.",
    );
  const run = await found(service, earlier.runId, tenant);
  if (run !== null && !isPassing(run)) {
    context.header("idempotent-replayed", "true");
    return hub.live(run.id, tenant) ?? storedHandle(service, run);
  }
  await store.deleteRecord(KIND, id);
  const other = await take(service, id, claim);
  if (other === null) return startClaimed(service, id, { ...order, runId: claim.runId });
  throw new AnsatzError(
    "conflict",
    "A request with this Idempotency-Key is being started just now. Send it again in a moment.",
  );
}

async function startClaimed(service: Service, id: string, order: RunOrder): Promise<RunHandle> {
  try {
    return await service.hub.start(order);
  } catch (error) {
    // What was never started may be tried again under the same key.
    await service.store.deleteRecord(KIND, id);
    throw error;
  }
}

/** Null when the key was free and is the claim's now; else the claim that holds it. */
async function take({ store, clock }: Service, id: string, claim: Claim): Promise<Claim | null> {
  const nowMs = clock.nowMs();
  const record = { id, value: claim, createdAtMs: nowMs, expiresAtMs: nowMs + KEEP_MS };
  const existing = await store.insertRecord(KIND, record);
  return existing === null ? null : claimSchema.parse(existing.value);
}

const START_MS = 5_000;
const LOOK_MS = 20;

/** The run of a claim; one that is just being started appears in a moment. */
async function found({ hub }: Service, runId: string, tenant: string): Promise<RunRecord | null> {
  for (let waitedMs = 0; waitedMs < START_MS; waitedMs += LOOK_MS) {
    const run = await hub.find(runId, tenant);
    if (run) return run;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return null;
}

function isPassing(run: RunRecord): boolean {
  return run.state === "failed" || run.state === "interrupted";
}

export function storedHandle({ store }: Service, run: RunRecord): RunHandle {
  return {
    id: run.id,
    conversationId: run.conversationId,
    isKept: true,
    record: () => run,
    follow: (after, signal) => followStored(store, run.id, after, signal),
  };
}

function refuseUnusable(key: string, order: RunOrder): void {
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw new AnsatzError(
      "invalid_request",
      "An Idempotency-Key takes 1 to 255 visible ASCII characters. Send another.",
    );
  if (order.isKept === false)
    throw new AnsatzError(
      "invalid_request",
      "A reply that is not kept cannot be given again. Leave out the Idempotency-Key or `store: false`.",
      { param: "store" },
    );
}

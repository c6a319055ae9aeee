import type { Clock } from "../../core/system-port.ts";
import type { SlackFile } from "./inbound.ts";
import type { SharedRecords } from "./parts.ts";
import { MAX_FILES } from "./use-files.ts";

const KIND = "slack-files";
const REMEMBERED_MS = 7 * 86_400_000;

/**
 * Notes which files came with a question, and gives those that came with earlier ones in its thread, the
 * newest first. Names and addresses are kept for a week, never what the files hold.
 */
export async function filesOfThread(
  own: readonly SlackFile[],
  conversationId: string,
  { records, clock }: { readonly records: SharedRecords; readonly clock: Clock },
): Promise<{ own: readonly SlackFile[]; earlier: readonly SlackFile[] }> {
  const nowMs = clock.nowMs();
  const known = (await records.getRecord(KIND, conversationId, nowMs))?.value as
    | readonly SlackFile[]
    | undefined;
  const ids = new Set(own.map(({ id }) => id));
  const earlier = (known ?? []).filter(({ id }) => !ids.has(id));
  if (own.length > 0) {
    const value = [...own, ...earlier].slice(0, MAX_FILES);
    const record = { id: conversationId, value, createdAtMs: nowMs };
    const expiresAtMs = nowMs + REMEMBERED_MS;
    if ((await records.insertRecord(KIND, { ...record, expiresAtMs })) !== null)
      await records.updateRecord(KIND, conversationId, value);
  }
  return { own, earlier };
}

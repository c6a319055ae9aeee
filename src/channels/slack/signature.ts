/** How far a request's time stamp may be from ours; older ones may be replays. */
const WINDOW_SECONDS = 300;

export interface SignedRequest {
  /** The headers `X-Slack-Request-Timestamp` and `X-Slack-Signature`. */
  readonly timestamp: string | null;
  readonly signature: string | null;
  /** The body as it came, before anything is parsed. */
  readonly body: Uint8Array;
}

/**
 * Does this request come from Slack, and is it fresh? The comparison is WebCrypto's own and takes the
 * same time for every wrong signature.
 */
export async function isFromSlack(
  { timestamp, signature, body }: SignedRequest,
  signingSecret: string,
  nowMs: number,
): Promise<boolean> {
  if (timestamp === null || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > WINDOW_SECONDS) return false;
  const claimed = /^v0=([0-9a-f]{64})$/.exec(signature ?? "")?.[1];
  if (claimed === undefined) return false;
  const encoder = new TextEncoder();
  const head = encoder.encode(`v0:${timestamp}:`);
  const message = new Uint8Array(head.length + body.length);
  message.set(head);
  message.set(body, head.length);
  const key = await crypto.subtle.importKey(
    "raw",
    encoder.encode(signingSecret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["verify"],
  );
  return crypto.subtle.verify("HMAC", key, bytesOf(claimed), message);
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

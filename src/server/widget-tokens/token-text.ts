import { z } from "zod";

/** What a widget token says. It can be read by whoever holds it, so nothing secret stands in it. */
export const tokenClaimsSchema = z.strictObject({
  /** Names the token, so that it can be revoked. */
  id: z.string(),
  /** The key it was made with: `key:` and the id of a stored one, `set:` and a mark of one of the settings. */
  key: z.string(),
  user: z.string(),
  origin: z.string(),
  expiresAtMs: z.number(),
});
export type TokenClaims = z.infer<typeof tokenClaimsSchema>;

const FORM = /^azw_([A-Za-z0-9_-]{1,900})\.([A-Za-z0-9_-]{43})$/;

/** True for what is a widget token by its form, whoever made it. */
export function isTokenText(text: string): boolean {
  return text.startsWith("azw_");
}

export function importSecret(secret: string): Promise<CryptoKey> {
  const hash = { name: "HMAC", hash: "SHA-256" };
  return crypto.subtle.importKey("raw", bytesOf(secret), hash, false, ["sign", "verify"]);
}

export async function sealToken(secret: CryptoKey, claims: TokenClaims): Promise<string> {
  const payload = encode(new TextEncoder().encode(JSON.stringify(claims)));
  const seal = await crypto.subtle.sign("HMAC", secret, signed(payload));
  return `azw_${payload}.${encode(new Uint8Array(seal))}`;
}

/** What a token says, when it was sealed with this secret; null else. Its seal is compared in constant time. */
export async function openToken(secret: CryptoKey, text: string): Promise<TokenClaims | null> {
  const [, payload, seal] = FORM.exec(text) ?? [];
  if (payload === undefined || seal === undefined) return null;
  if (!(await crypto.subtle.verify("HMAC", secret, bytesOf(seal), signed(payload)))) return null;
  // Sealed here, so it is JSON; an older form of it is no longer good.
  const claims: unknown = JSON.parse(new TextDecoder().decode(bytesOf(payload)));
  return tokenClaimsSchema.safeParse(claims).data ?? null;
}

/** A mark of a text that says nothing about it to whoever does not have the secret. */
export async function markOf(secret: CryptoKey, text: string): Promise<string> {
  const mark = await crypto.subtle.sign("HMAC", secret, new TextEncoder().encode(`mark ${text}`));
  return encode(new Uint8Array(mark)).slice(0, 22);
}

export function randomText(bytes: number): string {
  return encode(crypto.getRandomValues(new Uint8Array(bytes)));
}

/** The form stands before what is sealed, so that no other use of the secret can be passed off as a token. */
function signed(payload: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`azw ${payload}`);
}

function encode(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

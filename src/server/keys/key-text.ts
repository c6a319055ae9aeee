const FORM = /^az_([a-z0-9]{12})_([A-Za-z0-9_-]{43})$/;
const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** A new key: a public part to look it up by, and 256 random bits. */
export function newKeyText(): { id: string; text: string } {
  const id = Array.from(randomBytes(12), (byte) => LETTERS[byte % LETTERS.length]).join("");
  const secret = btoa(String.fromCharCode(...randomBytes(32)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
  return { id, text: `az_${id}_${secret}` };
}

/** The public part of a key; null for what is no key. */
export function keyId(text: string): string | null {
  return FORM.exec(text)?.[1] ?? null;
}

/** A key is 256 random bits, so a plain digest cannot be searched for it. */
export async function digestOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Compares to the last letter, so that the time taken says nothing about how near a guess came. */
export function isSameDigest(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < a.length; index += 1)
    difference |= a.charCodeAt(index) ^ (b.charCodeAt(index) || 0);
  return difference === 0;
}

function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

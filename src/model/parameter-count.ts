/** Below this many parameters a model chats, fills slots and words results, but does not reason alone. */
export const REASONING_PARAMETERS = 1_000_000_000;

/** How many parameters a model's name states (`qwen3-0.6b`, `smollm2:135m`), or null when it states none. */
export function parametersFromName(name: string): number | null {
  const match = /(?:^|[-_:/ ])(\d{1,4}(?:\.\d{1,3})?)([bm])(?![a-z0-9])/i.exec(name);
  if (!match?.[1]) return null;
  return Number(match[1]) * (match[2]?.toLowerCase() === "b" ? 1e9 : 1e6);
}

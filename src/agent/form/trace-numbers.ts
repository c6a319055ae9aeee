import { canonicalNumber, numbersIn } from "../../hallucination/numbers.ts";
import type { Leaf } from "./write-json.ts";

/** Names under which a list counts its own items. */
const COUNTERS = /^(?:step|index|number|no|order|position|id)(?:_?(?:number|no))?$/i;

/**
 * Finds the numbers of a JSON object that stand in none of the texts it may be made of, with their signs: a
 * number that nobody stated was made up while the object was written.
 */
export function untracedNumbers(leaves: readonly Leaf[], sources: readonly string[]): Leaf[] {
  const known = new Set(sources.flatMap(signedNumbers));
  return leaves.filter((leaf) => {
    if (typeof leaf.value === "number")
      return !known.has(canonicalOf(leaf.value)) && !isCounter(leaf);
    if (typeof leaf.value !== "string") return false;
    return signedNumbers(leaf.value).some((number) => !known.has(number));
  });
}

function canonicalOf(value: number): string {
  const text = String(value);
  return /e/.test(text) ? text : canonicalNumber(text);
}

/** A minus with nothing before it that it could take something from belongs to the number; a bullet does not. */
function signedNumbers(text: string): string[] {
  return numbersIn(text).map(({ start, canonical }) => {
    const before = text.slice(Math.max(0, start - 12), start);
    const minus = /(\S?)\s*[-−]\s*$/.exec(before);
    const isBullet = /(?:^|\n)\s*[-−]\s+$/.test(before);
    const isSign = minus !== null && !isBullet && !/[\w)\]}!²³]/.test(minus[1] ?? "");
    return isSign ? `-${canonical}` : canonical;
  });
}

/** `{"step": 2}` in the second place of its list counts and states nothing. */
function isCounter({ path, value }: Leaf): boolean {
  const name = path.at(-1);
  const place = path.at(-2);
  if (typeof name !== "string" || typeof place !== "number") return false;
  return COUNTERS.test(name) && (value === place || value === place + 1);
}

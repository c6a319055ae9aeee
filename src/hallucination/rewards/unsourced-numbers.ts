import type { Claim } from "../../core/verify-result.ts";
import type { RewardItem } from "./reward-rules.ts";

const NUMBER = /\d[\d,_]*(?:\.\d+)?/g;

/** Numbers that are neither given nor part of a calculation that was proved; list marks are not numbers. */
export function unsourcedNumbers(item: RewardItem, claims: readonly Claim[]): string[] {
  const given = new Set(
    [item.question ?? "", item.context ?? ""].flatMap((text) =>
      [...text.matchAll(NUMBER)].map(([number]) => plain(number)),
    ),
  );
  const proved = claims.filter(({ verdict }) => verdict === "proved");
  const isProved = (at: number) => proved.some(({ start, end }) => start <= at && at < end);
  // What was computed once may be named again.
  const computed = new Set(
    proved.flatMap(({ text }) => [...text.matchAll(NUMBER)].map(([number]) => plain(number))),
  );
  return [...item.completion.matchAll(NUMBER)]
    .filter(({ 0: number, index }) => {
      if (isListMark(item.completion, index, number)) return false;
      return !isProved(index) && !given.has(plain(number)) && !computed.has(plain(number));
    })
    .map(([number]) => number);
}

function plain(number: string): string {
  const digits = number.replace(/[,_]/g, "");
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits.replace(/^0+(?=\d)/, "");
}

function isListMark(text: string, index: number, number: string): boolean {
  const before = text.slice(Math.max(0, index - 12), index);
  const after = text.slice(index + number.length, index + number.length + 2);
  const isFirst = index <= 12 ? /(?:^|\n)\s*(?:step\s*)?$/i : /\n\s*(?:step\s*)?$/i;
  return isFirst.test(before) && /^[.):]\s/.test(after);
}

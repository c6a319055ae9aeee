import type { Expression } from "../expression/expression.ts";

/** Questions about whole numbers that are answered by a sieve or by writing digits out. */
export type NumberQuery =
  | {
      readonly kind: "primes";
      /** "nth", "list-first" and "sum-of-first" are about the first `to` primes, the others about a range. */
      readonly operation:
        | "count"
        | "list"
        | "sum"
        | "twins"
        | "nth"
        | "list-first"
        | "sum-of-first";
      readonly from: bigint;
      readonly to: bigint;
    }
  | { readonly kind: "roman"; readonly value: bigint }
  | { readonly kind: "decimal-digit"; readonly expression: Expression; readonly place: number };

/** What is asked, in one sentence. */
export function describeNumber(
  query: NumberQuery,
  print: (expression: Expression) => string,
  pick: (english: string, chinese: string) => string,
): string {
  if (query.kind === "roman")
    return pick(`${query.value} in Roman numerals`, `${query.value} 的罗马数字`);
  if (query.kind === "decimal-digit")
    return pick(
      `Decimal place ${query.place} of ${print(query.expression)}`,
      `${print(query.expression)} 小数点后第 ${query.place} 位`,
    );
  const { operation, from, to } = query;
  const range = pick(`from ${from} to ${to}`, `${from} 到 ${to} 之间`);
  switch (operation) {
    case "nth":
      return pick(`Prime number ${to} in order`, `第 ${to} 个质数`);
    case "list-first":
      return pick(`The first ${to} primes`, `前 ${to} 个质数`);
    case "sum-of-first":
      return pick(`Sum of the first ${to} primes`, `前 ${to} 个质数之和`);
    case "count":
      return pick(`How many primes there are ${range}`, `${range}的质数个数`);
    case "list":
      return pick(`Primes ${range}`, `${range}的质数`);
    case "sum":
      return pick(`Sum of the primes ${range}`, `${range}的质数之和`);
    case "twins":
      return pick(`Pairs of twin primes ${range}`, `${range}的孪生质数对数`);
  }
}

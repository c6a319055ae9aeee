import type { PlainNode } from "./plain-syntax.ts";

export interface ExactNumber {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const MOST_BITS = 60_000;

/** The exact rational a tree of arithmetic stands for, or null when it is not one of bearable size. */
export function exactNumber(node: PlainNode): ExactNumber | null {
  if (node.kind === "number") return fromLiteral(node.text);
  if (node.kind === "name") return null;
  if (node.name === "factorial") return exactFactorial(node.items[0]);
  const parts = node.items.map(exactNumber);
  const [a, b] = parts;
  if (a === null || a === undefined) return null;
  if (node.name === "negate") return make(-a.numerator, a.denominator);
  if (b === null || b === undefined) return null;
  if (node.name === "^") return exactPower(a, b);
  if (node.name === "+")
    return make(
      a.numerator * b.denominator + b.numerator * a.denominator,
      a.denominator * b.denominator,
    );
  if (node.name === "-")
    return make(
      a.numerator * b.denominator - b.numerator * a.denominator,
      a.denominator * b.denominator,
    );
  if (node.name === "*") return make(a.numerator * b.numerator, a.denominator * b.denominator);
  if (node.name === "/") return make(a.numerator * b.denominator, a.denominator * b.numerator);
  return null;
}

export const equalExactly = (a: ExactNumber, b: ExactNumber): boolean =>
  a.numerator * b.denominator === b.numerator * a.denominator;

function make(numerator: bigint, denominator: bigint): ExactNumber | null {
  if (denominator === 0n) return null;
  const divisor = greatestDivisor(numerator, denominator);
  const sign = denominator < 0n ? -1n : 1n;
  return {
    numerator: (sign * numerator) / divisor,
    denominator: (sign * denominator) / divisor,
  };
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function fromLiteral(text: string): ExactNumber | null {
  const match = /^(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) return null;
  const fraction = match[2] ?? "";
  const exponent = Number(match[3] ?? "0") - fraction.length;
  if (Math.abs(exponent) > 10_000) return null;
  const digits = BigInt(`${match[1] ?? ""}${fraction}` || "0");
  return exponent >= 0
    ? make(digits * 10n ** BigInt(exponent), 1n)
    : make(digits, 10n ** BigInt(-exponent));
}

function exactFactorial(node: PlainNode | undefined): ExactNumber | null {
  const value = node === undefined ? null : exactNumber(node);
  if (value === null || value.denominator !== 1n) return null;
  if (value.numerator < 0n || value.numerator > 3_000n) return null;
  let product = 1n;
  for (let k = 2n; k <= value.numerator; k++) product *= k;
  return make(product, 1n);
}

function exactPower(base: ExactNumber, exponent: ExactNumber): ExactNumber | null {
  if (exponent.denominator !== 1n) return null;
  const size = exponent.numerator < 0n ? -exponent.numerator : exponent.numerator;
  const bits = Math.max(base.numerator.toString(2).length, base.denominator.toString(2).length);
  if (size > BigInt(MOST_BITS) || bits * Number(size) > MOST_BITS) return null;
  const [numerator, denominator] = [base.numerator ** size, base.denominator ** size];
  return exponent.numerator < 0n ? make(denominator, numerator) : make(numerator, denominator);
}

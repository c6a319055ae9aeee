import { gcdBigint } from "./integers.ts";
import {
  divisorSigma,
  inverseModulo,
  jacobi,
  moebius,
  multiplicativeOrder,
  primitiveRoot,
  totient,
} from "./modular.ts";

const LARGEST = 10n ** 40n;

/** A function of number theory at whole numbers; null where it has no value or is past the limits. */
export function integerFunction(head: string, values: readonly bigint[]): bigint | null {
  const [a, b, ...rest] = values;
  if (a === undefined || rest.length > 0) return null;
  if (b === undefined) return functionOfOne(head, a);
  if (b > LARGEST || a > LARGEST || a < -LARGEST) return null;
  switch (head) {
    case "DivisorSigma":
      return a >= 0n && a <= 100n ? divisorSigma(Number(a), b) : null;
    case "JacobiSymbol":
      return jacobi(a, b);
    case "MultiplicativeOrder":
      return multiplicativeOrder(a, b);
    case "ModularInverse":
      return b < 2n || gcdBigint(a, b) !== 1n ? null : inverseModulo(a, b);
    default:
      return null;
  }
}

function functionOfOne(head: string, a: bigint): bigint | null {
  const digits = (a < 0n ? -a : a).toString();
  if (head === "DigitSum") return [...digits].reduce((sum, digit) => sum + BigInt(digit), 0n);
  if (head === "DigitCount") return BigInt(digits.length);
  if (head === "TrailingZeros")
    return a === 0n ? null : BigInt(/0*$/.exec(digits)?.[0].length ?? 0);
  if (a < 1n || a > LARGEST) return null;
  switch (head) {
    case "Totient":
      return totient(a);
    case "Moebius":
      return moebius(a);
    case "DivisorCount":
      return divisorSigma(0, a);
    case "DivisorSigma":
      return divisorSigma(1, a);
    case "PrimitiveRoot":
      return primitiveRoot(a);
    default:
      return null;
  }
}

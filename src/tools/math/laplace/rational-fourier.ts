import { type Expression, ONE, substitute, ZERO } from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { combination } from "../matrix/exponential.ts";
import { tidy, verdictOfZero } from "../matrix/matrix.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { exponentialTerms, writtenFactors } from "./exponential-terms.ts";
import { rationalOriginal } from "./rational-original.ts";

const P = "__p";

/**
 * The Fourier transform of an even or odd rational function by residues, times
 * `scale` over 2 pi: the part of the original of f(ip)
 * that dies away, at |w|; odd ones change sign with w. Null for anything else. Not yet proved.
 */
export function rationalFourier(
  original: Expression,
  from: string,
  to: string,
  scale: Expression,
): Expression | null {
  const mirrored = substitute(original, from, ["Negate", from]);
  const isEven = decideEqual(original, mirrored).verdict === "proved";
  const isOdd = !isEven && decideEqual(original, ["Negate", mirrored]).verdict === "proved";
  if (!isEven && !isOdd) return null;
  const even: Expression = isEven ? original : ["Divide", original, from];
  // An even function of ip is real; an odd one is ip times one.
  const turned = substitute(even, from, ["Multiply", "ImaginaryUnit", P]);
  const image: Expression = isEven ? turned : ["Multiply", P, turned];
  const plain = tidy(image);
  const wave = rationalOriginal(plain, P, to);
  const terms = wave === null ? null : exponentialTerms(wave, to, new Set());
  if (terms === null || terms.some(({ isImpulse }) => isImpulse)) return null;
  const decaying = terms.filter(({ rate }) => evaluateReal(rate)?.lt(0) === true);
  if (terms.some(({ rate }) => verdictOfZero(rate) === "proved")) return null;
  const sum = combination(
    decaying.map(({ coefficient }) => tidy(["Multiply", coefficient, scale])),
    decaying.map((term): Expression => {
      const factors = writtenFactors(term, to);
      return factors.length === 1 ? (factors[0] as Expression) : ["Multiply", ONE, ...factors];
    }),
  );
  const magnitude = substitute(sum, to, ["Abs", to]);
  if (decaying.length === 0) return ZERO;
  return tidySigns(isEven ? magnitude : ["Multiply", "ImaginaryUnit", ["Sign", to], magnitude]);
}

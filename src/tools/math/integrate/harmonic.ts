import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  ONE,
  ZERO,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { linearIn } from "./linear.ts";
import { factorsOf, productOf, termsOf } from "./terms.ts";
import { settled, wholeOf } from "./tidy.ts";

const HIGHEST_POWER = 12;
const MOST_TERMS = 64;

/** `coefficient * x^power * e^exponent * wave(angle)`; the wave is 1 where there is no angle. */
export interface Harmonic {
  readonly coefficient: Expression;
  readonly power: number;
  readonly exponent: Expression;
  readonly angle: Expression | null;
  readonly isSine: boolean;
}

/**
 * The antiderivative of a sum of powers times exponentials times sines and cosines of linear arguments,
 * products of these among them, by the addition theorems and
 * `integral e^(a x) cos(b x) = e^(a x) (a cos(b x) + b sin(b x))/(a^2 + b^2)`, by parts for the powers.
 * Null where the integrand is not of that kind.
 */
export function integrateHarmonics(integrand: Expression, variable: string): Expression | null {
  const parts: Expression[] = [];
  const gathered = new Map<string, Harmonic>();
  for (const term of termsOf(integrand)) {
    const harmonics = harmonicsOf(term, variable);
    if (harmonics === null || gathered.size + harmonics.length > MOST_TERMS) return null;
    for (const harmonic of harmonics) {
      const { power, exponent, angle, isSine } = harmonic;
      const key = `${power}|${printPlain(exponent)}|${angle === null ? "" : printPlain(angle)}|${isSine}`;
      const before = gathered.get(key);
      const coefficient: Expression =
        before === undefined
          ? harmonic.coefficient
          : ["Add", before.coefficient, harmonic.coefficient];
      gathered.set(key, { ...harmonic, coefficient });
    }
  }
  for (const harmonic of gathered.values()) {
    const coefficient = exactForm(harmonic.coefficient) ?? harmonic.coefficient;
    if (isZero(coefficient)) continue;
    const part = integrateOne({ ...harmonic, coefficient }, variable);
    if (part === null) return null;
    parts.push(part);
  }
  return parts.length === 0 ? ZERO : ["Add", ...parts];
}

export const isZero = (node: Expression): boolean =>
  typeof node === "object" && "num" in node && node.num === "0";

/** Which exponents and angles are meant. */
type Kind = (argument: Expression, variable: string) => boolean;

const isLinear: Kind = (argument, variable) => linearIn(argument, variable) !== null;

/**
 * A product as a sum of harmonics with powers of the variable from `lowest` on; null where it is none. Powers
 * below 0 are for callers that integrate them.
 */
export function harmonicsOf(
  term: Expression,
  variable: string,
  lowest = 0,
  isKind: Kind = isLinear,
): Harmonic[] | null {
  const { constant, factors } = factorsOf(term, variable);
  let found: Harmonic[] = [
    { coefficient: constant, power: 0, exponent: ZERO, angle: null, isSine: false },
  ];
  for (const factor of factors) {
    const [base, times] = powerParts(factor);
    if (times < 1 || times > HIGHEST_POWER) {
      const isBelow = times >= lowest && base === variable;
      if (!(times < 0 && (isBelow || isExponential(base, variable)))) return null;
    }
    for (let count = 0; count < Math.abs(times); count++) {
      const next = multiplied(found, base, times < 0 ? -1 : 1, variable, isKind);
      if (next === null || next.length > MOST_TERMS) return null;
      found = next;
    }
  }
  return found;
}

function powerParts(factor: Expression): [Expression, number] {
  if (headOf(factor) !== "Power") return [factor, 1];
  const [base, exponent] = argumentsOf(factor) as [Expression, Expression];
  const whole = base === "ExponentialE" ? null : wholeOf(exponent);
  return whole === null ? [factor, 1] : [base, whole];
}

function isExponential(node: Expression, variable: string): boolean {
  return headOf(node) === "Power" && !contains(argumentsOf(node)[0] as Expression, variable);
}

function multiplied(
  found: readonly Harmonic[],
  factor: Expression,
  sign: 1 | -1,
  variable: string,
  isKind: Kind,
): Harmonic[] | null {
  if (factor === variable) return found.map((item) => ({ ...item, power: item.power + sign }));
  const [first, second] = argumentsOf(factor) as [Expression, Expression?];
  const head = headOf(factor);
  if (head === "Power" && second !== undefined && !contains(first, variable)) {
    const exponent: Expression =
      first === "ExponentialE" ? second : ["Multiply", second, ["Ln", first]];
    if (!isKind(second, variable)) return null;
    return found.map((item) => timesExponential(item, exponent, sign));
  }
  if (first === undefined || second !== undefined || !isKind(first, variable)) return null;
  if (head === "Sin" || head === "Cos")
    return found.flatMap((item) => timesWave(item, first, head === "Sin"));
  if (head === "Sinh" || head === "Cosh")
    return found.flatMap((item) => {
      const half: Harmonic = { ...item, coefficient: ["Divide", item.coefficient, integer(2)] };
      const other = timesExponential(half, first, -1);
      return [
        timesExponential(half, first, 1),
        head === "Sinh" ? { ...other, coefficient: ["Negate", other.coefficient] } : other,
      ];
    });
  return null;
}

function timesExponential(item: Harmonic, exponent: Expression, sign: 1 | -1): Harmonic {
  const sum: Expression = ["Add", item.exponent, sign === 1 ? exponent : ["Negate", exponent]];
  return { ...item, exponent: exactForm(sum) ?? sum };
}

/** The addition theorems: products of waves as sums of waves. */
function timesWave(item: Harmonic, angle: Expression, isSine: boolean): Harmonic[] {
  if (item.angle === null) return [{ ...item, angle, isSine }];
  const half: Expression = ["Divide", item.coefficient, integer(2)];
  const shortened = (node: Expression): Expression => exactForm(node) ?? node;
  const sum = shortened(["Add", item.angle, angle]);
  const difference = shortened(["Add", item.angle, ["Negate", angle]]);
  const wave = (at: Expression, sine: boolean, sign: 1 | -1): Harmonic => {
    const coefficient: Expression = sign === 1 ? half : ["Negate", half];
    if (isZero(at))
      return { ...item, angle: null, isSine: false, coefficient: sine ? ZERO : coefficient };
    return { ...item, angle: at, isSine: sine, coefficient };
  };
  if (item.isSine && isSine) return [wave(difference, false, 1), wave(sum, false, -1)];
  if (!item.isSine && !isSine) return [wave(difference, false, 1), wave(sum, false, 1)];
  return [wave(sum, true, 1), wave(difference, true, item.isSine ? 1 : -1)];
}

function integrateOne(item: Harmonic, variable: string): Expression | null {
  const a = isZero(item.exponent) ? null : linearIn(item.exponent, variable);
  const b = item.angle === null ? null : linearIn(item.angle, variable);
  const exponential: Expression = ["Power", "ExponentialE", item.exponent];
  const power = (n: number): Expression[] =>
    n === 0 ? [] : n === 1 ? [variable] : [["Power", variable, integer(n)]];
  if (a === null && !isZero(item.exponent) && contains(item.exponent, variable)) return null;
  const outer =
    a === null && !isZero(item.exponent) ? [item.coefficient, exponential] : [item.coefficient];
  if (a === null && b === null)
    return ["Divide", productOf([...outer, ...power(item.power + 1)]), integer(item.power + 1)];
  // In powers of x, the coefficients of e^(…) cos and e^(…) sin (or of the exponential alone).
  const rows = coefficients(item.power, item.isSine, a?.slope ?? ZERO, b?.slope ?? ZERO);
  const waves: readonly Expression[] =
    item.angle === null
      ? [ONE, ZERO]
      : [
          ["Cos", item.angle],
          ["Sin", item.angle],
        ];
  const terms = rows
    .map((row, n) => ({ row, n }))
    .toReversed()
    .flatMap(({ row: [cosine, sine], n }): Expression[] =>
      [cosine, sine].flatMap((coefficient, which): Expression[] =>
        isZero(coefficient) || isZero(waves[which] as Expression)
          ? []
          : [
              productOf([
                coefficient,
                ...power(n),
                ...(item.angle === null ? [] : [waves[which] as Expression]),
              ]),
            ],
      ),
    );
  return productOf([
    ...outer,
    ...(a === null ? [] : [exponential]),
    terms.length === 1 ? (terms[0] as Expression) : ["Add", ...terms],
  ]);
}

/** By parts: F_n = x^n J - n (integral of x^(n-1) J), J being the antiderivative without the power. */
function coefficients(
  power: number,
  isSine: boolean,
  a: Expression,
  b: Expression,
): (readonly [Expression, Expression])[] {
  const size: Expression = ["Add", ["Power", a, integer(2)], ["Power", b, integer(2)]];
  // e^(a x) (p cos + q sin) is the derivative of e^(a x) ((a p - b q) cos + (b p + a q) sin)/(a^2 + b^2).
  const antiderivative = ([p, q]: readonly [Expression, Expression]): [Expression, Expression] => [
    settled(["Divide", ["Add", ["Multiply", a, p], ["Negate", ["Multiply", b, q]]], size]),
    settled(["Divide", ["Add", ["Multiply", b, p], ["Multiply", a, q]], size]),
  ];
  const rows: (readonly [Expression, Expression])[] = [];
  let current: readonly [Expression, Expression] = isSine ? [ZERO, ONE] : [ONE, ZERO];
  let factor: Expression = ONE;
  for (let n = power; n >= 0; n--) {
    current = antiderivative(current);
    rows[n] = [
      settled(["Multiply", factor, current[0]]),
      settled(["Multiply", factor, current[1]]),
    ];
    factor = ["Negate", ["Multiply", factor, integer(n)]];
  }
  return rows;
}

import { fractionOf } from "../exact/fraction-of.ts";
import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isNumber,
  mapHeads,
  nodeCount,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import {
  type HypergeometricTerm,
  quotientExpression,
  readTerm,
  shiftQuotient,
} from "./hypergeometric-term.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { factored } from "./factored.ts";
import { telescoper } from "./gosper.ts";
import { conditionsForNoPoles } from "./nonzero-in-range.ts";

const ONE = integer(1);
/** Stands for an upper bound that does not occur in the term. */
const NO_BOUND = "__bound";

export interface TelescopingSum {
  /** The sum from `lower` to the symbol `upper`. */
  readonly sum: Expression;
  /** R(k): the term is the difference of neighbouring values of R(k) times the term. */
  readonly certificate: Expression;
  /** R(k) t(k) in a short form. */
  readonly antidifference: Expression;
  readonly conditions: readonly string[];
  /** The least upper bound for which the sum holds. */
  readonly start: number;
}

/** G with t(k) = G(k+1) - G(k) for all whole k >= lower (up to `upper` where that is a symbol of the term). */
export interface Antidifference {
  readonly certificate: Expression;
  readonly antidifference: Expression;
  readonly conditions: readonly string[];
  /** Where G tends to zero under a condition on a parameter, this condition. */
  readonly vanishesUnder: string | null;
}

interface Found {
  readonly term: HypergeometricTerm;
  readonly certificate: Expression;
  readonly conditions: readonly string[];
  /** The least upper bound for which the sum holds. */
  readonly start: number;
}

function find(body: Expression, variable: string, lower: number, upper: string): Found | null {
  const term = readTerm(body);
  const quotient = shiftQuotient(term, variable);
  if (quotient === null) return null;
  const certificate = telescoper(quotient, variable)?.certificate ?? null;
  if (certificate === null) return null;
  // A rational antidifference may be regular where the quotient by the term is not.
  const whole = term.atoms.length === 0 ? exactForm(["Multiply", certificate, body]) : null;
  for (const isStartLeftOut of [false, true]) {
    const places = [polesOf(term), whole ?? certificate].map((part) =>
      conditionsForNoPoles(part, variable, lower, upper, isStartLeftOut),
    );
    if (places.includes(null)) continue;
    const conditions = [...new Set((places as string[][]).flat())];
    return { term, certificate, conditions, start: isStartLeftOut ? lower + 1 : lower };
  }
  return null;
}

/** An antidifference of a hypergeometric term; null when there is none or it has poles in the range. */
export function antidifference(
  body: Expression,
  variable: string,
  lower: number,
): Antidifference | null {
  const range = { variable, lower, upper: NO_BOUND };
  const found = find(body, variable, lower, NO_BOUND);
  if (found === null || found.start > lower) return null;
  const { term, certificate, conditions } = found;
  return {
    certificate,
    conditions,
    antidifference: timesTerm(certificate, term, body, range),
    vanishesUnder: conditionForVanishing(term, variable),
  };
}

/** p(k) r^k with a parameter r, whatever the rational p is, tends to zero for |r| < 1. */
function conditionForVanishing({ atoms }: HypergeometricTerm, variable: string): string | null {
  const [only, ...more] = atoms.filter(({ written }) => contains(written, variable));
  if (only === undefined || more.length > 0 || only.raised === null) return null;
  const { base, exponent } = only.raised;
  const step = fractionOf([
    "Add",
    substitute(exponent, variable, ["Add", variable, ONE]),
    ["Negate", exponent],
  ]);
  if (step === null || step.s * BigInt(only.power) <= 0n || variablesOf(base).length === 0)
    return null;
  return `abs(${printPlain(base)}) < 1`;
}

/**
 * The sum of a hypergeometric term by telescoping, from a whole `lower` to the symbol `upper`; null when
 * the term has no hypergeometric antidifference or poles may lie in the range. The last term is added
 * apart, so that nothing is taken beyond the range.
 */
export function telescopingSum(
  body: Expression,
  variable: string,
  lower: number,
  upper: string,
): TelescopingSum | null {
  const found = find(body, variable, lower, upper);
  if (found === null) return withEmptyStart(body, variable, lower, upper);
  const { term, certificate, conditions, start: least } = found;
  const range = { variable, lower, upper };
  const at = (expression: Expression, place: Expression): Expression =>
    substitute(expression, variable, place);
  const antidifference = timesTerm(certificate, term, body, range);
  const end: Expression =
    term.atoms.length === 0
      ? (exactForm(["Add", antidifference, body]) ?? ["Add", antidifference, body])
      : timesTerm(["Add", certificate, ONE], term, body, range);
  const start =
    term.atoms.length === 0
      ? at(antidifference, integer(lower))
      : at(["Multiply", certificate, body], integer(lower));
  const top = withoutTrivialBinomials(at(end, upper), upper);
  const bottom = withoutTrivialBinomials(exactForm(start) ?? start, upper);
  const total: Expression = ["Add", top, ["Negate", bottom]];
  const exact = factored(total, upper) ?? exactForm(total);
  return {
    sum: tidySigns(shorter(exact, isZero(bottom) ? top : total)),
    certificate,
    antidifference,
    conditions,
    start: least,
  };
}

/** A sum whose first term is zero starts one later, where the certificate may have no pole. */
function withEmptyStart(
  body: Expression,
  variable: string,
  lower: number,
  upper: string,
): TelescopingSum | null {
  const isZeroAt = (expression: Expression, symbol: string): boolean =>
    fractionOf(substitute(expression, symbol, integer(lower)))?.equals(0) === true;
  if (!isZeroAt(body, variable)) return null;
  const found = telescopingSum(body, variable, lower + 1, upper);
  if (found === null) return null;
  // The bounds from `lower` to that of the later start are checked one by one.
  const isFromThere = found.start === lower + 1 && isZeroAt(found.sum, upper);
  return isFromThere ? { ...found, start: lower } : found;
}

/** What must not vanish for the term to have a value: denominators, and arguments of factorials at poles. */
function polesOf({ factors, atoms }: HypergeometricTerm): Expression {
  const below = factors.filter(({ power }) => power < 0).map(({ expression }) => expression);
  const gammas = atoms
    .flatMap((atom) => atom.gammas)
    .filter(({ power }) => power > 0)
    .map(({ argument }) => argument);
  return ["Divide", ONE, ["Multiply", ONE, ...below, ...gammas]];
}

/** binomial(u, 0), binomial(u, u), binomial(u, u + 1), … and powers with exponent 0 by their values. */
function withoutTrivialBinomials(expression: Expression, upper: string): Expression {
  return mapHeads(expression, (node) => {
    const [first, second] = node.slice(1) as [Expression, Expression];
    if (node[0] === "Power") return fractionOf(second)?.equals(0) === true ? ONE : node;
    if (node[0] === "Factorial") return ["Factorial", exactForm(first) ?? first];
    if (node[0] !== "Binomial") return node;
    const below = fractionOf(second);
    const gap = fractionOf(["Add", first, ["Negate", second]]);
    if (below?.equals(0) === true || gap?.equals(0) === true) return ONE;
    if (below?.equals(1) === true || gap?.equals(1) === true) return first;
    // The upper bound is a whole number.
    if (gap !== null && gap.compare(0) < 0 && first === upper) return integer(0);
    return ["Binomial", exactForm(first) ?? first, exactForm(second) ?? second];
  });
}

function isZero(expression: Expression): boolean {
  return isNumber(expression) && Number(expression.num) === 0;
}

function shorter(a: Expression | null, b: Expression): Expression {
  return a !== null && nodeCount(a) <= nodeCount(b) ? a : b;
}

/** A rational factor times the term, with the hypergeometric part taken where the whole is shortest. */
function timesTerm(
  factor: Expression,
  term: HypergeometricTerm,
  body: Expression,
  { variable, lower, upper }: { variable: string; lower: number; upper: string },
): Expression {
  if (term.atoms.length === 0) {
    const whole: Expression = ["Multiply", factor, body];
    return factored(whole, variable) ?? exactForm(whole) ?? whole;
  }
  const rational: Expression = [
    "Multiply",
    factor,
    ...term.factors.map(({ expression, power }): Expression => [
      "Power",
      expression,
      integer(power),
    ]),
  ];
  const atoms: HypergeometricTerm = { factors: [], atoms: term.atoms };
  const step = shiftQuotient(atoms, variable);
  const forms: Expression[] = [];
  for (const shift of step === null ? [0] : [0, 1, -1]) {
    const place: Expression = shift === 0 ? variable : ["Add", variable, integer(shift)];
    const steps: Expression =
      shift === 0 || step === null
        ? ONE
        : shift === 1
          ? ["Divide", ONE, quotientExpression(step)]
          : substitute(quotientExpression(step), variable, place);
    const whole: Expression = ["Multiply", rational, steps];
    const coefficient = factored(whole, variable) ?? exactForm(whole);
    if (coefficient === null) continue;
    // Where the neighbouring term vanishes inside the range, it cannot stand for the term.
    if (shift !== 0 && conditionsForNoPoles(coefficient, variable, lower, upper)?.length !== 0)
      continue;
    forms.push(product(coefficient, atoms, variable, place));
  }
  forms.sort((a, b) => nodeCount(a) - nodeCount(b));
  return forms[0] ?? ["Multiply", factor, body];
}

function product(
  coefficient: Expression,
  { atoms }: HypergeometricTerm,
  variable: string,
  place: Expression,
): Expression {
  const powers = atoms.map(({ written, power }): readonly [Expression, number] => {
    const moved = substitute(written, variable, place);
    const [head, ...parts] = moved as readonly [string, ...Expression[]];
    const tidy: Expression = [head, ...parts.map((part) => exactForm(part) ?? part)] as Expression;
    return [tidy, power];
  });
  const raised = ([base, power]: readonly [Expression, number]): Expression =>
    Math.abs(power) === 1 ? base : ["Power", base, integer(Math.abs(power))];
  const above = powers.filter(([, power]) => power > 0).map(raised);
  const below = powers.filter(([, power]) => power < 0).map(raised);
  const isNegative = headOf(coefficient) === "Negate";
  const size = isNegative ? (argumentsOf(coefficient)[0] as Expression) : coefficient;
  const factors = isNumber(size) && size.num === "1" ? above : [size, ...above];
  const signed = (value: Expression): Expression => (isNegative ? ["Negate", value] : value);
  const top: Expression =
    factors.length === 0
      ? integer(1)
      : factors.length === 1
        ? (factors[0] as Expression)
        : ["Multiply", ...factors];
  if (below.length === 0) return signed(top);
  return signed([
    "Divide",
    top,
    below.length === 1 ? (below[0] as Expression) : ["Multiply", ...below],
  ]);
}

import { type Expression, integer, substitute, variablesOf } from "../expression/expression.ts";
import { vanishesWithGamma } from "../prove/decide-zero.ts";
import { telescoper } from "./gosper.ts";
import {
  type Quotient,
  quotientExpression,
  readTerm,
  shiftQuotient,
} from "./hypergeometric-term.ts";
import { conditionsForNoPoles } from "./nonzero-in-range.ts";

const ONE = integer(1);
const plus = (...parts: readonly Expression[]): Expression => ["Add", ...parts];
const minus = (a: Expression, b: Expression): Expression => ["Add", a, ["Negate", b]];
const times = (...parts: readonly Expression[]): Expression => ["Multiply", ...parts];

export interface RecurrenceProof {
  readonly certificate: Expression;
  readonly conditions: readonly string[];
  /** The closed form holds from this bound on. */
  readonly start: number;
}

/**
 * Proves sum_{k=lower}^{n} t(n, k) = c(n) for all whole n >= start, by the method of H. S. Wilf and
 * D. Zeilberger (J. Amer. Math. Soc. 3 (1990), 147): with F = t/c a rational W is found for which
 * F(n+1, k) - F(n, k) is the difference of neighbouring values of W F, so that the sum of F does not
 * change with n; the ends of the range are taken apart, and the first sum is compared. The start is
 * `lower` or, where c fails there, the next number. Null when no such proof was found.
 */
export function wilfZeilberger(
  closed: Expression,
  body: Expression,
  variable: string,
  lower: number,
  upper: string,
): RecurrenceProof | null {
  if (variablesOf(closed).includes(variable) || lower < 0) return null;
  if (vanishesWithGamma(substitute(body, variable, integer(lower))))
    return withEmptyStart(closed, body, variable, lower, upper);
  const ratio: Expression = ["Divide", body, closed];
  const term = readTerm(ratio);
  const inUpper = shiftQuotient(term, upper);
  const inVariable = shiftQuotient(term, variable);
  if (inUpper === null || inVariable === null) return null;
  const at = (expression: Expression, n: Expression, k: Expression): Expression =>
    substitute(substitute(substitute(expression, variable, "__k"), upper, n), "__k", k);
  const holdsAt = (n: number): boolean => {
    const terms = Array.from({ length: n - lower + 1 }, (_, j) =>
      at(body, integer(n), integer(lower + j)),
    );
    return vanishesWithGamma(minus(plus(...terms), substitute(closed, upper, integer(n))));
  };
  const start = [lower, lower + 1].find(holdsAt);
  if (start === undefined) return null;
  const certificate = changeCertificate(inUpper, inVariable, variable);
  if (certificate === null) return null;
  const n: Expression = upper;
  const next: Expression = plus(upper, ONE);
  const first = integer(lower);
  const whole = plus(
    times(at(certificate, n, n), at(ratio, n, n)),
    at(ratio, next, n),
    ["Negate", at(ratio, n, n)],
    at(ratio, next, next),
    ["Negate", times(at(certificate, n, first), at(ratio, n, first))],
  );
  if (!vanishesWithGamma(whole)) return null;
  const change = minus(quotientExpression(inUpper), ONE);
  // From the next number on when poles lie at the very start.
  for (const from of new Set([start, lower + 1])) {
    const poles = [certificate, change].map((part) =>
      conditionsForNoPoles(part, variable, lower, upper, from > lower),
    );
    if (!poles.includes(null) && holdsAt(from))
      return {
        certificate,
        conditions: [...new Set((poles as string[][]).flat())],
        start: start === lower && holdsAt(lower) ? lower : from,
      };
  }
  return null;
}

/** A sum whose first term is zero for every n starts one later. */
function withEmptyStart(
  closed: Expression,
  body: Expression,
  variable: string,
  lower: number,
  upper: string,
): RecurrenceProof | null {
  const found = wilfZeilberger(closed, body, variable, lower + 1, upper);
  if (found === null) return null;
  const isZeroAtStart = vanishesWithGamma(substitute(closed, upper, integer(lower)));
  return found.start === lower + 1 && isZeroAtStart ? { ...found, start: lower } : found;
}

/** W with W(k+1) F(k+1)/F(k) - W(k) = F(n+1, k)/F(n, k) - 1. */
function changeCertificate(
  inUpper: Quotient,
  inVariable: Quotient,
  variable: string,
): Expression | null {
  const difference = minus(times(ONE, ...inUpper.numerators), times(ONE, ...inUpper.denominators));
  if (vanishesWithGamma(difference)) return integer(0);
  const moved = (expression: Expression): Expression =>
    substitute(expression, variable, plus(variable, ONE));
  // The term is now F (F(n+1, k)/F(n, k) - 1).
  const quotient: Quotient = {
    numerators: [...inVariable.numerators, moved(difference), ...inUpper.denominators],
    denominators: [...inVariable.denominators, difference, ...inUpper.denominators.map(moved)],
  };
  const factor: Quotient = { numerators: [difference], denominators: inUpper.denominators };
  return telescoper(quotient, variable, factor)?.scaled ?? null;
}

import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  isSymbol,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { realSign } from "../prove/real-sign.ts";
import { enclose } from "../numeric/interval.ts";
import { BOUNDED_PREFIX, moves } from "./germ.ts";
import { notCovered } from "./not-covered.ts";

interface Range {
  readonly lo: number;
  readonly hi: number;
}

/** Signs and zeros of what does not move: exact where zero is claimed, by followed errors elsewhere. */
export class Constants {
  /** What was taken for granted about parameters, as sentences. */
  readonly conditions = new Set<string>();
  /** Set when a sign of a parameter was needed and not assumed. */
  needsSigns = false;
  private readonly isPositive: boolean;
  private readonly ranges = new Map<string, Range>();

  constructor(assumesPositiveParameters: boolean) {
    this.isPositive = assumesPositiveParameters;
  }

  /** The symbol of a bounded part takes values in this range only. */
  bound(symbol: string, range: Range): void {
    this.ranges.set(symbol, range);
  }

  /** Zero whatever the parameters are. */
  isSurelyZero(value: Expression): boolean {
    return variablesOf(value).length === 0
      ? this.sign(value) === 0
      : decideEqual(value, { num: "0" }).verdict === "proved";
  }

  /** Where parameters decide, they are taken to have other values than those that give zero. */
  isZero(value: Expression): boolean {
    const names = variablesOf(value);
    if (this.isSurelyZero(value)) return true;
    if (names.length === 0) return false;
    if (names.some((name) => name.startsWith(BOUNDED_PREFIX))) return this.sign(value) === 0;
    const [positive] = headOf(value) === "Negate" ? argumentsOf(value) : [value];
    this.conditions.add(`${printPlain(positive as Expression)} != 0`);
    return false;
  }

  sign(value: Expression): -1 | 0 | 1 {
    const names = variablesOf(value);
    if (names.length === 0) return this.signOfNumber(value);
    const bounded = names.filter((name) => name.startsWith(BOUNDED_PREFIX));
    if (bounded.length > 0) return this.signOfBounded(value, names);
    if (decideEqual(value, { num: "0" }).verdict === "proved") return 0;
    this.needsSigns = true;
    const sign = this.isPositive
      ? signWithPositive(value) || signWithPositive(exactForm(value) ?? value)
      : 0;
    if (sign === 0) throw notCovered(`the sign of ${printPlain(value)} is not known`);
    for (const name of names) this.conditions.add(`${name} > 0`);
    return sign;
  }

  /**
   * Throws unless everything made of bounded parts alone has values, and bounded ones, whatever values they
   * take: only then do these parts stand for constants in an expansion.
   */
  requireBounded(expression: Expression): void {
    if (this.ranges.size === 0 || !variablesOf(expression).some((name) => this.ranges.has(name)))
      return;
    for (const part of argumentsOf(expression)) this.requireBounded(part);
    if (moves(expression)) return;
    const head = headOf(expression);
    const [first, second] = argumentsOf(expression) as [Expression, Expression];
    if (isSymbol(expression) || BOUNDED_HEADS.has(head)) return;
    if (head === "Divide") {
      if (this.isUnsettled(second)) this.sign(second);
      return;
    }
    if (head === "Power") {
      const exponent = fractionOf(second);
      const isPolynomial = exponent !== null && exponent.d === 1n && exponent.s >= 0n;
      if (!isPolynomial && this.isUnsettled(first)) this.sign(first);
      if (isPolynomial || !this.isUnsettled(first) || this.sign(first) > 0) return;
      if (exponent !== null && exponent.d === 1n) return;
      throw notCovered("a power of a part that does not settle has no real values");
    }
    const [only, ...more] = variablesOf(expression);
    const range = only === undefined || more.length > 0 ? undefined : this.ranges.get(only);
    const values = range === undefined ? null : enclose(expression, only as string, range);
    if (values?.isTotal !== true || !Number.isFinite(values.hi - values.lo))
      throw notCovered("a part that does not settle may have no value or grow without bound");
  }

  isUnsettled(value: Expression): boolean {
    return variablesOf(value).some((name) => this.ranges.has(name));
  }

  private signOfNumber(value: Expression): -1 | 0 | 1 {
    const sign = realSign(value);
    if (sign !== null) return sign;
    throw notCovered(`${printPlain(value)} is not told from zero`);
  }

  private signOfBounded(value: Expression, names: readonly string[]): -1 | 1 {
    const [only] = names as [string];
    const range = this.ranges.get(only);
    if (names.length === 1 && range !== undefined) {
      const values = enclose(value, only, range);
      if (values !== null && values.isTotal && values.lo > 0) return 1;
      if (values !== null && values.isTotal && values.hi < 0) return -1;
    }
    throw notCovered("a part that does not settle decides a sign");
  }
}

/** Bounded wherever their arguments are. */
const BOUNDED_HEADS: ReadonlySet<string> = new Set(
  "Add Multiply Negate Exp Sin Cos Arctan Sinh Cosh Tanh Arsinh Erf Erfc Erfi SinIntegral SinhIntegral FresnelS FresnelC".split(
    " ",
  ),
);

/** The sign when every symbol stands for a positive number, 0 where that does not settle it. */
function signWithPositive(value: Expression): -1 | 0 | 1 {
  if (variablesOf(value).length === 0) {
    return realSign(value) ?? 0;
  }
  if (typeof value === "string" || isNumber(value)) return 1;
  const signs = argumentsOf(value).map(signWithPositive);
  const [first] = signs as [-1 | 0 | 1];
  switch (headOf(value)) {
    case "Add":
      return signs.every((sign) => sign === first) ? first : 0;
    case "Negate":
      return -first as -1 | 0 | 1;
    case "Multiply":
    case "Divide":
      return signs.reduce((a, b) => (a * b) as -1 | 0 | 1, 1);
    case "Power":
      return first === 1 ? 1 : 0;
    case "Gamma":
    case "Sqrt":
      return first === 1 ? 1 : 0;
    default:
      return 0;
  }
}

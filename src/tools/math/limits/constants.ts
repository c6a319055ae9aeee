import { decideEqual } from "../prove/decide-zero.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { enclose } from "../numeric/interval.ts";
import { BOUNDED_PREFIX } from "./germ.ts";
import { notCovered } from "./not-covered.ts";

/** A value of 60 digits below this is not told from zero. */
const SMALLEST = 1e-20;

interface Range {
  readonly lo: number;
  readonly hi: number;
}

/** Signs and zeros of what does not move: exact where zero is claimed, by 60-digit values elsewhere. */
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
    const sign = this.isPositive ? signWithPositive(value) : 0;
    if (sign === 0) throw notCovered(`the sign of ${printPlain(value)} is not known`);
    for (const name of names) this.conditions.add(`${name} > 0`);
    return sign;
  }

  private signOfNumber(value: Expression): -1 | 0 | 1 {
    const number = evaluateReal(value);
    if (number !== null && number.abs().gt(SMALLEST)) return number.isNegative() ? -1 : 1;
    if (decideEqual(value, { num: "0" }).verdict === "proved") return 0;
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

/** The sign when every symbol stands for a positive number, 0 where that does not settle it. */
function signWithPositive(value: Expression): -1 | 0 | 1 {
  if (variablesOf(value).length === 0) {
    const number = evaluateReal(value);
    return number === null || number.abs().lt(SMALLEST) ? 0 : number.isNegative() ? -1 : 1;
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

import { checkDeadline } from "../exact/deadline.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { argumentsOf, type Expression, headOf, variablesOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import type { Assumptions } from "./assumptions.ts";

/** Which signs a real expression can have: negative, zero, positive. */
export interface Signs {
  readonly canBeNegative: boolean;
  readonly canBeZero: boolean;
  readonly canBePositive: boolean;
}

const POSITIVE: Signs = { canBeNegative: false, canBeZero: false, canBePositive: true };
const NOT_NEGATIVE: Signs = { canBeNegative: false, canBeZero: true, canBePositive: true };
const ANY: Signs = { canBeNegative: true, canBeZero: true, canBePositive: true };

/** Decides that no number fulfils the relations: a proof, or nothing. */
export type Unsatisfiable = (relations: readonly Expression[], variable: string) => boolean;

const REAL_FUNCTIONS = /^(?:Sin|Cos|Tan|Sinh|Cosh|Tanh|Arctan|Arsinh|Abs|Sign|Floor|Ceil|Exp)$/;

/** The signs of expressions under assumptions, each decided once. */
export class SignTable {
  private readonly known = new Map<string, Signs | null>();
  private readonly assumptions: Assumptions;
  private readonly isUnsatisfiable: Unsatisfiable;

  constructor(assumptions: Assumptions, isUnsatisfiable: Unsatisfiable) {
    this.assumptions = assumptions;
    this.isUnsatisfiable = isUnsatisfiable;
  }

  /** The signs a real expression can have; null where it is not known to be real. */
  of(expression: Expression): Signs | null {
    const key = printPlain(expression);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, null);
    const signs = this.decide(expression);
    this.known.set(key, signs);
    return signs;
  }

  isPositive(expression: Expression): boolean {
    const signs = this.of(expression);
    return signs !== null && !signs.canBeNegative && !signs.canBeZero;
  }

  isNotNegative(expression: Expression): boolean {
    return this.of(expression)?.canBeNegative === false;
  }

  isNotPositive(expression: Expression): boolean {
    return this.of(expression)?.canBePositive === false;
  }

  isReal(expression: Expression): boolean {
    return this.of(expression) !== null;
  }

  isWhole(expression: Expression): boolean {
    if (typeof expression === "string") return this.assumptions.whole.has(expression);
    const value = fractionOf(expression);
    if (value !== null) return value.d === 1n;
    return (
      ["Add", "Multiply", "Negate"].includes(headOf(expression)) &&
      argumentsOf(expression).every((part) => this.isWhole(part))
    );
  }

  /** A relation of one letter holds under the assumptions when its opposite cannot. */
  holds(opposite: Expression): boolean {
    const [variable, ...others] = variablesOf(opposite);
    if (variable === undefined || others.length > 0) return false;
    const given = this.assumptions.relations.filter((relation) =>
      variablesOf(relation).every((name) => name === variable),
    );
    return (
      this.assumptions.real.has(variable) && this.isUnsatisfiable([...given, opposite], variable)
    );
  }

  private decide(expression: Expression): Signs | null {
    checkDeadline(8);
    if (variablesOf(expression).length === 0) {
      const value = evaluateReal(expression);
      if (value === null) return null;
      return { canBeNegative: value.lt(0), canBeZero: value.isZero(), canBePositive: value.gt(0) };
    }
    const structural = this.byStructure(expression);
    if (structural === null) return null;
    if (!structural.canBeNegative && !structural.canBeZero) return structural;
    const relation = (head: string): Expression => [head, expression, { num: "0" }];
    const isSettled = variablesOf(expression).length === 1;
    return {
      canBeNegative: structural.canBeNegative && !(isSettled && this.holds(relation("Less"))),
      canBeZero: structural.canBeZero && !(isSettled && this.holds(relation("Equal"))),
      canBePositive: structural.canBePositive && !(isSettled && this.holds(relation("Greater"))),
    };
  }

  private byStructure(expression: Expression): Signs | null {
    if (typeof expression === "string") return this.assumptions.real.has(expression) ? ANY : null;
    const parts = argumentsOf(expression);
    const [first, second] = parts as [Expression, Expression];
    const head = headOf(expression);
    switch (head) {
      case "Add": {
        const signs = parts.map((part) => this.of(part));
        if (signs.includes(null)) return null;
        const all = signs as Signs[];
        return {
          canBeNegative: all.some(({ canBeNegative }) => canBeNegative),
          canBePositive: all.some(({ canBePositive }) => canBePositive),
          canBeZero:
            !all.every(({ canBeNegative }) => !canBeNegative) &&
            !all.every(({ canBePositive }) => !canBePositive)
              ? true
              : all.every(({ canBeZero }) => canBeZero),
        };
      }
      case "Negate":
        return flip(this.of(first));
      case "Multiply":
        return parts.map((part) => this.of(part)).reduce(times);
      case "Divide":
        return times(this.of(first), withoutZero(this.of(second)));
      case "Sqrt":
        return this.isNotNegative(first)
          ? { ...NOT_NEGATIVE, canBeZero: this.of(first)?.canBeZero === true }
          : null;
      case "Power":
        return this.power(first, second);
      case "Abs":
        return this.of(first) === null
          ? NOT_NEGATIVE
          : { ...NOT_NEGATIVE, canBeZero: this.of(first)?.canBeZero === true };
      case "Ln":
        return this.isPositive(first) ? ANY : null;
      default:
        return REAL_FUNCTIONS.test(head) && parts.every((part) => this.isReal(part)) ? ANY : null;
    }
  }

  private power(base: Expression, exponent: Expression): Signs | null {
    if (this.isPositive(base)) return this.isReal(exponent) ? POSITIVE : null;
    const value = fractionOf(exponent);
    const signs = this.of(base);
    if (signs === null || value === null) return null;
    const isEven = value.d === 1n && value.n % 2n === 0n;
    if (isEven) return { ...NOT_NEGATIVE, canBeZero: signs.canBeZero && value.s > 0n };
    if (value.d === 1n) return value.s > 0n ? signs : withoutZero(signs);
    return signs.canBeNegative
      ? null
      : { ...NOT_NEGATIVE, canBeZero: signs.canBeZero && value.s > 0n };
  }
}

function flip(signs: Signs | null): Signs | null {
  return signs === null
    ? null
    : {
        canBeNegative: signs.canBePositive,
        canBeZero: signs.canBeZero,
        canBePositive: signs.canBeNegative,
      };
}

function withoutZero(signs: Signs | null): Signs | null {
  return signs === null ? null : { ...signs, canBeZero: false };
}

function times(a: Signs | null, b: Signs | null): Signs | null {
  if (a === null || b === null) return null;
  return {
    canBePositive: (a.canBePositive && b.canBePositive) || (a.canBeNegative && b.canBeNegative),
    canBeNegative: (a.canBePositive && b.canBeNegative) || (a.canBeNegative && b.canBePositive),
    canBeZero: a.canBeZero || b.canBeZero,
  };
}

import type { RationalFunction } from "../exact/rational-function.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { AnsatzError } from "../../../core/errors.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  isNumber,
  nodeCount,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { Constants } from "./constants.ts";
import { Expansion, type GermQuestions, NeedsMoreTerms } from "./expansion.ts";
import { exponentOf, GERM, isExp, ln, moves, moveUp, negate, over } from "./germ.ts";
import { KernelField } from "../exact/kernel-field.ts";
import { notCovered } from "./not-covered.ts";

export type GermValue =
  | { readonly kind: "finite"; readonly value: Expression }
  | { readonly kind: "infinite"; readonly sign: 1 | -1 };

interface LeadingTerm {
  readonly coefficient: Expression;
  /** -1, 0 or 1: whether the power of w grows, stays or falls. */
  readonly order: number;
}

const LENGTHS = [3, 6, 12, 22];
const DEEPEST = 60;
const LARGEST = 4_000;
const ZERO: Expression = integer(0);

/**
 * Limits and signs, as t -> +infinity, of expressions made of exp, ln, powers and functions analytic where
 * they are needed, by D. Gruntz, "On Computing Limits in a Symbolic Manipulation System" (ETH 1996): the
 * parts that grow fastest are found by comparing logarithms, the expression is expanded in them, and
 * the leading coefficient, which grows more slowly, is treated in the same way. Every step is exact, so
 * the limit is derived and not guessed. Throws `unsupported` where a step cannot be settled.
 */
export class GermLimits implements GermQuestions {
  readonly constants: Constants;
  private readonly limits = new Map<string, GermValue>();
  private readonly leading = new Map<string, LeadingTerm | null>();
  private readonly sets = new Map<string, readonly Expression[]>();
  private depth = 0;

  constructor(constants: Constants) {
    this.constants = constants;
  }

  limit(expression: Expression): GermValue {
    if (!moves(expression)) return { kind: "finite", value: expression };
    if (expression === GERM) return { kind: "infinite", sign: 1 };
    const key = printPlain(expression);
    const known = this.limits.get(key);
    if (known !== undefined) return known;
    const found = this.nested(() => this.findLimit(expression));
    this.limits.set(key, found);
    return found;
  }

  private findLimit(expression: Expression): GermValue {
    // A finite part is the limit even where it is zero: nothing has to be asked about it.
    const lead = this.findLeadingTerm(expression, true);
    if (lead === null || lead.order > 0) return { kind: "finite", value: ZERO };
    if (lead.order === 0) return this.limit(lead.coefficient);
    const sign = this.sign(lead.coefficient);
    if (sign === 0) throw notCovered("a leading coefficient vanishes");
    return { kind: "infinite", sign };
  }

  sign(expression: Expression): -1 | 0 | 1 {
    if (!moves(expression)) return this.constants.sign(expression);
    if (expression === GERM || isExp(expression)) return 1;
    const lead = this.leadingTerm(expression);
    return lead === null ? 0 : this.nested(() => this.sign(lead.coefficient));
  }

  isZero(field: KernelField, value: RationalFunction): boolean {
    return this.vanishes(field, value, false);
  }

  isSurelyZero(field: KernelField, value: RationalFunction): boolean {
    return this.vanishes(field, value, true);
  }

  private vanishes(field: KernelField, value: RationalFunction, isSure: boolean): boolean {
    if (value.numerator.isZero) return true;
    if (value.numerator.asConstant() !== null) return false;
    const expression = field.toExpression({
      numerator: value.numerator,
      denominator: field.one.numerator,
    });
    if (!moves(expression))
      return isSure ? this.constants.isSurelyZero(expression) : this.constants.isZero(expression);
    if (isProductOfNonzero(expression)) return false;
    // A falsely nonzero coefficient would not survive: it has no leading term.
    return isZeroInNormalForm(expression) || this.leadingTerm(expression) === null;
  }

  ratio(a: Expression, b: Expression): Expression {
    const found = this.limit(quotient(a, b));
    if (found.kind === "infinite") throw notCovered("two parts are not of one class of growth");
    return found.value;
  }

  private leadingTerm(expression: Expression): LeadingTerm | null {
    const key = printPlain(expression);
    const known = this.leading.get(key);
    if (known !== undefined) return known;
    const found = this.nested(() => this.findLeadingTerm(expression, false));
    this.leading.set(key, found);
    return found;
  }

  private findLeadingTerm(expression: Expression, isLimit: boolean): LeadingTerm | null {
    let current = expression;
    let fastest = this.fastestOf(current);
    if (fastest.includes(GERM)) {
      current = moveUp(current);
      fastest = fastest.map(moveUp);
    }
    const chosen = [...fastest].sort((a, b) => nodeCount(a) - nodeCount(b))[0];
    if (chosen === undefined) throw notCovered("nothing in it grows");
    const exponent = exponentOf(chosen);
    const direction = this.limit(exponent);
    if (direction.kind === "finite") throw notCovered("its fastest part does not grow");
    const logOfW = direction.sign < 0 ? exponent : negate(exponent);
    const keys = new Set(fastest.map(printPlain));
    for (const length of LENGTHS) {
      try {
        const field = new KernelField();
        const expansion = new Expansion(field, keys, logOfW, length, this);
        if (isLimit) {
          const finite = expansion.finitePart(current);
          if (finite !== null) return { coefficient: field.toExpression(finite), order: 0 };
        }
        const lead = expansion.leadingTerm(current);
        return lead === null
          ? null
          : {
              coefficient: field.toExpression(lead.coefficient),
              order: expansion.orderOf(lead),
            };
      } catch (error) {
        if (!(error instanceof NeedsMoreTerms)) throw error;
      }
    }
    throw notCovered("its leading terms cancel too far");
  }

  /** The parts of the highest class of growth: t itself and exponentials with an unbounded exponent. */
  private fastestOf(expression: Expression): readonly Expression[] {
    if (!moves(expression)) return [];
    if (expression === GERM) return [GERM];
    const key = printPlain(expression);
    const known = this.sets.get(key);
    if (known !== undefined) return known;
    const found = this.nested(() => this.findFastest(expression));
    this.sets.set(key, found);
    return found;
  }

  private findFastest(expression: Expression): readonly Expression[] {
    if (isExp(expression)) {
      const inner = exponentOf(expression);
      const inside = this.fastestOf(inner);
      return this.limit(inner).kind === "infinite" ? this.faster([expression], inside) : inside;
    }
    return argumentsOf(expression)
      .map((part) => this.fastestOf(part))
      .reduce((a, b) => this.faster(a, b), []);
  }

  private faster(a: readonly Expression[], b: readonly Expression[]): readonly Expression[] {
    const [first, second] = [a[0], b[0]];
    if (first === undefined) return b;
    if (second === undefined) return a;
    const keys = new Set(a.map(printPlain));
    const rest = b.filter((item) => !keys.has(printPlain(item)));
    if (rest.length < b.length) return [...a, ...rest];
    const ratio = this.limit(quotient(logOf(first), logOf(second)));
    if (ratio.kind === "infinite") return a;
    return this.constants.isZero(ratio.value) ? b : [...a, ...b];
  }

  private nested<Result>(work: () => Result): Result {
    this.depth += 1;
    try {
      if (this.depth > DEEPEST) throw notCovered("it is nested too deeply");
      return work();
    } finally {
      this.depth -= 1;
    }
  }
}

/** a/b with what is common cancelled, so that the classes in it are lower than those compared. */
function quotient(a: Expression, b: Expression): Expression {
  const field = new KernelField();
  return field.toExpression(field.fromExpression(over(a, b)));
}

function logOf(expression: Expression): Expression {
  return expression === GERM ? ["Ln", GERM] : ln(expression);
}

function isProductOfNonzero(expression: Expression): boolean {
  if (isNumber(expression)) return Number(expression.num) !== 0;
  if (expression === GERM || isExp(expression)) return true;
  const parts = argumentsOf(expression);
  switch (headOf(expression)) {
    case "Negate":
    case "Multiply":
      return parts.every(isProductOfNonzero);
    case "Power":
      return isProductOfNonzero(parts[0] as Expression);
    case "Ln":
      return parts[0] === GERM;
    default:
      return false;
  }
}

function isZeroInNormalForm(expression: Expression): boolean {
  if (nodeCount(expression) > LARGEST) throw notCovered("its coefficients grow too large");
  try {
    return new NormalForm().normalize(expression).numerator.isZero;
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code !== "timed_out") return false;
    throw error;
  }
}

import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  substitute,
  ZERO,
} from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { exactDerivative } from "../solve/derivative.ts";

export type KernelKind = "root" | "absolute" | "exponential" | "logarithm" | "wave";

/** A part of an equation that is no polynomial in the unknown, such as sqrt(x + 1) or 2^x. */
export interface Kernel {
  readonly kind: KernelKind;
  readonly part: Expression;
}

const LOGARITHMS = new Set(["Ln", "Lg", "Lb", "Log"]);
const WAVES = new Set(["Sin", "Cos", "Tan"]);

function kindOf(part: Expression, variable: string): KernelKind | null {
  const [first, second] = argumentsOf(part) as [Expression, Expression | undefined];
  const head = headOf(part);
  if (first === undefined || !contains(part, variable)) return null;
  if (head === "Sqrt" || head === "Cbrt") return "root";
  if (head === "Abs") return "absolute";
  if (head === "Exp") return "exponential";
  if (LOGARITHMS.has(head)) return "logarithm";
  if (WAVES.has(head)) return "wave";
  if (head !== "Power" || second === undefined) return null;
  if (!contains(first, variable)) return "exponential";
  const exponent = fractionOf(second);
  return exponent !== null && exponent.d !== 1n && exponent.compare(0) > 0 ? "root" : null;
}

/** The kernels of an expression, each once, outermost ones only. */
export function kernelsOf(expression: Expression, variable: string): Kernel[] {
  const found = new Map<string, Kernel>();
  const visit = (part: Expression): void => {
    const kind = kindOf(part, variable);
    if (kind !== null) found.set(JSON.stringify(part), { kind, part });
    else argumentsOf(part).forEach(visit);
  };
  visit(expression);
  return [...found.values()];
}

/** Every occurrence of a part replaced. */
export function replacePart(expression: Expression, part: Expression, by: Expression): Expression {
  const key = JSON.stringify(part);
  const visit = (node: Expression): Expression => {
    if (JSON.stringify(node) === key) return by;
    const head = headOf(node);
    return head === "" ? node : [head, ...argumentsOf(node).map(visit)];
  };
  return visit(expression);
}

const NAME = "kernelPart";

export interface Isolated {
  /** The right side of `kernel = …`. */
  readonly value: Expression;
  /** The number before the kernel in the left side minus the right. */
  readonly slope: Expression;
}

/** A kernel alone on the left, where the equation is linear in it with a number before it. */
export function isolated(
  left: Expression,
  right: Expression,
  kernel: Expression,
  variable: string,
): Isolated | null {
  const difference = replacePart(["Add", left, ["Negate", right]], kernel, NAME);
  const slope = exactDerivative(difference, NAME);
  if (slope === null || contains(slope, NAME) || contains(slope, variable)) return null;
  if (fractionOf(slope)?.equals(0) === true) return null;
  const rest = substitute(difference, NAME, ZERO);
  const size = fractionOf(slope);
  const isOne = size?.equals(1) === true;
  const value: Expression =
    isOne || size?.equals(-1) === true
      ? isOne
        ? ["Negate", rest]
        : rest
      : ["Negate", ["Divide", rest, slope]];
  return { value: spreadSign(exactForm(value) ?? tidySigns(value)), slope };
}

/** -(a - b) as -a + b. */
export function spreadSign(expression: Expression): Expression {
  const [inside] = argumentsOf(expression) as [Expression];
  if (headOf(expression) !== "Negate" || headOf(inside) !== "Add") return expression;
  const turned = argumentsOf(inside).map((term): Expression => tidySigns(["Negate", term]));
  const isNegative = (term: Expression): boolean => headOf(term) === "Negate";
  return [
    "Add",
    ...turned.filter((term) => !isNegative(term)),
    ...turned.filter((term) => isNegative(term)),
  ];
}

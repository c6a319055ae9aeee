import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { univariateExpression } from "../exact/to-expression.ts";
import { degreeOf, primitive } from "../exact/univariate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  mapHeads,
  ZERO,
} from "../expression/expression.ts";
import { asUnivariate } from "../plan/univariate-input.ts";
import { kernelsOf, replacePart } from "./equation-kernels.ts";

export interface Substitution {
  readonly letter: string;
  readonly part: Expression;
  /** The polynomial equation in the letter. */
  readonly equation: Expression;
  readonly kind: "exponential" | "wave";
}

/** Equations that are polynomials of degree two or more in e^x, a^x or one sine or cosine. */
export function substitutionIn(equation: Expression, variable: string): Substitution | null {
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const difference: Expression = ["Add", left, ["Negate", right]];
  const kernels = kernelsOf(difference, variable);
  const [first] = kernels;
  // One power alone is undone by its logarithm.
  if (first?.kind === "exponential" && kernels.length === 1) return null;
  if (first === undefined || (first.kind !== "exponential" && first.kind !== "wave")) return null;
  const letter = variable === "t" ? "u" : "t";
  const part =
    first.kind === "wave"
      ? kernels.length === 1
        ? first.part
        : null
      : basePower(
          kernels.map((kernel) => kernel.part),
          variable,
        );
  if (part === null) return null;
  const named =
    first.kind === "wave"
      ? replacePart(difference, part, letter)
      : powersNamed(difference, part, letter);
  if (contains(named, variable)) return null;
  const polynomial = asUnivariate(named);
  if (polynomial === null || degreeOf(polynomial.coefficients) < 2) return null;
  const shown = univariateExpression(primitive(polynomial.coefficients), letter);
  return { letter, part, equation: ["Equal", shown, ZERO], kind: first.kind };
}

/** a^x, where every kernel is a^(k x) with a whole k. */
function basePower(parts: readonly Expression[], variable: string): Expression | null {
  const bases = new Set(parts.map((part) => JSON.stringify(baseOf(part))));
  if (bases.size !== 1) return null;
  const whole = parts.every((part) => {
    const ratio = fractionOf(exactForm(["Divide", exponentOf(part), variable]) ?? variable);
    return ratio !== null && ratio.d === 1n;
  });
  return whole ? ["Power", baseOf(parts[0] as Expression), variable] : null;
}

const baseOf = (part: Expression): Expression =>
  headOf(part) === "Exp" ? "ExponentialE" : (argumentsOf(part)[0] as Expression);
const exponentOf = (part: Expression): Expression =>
  (headOf(part) === "Exp" ? argumentsOf(part)[0] : argumentsOf(part)[1]) as Expression;

function powersNamed(expression: Expression, part: Expression, letter: string): Expression {
  const [base, variable] = argumentsOf(part) as [Expression, string];
  return mapHeads(expression, (node) => {
    const isPower = node[0] === "Exp" || node[0] === "Power";
    if (!isPower || !contains(exponentOf(node), variable)) return node;
    if (JSON.stringify(baseOf(node)) !== JSON.stringify(base)) return node;
    const times = exactForm(["Divide", exponentOf(node), variable]);
    return times === null ? node : ["Power", letter, times];
  });
}

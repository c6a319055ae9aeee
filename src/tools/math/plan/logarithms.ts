import { AssumedRewriter } from "../assume/rewrite.ts";
import { SignTable } from "../assume/sign.ts";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isSymbol,
  mapHeads,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { isUnsatisfiable } from "./assuming.ts";
import { EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { openOutcome, type Outcome } from "./outcome.ts";
import { asUnivariate } from "./univariate-input.ts";

/** A sum of logarithms as one, or one taken apart; it holds where every argument is positive, which is said. */
export function logarithmQuery(
  operation: "combine-logarithms" | "expand-logarithms",
  input: Expression,
): Outcome {
  const result = operation === "combine-logarithms" ? combined(input) : taken(input);
  if (result === null)
    return openOutcome(
      operation === "combine-logarithms"
        ? "Sums of logarithms with factors in front are written as one."
        : "Logarithms of products, quotients and powers are taken apart.",
      "unsupported",
    );
  const [apart, again] = [taken(input) ?? input, taken(result) ?? result];
  const isEqual = decideEqual(apart, again).verdict === "proved";
  const positive = [...new Set(factorsIn(input).map(printPlain))].map((text) => `${text} > 0`);
  return !isEqual
    ? openOutcome("The two forms could not be proved equal.")
    : expressionOutcome({
        expression: result,
        engine: EXACT,
        certificate: {
          grade: "proved",
          method: "laws-of-logarithms",
          detail:
            "Taken apart into logarithms of single positive factors, both forms are the same exactly.",
          engines: [EXACT],
          ...(positive.length === 0 ? {} : { conditions: positive }),
        },
      });
}

/** c1 ln u1 + c2 ln u2 + … as ln(u1^c1 u2^c2 …); other terms stay. */
function combined(input: Expression): Expression | null {
  const terms = headOf(input) === "Add" ? argumentsOf(input) : [input];
  const over: Expression[] = [];
  const under: Expression[] = [];
  const rest: Expression[] = [];
  for (const term of terms) {
    const read = logarithmTerm(term);
    if (read === null) {
      rest.push(term);
      continue;
    }
    const size = read.factor.abs();
    const power: Expression = size.equals(1)
      ? read.argument
      : size.n === 1n && size.d === 2n
        ? ["Sqrt", read.argument]
        : [
            "Power",
            read.argument,
            size.d === 1n
              ? { num: size.toFraction() }
              : ["Divide", { num: String(size.n) }, { num: String(size.d) }],
          ];
    (read.factor.s < 0n ? under : over).push(power);
  }
  if (over.length + under.length === 0) return null;
  const product = (factors: readonly Expression[]): Expression =>
    factors.length === 0
      ? { num: "1" }
      : factors.length === 1
        ? (factors[0] as Expression)
        : ["Multiply", ...factors];
  const inside: Expression =
    under.length === 0 ? product(over) : ["Divide", product(over), product(under)];
  const value = fractionOf(inside);
  const logarithm: Expression = [
    "Ln",
    value === null ? tidySigns(inside) : (exactForm(inside) ?? inside),
  ];
  return rest.length === 0 ? logarithm : ["Add", logarithm, ...rest];
}

function logarithmTerm(term: Expression) {
  const parts = argumentsOf(term);
  const [first, second] = parts as [Expression, Expression];
  const one = fractionOf({ num: "1" });
  if (one === null) return null;
  switch (headOf(term)) {
    case "Ln":
      return { factor: one, argument: first };
    case "Negate": {
      const inner: ReturnType<typeof logarithmTermOf> = logarithmTermOf(first);
      return inner === null ? null : { ...inner, factor: inner.factor.neg() };
    }
    case "Divide": {
      const [inner, divisor] = [logarithmTermOf(first), fractionOf(second)];
      return inner === null || divisor === null || divisor.equals(0)
        ? null
        : { ...inner, factor: inner.factor.div(divisor) };
    }
    case "Multiply": {
      const [factor, inner] = [fractionOf(first), logarithmTermOf(second)];
      return parts.length !== 2 || factor === null || inner === null
        ? null
        : { ...inner, factor: inner.factor.mul(factor) };
    }
    default:
      return null;
  }
}

/** The same, named so that the recursion has a type. */
function logarithmTermOf(
  term: Expression,
): { factor: NonNullable<ReturnType<typeof fractionOf>>; argument: Expression } | null {
  return logarithmTerm(term);
}

/** Every logarithm taken apart, with the factors of its argument taken to be positive. */
function taken(input: Expression): Expression | null {
  const factors = factorsIn(input);
  const real = new Set(variablesOf(input));
  const relations = factors.map((factor): Expression => ["Greater", factor, { num: "0" }]);
  const signs = new SignTable({ real, whole: new Set(), relations, texts: [] }, isUnsatisfiable);
  const rewritten = new AssumedRewriter(signs, asUnivariate).rewrite(input);
  return printPlain(rewritten) === printPlain(input) ? null : tidySigns(flattened(rewritten));
}

function flattened(expression: Expression): Expression {
  return mapHeads(expression, (node) =>
    headOf(node) === "Add"
      ? [
          "Add",
          ...argumentsOf(node).flatMap((part) =>
            headOf(part) === "Add" ? argumentsOf(part) : [part],
          ),
        ]
      : node,
  );
}

/** What stands as a factor inside the logarithms: letters, and sums of one letter. */
function factorsIn(expression: Expression): Expression[] {
  if (headOf(expression) !== "Ln") return argumentsOf(expression).flatMap(factorsIn);
  const visit = (node: Expression): Expression[] => {
    if (["Multiply", "Divide"].includes(headOf(node))) return argumentsOf(node).flatMap(visit);
    if (["Power", "Sqrt"].includes(headOf(node))) return visit(argumentsOf(node)[0] as Expression);
    return isSymbol(node) || (headOf(node) === "Add" && variablesOf(node).length === 1)
      ? [node]
      : [];
  };
  return visit(argumentsOf(expression)[0] as Expression).filter(
    (node) => variablesOf(node).length > 0,
  );
}

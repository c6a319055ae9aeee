import type { MistakeKind } from "../../../core/working-result.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { AnsatzError } from "../../../core/errors.ts";

/** A line as it would read without one slip of a certain kind. */
export interface Repair {
  readonly kind: MistakeKind;
  readonly repaired: Expression;
}

const MOST_REPAIRS = 220;

/**
 * Ways in which `written` may have come about by one slip, as lines without it: one sign turned, one term
 * of `before` put back, one number changed back. The caller tries which of them follows from `before`.
 */
export function repairsOf(written: Expression, before: Expression): Repair[] {
  return [
    ...turnedSigns(written).map((repaired): Repair => ({ kind: "sign", repaired })),
    ...putBack(written, before).map((repaired): Repair => ({ kind: "dropped-term", repaired })),
  ].slice(0, MOST_REPAIRS);
}

/** The same expression with the sign of one of its terms turned, at any depth. */
function turnedSigns(expression: Expression): Expression[] {
  const head = headOf(expression);
  if (head === "") return [];
  const parts = argumentsOf(expression);
  const here: Expression[] = [];
  const replaceAt = (index: number, part: Expression): Expression => [
    head,
    ...parts.map((old, other) => (other === index ? part : old)),
  ];
  if (head === "Add" || head === "Equal" || head === "Multiply" || head === "Divide")
    for (const [index, part] of parts.entries()) {
      if (head === "Multiply" && index > 0) break;
      here.push(replaceAt(index, negated(part)));
    }
  if (head === "Negate") here.push(parts[0] as Expression);
  return [
    ...here,
    ...parts.flatMap((part, index) => turnedSigns(part).map((inner) => replaceAt(index, inner))),
  ];
}

function negated(expression: Expression): Expression {
  return headOf(expression) === "Negate"
    ? (argumentsOf(expression)[0] as Expression)
    : ["Negate", expression];
}

/** The line with one term of the line before added or taken away on one of its sides. */
function putBack(written: Expression, before: Expression): Expression[] {
  const terms = termsOf(before);
  const isEquation = headOf(written) === "Equal";
  const sides = isEquation ? argumentsOf(written) : [written];
  return terms.flatMap((term) =>
    sides.flatMap((side, index) =>
      [term, negated(term)].map((added): Expression => {
        const sum: Expression = ["Add", side, added];
        return isEquation
          ? ["Equal", ...sides.map((old, other) => (other === index ? sum : old))]
          : sum;
      }),
    ),
  );
}

function termsOf(expression: Expression): Expression[] {
  const head = headOf(expression);
  if (head === "Equal" || head === "Add") return argumentsOf(expression).flatMap(termsOf);
  return isNumber(expression) && expression.num === "0" ? [] : [expression];
}

/** Every number in an expression, each with a function that puts another expression in its place. */
export function numbersIn(
  expression: Expression,
): { value: string; replace: (by: Expression) => Expression }[] {
  if (isNumber(expression)) return [{ value: expression.num, replace: (by) => by }];
  const head = headOf(expression);
  if (head === "") return [];
  const parts = argumentsOf(expression);
  return parts.flatMap((part, index) =>
    numbersIn(part).map(({ value, replace }) => ({
      value,
      replace: (by: Expression): Expression => [
        head,
        ...parts.map((old, other) => (other === index ? replace(by) : old)),
      ],
    })),
  );
}

/**
 * Well-known false rewritings of one part of `before`: what somebody gets who multiplies only the first
 * term of a bracket, squares a sum term by term, takes the root of a sum term by term, or cancels terms.
 */
export function falseRewritings(before: Expression): { kind: MistakeKind; result: Expression }[] {
  const head = headOf(before);
  if (head === "") return [];
  const parts = argumentsOf(before);
  const here: { kind: MistakeKind; result: Expression }[] = [];
  const [first, second] = parts as [Expression, Expression];
  if (head === "Multiply") here.push(...falseDistributions(parts));
  if (head === "Negate" && headOf(first) === "Add") {
    const [lead, ...rest] = argumentsOf(first) as [Expression, ...Expression[]];
    here.push({ kind: "distribution", result: ["Add", negated(lead), ...rest] });
  }
  if (head === "Power" && headOf(first) === "Add")
    here.push({
      kind: "power-of-a-sum",
      result: ["Add", ...argumentsOf(first).map((term): Expression => ["Power", term, second])],
    });
  if (head === "Sqrt" && headOf(first) === "Add")
    here.push({
      kind: "root-of-a-sum",
      result: ["Add", ...argumentsOf(first).map(carelessRoot)],
    });
  if (head === "Divide") here.push(...falseCancellations(first, second));
  if (head === "D") here.push(...falseDerivatives(first, second));
  return [
    ...here,
    ...parts.flatMap((part, index) =>
      falseRewritings(part).map(({ kind, result }) => ({
        kind,
        result: [
          head,
          ...parts.map((old, other) => (other === index ? result : old)),
        ] as Expression,
      })),
    ),
  ];
}

/** The root of one term, with the square root of x^2 taken for x. */
function carelessRoot(term: Expression): Expression {
  const [first, second] = argumentsOf(term);
  if (headOf(term) === "Negate" && first !== undefined) return ["Negate", carelessRoot(first)];
  const isSquare =
    headOf(term) === "Power" && second !== undefined && isNumber(second) && second.num === "2";
  return isSquare && first !== undefined ? first : ["Sqrt", term];
}

function falseDistributions(
  factors: readonly Expression[],
): { kind: MistakeKind; result: Expression }[] {
  return factors.flatMap((factor, index) => {
    if (headOf(factor) !== "Add") return [];
    const [lead, ...rest] = argumentsOf(factor) as [Expression, ...Expression[]];
    const others = factors.filter((_, other) => other !== index);
    return [
      {
        kind: "distribution" as const,
        result: ["Add", ["Multiply", ...others, lead], ...rest] as Expression,
      },
    ];
  });
}

/** (a + b)/a read as b, as 1 + b, and the like: a term crossed out above and below. */
function falseCancellations(
  above: Expression,
  below: Expression,
): { kind: MistakeKind; result: Expression }[] {
  const [top, bottom] = [termsOf(above), termsOf(below)];
  if (top.length < 2 && bottom.length < 2) return [];
  // Only one term of the numerator divided by the denominator.
  const partly = top.map((term, index) => ({
    kind: "illegal-cancellation" as const,
    result: [
      "Add",
      ...top.map((other, place): Expression => (place === index ? ["Divide", term, below] : other)),
    ] as Expression,
  }));
  const sum = (terms: readonly Expression[]): Expression =>
    terms.length === 0
      ? { num: "0" }
      : terms.length === 1
        ? (terms[0] as Expression)
        : ["Add", ...terms];
  const one: Expression = { num: "1" };
  const crossed = top.flatMap((term, index) =>
    bottom.flatMap((other, place) => {
      if (JSON.stringify(term) !== JSON.stringify(other)) return [];
      const topRest = top.filter((_, at) => at !== index);
      const bottomRest = bottom.filter((_, at) => at !== place);
      const quotients: Expression[] = [
        ["Divide", sum(topRest), bottomRest.length === 0 ? one : sum(bottomRest)],
        ["Divide", sum([one, ...topRest]), sum([one, ...bottomRest])],
        ["Divide", sum([one, ...topRest]), bottomRest.length === 0 ? one : sum(bottomRest)],
      ];
      return quotients.map((result) => ({ kind: "illegal-cancellation" as const, result }));
    }),
  );
  return [...crossed, ...(top.length > 1 ? partly : [])];
}

/** f'g' for a product, f'/g' for a quotient, and a chain without its inner derivative. */
function falseDerivatives(
  body: Expression,
  variable: Expression,
): { kind: MistakeKind; result: Expression }[] {
  if (typeof variable !== "string") return [];
  const parts = argumentsOf(body);
  const head = headOf(body);
  const results: Expression[] = [];
  try {
    if (head === "Multiply" || head === "Divide")
      results.push([head, ...parts.map((part) => differentiate(part, variable))]);
    if (parts.length === 1 || head === "Power") {
      const [inner, exponent] = parts as [Expression, Expression?];
      if (typeof inner !== "string" && variablesOf(inner).includes(variable)) {
        const outer = differentiate(
          [head, "innerPart", ...(exponent === undefined ? [] : [exponent])] as Expression,
          "innerPart",
        );
        results.push(substitute(outer, "innerPart", inner));
      }
    }
    if (head === "Add")
      return parts.flatMap((part, index) =>
        falseDerivatives(part, variable).map(({ kind, result }) => ({
          kind,
          result: [
            "Add",
            ...parts.map((old, other) => (other === index ? result : differentiate(old, variable))),
          ] as Expression,
        })),
      );
  } catch (error) {
    if (!AnsatzError.isInstance(error)) throw error;
  }
  return results.map((result) => ({ kind: "derivative-rule" as const, result }));
}

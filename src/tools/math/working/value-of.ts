import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  mapHeads,
} from "../expression/expression.ts";
import { parseExpression } from "../read/parse.ts";
import type { MathQuery } from "../read/math-query.ts";
import type { Outcome } from "../plan/outcome.ts";

export type Ask = (query: MathQuery) => Promise<Outcome>;

/**
 * The expression with derivatives worked out by rules, and limits, sums and definite integrals replaced by
 * their proved values. Null when one of them has none.
 */
export async function valueOf(expression: Expression, ask: Ask): Promise<Expression | null> {
  const head = headOf(expression);
  if (head === "") return expression;
  if (head === "D") return derivativeOf(expression);
  const query = queryOf(expression);
  if (query !== null) {
    const outcome = await ask(query);
    if (outcome.kind === "open" || outcome.value.kind !== "expression") return null;
    return outcome.certificate.grade === "proved"
      ? parseExpression(outcome.value.plain).expression
      : null;
  }
  const parts: Expression[] = [];
  for (const part of argumentsOf(expression)) {
    const value = await valueOf(part, ask);
    if (value === null) return null;
    parts.push(value);
  }
  return [head, ...parts];
}

function derivativeOf(expression: Expression): Expression {
  const [body, variable, order] = argumentsOf(expression) as [Expression, string, Expression?];
  const times =
    order !== undefined && typeof order === "object" && "num" in order ? Number(order.num) : 1;
  let value = mapHeads(body, (node) => (node[0] === "D" ? derivativeOf(node) : node));
  for (let count = 0; count < times; count++) value = differentiate(value, variable);
  return value;
}

function queryOf(expression: Expression): MathQuery | null {
  const [body, variable, a, b] = argumentsOf(expression) as [
    Expression,
    string,
    Expression?,
    Expression?,
  ];
  switch (headOf(expression)) {
    case "Integrate":
      return a === undefined || b === undefined
        ? null
        : { kind: "integrate", expression: body, variable, bounds: [a, b] };
    case "Limit":
      return a === undefined
        ? null
        : {
            kind: "limit",
            expression: body,
            variable,
            point: a,
            side: b === "FromLeft" || b === "FromRight" ? b : null,
          };
    case "Sum":
    case "Product":
      return a === undefined || b === undefined
        ? null
        : {
            kind: headOf(expression) === "Sum" ? "sum" : "product",
            expression: body,
            variable,
            lower: a,
            upper: b,
          };
    default:
      return null;
  }
}

/** The derivative of a line in which indefinite integrals may stand: that of `∫ f dx` is f. */
export function derivativeUpToConstant(expression: Expression, variable: string): Expression {
  const integrals = new Map<string, Expression>();
  const named = mapHeads(expression, (node) => {
    if (node[0] !== "Integrate" || node.length !== 3) return node;
    const name = `integral${integrals.size}`;
    integrals.set(name, node[1] as Expression);
    return [name, variable];
  });
  if (integrals.size === 0) return differentiate(expression, variable);
  return linearDerivative(named, variable, integrals);
}

/** Sums, differences and numeric multiples of integrals only; others are left to the rules, which refuse them. */
function linearDerivative(
  expression: Expression,
  variable: string,
  integrals: ReadonlyMap<string, Expression>,
): Expression {
  const head = headOf(expression);
  const parts = argumentsOf(expression);
  const inner = (part: Expression): Expression => linearDerivative(part, variable, integrals);
  const integrand = integrals.get(head);
  if (integrand !== undefined) return integrand;
  if (head === "Add" || head === "Negate") return [head, ...parts.map(inner)];
  const holds = (part: Expression): boolean =>
    integrals.has(headOf(part)) || argumentsOf(part).some(holds);
  if (head === "Multiply" && parts.filter(holds).length === 1)
    return [
      "Add",
      ...parts.flatMap((changed, index): Expression[] =>
        holds(changed) || contains(changed, variable)
          ? [
              [
                "Multiply",
                ...parts.map((part, other) =>
                  other === index
                    ? holds(part)
                      ? inner(part)
                      : differentiate(part, variable)
                    : part,
                ),
              ],
            ]
          : [],
      ),
    ];
  if (head === "Divide" && !holds(parts[1] as Expression) && holds(parts[0] as Expression))
    return ["Divide", inner(parts[0] as Expression), parts[1] as Expression];
  return differentiate(expression, variable);
}

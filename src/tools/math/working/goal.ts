import { type Expression, headOf, variablesOf } from "../expression/expression.ts";
import type { MathQuery, SolveDomain } from "../read/math-query.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { relationsStatement, type Relations, type Statement } from "./statement.ts";

/** What the working is about. */
export type Goal =
  | {
      readonly kind: "relations";
      readonly relations: Relations;
      /** Where solutions are asked for. */
      readonly domain?: SolveDomain;
    }
  /** An expression whose value every line keeps. */
  | { readonly kind: "value"; readonly expression: Expression }
  /** Lines may differ by a constant. */
  | { readonly kind: "antiderivative"; readonly integrand: Expression; readonly variable: string };

/** The goal of a problem that was read; null for kinds of question that have no chain of lines. */
export function goalOfQuery(query: MathQuery): Goal | null {
  switch (query.kind) {
    case "solve":
      return {
        kind: "relations",
        relations: relationsStatement(query.equations),
        domain: query.domain,
      };
    case "inequality":
      return {
        kind: "relations",
        relations: relationsStatement(query.relations),
        ...(query.domain === undefined ? {} : { domain: query.domain }),
      };
    case "evaluate":
    case "simplify":
    case "expand":
    case "factor":
      return { kind: "value", expression: query.expression };
    case "differentiate":
      return query.at === null
        ? {
            kind: "value",
            expression: [
              "D",
              query.expression,
              query.variable,
              ...(query.order === 1 ? [] : [{ num: String(query.order) }]),
            ],
          }
        : null;
    case "integrate":
      return query.bounds === null
        ? { kind: "antiderivative", integrand: query.expression, variable: query.variable }
        : {
            kind: "value",
            expression: ["Integrate", query.expression, query.variable, ...query.bounds],
          };
    case "limit":
      return {
        kind: "value",
        expression: [
          "Limit",
          query.expression,
          query.variable,
          query.point,
          ...(query.side === null ? [] : [query.side]),
        ],
      };
    case "sum":
    case "product":
      return {
        kind: "value",
        expression: [
          query.kind === "sum" ? "Sum" : "Product",
          query.expression,
          query.variable,
          query.lower,
          query.upper,
        ],
      };
    default:
      return null;
  }
}

/** Without a problem the first line with mathematics is taken as given: an equation, or a value to keep. */
export function goalOfLines(statements: readonly (Statement | null)[]): Goal | null {
  const first = statements.find((statement) => statement !== null && statement.kind !== "sentence");
  if (first === undefined || first === null) return null;
  if (first.kind === "relations") return { kind: "relations", relations: first };
  const [left, right] = first.members as [Expression, Expression?];
  if (right === undefined) return { kind: "value", expression: left };
  const relation: Expression = ["Equal", left, right];
  const isEquation =
    first.members.length === 2 &&
    variablesOf(relation).length > 0 &&
    headOf(left) !== "D" &&
    headOf(left) !== "Integrate" &&
    decideEqual(left, right).verdict === "refuted" &&
    !isNamed(left);
  return isEquation ? { kind: "relations", relations: relationsStatement([relation]) } : null;
}

/** `f(x) = …` or `y = …` names a value. */
export function isNamed(left: Expression): boolean {
  return typeof left === "string" ? /^[A-Zy]$/.test(left) : /^[a-zA-Z]'*$/.test(headOf(left));
}

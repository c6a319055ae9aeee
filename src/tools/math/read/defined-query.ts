import type { Expression } from "../expression/expression.ts";
import type { MathQuery } from "./math-query.ts";

/** One thing a text says before it asks: "Let f(x) = …", "Suppose 2a + b = 4, a - b = 5". */
export type Definition =
  | { readonly kind: "value"; readonly name: string; readonly query: MathQuery }
  | {
      readonly kind: "function";
      readonly name: string;
      readonly parameters: readonly string[];
      readonly query: MathQuery;
    }
  | { readonly kind: "equations"; readonly equations: readonly Expression[] };

/** A question after definitions, which are worked out in their order. */
export interface DefinedQuery {
  readonly kind: "defined";
  readonly definitions: readonly Definition[];
  readonly query: MathQuery;
}

/** The definitions as equations, for the reading. */
export function definitionExpressions(
  definitions: readonly Definition[],
  expressionOf: (query: MathQuery) => Expression,
): Expression[] {
  return definitions.flatMap((definition): readonly Expression[] => {
    switch (definition.kind) {
      case "equations":
        return definition.equations;
      case "value":
        return [["Equal", definition.name, expressionOf(definition.query)]];
      case "function":
        return [
          ["Equal", [definition.name, ...definition.parameters], expressionOf(definition.query)],
        ];
    }
  });
}

const SINGLE = new Set([
  "expression",
  "part",
  "whole",
  "at",
  "point",
  "lower",
  "upper",
  "relation",
  "value",
  "equation",
  "target",
  "unit",
  "shift",
]);
const SEVERAL = new Set(["equations", "relations", "bounds", "operands", "terms", "values"]);

/** The query with every expression in it replaced; names of unknowns and labels stay as they are. */
export function mapQueryExpressions(
  query: MathQuery,
  replace: (expression: Expression) => Expression,
): MathQuery {
  return mapFields(query, replace) as MathQuery;
}

/** A plain object; an exact number or a date is an instance of its class and is taken whole. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

function mapFields(value: unknown, replace: (expression: Expression) => Expression): unknown {
  if (Array.isArray(value)) return value.map((item) => mapFields(item, replace));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (SINGLE.has(key) && item !== null) return [key, replace(item as Expression)];
      if (SEVERAL.has(key) && Array.isArray(item))
        return [key, item.map((part) => replace(part as Expression))];
      return [key, mapFields(item, replace)];
    }),
  );
}

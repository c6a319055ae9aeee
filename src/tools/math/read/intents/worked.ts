import type { AlgebraOperation } from "../algebra-query.ts";
import type { QueryBuilder } from "../query-builders.ts";

/** A function of the slots `a`, `b` in that order, worked out. */
export function worked(head: string): QueryBuilder {
  return (groups, context) => {
    const operands = [groups["a"], groups["b"]]
      .filter((text) => text !== undefined)
      .map((text) => context.parse(text));
    return { kind: "evaluate", expression: [head, ...operands] };
  };
}

/** An operation of the algebra query on the slots named. */
export function asked(operation: AlgebraOperation, ...names: readonly string[]): QueryBuilder {
  return (groups, context) => ({
    kind: "algebra",
    operation,
    operands: names
      .map((name) => groups[name])
      .filter((text) => text !== undefined)
      .map((text) => context.parse(text)),
    variable: null,
  });
}

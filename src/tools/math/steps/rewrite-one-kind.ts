import { argumentsOf, type Expression, headOf } from "../expression/expression.ts";

/** A rule applied to one marked part, such as a derivative that is still to be worked out. */
export interface AppliedRule {
  readonly rule: string;
  /** The part rewritten; marks for what is still to be done may remain in it. */
  readonly result: Expression;
  /** What was chosen, in plain notation, such as the inner part of a substitution. */
  readonly note?: string;
}

/**
 * Applies to an expression, once, the rule that comes first in `order` among those its marked parts ask
 * for, at every part that asks for it. Null when no part is marked or none has a rule.
 */
export function rewriteOneKind(
  expression: Expression,
  mark: string,
  order: readonly string[],
  ruleFor: (part: Expression) => AppliedRule | null,
): { rule: string; result: Expression; notes: readonly string[] } | null {
  const rules = new Set<string>();
  visit(expression, mark, (part) => {
    const applied = ruleFor(part);
    if (applied !== null) rules.add(applied.rule);
    return part;
  });
  const rule = order.find((name) => rules.has(name));
  if (rule === undefined) return null;
  const notes = new Set<string>();
  const result = visit(expression, mark, (part) => {
    const applied = ruleFor(part);
    if (applied?.rule !== rule) return part;
    if (applied.note !== undefined) notes.add(applied.note);
    return applied.result;
  });
  return { rule, result, notes: [...notes] };
}

/** Replaces every marked part; inside a marked part nothing further is looked for. */
function visit(
  expression: Expression,
  mark: string,
  replace: (part: Expression) => Expression,
): Expression {
  const head = headOf(expression);
  if (head === mark) return replace(expression);
  if (head === "") return expression;
  return [head, ...argumentsOf(expression).map((part) => visit(part, mark, replace))];
}

export function isMarked(expression: Expression, mark: string): boolean {
  return (
    headOf(expression) === mark || argumentsOf(expression).some((part) => isMarked(part, mark))
  );
}

import { argumentsOf, type Expression, isFunction, substitute } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";

/** The same integral in a new variable, and what that variable stands for. */
export interface Substitution {
  /** The integrand in `mark`, the rate of change taken into account. */
  readonly integrand: Expression;
  readonly mark: string;
  /** The new variable as a function of the old one. */
  readonly meaning: Expression;
  /** Functions of the new variable that have a simpler form in the old one. */
  readonly simpler?: readonly (readonly [Expression, Expression])[];
}

/** A name for the new variable that does not occur yet. */
export function freshName(taken: ReadonlySet<string>): string {
  for (const name of ["u", "v", "w", "y", "z", "s", "t"]) if (!taken.has(name)) return name;
  return "u0";
}

/** An antiderivative in the new variable, written in the old one. */
export function inOldVariable(
  antiderivative: Expression,
  { mark, meaning, simpler }: Substitution,
): Expression {
  const known = new Map((simpler ?? []).map(([from, to]) => [printPlain(from), to]));
  const replace = (node: Expression): Expression => {
    const found = known.get(printPlain(node));
    if (found !== undefined) return found;
    return isFunction(node) ? [node[0], ...argumentsOf(node).map(replace)] : node;
  };
  const simplified = known.size === 0 ? antiderivative : replace(antiderivative);
  return substitute(simplified, mark, meaning);
}

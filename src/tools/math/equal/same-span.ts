import { type Expression, substitute, variablesOf } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";

/** Where functions are compared; as many as are needed to tell eight of them apart, and some more. */
const PLACES = [0.31, 0.52, 0.77, 1.13, 1.48, 1.91, 2.27, 2.64, 3.05, 3.49];
const TINY = 1e-9;

/**
 * Do two expressions that are linear in the same constants run through the same functions, as far as values
 * at ten places tell? Their parts and what they differ by without constants then have no more rank than the
 * parts of one.
 */
export function isSameSpan(a: Expression, b: Expression, names: readonly string[]): boolean {
  const [f, g] = [partsOf(a, names), partsOf(b, names)];
  if (f === null || g === null) return false;
  const rest = f.rest.map((value, place) => value - (g.rest[place] as number));
  const rank = rankOf(f.parts);
  return (
    rank === names.length &&
    rankOf(g.parts) === rank &&
    rankOf([...f.parts, ...g.parts, rest]) === rank
  );
}

/** Values of what each constant is multiplied with, and of the rest; null where not linear or not real. */
function partsOf(
  expression: Expression,
  names: readonly string[],
): { readonly parts: number[][]; readonly rest: number[] } | null {
  const valuesAt = (constants: Readonly<Record<string, number>>): number[] | null => {
    const put = Object.entries(constants).reduce<Expression>(
      (result, [name, value]) => substitute(result, name, { num: String(value) }),
      expression,
    );
    const letters = variablesOf(put);
    const values = PLACES.map((place) =>
      evaluateReal(
        put,
        Object.fromEntries(letters.map((name, index) => [name, place + 0.17 * index])),
      )?.toNumber(),
    );
    return values.every((value) => value !== undefined && Number.isFinite(value))
      ? (values as number[])
      : null;
  };
  const only = (name: string | null, size = 1): Record<string, number> =>
    Object.fromEntries(names.map((other) => [other, other === name ? size : 0]));
  const rest = valuesAt(only(null));
  if (rest === null) return null;
  const parts: number[][] = [];
  for (const name of names) {
    const [one, two] = [valuesAt(only(name)), valuesAt(only(name, 2))];
    if (one === null || two === null) return null;
    const part = one.map((value, place) => value - (rest[place] as number));
    const isLinear = two.every(
      (value, place) =>
        Math.abs(value - (rest[place] as number) - 2 * (part[place] as number)) <=
        TINY * (1 + Math.abs(value)),
    );
    if (!isLinear) return null;
    parts.push(part);
  }
  return { parts, rest };
}

/** By Gram and Schmidt, each row made of length one before. */
function rankOf(rows: readonly (readonly number[])[]): number {
  const basis: number[][] = [];
  for (const row of rows) {
    const size = Math.hypot(...row);
    if (size === 0) continue;
    let left = row.map((value) => value / size);
    for (let round = 0; round < 2; round++)
      for (const known of basis) {
        const share = left.reduce((sum, value, k) => sum + value * (known[k] as number), 0);
        left = left.map((value, k) => value - share * (known[k] as number));
      }
    const length = Math.hypot(...left);
    if (length > TINY) basis.push(left.map((value) => value / length));
  }
  return basis.length;
}

import type { Expression } from "../expression/expression.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";

type Assignment = Readonly<Record<string, Expression>>;

/** Real solutions first, each kind by the values of the unknowns in turn. */
export function orderSolutions(
  solutions: readonly Assignment[],
  unknowns: readonly string[],
): Assignment[] {
  const keyed = solutions.map((solution) => {
    const values = unknowns.map((name) => evaluateComplex(solution[name] as Expression));
    const isReal = values.every(
      (value) => value !== null && Math.abs(value.im) < 1e-12 * Math.max(1, value.abs()),
    );
    return { solution, isReal, key: values.flatMap((value) => [value?.re ?? 0, value?.im ?? 0]) };
  });
  return keyed
    .sort((a, b) => {
      if (a.isReal !== b.isReal) return a.isReal ? -1 : 1;
      const at = a.key.findIndex((value, k) => Math.abs(value - (b.key[k] as number)) > 1e-9);
      return at === -1 ? 0 : (a.key[at] as number) - (b.key[at] as number);
    })
    .map(({ solution }) => solution);
}

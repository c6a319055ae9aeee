import nerdamer from "nerdamer";
// Adds calculus, equations and transforms to the same object.
import "nerdamer/all.js";

/** A call in nerdamer's own notation, such as `integrate(x*sin(x),x)`, or equations to solve together. */
export type NerdamerTask = { readonly call: string } | { readonly equations: readonly string[] };

interface Nerdamer {
  (text: string): { toString(): string };
  solveEquations(equations: string[]): unknown;
  clearVars(): void;
}

/** The answer as nerdamer writes it; for equations the pairs of name and value one after the other. */
export default function run(task: NerdamerTask): string {
  const engine = nerdamer as unknown as Nerdamer;
  engine.clearVars();
  return "call" in task
    ? engine(task.call).toString()
    : String(engine.solveEquations([...task.equations]));
}

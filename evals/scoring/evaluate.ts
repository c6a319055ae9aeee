import { AnsatzError } from "../../src/core/errors.ts";
import { complex, I, isFinite, outOfReach, PI, Real, tidy } from "./complex-decimal.ts";
import type { Complex } from "./complex-decimal.ts";
import { FUNCTIONS } from "./function-table.ts";
import type { PlainNode } from "./plain-syntax.ts";
import { EULER_GAMMA } from "./special-functions.ts";

export type Bindings = ReadonlyMap<string, Complex>;

/** Names left standing when an engine gave the question back instead of an answer. */
const UNEVALUATED = new Set(
  "integrate integral int sum product limit lim diff derivative D solve laplace dsolve simplify factor expand det inverse series Integrate Sum Product Limit Integral Derivative".split(
    " ",
  ),
);

const CONSTANTS: ReadonlyMap<string, () => Complex> = new Map([
  ["pi", () => complex(PI)],
  ["Pi", () => complex(PI)],
  ["e", () => complex(new Real(1).exp())],
  ["i", () => I],
  ["eulergamma", () => EULER_GAMMA],
  ["EulerGamma", () => EULER_GAMMA],
]);

/** True for the names that plain notation gives a fixed meaning. */
export const isConstantName = (name: string): boolean =>
  CONSTANTS.has(name) || name === "infinity" || name === "oo";

/** True when the tree holds an operation that was never carried out. */
export function isUnevaluated(node: PlainNode): boolean {
  if (node.kind !== "call") return false;
  return UNEVALUATED.has(node.name) || node.items.some(isUnevaluated);
}

/**
 * The value of a tree to about sixty digits; names not bound are constants. Throws `unsupported` for
 * what the scorer cannot evaluate, which makes a row unscorable, never correct.
 */
export function evaluate(node: PlainNode, bindings: Bindings = new Map()): Complex {
  try {
    const value = visit(node, bindings);
    if (!isFinite(value)) throw outOfReach("an infinite or undefined value");
    return value;
  } catch (error) {
    if (AnsatzError.isInstance(error)) throw error;
    throw new AnsatzError("unsupported", "The scorer cannot evaluate a number of this size.", {
      cause: error,
    });
  }
}

function visit(node: PlainNode, bindings: Bindings): Complex {
  if (node.kind === "number") return complex(node.text.replace(/\.$/, ""));
  if (node.kind === "name") {
    const bound = bindings.get(node.name);
    if (bound !== undefined) return bound;
    const constant = CONSTANTS.get(node.name);
    if (constant === undefined) throw outOfReach(`the name "${node.name.slice(0, 40)}"`);
    return constant();
  }
  const apply = FUNCTIONS[node.name];
  if (apply === undefined) throw outOfReach(`the function "${node.name.slice(0, 40)}"`);
  return tidy(apply(node.items.map((item) => visit(item, bindings))));
}

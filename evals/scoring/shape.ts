import type { PlainNode } from "./plain-syntax.ts";
import { namesOf } from "./plain-syntax.ts";
import { isConstantName } from "./evaluate.ts";

const isCall = (node: PlainNode, ...names: string[]): boolean =>
  node.kind === "call" && names.includes(node.name);
const itemsOf = (node: PlainNode): readonly PlainNode[] => (node.kind === "call" ? node.items : []);
const isConstant = (node: PlainNode): boolean =>
  [...namesOf(node)].every((name) => isConstantName(name));

/** The tree with the given names made plain variables, for rows that use `e` or `i` as one. */
export function withVariables(node: PlainNode, names: readonly string[]): PlainNode {
  if (node.kind === "name" && names.includes(node.name))
    return { kind: "name", name: `variable_${node.name}` };
  if (node.kind !== "call") return node;
  return { ...node, items: node.items.map((item) => withVariables(item, names)) };
}

/** The number of numbers, names and calls in the tree. */
export function nodeCount(node: PlainNode): number {
  return 1 + itemsOf(node).reduce((sum, item) => sum + nodeCount(item), 0);
}

/** The non-constant factors of a product, powers counted with their exponent. */
export function factorCount(node: PlainNode): number {
  if (isCall(node, "*", "/"))
    return itemsOf(node).reduce((sum, item) => sum + factorCount(item), 0);
  if (isCall(node, "negate")) return factorCount(itemsOf(node)[0] as PlainNode);
  if (isConstant(node)) return 0;
  if (isCall(node, "^")) {
    const exponent = itemsOf(node)[1];
    const times = exponent?.kind === "number" ? Number(exponent.text) : Number.NaN;
    if (Number.isInteger(times) && times > 0 && times < 1_000)
      return times * factorCount(itemsOf(node)[0] as PlainNode);
  }
  return 1;
}

/** The terms of a sum. */
export function termCount(node: PlainNode): number {
  if (isCall(node, "+", "-")) return itemsOf(node).reduce((sum, item) => sum + termCount(item), 0);
  if (isCall(node, "negate")) return termCount(itemsOf(node)[0] as PlainNode);
  return 1;
}

const isSum = (node: PlainNode): boolean =>
  isCall(node, "+", "-") || (isCall(node, "negate") && itemsOf(node).some(isSum));

/** True when no sum that holds a variable stands inside a product or a whole power. */
export function isExpanded(node: PlainNode): boolean {
  if (
    isCall(node, "*", "^", "negate") &&
    itemsOf(node).some((item) => isSum(item) && !isConstant(item))
  )
    return false;
  if (isCall(node, "/")) {
    const [top, bottom] = itemsOf(node);
    if (top !== undefined && isSum(top) && !isConstant(top)) return false;
    return top !== undefined && isExpanded(top) && (bottom === undefined || isExpanded(bottom));
  }
  return itemsOf(node).every(isExpanded);
}

/** True when some function is applied to a sum or a multiple of a variable, as in `sin(2*x)`. */
export function hasMultipleAngle(node: PlainNode): boolean {
  if (node.kind !== "call") return false;
  if (/^(sin|cos|tan|cot|sec|csc)h?$/.test(node.name))
    return node.items.some((item) => item.kind === "call" && !isConstant(item));
  return node.items.some(hasMultipleAngle);
}

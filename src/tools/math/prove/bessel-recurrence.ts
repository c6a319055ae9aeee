import { fractionOf } from "../exact/fraction-of.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  mapHeads,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";

const KINDS: ReadonlySet<string> = new Set(["BesselJ", "BesselY", "BesselI", "BesselK"]);
const WIDEST = 24;

interface Family {
  readonly head: string;
  readonly order: Expression;
  readonly argument: Expression;
}

/**
 * Bessel functions of one argument whose orders differ by whole numbers, written with two neighbouring
 * orders by C(v+1) + C(v-1) = (2v/z) C(v) (DLMF 10.6.1) and its companions for I and K (DLMF 10.29.1).
 * Null where there is nothing to rewrite.
 */
export function withTwoOrders(expression: Expression): Expression | null {
  const families = new Map<string, Family>();
  let isChanged = false;
  const rewritten = mapHeads(expression, (node) => {
    const [order, argument] = argumentsOf(node) as [Expression, Expression];
    if (!KINDS.has(headOf(node)) || argument === undefined) return node;
    const found = [...families.values()].find(
      (family) =>
        family.head === headOf(node) &&
        printPlain(family.argument) === printPlain(argument) &&
        stepsBetween(family.order, order) !== null,
    );
    if (found === undefined) {
      families.set(printPlain(node), { head: headOf(node), order, argument });
      return node;
    }
    const steps = stepsBetween(found.order, order) as number;
    if (steps === 0 || steps === 1) return [found.head, shifted(found.order, steps), argument];
    isChanged = true;
    return ladder(found, steps);
  });
  return isChanged ? rewritten : null;
}

function stepsBetween(from: Expression, to: Expression): number | null {
  const difference = fractionOf(["Add", to, ["Negate", from]]);
  return difference === null || difference.d !== 1n || difference.n > BigInt(WIDEST)
    ? null
    : Number(difference.s * difference.n);
}

const shifted = (order: Expression, steps: number): Expression =>
  steps === 0 ? order : ["Add", order, integer(steps)];

/** The function of order v + steps in terms of the orders v and v + 1. */
function ladder({ head, order, argument }: Family, steps: number): Expression {
  const at = (k: number): Expression => [head, shifted(order, k), argument];
  // C(v+1) = p (2v/z) C(v) + q C(v-1).
  const p = head === "BesselI" ? -1 : 1;
  const q = head === "BesselI" || head === "BesselK" ? 1 : -1;
  const factor = (k: number): Expression => [
    "Divide",
    ["Multiply", integer(2 * p), shifted(order, k)],
    argument,
  ];
  let [low, high] = [at(0), at(1)];
  for (let k = 1; k < steps; k++)
    [low, high] = [
      high,
      ["Add", ["Multiply", factor(k), high], ["Multiply", integer(q), low]] as Expression,
    ];
  if (steps > 0) return high;
  // Downwards: C(v-1) = q (C(v+1) - p (2v/z) C(v)), as q is its own inverse.
  for (let k = 0; k > steps; k--)
    [low, high] = [
      [
        "Multiply",
        integer(q),
        ["Add", high, ["Negate", ["Multiply", factor(k), low]]],
      ] as Expression,
      low,
    ];
  return low;
}

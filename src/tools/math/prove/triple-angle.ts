import { AnsatzError } from "../../../core/errors.ts";
import { exactForm } from "../exact/exact-form.ts";
import { NormalForm } from "../exact/normal-form.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  mapHeads,
} from "../expression/expression.ts";
import { decideEqual } from "./decide-zero.ts";

const MARK = "__cosine";

/**
 * True when a constant with cos(acos(v)/3 + 2 pi k/3) in it is certainly zero: each of these is a root of
 * 4 c^3 - 3 c = v, and modulo that relation the expression vanishes. False means "not shown".
 */
export function isZeroByTripleAngle(expression: Expression): boolean {
  const found: { readonly node: string; readonly value: Expression }[] = [];
  const marked = mapHeads(expression, (node) => {
    const value = node[0] === "Cos" ? thirdOfArccos(node[1] as Expression) : null;
    if (value === null) return node;
    found.push({ node: JSON.stringify(node), value });
    return MARK;
  });
  const [first] = found;
  if (first === undefined || found.some(({ node }) => node !== first.node)) return false;
  try {
    return isMultipleOfRelation(marked, first.value);
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code !== "timed_out") return false;
    throw error;
  }
}

/** v for acos(v)/3 plus a multiple of 2 pi/3. */
function thirdOfArccos(argument: Expression): Expression | null {
  const terms = headOf(argument) === "Add" ? argumentsOf(argument) : [argument];
  const thirds = terms.filter(
    (term) =>
      headOf(term) === "Divide" &&
      headOf(argumentsOf(term)[0] as Expression) === "Arccos" &&
      JSON.stringify(argumentsOf(term)[1]) === JSON.stringify(integer(3)),
  );
  const [third] = thirds;
  if (third === undefined || thirds.length > 1) return null;
  const rest = terms.filter((term) => term !== third);
  const turns: Expression = [
    "Divide",
    ["Multiply", integer(3), ["Add", integer(0), ...rest]],
    "Pi",
  ];
  const count = exactForm(turns);
  const isTurn =
    count !== null &&
    [-4, -2, 0, 2, 4].some((k) => decideEqual(count, integer(k)).verdict === "proved");
  return isTurn ? (argumentsOf(argumentsOf(third)[0] as Expression)[0] as Expression) : null;
}

function isMultipleOfRelation(marked: Expression, value: Expression): boolean {
  const form = new NormalForm();
  const { numerator } = form.normalize(marked);
  const index = form.indexOfVariable(MARK);
  if (index === null) return numerator.isZero;
  // c^k written in 1, c, c^2 with c^3 = (3 c + v)/4, coefficient by coefficient.
  const sums: Expression[][] = [[], [], []];
  for (const { monomial, coefficient } of numerator.list()) {
    const power = new Map(monomial).get(index) ?? 0;
    const factors: Expression[] = [];
    for (const [generator, exponent] of monomial) {
      if (generator === index) continue;
      const written = form.expressionOfGenerator(generator);
      if (written === null) return false;
      factors.push(["Power", written, integer(exponent)]);
    }
    const size: Expression = [
      "Divide",
      integer(coefficient.s * coefficient.n),
      integer(coefficient.d),
    ];
    reducedPower(power, value).forEach((part, k) =>
      sums[k]?.push(["Multiply", size, ...factors, part]),
    );
  }
  return sums.every(
    (terms) => decideEqual(["Add", integer(0), ...terms], integer(0)).verdict === "proved",
  );
}

function reducedPower(power: number, value: Expression): Expression[] {
  let current: Expression[] = [integer(1), integer(0), integer(0)];
  for (let k = 0; k < power; k++) {
    const [a, b, c] = current as [Expression, Expression, Expression];
    const quarter = (part: Expression): Expression => ["Divide", part, integer(4)];
    current = [
      quarter(["Multiply", c, value]),
      ["Add", a, quarter(["Multiply", integer(3), c])],
      b,
    ];
  }
  return current;
}

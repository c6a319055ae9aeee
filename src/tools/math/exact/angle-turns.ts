import { Fraction } from "fraction.js";
import { argumentsOf, type Expression, headOf, integer, ONE } from "../expression/expression.ts";
import { fractionOf } from "./fraction-of.ts";
import { addSurds, multiplySurds, type Surd, surdOf } from "./surd.ts";

/** An angle as the argument of the vector (re, im), taken several times. */
export interface Turn {
  readonly re: Surd;
  readonly im: Surd;
  readonly times: bigint;
}

const TWELFTHS = 24n;
const MOST_TIMES = 60n;

/** cos(pi/12) and sin(pi/12) times 4. */
const TWELFTH = ["Add", "Negate"].map((head): Surd => {
  const two: Expression = ["Sqrt", integer(2)];
  return surdOf(["Add", ["Sqrt", integer(6)], head === "Add" ? two : ["Negate", two]]) as Surd;
}) as [Surd, Surd];

/**
 * The terms of a sum of whole multiples of inverse circular functions of roots of rationals, and of multiples of
 * pi/12, each as the argument of a vector; null for any other sum, and for one without inverse functions.
 */
export function turnsOf(expression: Expression): Turn[] | null {
  return holdsInverse(expression) ? collect(expression, new Fraction(1)) : null;
}

const holdsInverse = (node: Expression): boolean =>
  /^Arc(?:sin|cos|tan)$/.test(headOf(node)) || argumentsOf(node).some(holdsInverse);

/** The product of the vectors as complex numbers, whose argument is the sum of the angles; null where it is too long. */
export function productOfTurns(turns: readonly Turn[]): { re: Surd; im: Surd } | null {
  let product: { re: Surd; im: Surd } | null = { re: surdOf(ONE) as Surd, im: new Map() };
  for (const { re, im, times } of turns) {
    const count = times < 0n ? -times : times;
    if (count > MOST_TIMES) return null;
    const turn = times < 0n ? { re, im: negated(im) } : { re, im };
    for (let k = 0n; k < count; k++) product = product === null ? null : joined(product, turn);
  }
  return product;
}

function joined(
  a: { re: Surd; im: Surd },
  b: { re: Surd; im: Surd },
): { re: Surd; im: Surd } | null {
  const parts = [
    multiplySurds(a.re, b.re),
    multiplySurds(a.im, b.im),
    multiplySurds(a.re, b.im),
    multiplySurds(a.im, b.re),
  ];
  if (parts.includes(null)) return null;
  const [c, d, e, f] = parts as [Surd, Surd, Surd, Surd];
  const [re, im] = [addSurds(c, negated(d)), addSurds(e, f)];
  return re === null || im === null ? null : { re, im };
}

const negated = (surd: Surd): Surd =>
  new Map([...surd].map(([root, factor]) => [root, factor.neg()]));

function collect(node: Expression, factor: Fraction): Turn[] | null {
  const parts = argumentsOf(node);
  const [first, second] = parts as [Expression, Expression];
  if (node === "Pi") {
    const twelfths = factor.mul(12);
    return twelfths.d === 1n
      ? [{ re: TWELFTH[0], im: TWELFTH[1], times: (twelfths.s * twelfths.n) % TWELFTHS }]
      : null;
  }
  if (fractionOf(node)?.equals(0) === true) return [];
  switch (headOf(node)) {
    case "Add": {
      const all = parts.map((part) => collect(part, factor));
      return all.includes(null) ? null : (all as Turn[][]).flat();
    }
    case "Negate":
      return collect(first, factor.neg());
    case "Divide": {
      const below = fractionOf(second);
      return below === null || below.equals(0) ? null : collect(first, factor.div(below));
    }
    case "Multiply": {
      const value = fractionOf(first);
      return value === null || parts.length !== 2 ? null : collect(second, factor.mul(value));
    }
    default: {
      const vector = factor.d === 1n ? vectorOf(headOf(node), first) : null;
      return vector === null ? null : [{ ...vector, times: factor.s * factor.n }];
    }
  }
}

/** (1, t) for atan t, (sqrt(1 - s^2), s) for asin s, (c, sqrt(1 - c^2)) for acos c. */
function vectorOf(head: string, argument: Expression): { re: Surd; im: Surd } | null {
  const value = argument === undefined ? null : surdOf(argument);
  if (value === null || [...value.keys()].some((root) => root < 0n)) return null;
  if (head === "Arctan") return { re: surdOf(ONE) as Surd, im: value };
  if (head !== "Arcsin" && head !== "Arccos") return null;
  const square = multiplySurds(value, value);
  const rest = square === null || square.size > 1 ? null : new Fraction(1).sub(square.get(1n) ?? 0);
  if (rest === null || rest.s < 0n || (square as Surd).size !== (square?.has(1n) === true ? 1 : 0))
    return null;
  const other = surdOf(["Sqrt", ["Divide", integer(rest.n), integer(rest.d)]]);
  if (other === null) return null;
  return head === "Arcsin" ? { re: other, im: value } : { re: value, im: other };
}

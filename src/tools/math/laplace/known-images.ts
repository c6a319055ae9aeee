import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  ONE,
} from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { tidyRational } from "../integrate/tidy.ts";

type Image = (a: Expression, s: Expression) => Expression;

interface Row {
  /** What the argument is divided by, so that a constant a is left. */
  readonly scale: (time: Expression) => Expression;
  readonly image: Image;
}

const root = (s: Expression): Expression => ["Sqrt", s];
const reciprocalRoot = (time: Expression): Expression => ["Divide", ONE, ["Sqrt", time]];
const plain = (time: Expression): Expression => time;
/** e^(-2 a sqrt(s)). */
const decay: Image = (a, s) => [
  "Power",
  "ExponentialE",
  ["Negate", ["Multiply", integer(2), a, root(s)]],
];
const hypotenuse = (a: Expression, s: Expression, sign: 1 | -1): Expression => {
  const square: Expression = ["Power", a, integer(2)];
  return root(["Add", ["Power", s, integer(2)], sign > 0 ? square : ["Negate", square]]);
};

/** Functions of one argument (DLMF 7.14.3 and 10.22.49, Abramowitz and Stegun 29.3.82 to 29.3.84). */
const ROWS: Readonly<Record<string, readonly Row[]>> = {
  Erf: [
    {
      scale: reciprocalRoot,
      image: (a, s) => ["Divide", ["Add", ONE, ["Negate", decay(a, s)]], s],
    },
    {
      scale: root,
      image: (a, s) => ["Divide", a, ["Multiply", s, root(["Add", s, ["Power", a, integer(2)]])]],
    },
  ],
  Erfc: [{ scale: reciprocalRoot, image: (a, s) => ["Divide", decay(a, s), s] }],
};

/** The Laplace transform of a multiple of a function in the table; a claim for positive a. Null for any other. */
export function knownImage(
  original: Expression,
  time: string,
  frequency: string,
): Expression | null {
  const factors = headOf(original) === "Multiply" ? argumentsOf(original) : [original];
  const held = factors.filter((factor) => contains(factor, time));
  const [only] = held;
  if (only === undefined || held.length !== 1) return null;
  const image = imageOf(only, time, frequency);
  const rest = factors.filter((factor) => factor !== only);
  if (image === null) return null;
  const whole: Expression = rest.length === 0 ? image : ["Multiply", ...rest, image];
  return tidyRational(whole) ?? tidySigns(whole);
}

function imageOf(node: Expression, time: string, frequency: string): Expression | null {
  const parts = argumentsOf(node);
  const argument = parts.at(-1);
  if (argument === undefined) return null;
  for (const { scale, image } of ROWS[headOf(node)] ?? []) {
    const a = constantOf(argument, scale(time), time);
    if (a !== null) return image(a, frequency);
  }
  const isModified = headOf(node) === "BesselI";
  if (parts.length !== 2 || (headOf(node) !== "BesselJ" && !isModified)) return null;
  const order = parts[0] as Expression;
  const a = contains(order, time) ? null : constantOf(argument, plain(time), time);
  return a === null ? null : besselImage(order, a, frequency, isModified);
}

/** ((sqrt(s^2 ± a^2) - s)/a)^n/sqrt(s^2 ± a^2), with the sign turned for the modified function. */
function besselImage(
  order: Expression,
  a: Expression,
  s: Expression,
  isModified: boolean,
): Expression {
  const slant = hypotenuse(a, s, isModified ? -1 : 1);
  const base: Expression = [
    "Divide",
    isModified ? ["Add", s, ["Negate", slant]] : ["Add", slant, ["Negate", s]],
    a,
  ];
  const isNought = typeof order === "object" && "num" in order && order.num === "0";
  const top: Expression = isNought ? ONE : ["Power", base, order];
  return ["Divide", top, slant];
}

function constantOf(argument: Expression, scale: Expression, time: string): Expression | null {
  const ratio = tidyRational(["Divide", argument, scale]);
  return ratio === null || contains(ratio, time) ? null : ratio;
}

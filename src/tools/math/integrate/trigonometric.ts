import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isFunction,
  ONE,
  symbolsOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { linearIn } from "./linear.ts";
import { freshName, type Substitution } from "./substitution.ts";
import { tidyRational } from "./tidy.ts";

const two = integer(2);
const square = (u: Expression): Expression => ["Power", u, two];
const divide = (a: Expression, b: Expression): Expression => ["Divide", a, b];
const minus = (a: Expression, b: Expression): Expression => ["Add", a, ["Negate", b]];
const plus = (a: Expression, b: Expression): Expression => ["Add", a, b];

interface Family {
  readonly heads: readonly [string, string, string, string, string, string];
  /** Sine and cosine, and dx/du times the slope, for each meaning of u. */
  readonly meanings: readonly Meaning[];
}
interface Meaning {
  readonly head: string;
  readonly half?: boolean;
  readonly sine: (u: Expression) => Expression;
  readonly cosine: (u: Expression) => Expression;
  readonly rate: (u: Expression) => Expression;
}

/** u = sin, cos, tan, sec, csc, cot and tan of the half angle, with the roots of their principal range. */
const CIRCULAR: Family = {
  heads: ["Sin", "Cos", "Tan", "Cot", "Sec", "Csc"],
  meanings: [
    {
      head: "Sin",
      sine: (u) => u,
      cosine: (u) => root(minus(ONE, square(u))),
      rate: (u) => divide(ONE, root(minus(ONE, square(u)))),
    },
    {
      head: "Cos",
      sine: (u) => root(minus(ONE, square(u))),
      cosine: (u) => u,
      rate: (u) => ["Negate", divide(ONE, root(minus(ONE, square(u))))],
    },
    {
      head: "Tan",
      sine: (u) => divide(u, root(plus(ONE, square(u)))),
      cosine: (u) => divide(ONE, root(plus(ONE, square(u)))),
      rate: (u) => divide(ONE, plus(ONE, square(u))),
    },
    {
      head: "Cot",
      sine: (u) => divide(ONE, root(plus(ONE, square(u)))),
      cosine: (u) => divide(u, root(plus(ONE, square(u)))),
      rate: (u) => ["Negate", divide(ONE, plus(ONE, square(u)))],
    },
    {
      head: "Sec",
      sine: (u) => divide(root(minus(square(u), ONE)), u),
      cosine: (u) => divide(ONE, u),
      rate: (u) => divide(ONE, ["Multiply", u, root(minus(square(u), ONE))]),
    },
    {
      head: "Csc",
      sine: (u) => divide(ONE, u),
      cosine: (u) => divide(root(minus(square(u), ONE)), u),
      rate: (u) => ["Negate", divide(ONE, ["Multiply", u, root(minus(square(u), ONE))])],
    },
    {
      head: "Tan",
      half: true,
      sine: (u) => divide(["Multiply", two, u], plus(ONE, square(u))),
      cosine: (u) => divide(minus(ONE, square(u)), plus(ONE, square(u))),
      rate: (u) => divide(two, plus(ONE, square(u))),
    },
  ],
};

const HYPERBOLIC: Family = {
  heads: ["Sinh", "Cosh", "Tanh", "Coth", "Sech", "Csch"],
  meanings: [
    {
      head: "Sinh",
      sine: (u) => u,
      cosine: (u) => root(plus(ONE, square(u))),
      rate: (u) => divide(ONE, root(plus(ONE, square(u)))),
    },
    {
      head: "Cosh",
      sine: (u) => root(minus(square(u), ONE)),
      cosine: (u) => u,
      rate: (u) => divide(ONE, root(minus(square(u), ONE))),
    },
    {
      head: "Tanh",
      sine: (u) => divide(u, root(minus(ONE, square(u)))),
      cosine: (u) => divide(ONE, root(minus(ONE, square(u)))),
      rate: (u) => divide(ONE, minus(ONE, square(u))),
    },
    {
      head: "Coth",
      sine: (u) => divide(ONE, root(minus(square(u), ONE))),
      cosine: (u) => divide(u, root(minus(square(u), ONE))),
      rate: (u) => divide(ONE, minus(ONE, square(u))),
    },
    {
      head: "Sech",
      sine: (u) => divide(root(minus(ONE, square(u))), u),
      cosine: (u) => divide(ONE, u),
      rate: (u) => ["Negate", divide(ONE, ["Multiply", u, root(minus(ONE, square(u)))])],
    },
    {
      head: "Csch",
      sine: (u) => divide(ONE, u),
      cosine: (u) => divide(root(plus(ONE, square(u))), u),
      rate: (u) => ["Negate", divide(ONE, ["Multiply", u, root(plus(ONE, square(u)))])],
    },
    {
      head: "Exp",
      sine: (u) => divide(minus(square(u), ONE), ["Multiply", two, u]),
      cosine: (u) => divide(plus(square(u), ONE), ["Multiply", two, u]),
      rate: (u) => divide(ONE, u),
    },
  ],
};

function root(u: Expression): Expression {
  return ["Sqrt", u];
}

/**
 * An integrand in circular (or hyperbolic) functions of one linear argument, with u for one of them: the
 * ways that leave neither the old variable nor a root that the substitution brought in, Bioche's rules
 * being found by trying, and last the tangent of the half angle (or the exponential), which always works.
 */
export function trigonometricSubstitutions(
  integrand: Expression,
  variable: string,
): Substitution[] {
  const found: Substitution[] = [];
  for (const family of [CIRCULAR, HYPERBOLIC]) {
    const angle = commonAngle(integrand, variable, family);
    if (angle === null) continue;
    const mark = freshName(symbolsOf(integrand));
    for (const meaning of family.meanings) {
      const rewritten = rewrite(integrand, family, angle, meaning, mark);
      if (rewritten === null || contains(rewritten, variable)) continue;
      const tidied = tidyRational(divide(["Multiply", rewritten, meaning.rate(mark)], angle.slope));
      if (tidied === null || holdsOwnRoot(tidied, meaning, mark)) continue;
      found.push({ integrand: tidied, mark, meaning: meaningOf(meaning, angle.argument) });
    }
  }
  return found;
}

function meaningOf({ head, half }: Meaning, angle: Expression): Expression {
  if (head === "Exp") return ["Power", "ExponentialE", angle];
  return [head, half === true ? divide(angle, two) : angle];
}

/** Is the root of 1 ± u^2 still there, so that nothing was won? */
function holdsOwnRoot(expression: Expression, meaning: Meaning, mark: string): boolean {
  if (meaning.half === true || meaning.head === "Exp") return false;
  const roots = [minus(ONE, square(mark)), plus(ONE, square(mark)), minus(square(mark), ONE)].map(
    (inner) => printPlain(["Sqrt", tidyRational(inner) ?? inner]),
  );
  const visit = (node: Expression): boolean =>
    (headOf(node) === "Sqrt" && roots.includes(printPlain(node))) || argumentsOf(node).some(visit);
  return visit(expression);
}

interface Angle {
  readonly argument: Expression;
  readonly slope: Expression;
}

/** The smallest argument, of which all others are whole multiples. */
function commonAngle(integrand: Expression, variable: string, { heads }: Family): Angle | null {
  const angles = new Map<string, Expression>();
  const visit = (node: Expression): void => {
    const [inner] = argumentsOf(node);
    if (heads.includes(headOf(node)) && inner !== undefined && contains(inner, variable))
      angles.set(printPlain(inner), inner);
    for (const part of argumentsOf(node)) visit(part);
  };
  visit(integrand);
  for (const argument of angles.values()) {
    const linear = linearIn(argument, variable);
    if (linear === null) return null;
    if ([...angles.values()].every((other) => multipleOf(other, argument) !== null))
      return { argument, slope: linear.slope };
  }
  return null;
}

function multipleOf(angle: Expression, base: Expression): number | null {
  const ratio = exactForm(["Divide", angle, base]);
  if (ratio === null || typeof ratio !== "object" || !("num" in ratio)) return null;
  const value = Number(ratio.num);
  return Number.isInteger(value) && value >= 1 && value <= 6 ? value : null;
}

/** Every function of the angle put in terms of u; null where the variable stays elsewhere. */
function rewrite(
  node: Expression,
  family: Family,
  angle: Angle,
  meaning: Meaning,
  mark: string,
): Expression | null {
  if (!isFunction(node)) return node;
  const which = family.heads.indexOf(node[0]);
  if (which >= 0) {
    const times = multipleOf(argumentsOf(node)[0] as Expression, angle.argument);
    if (times === null) return null;
    const [sine, cosine] = multiple(times, meaning.sine(mark), meaning.cosine(mark), family);
    return [
      sine,
      cosine,
      divide(sine, cosine),
      divide(cosine, sine),
      divide(ONE, cosine),
      divide(ONE, sine),
    ][which] as Expression;
  }
  const parts = argumentsOf(node).map((part) => rewrite(part, family, angle, meaning, mark));
  return parts.some((part) => part === null) ? null : [node[0], ...(parts as Expression[])];
}

/** Sine and cosine of a multiple by the addition theorems. */
function multiple(
  times: number,
  sine: Expression,
  cosine: Expression,
  family: Family,
): [Expression, Expression] {
  let [s, c] = [sine, cosine];
  for (let k = 1; k < times; k++) {
    const product: Expression = ["Multiply", s, sine];
    [s, c] = [
      plus(["Multiply", s, cosine], ["Multiply", c, sine]),
      plus(["Multiply", c, cosine], family === CIRCULAR ? ["Negate", product] : product),
    ];
  }
  return [s, c];
}

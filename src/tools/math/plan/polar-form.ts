import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  isNumber,
  variablesOf,
} from "../expression/expression.ts";
import { exactForm } from "../exact/exact-form.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { parseExpression } from "../read/parse.ts";
import { EXACT } from "./candidates.ts";
import { EVERYWHERE } from "../read/math-query.ts";
import { solveQuery } from "./solve.ts";
import { evaluateExpression } from "./evaluate.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";

const MOST_ROOTS = 24;

interface Polar {
  readonly modulus: Expression;
  readonly angle: Expression;
}

/** r e^(i t) with r > 0 and -pi < t <= pi, proved equal to the number. */
export async function polarForm(input: Expression, context: ComputeContext): Promise<Outcome> {
  const polar = await polarOf(input, context);
  if (!("modulus" in polar)) return polar;
  return expressionOutcome({
    expression: written(polar),
    engine: EXACT,
    certificate: {
      grade: "proved",
      method: "equal-to-input",
      detail: "Modulus and principal argument; multiplied out, they give the number exactly.",
      engines: [EXACT],
    },
  });
}

/** The n different n-th roots, each raised to the power n again. */
export async function allRoots(
  input: Expression,
  count: Expression,
  context: ComputeContext,
): Promise<Outcome> {
  const n = isNumber(count) ? Number(count.num) : 0;
  if (n < 2 || n > MOST_ROOTS)
    return openOutcome(`Roots of order 2 to ${MOST_ROOTS} are worked out.`, "unsupported");
  const polar = await polarOf(input, context);
  // Where the angle is no multiple of pi, the equation x^n = a may still be solved in radicals.
  const isPlain = "modulus" in polar && !holdsInverse(polar.angle);
  if (!isPlain && n === 2) {
    const root = await squareRoot(input, context);
    return rootsOutcome([root, opposite(root)], input, 2, context);
  }
  if (!isPlain)
    return solveQuery([["Equal", ["Power", "x", count], input]], ["x"], EVERYWHERE, context);
  const size = await shortest(
    ["Power", polar.modulus, ["Divide", integer(1), integer(n)]],
    context,
  );
  const roots: Expression[] = [];
  for (let k = 0; k < n; k++) {
    const turn: Expression = [
      "Divide",
      ["Add", polar.angle, ["Multiply", integer(2 * k), "Pi"]],
      integer(n),
    ];
    const angle = exactForm(turn) ?? turn;
    const [x, y] = [
      await shortest(["Cos", angle], context),
      await shortest(["Sin", angle], context),
    ];
    const [re, im] = [x, y].map((part): Expression => {
      const product: Expression = ["Multiply", size, part];
      return exactForm(product) ?? tidySigns(product);
    }) as [Expression, Expression];
    roots.push(joined(re, im));
  }
  return rootsOutcome(roots, input, n, context);
}

function holdsInverse(node: Expression): boolean {
  return headOf(node).startsWith("Arc") || argumentsOf(node).some(holdsInverse);
}

function opposite(root: Expression): Expression {
  return headOf(root) === "Add"
    ? tidySigns(["Add", ...argumentsOf(root).map((part): Expression => ["Negate", part])])
    : tidySigns(["Negate", root]);
}

/** sqrt(a + b i) = sqrt((r + a)/2) ± i sqrt((r - a)/2) with the sign of b, where r = |a + b i|. */
async function squareRoot(input: Expression, context: ComputeContext): Promise<Expression> {
  const [a, b] = [await shortest(["Re", input], context), await shortest(["Im", input], context)];
  const r = await shortest(["Abs", input], context);
  const half = (sum: Expression): Promise<Expression> =>
    shortest(
      ["Sqrt", exactForm(["Divide", sum, integer(2)]) ?? ["Divide", sum, integer(2)]],
      context,
    );
  const [re, im] = [await half(["Add", r, a]), await half(["Add", r, ["Negate", a]])];
  return joined(re, evaluateReal(b)?.isNegative() === true ? tidySigns(["Negate", im]) : im);
}

/** The roots, when each gives the number and they are as many as the order. */
function rootsOutcome(
  roots: readonly Expression[],
  input: Expression,
  n: number,
  context: ComputeContext,
): Outcome {
  const isRight = context.proving(() =>
    roots.every((root) => decideEqual(["Power", root, integer(n)], input).verdict === "proved"),
  );
  const values = roots.map((root) => evaluateComplex(root));
  const isDistinct = values.every(
    (value, k) =>
      value !== null &&
      values.every((other, j) => j >= k || (other !== null && value.sub(other).abs() > 1e-9)),
  );
  if (!isRight || !isDistinct)
    return openOutcome("The roots could not be written and proved exactly.");
  const items = roots.map(printPlain);
  const text = items.join(", ");
  return {
    kind: "answer",
    value: {
      kind: "solutions",
      variables: ["x"],
      solutions: items.map((item) => ({ x: item })),
      complete: true,
    },
    short: text,
    plain: text,
    latex: roots.map(printLatex).join(",\\; "),
    certificate: {
      grade: "proved",
      method: "power-and-count",
      detail: `Each was raised to the power ${n} exactly and gives the number; they are ${n} different ones, and there are no more.`,
      engines: [EXACT],
    },
    engine: EXACT,
  };
}

/** re + im i, without parts that are zero. */
function joined(re: Expression, im: Expression): Expression {
  if (isNumber(im) && Number(im.num) === 0) return re;
  const times = (part: Expression): Expression =>
    headOf(part) === "Negate"
      ? ["Negate", times(argumentsOf(part)[0] as Expression)]
      : isNumber(part) && part.num === "1"
        ? "ImaginaryUnit"
        : headOf(part) === "Divide"
          ? [
              "Divide",
              times(argumentsOf(part)[0] as Expression),
              argumentsOf(part)[1] as Expression,
            ]
          : ["Multiply", part, "ImaginaryUnit"];
  return isNumber(re) && Number(re.num) === 0 ? times(im) : tidySigns(["Add", re, times(im)]);
}

async function polarOf(input: Expression, context: ComputeContext): Promise<Polar | Outcome> {
  if (variablesOf(input).length > 0)
    return openOutcome("This is worked out for numbers, without letters.", "unsupported");
  if (decideEqual(input, integer(0)).verdict === "proved")
    return openOutcome("Zero has no argument, so it has no polar form.");
  const modulus = await shortest(["Abs", input], context);
  const angle = await shortest(["Arg", input], context);
  const turn = evaluateReal(angle)?.toNumber();
  const size = evaluateReal(modulus)?.toNumber();
  const isPrincipal =
    turn !== undefined &&
    turn > -Math.PI - 1e-12 &&
    turn <= Math.PI + 1e-12 &&
    size !== undefined &&
    size > 0;
  const isEqual =
    isPrincipal &&
    context.proving(() => decideEqual(input, written({ modulus, angle })).verdict === "proved");
  return isEqual
    ? { modulus, angle }
    : openOutcome("Modulus and argument could not be worked out exactly.");
}

function written({ modulus, angle }: Polar): Expression {
  if (isNumber(angle) && Number(angle.num) === 0) return modulus;
  const power: Expression = ["Power", "ExponentialE", timesUnit(angle)];
  return isNumber(modulus) && modulus.num === "1" ? power : ["Multiply", modulus, power];
}

/** i t, with i inside a quotient: i*pi/4. */
function timesUnit(angle: Expression): Expression {
  const [first, second] = argumentsOf(angle) as [Expression, Expression];
  switch (headOf(angle)) {
    case "Negate":
      return ["Negate", timesUnit(first)];
    case "Divide":
      return ["Divide", timesUnit(first), second];
    case "Multiply":
      return ["Multiply", first, "ImaginaryUnit", ...argumentsOf(angle).slice(1)];
    default:
      return ["Multiply", "ImaginaryUnit", angle];
  }
}

/** The value in the shortest form found; the expression itself where there is none. */
async function shortest(expression: Expression, context: ComputeContext): Promise<Expression> {
  const outcome = await evaluateExpression(expression, context);
  return outcome.kind === "answer" && outcome.value.kind === "expression"
    ? parseExpression(outcome.value.plain).expression
    : expression;
}

import { argumentsOf, type Expression, headOf, isFunction, ONE } from "../expression/expression.ts";

const TWO: Expression = { num: "2" };
const I: Expression = "ImaginaryUnit";
const negate = (u: Expression): Expression => ["Negate", u];
const square = (u: Expression): Expression => ["Power", u, TWO];
const inverse = (u: Expression): Expression => ["Divide", ONE, u];
/** sqrt(1 - u^2) and sqrt(1 + u^2) */
const lessSquare = (u: Expression): Expression => ["Sqrt", ["Add", ONE, negate(square(u))]];
const plusSquare = (u: Expression): Expression => ["Sqrt", ["Add", ONE, square(u)]];

const arcsine = (u: Expression): Expression =>
  negate(["Multiply", I, ["Ln", ["Add", ["Multiply", I, u], lessSquare(u)]]]);
const arccosine = (u: Expression): Expression => ["Add", ["Divide", "Pi", TWO], negate(arcsine(u))];
const arctangent = (u: Expression): Expression =>
  negate(["Multiply", I, ["Ln", ["Divide", ["Add", ONE, ["Multiply", I, u]], plusSquare(u)]]]);

const areaSine = (u: Expression): Expression => ["Ln", ["Add", u, plusSquare(u)]];
const areaCosine = (u: Expression): Expression => [
  "Ln",
  ["Add", u, ["Multiply", ["Sqrt", ["Add", u, negate(ONE)]], ["Sqrt", ["Add", u, ONE]]]],
];
const areaTangent = (u: Expression): Expression => [
  "Ln",
  ["Divide", ["Add", ONE, u], lessSquare(u)],
];

/** Principal values (DLMF 4.23.19, 4.37.16 to 4.37.21); those of the tangents for real arguments. */
const LOGARITHMS: Readonly<Record<string, (u: Expression) => Expression>> = {
  Arcsin: arcsine,
  Arccos: arccosine,
  Arctan: arctangent,
  Arccsc: (u) => arcsine(inverse(u)),
  Arcsec: (u) => arccosine(inverse(u)),
  Arsinh: areaSine,
  Arcosh: areaCosine,
  Artanh: areaTangent,
  Arcoth: (u) => areaTangent(inverse(u)),
  Arsech: (u) => areaCosine(inverse(u)),
  Arcsch: (u) => areaSine(inverse(u)),
};

/** The same with logarithms in place of inverse circular and hyperbolic functions; null where there is none. */
export function withLogarithms(expression: Expression): Expression | null {
  let isChanged = false;
  const rewrite = (node: Expression): Expression => {
    if (!isFunction(node)) return node;
    const parts = argumentsOf(node).map(rewrite);
    const [only] = parts;
    const write = LOGARITHMS[headOf(node)];
    if (write === undefined || only === undefined || parts.length !== 1) return [node[0], ...parts];
    isChanged = true;
    return write(only);
  };
  const rewritten = rewrite(expression);
  return isChanged ? rewritten : null;
}

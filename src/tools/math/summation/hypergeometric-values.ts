import { Fraction } from "fraction.js";
import { type Expression, integer } from "../expression/expression.ts";
import { fractionExpression } from "../exact/to-expression.ts";

/** Where the value holds: everywhere, or inside the unit circle. */
export interface HypergeometricValue {
  readonly value: Expression;
  readonly isEntire: boolean;
  readonly source: string;
}

type Formula = (root: Root) => Expression;

/** The square root s of z or, when z is written as -y, of y; the sign says which. */
export interface Root {
  readonly z: Expression;
  readonly s: Expression;
  readonly isNegative: boolean;
}

const ONE = integer(1);
const TWO = integer(2);
const times = (...parts: Expression[]): Expression => ["Multiply", ...parts];
const over = (a: Expression, b: Expression): Expression => ["Divide", a, b];
const minus = (a: Expression, b: Expression): Expression => ["Add", a, ["Negate", b]];
const signed = ({ isNegative, s }: Root): Expression =>
  isNegative ? ["Negate", ["Power", s, TWO]] : ["Power", s, TWO];

interface Row {
  readonly top: readonly string[];
  readonly bottom: readonly string[];
  readonly isEntire: boolean;
  readonly source: string;
  readonly value: Formula;
}

/** Closed forms of pFq(top; bottom; z). */
export const ROWS: readonly Row[] = [
  {
    top: [],
    bottom: [],
    isEntire: true,
    source: "DLMF 16.2.1",
    value: ({ z }) => ["Power", "ExponentialE", z],
  },
  {
    top: [],
    bottom: ["1/2"],
    isEntire: true,
    source: "DLMF 10.16.1, 10.39.1",
    value: ({ s, isNegative }) => [isNegative ? "Cos" : "Cosh", times(TWO, s)],
  },
  {
    top: [],
    bottom: ["3/2"],
    isEntire: true,
    source: "DLMF 10.16.1, 10.39.1",
    value: ({ s, isNegative }) => over([isNegative ? "Sin" : "Sinh", times(TWO, s)], times(TWO, s)),
  },
  {
    top: ["1"],
    bottom: ["2"],
    isEntire: true,
    source: "DLMF 13.6.1",
    value: ({ z }) => over(minus(["Power", "ExponentialE", z], ONE), z),
  },
  {
    top: ["1", "1"],
    bottom: ["2"],
    isEntire: false,
    source: "DLMF 15.4.1",
    value: ({ z }) => ["Negate", over(["Ln", minus(ONE, z)], z)],
  },
  {
    top: ["1/2", "1"],
    bottom: ["3/2"],
    isEntire: false,
    source: "DLMF 15.4.2, 15.4.3",
    value: ({ s, isNegative }) => over([isNegative ? "Arctan" : "Artanh", s], s),
  },
  {
    top: ["1/2", "1/2"],
    bottom: ["3/2"],
    isEntire: false,
    source: "DLMF 15.4.4, 15.4.5",
    value: ({ s, isNegative }) => over([isNegative ? "Arsinh" : "Arcsin", s], s),
  },
  {
    top: ["1", "1"],
    bottom: ["3/2"],
    isEntire: false,
    source: "DLMF 4.24.2 with 15.8.1",
    value: (root) =>
      over(
        [root.isNegative ? "Arsinh" : "Arcsin", root.s],
        times(root.s, ["Sqrt", minus(ONE, signed(root))]),
      ),
  },
  {
    top: ["1", "1"],
    bottom: ["1/2"],
    isEntire: false,
    source: "DLMF 4.24.2 with 15.8.1, differentiated",
    value: (root) => {
      const rest = minus(ONE, signed(root));
      const tail = over(
        times(root.s, [root.isNegative ? "Arsinh" : "Arcsin", root.s]),
        times(rest, ["Sqrt", rest]),
      );
      return ["Add", over(ONE, rest), root.isNegative ? ["Negate", tail] : tail];
    },
  },
  {
    top: ["1", "1", "1"],
    bottom: ["3/2", "2"],
    isEntire: false,
    source: "DLMF 4.24.2, integrated",
    value: ({ s, isNegative }) =>
      over(["Power", [isNegative ? "Arsinh" : "Arcsin", s], TWO], ["Power", s, TWO]),
  },
  ...[2, 3, 4].map((order): Row => ({
    top: Array.from({ length: order + 1 }, () => "1"),
    bottom: Array.from({ length: order }, () => "2"),
    isEntire: false,
    source: "DLMF 25.12.1, 25.12.10",
    value: ({ z }) => over(["PolyLog", integer(order), z], z),
  })),
];

/** The closed form of pFq with these parameters at z, when it is one of those known here. */
export function hypergeometricValue(
  top: readonly Fraction[],
  bottom: readonly Fraction[],
  root: Root,
): HypergeometricValue | null {
  const texts = (values: readonly Fraction[]): string =>
    [...values]
      .sort((a, b) => a.compare(b))
      .map((value) => value.toFraction())
      .join(",");
  const [only] = top;
  if (top.length === 1 && bottom.length === 0 && only !== undefined)
    return {
      value: ["Power", minus(ONE, root.z), fractionExpression(only.neg())],
      isEntire: false,
      source: "DLMF 15.4.6",
    };
  const row = ROWS.find(
    (candidate) =>
      candidate.top.join(",") === texts(top) && candidate.bottom.join(",") === texts(bottom),
  );
  if (row === undefined) return null;
  return { value: row.value(root), isEntire: row.isEntire, source: row.source };
}

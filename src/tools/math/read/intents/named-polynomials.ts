import { integer } from "../../expression/expression.ts";
import type { AlgebraOperation } from "../algebra-query.ts";
import { readOrdinal, readWholeNumber } from "../number-words.ts";
import type { Intent } from "./intent.ts";

const FAMILIES: readonly (readonly [string, string, string, AlgebraOperation, string, string])[] = [
  [
    "legendre",
    "勒让德",
    "P",
    "legendre-polynomial",
    "legendre polynomial P_3(x)",
    "5*x^3/2 - 3*x/2",
  ],
  [
    "chebyshev",
    "切比雪夫",
    "T",
    "chebyshev-polynomial",
    "chebyshev polynomial T_5(x)",
    "16*x^5 - 20*x^3 + 5*x",
  ],
  [
    "hermite",
    "埃尔米特",
    "H",
    "hermite-polynomial",
    "hermite polynomial H_4(x)",
    "16*x^4 - 48*x^2 + 12",
  ],
  [
    "laguerre",
    "拉盖尔",
    "L",
    "laguerre-polynomial",
    "laguerre polynomial L_3(x)",
    "-x^3/6 + 3*x^2/2 - 3*x + 1",
  ],
  [
    "bernoulli",
    "伯努利",
    "B",
    "bernoulli-polynomial",
    "bernoulli polynomial B_3(x)",
    "x^3 - 3*x^2/2 + x/2",
  ],
  [
    "cyclotomic",
    "分圆",
    "Phi",
    "cyclotomic-polynomial",
    "cyclotomic polynomial 12",
    "x^4 - x^2 + 1",
  ],
];

/** Polynomials of a family, by name and number. */
export const NAMED_POLYNOMIAL_INTENTS: readonly Intent[] = FAMILIES.map(
  ([english, chinese, letter, operation, ask, answer]) => ({
    name: `${english} polynomial`,
    frames: [
      `[the ]${english} polynomial [of degree |of order |number ]${letter}_[\\{]{n:digits}[\\}][\\({x:letter}\\)]`,
      `[the ]${english} polynomial [of degree |of order |number |n[ ]=[ ]]{n:digits}[ in {x:letter}]`,
      `[the ]{n:ordinal} ${english} polynomial[ in {x:letter}]`,
      `第 {n:count} 个 ${chinese}多项式`,
      `{n:count} [次|阶] ${chinese}多项式`,
      `${chinese}多项式 ${letter}_{n:digits}[\\({x:letter}\\)]`,
    ],
    read: (groups) => {
      const text = groups["n"] as string;
      const n = readWholeNumber(text) ?? BigInt(readOrdinal(text) ?? -1);
      return n < 0n || n > 200n
        ? null
        : { kind: "algebra", operation, operands: [integer(n)], variable: groups["x"] ?? "x" };
    },
    examples: [{ ask, answer }],
  }),
);

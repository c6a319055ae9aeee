import { Fraction } from "fraction.js";
import { type Expression, integer, rational } from "../expression/expression.ts";
import { bernoulli } from "../numeric/bernoulli.ts";

const LARGEST_ZETA = 60;
const LARGEST_SHIFT = 40;
const LARGEST_DENOMINATOR = 12;
const LARGEST_HALF = 200;

/**
 * A closed form of a special function at a rational argument: zeta at even and at negative whole numbers
 * (DLMF 25.6.2, 25.6.3), gamma at halves, digamma at fractions (Gauss, DLMF 5.4.19) with its recurrence, erf at 0,
 * polylogarithms of order 0, 1 and at 0, 1, -1 (DLMF 25.12.1, 25.12.2, 25.12.10), and complete elliptic integrals of
 * the parameter at 0, 1/2 and 1 (DLMF 19.6.1, 19.6.2). Null where none is known here.
 */
export function specialValue(head: string, values: readonly Fraction[]): Expression | null {
  const [u, v, ...rest] = values;
  if (u === undefined || rest.length > 0) return null;
  if (v !== undefined) return head === "PolyLog" ? polylogValue(u, v) : null;
  if (head === "Zeta") return zetaValue(u);
  if (head === "Gamma") return gammaValue(u);
  if (head === "Digamma") return digammaValue(u);
  if (head === "EllipticK" || head === "EllipticE") return ellipticValue(head, u);
  if (head === "LambertW") return u.equals(0) ? integer(0) : null;
  if (["Erf", "Erfi", "SinIntegral", "SinhIntegral", "FresnelS", "FresnelC"].includes(head))
    return u.equals(0) ? integer(0) : null;
  if (head === "Erfc") return u.equals(0) ? integer(1) : null;
  return null;
}

/** Where a function has a pole, so that nothing may be cancelled against it. */
export function isPole(head: string, values: readonly Fraction[]): boolean {
  const [u] = values;
  if (u === undefined || u.d !== 1n) return false;
  if (head === "Gamma" || head === "Digamma") return u.compare(0) <= 0;
  if (head === "Factorial") return u.compare(0) < 0;
  return head === "Zeta" && u.equals(1);
}

function fraction(value: Fraction): Expression {
  const size = rational(value.n, value.d);
  return value.compare(0) < 0 ? ["Negate", size] : size;
}

function polylogValue(s: Fraction, z: Fraction): Expression | null {
  if (z.equals(0)) return integer(0);
  if (s.equals(1) && z.compare(1) < 0) return ["Negate", ["Ln", fraction(new Fraction(1).sub(z))]];
  if (s.equals(0) && !z.equals(1)) return fraction(z.div(new Fraction(1).sub(z)));
  if (s.equals(2) && z.equals(new Fraction(1, 2)))
    return [
      "Add",
      ["Divide", ["Power", "Pi", integer(2)], integer(12)],
      ["Negate", ["Divide", ["Power", ["Ln", integer(2)], integer(2)], integer(2)]],
    ];
  if (s.d !== 1n || s.compare(2) < 0 || s.compare(LARGEST_ZETA) > 0) return null;
  if (z.equals(1)) return ["Zeta", fraction(s)];
  if (!z.equals(-1)) return null;
  const factor = new Fraction(1n, 2n ** (s.n - 1n)).sub(1);
  return ["Multiply", fraction(factor), ["Zeta", fraction(s)]];
}

function ellipticValue(head: string, m: Fraction): Expression | null {
  if (m.equals(0)) return ["Divide", "Pi", integer(2)];
  if (m.equals(1)) return head === "EllipticE" ? integer(1) : null;
  if (!m.equals(new Fraction(1, 2))) return null;
  const quarter: Expression = ["Power", ["Gamma", rational(1n, 4n)], integer(2)];
  const root: Expression = ["Sqrt", "Pi"];
  const k: Expression = ["Divide", quarter, ["Multiply", integer(4), root]];
  // 2 E K - K^2 = pi/2 at m = 1/2 (Legendre's relation, DLMF 19.7.1).
  return head === "EllipticK"
    ? k
    : [
        "Add",
        ["Divide", quarter, ["Multiply", integer(8), root]],
        ["Divide", ["Power", "Pi", rational(3n, 2n)], quarter],
      ];
}

function zetaValue(u: Fraction): Expression | null {
  if (u.d !== 1n || u.abs().compare(LARGEST_ZETA) > 0) return null;
  const n = Number(u.s * u.n);
  if (n <= 0)
    return n === 0 ? fraction(new Fraction(-1, 2)) : fraction(bernoulli(1 - n).div(n - 1));
  if (n % 2 === 1) return null;
  let size = bernoulli(n).abs().div(2);
  for (let k = 1; k <= n; k++) size = size.mul(2).div(k);
  return ["Multiply", fraction(size), ["Power", "Pi", integer(n)]];
}

function digammaValue(u: Fraction): Expression | null {
  const whole = u.floor();
  if (u.d > BigInt(LARGEST_DENOMINATOR) || u.abs().compare(LARGEST_SHIFT) > 0) return null;
  if (u.d === 1n && u.compare(0) <= 0) return null;
  // psi(x + 1) = psi(x) + 1/x brings the argument into (0, 1].
  const base = u.d === 1n ? new Fraction(1) : u.sub(whole);
  let shift = new Fraction(0);
  for (let x = base; x.compare(u) < 0; x = x.add(1)) shift = shift.add(new Fraction(1).div(x));
  for (let x = u; x.compare(base) < 0; x = x.add(1)) shift = shift.sub(new Fraction(1).div(x));
  const sum: Expression[] = [["Negate", "EulerGamma"], fraction(shift)];
  if (base.d === 1n) return ["Add", ...sum];
  const [p, q] = [Number(base.n), Number(base.d)];
  const angle = (numerator: number, denominator: number): Expression => [
    "Multiply",
    fraction(new Fraction(numerator, denominator)),
    "Pi",
  ];
  sum.push(
    ["Negate", ["Ln", integer(2 * q)]],
    [
      "Negate",
      ["Multiply", rational(1n, 2n), "Pi", COTANGENTS[base.toFraction()] ?? ["Cot", angle(p, q)]],
    ],
  );
  for (let n = 1; n <= Math.floor((q - 1) / 2); n++)
    sum.push([
      "Multiply",
      integer(2),
      COSINES[((2 * n * p) % (2 * q)) * (12 / q)] ?? ["Cos", angle(2 * n * p, q)],
      LOGARITHMS_OF_SINES[new Fraction(n, q).toFraction()] ?? ["Ln", ["Sin", angle(n, q)]],
    ]);
  return ["Add", ...sum];
}

const LN2: Expression = ["Ln", integer(2)];
const HALF: Expression = rational(1n, 2n);

/** ln sin(x pi) where the sine is a root of a rational number. */
const LOGARITHMS_OF_SINES: Readonly<Record<string, Expression>> = {
  "1/6": ["Negate", LN2],
  "1/4": ["Negate", ["Multiply", HALF, LN2]],
  "1/3": ["Add", ["Multiply", HALF, ["Ln", integer(3)]], ["Negate", LN2]],
};

const ROOT_OF_THREE: Expression = ["Sqrt", integer(3)];

/** cot(x pi) and, by twelfths of pi, cos(x pi), where they are rational or a root of 3 with a rational factor. */
const COTANGENTS: Readonly<Record<string, Expression>> = {
  "1/2": integer(0),
  "1/3": ["Divide", ROOT_OF_THREE, integer(3)],
  "2/3": ["Negate", ["Divide", ROOT_OF_THREE, integer(3)]],
  "1/4": integer(1),
  "3/4": integer(-1),
  "1/6": ROOT_OF_THREE,
  "5/6": ["Negate", ROOT_OF_THREE],
};
const COSINES: Readonly<Record<number, Expression>> = {
  4: HALF,
  6: integer(0),
  8: ["Negate", HALF],
  12: integer(-1),
  16: ["Negate", HALF],
  18: integer(0),
  20: HALF,
};

/** Gamma(n + 1/2) = (2n)!/(4^n n!) sqrt(pi) (DLMF 5.4.6, 5.5.1). */
function gammaValue(u: Fraction): Expression | null {
  if (u.d !== 2n || u.abs().compare(LARGEST_HALF) > 0) return null;
  let factor = new Fraction(1);
  for (let x = new Fraction(1, 2); x.compare(u) < 0; x = x.add(1)) factor = factor.mul(x);
  for (let x = u; x.compare(0) < 0; x = x.add(1)) factor = factor.div(x);
  return ["Multiply", fraction(factor), ["Sqrt", "Pi"]];
}

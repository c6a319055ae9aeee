import { Fraction } from "fraction.js";
import { argumentsOf, type Expression, headOf, isFunction } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { exactForm } from "./exact-form.ts";
import { fractionOf } from "./fraction-of.ts";
import { wholeRoot } from "./integers.ts";
import { surdExpression, surdOf as squareRoots } from "./surd.ts";
import { fractionExpression } from "./to-expression.ts";
import { rationalZeros, trim, type Univariate } from "./univariate.ts";

const HIGHEST_ROOT = 9;

/** Every root of a + b sqrt(c) that is itself x + y sqrt(c) with rational x and y written so; null where none is. */
export function withoutNestedRoots(expression: Expression): Expression | null {
  let isChanged = false;
  const rewrite = (node: Expression): Expression => {
    if (!isFunction(node)) return node;
    const inner: Expression = [node[0], ...argumentsOf(node).map(rewrite)];
    const found = unnested(inner);
    if (found !== null) isChanged = true;
    return found ?? inner;
  };
  const rewritten = rewrite(expression);
  return isChanged ? rewritten : null;
}

function unnested(node: Expression): Expression | null {
  const found = ofOneRoot(node) ?? ofTwoRoots(node);
  return found !== null && isSame(found, node) ? found : null;
}

/** sqrt(a + b sqrt(c)) as a sum of two roots, and odd roots of p sqrt(c) + q sqrt(e) as x sqrt(c) + y sqrt(e). */
function ofTwoRoots(node: Expression): Expression | null {
  const degree = rootDegree(node);
  const base = argumentsOf(node)[0] as Expression;
  if (degree === 2) {
    const surd = surdOf(base) ?? surdOf(exactForm(base) ?? base);
    const m =
      surd === null
        ? null
        : rationalRoot(surd.a.mul(surd.a).sub(surd.b.mul(surd.b).mul(surd.c)), 2);
    if (surd === null || m === null) return null;
    const [more, less] = [surd.a.add(m), surd.a.sub(m)].map((value) =>
      rootTimes(value.div(2), new Fraction(1)),
    );
    return [
      "Add",
      more as Expression,
      surd.b.s < 0n ? ["Negate", less as Expression] : (less as Expression),
    ];
  }
  if (degree === null || degree % 2 === 0 || headOf(base) !== "Add") return null;
  const terms = argumentsOf(base).map(rootTerm);
  const [first, second] = terms;
  if (terms.length !== 2 || !first || !second) return null;
  const norm = first.b.mul(first.b).mul(first.c).sub(second.b.mul(second.b).mul(second.c));
  const m = rationalRoot(norm, degree);
  if (m === null) return null;
  // With u = x sqrt(c) + y sqrt(e) and u' = x sqrt(c) - y sqrt(e): u u' = m and D_n(2 x sqrt(c), m) = 2 p sqrt(c).
  const odd = dicksonLess(degree, m, new Fraction(0)).map((value, power) =>
    power % 2 === 0 ? new Fraction(0) : value.mul(first.c.pow((power - 1) / 2) as Fraction),
  );
  odd[0] = first.b.mul(-2);
  for (const t of rationalZeros(trim(odd))) {
    const x = t.div(2);
    const y = rationalRoot(x.mul(x).mul(first.c).sub(m).div(second.c), 2);
    for (const factor of y === null ? [] : [y, y.neg()]) {
      const written: Expression = ["Add", rootTimes(first.c, x), rootTimes(second.c, factor)];
      if (isSame(written, node)) return written;
    }
  }
  return null;
}

/** x sqrt(c) with a whole number under the root. */
function rootTimes(c: Fraction, x: Fraction): Expression {
  const part: Expression = ["Multiply", fractionExpression(x), ["Sqrt", fractionExpression(c)]];
  const surd = squareRoots(part);
  return surd === null ? part : surdExpression(surd);
}

/** The root of a + b sqrt(c) as x + y sqrt(c), or the root of a rational number times such a sum. */
function ofOneRoot(node: Expression): Expression | null {
  const plain = withRationalParts(node);
  if (plain !== null) return plain;
  const degree = rootDegree(node);
  const base = argumentsOf(node)[0] as Expression;
  const surd = degree === null || degree === 2 ? null : surdOf(base);
  if (surd === null || degree === null) return null;
  const content = surd.a.gcd(surd.b);
  if (content.equals(1) || content.equals(0)) return null;
  const rest = exactForm(["Divide", base, fractionExpression(content)]);
  const share: Expression = ["Divide", { num: "1" }, { num: String(degree) }];
  const inner = rest === null ? null : withRationalParts(["Power", rest, share]);
  return inner === null ? null : ["Multiply", ["Power", fractionExpression(content), share], inner];
}

function withRationalParts(node: Expression): Expression | null {
  const degree = rootDegree(node);
  const base = argumentsOf(node)[0] as Expression;
  const surd = degree === null ? null : (surdOf(base) ?? surdOf(exactForm(base) ?? base));
  if (degree === null || surd === null) return null;
  const { a, b, c } = surd;
  const norm = a.mul(a).sub(b.mul(b).mul(c));
  const root = rationalRoot(norm, degree);
  if (root === null) return null;
  // The root u and its conjugate have the product m and a rational sum t with D_n(t, m) = 2 a (Dickson).
  for (const m of degree % 2 === 0 ? [root, root.neg()] : [root])
    for (const t of rationalZeros(dicksonLess(degree, m, a.mul(2)))) {
      const x = t.div(2);
      const y = rationalRoot(x.mul(x).sub(m).div(c), 2);
      for (const factor of y === null ? [] : [y, y.neg()]) {
        const part: Expression = [
          "Multiply",
          fractionExpression(factor),
          ["Sqrt", fractionExpression(c)],
        ];
        const tidied = exactForm(part) ?? part;
        const written: Expression = x.equals(0) ? tidied : ["Add", fractionExpression(x), tidied];
        if (isSame(written, node)) return written;
      }
    }
  return null;
}

/** n of sqrt(u) and u^(1/n). */
function rootDegree(node: Expression): number | null {
  if (headOf(node) === "Sqrt") return 2;
  if (headOf(node) !== "Power") return null;
  const exponent = fractionOf(argumentsOf(node)[1] as Expression);
  if (exponent === null || exponent.n !== 1n || exponent.s < 0n || exponent.d < 2n) return null;
  return exponent.d <= BigInt(HIGHEST_ROOT) ? Number(exponent.d) : null;
}

/** a + b sqrt(c) with rational a, b, c, where it is written so and positive. */
function surdOf(base: Expression): { a: Fraction; b: Fraction; c: Fraction } | null {
  if (headOf(base) !== "Add" || argumentsOf(base).length !== 2) return null;
  for (const [first, second] of [argumentsOf(base), argumentsOf(base).toReversed()]) {
    const a = fractionOf(first as Expression);
    const root = a === null ? null : rootTerm(second as Expression);
    if (a !== null && root !== null && (evaluateReal(base)?.toNumber() ?? -1) > 0)
      return { a, ...root };
  }
  return null;
}

function rootTerm(term: Expression): { b: Fraction; c: Fraction } | null {
  const parts = argumentsOf(term);
  switch (headOf(term)) {
    case "Sqrt": {
      const c = fractionOf(parts[0] as Expression);
      return c === null || c.compare(0) <= 0 ? null : { b: new Fraction(1), c };
    }
    case "Negate": {
      const inner = rootTerm(parts[0] as Expression);
      return inner === null ? null : { b: inner.b.neg(), c: inner.c };
    }
    case "Multiply": {
      const root = parts.find((part) => headOf(part) === "Sqrt");
      const inner = root === undefined ? null : rootTerm(root);
      let b: Fraction | null = inner?.b ?? null;
      for (const part of parts)
        if (part !== root) {
          const value: Fraction | null = fractionOf(part);
          b = b === null || value === null ? null : b.mul(value);
        }
      return inner === null || b === null ? null : { b, c: inner.c };
    }
    default:
      return null;
  }
}

/** The real n-th root where it is rational. */
function rationalRoot(value: Fraction, n: number): Fraction | null {
  if (value.equals(0)) return new Fraction(0);
  if (value.s < 0n && n % 2 === 0) return null;
  const [over, under] = [wholeRoot(value.n, n), wholeRoot(value.d, n)];
  return over === null || under === null ? null : new Fraction(value.s * over, under);
}

/** D_n(t, m) - value, where D_n(u + m/u, m) = u^n + (m/u)^n. */
function dicksonLess(n: number, m: Fraction, value: Fraction): Univariate {
  let [before, last]: [Fraction[], Fraction[]] = [
    [new Fraction(2)],
    [new Fraction(0), new Fraction(1)],
  ];
  for (let k = 2; k <= n; k++) {
    const next = [new Fraction(0), ...last];
    before.forEach((coefficient, power) => {
      next[power] = (next[power] as Fraction).sub(coefficient.mul(m));
    });
    [before, last] = [last, next];
  }
  return trim(
    last.map((coefficient, power) => (power === 0 ? coefficient.sub(value) : coefficient)),
  );
}

function isSame(a: Expression, b: Expression): boolean {
  const [x, y] = [evaluateReal(a), evaluateReal(b)];
  return x !== null && y !== null && x.sub(y).abs().lte(y.abs().add(1).mul("1e-25"));
}

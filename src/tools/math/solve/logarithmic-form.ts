import { Fraction } from "fraction.js";
import { exactForm } from "../exact/exact-form.ts";
import { lcmBigint } from "../exact/integers.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  rational,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { rationalOf } from "../prove/rational-of.ts";

const holdsAny = (part: Expression, unknowns: readonly string[]): boolean =>
  unknowns.some((name) => contains(part, name));

/**
 * A sum k1 log(u1) + … + c, with k's in whole ratios and no unknown elsewhere, as u1^k1 … - e^-c: zero
 * wherever the sum is. Null for other expressions.
 */
export function asProduct(difference: Expression, unknowns: readonly string[]): Expression | null {
  const logarithms: { readonly inner: Expression; readonly factor: Expression }[] = [];
  const constants: Expression[] = [];
  const visit = (term: Expression, factor: Expression): boolean => {
    const parts = argumentsOf(term);
    if (!holdsAny(term, unknowns)) {
      constants.push(["Multiply", factor, term]);
      return true;
    }
    switch (headOf(term)) {
      case "Add":
        return parts.every((part) => visit(part, factor));
      case "Negate":
        return visit(parts[0] as Expression, ["Negate", factor]);
      case "Divide":
        return (
          !holdsAny(parts[1] as Expression, unknowns) &&
          visit(parts[0] as Expression, ["Divide", factor, parts[1] as Expression])
        );
      case "Multiply": {
        const inner = parts.filter((part) => holdsAny(part, unknowns));
        const rest = parts.filter((part) => !holdsAny(part, unknowns));
        return inner.length === 1 && visit(inner[0] as Expression, ["Multiply", factor, ...rest]);
      }
      case "Ln":
        logarithms.push({ inner: parts[0] as Expression, factor });
        return parts.length === 1;
      case "Lg":
      case "Lb":
        logarithms.push({
          inner: parts[0] as Expression,
          factor: ["Divide", factor, ["Ln", integer(headOf(term) === "Lg" ? 10 : 2)]],
        });
        return true;
      default:
        return false;
    }
  };
  if (!visit(difference, integer(1)) || logarithms.length === 0) return null;
  const scale = (logarithms[0] as (typeof logarithms)[number]).factor;
  const ratios = logarithms.map(({ factor }) => rationalOf(["Divide", factor, scale]));
  if (!ratios.every((ratio) => ratio !== null)) return null;
  const common = ratios.reduce((all, { d }) => lcmBigint(all, d), 1n);
  const side = (isAbove: boolean): Expression[] =>
    logarithms.flatMap(({ inner }, k): Expression[] => {
      const power = (ratios[k] as Fraction).mul(common);
      return power.s > 0n === isAbove ? [["Power", inner, integer(power.n)]] : [];
    });
  const exponent: Expression = [
    "Negate",
    ["Divide", ["Multiply", integer(common), ["Add", integer(0), ...constants]], scale],
  ];
  const constant: Expression = ["Power", "ExponentialE", exactForm(exponent) ?? exponent];
  return [
    "Add",
    ["Multiply", integer(1), ...side(true)],
    ["Negate", ["Multiply", exactForm(constant) ?? constant, ...side(false)]],
  ];
}

/**
 * The logarithm of a product of positive constants and of powers of them with the unknowns in their
 * exponents. Null where a factor is of another kind.
 */
export function logarithmOfProduct(
  side: Expression,
  unknowns: readonly string[],
): Expression | null {
  if (!holdsAny(side, unknowns)) {
    if (evaluateReal(side)?.gt(1e-30) !== true) return null;
    const logarithm: Expression = ["Ln", side];
    return exactForm(logarithm) ?? logarithm;
  }
  const parts = argumentsOf(side);
  const inner = parts.map((part) => (): Expression | null => logarithmOfProduct(part, unknowns));
  const every = (): Expression[] | null => {
    const found = inner.map((work) => work());
    return found.every((part) => part !== null) ? found : null;
  };
  switch (headOf(side)) {
    case "Multiply": {
      const found = every();
      return found === null ? null : ["Add", ...found];
    }
    case "Divide": {
      const found = every();
      return found === null
        ? null
        : ["Add", found[0] as Expression, ["Negate", found[1] as Expression]];
    }
    case "Exp":
      return parts[0] as Expression;
    case "Sqrt": {
      const found = every();
      return found === null ? null : ["Divide", found[0] as Expression, integer(2)];
    }
    case "Power": {
      const [base, exponent] = parts as [Expression, Expression];
      if (base === "ExponentialE") return exponent;
      if (!holdsAny(exponent, unknowns)) {
        const power = rationalOf(exponent);
        const found = inner[0]?.() ?? null;
        return power === null || found === null
          ? null
          : ["Multiply", rational(power.s * power.n, power.d), found];
      }
      if (holdsAny(base, unknowns) || evaluateReal(base)?.gt(1e-30) !== true) return null;
      const logarithm: Expression = ["Ln", base];
      return ["Multiply", exponent, exactForm(logarithm) ?? logarithm];
    }
    default:
      return null;
  }
}

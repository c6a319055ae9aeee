import { Fraction } from "fraction.js";
import { checkDeadline } from "../../exact/deadline.ts";
import { fractionOf } from "../../exact/fraction-of.ts";
import { fractionExpression } from "../../exact/to-expression.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  holdsImaginaryUnit,
  integer,
  ONE,
  rational,
  ZERO,
} from "../../expression/expression.ts";
import { printPlain } from "../../expression/print-plain.ts";
import {
  addPairs,
  isZero,
  multiplyPairs,
  type Pair,
  real,
  signOfReal,
  tidy,
} from "./complex-pair.ts";

/** coefficient x^power log(x)^logs e^(-rate x^scale), for x > 0; the scale is one for all terms. */
export interface ExponentialTerm {
  readonly coefficient: Pair;
  readonly power: Fraction;
  readonly logs: number;
  readonly rate: Pair;
}

export interface ExponentialSum {
  readonly terms: readonly ExponentialTerm[];
  readonly scale: Fraction;
}

const MOST_TERMS = 64;
const LARGEST_POWER = 12;
const NONE = new Fraction(0);
const HALF = new Fraction(1, 2);
const NO_RATE: Pair = real(ZERO);

/**
 * The expression for x > 0 as a sum of powers, whole powers of log(x) and exponentials, circular and
 * hyperbolic functions of multiples of one power of x (Euler's formula); null for anything else. Symbols
 * are taken as positive.
 */
export function exponentialSum(expression: Expression, variable: string): ExponentialSum | null {
  const reader = new Reader(variable);
  const terms = reader.read(expression);
  return terms === null || reader.scale === null ? null : { terms, scale: reader.scale };
}

class Reader {
  scale: Fraction | null = null;
  readonly #variable: string;

  constructor(variable: string) {
    this.#variable = variable;
  }

  read(node: Expression): readonly ExponentialTerm[] | null {
    checkDeadline();
    if (node === this.#variable) return [{ ...constant(ONE), power: new Fraction(1) }];
    if (!contains(node, this.#variable)) {
      if (holdsImaginaryUnit(node)) return null;
      return isZero(node) ? [] : [constant(node)];
    }
    const [first, second] = argumentsOf(node) as [Expression, Expression];
    switch (headOf(node)) {
      case "Add":
        return this.#sum(argumentsOf(node));
      case "Negate":
        return this.#product([real(integer(-1))], [first]);
      case "Multiply":
        return this.#product([], argumentsOf(node));
      case "Divide":
        return this.#quotient(first, second);
      case "Sqrt":
        return this.#power(first, HALF);
      case "Power": {
        if (!contains(first, this.#variable)) return this.#raised(first, second);
        const exponent = fractionOf(second);
        return exponent === null ? null : this.#power(first, exponent);
      }
      case "Exp":
        return this.#exponential(first, real(ONE));
      case "Ln":
        return this.#logarithm(first);
      case "Sin":
      case "Cos":
      case "Sinh":
      case "Cosh":
        return this.#wave(headOf(node), first);
      default:
        return null;
    }
  }

  #sum(parts: readonly Expression[]): readonly ExponentialTerm[] | null {
    const found: ExponentialTerm[] = [];
    for (const part of parts) {
      const terms = this.read(part);
      if (terms === null) return null;
      found.push(...terms);
    }
    return combined(found);
  }

  #product(
    factors: readonly Pair[],
    parts: readonly Expression[],
  ): readonly ExponentialTerm[] | null {
    let result: readonly ExponentialTerm[] = [
      { ...constant(ONE), coefficient: factors.reduce(multiplyPairs, real(ONE)) },
    ];
    for (const part of parts) {
      const terms = this.read(part);
      if (terms === null || terms.length * result.length > MOST_TERMS) return null;
      result = multiplied(result, terms);
    }
    return result;
  }

  #quotient(above: Expression, below: Expression): readonly ExponentialTerm[] | null {
    const [top, bottom] = [this.read(above), this.#power(below, new Fraction(-1))];
    return top === null || bottom === null || top.length > MOST_TERMS
      ? null
      : multiplied(top, bottom);
  }

  #power(base: Expression, exponent: Fraction): readonly ExponentialTerm[] | null {
    const terms = this.read(base);
    if (terms === null) return null;
    const [only] = terms;
    if (terms.length === 1 && only !== undefined && isRealTerm(only)) {
      const isWhole = exponent.d === 1n;
      if (!isWhole && (only.logs > 0 || signOfReal(only.coefficient.re) !== 1)) return null;
      const logs = only.logs * exponent.valueOf();
      if (logs < 0) return null;
      const by = fractionExpression(exponent);
      return [
        {
          coefficient: real(tidy(["Power", only.coefficient.re, by])),
          power: only.power.mul(exponent),
          logs,
          rate: real(tidy(["Multiply", only.rate.re, by])),
        },
      ];
    }
    const count = exponent.d === 1n ? exponent.valueOf() : -1;
    if (count < 0 || count > LARGEST_POWER) return null;
    let result: readonly ExponentialTerm[] = [constant(ONE)];
    for (let k = 0; k < count; k++) {
      if (result.length * terms.length > MOST_TERMS) return null;
      result = multiplied(result, terms);
    }
    return result;
  }

  /** A constant to a power with the variable. */
  #raised(base: Expression, exponent: Expression): readonly ExponentialTerm[] | null {
    if (base === "ExponentialE") return this.#exponential(exponent, real(ONE));
    if (signOfReal(base) !== 1) return null;
    return this.#exponential(["Multiply", ["Ln", base], exponent], real(ONE));
  }

  /** e^(unit inner), where the inner part is a constant and a multiple of one power of the variable. */
  #exponential(inner: Expression, unit: Pair): readonly ExponentialTerm[] | null {
    const parts = this.read(inner);
    if (parts === null) return null;
    let coefficient = real(ONE);
    let rate = NO_RATE;
    for (const part of parts) {
      if (!isRealTerm(part) || part.logs > 0 || !isZero(part.rate.re)) return null;
      const size = multiplyPairs(unit, part.coefficient);
      if (part.power.equals(0)) coefficient = multiplyPairs(coefficient, exponentialOf(size));
      else {
        if (part.power.compare(0) < 0) return null;
        if (this.scale !== null && !this.scale.equals(part.power)) return null;
        this.scale = part.power;
        rate = multiplyPairs(size, real(integer(-1)));
      }
    }
    return [{ coefficient, power: NONE, logs: 0, rate }];
  }

  #logarithm(inner: Expression): readonly ExponentialTerm[] | null {
    const terms = this.read(inner);
    const [only] = terms ?? [];
    if (terms?.length !== 1 || only === undefined || only.logs > 0 || !isRealTerm(only))
      return null;
    if (signOfReal(only.coefficient.re) !== 1) return null;
    const found: ExponentialTerm[] = [];
    const offset = tidy(["Ln", only.coefficient.re]);
    if (!isZero(offset)) found.push(constant(offset));
    if (!only.power.equals(0)) found.push({ ...constant(fractionExpression(only.power)), logs: 1 });
    if (!isZero(only.rate.re))
      found.push({
        ...constant(tidy(["Negate", only.rate.re])),
        power: this.scale as Fraction,
      });
    return found;
  }

  #wave(head: string, inner: Expression): readonly ExponentialTerm[] | null {
    const isCircular = head === "Sin" || head === "Cos";
    const unit: Pair = isCircular ? { re: ZERO, im: ONE } : real(ONE);
    const up = this.#exponential(inner, unit);
    const down = this.#exponential(inner, multiplyPairs(unit, real(integer(-1))));
    if (up === null || down === null) return null;
    const half: Pair =
      head === "Sin" ? { re: ZERO, im: rational(-1n, 2n) } : real(rational(1n, 2n));
    const isOdd = head === "Sin" || head === "Sinh";
    const signed = multiplyPairs(half, real(integer(isOdd ? -1 : 1)));
    return combined([...scaledBy(up, half), ...scaledBy(down, signed)]);
  }
}

const constant = (value: Expression): ExponentialTerm => ({
  coefficient: real(value),
  power: NONE,
  logs: 0,
  rate: NO_RATE,
});

const isRealTerm = ({ coefficient, rate }: ExponentialTerm): boolean =>
  isZero(coefficient.im) && isZero(rate.im);

function exponentialOf({ re, im }: Pair): Pair {
  const size: Expression = isZero(re) ? ONE : ["Power", "ExponentialE", re];
  return isZero(im)
    ? real(size)
    : { re: tidy(["Multiply", size, ["Cos", im]]), im: tidy(["Multiply", size, ["Sin", im]]) };
}

const scaledBy = (terms: readonly ExponentialTerm[], by: Pair): ExponentialTerm[] =>
  terms.map((term) => ({ ...term, coefficient: multiplyPairs(term.coefficient, by) }));

function multiplied(
  a: readonly ExponentialTerm[],
  b: readonly ExponentialTerm[],
): readonly ExponentialTerm[] {
  return combined(
    a.flatMap((x) =>
      b.map((y) => ({
        coefficient: multiplyPairs(x.coefficient, y.coefficient),
        power: x.power.add(y.power),
        logs: x.logs + y.logs,
        rate: addPairs(x.rate, y.rate),
      })),
    ),
  );
}

/** Terms of one kind are added; what cancels is left out. */
function combined(terms: readonly ExponentialTerm[]): readonly ExponentialTerm[] {
  const kinds = new Map<string, ExponentialTerm>();
  for (const term of terms) {
    const key = `${term.power.toFraction()} ${term.logs} ${printPlain(term.rate.re)} ${printPlain(term.rate.im)}`;
    const before = kinds.get(key);
    kinds.set(
      key,
      before === undefined
        ? term
        : { ...term, coefficient: addPairs(before.coefficient, term.coefficient) },
    );
  }
  return [...kinds.values()].filter(
    ({ coefficient }) => !isZero(coefficient.re) || !isZero(coefficient.im),
  );
}

import { fractionOf } from "../exact/fraction-of.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isNumber,
  ONE,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidy, verdictOfZero } from "../matrix/matrix.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { exactWave } from "../prove/special-waves.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";

/** What a term is multiplied with: nothing, cos(frequency t), sin(frequency t), or the logarithm of t. */
export type Wave = "none" | "cos" | "sin" | "log";

/**
 * coefficient t^power e^(rate t), times its wave, from t = delay on; an impulse is the coefficient times
 * Dirac's delta at the delay.
 */
export interface ExponentialTerm {
  readonly coefficient: Expression;
  readonly power: Expression;
  readonly rate: Expression;
  readonly wave: Wave;
  readonly frequency: Expression;
  readonly delay: Expression;
  readonly isImpulse: boolean;
}

const MOST_TERMS = 120;
const HIGHEST_POWER = 12;
const HALF: Expression = ["Divide", ONE, integer(2)];

const CONSTANT: ExponentialTerm = {
  coefficient: ONE,
  power: ZERO,
  rate: ZERO,
  wave: "none",
  frequency: ZERO,
  delay: ZERO,
  isImpulse: false,
};

/**
 * The function of `time` on t > 0 as a sum of such terms, by Euler's and the addition formulas; null where
 * it is none. Unknown delays are taken as positive; the names they hold are added to `positive`.
 */
export function exponentialTerms(
  expression: Expression,
  time: string,
  positive: Set<string>,
): ExponentialTerm[] | null {
  const terms = new Expander(time, positive).expand(expression);
  return terms === null ? null : collected(terms);
}

class Expander {
  private readonly time: string;
  private readonly positive: Set<string>;

  constructor(time: string, positive: Set<string>) {
    this.time = time;
    this.positive = positive;
  }

  expand(expression: Expression): ExponentialTerm[] | null {
    if (!contains(expression, this.time)) return [{ ...CONSTANT, coefficient: expression }];
    if (expression === this.time) return [{ ...CONSTANT, power: ONE }];
    const parts = argumentsOf(expression);
    const [first, second] = parts as [Expression, Expression];
    switch (headOf(expression)) {
      case "Add": {
        const terms = parts.map((part) => this.expand(part));
        return terms.includes(null) ? null : (terms as ExponentialTerm[][]).flat();
      }
      case "Negate":
        return this.product(this.expand(integer(-1)), this.expand(first));
      case "Multiply":
        return parts
          .map((part) => this.expand(part))
          .reduce<ExponentialTerm[] | null>((a, b) => this.product(a, b), [CONSTANT]);
      case "Divide":
        return this.product(this.expand(first), this.inverse(this.expand(second)));
      case "Sqrt":
        return this.power(first, HALF);
      case "Power":
        return this.power(first, second);
      case "Sin":
      case "Cos":
        return this.wave(headOf(expression) === "Sin" ? "sin" : "cos", first);
      case "Sinh":
      case "Cosh":
        return this.hyperbolic(first, headOf(expression) === "Sinh" ? -1 : 1);
      case "Ln":
        return this.logarithm(first);
      case "Heaviside":
      case "DiracDelta":
        return this.switched(first, headOf(expression) === "DiracDelta");
      default:
        return null;
    }
  }

  /** slope t + constant; null where the argument is not linear. */
  private linear(argument: Expression): { slope: Expression; constant: Expression } | null {
    const slope = tidy(differentiate(argument, this.time));
    if (contains(slope, this.time)) return null;
    return { slope, constant: tidy(substitute(argument, this.time, ZERO)) };
  }

  private power(base: Expression, exponent: Expression): ExponentialTerm[] | null {
    if (base === "ExponentialE") return this.exponential(exponent);
    if (!contains(base, this.time)) return this.exponential(["Multiply", exponent, ["Ln", base]]);
    if (contains(exponent, this.time)) return null;
    if (base === this.time) return [{ ...CONSTANT, power: tidy(exponent) }];
    const number = fractionOf(exponent);
    const terms = this.expand(base);
    if (terms === null || number === null) return null;
    if (number.d === 1n) {
      const count = Number(number.s * number.n);
      if (Math.abs(count) > HIGHEST_POWER) return null;
      let result: ExponentialTerm[] | null = [CONSTANT];
      const factor = count < 0 ? this.inverse(terms) : terms;
      for (let k = 0; k < Math.abs(count); k++) result = this.product(result, factor);
      return result;
    }
    // (c t)^p = c^p t^p for a positive number c.
    const [only, ...others] = collected(terms);
    if (only === undefined || others.length > 0 || !isPlain(only) || !isZero(only.rate))
      return null;
    if (variablesOf(only.coefficient).length > 0 || evaluateReal(only.coefficient)?.gt(0) !== true)
      return null;
    return [
      {
        ...only,
        coefficient: ["Power", only.coefficient, exponent],
        power: tidy(["Multiply", only.power, exponent]),
      },
    ];
  }

  private exponential(exponent: Expression): ExponentialTerm[] | null {
    const line = this.linear(exponent);
    if (line === null) return null;
    return [
      { ...CONSTANT, coefficient: ["Power", "ExponentialE", line.constant], rate: line.slope },
    ];
  }

  private wave(wave: "sin" | "cos", argument: Expression): ExponentialTerm[] | null {
    const line = this.linear(argument);
    if (line === null) return null;
    const { slope, constant } = line;
    const turning = (kind: "sin" | "cos", coefficient: Expression): ExponentialTerm => ({
      ...CONSTANT,
      coefficient,
      wave: kind,
      frequency: slope,
    });
    if (isZero(constant)) return [turning(wave, ONE)];
    // sin(a + b) and cos(a + b) taken apart.
    return wave === "sin"
      ? [turning("sin", exactWave("Cos", constant)), turning("cos", exactWave("Sin", constant))]
      : [
          turning("cos", exactWave("Cos", constant)),
          turning("sin", ["Negate", exactWave("Sin", constant)]),
        ];
  }

  private hyperbolic(argument: Expression, sign: 1 | -1): ExponentialTerm[] | null {
    const [up, down] = [this.exponential(argument), this.exponential(["Negate", argument])];
    if (up === null || down === null) return null;
    return [
      ...up.map((term) => scaled(term, HALF)),
      ...down.map((term) => scaled(term, sign === 1 ? HALF : ["Negate", HALF])),
    ];
  }

  /** log(c t) = log c + log t for a positive number c. */
  private logarithm(argument: Expression): ExponentialTerm[] | null {
    const line = this.linear(argument);
    if (line === null || !isZero(line.constant)) return null;
    if (variablesOf(line.slope).length > 0 || evaluateReal(line.slope)?.gt(0) !== true) return null;
    return [
      { ...CONSTANT, wave: "log" },
      { ...CONSTANT, coefficient: ["Ln", line.slope] },
    ];
  }

  /** A step or an impulse at the zero of a linear argument. */
  private switched(argument: Expression, isImpulse: boolean): ExponentialTerm[] | null {
    const line = this.linear(argument);
    const slope = line === null ? null : fractionOf(line.slope);
    if (line === null || slope === null || slope.equals(0)) return null;
    const place = tidy(["Negate", ["Divide", line.constant, line.slope]]);
    const isBefore = this.isBeforeStart(place);
    if (isBefore === null) return null;
    if (isImpulse) {
      if (isBefore && !isZero(place)) return [];
      return [
        { ...CONSTANT, coefficient: ["Divide", ONE, ["Abs", line.slope]], delay: place, isImpulse },
      ];
    }
    const step: ExponentialTerm = { ...CONSTANT, delay: isBefore ? ZERO : place };
    if (slope.compare(0) > 0) return [step];
    return isBefore ? [] : [CONSTANT, scaled(step, integer(-1))];
  }

  /** Whether the place lies at or before 0; a single name or a positive multiple of one is taken as positive. */
  private isBeforeStart(place: Expression): boolean | null {
    const names = variablesOf(place);
    if (names.length === 0) {
      const value = evaluateReal(place);
      return value === null ? null : value.lte(0);
    }
    const at = (size: string) =>
      evaluateReal(place, Object.fromEntries(names.map((name) => [name, size])));
    if (names.length > 1 || [at("0.3"), at("1"), at("7")].some((v) => v === null || v.lte(0)))
      return null;
    const name = names[0] as string;
    const ratio = fractionOf(["Divide", place, name]);
    if (ratio === null || ratio.compare(0) <= 0) return null;
    this.positive.add(name);
    return false;
  }

  private inverse(terms: ExponentialTerm[] | null): ExponentialTerm[] | null {
    const [only, ...others] = terms === null ? [] : collected(terms);
    if (only === undefined || others.length > 0 || !isPlain(only)) return null;
    return [
      {
        ...only,
        coefficient: ["Divide", ONE, only.coefficient],
        power: tidy(["Negate", only.power]),
        rate: tidy(["Negate", only.rate]),
      },
    ];
  }

  private product(
    a: ExponentialTerm[] | null,
    b: ExponentialTerm[] | null,
  ): ExponentialTerm[] | null {
    if (a === null || b === null || a.length * b.length > MOST_TERMS) return null;
    const result: ExponentialTerm[] = [];
    for (const x of a)
      for (const y of b) {
        const terms = this.productOfTwo(x, y);
        if (terms === null) return null;
        result.push(...terms);
      }
    return result;
  }

  private productOfTwo(x: ExponentialTerm, y: ExponentialTerm): ExponentialTerm[] | null {
    if (x.isImpulse || y.isImpulse) return this.sifted(x, y);
    const delay = this.later(x.delay, y.delay);
    const waves = wavesOf(x, y);
    if (delay === null || waves === null) return null;
    const base = {
      power: sum(x.power, y.power),
      rate: sum(x.rate, y.rate),
      delay,
      isImpulse: false,
    };
    return waves.map(({ factor, wave, frequency }) => ({
      ...base,
      coefficient: times(factor, times(x.coefficient, y.coefficient)),
      wave,
      frequency,
    }));
  }

  /** f(t) delta(t - a) = f(a) delta(t - a). */
  private sifted(x: ExponentialTerm, y: ExponentialTerm): ExponentialTerm[] | null {
    const [impulse, other] = x.isImpulse ? [x, y] : [y, x];
    if (other.isImpulse || !isZero(other.delay)) return null;
    const value = substitute(writtenTerm(other, this.time), this.time, impulse.delay);
    return [{ ...impulse, coefficient: tidy(["Multiply", impulse.coefficient, value]) }];
  }

  private later(a: Expression, b: Expression): Expression | null {
    if (isZero(a)) return b;
    if (isZero(b)) return a;
    const difference = tidy(["Add", a, ["Negate", b]]);
    const size = variablesOf(difference).length === 0 ? evaluateReal(difference) : null;
    return size === null ? null : size.gt(0) ? a : b;
  }
}

const isZero = (expression: Expression): boolean =>
  isNumber(expression) ? /^0+$/.test(expression.num) : verdictOfZero(expression) === "proved";

const isPlain = (term: ExponentialTerm): boolean =>
  term.wave === "none" && !term.isImpulse && isZero(term.delay);

const scaled = (term: ExponentialTerm, factor: Expression): ExponentialTerm => ({
  ...term,
  coefficient: times(factor, term.coefficient),
});

function times(a: Expression, b: Expression): Expression {
  if (a === ONE) return b;
  return b === ONE ? a : ["Multiply", a, b];
}

const sum = (a: Expression, b: Expression): Expression =>
  a === ZERO ? b : b === ZERO ? a : tidy(["Add", a, b]);

interface Waves {
  readonly factor: Expression;
  readonly wave: Wave;
  readonly frequency: Expression;
}

/** The product of two waves as a sum of waves (DLMF 4.21.15–17). */
function wavesOf(x: ExponentialTerm, y: ExponentialTerm): Waves[] | null {
  if (x.wave === "none") return [{ factor: ONE, wave: y.wave, frequency: y.frequency }];
  if (y.wave === "none") return [{ factor: ONE, wave: x.wave, frequency: x.frequency }];
  if (x.wave === "log" || y.wave === "log") return null;
  const together = tidy(["Add", x.frequency, y.frequency]);
  const apart = tidy(["Add", x.frequency, ["Negate", y.frequency]]);
  const minus: Expression = ["Negate", HALF];
  if (x.wave === "cos" && y.wave === "cos")
    return [
      { factor: HALF, wave: "cos", frequency: apart },
      { factor: HALF, wave: "cos", frequency: together },
    ];
  if (x.wave === "sin" && y.wave === "sin")
    return [
      { factor: HALF, wave: "cos", frequency: apart },
      { factor: minus, wave: "cos", frequency: together },
    ];
  return [
    { factor: HALF, wave: "sin", frequency: together },
    { factor: x.wave === "sin" ? HALF : minus, wave: "sin", frequency: apart },
  ];
}

/** Waves of frequency zero are constants; terms that differ in the coefficient only are put together. */
function collected(terms: readonly ExponentialTerm[]): ExponentialTerm[] {
  const found = new Map<string, ExponentialTerm>();
  for (const term of terms) {
    const isStill = (term.wave === "cos" || term.wave === "sin") && isZero(term.frequency);
    if (isStill && term.wave === "sin") continue;
    const plain: ExponentialTerm = isStill ? { ...term, wave: "none", frequency: ZERO } : term;
    const key = [
      ...[plain.power, plain.rate, plain.frequency, plain.delay].map(printPlain),
      plain.wave,
      plain.isImpulse,
    ].join("|");
    const known = found.get(key);
    found.set(
      key,
      known === undefined
        ? plain
        : { ...known, coefficient: ["Add", known.coefficient, plain.coefficient] },
    );
  }
  return [...found.values()]
    .map((term) => ({ ...term, coefficient: tidy(term.coefficient) }))
    .filter(({ coefficient }) => !isZero(coefficient));
}

/** The term without its delay, as an expression of time. */
export function writtenTerm(term: ExponentialTerm, time: string): Expression {
  return ["Multiply", term.coefficient, ONE, ...writtenFactors(term, time)];
}

/** What stands beside the coefficient: the power, the exponential and the wave, where they are not 1. */
export function writtenFactors(term: ExponentialTerm, time: string): Expression[] {
  const turned = tidySigns(tidy(["Multiply", term.frequency, time]));
  const waves: Readonly<Record<Wave, readonly Expression[]>> = {
    none: [],
    cos: [["Cos", turned]],
    sin: [["Sin", turned]],
    log: [["Ln", time]],
  };
  const power = fractionOf(term.power);
  return [
    ...(isZero(term.power)
      ? []
      : [power?.equals(1) === true ? time : (["Power", time, term.power] as Expression)]),
    ...(isZero(term.rate)
      ? []
      : [["Power", "ExponentialE", tidySigns(tidy(["Multiply", term.rate, time]))] as Expression]),
    ...waves[term.wave],
  ];
}

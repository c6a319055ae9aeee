import { Fraction } from "fraction.js";
import { AnsatzError } from "../../../core/errors.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  isSymbol,
} from "../expression/expression.ts";
import { isPole, specialValue } from "./special-values.ts";
import { computeExactly } from "./exact-functions.ts";
import { cyclotomic, factorInteger } from "./integers.ts";
import { Polynomial, type Term, WorkBudget } from "./polynomial.ts";
import { type GeneratorRelation, reduceByRelations } from "./relations.ts";
import {
  addRational,
  asFraction,
  fromFraction,
  fromPolynomial,
  keyOfRational,
  multiplyRational,
  type RationalFunction,
  RF_ONE,
  RF_ZERO,
  tidy,
} from "./rational-function.ts";

/** Largest exponent that is multiplied out. */
const MAX_EXPONENT = 2_000;
const MOST_DIGITS = 50_000;
const MOST_DIGITS_OF_FRACTION = 12_000;
/** Largest order of a root of unity that is handled exactly. */
const MAX_UNITY_ORDER = 120;

interface Generator {
  readonly key: string;
  /** True for a free variable: algebraically independent of all other variables. */
  readonly isVariable: boolean;
  /** generator^degree = replacement, which may contain lower powers of the generator. */
  relation?: GeneratorRelation;
  /** What it stands for, where that is a power base^(kernel/degree); a null base is e. */
  readonly power?: {
    readonly base: RationalFunction | null;
    readonly kernel: RationalFunction;
    readonly degree: number;
  };
}

/** Thrown inside to start again with finer roots; never leaves this file. */
class NeedsFinerRoots extends Error {}

/**
 * Rewrites expressions as quotients of polynomials in generators: variables, constants, roots,
 * exponentials, logarithms and other function values. Circular and hyperbolic functions become
 * exponentials; roots of unity are reduced by their cyclotomic polynomial.
 *
 * Every rewriting used is an identity for principal values wherever both sides are defined, so a
 * difference that becomes zero IS zero there (a proof). A difference that does not become zero proves
 * nothing in general, because relations between generators may be missing.
 */
export class NormalForm {
  readonly budget = new WorkBudget();
  private generators: Generator[] = [];
  private indexByKey = new Map<string, number>();
  /** For each exponential kernel, the common denominator of its rational exponents. */
  private readonly rootDegrees = new Map<string, number>();
  /** Order L of e^(i pi / L); i itself is its power L/2. Zero until a root of unity occurs. */
  private unityOrder = 0;
  private readonly squareRootsUsed = new Set<bigint>();

  /** The normal form. Throws `unsupported` or `too_large`. */
  normalize(expression: Expression): RationalFunction {
    return this.normalizeAll([expression])[0] as RationalFunction;
  }

  /**
   * The normal forms of several expressions over the same generators. Every call numbers the generators
   * anew, so only results of one call can be put together. Throws like `normalize`.
   */
  normalizeAll(expressions: readonly Expression[]): RationalFunction[] {
    for (let attempt = 0; attempt < 12; attempt++) {
      this.generators = [];
      this.indexByKey = new Map();
      try {
        return expressions.map((expression) => this.convert(expression));
      } catch (error) {
        if (!(error instanceof NeedsFinerRoots)) throw error;
      }
    }
    throw unsupported("its roots do not settle");
  }

  generatorKeys(): string[] {
    return this.generators.map((generator) => generator.key);
  }

  /** True when the form has only free variables, so that "not zero" is a proof as well. */
  isPolynomialInVariables(value: RationalFunction): boolean {
    const used = new Set([...value.numerator.generators(), ...value.denominator.generators()]);
    return [...used].every((index) => this.generators[index]?.isVariable === true);
  }

  indexOfVariable(symbol: string): number | null {
    return this.indexByKey.get(`v:${symbol}`) ?? null;
  }

  /** True when the generator is, or is built from, the one at `target`. */
  dependsOn(index: number, target: number): boolean {
    if (index === target) return true;
    const { key, isVariable } = this.generators[index] as Generator;
    if (isVariable || index < target) return false;
    return [...key.matchAll(/(?<![\d/])(\d+)\^/g)].some(
      (found) => Number(found[1]) < index && this.dependsOn(Number(found[1]), target),
    );
  }

  /** The generator as an expression, or null for one that has no short form. */
  expressionOfGenerator(index: number): Expression | null {
    const { key } = this.generators[index] as Generator;
    if (key.startsWith("v:") || key.startsWith("c:")) return key.slice(2);
    if (key === "z") return this.unityOrder === 2 ? "ImaginaryUnit" : null;
    const root = /^n:(\d+)\|1\*\|(\d+)$/.exec(key);
    if (root !== null)
      return root[2] === "2"
        ? ["Sqrt", { num: root[1] as string }]
        : [
            "Power",
            { num: root[1] as string },
            ["Divide", { num: "1" }, { num: root[2] as string }],
          ];
    const rootOfOther = /^p:1\*(\d+)\^1 \|1\*\|(\d+)$/.exec(key);
    if (rootOfOther !== null) {
      const base = this.expressionOfGenerator(Number(rootOfOther[1]));
      const degree = rootOfOther[2] as string;
      if (base === null) return null;
      return degree === "2"
        ? ["Sqrt", base]
        : ["Power", base, ["Divide", { num: "1" }, { num: degree }]];
    }
    const logarithm = /^l:(\d+)\*$/.exec(key);
    if (logarithm !== null) return ["Ln", { num: logarithm[1] as string }];
    return key === "e|1*|1" ? "ExponentialE" : null;
  }

  /** The power that a generator stands for, if it is one. */
  powerOfGenerator(index: number): Generator["power"] {
    return (this.generators[index] as Generator).power;
  }

  private generator(key: string, isVariable = false, power?: Generator["power"]): number {
    const existing = this.indexByKey.get(key);
    if (existing !== undefined) return existing;
    this.generators.push(power === undefined ? { key, isVariable } : { key, isVariable, power });
    this.indexByKey.set(key, this.generators.length - 1);
    if (this.generators.length > 60) throw unsupported("it has too many different parts");
    return this.generators.length - 1;
  }

  private atom(key: string): RationalFunction {
    return fromPolynomial(Polynomial.generator(this.generator(key)));
  }

  private convert(expression: Expression): RationalFunction {
    this.budget.spend(1);
    if (isNumber(expression)) return fromFraction(new Fraction(expression.num));
    if (isSymbol(expression)) return this.convertSymbol(expression);
    const parts = argumentsOf(expression);
    const [first, second] = parts as [Expression, Expression];
    switch (headOf(expression)) {
      case "Add":
        return parts
          .map((part) => this.convert(part))
          .reduce((a, b) => this.reduce(addRational(a, b, this.budget)), RF_ZERO);
      case "Negate":
        return this.scale(this.convert(first), new Fraction(-1));
      case "Multiply":
        return parts
          .map((part) => this.convert(part))
          .reduce((a, b) => this.multiply(a, b), RF_ONE);
      case "Divide":
        return this.multiply(this.convert(first), this.invert(this.convert(second)));
      case "Sqrt":
        return this.power(this.convert(first), fromFraction(new Fraction(1, 2)));
      case "Power":
        return first === "ExponentialE"
          ? this.exponential(this.convert(second))
          : this.power(this.convert(first), this.convert(second));
      case "Ln":
        return this.logarithm(this.convert(first));
      case "Log":
        return this.multiply(
          this.logarithm(this.convert(first)),
          this.invert(this.logarithm(this.convert(second))),
        );
      case "D":
        return this.convertDerivative(expression);
      default:
        return this.convertFunction(headOf(expression), parts);
    }
  }

  private convertSymbol(symbol: string): RationalFunction {
    switch (symbol) {
      case "ImaginaryUnit":
        return this.unityPower(new Fraction(1, 2));
      case "ExponentialE":
        return this.exponential(RF_ONE);
      case "Pi":
      case "EulerGamma":
        return this.atom(`c:${symbol}`);
      case "PositiveInfinity":
      case "NegativeInfinity":
      case "ComplexInfinity":
      case "Undefined":
      case "True":
      case "False":
        throw unsupported("infinity and truth values are not numbers");
      default:
        return fromPolynomial(Polynomial.generator(this.generator(`v:${symbol}`, true)));
    }
  }

  private convertDerivative(expression: Expression): RationalFunction {
    const [body, variable, order] = argumentsOf(expression) as [
      Expression,
      Expression,
      Expression?,
    ];
    if (typeof variable !== "string")
      throw unsupported("the variable of the derivative is not a name");
    const times = order === undefined ? 1 : isNumber(order) ? Number(order.num) : 0;
    if (!Number.isInteger(times) || times < 1 || times > 10)
      throw unsupported("the order of the derivative is out of range");
    let result = body;
    for (let count = 0; count < times; count++) result = differentiate(result, variable);
    return this.convert(result);
  }

  private convertFunction(head: string, parts: readonly Expression[]): RationalFunction {
    const values = parts.map((part) => this.convert(part));
    const [u] = values as [RationalFunction];
    switch (head) {
      case "Sin":
      case "Cos":
      case "Tan":
      case "Cot":
      case "Sec":
      case "Csc":
        return this.circular(head, u);
      case "Sinh":
      case "Cosh":
      case "Tanh":
      case "Coth":
      case "Sech":
      case "Csch":
        return this.hyperbolic(head, u);
      default:
    }
    const fractions = values.map(asFraction);
    if (fractions.every((value) => value !== null)) {
      if (isPole(head, fractions as Fraction[])) throw unsupported(`"${head}" has a pole there`);
      const exact = computeExactly(head, fractions as Fraction[]);
      if (exact !== null) return fromFraction(exact);
      const special = specialValue(head, fractions as Fraction[]);
      if (special !== null) return this.convert(special);
    }
    if (values.length === 0 || !/^[A-Z][A-Za-z0-9]*$/.test(head) || NOT_FUNCTIONS.has(head))
      throw unsupported(`"${head}" has no exact form here`);
    if (head === "Abs" && values.length === 1) return this.atom(`f:Abs(${this.unsignedKey(u)})`);
    const key = `f:${head}(${values.map(keyOfRational).join(";")})`;
    if (head === "LambertW" && values.length === 1) this.lambertArguments.set(key, u);
    return this.atom(key);
  }

  /** The same for u and -u. */
  private unsignedKey(u: RationalFunction): string {
    const [one, other] = [u, this.scale(u, new Fraction(-1))].map(keyOfRational) as [
      string,
      string,
    ];
    return one < other ? one : other;
  }

  /** e^(iu) as the building block: sin u = (E - 1/E)/(2i) and so on (Euler). */
  private circular(head: string, u: RationalFunction): RationalFunction {
    const unit = this.convertSymbol("ImaginaryUnit");
    const e = this.exponential(this.multiply(unit, u));
    const inverse = this.invert(e);
    const sine = this.multiply(
      this.subtract(e, inverse),
      this.invert(this.scale(unit, new Fraction(2))),
    );
    const cosine = this.scale(addRational(e, inverse, this.budget), new Fraction(1, 2));
    return this.ratioFunction(
      ["Sin", "Cos", "Tan", "Cot", "Sec", "Csc"].indexOf(head),
      sine,
      cosine,
    );
  }

  private hyperbolic(head: string, u: RationalFunction): RationalFunction {
    const e = this.exponential(u);
    const inverse = this.invert(e);
    const sine = this.scale(this.subtract(e, inverse), new Fraction(1, 2));
    const cosine = this.scale(addRational(e, inverse, this.budget), new Fraction(1, 2));
    return this.ratioFunction(
      ["Sinh", "Cosh", "Tanh", "Coth", "Sech", "Csch"].indexOf(head),
      sine,
      cosine,
    );
  }

  private ratioFunction(
    which: number,
    sine: RationalFunction,
    cosine: RationalFunction,
  ): RationalFunction {
    if (which === 0) return this.reduce(sine);
    if (which === 1) return this.reduce(cosine);
    if (which === 2) return this.multiply(sine, this.invert(cosine));
    if (which === 3) return this.multiply(cosine, this.invert(sine));
    return this.invert(which === 4 ? cosine : sine);
  }

  private multiply(a: RationalFunction, b: RationalFunction): RationalFunction {
    return this.reduce(multiplyRational(a, b, this.budget));
  }

  private subtract(a: RationalFunction, b: RationalFunction): RationalFunction {
    return addRational(a, this.scale(b, new Fraction(-1)), this.budget);
  }

  private scale(value: RationalFunction, factor: Fraction): RationalFunction {
    return { numerator: value.numerator.scale(factor), denominator: value.denominator };
  }

  private invert(value: RationalFunction): RationalFunction {
    if (value.numerator.isZero)
      throw new AnsatzError("unsupported", "The expression divides by zero, so it has no value.");
    return tidy({ numerator: value.denominator, denominator: value.numerator }, this.budget);
  }

  private integerPower(base: RationalFunction, exponent: number): RationalFunction {
    if (Math.abs(exponent) > MAX_EXPONENT && (base.numerator.size > 1 || base.denominator.size > 1))
      throw unsupported(`the exponent ${exponent} is too large to multiply out`);
    if (exponent < 0) return this.integerPower(this.invert(base), -exponent);
    const constant = asFraction(base);
    if (constant !== null) {
      requireFewDigits(constant, exponent);
    }
    if (exponent > 1_000_000) throw unsupported(`the exponent ${exponent} is too large`);
    return this.reduce({
      numerator: base.numerator.power(exponent, this.budget),
      denominator: base.denominator.power(exponent, this.budget),
    });
  }

  private power(base: RationalFunction, exponent: RationalFunction): RationalFunction {
    const fixed = asFraction(exponent);
    if (fixed !== null && fixed.d === 1n) {
      if (fixed.n === 0n && base.numerator.isZero) throw unsupported("0^0 has no agreed value");
      return this.integerPower(base, Number(fixed.s * fixed.n));
    }
    if (base.numerator.isZero) {
      if (fixed !== null && fixed.compare(0) > 0) return base;
      throw unsupported("a power of zero with this exponent has no value");
    }
    const constant = asFraction(base);
    if (constant !== null) return this.constantPower(constant, exponent);
    // (c z)^a = c^a z^a holds for principal values when c > 0, so positive contents come out.
    const content = base.numerator.leading().coefficient.abs();
    const primitive = this.scale(base, content.inverse());
    const inner = this.withoutConstants(primitive, exponent);
    return content.equals(1) ? inner : this.multiply(this.constantPower(content, exponent), inner);
  }

  /** (c^k z)^a = c^(k a) z^a for a positive constant c: pi, e, primes, and their roots. */
  private withoutConstants(base: RationalFunction, exponent: RationalFunction): RationalFunction {
    const { numerator, denominator } = base;
    for (const index of new Set([...numerator.generators(), ...denominator.generators()])) {
      const raised = this.positiveConstant(index);
      if (raised === null) continue;
      const times = (part: Polynomial): number =>
        Math.min(...part.list().map(({ monomial }) => new Map(monomial).get(index) ?? 0));
      const common = times(numerator) - times(denominator);
      if (common === 0) continue;
      const atom = fromPolynomial(Polynomial.generator(index));
      const rest = this.multiply(base, this.integerPower(atom, -common));
      const scaled = raised(this.scale(exponent, new Fraction(common)));
      return asFraction(rest)?.equals(1) === true
        ? scaled
        : this.multiply(scaled, this.power(rest, exponent));
    }
    return this.kernelPower(`p:${keyOfRational(base)}`, exponent, base);
  }

  /** How a generator is raised to a power, when it is a positive constant; else null. */
  private positiveConstant(index: number): ((to: RationalFunction) => RationalFunction) | null {
    const { key, power } = this.generators[index] as Generator;
    if (key === "c:Pi") {
      const pi = this.atom(key);
      return (to) => this.kernelPower(`p:${keyOfRational(pi)}`, to, pi);
    }
    if (power === undefined || asFraction(power.kernel)?.equals(1) !== true) return null;
    const share = new Fraction(1, power.degree);
    if (power.base === null) return (to) => this.exponential(this.scale(to, share));
    const prime = asFraction(power.base);
    return prime === null || prime.compare(0) <= 0
      ? null
      : (to) => this.constantPower(prime, this.scale(to, share));
  }

  /** A rational number to any power: split into primes, with -1 as e^(i pi). */
  private constantPower(base: Fraction, exponent: RationalFunction): RationalFunction {
    requireFewDigits(base, constantPartOf(exponent)?.valueOf() ?? 0);
    let result = RF_ONE;
    if (base.s < 0n) {
      const unit = this.convertSymbol("ImaginaryUnit");
      result = this.exponential(this.multiply(this.multiply(unit, this.atom("c:Pi")), exponent));
    }
    for (const [value, sign] of [
      [base.n, 1],
      [base.d, -1],
    ] as const)
      for (const [prime, count] of factorInteger(value).factors)
        result = this.multiply(
          result,
          this.primePower(prime, this.scale(exponent, new Fraction(sign * count))),
        );
    return result;
  }

  private primePower(prime: bigint, exponent: RationalFunction): RationalFunction {
    const fixed = asFraction(exponent);
    // p^(a + c) = p^a p^c with the number c apart, so that p^(1/2) is the same root everywhere.
    const constant = fixed === null ? constantPartOf(exponent) : null;
    if (constant !== null) {
      const part = fromFraction(constant);
      return this.multiply(
        this.primePower(prime, part),
        this.primePower(prime, this.subtract(exponent, part)),
      );
    }
    if (fixed !== null && fixed.d === 2n && (prime === 2n || prime === 3n || prime === 5n)) {
      const root = this.unitySquareRoot(prime);
      if (root !== null) return this.integerPower(root, Number(fixed.s * fixed.n));
    }
    return this.kernelPower(`n:${prime}`, exponent, fromFraction(new Fraction(prime)));
  }

  /** Square roots of 2, 3 and 5 inside the field of the roots of unity in use (Gauss sums). */
  private unitySquareRoot(prime: bigint): RationalFunction | null {
    this.squareRootsUsed.add(prime);
    if (this.unityOrder === 0) return null;
    this.requireUnityOrder(prime === 2n ? 4 : prime === 3n ? 6 : 5);
    const z = (numerator: number, denominator: number): RationalFunction =>
      this.unityPower(new Fraction(numerator, denominator));
    if (prime === 2n) return addRational(z(1, 4), z(-1, 4), this.budget);
    if (prime === 3n) return addRational(z(1, 6), z(-1, 6), this.budget);
    const pair = addRational(z(2, 5), z(-2, 5), this.budget);
    return addRational(RF_ONE, this.scale(pair, new Fraction(2)), this.budget);
  }

  /**
   * base^exponent with the exponent split into terms: base^(a+b) = base^a base^b, and a term with
   * rational coefficient p/q is the p-th power of the kernel's q-th root.
   */
  private kernelPower(
    key: string,
    exponent: RationalFunction,
    base: RationalFunction | null,
  ): RationalFunction {
    const terms = this.termsOf(exponent).map((term) => this.primitivePart(term));
    let result = RF_ONE;
    for (const { kernel, coefficient } of terms) {
      const kernelKey = `${key}|${keyOfRational(kernel)}`;
      const isConstant = asFraction(kernel) !== null;
      const degree = this.rootDegree(kernelKey, coefficient.d);
      const index = this.generator(`${kernelKey}|${degree}`, false, { base, kernel, degree });
      const generator = this.generators[index] as Generator;
      if (isConstant && base !== null && generator.relation === undefined && degree > 1)
        generator.relation = { degree, replacement: base };
      const power = coefficient.mul(degree);
      const atom = fromPolynomial(Polynomial.generator(index));
      const value = isConstant && degree === 1 && base !== null ? base : atom;
      result = this.multiply(result, this.integerPower(value, Number(power.s * power.n)));
    }
    return result;
  }

  /** The terms of a sum over a constant or over one product of generators; else the whole. */
  private termsOf({ numerator, denominator }: RationalFunction): readonly RationalFunction[] {
    return denominator.size > 1
      ? [{ numerator, denominator }]
      : numerator
          .list()
          .map(({ monomial, coefficient }) =>
            tidy({ numerator: Polynomial.term(monomial, coefficient), denominator }, this.budget),
          );
  }

  private primitivePart(value: RationalFunction): {
    kernel: RationalFunction;
    coefficient: Fraction;
  } {
    const coefficient = value.numerator.leading().coefficient;
    return { kernel: this.scale(value, coefficient.inverse()), coefficient };
  }

  private rootDegree(key: string, denominator: bigint): number {
    const known = this.rootDegrees.get(key) ?? 1;
    if (denominator > 60n) throw unsupported("it has a root of too high a degree");
    const needed = lcm(known, Number(denominator));
    if (needed > 120) throw unsupported("its roots have no small common degree");
    if (needed === known) return known;
    const isFirst = !this.rootDegrees.has(key);
    this.rootDegrees.set(key, needed);
    if (!isFirst || this.indexByKey.size > 0) {
      if (this.hasKernel(key)) throw new NeedsFinerRoots();
    }
    return needed;
  }

  private hasKernel(key: string): boolean {
    return [...this.indexByKey.keys()].some((existing) => existing.startsWith(`${key}|`));
  }

  private exponential(exponent: RationalFunction): RationalFunction {
    if (exponent.numerator.isZero) return RF_ONE;
    let result = RF_ONE;
    for (const term of this.termsOf(exponent)) {
      const [only, ...others] = term.numerator.list() as [Term, ...Term[]];
      result = this.multiply(
        result,
        others.length > 0 ? this.kernelPower("e", term, null) : this.exponentialOfTerm(term, only),
      );
    }
    return result;
  }

  private exponentialOfTerm(
    term: RationalFunction,
    { monomial, coefficient }: Term,
  ): RationalFunction {
    const { denominator } = term;
    // e^(w ln u) = u^w by the definition of the principal power.
    for (const [index, power] of monomial) {
      const inner =
        power === 1
          ? this.logarithmArguments.get((this.generators[index] as Generator).key)
          : undefined;
      if (inner === undefined) continue;
      const others = monomial.filter(([other]) => other !== index);
      return this.power(inner, { numerator: Polynomial.term(others, coefficient), denominator });
    }
    const constant = denominator.asConstant();
    if (constant === null) return this.kernelPower("e", term, null);
    // e^(n W(z)) = (z/W(z))^n on every branch of Lambert's function.
    const [only, ...others] = monomial;
    const times = coefficient.div(constant);
    if (only !== undefined && others.length === 0 && only[1] === 1 && times.d === 1n) {
      const value = this.lambertArguments.get((this.generators[only[0]] as Generator).key);
      if (value !== undefined) {
        const base = this.multiply(
          value,
          this.invert(fromPolynomial(Polynomial.generator(only[0]))),
        );
        return this.integerPower(base, Number(times.s * times.n));
      }
    }
    // e^(i pi r) is a root of unity.
    const angle = this.multiply(
      term,
      this.invert(this.multiply(this.convertSymbolIfUsed(), this.atom("c:Pi"))),
    );
    const turn = this.unityOrder > 0 ? asFraction(angle) : null;
    if (turn !== null) return this.unityPower(turn);
    return this.kernelPower("e", term, null);
  }

  /** i when roots of unity are in use, else 1, so that real exponents do not bring i in. */
  private convertSymbolIfUsed(): RationalFunction {
    return this.unityOrder > 0 ? this.convertSymbol("ImaginaryUnit") : RF_ONE;
  }

  /** e^(i pi r). */
  private unityPower(turn: Fraction): RationalFunction {
    const denominator = Number(turn.d);
    if (denominator === 1) return fromFraction(new Fraction(turn.n % 2n === 0n ? 1 : -1));
    this.requireUnityOrder(denominator);
    const order = this.unityOrder;
    const index = this.generator("z");
    const generator = this.generators[index] as Generator;
    if (generator.relation === undefined) {
      const minimal = cyclotomic(2 * order);
      const degree = minimal.length - 1;
      let replacement = Polynomial.zero;
      for (let power = 0; power < degree; power++)
        replacement = replacement.add(
          Polynomial.term(
            power === 0 ? [] : [[index, power]],
            new Fraction(-(minimal[power] as bigint)),
          ),
          this.budget,
        );
      generator.relation = { degree, replacement: fromPolynomial(replacement) };
    }
    const full = 2 * order;
    const exponent =
      Number((((turn.s * turn.n * BigInt(order)) / turn.d) % BigInt(full)) + BigInt(full)) % full;
    return this.reduce(
      fromPolynomial(Polynomial.term(exponent === 0 ? [] : [[index, exponent]], new Fraction(1))),
    );
  }

  private requireUnityOrder(denominator: number): void {
    let needed = lcm(lcm(this.unityOrder === 0 ? 2 : this.unityOrder, denominator), 2);
    for (const prime of this.squareRootsUsed)
      needed = lcm(needed, prime === 2n ? 4 : prime === 3n ? 6 : 10);
    if (needed === this.unityOrder) return;
    if (needed > MAX_UNITY_ORDER) throw unsupported("it has a root of unity of too high an order");
    const isFirst = this.unityOrder === 0 && this.squareRootsUsed.size === 0;
    this.unityOrder = needed;
    if (!isFirst || this.indexByKey.size > 0) throw new NeedsFinerRoots();
  }

  private readonly logarithmArguments = new Map<string, RationalFunction>();
  private readonly lambertArguments = new Map<string, RationalFunction>();

  private logarithm(value: RationalFunction): RationalFunction {
    const constant = asFraction(value);
    if (constant !== null) {
      if (constant.equals(0)) throw unsupported("the logarithm of zero has no value");
      if (constant.s > 0n) {
        let sum = fromFraction(new Fraction(0));
        for (const [part, sign] of [
          [constant.n, 1],
          [constant.d, -1],
        ] as const)
          for (const [prime, count] of factorInteger(part).factors)
            sum = addRational(
              sum,
              this.scale(
                this.logAtom(fromFraction(new Fraction(prime))),
                new Fraction(sign * count),
              ),
              this.budget,
            );
        return sum;
      }
    }
    // ln(e^r) = r for real rational r.
    const generators = [...value.numerator.generators()];
    const first = generators[0];
    if (
      value.denominator.asConstant() !== null &&
      value.numerator.size === 1 &&
      generators.length === 1 &&
      first !== undefined
    ) {
      const { key } = this.generators[first] as Generator;
      const found = /^e\|1\*\|(\d+)$/.exec(key);
      const { coefficient, monomial } = value.numerator.leading();
      if (found !== null && coefficient.equals(1))
        return fromFraction(
          new Fraction((monomial[0] as readonly [number, number])[1], Number(found[1])),
        );
    }
    return this.logAtom(value);
  }

  private logAtom(value: RationalFunction): RationalFunction {
    const key = `l:${keyOfRational(value)}`;
    this.logarithmArguments.set(key, value);
    return this.atom(key);
  }

  /** Powers of roots and of i lowered by their relations. */
  reduce(value: RationalFunction): RationalFunction {
    const relations = this.generators.map((generator) => generator.relation);
    return reduceByRelations(value, relations, this.budget);
  }
}

const NOT_FUNCTIONS = new Set([
  "List",
  "Set",
  "Tuple",
  "Sequence",
  "Equal",
  "NotEqual",
  "Less",
  "Greater",
  "LessEqual",
  "GreaterEqual",
  "Approximately",
  "And",
  "Or",
  "Integrate",
  "Limit",
  "Sum",
  "Product",
]);

/** The term of a sum that is a number; null where there is none. */
function constantPartOf({ numerator, denominator }: RationalFunction): Fraction | null {
  const below = denominator.asConstant();
  const term = numerator.list().find(({ monomial }) => monomial.length === 0);
  return below === null || term === undefined ? null : term.coefficient.div(below);
}

/** Throws where a power would be too long to write out, or a fraction too long to bring to lowest terms in time. */
function requireFewDigits(base: Fraction, exponent: number): void {
  const digits = (base.n.toString().length + base.d.toString().length) * Math.abs(exponent);
  const isLong = digits > (base.d === 1n ? MOST_DIGITS : MOST_DIGITS_OF_FRACTION);
  if (isLong && !base.abs().equals(1) && !base.equals(0))
    throw unsupported("the power has too many digits");
}

function lcm(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return (a / x) * b;
}

function unsupported(reason: string): AnsatzError {
  return new AnsatzError("unsupported", `There is no exact form for this: ${reason}.`);
}

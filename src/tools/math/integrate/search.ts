import { AnsatzError } from "../../../core/errors.ts";
import { withDeadline } from "../exact/deadline.ts";
import { contains, type Expression, nodeCount, symbolsOf, ZERO } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { partsOf, sharedParts } from "./by-parts.ts";
import { exponentialSubstitution } from "./exponential-form.ts";
import { integrateExponentialQuotients } from "./exponential-quotients.ts";
import { integrateExponentialsOfPowers } from "./exponentials-of-powers.ts";
import { integrateHarmonics } from "./harmonic.ts";
import { integrateHyperexponential, isRational } from "./hyperexponential.ts";
import { inverseSubstitutions } from "./inverse-substitutions.ts";
import { derivativeDivides } from "./kernels.ts";
import { integrateLetterRoots } from "./letter-roots.ts";
import { withLocalConstants, withoutLetters } from "./local-constants.ts";
import { integrateQuadraticRoots } from "./quadratic-roots.ts";
import { integrateRational } from "./rational.ts";
import { reciprocalSubstitution } from "./reciprocal.ts";
import { rewritingsOf } from "./rewritings.ts";
import { inOldVariable, type Substitution } from "./substitution.ts";
import { factorsOf, productOf, termsOf } from "./terms.ts";
import { tidyRational, withoutRootsBelow } from "./tidy.ts";
import { trigonometricSubstitutions } from "./trigonometric.ts";
import { integrateWavesOfQuadratics } from "./waves-of-quadratics.ts";
import { integrateOverPowers } from "./waves-over-powers.ts";

/** Runs work that does not wait, under the deadline of the question. */
export type Bounded = <Result>(work: () => Result) => Result;
/** Asks an engine for an antiderivative of an integrand in a variable; null where it has none. */
export type AskEngine = (integrand: Expression, variable: string) => Promise<Expression | null>;

const DEEPEST = 4;
const LARGEST = 160;
const MOST_TERMS = 12;
/** Without a pause. */
const TURN_MS = 20;

/**
 * Looks for an antiderivative by what people do by hand: equal forms of the integrand, waves and
 * exponentials at once, a new variable, parts, term by term; an engine is asked for what is left of each.
 * The result is a claim: differentiate it back. Null when none was found within the number of questions.
 */
export async function searchAntiderivative(
  integrand: Expression,
  variable: string,
  ask: AskEngine,
  mostQuestions: number,
  bounded: Bounded,
): Promise<Expression | null> {
  return new Search(ask, mostQuestions, bounded, pauses()).integrate(integrand, variable, DEEPEST);
}

/** The same without any engine: what ends in integrals of our own. Null when `limitMs` are over. */
export async function searchAlone(
  integrand: Expression,
  variable: string,
  bounded: Bounded,
  limitMs: number,
): Promise<Expression | null> {
  const end = performance.now() + limitMs;
  const search = new Search(
    () => Promise.resolve(null),
    0,
    (work) => bounded(() => withDeadline(end, work)),
    pauses(),
  );
  try {
    return await search.integrate(integrand, variable, DEEPEST);
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code === "timed_out") return null;
    throw error;
  }
}

/** Lets other work have its turn on the thread, now and then. */
function pauses(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < TURN_MS) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    last = performance.now();
  };
}

class Search {
  private readonly ask: AskEngine;
  private readonly bounded: Bounded;
  private questions: number;
  private readonly pause: () => Promise<void>;
  private readonly known = new Map<string, Expression | null>();

  constructor(ask: AskEngine, mostQuestions: number, bounded: Bounded, pause: () => Promise<void>) {
    this.ask = ask;
    this.pause = pause;
    this.bounded = bounded;
    this.questions = mostQuestions;
  }

  async integrate(
    integrand: Expression,
    variable: string,
    depth: number,
  ): Promise<Expression | null> {
    const { constant, factors } = this.bounded(() => factorsOf(integrand, variable));
    if (factors.length === 0) return tidyRational(["Multiply", constant, variable]);
    if (symbolsOf(constant).size > 0 && constant !== integrand) {
      const rest = await this.integrate(productOf(factors), variable, depth);
      return rest === null ? null : ["Multiply", constant, rest];
    }
    const key = `${variable}|${printPlain(integrand)}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    // Whoever comes back to the same integral by parts has gone in a circle.
    this.known.set(key, null);
    const found = await this.find(integrand, variable, depth);
    this.known.set(key, found);
    return found;
  }

  private async find(
    integrand: Expression,
    variable: string,
    depth: number,
  ): Promise<Expression | null> {
    if (nodeCount(integrand) > LARGEST) return null;
    await this.pause();
    const own = this.bounded(
      () =>
        integrateHarmonics(integrand, variable) ??
        integrateQuadraticRoots(integrand, variable) ??
        integrateRational(integrand, variable) ??
        integrateHyperexponential(integrand, variable) ??
        integrateLetterRoots(integrand, variable) ??
        integrateOverPowers(integrand, variable) ??
        integrateWavesOfQuadratics(integrand, variable) ??
        integrateExponentialQuotients(integrand, variable) ??
        integrateExponentialsOfPowers(integrand, variable),
    );
    if (own !== null) return own;
    if (depth < DEEPEST) {
      const direct = await this.question(integrand, variable);
      if (direct !== null) return direct;
    }
    if (depth <= 0) return null;
    const [simple, ...others] = this.bounded(() => directSubstitutions(integrand, variable));
    return (
      (await this.substituted(simple === undefined ? [] : [simple], integrand, depth)) ??
      (await this.withoutRoots(integrand, variable, depth)) ??
      (await this.byParts(integrand, variable, depth)) ??
      (await this.withLetters(integrand, variable, depth)) ??
      (await this.substituted(others.slice(0, 3), integrand, depth)) ??
      (await this.substituted(
        this.bounded(() => inverseSubstitutions(integrand, variable).slice(0, 3)),
        integrand,
        depth,
      )) ??
      (await this.rewritten(integrand, variable)) ??
      (await this.termByTerm(integrand, variable, depth))
    );
  }

  private async question(integrand: Expression, variable: string): Promise<Expression | null> {
    if (this.questions <= 0) return null;
    this.questions -= 1;
    return this.ask(integrand, variable);
  }

  private async substituted(
    substitutions: readonly Substitution[],
    integrand: Expression,
    depth: number,
  ): Promise<Expression | null> {
    for (const substitution of substitutions) {
      // What has become rational is settled at once, whatever its length.
      const isLong = nodeCount(substitution.integrand) > 2 * nodeCount(integrand) + 24;
      if (isLong && !isRational(substitution.integrand, substitution.mark)) continue;
      const found = await this.integrate(substitution.integrand, substitution.mark, depth - 1);
      if (found !== null) return inOldVariable(found, substitution);
    }
    return null;
  }

  private async byParts(
    integrand: Expression,
    variable: string,
    depth: number,
  ): Promise<Expression | null> {
    for (const { factor, derivative, rest } of this.bounded(() => partsOf(integrand, variable))) {
      const other = contains(rest, variable)
        ? await this.integrate(rest, variable, depth - 1)
        : tidyRational(["Multiply", rest, variable]);
      if (other === null) continue;
      const left = this.bounded(() => tidyRational(["Multiply", other, derivative]));
      if (left === null) continue;
      const remainder = isZero(left) ? ZERO : await this.inTerms(left, variable, depth - 1);
      if (remainder !== null) return ["Add", ["Multiply", factor, other], ["Negate", remainder]];
    }
    return null;
  }

  private async withoutRoots(
    integrand: Expression,
    variable: string,
    depth: number,
  ): Promise<Expression | null> {
    const form = this.bounded(() => withoutRootsBelow(integrand));
    return form === null ? null : this.inTerms(form, variable, depth - 1);
  }

  private async withLetters(
    integrand: Expression,
    variable: string,
    depth: number,
  ): Promise<Expression | null> {
    const apart = this.bounded(() => withLocalConstants(integrand, variable));
    if (apart === null) return null;
    const found = await this.inTerms(apart.integrand, variable, depth);
    return found === null ? null : withoutLetters(found, apart);
  }

  private async inTerms(
    integrand: Expression,
    variable: string,
    depth: number,
  ): Promise<Expression | null> {
    return (
      (await this.integrate(integrand, variable, depth)) ??
      (depth > 0 ? await this.termByTerm(integrand, variable, depth) : null)
    );
  }

  private async rewritten(integrand: Expression, variable: string): Promise<Expression | null> {
    for (const form of this.bounded(() => rewritingsOf(integrand))) {
      const found =
        this.bounded(() => integrateHarmonics(form, variable)) ??
        (await this.question(form, variable));
      if (found !== null) return found;
    }
    return null;
  }

  private async termByTerm(
    integrand: Expression,
    variable: string,
    depth: number,
  ): Promise<Expression | null> {
    const terms = this.bounded(() => termsOf(integrand));
    if (terms.length < 2 || terms.length > MOST_TERMS) return null;
    for (const { factor, derivative, share, others } of this.bounded(() =>
      sharedParts(terms, variable),
    )) {
      const other = await this.integrate(share, variable, depth - 1);
      const left: Expression | null =
        other === null
          ? null
          : tidyRational(["Add", ...others, ["Negate", ["Multiply", other, derivative]]]);
      if (other === null || left === null) continue;
      const remainder = isZero(left) ? ZERO : await this.integrate(left, variable, depth - 1);
      if (remainder !== null) return ["Add", ["Multiply", factor, other], remainder];
    }
    const parts: Expression[] = [];
    for (const term of terms) {
      const part = await this.integrate(term, variable, depth - 1);
      if (part === null) return null;
      parts.push(part);
    }
    return ["Add", ...parts];
  }
}

/** New variables whose rate of change stands in the integrand, the simplest integrals first. */
export function directSubstitutions(integrand: Expression, variable: string): Substitution[] {
  return [
    ...derivativeDivides(integrand, variable),
    ...trigonometricSubstitutions(integrand, variable),
    ...reciprocalSubstitution(integrand, variable),
    ...exponentialSubstitution(integrand, variable),
  ].sort((a, b) => nodeCount(a.integrand) - nodeCount(b.integrand));
}

function isZero(node: Expression): boolean {
  return typeof node === "object" && "num" in node && node.num === "0";
}

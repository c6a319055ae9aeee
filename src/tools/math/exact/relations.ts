import { AnsatzError } from "../../../core/errors.ts";
import { Polynomial, type WorkBudget } from "./polynomial.ts";
import {
  addRational,
  fromPolynomial,
  multiplyRational,
  type RationalFunction,
  tidy,
} from "./rational-function.ts";

/** generator^degree = replacement, which may contain lower powers of the generator. */
export interface GeneratorRelation {
  readonly degree: number;
  readonly replacement: RationalFunction;
}

/** The relation of each generator, by its index. */
export type Relations = readonly (GeneratorRelation | undefined)[];

const MAX_ROUNDS = 200;

/** Applies the relations until no power reaches its degree. Throws `unsupported` when that has no end. */
export function reduceByRelations(
  value: RationalFunction,
  relations: Relations,
  budget: WorkBudget,
): RationalFunction {
  let current = value;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = reduceOnce(current, relations, budget);
    if (next === null) return current;
    current = next;
  }
  throw new AnsatzError("unsupported", "There is no exact form for this: its roots do not reduce.");
}

function reduceOnce(
  value: RationalFunction,
  relations: Relations,
  budget: WorkBudget,
): RationalFunction | null {
  for (let index = relations.length - 1; index >= 0; index--) {
    const relation = relations[index];
    if (relation === undefined) continue;
    const isHigh = (polynomial: Polynomial): boolean =>
      polynomial.degreeIn(index) >= relation.degree;
    if (!isHigh(value.numerator) && !isHigh(value.denominator)) continue;
    const lower = (polynomial: Polynomial): RationalFunction =>
      isHigh(polynomial)
        ? reducePolynomial(polynomial, index, relation, budget)
        : fromPolynomial(polynomial);
    const denominator = lower(value.denominator);
    if (denominator.numerator.isZero)
      throw new AnsatzError("unsupported", "The expression divides by zero, so it has no value.");
    const inverse = { numerator: denominator.denominator, denominator: denominator.numerator };
    return multiplyRational(lower(value.numerator), tidy(inverse, budget), budget);
  }
  return null;
}

function reducePolynomial(
  polynomial: Polynomial,
  index: number,
  relation: GeneratorRelation,
  budget: WorkBudget,
): RationalFunction {
  let kept = Polynomial.zero;
  let replaced = Polynomial.zero;
  for (const { monomial, coefficient } of polynomial.list()) {
    const exponent = new Map(monomial).get(index) ?? 0;
    if (exponent < relation.degree) {
      kept = kept.add(Polynomial.term(monomial, coefficient), budget);
      continue;
    }
    const lowered = monomial
      .map(([generator, power]): [number, number] => [
        generator,
        generator === index ? power - relation.degree : power,
      ])
      .filter(([, power]) => power > 0);
    replaced = replaced.add(Polynomial.term(lowered, coefficient), budget);
  }
  return addRational(
    fromPolynomial(kept),
    multiplyRational(fromPolynomial(replaced), relation.replacement, budget),
    budget,
  );
}

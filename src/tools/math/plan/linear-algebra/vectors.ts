import {
  holdsImaginaryUnit,
  type Expression,
  integer,
  variablesOf,
  ZERO,
} from "../../expression/expression.ts";
import { isProvedEqual, dot, tidy } from "../../matrix/matrix.ts";
import { evaluateReal } from "../../numeric/evaluate-decimal.ts";
import { decideEqual } from "../../prove/decide-zero.ts";
import { EXACT } from "../candidates.ts";
import { evaluateExpression } from "../evaluate.ts";
import { expressionOutcome } from "../expression-outcome.ts";
import { type ComputeContext, openOutcome, type Outcome } from "../outcome.ts";
import { exactCertificate, nonzero, vectorOutcome } from "./matrix-outcome.ts";

type Vector = readonly Expression[];

const NOT_UPHELD = "The result did not stand up to its check.";

/** The cross product by its definition; it must be orthogonal to both vectors exactly. */
export function crossProduct(a: Vector, b: Vector): Outcome {
  if (a.length !== 3 || b.length !== 3)
    return openOutcome(
      "The cross product is defined for vectors of three components.",
      "unsupported",
    );
  const product = [1, 2, 0].map((i) => {
    const j = (i + 1) % 3;
    return tidy([
      "Add",
      ["Multiply", a[i] as Expression, b[j] as Expression],
      ["Negate", ["Multiply", a[j] as Expression, b[i] as Expression]],
    ]);
  });
  if (![a, b].every((vector) => decideEqual(dot(product, vector), ZERO).verdict === "proved"))
    return openOutcome(NOT_UPHELD);
  return vectorOutcome(
    product,
    exactCertificate(
      "definition",
      "By its definition in exact arithmetic; it is orthogonal to both vectors exactly.",
    ),
  );
}

export async function dotProduct(a: Vector, b: Vector, context: ComputeContext): Promise<Outcome> {
  return evaluateExpression(dot(a, b), context);
}

export async function vectorLength(a: Vector, context: ComputeContext): Promise<Outcome> {
  return evaluateExpression(["Sqrt", squaredLength(a)], context);
}

const squaredLength = (a: Vector): Expression =>
  tidy(["Add", ...a.map((entry): Expression => ["Power", ["Abs", entry], integer(2)])]);

/** Lengths and angles are those of real vectors: the product of a vector with itself is its squared length. */
function refuseComplex(...vectors: readonly Vector[]): Outcome | null {
  return vectors.some((vector) => vector.some(isComplex))
    ? openOutcome("This is worked out for vectors of real numbers.", "unsupported")
    : null;
}

const isComplex = (entry: Expression): boolean =>
  holdsImaginaryUnit(entry) || (variablesOf(entry).length === 0 && evaluateReal(entry) === null);

/** The condition that a squared length with symbols is not zero. */
const notZero = (length: Expression): string[] =>
  variablesOf(length).length === 0 ? [] : nonzero([length]);

/** arccos(a·b / (|a| |b|)), exactly. */
export function angleBetween(a: Vector, b: Vector): Outcome {
  const refusal = refuseComplex(a, b);
  if (refusal !== null) return refusal;
  const lengths = tidy(["Multiply", dot(a, a), dot(b, b)]);
  if (decideEqual(lengths, ZERO).verdict !== "refuted")
    return openOutcome("The angle with the zero vector is not defined.", "unsupported");
  const cosine = tidy(["Divide", dot(a, b), ["Sqrt", lengths]]);
  const angle = knownAngle(cosine) ?? (["Arccos", cosine] as const);
  return expressionOutcome({
    expression: angle,
    certificate: exactCertificate(
      "definition",
      "The angle between 0 and pi whose cosine is the product of the vectors over their lengths, exactly.",
      notZero(lengths),
    ),
    engine: EXACT,
  });
}

/** The multiple of pi/12 with this cosine, where there is one. */
function knownAngle(cosine: Expression): Expression | null {
  for (let k = 0; k <= 12; k++) {
    const angle = tidy(["Divide", ["Multiply", integer(k), "Pi"], integer(12)]);
    if (decideEqual(["Cos", angle], cosine).verdict === "proved") return angle;
  }
  return null;
}

/** The part of a along b: (a·b / b·b) b; what is left is orthogonal to b. */
export function projection(a: Vector, b: Vector): Outcome {
  const refusal = refuseComplex(a, b);
  if (refusal !== null) return refusal;
  const length = tidy(dot(b, b));
  if (decideEqual(length, ZERO).verdict !== "refuted")
    return openOutcome("Nothing can be projected onto the zero vector.", "unsupported");
  const factor: Expression = ["Divide", dot(a, b), length];
  const part = b.map((entry) => tidy(["Multiply", factor, entry]));
  const rest = a.map((entry, k): Expression => ["Add", entry, ["Negate", part[k] as Expression]]);
  if (decideEqual(dot(rest, b), ZERO).verdict !== "proved") return openOutcome(NOT_UPHELD);
  return vectorOutcome(
    part,
    exactCertificate(
      "orthogonality",
      "It is a multiple of the second vector, and what is left of the first is orthogonal to it exactly.",
      notZero(length),
    ),
  );
}

export function unitVector(a: Vector): Outcome {
  const refusal = refuseComplex(a);
  if (refusal !== null) return refusal;
  const length = tidy(dot(a, a));
  if (decideEqual(length, ZERO).verdict !== "refuted")
    return openOutcome("The zero vector has no direction.", "unsupported");
  const size = tidy(["Sqrt", length]);
  const unit = a.map((entry) => tidy(["Divide", entry, size]));
  const isUnit = decideEqual(dot(unit, unit), integer(1)).verdict === "proved";
  const back = unit.map((entry): Expression => ["Multiply", entry, size]);
  if (!isUnit || !isProvedEqual([back], [a])) return openOutcome(NOT_UPHELD);
  return vectorOutcome(
    unit,
    exactCertificate(
      "multiply-back",
      "Its length is exactly one, and times the length of the vector it is the vector.",
      notZero(length),
    ),
  );
}

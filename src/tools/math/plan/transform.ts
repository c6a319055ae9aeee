import { type Expression, substitute, variablesOf } from "../expression/expression.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";
import { integrateNumerically } from "../numeric/quadrature.ts";
import type { TransformQuery } from "../read/transform-query.ts";
import { expressionOutcome } from "./evaluate.ts";
import { type CandidateAnswer, type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { firstProved, type Question } from "./portfolio.ts";

/** Values of s at which a transform is compared with its defining integral. */
const PLACES = ["4.7", "6.1", "8.3"] as const;
/** Values of the other symbols, one row for each place. */
const SIZES = [0.7, 1.3, 0.4] as const;
const TOLERANCE = 1e-8;

/**
 * Laplace transforms compared with the defining integral at three values of s. By
 * Lerch's theorem a continuous original is determined by its transform, so one check serves both ways.
 */
export async function transformQuery(
  { kind, expression, from, to }: TransformQuery,
  context: ComputeContext,
): Promise<Outcome> {
  const question: Question = {
    operation: kind === "laplace" ? "laplace" : "inverse_laplace",
    arguments: [expression],
    variables: [from, to],
  };
  const found = await firstProved(
    context,
    question,
    (candidates, engine) => {
      const holding = candidates.find((candidate) => {
        const [original, image] =
          kind === "laplace" ? [expression, candidate] : [candidate, expression];
        const [time, frequency] = kind === "laplace" ? [from, to] : [to, from];
        return agreesWithIntegral(original, image, time, frequency);
      });
      return holding === undefined ? null : checkedTransform(holding, engine);
    },
    "numeric-check",
  );
  return found === null
    ? openOutcome("No transform was found that agrees with the defining integral.")
    : expressionOutcome(found);

  function checkedTransform(candidate: Expression, engine: string): CandidateAnswer {
    const [time, frequency] = kind === "laplace" ? [from, to] : [to, from];
    const symbols = variablesOf(expression).filter((name) => name !== from && name !== to);
    return {
      expression: candidate,
      engine,
      certificate: {
        grade: "numeric-check",
        method: "defining-integral",
        detail: `The integral of the original times e^(-${frequency}*${time}) over ${time} from 0 to infinity agrees at ${frequency} = ${PLACES.join(", ")}.`,
        engines: [engine, "quadrature"],
        ...(symbols.length === 0 ? {} : { conditions: symbols.map((name) => `${name} > 0`) }),
      },
    };
  }
}

function agreesWithIntegral(
  original: Expression,
  image: Expression,
  time: string,
  frequency: string,
): boolean {
  const others = [...new Set([...variablesOf(original), ...variablesOf(image)])].filter(
    (name) => name !== time && name !== frequency,
  );
  return PLACES.every((place, round) => {
    const put = (expression: Expression): Expression =>
      others.reduce(
        (result, name, index) =>
          substitute(result, name, { num: String((SIZES[round] as number) + 0.15 * index) }),
        substitute(expression, frequency, { num: place }),
      );
    const integrand = put(original);
    const found = integrateNumerically(
      (t) => {
        if (t > 120) return 0;
        const value = evaluateComplex(integrand, { [time]: t });
        return value === null || Math.abs(value.im) > 1e-9 * Math.max(1, Math.abs(value.re))
          ? null
          : value.re * Math.exp(-Number(place) * t);
      },
      0,
      Number.POSITIVE_INFINITY,
    );
    const value = evaluateComplex(put(image));
    return (
      found !== null &&
      value !== null &&
      Math.abs(value.im) < TOLERANCE &&
      Math.abs(value.re - found.value) <= TOLERANCE * Math.max(1e-2, Math.abs(found.value))
    );
  });
}

import {
  argumentsOf,
  type Expression,
  headOf,
  mapHeads,
  nodeCount,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { agreesOnLine } from "../laplace/fourier-integral.ts";
import {
  type FourierImage,
  fourierImage,
  halfLineImage,
  overTwoPi,
} from "../laplace/fourier-image.ts";
import { gaussianImage } from "../laplace/gaussian-image.ts";
import { rationalFourier } from "../laplace/rational-fourier.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import type { FourierQuery } from "../read/fourier-query.ts";
import { EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { type CandidateAnswer, type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";

const METHOD = "transform-theorems";

/**
 * Fourier transforms and their inverses, cosine and sine transforms. Sums of terms that die away are transformed
 * exactly side by side, Gaussians by their own transform, rational functions by residues; each is compared
 * with its integral, or transformed back exactly where the integral converges too slowly.
 */
export async function fourierQuery(query: FourierQuery, context: ComputeContext): Promise<Outcome> {
  const found = context.proving(() => transformed(query));
  return found === null
    ? openOutcome(
        "No Fourier transform was found that could be checked. Functions that die away exponentially, pulses, Gaussians and even or odd rational functions are transformed.",
      )
    : expressionOutcome(found);
}

function transformed(query: FourierQuery): CandidateAnswer | null {
  const { kind, expression, from, to } = query;
  if (kind === "fourier-cosine" || kind === "fourier-sine") {
    const wave = kind === "fourier-cosine" ? "cos" : "sin";
    const image = halfLineImage(expression, from, to, wave);
    if (image === null) return null;
    const agrees = agreesOnLine({ original: expression, image: image.expression, from, to }, wave);
    return agrees === false ? null : answer(query, image, agrees === true, "compared");
  }
  const forward = direct(expression, from, to);
  if (forward !== null) {
    const image = kind === "fourier" ? forward : inverted(forward, to);
    const agrees = agreesOnLine(
      { original: expression, image: forward.expression, from, to },
      "line",
    );
    return agrees === false ? null : answer(query, image, agrees === true, "compared");
  }
  const rational = rationalFourier(expression, from, to, TWO_PI);
  const back = rational === null ? null : direct(rational, to, from);
  if (rational === null || back === null) return null;
  // The inversion theorem: the transform of the transform is 2 pi f(-x).
  const original = inverted(back, from).expression;
  if (decideEqual(original, expression).verdict !== "proved") return null;
  const shown =
    kind === "fourier"
      ? rational
      : mirrored(rationalFourier(expression, from, to, { num: "1" }) ?? rational, to);
  return answer(query, { expression: shown, positive: new Set() }, true, "inverted");
}

const TWO_PI: Expression = ["Multiply", { num: "2" }, "Pi"];

/** A factor i stands outside the integral. */
function direct(expression: Expression, from: string, to: string): FourierImage | null {
  const factors = headOf(expression) === "Multiply" ? argumentsOf(expression) : [];
  if (factors.includes("ImaginaryUnit")) {
    const rest = factors.filter((factor) => factor !== "ImaginaryUnit");
    const inner = direct(
      rest.length === 1 ? (rest[0] as Expression) : ["Multiply", ...rest],
      from,
      to,
    );
    return inner === null
      ? null
      : { ...inner, expression: tidySigns(["Multiply", "ImaginaryUnit", inner.expression]) };
  }
  return fourierImage(expression, from, to) ?? gaussianImage(expression, from, to);
}

/** f(-x), with |-x| as |x|. */
function mirrored(expression: Expression, variable: string): Expression {
  return mapHeads(substitute(expression, variable, ["Negate", variable]), (node) => {
    const inner = argumentsOf(node)[0];
    if (inner === undefined || headOf(inner) !== "Negate") return node;
    if (headOf(node) === "Abs") return ["Abs", argumentsOf(inner)[0] as Expression];
    return headOf(node) === "Sign"
      ? ["Negate", ["Sign", argumentsOf(inner)[0] as Expression]]
      : node;
  });
}

/** The inverse transform from the forward one: 1/(2 pi) of it at -x. */
function inverted({ expression, positive }: FourierImage, variable: string): FourierImage {
  const turned = mirrored(expression, variable);
  const isSame = decideEqual(expression, turned).verdict === "proved";
  const shown = isSame ? expression : tidySigns(turned);
  const scaled = overTwoPi(shown);
  const plain = tidySigns(["Divide", shown, TWO_PI]);
  return { expression: nodeCount(scaled) <= nodeCount(plain) ? scaled : plain, positive };
}

function answer(
  { expression, from, to }: FourierQuery,
  { expression: image, positive }: FourierImage,
  isCompared: boolean,
  how: "compared" | "inverted",
): CandidateAnswer {
  const names = variablesOf(expression).filter((name) => name !== from && name !== to);
  const conditions = names.filter((name) => positive.has(name)).map((name) => `${name} > 0`);
  return {
    expression: image,
    engine: EXACT,
    certificate: {
      grade: isCompared ? "proved" : "exact-check",
      method: METHOD,
      detail:
        how === "inverted"
          ? "Found by residues; transformed back term by term it gives the function exactly (inversion theorem)."
          : `Transformed term by term on each side of zero${isCompared ? "; the defining integral agrees at three values of the variable" : ""}.`,
      engines: isCompared && how === "compared" ? [EXACT, "quadrature"] : [EXACT],
      ...(conditions.length === 0 ? {} : { conditions }),
    },
  };
}

import type { MathPort } from "../core/math-port.ts";
import type { Claim } from "../core/verify-result.ts";
import { type Equation, isClose, lettersIn, sideAt, type StatedValue } from "./equation.ts";

/**
 * Two equations in the same two letters and one value for each of them: values that do not solve an equation
 * are refuted, where no letter has another value anywhere in the text.
 */
export function checkSystems(
  math: MathPort,
  equations: readonly Equation[],
  stated: readonly StatedValue[],
): readonly Claim[] {
  const systems = Map.groupBy(
    equations.filter((equation) => lettersIn(equation).size === 2),
    (equation) => [...lettersIn(equation)].sort().join(),
  );
  return [...systems.values()].flatMap((system) => {
    const claim = system.length === 2 ? claimOf(math, system, stated) : null;
    return claim === null ? [] : [claim];
  });
}

function claimOf(
  math: MathPort,
  system: readonly Equation[],
  stated: readonly StatedValue[],
): Claim | null {
  const from = Math.max(...system.map(({ end }) => end));
  const letters = [...lettersIn(system[0] as Equation)];
  const given = letters.map((letter) => stated.filter((value) => value.letter === letter));
  const isOneEach = given.every(
    (values) => values.length > 0 && new Set(values.map(({ value }) => value)).size === 1,
  );
  if (!isOneEach || given.flat().some(({ start }) => start < from)) return null;
  const put = (side: string): string =>
    given.reduce(
      (text, [only]) => (only === undefined ? text : sideAt(text, only.letter, only.value)),
      side,
    );
  const isApproximate = given
    .flat()
    .some(({ value, isRounded }) => isRounded || value.includes("."));
  const failed = system.find(({ left, right }) => {
    const decision = math.decideRelation(put(left), "=", put(right));
    const isOpen = isApproximate && isClose(math, put(left), put(right));
    return decision.verdict === "refuted" && decision.isNumeric && !isOpen;
  });
  const last = given.flat().toSorted((a, b) => a.start - b.start)[letters.length - 1];
  if (failed === undefined || last === undefined) return null;
  const shown = given.map(([only]) => `${only?.letter ?? ""} = ${only?.value ?? ""}`).join(", ");
  const { start, end, text } = last;
  return {
    start,
    end,
    text,
    kind: "equation",
    verdict: "refuted",
    provenance: "model-only",
    confidence: 0.95,
    evidence: {
      method: "substitution",
      detail: `${shown} does not solve ${failed.left} = ${failed.right}.`,
    },
  };
}

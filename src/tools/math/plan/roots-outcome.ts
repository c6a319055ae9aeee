import type { Certificate } from "../../../core/truth.ts";
import type { Expression } from "../expression/expression.ts";
import { LATEX_OR, printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { smallestPeriod } from "../solve/period.ts";
import type { ZeroSet } from "../solve/zeros-by-pieces.ts";
import { numericText } from "./expression-outcome.ts";
import { withTurns } from "./inequality-outcome.ts";
import type { Outcome } from "./outcome.ts";

/** Repeated solutions, all of them: "x = pi/6 + 2*pi*k or x = 5*pi/6 + 2*pi*k". */
export interface Family {
  readonly plain: string;
  readonly latex: string;
  readonly counter: string;
}

/** The family of roots that repeat with a period, with as few members as they can be written in. */
export function familyOf(
  roots: readonly Expression[],
  period: Expression,
  variable: string,
): Family {
  const counter = variable === "k" ? "n" : "k";
  const shortest = smallestPeriod(roots, period);
  const members = shortest.roots.map((root) => withTurns(root, shortest.period, counter));
  return {
    plain: members.map((member) => `${variable} = ${printPlain(member)}`).join(" or "),
    latex: `${members.map((member) => `${printLatex(variable)} = ${printLatex(member)}`).join(LATEX_OR)},\\; ${counter} \\in \\mathbb{Z}`,
    counter,
  };
}

/** Several sets of solutions, some of which repeat, as one family. */
export function familyOfSets(sets: readonly ZeroSet[], variable: string): Family {
  const all = sets
    .filter(({ points }) => points.length > 0)
    .map(({ points, period }) =>
      period === null ? listOf(points, variable) : familyOf(points, period, variable),
    );
  const last = all.findLast(({ counter }) => counter !== "");
  return {
    plain: all.map(({ plain }) => plain).join(" or "),
    latex: all.map(({ latex }) => latex).join(LATEX_OR),
    counter: last?.counter ?? "",
  };
}

function listOf(points: readonly Expression[], variable: string): Family {
  return {
    plain: points.map((point) => `${variable} = ${printPlain(point)}`).join(" or "),
    latex: points.map((point) => `${printLatex(variable)} = ${printLatex(point)}`).join(LATEX_OR),
    counter: "",
  };
}

/** The answer to an equation in one unknown; with a family, `roots` are those of one turn. */
export function rootsOutcome(
  roots: readonly Expression[],
  variable: string,
  complete: boolean,
  certificate: Certificate,
  engine: string,
  family?: Family,
): Outcome {
  if (roots.length === 0) return noSolution(certificate, engine);
  const texts = roots.map(printPlain);
  const numeric = roots.map(numericText);
  const listed = texts.map((text) => `${variable} = ${text}`).join(" or ");
  const all = family === undefined ? undefined : `${family.plain}, ${family.counter} integer`;
  const plain = all ?? listed;
  const needsNumeric =
    numeric.every((text) => text !== null) && numeric.some((text, index) => text !== texts[index]);
  return {
    kind: "answer",
    value: {
      kind: "solutions",
      variables: [variable],
      solutions: texts.map((text) => ({ [variable]: text })),
      complete,
      ...(all === undefined ? {} : { family: all }),
    },
    short: family?.plain ?? texts.join(", "),
    plain,
    latex:
      family?.latex ??
      roots.map((root) => `${printLatex(variable)} = ${printLatex(root)}`).join(LATEX_OR),
    ...(needsNumeric
      ? { numeric: numeric.map((text) => `${variable} ≈ ${text}`).join(" or ") }
      : {}),
    certificate,
    engine,
  };
}

/** No solution, as an answer. */
export function noSolution(certificate: Certificate, engine: string): Outcome {
  return {
    kind: "answer",
    value: { kind: "none", reason: "no-solution" },
    short: "no solution",
    plain: "no solution",
    latex: "\\text{no solution}",
    certificate,
    engine,
  };
}

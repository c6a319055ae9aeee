import type { Certificate } from "../../../core/truth.ts";
import { exactForm } from "../exact/exact-form.ts";
import type { Expression } from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { EXACT } from "./candidates.ts";
import type { Outcome } from "./outcome.ts";
import type { Stretch } from "./sign-chart.ts";

const DETAIL =
  "The zeros and poles were found exactly; between neighbouring ones the sign cannot change, and each gap and each end point was tested.";

/** The answer to an inequality as intervals. */
export function intervalsOutcome(
  stretches: readonly Stretch[],
  variable: string,
  hasDecimals: boolean,
): Outcome {
  const certificate: Certificate = {
    grade: hasDecimals ? "numeric-check" : "proved",
    method: "sign-chart",
    detail: hasDecimals
      ? "Interval arithmetic shows how many zeros there are and where, and they are given as decimals; between neighbouring ones the sign cannot change, and each gap and each end point was tested."
      : DETAIL,
    engines: [EXACT],
  };
  if (stretches.length === 0) return noSolution(certificate);
  const text = stretches.map((stretch) => describeStretch(stretch, variable)).join(" or ");
  return {
    kind: "answer",
    value: { kind: "intervals", variable, intervals: stretches.map(plainOf) },
    short: text,
    plain: text,
    latex: stretches.map(latexOf).join(" \\cup "),
    certificate,
    engine: EXACT,
  };
}

/** The answer to an inequality that repeats: one turn, and its repetitions as a family. */
export function familyOutcome(
  stretches: readonly Stretch[],
  turn: Expression,
  variable: string,
): Outcome {
  if (stretches.length === 0 || stretches[0]?.lo === null)
    return intervalsOutcome(stretches, variable, false);
  const counter = variable === "k" ? "n" : "k";
  const repeated = stretches.map((stretch) => ({
    ...stretch,
    lo: withTurns(stretch.lo as Expression, turn, counter),
    hi: withTurns(stretch.hi as Expression, turn, counter),
  }));
  const text = repeated.map((stretch) => describeStretch(stretch, variable)).join(" or ");
  return {
    kind: "answer",
    value: {
      kind: "intervals",
      variable,
      intervals: stretches.map(plainOf),
      family: `${text}, ${counter} integer`,
    },
    short: text,
    plain: `${text}, ${counter} integer`,
    latex: `${repeated.map(latexOf).join(" \\cup ")},\\; ${counter} \\in \\mathbb{Z}`,
    certificate: {
      grade: "proved",
      method: "sign-chart",
      detail: `${DETAIL} Everything repeats with the period ${printPlain(turn)}, so one turn was decided.`,
      engines: [EXACT],
    },
    engine: EXACT,
  };
}

/** One of the values that are a whole number of turns apart. */
export function withTurns(value: Expression, turn: Expression, counter: string): Expression {
  const turns: Expression = ["Multiply", turn, counter];
  const simple = exactForm(turns) ?? turns;
  const isZero = typeof value === "object" && "num" in value && value.num === "0";
  return isZero ? simple : ["Add", value, simple];
}

function noSolution(certificate: Certificate): Outcome {
  return {
    kind: "answer",
    value: { kind: "none", reason: "no-solution" },
    short: "no solution",
    plain: "no solution",
    latex: "\\text{no solution}",
    certificate,
    engine: EXACT,
  };
}

function plainOf({ lo, hi, loClosed, hiClosed }: Stretch): {
  lo: string;
  hi: string;
  loClosed: boolean;
  hiClosed: boolean;
} {
  return {
    lo: lo === null ? "-infinity" : printPlain(lo),
    hi: hi === null ? "infinity" : printPlain(hi),
    loClosed,
    hiClosed,
  };
}

/** "1 < x <= 2". */
export function describeStretch(stretch: Stretch, variable: string): string {
  const { lo, hi, loClosed, hiClosed } = plainOf(stretch);
  if (lo === hi) return `${variable} = ${lo}`;
  if (lo === "-infinity" && hi === "infinity") return `all real ${variable}`;
  if (lo === "-infinity") return `${variable} ${hiClosed ? "<=" : "<"} ${hi}`;
  if (hi === "infinity") return `${variable} ${loClosed ? ">=" : ">"} ${lo}`;
  return `${lo} ${loClosed ? "<=" : "<"} ${variable} ${hiClosed ? "<=" : "<"} ${hi}`;
}

function latexOf({ lo, hi, loClosed, hiClosed }: Stretch): string {
  const [from, to] = [
    lo === null ? "-\\infty" : printLatex(lo),
    hi === null ? "\\infty" : printLatex(hi),
  ];
  return `\\left${loClosed ? "[" : "("}${from}, ${to}\\right${hiClosed ? "]" : ")"}`;
}

import { type Expression, variablesOf } from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { EXACT } from "../plan/candidates.ts";
import { numericText } from "../plan/expression-outcome.ts";
import { type ComputeContext, openOutcome, type Outcome } from "../plan/outcome.ts";
import { solveSystem } from "../solve/solve-system.ts";
import type { WordProblem } from "./read-word-problem.ts";

/**
 * Solves the equations of a problem in words. Solutions with a measure that is not positive are dropped,
 * with the reason. The grade is `exact-check`: the mathematics is proved, the reading is by rules and
 * shown for the reader to check.
 */
export function answerWordProblem(problem: WordProblem, context: ComputeContext): Outcome {
  const unknowns = problem.unknowns.map(({ symbol }) => symbol);
  const equations = problem.equations.map(({ expression }) => expression);
  const solved = context.proving(() => solveSystem(equations, unknowns));
  if (solved === null || !solved.isComplete)
    return openOutcome("The problem was read, but its equations do not settle the answer.");
  const isPositive = (value: Expression): boolean =>
    variablesOf(value).length === 0 && evaluateReal(value)?.gt(0) === true;
  const kept = solved.solutions.filter((solution) =>
    unknowns.every((name) => isPositive(solution[name] as Expression)),
  );
  const dropped = solved.solutions
    .filter((solution) => !kept.includes(solution))
    .map((solution) => `${problem.asked} = ${printPlain(solution[problem.asked] as Expression)}`);
  const values = new Map(
    kept.map((solution) => [
      printPlain(solution[problem.asked] as Expression),
      solution[problem.asked] as Expression,
    ]),
  );
  const [only] = [...values.values()];
  if (only === undefined)
    return openOutcome("No solution has only positive measures, so the problem as read has none.");
  if (values.size > 1)
    return openOutcome(
      `The problem as read has several answers: ${[...values.keys()].join(", ")}.`,
    );
  const plain = printPlain(only);
  const numeric = numericText(only);
  const unit = problem.unit === "" ? "" : ` ${problem.unit}`;
  const note =
    dropped.length === 0 ? "" : ` Dropped, because a measure is positive: ${dropped.join("; ")}.`;
  return {
    kind: "answer",
    value:
      problem.unit === ""
        ? { kind: "expression", plain }
        : { kind: "quantity", plain, unit: problem.unit },
    short: `${plain}${unit}`,
    plain: `${problem.asked} = ${plain}${unit}`,
    latex: `${problem.asked} = ${printLatex(only)}${unit === "" ? "" : `\\ \\mathrm{${problem.unit}}`}`,
    ...(numeric === null || numeric === plain ? {} : { numeric }),
    certificate: {
      grade: "exact-check",
      method: "substitute-back",
      detail: `The equations as read were solved exactly, and the solution was substituted into each of them.${note} Please check the reading.`,
      engines: [EXACT],
    },
    engine: EXACT,
    pods: [
      {
        id: "equations",
        title: "Equations, with the words they come from",
        table: problem.equations.map(({ expression, words }) => [printPlain(expression), words]),
      },
    ],
  };
}

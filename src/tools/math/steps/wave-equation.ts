import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  substitute,
} from "../expression/expression.ts";
import type { PodSubject } from "../pods/pod-maker.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { parseExpression } from "../read/parse.ts";
import { EQUATION_WORDS } from "./equation-words.ts";
import type { NewStep, RuleWords, StepCheck } from "./step-chain.ts";

const WAVES = new Set(["Sin", "Cos", "Tan"]);

/**
 * sin(u) = c and the like, with all solutions as the engine has proved them. Each branch is put in at three
 * whole numbers, as a second look. Null for what is no such equation.
 */
export function generalSolution(
  equation: Expression,
  variable: string,
  { outcome }: PodSubject,
  isOneOfSeveral = false,
): NewStep | null {
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  if (!WAVES.has(headOf(left)) || !contains(left, variable) || contains(right, variable))
    return null;
  const { value, certificate } = outcome;
  if (value.kind !== "solutions" || value.family === undefined) return null;
  if (certificate.grade !== "proved" || !value.complete) return null;
  const branches = branchesOf(value.family, variable);
  if (branches === null) return null;
  const isRight =
    isOneOfSeveral ||
    branches.every((branch) =>
      [0, 1, 2].every(
        (k) =>
          decideEqual(
            substitute(left, variable, substitute(branch, "k", { num: String(k) })),
            right,
          ).verdict === "proved",
      ),
    );
  const check: StepCheck = isRight
    ? { grade: "proved", method: certificate.method, detail: certificate.detail }
    : null;
  return {
    rule: "general-solution",
    ...(EQUATION_WORDS["general-solution"] as RuleWords),
    shown: ["Or", ...branches.map((branch): Expression => ["Equal", variable, branch])],
    plain: outcome.plain,
    latex: outcome.latex,
    check,
  };
}

/** "x = a + 2*pi*k or x = b + 2*pi*k, k integer" as its branches. */
function branchesOf(family: string, variable: string): Expression[] | null {
  const found = /^(?<branches>.+), k integer$/.exec(family)?.groups;
  if (found === undefined) return null;
  const branches = (found["branches"] as string).split(" or ").map((text) => {
    const prefix = `${variable} = `;
    return text.startsWith(prefix) ? parseExpression(text.slice(prefix.length)).expression : null;
  });
  return branches.includes(null) ? null : (branches as Expression[]);
}

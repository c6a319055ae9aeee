import { argumentsOf, type Expression, headOf, variablesOf } from "../expression/expression.ts";
import type { PodSubject } from "../pods/pod-maker.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { parseExpression } from "../read/parse.ts";
import { anyOf } from "./line-forms.ts";
import { LITERAL_WORDS } from "./literal-words.ts";
import { literalMove } from "./literal-moves.ts";
import { sameUpToFactor } from "./same-up-to-factor.ts";
import { type RuleWords, type StepChain, withNotes } from "./step-chain.ts";
import type { StepMethod } from "./worked-solution.ts";

const MOST_MOVES = 12;

/** An equation with several letters solved for one of them: one operation undone after the other. */
export const literalEquation: StepMethod = {
  id: "usual",
  title: { en: "Step by step", zh: "分步解答" },
  appliesTo: (subject) => literalOf(subject) !== null,
  work: (subject, chain) => {
    const found = literalOf(subject);
    if (found !== null) workLiteral(found, subject, chain);
  },
};

interface LiteralEquation {
  readonly equation: Expression;
  readonly variable: string;
  /** The values of the unknown that were answered. */
  readonly answers: readonly Expression[];
}

function literalOf({ query, outcome }: PodSubject): LiteralEquation | null {
  if (query.kind !== "solve" || query.equations.length !== 1 || query.unknowns.length !== 1)
    return null;
  const equation = query.equations[0] as Expression;
  const variable = query.unknowns[0] as string;
  const { value } = outcome;
  if (headOf(equation) !== "Equal" || variablesOf(equation).length < 2) return null;
  if (!variablesOf(equation).includes(variable)) return null;
  if (value.kind !== "solutions" || value.family !== undefined || query.domain.interval !== null)
    return null;
  const answers = value.solutions.map((one) => one[variable]);
  return answers.length === 0 || answers.includes(undefined)
    ? null
    : {
        equation,
        variable,
        answers: answers.map((text) => parseExpression(text as string).expression),
      };
}

function workLiteral(
  { equation, variable, answers }: LiteralEquation,
  { outcome }: PodSubject,
  chain: StepChain,
): void {
  let open: readonly Expression[] = [equation];
  for (let count = 0; count < MOST_MOVES && chain.isOpen; count++) {
    const [one, more] = open;
    // Both signs of a root are worked on alike; only the first says what is done.
    const moves = open.map((line) => literalMove(line, variable));
    const [move] = moves;
    if (one === undefined || move === null || move === undefined) break;
    if (moves.some((other) => other?.rule !== move.rule)) return;
    if (more !== undefined && move.alternatives.length > 1) return;
    const next = moves.flatMap((other) => other?.alternatives ?? []);
    const notes = [...new Set(moves.flatMap((other) => other?.notes ?? []))];
    const checks = moves.map((other) => other?.check ?? null);
    const { text, hint } = LITERAL_WORDS[move.rule] as RuleWords;
    const isTaken = chain.add({
      rule: move.rule,
      text: withNotes(text, notes),
      hint,
      shown: anyOf(next),
      check: checks.includes(null) ? null : move.check,
    });
    if (!isTaken) return;
    open = next;
  }
  const isSolved = open.every((line) => argumentsOf(line)[0] === variable);
  if (!isSolved || !chain.isOpen) return;
  const values = open.map((line) => argumentsOf(line)[1] as Expression);
  const isSame =
    values.length === answers.length &&
    values.every((value) =>
      answers.some((answer) => decideEqual(value, answer).verdict === "proved"),
    );
  if (isSame) return chain.finish();
  // The same values in another form: what they have in common is the product of their differences.
  const lines = answers.map((answer): Expression => ["Equal", variable, answer]);
  const isTaken = chain.add({
    rule: "simplify",
    ...(LITERAL_WORDS["simplify"] as RuleWords),
    shown: anyOf(lines),
    plain: outcome.plain,
    latex: outcome.latex,
    check: sameUpToFactor(open, lines, { num: "1" }),
  });
  if (isTaken) chain.finish();
}

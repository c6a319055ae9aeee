import { numbersIn } from "../../src/hallucination/numbers.ts";
import { withoutAnnotations } from "../question-row.ts";
import type { CascadeRow } from "./rows.ts";

/** One calculation of a worked solution, as it is written down. */
export interface WrittenStep {
  readonly text: string;
  readonly left: number;
  readonly operator: Operator;
  readonly right: number;
}

type Operator = "+" | "-" | "*" | "/";
const OPERATORS: readonly Operator[] = ["+", "-", "*", "/"];

const valueOf = ({ left, operator, right }: Omit<WrittenStep, "text">): number => {
  if (operator === "+") return left + right;
  if (operator === "-") return left - right;
  return operator === "*" ? left * right : left / right;
};

const isPlain = (value: number): boolean =>
  Number.isFinite(value) && Math.abs(value * 100 - Math.round(value * 100)) < 1e-9;

const figure = (value: number): string => String(Number(value.toFixed(4)));

const written = (step: Omit<WrittenStep, "text">, question: string): string => {
  const formula = `${figure(step.left)} ${step.operator} ${figure(step.right)} = ${figure(valueOf(step))}`;
  return /\p{Script=Han}/u.test(question) ? `列式计算得 ${formula}。` : `So it is ${formula}.`;
};

/**
 * The calculations that lead to the answer: those the row's own solution marks, else one or two over the
 * numbers of the question that give it. Empty where neither is found.
 */
export function stepsOf(row: CascadeRow): readonly WrittenStep[] {
  const marked = row.solution === undefined ? [] : markedSteps(row.solution);
  return marked.length > 0 ? marked : foundSteps(row);
}

function markedSteps(solution: string): WrittenStep[] {
  const steps = solution.split("\n").map((line): WrittenStep | null => {
    const mark = /<<\s*(\d+(?:\.\d+)?)\s*([-+*/])\s*(\d+(?:\.\d+)?)\s*=[^<>]*>>/.exec(line);
    if (mark === null) return null;
    const [left, right] = [Number(mark[1]), Number(mark[3])];
    return { text: withoutAnnotations(line), left, operator: mark[2] as Operator, right };
  });
  const last = solution.split("\n").findLastIndex((line) => line.includes("<<"));
  // A line without one plain calculation breaks the chain.
  return last < 0 || steps.slice(0, last + 1).some((step) => step === null)
    ? []
    : steps.slice(0, last + 1).flatMap((step) => (step === null ? [] : [step]));
}

function foundSteps({ question, expected }: CascadeRow): WrittenStep[] {
  const numbers = [...new Set(numbersIn(question).map(({ canonical }) => Number(canonical)))];
  if (numbers.length > 5) return [];
  const isAnswer = (value: number): boolean => Math.abs(value - expected) < 1e-9;
  const pairs = numbers.flatMap((left) =>
    numbers
      .filter((right) => right !== left || numbers.length === 1)
      .flatMap((right) => OPERATORS.map((operator) => ({ left, operator, right }))),
  );
  const single = pairs.find((step) => isAnswer(valueOf(step)));
  if (single !== undefined) return [{ ...single, text: written(single, question) }];
  for (const first of pairs)
    for (const right of numbers)
      for (const operator of OPERATORS) {
        const second = { left: valueOf(first), operator, right };
        const isNew = right !== first.left && right !== first.right;
        if (isNew && isPlain(second.left) && isAnswer(valueOf(second)))
          return [first, second].map((step) => ({ ...step, text: written(step, question) }));
      }
  return [];
}

/** A solution as a model may write it, and the number it ends with. */
export interface WrittenDraft {
  readonly text: string;
  readonly answer: number;
}

const ending = (steps: readonly string[], answer: number): WrittenDraft => ({
  text: [...steps, `ANSWER: ${answer}`].join("\n"),
  answer,
});

export function rightDraft(row: CascadeRow): WrittenDraft {
  return ending(
    stepsOf(row).map(({ text }) => text),
    row.expected,
  );
}

/**
 * Wrong solutions whose every calculation is right, each with another answer: the last step left out, and
 * other operations in it. The first is the one that is nearest at hand.
 */
export function wrongDrafts(row: CascadeRow): readonly WrittenDraft[] {
  const steps = stepsOf(row);
  const before = steps.slice(0, -1).map(({ text }) => text);
  const [last, previous] = [steps.at(-1), steps.at(-2)];
  if (last === undefined) return [1, 2, 3, 4].map((more) => ending([], row.expected + more));
  const others = OPERATORS.filter((operator) => operator !== last.operator)
    .map((operator) => ({ ...last, operator }))
    .filter((step) => isPlain(valueOf(step)))
    .map((step) => ending([...before, written(step, row.question)], valueOf(step)));
  const short = previous === undefined ? [] : [ending(before, valueOf(previous))];
  const swapped = { ...last, left: last.right, right: last.left };
  const rest = isPlain(valueOf(swapped))
    ? [ending([...before, written(swapped, row.question)], valueOf(swapped))]
    : [];
  const all = [...short, ...others, ...rest];
  const wrong = all.filter(
    ({ answer }, index) =>
      Math.abs(answer - row.expected) > 1e-9 &&
      all.findIndex((other) => Math.abs(other.answer - answer) < 1e-9) === index,
  );
  return wrong.length > 0 ? wrong : [ending(before, row.expected + 1)];
}

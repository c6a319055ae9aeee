import { fractionOf } from "../../exact/fraction-of.ts";
import { fractionExpression } from "../../exact/to-expression.ts";
import { EVERYWHERE, type MathQuery } from "../math-query.ts";
import { readWholeNumber } from "../number-words.ts";
import type { Groups } from "../query-builders.ts";
import { series } from "../query-builders.ts";
import { readSolve } from "../read-solve.ts";
import type { ReadingContext } from "../reading-context.ts";
import { minus, num, over, power, times } from "../formula.ts";
import type { Intent } from "./intent.ts";

/** The sum of the first terms of an arithmetic or geometric sequence given by its beginning. */
function sequenceSum(kind: "arithmetic" | "geometric") {
  return (groups: Groups, context: ReadingContext): MathQuery | null => {
    const terms = (groups["terms"] as string)
      .replace(/\s*[,，、]?\s*(?:\.{3}|…+)\s*[,，]?\s*$/u, "")
      .split(/\s*[,，、]\s*/u)
      .map((term) => fractionOf(context.parse(term)));
    const n = readWholeNumber(groups["n"] as string);
    const [first, second] = terms;
    if (terms.length < 2 || n === null || n < 1n || n > 10_000n || !first || !second) return null;
    const step =
      kind === "arithmetic" ? second.sub(first) : first.equals(0) ? null : second.div(first);
    if (step === null) return null;
    const isSo = terms.every((term, k) => {
      const before = terms[k - 1];
      return k === 0 || !term || !before
        ? k === 0
        : term.equals(kind === "arithmetic" ? before.add(step) : before.mul(step));
    });
    if (!isSo) return null;
    const [a, d, count] = [fractionExpression(first), fractionExpression(step), num(n.toString())];
    return {
      kind: "evaluate",
      expression:
        kind === "arithmetic"
          ? over(times(count, ["Add", times(num(2), a), times(minus(count, num(1)), d)]), num(2))
          : step.equals(1)
            ? times(count, a)
            : over(times(a, minus(power(d, count), num(1))), minus(d, num(1))),
    };
  };
}

/** Heads and feet: x + y = heads, 2x + 4y = feet. */
function headsAndFeet(groups: Groups, context: ReadingContext): MathQuery | null {
  const [heads, feet] = [
    readWholeNumber(groups["heads"] as string),
    readWholeNumber(groups["feet"] as string),
  ];
  if (heads === null || feet === null) return null;
  context.note({ kind: "model", text: "A chicken has two feet and a rabbit four." });
  return {
    kind: "solve",
    equations: [
      ["Equal", ["Add", "鸡", "兔"], num(heads.toString())],
      ["Equal", ["Add", times(num(2), "鸡"), times(num(4), "兔")], num(feet.toString())],
    ],
    unknowns: ["鸡", "兔"],
    domain: EVERYWHERE,
  };
}

const solveBody = (groups: Groups, context: ReadingContext): MathQuery | null =>
  /[=<>≤≥＝]/u.test(groups["body"] as string)
    ? readSolve({ body: groups["body"], variables: groups["names"] }, context)
    : null;

/** Equations, sums and series in further wordings. */
export const PHRASE_INTENTS: readonly Intent[] = [
  {
    name: "solve, unknown first",
    frames: [
      "solve for {names}[,|:] {body}",
      "[解|求解|求]不等式[组] {body} [的]解[集]",
      "[解|求解]方程[组] {body} [的](解|根)",
    ],
    read: solveBody,
    examples: [
      { ask: "solve for x, 2x = 6", answer: "3" },
      { ask: "不等式 x²-5x+4≤0 的解集", answer: "1 <= x <= 4" },
    ],
  },
  {
    name: "all real solutions",
    frames: [
      "{body}[,] find [approximations for |the |all ][all |the ]real (solutions|roots|zeros)",
      "[find ][approximations for ][all ][the ]real (solutions|roots|zeros) of {body}",
    ],
    read: (groups, context) =>
      readSolve({ body: `${groups["body"] as string} over the reals` }, context),
    examples: [{ ask: "x^2 = 4, find all real solutions", answer: "-2, 2" }],
  },
  {
    name: "inverse function in degrees",
    frames: ["{body} in degrees", "{body} 等于多少度"],
    read: (groups, context) =>
      /^(?:a|arc)(?:sin|cos|tan|cot|sec|csc)/i.test((groups["body"] as string).trim())
        ? { kind: "degrees", expression: context.parse(groups["body"] as string) }
        : null,
    examples: [{ ask: "arccos(-1/2) in degrees", answer: "120°" }],
  },
  {
    name: "sum of a geometric sequence",
    frames: [
      "等比数列[ ]{terms}[的]前 {n:count} 项[的]和",
      "[the ]sum of [the ]first {n:count} terms of [the ]geometric (sequence|series|progression)[ :] {terms}",
    ],
    read: sequenceSum("geometric"),
    examples: [{ ask: "等比数列1,2,4,8,…前10项的和", answer: "1023" }],
  },
  {
    name: "sum of an arithmetic sequence",
    frames: [
      "等差数列[ ]{terms}[的]前 {n:count} 项[的]和",
      "[the ]sum of [the ]first {n:count} terms of [the ]arithmetic (sequence|series|progression)[ :] {terms}",
    ],
    read: sequenceSum("arithmetic"),
    examples: [{ ask: "等差数列1,3,5,7前20项的和", answer: "400" }],
  },
  {
    name: "sum, range first",
    frames: [
      "[the ]{kind:series} from [{variable:letter}[ ]=[ ]]{lower} to {upper} of {body}",
      "[the ]{kind:series} (of |){body}[,] {variable:letter}[ ]=[ ]{lower} to {upper}",
    ],
    read: (groups, context) => {
      const letters: readonly string[] =
        (groups["body"] as string).match(/(?<![A-Za-z])[a-z](?![A-Za-z(])/g) ?? [];
      const variable =
        groups["variable"] ?? ["n", "k", "i", "j", "x"].find((name) => letters.includes(name));
      if (variable === undefined) return null;
      const isProduct = /product/i.test(groups["kind"] as string);
      return series(isProduct ? "product" : "sum")({ ...groups, variable }, context);
    },
    examples: [
      { ask: "sum from 0 to 3 of 1/(4^n)", answer: "85/64" },
      { ask: "sum k^2, k = 1 to 3", answer: "14" },
    ],
  },
  {
    name: "chickens and rabbits",
    frames: [
      "[今有]鸡兔同笼[,][一共|共][有]{heads:count} (个头|头)[,][一共|共][有]{feet:count} (只脚|条腿|只腿|足|脚)[,][问]鸡[和|、]兔[子]各[有](几只|多少只)",
    ],
    read: headsAndFeet,
    examples: [{ ask: "鸡兔同笼，共35个头，94只脚，鸡和兔各几只", answer: "鸡 = 23, 兔 = 12" }],
  },
];

import { type Formula, readFormula } from "../../logic/formula.ts";
import type { LogicOperation } from "../logic-query.ts";
import type { MathQuery } from "../math-query.ts";
import type { Groups, QueryBuilder } from "../query-builders.ts";
import type { Intent } from "./intent.ts";

/** Reads the slots as formulas; a letter alone is none, since it may be a number. */
function ask(operation: LogicOperation): QueryBuilder {
  return (groups: Groups) => {
    const formulas = ["formula", "other"]
      .filter((name) => groups[name] !== undefined)
      .map((name) => readFormula(groups[name] as string));
    return formulas.includes(null) || formulas.every((formula) => formula?.kind === "letter")
      ? null
      : { kind: "logic", operation, formulas: formulas as Formula[] };
  };
}

/** Two formulas joined by "and", which is a connective as well: read only where one split makes sense. */
function pairwise(groups: Groups): MathQuery | null {
  const pair = groups["pair"] as string;
  const splits = [...pair.matchAll(/\band\b/giu)].flatMap(({ index }): Formula[][] => {
    const [left, right] = [readFormula(pair.slice(0, index)), readFormula(pair.slice(index + 3))];
    return left === null || right === null ? [] : [[left, right]];
  });
  const [only] = splits;
  return only === undefined || splits.length > 1
    ? null
    : { kind: "logic", operation: "equivalent", formulas: only };
}

const FORMULA = "{formula:longest}";

/** Propositional logic. */
export const LOGIC_INTENTS: readonly Intent[] = [
  {
    name: "truth table",
    frames: [
      `[the ][full ]truth table (of|for) ${FORMULA}`,
      `${FORMULA} 的真值表`,
      `${FORMULA} truth table`,
    ],
    read: ask("table"),
    examples: [
      { ask: "truth table of p xor q", answer: "T T → F; T F → T; F T → T; F F → F" },
      { ask: "p → q 的真值表", answer: "T T → T; T F → F; F T → T; F F → T" },
    ],
  },
  {
    name: "tautology",
    frames: [
      `[is ]${FORMULA} [is ](a tautology|tautological|always true|logically valid)`,
      `${FORMULA} (是|是否是|是否为|是不是)(重言式|永真式)[吗]`,
    ],
    read: ask("tautology"),
    examples: [
      { ask: "Is (p -> q) or (q -> p) a tautology?", answer: "yes" },
      { ask: "p ∨ q 是否为重言式", answer: "no" },
    ],
  },
  {
    name: "contradiction",
    frames: [
      `[is ]${FORMULA} (a contradiction|unsatisfiable|always false)`,
      `${FORMULA} (是|是否是|是否为|是不是)(矛盾式|永假式)[吗]`,
    ],
    read: ask("contradiction"),
    examples: [{ ask: "Is p and not p a contradiction?", answer: "yes" }],
  },
  {
    name: "satisfiability",
    frames: [`[is ]${FORMULA} [is ]satisfiable`, `${FORMULA} (是否可满足|可满足吗)`],
    read: ask("satisfiable"),
    examples: [{ ask: "is (p or q) and not p and not q satisfiable?", answer: "no" }],
  },
  {
    name: "logical equivalence",
    frames: [
      "[is ]{formula} (logically |)equivalent to {other:longest}",
      "{formula} (与|和) {other:longest} (是否|逻辑)[逻辑]等价[吗]",
      "{formula} (与|和) {other:longest} 等价吗",
    ],
    read: ask("equivalent"),
    examples: [
      { ask: "is p -> q equivalent to not p or q", answer: "yes" },
      { ask: "¬(p∧q) 与 ¬p∨¬q 是否等价", answer: "yes" },
    ],
  },
  {
    name: "logical equivalence of a pair",
    frames: ["[are ]{pair} (logically |)equivalent"],
    read: pairwise,
    examples: [
      { ask: "Are p -> q and q -> p logically equivalent?", answer: "no" },
      { ask: "are not (p and q) and not p or not q equivalent", answer: "yes" },
    ],
  },
  {
    name: "normal form of a formula",
    frames: [
      `[the ](cnf|conjunctive normal form) (of|for) ${FORMULA}`,
      `convert ${FORMULA} (to|into) (cnf|conjunctive normal form)`,
      `${FORMULA} 的合取范式`,
    ],
    read: ask("cnf"),
    examples: [{ ask: "CNF of p <-> q", answer: "(not p or q) and (p or not q)" }],
  },
  {
    name: "disjunctive form of a formula",
    frames: [
      `[the ](dnf|disjunctive normal form) (of|for) ${FORMULA}`,
      `convert ${FORMULA} (to|into) (dnf|disjunctive normal form)`,
      `${FORMULA} 的析取范式`,
    ],
    read: ask("dnf"),
    examples: [{ ask: "DNF of p xor q", answer: "(p and not q) or (not p and q)" }],
  },
  {
    name: "negated formula",
    frames: [`[the ]negation of ${FORMULA}`, `negate ${FORMULA}`, `${FORMULA} 的否定`],
    read: ask("negation"),
    examples: [{ ask: "negation of p -> q", answer: "p and not q" }],
  },
  {
    name: "simplified formula",
    frames: [
      `simplify [the (logical |boolean |)(formula|expression) ]${FORMULA}`,
      `化简[命题公式] ${FORMULA}`,
    ],
    read: ask("simplify"),
    examples: [
      { ask: "simplify p and (p or q)", answer: "p" },
      { ask: "simplify (p and q) or (p and not q)", answer: "p" },
    ],
  },
];

import type { Expression } from "../expression/expression.ts";
import { type Formula, printFormula } from "../logic/formula.ts";

export type LogicOperation =
  | "table"
  | "tautology"
  | "contradiction"
  | "satisfiable"
  | "equivalent"
  | "simplify"
  | "negation"
  | "cnf"
  | "dnf";

/** A question of propositional logic about one formula, or two for `equivalent`. */
export interface LogicQuery {
  readonly kind: "logic";
  readonly operation: LogicOperation;
  readonly formulas: readonly Formula[];
}

const HEADS = {
  and: "And",
  or: "Or",
  xor: "Xor",
  nand: "Nand",
  nor: "Nor",
  implies: "Implies",
  iff: "Equivalent",
} as const;

export function formulaExpression(formula: Formula): Expression {
  switch (formula.kind) {
    case "letter":
      return formula.name;
    case "constant":
      return formula.value ? "True" : "False";
    case "not":
      return ["Not", formulaExpression(formula.of)];
    default:
      return [
        HEADS[formula.kind],
        formulaExpression(formula.left),
        formulaExpression(formula.right),
      ];
  }
}

const SENTENCES: Readonly<Record<LogicOperation, readonly [string, string]>> = {
  table: ["Truth table of #", "# 的真值表"],
  tautology: ["Is # true in every case?", "# 是否为重言式？"],
  contradiction: ["Is # false in every case?", "# 是否为矛盾式？"],
  satisfiable: ["Can # be true?", "# 是否可满足？"],
  equivalent: ["Are # logically equivalent?", "# 是否逻辑等价？"],
  simplify: ["Simplify the formula #", "化简命题公式 #"],
  negation: ["Negation of #", "# 的否定"],
  cnf: ["Conjunctive normal form of #", "# 的合取范式"],
  dnf: ["Disjunctive normal form of #", "# 的析取范式"],
};

export function describeLogic(
  { operation, formulas }: LogicQuery,
  pick: (english: string, chinese: string) => string,
): string {
  const [english, chinese] = SENTENCES[operation];
  const texts = formulas.map((formula) => printFormula(formula));
  return pick(english.replace("#", texts.join(" and ")), chinese.replace("#", texts.join(" 与 ")));
}

import type { Pod } from "../../../core/pod.ts";
import type { AnswerValue } from "../../../core/query-result.ts";
import { type Formula, isTrue, lettersOf, printFormula } from "../logic/formula.ts";
import {
  areEquivalent,
  assignments,
  conjunctiveForm,
  disjunctiveForm,
  MOST_LETTERS,
} from "../logic/minimize.ts";
import type { LogicQuery } from "../read/logic-query.ts";
import { EXACT } from "./candidates.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

/** Questions of propositional logic, each settled by going through every row of the truth table. */
export function logicQuery({ operation, formulas }: LogicQuery): Outcome {
  const [formula, other] = formulas as [Formula, Formula | undefined];
  const letters = [...new Set(formulas.flatMap(lettersOf))].sort();
  if (letters.length > MOST_LETTERS)
    return openOutcome(`Up to ${MOST_LETTERS} letters are worked out.`, "unsupported", "too_large");
  const rows = assignments(letters);
  const counts = `all ${rows.length} rows of the truth table were gone through.`;
  const table = tablePod(formulas, letters);
  const truth = (value: boolean, example: Record<string, boolean> | undefined): Outcome => {
    const shown = example === undefined ? "" : ` ${rowText(example)} shows it;`;
    const text = value ? "yes" : "no";
    return answered(
      { kind: "truth", value },
      text,
      `\\text{${text}}`,
      `${capital(shown)}${counts}`,
      [table],
    );
  };
  const written = (result: Formula, how: string): Outcome => {
    if (!areEquivalent(result, operation === "negation" ? { kind: "not", of: formula } : formula))
      return openOutcome("The form found does not agree with the formula.");
    const text = printFormula(result);
    return answered(
      { kind: "text", text },
      text,
      printFormula(result, true),
      `${how} It agrees with what was asked in every row; ${counts}`,
      [table],
    );
  };
  switch (operation) {
    case "table": {
      const values = rows.map((row) => [
        ...letters.map((letter) => mark(row[letter] === true)),
        mark(isTrue(formula, row)),
      ]);
      const text = values.map((row) => `${row.slice(0, -1).join(" ")} → ${row.at(-1)}`).join("; ");
      return answered(
        { kind: "matrix", rows: values },
        text,
        latexTable(table.table ?? []),
        `Every combination of truth values was worked out: ${counts}`,
        [table],
      );
    }
    case "tautology": {
      const counter = rows.find((row) => !isTrue(formula, row));
      return truth(counter === undefined, counter);
    }
    case "contradiction": {
      const example = rows.find((row) => isTrue(formula, row));
      return truth(example === undefined, example);
    }
    case "satisfiable": {
      const example = rows.find((row) => isTrue(formula, row));
      return truth(example !== undefined, example);
    }
    case "equivalent": {
      const second = other as Formula;
      const counter = rows.find((row) => isTrue(formula, row) !== isTrue(second, row));
      return truth(counter === undefined, counter);
    }
    case "cnf":
      return written(conjunctiveForm(formula), "A conjunction of disjunctions.");
    case "dnf":
      return written(disjunctiveForm(formula), "A disjunction of conjunctions.");
    case "simplify":
      return written(shortest([conjunctiveForm(formula), disjunctiveForm(formula), formula]), "");
    case "negation": {
      const not: Formula = { kind: "not", of: formula };
      return written(shortest([disjunctiveForm(not), conjunctiveForm(not)]), "");
    }
  }
}

/** The formula with the fewest letters and signs, the first of equals. */
function shortest(formulas: readonly Formula[]): Formula {
  const size = (formula: Formula): number =>
    formula.kind === "letter" || formula.kind === "constant"
      ? 1
      : formula.kind === "not"
        ? 1 + size(formula.of)
        : 1 + size(formula.left) + size(formula.right);
  return formulas.reduce((best, next) => (size(next) < size(best) ? next : best));
}

const mark = (value: boolean): string => (value ? "T" : "F");

function rowText(row: Readonly<Record<string, boolean>>): string {
  return Object.entries(row)
    .map(([letter, value]) => `${letter} = ${mark(value)}`)
    .join(", ");
}

function capital(text: string): string {
  return text === "" ? "By exhaustion: " : `${text.trim()} `;
}

function tablePod(formulas: readonly Formula[], letters: readonly string[]): Pod {
  const header = [...letters, ...formulas.map((formula) => printFormula(formula))];
  const rows = assignments(letters).map((row) => [
    ...letters.map((letter) => mark(row[letter] === true)),
    ...formulas.map((formula) => mark(isTrue(formula, row))),
  ]);
  return { id: "truth-table", title: "Truth table", table: [header, ...rows] };
}

function latexTable(table: readonly (readonly string[])[]): string {
  const columns = "c".repeat(table[0]?.length ?? 1);
  const rows = table.map((row) => row.map((cell) => `\\text{${cell}}`).join(" & "));
  return `\\begin{array}{${columns}}${rows.join(" \\\\ ")}\\end{array}`;
}

function answered(
  value: AnswerValue,
  text: string,
  latex: string,
  detail: string,
  pods: readonly Pod[],
): Outcome {
  return {
    kind: "answer",
    value,
    short: text,
    plain: text,
    latex,
    certificate: {
      grade: "proved",
      method: "truth-table",
      detail: detail.trim(),
      engines: [EXACT],
    },
    engine: EXACT,
    pods,
  };
}

import { exactForm } from "../exact/exact-form.ts";
import { argumentsOf, type Expression, headOf } from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { resolveSpecialAngles } from "../prove/special-angles.ts";
import { resolveSpecialArguments } from "../prove/special-arguments.ts";
import type { ShownQuery } from "../read/shown-query.ts";
import { EXACT } from "./candidates.ts";
import type { Outcome } from "./outcome.ts";

/** Works out each part exactly and puts the answer together. */
export function shownQuery(query: ShownQuery): Outcome {
  if (query.kind === "tuple") {
    const items = query.items.map(workedOut);
    const plain = `(${items.map(printPlain).join(", ")})`;
    return {
      kind: "answer",
      value: { kind: "tuple", items: items.map(printPlain) },
      short: plain,
      plain,
      latex: `\\left(${items.map(printLatex).join(", ")}\\right)`,
      certificate: {
        grade: "exact-check",
        method: "exact-arithmetic",
        detail: "Each part was worked out in exact normal form.",
        engines: [EXACT],
      },
      engine: EXACT,
    };
  }
  const sides = argumentsOf(query.expression).map(constantsWorkedOut);
  const expression: Expression = [headOf(query.expression), ...sides];
  const plain = printPlain(expression);
  return {
    kind: "answer",
    value: { kind: "expression", plain },
    short: plain,
    plain,
    latex: printLatex(expression),
    certificate: {
      grade: "exact-check",
      method: "definition",
      detail: `The equation follows from its definition: ${query.why}. Numbers in it were worked out exactly.`,
      engines: [EXACT],
    },
    engine: EXACT,
  };
}

function workedOut(item: Expression): Expression {
  const resolved = resolveSpecialAngles(resolveSpecialArguments(item));
  return exactForm(resolved) ?? resolved;
}

/** Shortens numbers and signs inside, without expanding what is written as a power. */
function constantsWorkedOut(expression: Expression): Expression {
  const short = tidySigns(expression);
  return argumentsOf(short).length === 0 ? short : keepShape(short);
}

function keepShape(expression: Expression): Expression {
  const exact = exactForm(expression);
  if (exact !== null && argumentsOf(exact).length === 0) return exact;
  const parts = argumentsOf(expression).map(keepShape);
  return parts.length === 0 ? expression : tidySigns([headOf(expression), ...parts]);
}

import { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import type { Expression } from "../expression/expression.ts";
import { decideRelationBetween } from "../prove/decide-relation.ts";
import type { ChoiceItem, ChooseQuery } from "../read/school-query.ts";
import { EXACT } from "./candidates.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

const MOST_ITEMS = 1_000;

interface Measured extends ChoiceItem {
  readonly exact: Fraction | null;
}

/** Orders values by exact comparison. Ties are kept in the order given; a tie for the place asked is said. */
export function chooseQuery(query: ChooseQuery): Outcome {
  if (query.items.length > MOST_ITEMS)
    return openOutcome(`Up to ${MOST_ITEMS} values are compared.`, "unsupported", "too_large");
  const { target } = query;
  const items = query.items.map(({ label, value }): Measured => {
    const measured: Expression =
      target === null ? value : ["Abs", ["Add", value, ["Negate", target]]];
    return { label, value: measured, exact: fractionOf(measured) };
  });
  const isDescending = query.operation !== "nearest" && query.isDescending;
  const sorted = sortBy(items, (a, b) => (isDescending ? order(b, a) : order(a, b)));
  if (sorted === null)
    return openOutcome("These values could not be compared exactly. Each must be a real number.");
  if (query.operation === "sort") return listed(sorted.map(({ label }) => label));
  const place = query.operation === "nearest" ? 1 : query.rank;
  const found = sorted[place - 1];
  if (found === undefined)
    return openOutcome(
      `There are ${items.length} values, so there is none at place ${place}.`,
      "unsupported",
    );
  const tied = sorted.filter((item) => item !== found && order(item, found) === 0);
  if (tied.length > 0 && query.operation === "nearest")
    return openOutcome(
      `Several values are equally near: ${[found, ...tied].map(({ label }) => label).join(", ")}.`,
    );
  return answered(found.label, { kind: "expression", plain: found.label });
}

/** -1, 0 or 1 as in a comparison; null when it is not decided. */
function order(a: Measured, b: Measured): number | null {
  if (a.exact !== null && b.exact !== null) return a.exact.compare(b.exact);
  if (decideRelationBetween(a.value, "<", b.value, b.label).verdict === "proved") return -1;
  if (decideRelationBetween(a.value, ">", b.value, b.label).verdict === "proved") return 1;
  return decideRelationBetween(a.value, "=", b.value, b.label).verdict === "proved" ? 0 : null;
}

function sortBy(
  items: readonly Measured[],
  compare: (a: Measured, b: Measured) => number | null,
): Measured[] | null {
  let isDecided = true;
  const sorted = [...items].sort((a, b) => {
    const result = compare(a, b);
    if (result === null) isDecided = false;
    return result ?? 0;
  });
  return isDecided ? sorted : null;
}

const CERTIFICATE = {
  grade: "proved",
  method: "exact-comparison",
  detail:
    "Every comparison that decides the order was made with exact arithmetic, without rounding.",
  engines: [EXACT],
} as const;

function answered(text: string, value: { kind: "expression"; plain: string }): Outcome {
  return {
    kind: "answer",
    value,
    short: text,
    plain: text,
    latex: text,
    certificate: { ...CERTIFICATE, engines: [...CERTIFICATE.engines] },
    engine: EXACT,
  };
}

function listed(labels: readonly string[]): Outcome {
  const text = labels.join(", ");
  return {
    kind: "answer",
    value: { kind: "list", items: [...labels] },
    short: text,
    plain: text,
    latex: labels.join(",\\; "),
    certificate: { ...CERTIFICATE, engines: [...CERTIFICATE.engines] },
    engine: EXACT,
  };
}

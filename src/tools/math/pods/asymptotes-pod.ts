import { exactForm } from "../exact/exact-form.ts";
import { checkDeadline } from "../exact/deadline.ts";
import {
  type Expression,
  integer,
  isNumber,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { isDefinedReal } from "../prove/defined-at.ts";
import { breaksOf } from "../solve/breaks.ts";
import type { PodMaker, PodTools } from "./pod-maker.ts";
import { isInfinity, provedLimit } from "./proved-limit.ts";
import { type Property, propertyTable } from "./property-table.ts";
import { repeated } from "./repeated.ts";
import { type FunctionOfOne, functionOfOne } from "./subject-expression.ts";
import { provedPeriod } from "./symmetry-pod.ts";

const MOST_PLACES = 6;
const ENDS = ["PositiveInfinity", "NegativeInfinity"] as const;
const NAMES = {
  PositiveInfinity: ["Limit at infinity", "趋于正无穷时的极限"],
  NegativeInfinity: ["Limit at -infinity", "趋于负无穷时的极限"],
} as const;

/** Limits at infinity, and the lines that a curve comes near to: each from limits that were proved. */
export const asymptotesPod: PodMaker = {
  id: "asymptotes",
  title: { en: "Limits and asymptotes", zh: "极限与渐近线" },
  speed: "slow",
  appliesTo: (subject) => functionOfOne(subject) !== null,
  make: async (subject, tools) => {
    const about = functionOfOne(subject);
    if (about === null) return null;
    const properties = [...(await verticals(about, tools)), ...(await ends(about, tools))];
    return propertyTable(
      properties,
      ["Each line follows from a limit that was proved.", "每一条都由已证明的极限得出。"],
      subject.isChinese,
    );
  },
};

/** Lines and holes at the places where the function may break: by its limits from both sides. */
async function verticals(about: FunctionOfOne, tools: PodTools): Promise<Property[]> {
  const { expression, variable } = about;
  const period = provedPeriod(about);
  const found = new Map<string, Property>();
  for (const point of breakingPlaces(about, period)) {
    checkDeadline();
    const left = await provedLimit(about, point, "FromLeft", tools);
    const right = await provedLimit(about, point, "FromRight", tools);
    const place = repeated(variable, point, period);
    if (isInfinity(left) || isInfinity(right))
      found.set(place, {
        name: ["Vertical asymptote", "垂直渐近线"],
        value: `${variable} = ${place}`,
        grade: "proved",
      });
    else if (
      left !== null &&
      right !== null &&
      decideEqual(left, right).verdict === "proved" &&
      isDefinedReal(substitute(expression, variable, point)) === false
    )
      found.set(place, {
        name: ["Hole", "可去间断点"],
        value: `(${place}, ${printPlain(left)})`,
        grade: "proved",
      });
  }
  return [...found.values()];
}

/** Places where the function may break; with a period those from 0 up to it. Empty where there are too many. */
function breakingPlaces(
  { expression, variable }: FunctionOfOne,
  period: Expression | null,
): Expression[] {
  const sets = breaksOf(expression, variable) ?? [];
  const turn = period === null ? null : evaluateReal(period);
  if (turn === null && sets.some((set) => set.period !== null)) return [];
  const places = new Map<string, Expression>();
  for (const set of sets) {
    const step = set.period === null ? null : evaluateReal(set.period);
    const copies = turn === null || step === null ? 1 : Math.ceil(turn.div(step).toNumber() - 1e-9);
    for (const point of set.points)
      for (let copy = 0; copy < Math.min(copies, MOST_PLACES); copy++) {
        const moved = moveBy(point, set.period, copy);
        const size = evaluateReal(moved);
        if (size === null) continue;
        const turns = turn === null ? 0 : -Math.floor(size.div(turn).toNumber() + 1e-12);
        const place = moveBy(moved, period, turns);
        places.set(evaluateReal(place)?.toFixed(15) ?? "", place);
      }
  }
  return places.size > MOST_PLACES ? [] : [...places.values()];
}

function moveBy(place: Expression, step: Expression | null, times: number): Expression {
  if (step === null || times === 0) return place;
  const moved: Expression = ["Add", place, ["Multiply", integer(times), step]];
  return exactForm(moved) ?? moved;
}

/** Limits at both infinities, with the horizontal or oblique line where there is one. */
async function ends(about: FunctionOfOne, tools: PodTools): Promise<Property[]> {
  const limits: Property[] = [];
  const lines = new Map<string, Property>();
  for (const end of ENDS) {
    checkDeadline();
    const limit = await provedLimit(about, end, null, tools);
    if (limit === null) continue;
    limits.push({ name: NAMES[end], value: printPlain(limit), grade: "proved" });
    const line = isInfinity(limit) ? await oblique(about, end, tools) : limit;
    if (line === null || decideEqual(line, about.expression).verdict === "proved") continue;
    const value = `y = ${printPlain(line)}`;
    const isOblique = variablesOf(line).length > 0;
    lines.set(value, {
      name: isOblique ? ["Oblique asymptote", "斜渐近线"] : ["Horizontal asymptote", "水平渐近线"],
      value,
      grade: "proved",
    });
  }
  return [...limits, ...lines.values()];
}

async function oblique(
  about: FunctionOfOne,
  end: Expression,
  tools: PodTools,
): Promise<Expression | null> {
  const { expression, variable } = about;
  const slope = await provedLimit(
    { expression: ["Divide", expression, variable], variable },
    end,
    null,
    tools,
  );
  if (slope === null || isInfinity(slope) || (isNumber(slope) && slope.num === "0")) return null;
  const ramp: Expression = ["Multiply", slope, variable];
  const rest: Expression = ["Add", expression, ["Negate", ramp]];
  const height = await provedLimit({ expression: rest, variable }, end, null, tools);
  if (height === null || isInfinity(height)) return null;
  const line: Expression = ["Add", ramp, height];
  return exactForm(line) ?? line;
}

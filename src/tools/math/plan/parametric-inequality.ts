import { isDeadEnd } from "../exact/deadline.ts";
import { Fraction } from "fraction.js";
import { exactForm } from "../exact/exact-form.ts";
import { NormalForm } from "../exact/normal-form.ts";
import type { Polynomial } from "../exact/polynomial.ts";
import { polynomialExpression } from "../exact/to-expression.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { coefficientsIn, solvePolynomialEquation } from "../solve/solve-equation.ts";
import { EXACT } from "./candidates.ts";
import { describeStretch } from "./inequality-outcome.ts";
import { openOutcome, type Outcome } from "./outcome.ts";
import type { Stretch } from "./sign-chart.ts";

/** What holds for the unknown when `subject` has this sign: stretches, or all or nothing. */
interface Case {
  readonly subject: Expression;
  readonly sign: 1 | 0 | -1;
  readonly stretches: readonly Stretch[];
  /** Stretches hold only where this is positive (or not negative); otherwise nothing does. */
  readonly only?: { readonly positive: Expression; readonly orZero: boolean };
}

const EVERYWHERE: Stretch = { lo: null, hi: null, loClosed: false, hiClosed: false };

/**
 * One inequality of degree one in the unknown, or of degree two with a constant in front of its square,
 * whose coefficients hold further symbols: by cases on the sign of the slope or of the discriminant. The
 * cases are compared with the inequality itself at sample values before they are shown.
 */
export function parametricInequality(relations: readonly Expression[], variable: string): Outcome {
  const names = variablesOf(["And", ...relations]).filter((name) => name !== variable);
  const open = openOutcome(
    `The answer depends on ${names.join(", ")} in a way that is not worked out. Give ${names.length === 1 ? "it a value" : "them values"}, or ask about one inequality of degree one or two.`,
    "unsupported",
  );
  const [relation] = relations;
  if (relation === undefined || relations.length !== 1) return open;
  const cases = casesOf(relation, variable);
  if (cases === null || !agreeWith(relation, cases, variable, names)) return open;
  return casesOutcome(cases, variable);
}

function casesOf(relation: Expression, variable: string): Case[] | null {
  const [left, right] = argumentsOf(relation) as [Expression, Expression];
  const head = headOf(relation);
  if (!/^(?:Less|Greater)/.test(head)) return null;
  const [more, less] = head.startsWith("Greater") ? [left, right] : [right, left];
  const isClosed = head.endsWith("Equal");
  try {
    const form = new NormalForm();
    const value = form.normalize(["Add", more, ["Negate", less]]);
    const index = form.indexOfVariable(variable);
    const { numerator, denominator } = value;
    const scale = denominator.asConstant();
    if (index === null || scale === null) return null;
    const used = [...numerator.generators()];
    if (used.some((other) => other !== index && form.dependsOn(other, index))) return null;
    if (used.some((other) => typeof form.expressionOfGenerator(other) !== "string")) return null;
    const coefficients = coefficientsIn(numerator.scale(new Fraction(1).div(scale)), index);
    if (coefficients.length === 2) return linearCases(form, coefficients, isClosed);
    if (coefficients.length === 3) return quadraticCases(form, coefficients, isClosed);
    return null;
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

/** p x + q > 0 by the sign of p. */
function linearCases(
  form: NormalForm,
  coefficients: readonly Polynomial[],
  isClosed: boolean,
): Case[] | null {
  const [q, p] = coefficients as [Polynomial, Polynomial];
  const [constant, slope] = [polynomialExpression(form, q), polynomialExpression(form, p)];
  if (constant === null || slope === null) return null;
  const quotient: Expression = ["Negate", ["Divide", constant, slope]];
  const bound = tidySigns(exactForm(quotient) ?? quotient);
  const above: Stretch = { lo: bound, hi: null, loClosed: isClosed, hiClosed: false };
  const below: Stretch = { lo: null, hi: bound, loClosed: false, hiClosed: isClosed };
  const fixed = p.asConstant();
  if (fixed !== null)
    return [{ subject: integer(1), sign: 1, stretches: [fixed.s > 0n ? above : below] }];
  return [
    { subject: slope, sign: 1, stretches: [above] },
    { subject: slope, sign: -1, stretches: [below] },
    {
      subject: slope,
      sign: 0,
      stretches: [EVERYWHERE],
      only: { positive: whereZero(slope, constant), orZero: isClosed },
    },
  ];
}

/** `expression` on the condition that `subject` is zero, where that gives one symbol a value. */
function whereZero(subject: Expression, expression: Expression): Expression {
  const solved = solvedForOne(subject);
  if (solved === null || !contains(expression, solved.name)) return expression;
  const value = substitute(expression, solved.name, solved.value);
  return exactForm(value) ?? value;
}

function solvedForOne(subject: Expression): { name: string; value: Expression } | null {
  const [name, ...more] = variablesOf(subject);
  if (name === undefined || more.length > 0) return null;
  const solution = solvePolynomialEquation(subject, integer(0), name);
  const [value] = solution?.roots ?? [];
  return solution?.roots.length === 1 && value !== undefined ? { name, value } : null;
}

/** a x^2 + b x + c > 0 with a constant a, by the sign of the discriminant. */
function quadraticCases(
  form: NormalForm,
  coefficients: readonly Polynomial[],
  isClosed: boolean,
): Case[] | null {
  const lead = (coefficients[2] as Polynomial).asConstant();
  if (lead === null) return null;
  const { budget } = form;
  const scale = new Fraction(1).div(lead);
  const [c, b] = [0, 1].map((k) => (coefficients[k] as Polynomial).scale(scale)) as [
    Polynomial,
    Polynomial,
  ];
  // (x + b/2)^2 = b^2/4 - c.
  const half = b.scale(new Fraction(1, 2));
  const quarter = half.multiply(half, budget).add(c.negate(), budget);
  const isWhole = [...half.list(), ...quarter.list()].every(
    ({ coefficient }) => coefficient.d === 1n,
  );
  const middle = polynomialExpression(form, half.negate());
  const inner = polynomialExpression(form, isWhole ? quarter : quarter.scale(new Fraction(4)));
  if (middle === null || inner === null || quarter.asConstant() !== null) return null;
  const opens = lead.s > 0n;
  const root = squareRootOf(inner);
  const put = (sign: 1 | -1): Expression => {
    const part: Expression = isWhole
      ? (root ?? ["Sqrt", inner])
      : ["Divide", root ?? ["Sqrt", inner], integer(2)];
    const sum: Expression = ["Add", middle, sign === 1 ? part : ["Negate", part]];
    return root === null ? tidySum(middle, part, sign) : (exactForm(sum) ?? sum);
  };
  const outside = (low: Expression, high: Expression): Stretch[] => [
    { lo: null, hi: low, loClosed: false, hiClosed: isClosed },
    { lo: high, hi: null, loClosed: isClosed, hiClosed: false },
  ];
  const inside = (low: Expression, high: Expression): Stretch[] => [
    { lo: low, hi: high, loClosed: isClosed, hiClosed: isClosed },
  ];
  const touching: Stretch[] = opens
    ? isClosed
      ? [EVERYWHERE]
      : outside(middle, middle)
    : isClosed
      ? inside(middle, middle)
      : [];
  const apart = opens ? outside : inside;
  if (root !== null)
    return [
      { subject: root, sign: 1, stretches: apart(put(-1), put(1)) },
      { subject: root, sign: -1, stretches: apart(put(1), put(-1)) },
      { subject: root, sign: 0, stretches: touching },
    ];
  return [
    { subject: inner, sign: 1, stretches: apart(put(-1), put(1)) },
    { subject: inner, sign: 0, stretches: touching },
    { subject: inner, sign: -1, stretches: opens ? [EVERYWHERE] : [] },
  ];
}

function tidySum(middle: Expression, part: Expression, sign: 1 | -1): Expression {
  const signed: Expression = sign === 1 ? part : ["Negate", part];
  const isZero = evaluateReal(middle)?.isZero() === true;
  return tidySigns(isZero ? signed : ["Add", middle, signed]);
}

/** A polynomial whose square is the expression, where it is linear in one symbol at least. */
function squareRootOf(expression: Expression): Expression | null {
  const [name] = variablesOf(expression);
  if (name === undefined) return null;
  const half = (of: Expression): Expression => ["Divide", of, integer(2)];
  const at = (value: number): Expression => substitute(expression, name, integer(value));
  // For (u a + v)^2 the second difference is 2 u^2.
  const second = exactForm(["Add", at(1), at(-1), ["Negate", ["Multiply", integer(2), at(0)]]]);
  if (second === null || contains(second, name)) return null;
  const u = exactForm(["Sqrt", half(second)]);
  if (u === null || /sqrt/.test(printPlain(u)) || evaluateReal(u)?.isZero() !== false) return null;
  const v = exactForm(["Divide", ["Add", at(1), ["Negate", at(-1)]], ["Multiply", integer(4), u]]);
  if (v === null) return null;
  const root = exactForm(["Add", ["Multiply", u, name], v]);
  if (root === null) return null;
  const rest = exactForm(["Add", expression, ["Negate", ["Power", root, integer(2)]]]);
  return rest !== null && printPlain(rest) === "0" ? root : null;
}

const SAMPLES = ["-7/3", "-1", "0", "1/2", "1", "2", "17/5"];
const PLACES = ["-9", "-5/2", "-2", "-1", "-1/3", "0", "1/7", "1/2", "1", "2", "11/4", "8"];

/** The cases against the inequality itself at exact sample values of every symbol. */
function agreeWith(
  relation: Expression,
  cases: readonly Case[],
  variable: string,
  names: readonly string[],
): boolean {
  if (names.length > 3) return false;
  const head = headOf(relation);
  for (const point of points(names, names.length > 2 ? 4 : SAMPLES.length)) {
    const put = (of: Expression): Expression =>
      names.reduce((all, name) => substitute(all, name, numberOf(point[name] as string)), of);
    const valueOf = (of: Expression) => evaluateReal(put(of));
    const chosen = cases.find(({ subject, sign }) => {
      const value = valueOf(subject);
      return value !== null && (value.abs().lt(1e-30) ? 0 : value.isNegative() ? -1 : 1) === sign;
    });
    if (chosen === undefined) return false;
    const only = chosen.only === undefined ? null : valueOf(chosen.only.positive);
    const isOn =
      chosen.only === undefined ||
      (only !== null && (chosen.only.orZero ? only.gte(-1e-30) : only.gt(1e-30)));
    for (const place of PLACES) {
      const x = evaluateReal(numberOf(place));
      const [a, b] = argumentsOf(relation).map((side) =>
        evaluateReal(substitute(put(side), variable, numberOf(place))),
      );
      if (x === null || a === null || a === undefined || b === null || b === undefined) continue;
      const gap = a.sub(b);
      const equal = gap.abs().lt(1e-30);
      const holds = equal ? head.endsWith("Equal") : gap.isNegative() === head.startsWith("Less");
      const claimed =
        isOn &&
        chosen.stretches.some(({ lo, hi, loClosed, hiClosed }) => {
          const [from, to] = [lo, hi].map((end) => (end === null ? null : valueOf(end)));
          const fromGap = from === null || from === undefined ? null : x.sub(from);
          const toGap = to === null || to === undefined ? null : to.sub(x);
          return (
            (fromGap === null || (loClosed ? fromGap.gte(-1e-30) : fromGap.gt(1e-30))) &&
            (toGap === null || (hiClosed ? toGap.gte(-1e-30) : toGap.gt(1e-30)))
          );
        });
      if (claimed !== holds) return false;
    }
  }
  return true;
}

function numberOf(text: string): Expression {
  const value = new Fraction(text);
  const size: Expression = ["Divide", integer(value.n), integer(value.d)];
  return value.s < 0n ? ["Negate", size] : size;
}

function points(names: readonly string[], count: number): Record<string, string>[] {
  return names.reduce<Record<string, string>[]>(
    (all, name) =>
      all.flatMap((point) => SAMPLES.slice(0, count).map((value) => ({ ...point, [name]: value }))),
    [{}],
  );
}

function casesOutcome(cases: readonly Case[], variable: string): Outcome {
  const entries: Record<string, string> = {};
  for (const one of cases) entries[conditionOf(one)] = conclusionOf(one, variable);
  const certificate = {
    grade: "proved" as const,
    method: "cases",
    detail:
      "The cases are all signs that the slope or the discriminant can have; they were compared with the inequality at exact sample values.",
    engines: [EXACT],
  };
  const [only, ...more] = cases;
  if (only !== undefined && more.length === 0) {
    const [stretch] = only.stretches as [Stretch];
    const text = describeStretch(stretch, variable);
    return {
      kind: "answer",
      value: {
        kind: "intervals",
        variable,
        intervals: [
          {
            lo: stretch.lo === null ? "-infinity" : printPlain(stretch.lo),
            hi: stretch.hi === null ? "infinity" : printPlain(stretch.hi),
            loClosed: stretch.loClosed,
            hiClosed: stretch.hiClosed,
          },
        ],
      },
      short: text,
      plain: text,
      latex: `\\text{${text}}`,
      certificate,
      engine: EXACT,
    };
  }
  const text = Object.entries(entries)
    .map(([condition, conclusion]) => `${conclusion} if ${condition}`)
    .join("; ");
  return {
    kind: "answer",
    value: { kind: "mapping", entries },
    short: text,
    plain: text,
    latex: cases
      .map((one) => `${latexText(conclusionOf(one, variable))}\\text{ if }${latexCondition(one)}`)
      .join(";\\; "),
    certificate,
    engine: EXACT,
  };
}

function latexText(text: string): string {
  return `\\text{${text}}`;
}

function latexCondition({ subject, sign }: Case): string {
  return `${printLatex(subject)} ${sign === 0 ? "=" : sign === 1 ? ">" : "<"} 0`;
}

/** "a > 2" where the subject is linear in one symbol, else "a^2 - 4 > 0". */
function conditionOf({ subject, sign }: Case): string {
  const relation = sign === 0 ? "=" : sign === 1 ? ">" : "<";
  const solved = solvedForOne(subject);
  if (solved === null) return `${printPlain(subject)} ${relation} 0`;
  const next = evaluateReal(substitute(subject, solved.name, ["Add", solved.value, integer(1)]));
  const before = evaluateReal(substitute(subject, solved.name, ["Add", solved.value, integer(-1)]));
  if (next === null || before === null || next.isNegative() === before.isNegative())
    return `${printPlain(subject)} ${relation} 0`;
  const turned = next.isNegative() ? { "=": "=", ">": "<", "<": ">" }[relation] : relation;
  return `${solved.name} ${turned} ${printPlain(solved.value)}`;
}

function conclusionOf({ stretches, only }: Case, variable: string): string {
  const text =
    stretches.length === 0
      ? "no solution"
      : stretches.map((stretch) => describeStretch(stretch, variable)).join(" or ");
  if (only === undefined) return text;
  const value = evaluateReal(only.positive);
  if (value !== null) return (only.orZero ? value.gte(0) : value.gt(0)) ? text : "no solution";
  const shown = printPlain(only.positive);
  const isNegated = shown.startsWith("-") && !/ [+-] /.test(shown);
  const relation = `${isNegated ? "<" : ">"}${only.orZero ? "=" : ""}`;
  return `${text} where ${isNegated ? shown.slice(1) : shown} ${relation} 0, otherwise no solution`;
}

import { Fraction } from "fraction.js";
import { endingDecimal } from "../exact/ending-decimal.ts";
import { AnsatzError } from "../../../core/errors.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isFunction,
  isNumber,
  isSymbol,
} from "../expression/expression.ts";
import { num } from "./formula.ts";
import type { MathQuery } from "./math-query.ts";
import { queryForExpression } from "./query-for-expression.ts";
import { readOrdinal } from "./number-words.ts";
import type { PercentageReading } from "./percentage-reading.ts";
import type { ReadingContext } from "./reading-context.ts";

/** Named groups of a pattern's match. */
export type Groups = Readonly<Record<string, string | undefined>>;

/** Turns a match into a query; null means "not mine after all": the next pattern is tried. */
export type QueryBuilder = (groups: Groups, context: ReadingContext) => MathQuery | null;

export function differentiate(groups: Groups, context: ReadingContext): MathQuery {
  const body = groups["body"] as string;
  const parsed = unwrapFunction(context.parse(body));
  const variable =
    groups["variable"] ??
    groups["atVariable"] ??
    context.chooseVariable(parsed, body, (name) => `derivative of ${body} with respect to ${name}`);
  const order =
    groups["order"] === undefined
      ? 1
      : (readOrdinal(groups["order"]) ?? Number.parseInt(groups["order"], 10));
  if (!Number.isInteger(order) || order < 1 || order > 10)
    throw new AnsatzError("unsupported", "Derivatives are worked out up to order 10.");
  return {
    kind: "differentiate",
    expression: parsed,
    variable,
    order,
    at: groups["at"] === undefined ? null : context.parse(groups["at"]),
  };
}

/** `f(x) = x^2` and `y = x^2` name an expression; the right side is what is meant. */
function unwrapFunction(expression: Expression): Expression {
  if (headOf(expression) !== "Equal") return expression;
  const [left, right] = argumentsOf(expression) as [Expression, Expression];
  const isName = isSymbol(left) || (isFunction(left) && /^[fghFGH]$/.test(left[0]));
  if (!isName)
    throw new AnsatzError(
      "unsupported",
      "This asks about an expression, not an equation. Leave the equation sign out.",
    );
  return right;
}

export function integrate(groups: Groups, context: ReadingContext): MathQuery {
  const body = groups["body"] as string;
  const differential = /^(?<inner>.*\S)\s*d(?<name>[A-Za-z])\s*$/.exec(
    body.replace(/\\,|\\ /g, " "),
  );
  const inner = differential?.groups?.["inner"] ?? body;
  const expression = unwrapFunction(context.parse(inner));
  if (headOf(expression) === "Integrate") return queryForExpression(expression, context, body);
  const variable =
    groups["variable"] ??
    differential?.groups?.["name"] ??
    context.chooseVariable(expression, inner, (name) => `integrate ${inner} d${name}`);
  const lower = groups["lower"];
  const upper = groups["upper"];
  return {
    kind: "integrate",
    expression,
    variable,
    bounds:
      lower === undefined || upper === undefined
        ? null
        : [context.parse(lower), context.parse(upper)],
  };
}

export function limit(groups: Groups, context: ReadingContext): MathQuery {
  let point = (groups["point"] as string).trim();
  let side: "FromLeft" | "FromRight" | null = null;
  const found =
    /^(?<value>.+?)\s*(?:from (?:the )?(?<word>left|right|above|below)|(?<sign>[+-]))$/.exec(point);
  if (found?.groups !== undefined) {
    const word = found.groups["word"] ?? found.groups["sign"];
    side = word === "left" || word === "below" || word === "-" ? "FromLeft" : "FromRight";
    point = found.groups["value"] as string;
  }
  return {
    kind: "limit",
    expression: unwrapFunction(context.parse(groups["body"] as string)),
    variable: groups["variable"] as string,
    point: context.parse(point),
    side,
  };
}

export function series(kind: "sum" | "product"): QueryBuilder {
  return (groups, context) => ({
    kind,
    expression: context.parse(groups["body"] as string),
    variable: groups["variable"] as string,
    lower: context.parse(groups["lower"] as string),
    upper: context.parse(groups["upper"] as string),
  });
}

export function transform(kind: "simplify" | "expand" | "factor"): QueryBuilder {
  return (groups, context) => {
    const expression = unwrapFunction(context.parse(groups["body"] as string));
    const size = headOf(expression) === "Negate" ? argumentsOf(expression)[0] : expression;
    if (kind === "factor" && size !== undefined && isNumber(size) && /^\d+$/.test(size.num))
      return { kind: "factor-integer", value: expression };
    return { kind, expression };
  };
}

/** A percentage as the decimal it is: whoever asks in per cent gets decimals, not fractions. */
export function percent(text: string): Expression {
  const decimal = /^\d+(?:\.\d+)?$/.test(text) ? endingDecimal(new Fraction(text).div(100)) : null;
  return decimal === null ? ["Divide", num(text), { num: "100" }] : { num: decimal };
}

export function numbersIn(text: string): Expression[] {
  return [...text.matchAll(/-?\d+/g)].map(([digits]): Expression =>
    digits.startsWith("-") ? ["Negate", { num: digits.slice(1) }] : { num: digits },
  );
}

export function chooseOrArrange(groups: Groups): MathQuery {
  const [n, k] = [{ num: groups["n"] as string }, { num: groups["k"] as string }] as const;
  const choices: Expression = ["Binomial", n, k];
  const isOrdered = groups["kind"]?.toUpperCase() === "P";
  return {
    kind: "evaluate",
    expression: isOrdered ? ["Multiply", choices, ["Factorial", k]] : choices,
  };
}

export function percentOf(groups: Groups, context: ReadingContext): MathQuery | null {
  const rate = percent(groups["rate"] as string);
  const isOff = groups["word"]?.toLowerCase() === "off";
  const share: Expression = isOff ? ["Add", { num: "1" }, ["Negate", rate]] : rate;
  const body = groups["body"] as string;
  // 80加20的15% may take the share of 20 or of the sum.
  if (groups["word"] === undefined && isOpenSum(body, context.parse(body))) return null;
  const expression = shareOf(share, body, context);
  const whole = context.parse(body);
  if (headOf(whole) === "Add") return { kind: "evaluate", expression };
  const written = groups["rate"] as string;
  const percentage: PercentageReading = isOff
    ? { kind: "changes", start: whole, changes: [{ rate: written, isIncrease: false }] }
    : { kind: "share", rate: written, whole };
  return { kind: "evaluate", expression, percentage };
}

/** "15% of 80 + 20" takes the share of 80 alone, as a product would; a sum in brackets is one thing. */
export function shareOf(share: Expression, body: string, context: ReadingContext): Expression {
  const whole = context.parse(body);
  if (!isOpenSum(body, whole)) return ["Multiply", share, whole];
  const [first, ...rest] = argumentsOf(whole) as [Expression, ...Expression[]];
  return ["Add", ["Multiply", share, first], ...rest];
}

/** A sum whose sign stands outside brackets; `1 1/2` is one number. */
function isOpenSum(text: string, expression: Expression): boolean {
  const outside = text.replace(/\([^()]*\)|（[^（）]*）/gu, "1");
  return headOf(expression) === "Add" && /[\w)%]\s*[-+]|\b(?:plus|minus)\b|加|减/u.test(outside);
}

export function compare(groups: Groups, context: ReadingContext): MathQuery | null {
  const found =
    /^(?<left>.+?)\s+(?<word>greater|less|smaller|bigger|larger|equal)\s+(?:than|to)\s+(?<right>.+)$/i.exec(
      groups["body"] as string,
    );
  if (found?.groups === undefined) return null;
  const word = (found.groups["word"] as string).toLowerCase();
  const head =
    word === "equal" ? "Equal" : word === "less" || word === "smaller" ? "Less" : "Greater";
  return {
    kind: "truth",
    relation: [
      head,
      context.parse(found.groups["left"] as string),
      context.parse(found.groups["right"] as string),
    ],
  };
}

export function stripName(text: string): string {
  return text.replace(/^[fghpq]\([a-z]\)\s*=\s*/i, "");
}

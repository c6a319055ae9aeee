import type { ProofQuery } from "./proof-query.ts";
import type { Assumptions } from "../assume/assumptions.ts";
import type { AlgebraQuery } from "./algebra-query.ts";
import { derivativeName, type DifferentialEquationQuery } from "./differential-equation-query.ts";
import { type DifferentialSystemQuery, systemExpression } from "./differential-system-query.ts";
import { type DefinedQuery, definitionExpressions } from "./defined-query.ts";
import { schoolExpression, type SchoolQuery } from "./school-query.ts";
import type { LinearAlgebraQuery } from "./linear-algebra-query.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  substitute,
} from "../expression/expression.ts";
import { type RecurrenceQuery, termName } from "./recurrence-query.ts";
import {
  recurrenceSystemExpression,
  type RecurrenceSystemQuery,
} from "./recurrence-system-query.ts";
import type { CalculusQuery } from "./calculus-query.ts";
import { formulaExpression, type LogicQuery } from "./logic-query.ts";
import { setExpression, type SetQuery } from "./set-query.ts";
import type { DataQuery } from "./data-query.ts";
import type { DateQuery } from "./date-query.ts";
import type { DistributionQuestion } from "./distribution.ts";
import type { PaymentPlan } from "./payment-plan.ts";
import type { PercentageReading } from "./percentage-reading.ts";
import type { NumberQuery } from "./number-query.ts";
import { plotExpression, type PlotQuery } from "./plot-query.ts";
import type { ShownQuery } from "./shown-query.ts";
import type { QuantityQuery } from "./quantity-query.ts";
import { vectorCalculusExpression, type VectorCalculusQuery } from "./vector-calculus-query.ts";
import type { FourierQuery } from "./fourier-query.ts";
import type { TransformQuery } from "./transform-query.ts";
import { withPrimes } from "./with-primes.ts";
import type { WordProblem } from "../word-problem/read-word-problem.ts";

/** Where solutions are looked for. */
export interface SolveDomain {
  readonly isReal: boolean;
  readonly interval: {
    readonly lower: Expression;
    readonly upper: Expression;
    readonly isLowerClosed: boolean;
    readonly isUpperClosed: boolean;
  } | null;
}

export const EVERYWHERE: SolveDomain = { isReal: false, interval: null };

/** An amount of money, shown to the cent. */
export interface MoneyQuery {
  readonly kind: "money";
  readonly expression: Expression;
  /** ISO 4217 code, or "" where the question names no currency. */
  readonly currency: string;
  /** Where the amount is the payment of a loan, or grows. */
  readonly plan?: PaymentPlan;
}

/** What is asked of the engine, fully typed: the end of reading and the beginning of planning. */
export type MathQuery =
  | AlgebraQuery
  | {
      readonly kind: "evaluate" | "simplify" | "expand" | "factor" | "degrees";
      readonly expression: Expression;
      /** Where the question was put in per cent. */
      readonly percentage?: PercentageReading;
      /** Where the expression is the chance of a range. */
      readonly distributed?: DistributionQuestion;
      /** The numbers whose mean, deviation or the like the expression is. */
      readonly data?: readonly Expression[];
    }
  /** Simplify where the assumptions hold. */
  | {
      readonly kind: "assuming";
      readonly expression: Expression;
      readonly assumptions: Assumptions;
    }
  | {
      readonly kind: "decimal";
      readonly expression: Expression;
      readonly digits: number;
      /** Digits after the point, significant ones, or the first ones, cut and not rounded. */
      readonly count: "places" | "figures" | "first";
      readonly distributed?: DistributionQuestion;
    }
  | { readonly kind: "percentage"; readonly part: Expression; readonly whole: Expression }
  | {
      readonly kind: "solve";
      readonly equations: readonly Expression[];
      readonly unknowns: readonly string[];
      readonly domain: SolveDomain;
    }
  | {
      readonly kind: "inequality";
      readonly relations: readonly Expression[];
      readonly variable: string;
      readonly domain: SolveDomain;
    }
  | {
      readonly kind: "differentiate";
      readonly expression: Expression;
      readonly variable: string;
      readonly order: number;
      readonly at: Expression | null;
    }
  | {
      readonly kind: "integrate";
      readonly expression: Expression;
      readonly variable: string;
      readonly bounds: readonly [Expression, Expression] | null;
    }
  | {
      readonly kind: "limit";
      readonly expression: Expression;
      readonly variable: string;
      readonly point: Expression;
      readonly side: "FromLeft" | "FromRight" | null;
    }
  | {
      readonly kind: "sum" | "product";
      readonly expression: Expression;
      readonly variable: string;
      readonly lower: Expression;
      readonly upper: Expression;
    }
  | DefinedQuery
  | SchoolQuery
  | QuantityQuery
  | DataQuery
  | DateQuery
  | NumberQuery
  | CalculusQuery
  | VectorCalculusQuery
  | ShownQuery
  | PlotQuery
  | LogicQuery
  | SetQuery
  | MoneyQuery
  | LinearAlgebraQuery
  | RecurrenceQuery
  | RecurrenceSystemQuery
  | TransformQuery
  | FourierQuery
  | DifferentialEquationQuery
  | DifferentialSystemQuery
  | { readonly kind: "word-problem"; readonly problem: WordProblem }
  | { readonly kind: "truth"; readonly relation: Expression }
  | ProofQuery
  | { readonly kind: "prime" | "composite"; readonly value: Expression }
  | { readonly kind: "factor-integer"; readonly value: Expression };

/** The query as one expression, for the reading in plain notation and LaTeX. */
export function queryExpression(query: MathQuery): Expression {
  switch (query.kind) {
    case "solve":
      return query.equations.length === 1
        ? (query.equations[0] as Expression)
        : ["Sequence", ...query.equations];
    case "inequality":
      return query.relations.length === 1
        ? (query.relations[0] as Expression)
        : ["And", ...query.relations];
    case "differentiate":
      return query.order === 1
        ? ["D", query.expression, query.variable]
        : ["D", query.expression, query.variable, { num: String(query.order) }];
    case "integrate":
      return query.bounds === null
        ? ["Integrate", query.expression, query.variable]
        : ["Integrate", query.expression, query.variable, ...query.bounds];
    case "limit":
      return query.side === null
        ? ["Limit", query.expression, query.variable, query.point]
        : ["Limit", query.expression, query.variable, query.point, query.side];
    case "sum":
    case "product":
      return [
        query.kind === "sum" ? "Sum" : "Product",
        query.expression,
        query.variable,
        query.lower,
        query.upper,
      ];
    case "word-problem":
      return ["Sequence", ...query.problem.equations.map(({ expression }) => expression)];
    case "truth":
    case "proof":
      return query.relation;
    case "prime":
    case "composite":
    case "factor-integer":
      return query.value;
    case "differential-equation":
      return withPrimes(
        query.conditions.reduce<Expression>(
          (all, { order, point, value }) => [
            "Sequence",
            ...(headOf(all) === "Sequence" ? argumentsOf(all) : [all]),
            ["Equal", [derivativeName(query.unknown, order), point], value],
          ],
          query.equation,
        ),
        [query.unknown],
      );
    case "differential-system":
      return withPrimes(systemExpression(query), query.unknowns);
    case "recurrence-system":
      return recurrenceSystemExpression(query);
    case "recurrence": {
      const shown = Array.from({ length: query.order + 1 }, (_, k) => k).reduce(
        (all, k) =>
          substitute(all, termName(query.unknown, k), [
            query.unknown,
            k === 0 ? query.index : ["Add", query.index, integer(k)],
          ]),
        query.equation,
      );
      return [
        "Sequence",
        shown,
        ...query.initial.map(({ at, value }): Expression => [
          "Equal",
          [query.unknown, integer(at)],
          value,
        ]),
      ];
    }
    case "linear-algebra":
    case "algebra":
      return query.operands.length === 1
        ? (query.operands[0] as Expression)
        : ["Sequence", ...query.operands];
    case "sets":
      return setExpression(query);
    case "logic": {
      const formulas = query.formulas.map(formulaExpression);
      return formulas.length === 1 ? (formulas[0] as Expression) : ["Sequence", ...formulas];
    }
    case "plot":
      return plotExpression(query);
    case "percentage":
      return ["Divide", query.part, query.whole];
    case "defined":
      return [
        "Sequence",
        ...definitionExpressions(query.definitions, queryExpression),
        queryExpression(query.query),
      ];
    case "vector-calculus":
      return vectorCalculusExpression(query);
    case "tuple":
      return ["Tuple", ...query.items];
    case "data":
      return ["List", ...query.data];
    case "binomial":
      return ["Tuple", { num: String(query.trials) }, query.probability];
    case "dice-sum":
      return ["Tuple", { num: String(query.dice) }, { num: String(query.total) }];
    case "primes":
      return ["Tuple", integer(query.from), integer(query.to)];
    case "roman":
      return integer(query.value);
    case "days-between":
    case "weekdays-in":
      return ["Tuple", integer(query.from.days), integer(query.to.days)];
    case "date-shift":
      return ["Tuple", integer(query.from.days), integer(query.amount)];
    case "weekday":
    case "unix-time":
      return integer(query.day.days);
    case "choose":
    case "sequence":
    case "drawing":
    case "clock":
      return schoolExpression(query);
    default:
      return query.expression;
  }
}

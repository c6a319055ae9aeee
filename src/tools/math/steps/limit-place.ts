import { type Expression, mapHeads } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import type { Side } from "../limits/exact-limit.ts";
import { derivedLimit } from "../plan/derived-limit.ts";
import { isInfinity } from "../plan/limit-samples.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { parseExpression } from "../read/parse.ts";
import { isMarked } from "./rewrite-one-kind.ts";
import type { StepCheck } from "./step-chain.ts";

export const MARK = "Limit";

/** Where a limit is taken, with every limit there that was derived so far. */
export class LimitPlace {
  readonly variable: string;
  readonly point: Expression;
  readonly side: Side | null;
  private readonly known = new Map<string, Expression | null>();

  constructor(variable: string, point: Expression, side: Side | null) {
    this.variable = variable;
    this.point = point;
    this.side = side;
  }

  get isAtInfinity(): boolean {
    return isInfinity(this.point);
  }

  /** The same place from one side. */
  from(side: Side): LimitPlace {
    return new LimitPlace(this.variable, this.point, side);
  }

  mark(body: Expression): Expression {
    return this.side === null
      ? [MARK, body, this.variable, this.point]
      : [MARK, body, this.variable, this.point, this.side];
  }

  /** The limit as it is proved by expansion in growth classes, finite or infinite; null where it is not. */
  limitOf(body: Expression): Expression | null {
    const key = JSON.stringify(body);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const found = this.derive(body);
    this.known.set(key, found);
    return found;
  }

  private derive(body: Expression): Expression | null {
    const sides: readonly Side[] = this.isAtInfinity
      ? ["FromLeft"]
      : this.side === null
        ? ["FromLeft", "FromRight"]
        : [this.side];
    const outcome = derivedLimit(body, this.variable, this.point, sides);
    if (outcome?.kind !== "answer" || outcome.value.kind !== "expression") return null;
    return outcome.certificate.conditions === undefined
      ? parseExpression(outcome.value.plain).expression
      : null;
  }

  /** Whether a function tends to this value here. */
  tendsTo(body: Expression, value: Expression): boolean {
    const limit = this.limitOf(body);
    return limit !== null && areSameValues(limit, value);
  }

  /** A line in which limits may stand, with each replaced by its proved value; null where one is missing. */
  valueOf(line: Expression): Expression | null {
    const [head, body] = Array.isArray(line) ? (line as [string, Expression]) : ["", ""];
    if (head === MARK) return this.limitOf(body);
    let isKnown = true;
    const value = mapHeads(line, (node) => {
      if (node[0] !== MARK) return node;
      const limit = this.limitOf(node[1] as Expression);
      // With infinity there is no arithmetic.
      if (limit === null || isInfinite(limit)) isKnown = false;
      return limit ?? node;
    });
    return isKnown ? value : null;
  }

  /** The check of a step: the line before and the line after have the same value, each derived by itself. */
  checkLine(before: Expression, after: Expression): StepCheck {
    const [a, b] = [this.valueOf(before), this.valueOf(after)];
    if (a === null || b === null || !areSameValues(a, b)) return null;
    return {
      grade: "proved",
      method: isMarked(after, MARK) ? "same-limit" : "derived-limit",
      detail: "Both lines have the same value; each limit in them was derived by expansion.",
    };
  }
}

export const isInfinite = (value: Expression): boolean => /^-?infinity$/.test(printPlain(value));

export function areSameValues(a: Expression, b: Expression): boolean {
  if (isInfinite(a) || isInfinite(b)) return printPlain(a) === printPlain(b);
  return decideEqual(a, b).verdict === "proved";
}

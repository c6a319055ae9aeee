import type { Expression } from "../expression/expression.ts";
import type { Dimension } from "../units/unit.ts";
import type { WrittenInterval } from "./intervals.ts";

/** A decimal that stands for a value it does not give in full. */
export interface Rounding {
  /** The decimal as typed. */
  readonly text: string;
  /** "about 3.14" · "3.14 (2 d.p.)" · "1.732…", whose digits go on. */
  readonly kind: "about" | "rounded" | "continues";
  /** Decimal places that were stated apart from the digits. */
  readonly places: number | null;
}

/** What an answer says, as far as it can be read. Each kind is compared by its own meaning. */
export type WrittenAnswer =
  | { readonly kind: "words"; readonly words: string }
  | { readonly kind: "intervals"; readonly intervals: readonly WrittenInterval[] }
  | {
      readonly kind: "value";
      readonly expression: Expression;
      /** The letter it was given for, as in `x = 3` or `f(x) = x^2`. */
      readonly name: string | null;
      readonly rounding: Rounding | null;
      /** `(1,234)` is a number in brackets or a pair. */
      readonly isAmbiguous: boolean;
    }
  | {
      readonly kind: "values";
      readonly members: readonly Expression[];
      /** `(1, 2)` is ordered, `{1, 2}` is not, and `1, 2` may be meant as either. */
      readonly order: "ordered" | "unordered" | "either";
      readonly name: string | null;
      /** `(1, 2)` is a pair or an interval; its reading as an interval. */
      readonly asInterval: WrittenInterval | null;
    }
  /** `x = 2, y = 3`, in the order written. */
  | { readonly kind: "record"; readonly entries: ReadonlyMap<string, Expression> }
  | { readonly kind: "equation"; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: "quantity";
      /** In SI units; temperatures on a scale in kelvin. */
      readonly value: Expression;
      readonly dimension: Dimension;
      /** `5t` is five tonnes or five times t; its reading as an expression. */
      readonly asExpression: Expression | null;
    }
  /** A number of things: five apples. */
  | { readonly kind: "counted"; readonly value: Expression; readonly noun: string }
  | {
      readonly kind: "money";
      readonly value: Expression;
      readonly currencies: readonly string[];
      /** False for cents: without its unit the number would mean something else. */
      readonly isMainUnit: boolean;
    };

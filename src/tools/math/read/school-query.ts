import type { Expression } from "../expression/expression.ts";

/** A value to choose among, with what the question calls it. */
export interface ChoiceItem {
  /** The option's letter, or the value as it was written. */
  readonly label: string;
  readonly value: Expression;
}

/** Sorting, the k-th largest, the nearest, the larger of two. */
export interface ChooseQuery {
  readonly kind: "choose";
  readonly operation: "sort" | "rank" | "nearest";
  readonly items: readonly ChoiceItem[];
  readonly isDescending: boolean;
  /** For `rank`: 1 is the largest (descending) or the smallest. */
  readonly rank: number;
  /** For `nearest`. */
  readonly target: Expression | null;
}

export type SchoolQuery =
  | ChooseQuery
  /** Powers of a variable that is positive. */
  | {
      readonly kind: "simplify-positive";
      readonly expression: Expression;
      readonly positive: string;
    }
  /** Rounds to a multiple of `unit`, halves away from zero, written with `places` decimals. */
  | { readonly kind: "round"; readonly expression: Expression; readonly unit: Expression }
  /** The digit of a number at a power of ten. */
  | { readonly kind: "digit"; readonly expression: Expression; readonly power: number }
  /** The digits of an integer in a base, letters above nine. */
  | { readonly kind: "in-base"; readonly expression: Expression; readonly base: number }
  /** A number in a form of its own: 2 1/3, or 1.23*10^5. */
  | {
      readonly kind: "written";
      readonly form: "mixed" | "scientific";
      readonly expression: Expression;
    }
  /** The next or the general term of a sequence of numbers. */
  | {
      readonly kind: "sequence";
      readonly terms: readonly Expression[];
      /** Null asks for the next term, digits for the one at that place, a name for the term with that index; counted from one. */
      readonly index: string | null;
    }
  /** The coefficient of a power of a variable in a polynomial. */
  | {
      readonly kind: "coefficient";
      readonly expression: Expression;
      readonly variable: string;
      readonly power: number;
    }
  /** Probability of drawing from a multiset of letters without replacement. */
  | {
      readonly kind: "drawing";
      readonly urn: Readonly<Record<string, number>>;
      /** Letters in order, or how many of each in any order. */
      readonly wanted: readonly string[];
      readonly isOrdered: boolean;
    }
  /** A time of day a number of minutes later; minutes after midnight. */
  | {
      readonly kind: "clock";
      readonly minute: number;
      readonly shift: Expression;
      readonly is24Hours: boolean;
    };

/** The query as one expression, for the reading. */
export function schoolExpression(query: SchoolQuery): Expression {
  switch (query.kind) {
    case "choose":
      return ["List", ...query.items.map(({ value }) => value)];
    case "sequence":
      return ["List", ...query.terms];
    case "drawing":
      return [
        "List",
        ...Object.entries(query.urn).map(([letter, count]): Expression => [
          "Equal",
          letter,
          { num: String(count) },
        ]),
      ];
    case "clock":
      return ["Add", { num: String(query.minute) }, query.shift];
    default:
      return query.expression;
  }
}

/** What is asked, in one sentence; `print` writes an expression in plain notation. */
export function describeSchool(
  query: SchoolQuery,
  print: (expression: Expression) => string,
  pick: (english: string, chinese: string) => string,
): string {
  switch (query.kind) {
    case "choose": {
      const items = query.items
        .map(({ label, value }) => (label === print(value) ? label : `${label} = ${print(value)}`))
        .join(", ");
      if (query.operation === "sort")
        return query.isDescending
          ? pick(`Sort ${items}, largest first`, `从大到小排列 ${items}`)
          : pick(`Sort ${items}, smallest first`, `从小到大排列 ${items}`);
      if (query.operation === "nearest")
        return pick(
          `Nearest to ${print(query.target as Expression)} among ${items}`,
          `${items} 中最接近 ${print(query.target as Expression)} 的`,
        );
      return query.isDescending
        ? pick(
            `Number ${query.rank} by size, largest first, of ${items}`,
            `${items} 中第 ${query.rank} 大的`,
          )
        : pick(
            `Number ${query.rank} by size, smallest first, of ${items}`,
            `${items} 中第 ${query.rank} 小的`,
          );
    }
    case "simplify-positive":
      return pick(
        `Simplify ${print(query.expression)} for ${query.positive} > 0`,
        `在 ${query.positive} > 0 时化简 ${print(query.expression)}`,
      );
    case "round":
      return pick(
        `Round ${print(query.expression)} to a multiple of ${print(query.unit)}`,
        `把 ${print(query.expression)} 四舍五入到 ${print(query.unit)} 的倍数`,
      );
    case "digit":
      return pick(
        `Digit of ${print(query.expression)} at 10^${query.power}`,
        `${print(query.expression)} 在 10^${query.power} 位上的数字`,
      );
    case "in-base":
      return pick(
        `${print(query.expression)} (base ten) written in base ${query.base}`,
        `${print(query.expression)}（十进制）的 ${query.base} 进制写法`,
      );
    case "written":
      return query.form === "mixed"
        ? pick(
            `${print(query.expression)} as a mixed number`,
            `把 ${print(query.expression)} 化成带分数`,
          )
        : pick(
            `${print(query.expression)} in scientific notation`,
            `用科学记数法表示 ${print(query.expression)}`,
          );
    case "sequence": {
      const terms = query.terms.map(print).join(", ");
      return query.index === null
        ? pick(`Next term of ${terms}`, `${terms} 的下一项`)
        : pick(`Term number ${query.index} of ${terms}`, `${terms} 的第 ${query.index} 项`);
    }
    case "coefficient":
      return pick(
        `Coefficient of ${query.variable}^${query.power} in ${print(query.expression)}`,
        `${print(query.expression)} 中 ${query.variable}^${query.power} 的系数`,
      );
    case "drawing": {
      const urn = Object.entries(query.urn)
        .map(([letter, count]) => `${letter}: ${count}`)
        .join(", ");
      const wanted = query.wanted.join(query.isOrdered ? " " : ", ");
      return query.isOrdered
        ? pick(
            `Probability of drawing ${wanted} in this order from {${urn}} without replacement`,
            `从 {${urn}} 中不放回地依次抽到 ${wanted} 的概率`,
          )
        : pick(
            `Probability of drawing ${wanted} in any order from {${urn}} without replacement`,
            `从 {${urn}} 中不放回地抽到 ${wanted}（不计次序）的概率`,
          );
    }
    case "clock":
      return pick(
        `${clockText(query.minute, query.is24Hours)} and ${print(query.shift)} minutes`,
        `${clockText(query.minute, query.is24Hours)} 加 ${print(query.shift)} 分钟`,
      );
  }
}

/** Minutes after midnight as a time of day: "8:29 AM" or "20:29". */
export function clockText(minute: number, is24Hours: boolean): string {
  const day = ((minute % 1440) + 1440) % 1440;
  const hour = Math.floor(day / 60);
  const rest = String(day % 60).padStart(2, "0");
  return is24Hours
    ? `${hour}:${rest}`
    : `${hour % 12 === 0 ? 12 : hour % 12}:${rest} ${hour < 12 ? "AM" : "PM"}`;
}

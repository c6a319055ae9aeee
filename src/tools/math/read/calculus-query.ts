import type { Expression } from "../expression/expression.ts";

/** Questions about a function that are answered through other queries. */
export type CalculusQuery =
  /** The line y = expression. */
  | { readonly kind: "line"; readonly expression: Expression; readonly variable: string }
  | {
      readonly kind: "extremum";
      readonly expression: Expression;
      readonly variables: readonly string[];
      readonly isMaximum: boolean;
      readonly interval: readonly [Expression, Expression] | null;
    }
  /** The area between the curve of the expression and zero, over the stretch its roots enclose. */
  | { readonly kind: "area-between"; readonly expression: Expression; readonly variable: string }
  /** The values taken on a closed interval. */
  | {
      readonly kind: "range-on-interval";
      readonly expression: Expression;
      readonly variable: string;
      readonly bounds: readonly [Expression, Expression];
    }
  | {
      readonly kind: "domain" | "inverse-function" | "complete-square";
      readonly expression: Expression;
      readonly variable: string;
    }
  | PropertyQuery
  /** The greatest or least value of a linear form under constraints. */
  | {
      readonly kind: "linear-programme";
      readonly expression: Expression;
      readonly constraints: readonly Expression[];
      readonly variables: readonly string[];
      readonly isMaximum: boolean;
    };

export type FunctionProperty =
  | "range"
  | "parity"
  | "period"
  | "asymptotes"
  | "horizontal-asymptotes"
  | "vertical-asymptotes"
  | "oblique-asymptotes"
  | "extrema";

/** Something about a function of one letter that has a pod of its own. */
export interface PropertyQuery {
  readonly kind: "property";
  readonly property: FunctionProperty;
  readonly expression: Expression;
}

const PROPERTIES: Readonly<Record<FunctionProperty, readonly [string, string]>> = {
  range: ["Range of", "值域"],
  parity: ["Even or odd:", "奇偶性"],
  period: ["Period of", "周期"],
  asymptotes: ["Asymptotes of", "渐近线"],
  "horizontal-asymptotes": ["Horizontal asymptotes of", "水平渐近线"],
  "vertical-asymptotes": ["Vertical asymptotes of", "垂直渐近线"],
  "oblique-asymptotes": ["Oblique asymptotes of", "斜渐近线"],
  extrema: ["Local extrema of", "极值"],
};

const WORDS: Readonly<Record<string, readonly [string, string]>> = {
  domain: ["Domain of", "定义域"],
  "inverse-function": ["Inverse function of", "反函数"],
  "complete-square": ["Complete the square in", "配方"],
};

/** What is asked, in one sentence. */
export function describeCalculus(
  query: CalculusQuery,
  print: (expression: Expression) => string,
  pick: (english: string, chinese: string) => string,
): string {
  const inner = print(query.expression);
  switch (query.kind) {
    case "line":
      return pick(`The line y = ${inner}`, `直线 y = ${inner}`);
    case "extremum": {
      const where = query.interval === null ? "" : ` on [${query.interval.map(print).join(", ")}]`;
      const zhWhere =
        query.interval === null ? "" : `在 [${query.interval.map(print).join(", ")}] 上`;
      return query.isMaximum
        ? pick(`Greatest value of ${inner}${where}`, `${inner} ${zhWhere}的最大值`)
        : pick(`Least value of ${inner}${where}`, `${inner} ${zhWhere}的最小值`);
    }
    case "range-on-interval": {
      const [lower, upper] = query.bounds.map(print);
      return pick(
        `Range of ${inner} on [${lower}, ${upper}]`,
        `${inner} 在 [${lower}, ${upper}] 上的值域`,
      );
    }
    case "linear-programme": {
      const under = query.constraints.map(print).join(", ");
      return query.isMaximum
        ? pick(`Greatest value of ${inner} subject to ${under}`, `在 ${under} 下 ${inner} 的最大值`)
        : pick(`Least value of ${inner} subject to ${under}`, `在 ${under} 下 ${inner} 的最小值`);
    }
    case "area-between":
      return pick(
        `Area between the curve ${inner} and zero, between its outermost roots`,
        `曲线 ${inner} 与零之间、最外两个根之间的面积`,
      );
    default: {
      const [english, chinese] = (
        query.kind === "property" ? PROPERTIES[query.property] : WORDS[query.kind]
      ) as readonly [string, string];
      return pick(`${english} ${inner}`, `${inner} 的${chinese}`);
    }
  }
}

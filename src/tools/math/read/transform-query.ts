import { type Expression, variablesOf } from "../expression/expression.ts";
import type { QueryPattern } from "./patterns.ts";

/** The Laplace transform of `expression` in `from`, as a function of `to`, or its inverse. */
export interface TransformQuery {
  readonly kind: "laplace" | "inverse-laplace";
  readonly expression: Expression;
  readonly from: string;
  readonly to: string;
}

/** Laplace transforms in English and Chinese. */
export const TRANSFORM_PATTERNS: readonly QueryPattern[] = [
  {
    pattern:
      /^(?:the )?inverse laplace(?: transform)?(?: of)?\s+(?<body>.+)$|^(?<zh>.+?)\s*的\s*(?:逆拉普拉斯|拉普拉斯逆|反拉普拉斯)变换$/iu,
    build: (groups, context) =>
      transform("inverse-laplace", context.parse((groups["body"] ?? groups["zh"]) as string)),
  },
  {
    pattern:
      /^(?:the )?laplace(?: transform)?(?: of)?\s+(?<body>.+)$|^(?<zh>.+?)\s*的\s*拉普拉斯变换$/iu,
    build: (groups, context) =>
      transform("laplace", context.parse((groups["body"] ?? groups["zh"]) as string)),
  },
];

function transform(kind: TransformQuery["kind"], expression: Expression): TransformQuery {
  const names = variablesOf(expression);
  const [usual, target] = kind === "laplace" ? ["t", "s"] : ["s", "t"];
  const from = names.includes(usual) ? usual : (names.find((name) => name === "x") ?? usual);
  return { kind, expression, from, to: target };
}

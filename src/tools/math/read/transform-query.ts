import { type Expression, variablesOf } from "../expression/expression.ts";
import type { Intent } from "./intents/intent.ts";

/** The Laplace transform of `expression` in `from`, as a function of `to`, or its inverse. */
export interface TransformQuery {
  readonly kind: "laplace" | "inverse-laplace";
  readonly expression: Expression;
  readonly from: string;
  readonly to: string;
}

/** Laplace transforms in English and Chinese. */
export const TRANSFORM_INTENTS: readonly Intent[] = [
  {
    name: "inverse-laplace-transform",
    frames: [
      /^(?:the )?inverse laplace(?: transform)?(?: of)?\s+(?<body>.+)$|^(?<zh>.+?)\s*的\s*(?:逆拉普拉斯|拉普拉斯逆|反拉普拉斯)变换$/iu,
    ],
    read: (groups, context) =>
      transform("inverse-laplace", context.parse((groups["body"] ?? groups["zh"]) as string)),
    examples: [
      { ask: "inverse laplace transform of 1/(s^2 + 1)", answer: "sin(t)", isDeep: true },
      { ask: "1/(s-2) 的拉普拉斯逆变换", answer: "e^(2*t)", isDeep: true },
    ],
  },
  {
    name: "laplace-transform",
    frames: [
      /^(?:the )?laplace(?: transform)?(?: of)?\s+(?<body>.+)$|^(?<zh>.+?)\s*的\s*拉普拉斯变换$/iu,
    ],
    read: (groups, context) =>
      transform("laplace", context.parse((groups["body"] ?? groups["zh"]) as string)),
    examples: [
      { ask: "laplace transform of sin(t)", answer: "1/(s^2 + 1)", isDeep: true },
      { ask: "t*e^t 的拉普拉斯变换", answer: "1/(s - 1)^2", isDeep: true },
    ],
  },
];

function transform(kind: TransformQuery["kind"], expression: Expression): TransformQuery {
  const names = variablesOf(expression);
  const [usual, target] = kind === "laplace" ? ["t", "s"] : ["s", "t"];
  const from = names.includes(usual) ? usual : (names.find((name) => name === "x") ?? usual);
  return { kind, expression, from, to: target };
}

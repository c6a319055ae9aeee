import { type Expression, headOf, variablesOf } from "../expression/expression.ts";
import type { Intent } from "./intents/intent.ts";
import type { Groups } from "./query-builders.ts";
import type { ReadingContext } from "./reading-context.ts";
import { readPieces, withStepNames } from "./step-functions.ts";

/** The Laplace transform of `expression` in `from`, as a function of `to`, or its inverse. */
export interface TransformQuery {
  readonly kind: "laplace" | "inverse-laplace";
  readonly expression: Expression;
  readonly from: string;
  readonly to: string;
}

const L = String.raw`(?:L|ℒ|\\mathcal\s*\{?\s*L\s*\}?|\\mathscr\s*\{?\s*L\s*\}?)`;
const INSIDE = String.raw`\s*(?:\\left)?\s*(?:\\?\{|\[)\s*(?<inner>.+?)\s*(?:\\right)?\s*(?:\\?\}|\])`;
const RESULT = String.raw`(?:\s*\(\s*[a-z]\s*\))?(?:\s*=\s*\??)?`;

/** Laplace transforms in English and Chinese. */
export const TRANSFORM_INTENTS: readonly Intent[] = [
  {
    name: "inverse-laplace-transform",
    frames: [
      /^(?:an? |the )?inverse[ -]laplace(?:[ -]transforms?)?(?: of)?(?: the function)?\s*:?\s+(?<body>.+)$/isu,
      /^(?:函数\s*)?(?<body>.+?)\s*的\s*(?:逆拉普拉斯|拉普拉斯逆|反拉普拉斯|拉普拉斯反|逆拉氏|拉氏逆|拉氏反|laplace逆)变换$/isu,
      new RegExp(
        String.raw`^${L}\s*\^\s*(?:\{\s*-\s*1\s*\}|\(?\s*-\s*1\s*\)?)${INSIDE}${RESULT}$`,
        "su",
      ),
    ],
    read: (groups, context) => transform("inverse-laplace", groups, context),
    examples: [
      { ask: "inverse laplace transform of 1/(s^2 + 1)", answer: "sin(t)" },
      { ask: "1/(s-2) 的拉普拉斯逆变换", answer: "e^(2*t)" },
      {
        ask: "inverse laplace transform of e^(-2s)/s^2",
        answer: "(t - 2)*Heaviside(t - 2)",
      },
    ],
  },
  {
    name: "laplace-transform",
    frames: [
      /^(?:an? |the )?laplace(?:[ -]transforms?)?(?: of)?(?: the function)?\s*:?\s+(?<body>.+)$/isu,
      /^(?:函数\s*)?(?<body>.+?)\s*的\s*(?:拉普拉斯|拉氏|laplace)变换$/isu,
      new RegExp(String.raw`^${L}${INSIDE}${RESULT}$`, "su"),
    ],
    read: (groups, context) => transform("laplace", groups, context),
    examples: [
      { ask: "laplace transform of sin(t)", answer: "1/(s^2 + 1)" },
      { ask: "t*e^t 的拉普拉斯变换", answer: "1/(s - 1)^2" },
      { ask: "laplace transform of t*sin(2t)", answer: "4*s/(s^2 + 4)^2" },
      { ask: "laplace transform of u(t-3)", answer: "e^(-3*s)/s" },
      { ask: "laplace transform of {t, 0<t<1; 1, t>1}", answer: "1/s^2 - e^(-s)/s^2" },
      { ask: "求函数 f(t)=t^2 的拉氏变换", answer: "2/s^3" },
    ],
  },
];

function transform(
  kind: TransformQuery["kind"],
  groups: Groups,
  context: ReadingContext,
): TransformQuery | null {
  const body = ((groups["body"] ?? groups["inner"]) as string)
    .replace(/^(?:f|g|h|x|y|F|G|X|Y)\s*\(\s*[a-z]\s*\)\s*=\s*/, "")
    .trim();
  if (kind === "laplace") {
    const time =
      /(?<![A-Za-z\\])t(?![A-Za-z])/.test(body) || !/(?<![A-Za-z\\])x(?![A-Za-z])/.test(body)
        ? "t"
        : "x";
    const named = withStepNames(body, time, [], context);
    const expression = readPieces(named, time, context) ?? context.parse(named);
    return isFunctionOf(expression) ? { kind, expression, from: time, to: "s" } : null;
  }
  const expression = context.parse(body);
  const names = variablesOf(expression);
  const from = names.includes("s") ? "s" : names.includes("p") ? "p" : "s";
  return isFunctionOf(expression) ? { kind, expression, from, to: "t" } : null;
}

const RELATIONS = new Set([
  "Equal",
  "Less",
  "Greater",
  "LessEqual",
  "GreaterEqual",
  "Sequence",
  "Set",
  "List",
  "Tuple",
]);

/** One expression, and no relation or list. */
function isFunctionOf(expression: Expression): boolean {
  return !RELATIONS.has(headOf(expression));
}

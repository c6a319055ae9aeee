import { type Expression, headOf, variablesOf } from "../expression/expression.ts";
import type { Intent } from "./intents/intent.ts";
import type { Groups } from "./query-builders.ts";
import type { ReadingContext } from "./reading-context.ts";
import { readPieces, withStepNames } from "./step-functions.ts";

/** A transform over the line, or over the positive half of it, in `from`, as a function of `to`. */
export interface FourierQuery {
  readonly kind: "fourier" | "inverse-fourier" | "fourier-cosine" | "fourier-sine";
  readonly expression: Expression;
  readonly from: string;
  readonly to: string;
}

export const FOURIER_NAMES: Readonly<Record<FourierQuery["kind"], readonly [string, string]>> = {
  fourier: ["Fourier transform", "傅里叶变换"],
  "inverse-fourier": ["Inverse Fourier transform", "傅里叶逆变换"],
  "fourier-cosine": ["Fourier cosine transform", "傅里叶余弦变换"],
  "fourier-sine": ["Fourier sine transform", "傅里叶正弦变换"],
};

const CONVENTIONS: Readonly<Record<FourierQuery["kind"], string>> = {
  fourier:
    "The transform is the integral of f(x) e^(-i w x) over the line, without a factor. With the factor 1/sqrt(2 pi) the result is divided by sqrt(2 pi); with e^(-2 pi i k x) put w = 2 pi k.",
  "inverse-fourier":
    "The inverse is 1/(2 pi) times the integral of F(w) e^(i w x) over the line. With the factor 1/sqrt(2 pi) the result is multiplied by sqrt(2 pi).",
  "fourier-cosine":
    "The transform is the integral of f(x) cos(w x) from 0 to infinity. With the factor sqrt(2/pi) the result is multiplied by it.",
  "fourier-sine":
    "The transform is the integral of f(x) sin(w x) from 0 to infinity. With the factor sqrt(2/pi) the result is multiplied by it.",
};

const FOURIER = "(?:傅里叶|傅立叶|傅氏|fourier )";

/** Fourier transforms in English and Chinese. */
export const FOURIER_INTENTS: readonly Intent[] = [
  {
    name: "fourier-transform",
    frames: [
      /^(?:an? |the )?fourier[ -]transforms?(?: of)?(?: the function)?\s*:?\s+(?<body>.+)$/isu,
      new RegExp(`^(?:函数\\s*)?(?<body>.+?)\\s*的\\s*${FOURIER}变换$`, "isu"),
      /^(?:\\mathcal\s*\{?\s*F\s*\}?|ℱ)\s*(?:\\left)?\s*(?:\\?\{|\[)\s*(?<body>.+?)\s*(?:\\right)?\s*(?:\\?\}|\])$/su,
    ],
    read: (groups, context) => transform("fourier", groups, context),
    examples: [
      { ask: "fourier transform of e^(-2|x|)", answer: "4/(w^2 + 4)" },
      { ask: "fourier transform of e^(-x^2)", answer: "sqrt(pi)*e^(-w^2/4)" },
      { ask: "1/(1+x^2) 的傅里叶变换", answer: "pi*e^(-abs(w))" },
    ],
  },
  {
    name: "inverse-fourier-transform",
    frames: [
      /^(?:an? |the )?inverse[ -]fourier[ -]transforms?(?: of)?\s*:?\s+(?<body>.+)$/isu,
      new RegExp(
        `^(?:函数\\s*)?(?<body>.+?)\\s*的\\s*(?:${FOURIER}(?:逆|反)变换|逆${FOURIER}变换)$`,
        "isu",
      ),
    ],
    read: (groups, context) => transform("inverse-fourier", groups, context),
    examples: [
      { ask: "inverse fourier transform of 2/(1+w^2)", answer: "e^(-abs(x))" },
      { ask: "e^(-|w|) 的傅里叶逆变换", answer: "1/(pi*(x^2 + 1))" },
    ],
  },
  {
    name: "fourier-cosine-transform",
    frames: [
      /^(?:the )?fourier cosine transform(?: of)?\s*:?\s+(?<body>.+)$/isu,
      new RegExp(`^(?<body>.+?)\\s*的\\s*${FOURIER}余弦变换$`, "isu"),
    ],
    read: (groups, context) => transform("fourier-cosine", groups, context),
    examples: [{ ask: "fourier cosine transform of e^(-x)", answer: "1/(w^2 + 1)" }],
  },
  {
    name: "fourier-sine-transform",
    frames: [
      /^(?:the )?fourier sine transform(?: of)?\s*:?\s+(?<body>.+)$/isu,
      new RegExp(`^(?<body>.+?)\\s*的\\s*${FOURIER}正弦变换$`, "isu"),
    ],
    read: (groups, context) => transform("fourier-sine", groups, context),
    examples: [{ ask: "fourier sine transform of e^(-x)", answer: "w/(w^2 + 1)" }],
  },
];

function transform(
  kind: FourierQuery["kind"],
  groups: Groups,
  context: ReadingContext,
): FourierQuery | null {
  const body = (groups["body"] as string)
    .replace(/^(?:f|g|h|F|G)\s*\(\s*[a-zω]\s*\)\s*=\s*/u, "")
    .replaceAll("ω", "w")
    .trim();
  const has = (letter: string): boolean =>
    new RegExp(`(?<![A-Za-z\\\\])${letter}(?![A-Za-z])|(?<=\\d)${letter}(?![A-Za-z])`).test(body);
  const isInverse = kind === "inverse-fourier";
  const from = isInverse ? (["w", "k", "s", "p"].find(has) ?? "w") : (["x", "t"].find(has) ?? "x");
  const to = isInverse ? "x" : from === "x" && has("w") ? "k" : "w";
  const named = withStepNames(body, from, [], context);
  const expression = readPieces(named, from, context) ?? context.parse(named);
  if (["Equal", "Sequence", "Less", "Greater", "Set", "List"].includes(headOf(expression)))
    return null;
  if (variablesOf(expression).includes(to)) return null;
  context.note({ kind: "convention", text: CONVENTIONS[kind] });
  return { kind, expression, from, to };
}

import { type Expression, headOf, variablesOf } from "../expression/expression.ts";
import {
  DERIVATIVE,
  equationText,
  plainDerivatives,
  withoutDifferentials,
} from "./differential-equation-text.ts";
import type { Intent } from "./intents/intent.ts";
import type { MathQuery } from "./math-query.ts";
import type { Groups } from "./query-builders.ts";
import type { ReadingContext } from "./reading-context.ts";
import { withStepNames } from "./step-functions.ts";

/** The value of the unknown's derivative of some order at a point. */
export interface InitialCondition {
  readonly order: number;
  readonly point: Expression;
  readonly value: Expression;
}

/** One ordinary differential equation; the symbol `y_k` stands for the k-th derivative of the unknown y. */
export interface DifferentialEquationQuery {
  readonly kind: "differential-equation";
  readonly equation: Expression;
  readonly unknown: string;
  readonly variable: string;
  readonly order: number;
  readonly conditions: readonly InitialCondition[];
  /** Where a value of the solution is asked for; null asks for the solution itself. */
  readonly at: Expression | null;
  /** Whether decimals are asked for and not a formula. */
  readonly isNumeric: boolean;
}

export function derivativeName(unknown: string, order: number): string {
  return order === 0 ? unknown : `${unknown}_${order}`;
}

const MAX_ORDER = 6;

/** `y'' + y = 0, y(0) = 1`, `dy/dx = x y`, `M dx + N dy = 0`, in English and Chinese. */
export const DIFFERENTIAL_EQUATION_INTENTS: readonly Intent[] = [
  {
    name: "differential-equation",
    frames: [
      new RegExp(`^(?<body>(?=.*=)(?=.*${DERIVATIVE}).*)$`, "su"),
      /^(?<body>(?=.*=).*(?<![A-Za-z\\])d\s*[a-z](?![A-Za-z]).*(?<![A-Za-z\\])d\s*[a-z](?![A-Za-z]).*)$/su,
    ],
    read: readEquation,
    examples: [
      { ask: "solve y' = 2y", answer: "c1*e^(2*x)" },
      { ask: "y'' + y = 0, y(0) = 1, y'(0) = 0", answer: "cos(x)" },
      { ask: "解微分方程 y' = x*y", answer: "c1*e^(x^2/2)" },
      { ask: "求微分方程 y''-5y'+6y=0 的通解", answer: "c1*e^(3*x) + c2*e^(2*x)" },
      {
        ask: "find the general solution of y'' - y = e^(2x)",
        answer: "c1*e^x + c2*e^(-x) + e^(2*x)/3",
      },
      {
        ask: "solve (2xy + 3) dx + (x^2 - 1) dy = 0",
        answer: "(c1 - 3*x)/(x^2 - 1)",
        isDeep: true,
      },
      { ask: "solve y' = x^2 + y^2, y(0) = 0 numerically at x = 1", answer: "0.35023184" },
      { ask: "y'+2xy=x, y(0)=1, 求 y(1) 的数值", answer: "0.68393972" },
    ],
  },
];

const NUMERIC =
  /\s*,?\s*(?<![A-Za-z])(?:numerically|numerical(?:ly)? solution|approximately|的?数值解|数值求解|数值)(?![A-Za-z])\s*/iu;

function readEquation(groups: Groups, context: ReadingContext): MathQuery | null {
  const body = plainDerivatives(groups["body"] as string);
  const asked = takeValue(equationText(body));
  const parts = equationText(asked.rest)
    .split(
      /\s*(?:[,，;；]|\\\\)\s*(?![^(]*\))|\s+(?:with|where|and|given|subject to|satisfying|that satisfies|such that|for which)\s+(?=[A-Za-z]\s*'*\s*(?:\(|\|)|[A-Za-z]\s*=)|\s*(?:满足|且|，其中|初始条件|边界条件|初值条件|的初值)(?:条件|为|是)?\s*[:：]?\s*/iu,
    )
    .map((part) =>
      part
        .replace(
          /^(?:and|with|where|given|subject to|initial conditions?:?|and the|conditions?:?)\s+/i,
          "",
        )
        .replace(/\s*的\s*$/u, "")
        .trim(),
    )
    .filter((part) => part !== "");
  const [written, ...rest] = parts;
  if (written === undefined) return null;
  const first = withoutDifferentials(written) ?? written;
  const primed =
    /([A-Za-z])\s*(?:\(\s*[a-z]\s*\)\s*)?'/.exec(first) ??
    /d\s*(?:\^\s*\d\s*)?([A-Za-z])\s*(?:\([a-z]\))?\s*\/\s*d/.exec(first);
  const unknown = primed?.[1];
  if (unknown === undefined || !first.includes("=")) return null;
  const leibniz = new RegExp(
    `d\\s*(?:\\^\\s*\\d\\s*)?${unknown}\\s*(?:\\([a-z]\\))?\\s*/\\s*d\\s*([A-Za-z])`,
  ).exec(first);
  const applied = new RegExp(`(?<![A-Za-z])${unknown}\\s*'*\\s*\\(\\s*([A-Za-z])\\s*\\)`).exec(
    first,
  );
  const named = leibniz?.[1] ?? applied?.[1];
  const guess = named ?? likelyVariable(first, unknown);
  const stepped = withStepNames(first.replaceAll("==", "="), guess, [unknown], context);
  const equation = context.parse(withDerivativeNames(stepped, unknown, named));
  if (headOf(equation) !== "Equal") return null;
  const names = variablesOf(equation);
  const orders = Array.from({ length: MAX_ORDER }, (_, k) => k + 1).filter((k) =>
    names.includes(derivativeName(unknown, k)),
  );
  const order = Math.max(0, ...orders);
  const conditions = rest.flatMap((part) => readConditions(part, unknown, guess, context));
  if (order === 0 || unknown === guess || conditions.includes(null)) return null;
  return {
    kind: "differential-equation",
    equation,
    unknown,
    variable: guess,
    order,
    conditions: conditions as InitialCondition[],
    at: asked.at === null ? null : context.parse(asked.at),
    isNumeric: asked.isNumeric,
  };
}

/** t for an unknown x or where t is met and x is not, else x. */
function likelyVariable(text: string, unknown: string): string {
  const has = (letter: string): boolean =>
    new RegExp(`(?<![A-Za-z\\\\])${letter}(?![A-Za-z])|(?<=\\d)${letter}(?![A-Za-z])`).test(text);
  if (unknown === "x") return "t";
  return has("t") && !has("x") && unknown !== "t" ? "t" : "x";
}

const PLACE = String.raw`(?<at>[-+\d./]+|pi|π|e)`;
const AT_PLACE = new RegExp(
  String.raw`\s*,?\s*(?:at|在|for)\s*[a-z]\s*=\s*${PLACE}\s*(?:处|时)?\s*(?:的值)?$`,
  "u",
);
const VALUE_ASKED = new RegExp(
  String.raw`\s*[,，;；.]?\s*(?:(?:and |then )?(?:find|estimate|approximate|compute|evaluate|what is|求|计算|则)\s*)(?:the value of\s*)?[A-Za-z]\(\s*${PLACE}\s*\)\s*(?:的值|的|=\s*[?？]?)?$`,
  "iu",
);
const VALUE_MISSING = new RegExp(
  String.raw`\s*[,，;；]\s*[A-Za-z]\(\s*${PLACE}\s*\)\s*=\s*[?？]?$`,
  "u",
);

/** "numerically at x = 1", "求 y(1) 的数值", "find y(2)", "y(2) = ?": taken off the text. */
function takeValue(text: string): {
  readonly rest: string;
  readonly at: string | null;
  readonly isNumeric: boolean;
} {
  const isNumeric = NUMERIC.test(text);
  const plain = text.replace(NUMERIC, " ").trim();
  const found =
    VALUE_ASKED.exec(plain) ??
    VALUE_MISSING.exec(plain) ??
    (isNumeric ? AT_PLACE.exec(plain) : null);
  return found === null
    ? { rest: plain, at: null, isNumeric }
    : { rest: plain.slice(0, found.index), at: found.groups?.["at"] as string, isNumeric };
}

/** Writes `y''`, `y''(x)`, `y^(4)` and `d^2y/dx^2` as the name y_2. */
function withDerivativeNames(text: string, unknown: string, variable: string | undefined): string {
  const argument = variable === undefined ? "" : `(?:\\s*\\(\\s*${variable}\\s*\\))?`;
  let result = text
    .replace(
      new RegExp(
        `d\\s*\\^\\s*(\\d)\\s*${unknown}\\s*(?:\\([a-z]\\))?\\s*/\\s*d\\s*[A-Za-z]\\s*\\^\\s*\\d`,
        "g",
      ),
      (_, order: string) => ` (${unknown}_${order}) `,
    )
    .replace(
      new RegExp(`d\\s*${unknown}\\s*(?:\\([a-z]\\))?\\s*/\\s*d\\s*[A-Za-z]`, "g"),
      ` (${unknown}_1) `,
    )
    .replace(
      new RegExp(`${unknown}\\s*(?:\\(\\s*[a-z]\\s*\\)\\s*)?('+)${argument}`, "g"),
      (_, primes: string) => ` (${unknown}_${primes.length}) `,
    )
    // Beside primes, y^(4) and y^{(4)} are derivatives.
    .replace(
      new RegExp(
        `(?<![A-Za-z])${unknown}\\s*\\^\\s*(?:\\{\\s*\\(\\s*(\\d)\\s*\\)\\s*\\}|\\(\\s*(\\d)\\s*\\))${argument}`,
        "g",
      ),
      (_, a?: string, b?: string) => ` (${unknown}_${a ?? b}) `,
    );
  if (variable !== undefined)
    result = result.replace(
      new RegExp(`(?<![A-Za-z])${unknown}\\s*\\(\\s*${variable}\\s*\\)`, "g"),
      ` (${unknown}) `,
    );
  return result;
}

/** `y(0) = 1`, `y(0) = y'(0) = 0`, `y = 1 when x = 0`, `y|_{x=0} = 1`; null where a part says anything else. */
function readConditions(
  text: string,
  unknown: string,
  variable: string,
  context: ReadingContext,
): (InitialCondition | null)[] {
  const turned = text
    .trim()
    .replace(
      new RegExp(
        `^(?:当\\s*)?${variable}\\s*=\\s*([^=,，]+?)\\s*(?:时|,|，)\\s*${unknown}\\s*('*)\\s*=\\s*(.+)$`,
        "u",
      ),
      `${unknown}$2($1)=$3`,
    )
    .replace(
      new RegExp(
        `^${unknown}\\s*('*)\\s*=\\s*(.+?)\\s+(?:when|at|if)\\s+${variable}\\s*=\\s*(.+)$`,
        "u",
      ),
      `${unknown}$1($3)=$2`,
    )
    .replace(
      new RegExp(
        `^${unknown}\\s*('*)\\s*\\\\?\\|\\s*_\\s*\\{?\\s*${variable}\\s*=\\s*([^{}=]+?)\\s*\\}?\\s*=\\s*(.+)$`,
      ),
      `${unknown}$1($2)=$3`,
    );
  const pieces = turned.split("=").map((piece) => piece.trim());
  const value = pieces.pop();
  if (value === undefined || pieces.length === 0) return [null];
  return pieces.map((piece) => {
    const found = new RegExp(`^${unknown}\\s*('*)\\s*\\(([^()]+)\\)$`).exec(piece);
    if (found === null) return null;
    const [, primes, point] = found as unknown as [string, string, string];
    return { order: primes.length, point: context.parse(point), value: context.parse(value) };
  });
}

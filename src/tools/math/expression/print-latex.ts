import { argumentsOf, type Expression, headOf, isNumber, isSymbol } from "./expression.ts";
import { functionByHead, GREEK } from "./functions.ts";

const SYMBOLS: Readonly<Record<string, string>> = {
  Pi: "\\pi",
  ExponentialE: "e",
  ImaginaryUnit: "i",
  PositiveInfinity: "\\infty",
  NegativeInfinity: "-\\infty",
  ComplexInfinity: "\\tilde\\infty",
  EulerGamma: "\\gamma",
  Undefined: "\\text{undefined}",
  VariableI: "i",
  VariableE: "e",
  True: "\\text{true}",
  False: "\\text{false}",
};

const RELATIONS: Readonly<Record<string, string>> = {
  Equal: "=",
  NotEqual: "\\neq",
  Less: "<",
  Greater: ">",
  LessEqual: "\\leq",
  GreaterEqual: "\\geq",
  Approximately: "\\approx",
};

/** Between alternatives of which one holds; a logical formula has the sign instead. */
export const LATEX_OR = "\\text{ or }";

function isRelation(expression: Expression): boolean {
  return headOf(expression) in RELATIONS;
}

function strengthOf(expression: Expression): number {
  const head = headOf(expression);
  if (head === "Add" || head === "Negate" || expression === "NegativeInfinity") return 1;
  if (head === "Multiply" || head === "Mod") return 2;
  if (
    head === "Integrate" ||
    head === "Sum" ||
    head === "Product" ||
    head === "Limit" ||
    head === "D"
  )
    return 1;
  if (head === "Divide" || head === "Power" || head === "Factorial") return 3;
  return isRelation(expression) ? 0 : 4;
}

function wrap(expression: Expression, atLeast: number): string {
  const text = printLatex(expression);
  return strengthOf(expression) < atLeast ? `\\left(${text}\\right)` : text;
}

function symbolLatex(symbol: string): string {
  const known = SYMBOLS[symbol];
  if (known !== undefined) return known;
  const primes = /'+$/.exec(symbol)?.[0];
  if (primes !== undefined) return symbolLatex(symbol.slice(0, -primes.length)) + primes;
  if (/[^\w]/.test(symbol)) return setLatex(symbol);
  const [base, subscript] = symbol.split("_") as [string, string | undefined];
  const numbered = /^([A-Za-z])(\d+)$/.exec(base);
  const name =
    numbered !== null
      ? `${numbered[1]}_{${numbered[2]}}`
      : GREEK.has(base)
        ? `\\${base}`
        : base.length > 1 && /^[A-Za-z]+$/.test(base)
          ? `\\mathrm{${base}}`
          : base;
  return subscript === undefined ? name : `${name}_{${subscript}}`;
}

const SET_SIGNS: Readonly<Record<string, string>> = {
  "{": "\\{",
  "}": "\\}",
  "△": "\\triangle ",
  "∪": "\\cup ",
  "∩": "\\cap ",
  "\\": "\\setminus ",
};

/** Sets and other texts that stand for themselves; words of other scripts become text. */
function setLatex(text: string): string {
  return text
    .replace(/[{}△∪∩\\]/g, (sign) => SET_SIGNS[sign] as string)
    .replace(/[\p{Script=Han}，、。]+/gu, (words) => `\\text{${words}}`)
    .replace(/[%$#&_]/g, "\\$&");
}

/** LaTeX of an expression, for KaTeX's trusted-off mode: no macros, no links, no HTML. */
export function printLatex(expression: Expression): string {
  if (isNumber(expression)) return expression.num;
  if (isSymbol(expression)) return symbolLatex(expression);
  const parts = argumentsOf(expression);
  const [first, second] = parts as [Expression, Expression];
  const head = headOf(expression);
  switch (head) {
    case "Add":
      return parts
        .map((term, index) =>
          headOf(term) === "Negate"
            ? `-${wrap(argumentsOf(term)[0] as Expression, 2)}`
            : `${index > 0 ? "+" : ""}${wrap(term, index > 0 ? 2 : 1)}`,
        )
        .join("");
    case "Negate":
      return `-${wrap(first, 2)}`;
    case "Multiply":
      return printProduct(parts);
    case "Divide":
      return `\\frac{${printLatex(first)}}{${printLatex(second)}}`;
    case "Power":
      return printPower(first, second);
    case "Sqrt":
      return `\\sqrt{${printLatex(first)}}`;
    case "Abs":
      return `\\left|${printLatex(first)}\\right|`;
    case "Floor":
      return `\\left\\lfloor ${printLatex(first)}\\right\\rfloor`;
    case "Ceil":
      return `\\left\\lceil ${printLatex(first)}\\right\\rceil`;
    case "Factorial":
      return `${wrap(first, 4)}!`;
    case "Factorial2":
      return `${wrap(first, 4)}!!`;
    case "Binomial":
      return `\\binom{${printLatex(first)}}{${printLatex(second)}}`;
    case "Mod":
      return `${wrap(first, 3)} \\bmod ${wrap(second, 3)}`;
    case "Log":
      return `\\log_{${printLatex(second)}}\\left(${printLatex(first)}\\right)`;
    case "And":
      return parts.map(printLatex).join(" \\land ");
    case "Or":
      return parts.map(printLatex).join(parts.every(isRelation) ? LATEX_OR : " \\lor ");
    case "Sequence":
      return parts.map(printLatex).join(",\\; ");
    case "Set":
      return `\\left\\{${parts.map(printLatex).join(", ")}\\right\\}`;
    case "Tuple":
      return `\\left(${parts.map(printLatex).join(", ")}\\right)`;
    case "List":
      return printList(parts);
    case "LambertW":
      return `W${second === undefined ? "" : `_{${printLatex(second)}}`}\\left(${printLatex(first)}\\right)`;
    case "Integrate":
    case "Sum":
    case "Product":
    case "Limit":
    case "D":
      return printBinder(head, parts);
    default:
  }
  const relation = RELATIONS[head];
  if (relation !== undefined) return `${printLatex(first)} ${relation} ${printLatex(second)}`;
  const name =
    functionByHead(head)?.latex ??
    (/^[A-Za-z]\d?'*$/.test(head) ? symbolLatex(head) : null) ??
    `\\operatorname{${(functionByHead(head)?.names[0] ?? head).replace(/[^A-Za-z]/g, "")}}`;
  return `${name}\\left(${parts.map(printLatex).join(", ")}\\right)`;
}

function printProduct(factors: readonly Expression[]): string {
  return factors
    .map((factor, index) => {
      const bare = wrap(factor, index === 0 && headOf(factor) !== "Add" ? 1 : 2);
      const text = index > 0 && bare.startsWith("-") ? `\\left(${bare}\\right)` : bare;
      const previous = factors[index - 1];
      const needsDot =
        index > 0 &&
        (/^[\d\\]?\d/.test(text) ||
          (previous !== undefined && isNumber(previous) && /^\d/.test(text)) ||
          /^\\frac\{\d/.test(text));
      return index === 0 ? text : needsDot ? ` \\cdot ${text}` : ` ${text}`;
    })
    .join("");
}

function printPower(base: Expression, exponent: Expression): string {
  const degree = headOf(exponent) === "Divide" ? argumentsOf(exponent) : [];
  const [numerator, denominator] = degree as [Expression?, Expression?];
  if (
    numerator !== undefined &&
    denominator !== undefined &&
    isNumber(numerator) &&
    numerator.num === "1" &&
    isNumber(denominator) &&
    // The sign of an odd root stands for the real root, which a power of a negative number is not.
    (headOf(base) !== "Negate" || /[02468]$/.test(denominator.num))
  )
    return denominator.num === "2"
      ? `\\sqrt{${printLatex(base)}}`
      : `\\sqrt[${denominator.num}]{${printLatex(base)}}`;
  return `${wrap(base, 4)}^{${printLatex(exponent)}}`;
}

function printList(parts: readonly Expression[]): string {
  if (parts.length > 0 && parts.every((row) => headOf(row) === "List")) {
    const rows = parts.map((row) => argumentsOf(row).map(printLatex).join(" & "));
    return `\\begin{pmatrix}${rows.join(" \\\\ ")}\\end{pmatrix}`;
  }
  return `\\left[${parts.map(printLatex).join(", ")}\\right]`;
}

function printBinder(head: string, parts: readonly Expression[]): string {
  const [body, variable, lower, upper] = parts as [
    Expression,
    Expression,
    Expression?,
    Expression?,
  ];
  const name = printLatex(variable);
  switch (head) {
    case "Integrate": {
      const bounds =
        lower === undefined || upper === undefined
          ? ""
          : `_{${printLatex(lower)}}^{${printLatex(upper)}}`;
      return `\\int${bounds} ${wrap(body, 2)}\\, d${name}`;
    }
    case "Limit": {
      const side = upper === "FromRight" ? "^{+}" : upper === "FromLeft" ? "^{-}" : "";
      return `\\lim_{${name} \\to ${printLatex(lower as Expression)}${side}} ${wrap(body, 2)}`;
    }
    case "D": {
      const order = lower === undefined ? "" : `^{${printLatex(lower)}}`;
      return `\\frac{d${order}}{d${name}${order}} ${wrap(body, 2)}`;
    }
    default:
      return `${head === "Sum" ? "\\sum" : "\\prod"}_{${name}=${printLatex(lower as Expression)}}^{${printLatex(upper as Expression)}} ${wrap(body, 2)}`;
  }
}

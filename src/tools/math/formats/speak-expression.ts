import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  isSymbol,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";

/** Words of one language for reading formulas aloud. */
interface Voice {
  readonly symbols: Readonly<Record<string, string>>;
  readonly relations: Readonly<Record<string, string>>;
  readonly functions: Readonly<Record<string, string>>;
  readonly plus: string;
  readonly minus: string;
  readonly times: string;
  readonly and: string;
  readonly or: string;
  quantity(text: string): string;
  over(numerator: string, denominator: string): string;
  power(base: string, exponent: string): string;
  apply(name: string, argument: string): string;
  factorial(text: string): string;
  list(items: readonly string[]): string;
}

const ENGLISH: Voice = {
  symbols: {
    Pi: "pi",
    ExponentialE: "e",
    ImaginaryUnit: "i",
    PositiveInfinity: "infinity",
    NegativeInfinity: "minus infinity",
    EulerGamma: "the Euler constant",
    Undefined: "undefined",
  },
  relations: {
    Equal: "equals",
    NotEqual: "is not equal to",
    Less: "is less than",
    Greater: "is greater than",
    LessEqual: "is at most",
    GreaterEqual: "is at least",
    Approximately: "is about",
  },
  functions: {
    Sqrt: "the square root",
    Cbrt: "the cube root",
    Abs: "the absolute value",
    Sin: "sine",
    Cos: "cosine",
    Tan: "tangent",
    Cot: "cotangent",
    Sec: "secant",
    Csc: "cosecant",
    Arcsin: "arc sine",
    Arccos: "arc cosine",
    Arctan: "arc tangent",
    Sinh: "hyperbolic sine",
    Cosh: "hyperbolic cosine",
    Tanh: "hyperbolic tangent",
    Ln: "the natural logarithm",
    Gamma: "the gamma function",
    Floor: "the floor",
    Ceil: "the ceiling",
  },
  plus: " plus ",
  minus: "minus ",
  times: " times ",
  and: " and ",
  or: " or ",
  quantity: (text) => `the quantity ${text},`,
  over: (numerator, denominator) => `${numerator} over ${denominator}`,
  power: (base, exponent) =>
    exponent === "2"
      ? `${base} squared`
      : exponent === "3"
        ? `${base} cubed`
        : `${base} to the power ${exponent}`,
  apply: (name, argument) => `${name} of ${argument}`,
  factorial: (text) => `${text} factorial`,
  list: (items) => items.join(", "),
};

const CHINESE: Voice = {
  symbols: {
    Pi: "派",
    ExponentialE: "e",
    ImaginaryUnit: "i",
    PositiveInfinity: "正无穷",
    NegativeInfinity: "负无穷",
    EulerGamma: "欧拉常数",
    Undefined: "无定义",
  },
  relations: {
    Equal: "等于",
    NotEqual: "不等于",
    Less: "小于",
    Greater: "大于",
    LessEqual: "小于等于",
    GreaterEqual: "大于等于",
    Approximately: "约等于",
  },
  functions: {
    Sqrt: "根号",
    Cbrt: "立方根号",
    Abs: "绝对值",
    Sin: "正弦",
    Cos: "余弦",
    Tan: "正切",
    Cot: "余切",
    Sec: "正割",
    Csc: "余割",
    Arcsin: "反正弦",
    Arccos: "反余弦",
    Arctan: "反正切",
    Sinh: "双曲正弦",
    Cosh: "双曲余弦",
    Tanh: "双曲正切",
    Ln: "自然对数",
    Gamma: "伽马函数",
    Floor: "下取整",
    Ceil: "上取整",
  },
  plus: "加",
  minus: "负",
  times: "乘以",
  and: "且",
  or: "或",
  quantity: (text) => `括号${text}括号完`,
  over: (numerator, denominator) => `${denominator}分之${numerator}`,
  power: (base, exponent) =>
    exponent === "2"
      ? `${base}的平方`
      : exponent === "3"
        ? `${base}的立方`
        : `${base}的${exponent}次方`,
  apply: (name, argument) => `${name}${argument}`,
  factorial: (text) => `${text}的阶乘`,
  list: (items) => items.join("、"),
};

/** A formula in words, as one reads it aloud. */
export function speakExpression(expression: Expression, isChinese: boolean): string {
  return speak(expression, isChinese ? CHINESE : ENGLISH);
}

const COMPOUND: ReadonlySet<string> = new Set(["Add", "Negate", "Multiply", "Divide"]);

/** A part of a larger formula; a compound one is marked, so that the ear knows where it ends. */
function part(expression: Expression, voice: Voice): string {
  const text = speak(expression, voice);
  return COMPOUND.has(headOf(expression)) && !isCoefficient(expression)
    ? voice.quantity(text)
    : text;
}

function speak(expression: Expression, voice: Voice): string {
  if (isNumber(expression)) return expression.num;
  if (isSymbol(expression)) return voice.symbols[expression] ?? expression;
  const parts = argumentsOf(expression);
  const [first, second] = parts as [Expression, Expression];
  const head = headOf(expression);
  const relation = voice.relations[head];
  if (relation !== undefined)
    return `${speak(first, voice)}${spaced(relation, voice)}${speak(second, voice)}`;
  const name = voice.functions[head];
  if (name !== undefined && parts.length === 1) return voice.apply(name, part(first, voice));
  switch (head) {
    case "Add":
      return speakSum(parts, voice);
    case "Negate":
      return voice.minus + part(first, voice);
    case "Multiply":
      return speakProduct(parts, voice);
    case "Divide":
      return voice.over(part(first, voice), part(second, voice));
    case "Power":
      return voice.power(part(first, voice), speak(second, voice));
    case "Factorial":
      return voice.factorial(part(first, voice));
    case "And":
      return parts.map((item) => speak(item, voice)).join(voice.and);
    case "Or":
      return parts.map((item) => speak(item, voice)).join(voice.or);
    case "List":
    case "Tuple":
    case "Set":
    case "Sequence":
      return voice.list(parts.map((item) => speak(item, voice)));
    default:
      return printPlain(expression);
  }
}

function spaced(word: string, voice: Voice): string {
  return voice === CHINESE ? word : ` ${word} `;
}

function speakSum(terms: readonly Expression[], voice: Voice): string {
  return terms
    .map((term, index) => {
      if (headOf(term) !== "Negate" || index === 0)
        return (index === 0 ? "" : voice.plus) + speak(term, voice);
      const minus = voice === CHINESE ? "减" : " minus ";
      return minus + part(argumentsOf(term)[0] as Expression, voice);
    })
    .join("");
}

/** A number times a letter, which the ear takes as one thing. */
function isCoefficient(expression: Expression): boolean {
  return headOf(expression) === "Multiply" && isSimple(argumentsOf(expression));
}

function isSimple(factors: readonly Expression[]): boolean {
  const [first, second] = factors;
  return (
    factors.length === 2 &&
    first !== undefined &&
    second !== undefined &&
    isNumber(first) &&
    isSymbol(second)
  );
}

/** `2 x` needs no "times" in English. */
function speakProduct(factors: readonly Expression[], voice: Voice): string {
  const [first, second] = factors;
  if (voice === ENGLISH && first !== undefined && second !== undefined && isSimple(factors))
    return `${speak(first, voice)} ${speak(second, voice)}`;
  return factors
    .map((factor) => (headOf(factor) === "Add" ? part(factor, voice) : speak(factor, voice)))
    .join(voice.times);
}

import {
  type Expression,
  type FunctionNode,
  isFunction,
  isNumber,
  ONE,
  type NumberNode,
} from "../expression/expression.ts";
import { type FunctionInfo, functionByName, GREEK } from "../expression/functions.ts";
import { LATEX_SYMBOLS } from "./latex-symbols.ts";
import { readLambert } from "./lambert-name.ts";
import { readName } from "./names.ts";
import type { ExpressionReader, ReadingChoice } from "./parse.ts";
import { multiply } from "./products.ts";
import { writtenRoot } from "./real-root.ts";
import { VARIABLE_LETTERS } from "./variable-letters.ts";
import type { Token } from "./tokenize.ts";

/** A name where a number or variable may stand: constant, variable, product of letters, function. */
export function readNamed(reader: ExpressionReader): Expression {
  splitDifferential(reader);
  const token = reader.stream.peek();
  const declared = readDeclared(reader, token);
  if (declared !== null) return declared;
  const called = readArithmeticFunction(reader, token);
  if (called !== null) return called;
  const lambert = readLambert(reader, token);
  if (lambert !== null) return lambert;
  const parts = readName(token.text);
  if (parts === null) {
    reader.stream.next();
    return reader.stream.fail(`"${token.text}" is not a known name; it stands`);
  }
  if (parts.length > 1) {
    // fib(10) calls something; only short runs such as xy(x + 1) are products before a bracket.
    const next = reader.stream.peek(1);
    if (parts.length > 2 && isRunOfLetters(parts) && next.text === "(" && !next.spaceBefore)
      reader.stream.fail(`"${token.text}" is not a known function; it stands`);
    return readNameProduct(reader, token, parts.map(partText));
  }
  reader.stream.next();
  const part = parts[0] as (typeof parts)[number];
  // A Greek letter is the function of its name only where it is called.
  if (part.kind === "function" && GREEK.has(part.name) && !reader.stream.is("(")) return part.name;
  if (part.kind === "function")
    return readCall(reader, functionByName(part.name) as FunctionInfo, token);
  const bracket = reader.stream.peek();
  const isUserFunction =
    part.kind === "variable" &&
    /^[fghFGH]$/.test(part.symbol) &&
    bracket.text === "(" &&
    !bracket.spaceBefore;
  if (isUserFunction) {
    reader.stream.next();
    const items = reader.readItems(")");
    reader.stream.expect(")");
    return [part.symbol, ...items];
  }
  const bessel =
    part.kind === "variable" && bracket.text === "(" && !bracket.spaceBefore
      ? /^([JYIK])_(\d+|n|nu|m)$/.exec(part.symbol)
      : null;
  if (bessel !== null) {
    reader.stream.next();
    const items = reader.readItems(")");
    reader.stream.expect(")");
    reader.choices.push({
      kind: "function",
      text: `${part.symbol}(…) is read as a Bessel function.`,
    });
    const order = bessel[2] as string;
    return [`Bessel${bessel[1]}`, /^\d/.test(order) ? { num: order } : order, ...items];
  }
  // A Greek letter that is also a function's name is the function only when called.
  if (part.kind === "variable" && bracket.text === "(" && !bracket.spaceBefore) {
    const info = functionByName(part.symbol);
    if (info !== undefined && part.symbol.length > 1) return readCall(reader, info, token);
  }
  return part.symbol;
}

function isRunOfLetters(parts: readonly { readonly kind: string }[]): boolean {
  return parts.every(({ kind }) => kind !== "function");
}

/** Functions of number theory that are written as Greek letters. */
const ARITHMETIC_LETTERS: readonly (readonly [RegExp, string, string])[] = [
  [/^(?:phi|varphi|φ|ϕ)$/, "Totient", "Euler's totient"],
  [/^(?:sigma|σ)(?:_(\d+))?$/, "DivisorSigma", "the sum of the divisors"],
  [/^(?:mu|μ)$/, "Moebius", "Moebius's function"],
];

/** `phi(36)`, `sigma(28)`, `mu(30)` of one whole number; anything else in the brackets is a factor. */
function readArithmeticFunction(reader: ExpressionReader, token: Token): Expression | null {
  const found = ARITHMETIC_LETTERS.find(([pattern]) => pattern.test(token.text));
  const { stream } = reader;
  const isCall =
    found !== undefined &&
    stream.is("(", 1) &&
    !stream.peek(1).spaceBefore &&
    /^\d+$/.test(stream.peek(2).text) &&
    stream.is(")", 3);
  if (!isCall) return null;
  stream.next();
  stream.next();
  const argument: Expression = { num: stream.next().text };
  stream.next();
  const [pattern, head, name] = found;
  const power = pattern.exec(token.text)?.[1];
  reader.choices.push({
    kind: "function-letter",
    text: `${token.text}(${argument.num}) was read as ${name}, not as a product.`,
  });
  return power === undefined ? [head, argument] : [head, { num: power }, argument];
}

/** A letter that the text has declared: a call of a declared function, or a variable named e or i. */
function readDeclared(reader: ExpressionReader, token: Token): Expression | null {
  const { functions, variables } = reader.scope;
  const symbol = VARIABLE_LETTERS.get(token.text) ?? token.text;
  if (functions.has(token.text) && reader.stream.peek(1).text === "(") {
    reader.stream.next();
    reader.stream.next();
    const items = reader.readItems(")");
    reader.stream.expect(")");
    return [symbol, ...items];
  }
  if (!variables.has(token.text) || symbol === token.text) return null;
  reader.stream.next();
  return symbol;
}

/** Inside an integral `xdx` is `x` followed by `dx`. */
function splitDifferential(reader: ExpressionReader): void {
  const token = reader.stream.peek();
  const found = reader.integralDepth > 0 ? /^([A-Za-z]+)(d[a-z])$/.exec(token.text) : null;
  if (found === null || functionByName(token.text) !== undefined) return;
  reader.stream.replaceCurrent(
    { ...token, text: found[1] as string },
    {
      ...token,
      text: found[2] as string,
      start: token.start + (found[1] as string).length,
      spaceBefore: false,
    },
  );
}

function readNameProduct(
  reader: ExpressionReader,
  token: Token,
  texts: readonly string[],
): Expression {
  let start = token.start;
  reader.stream.replaceCurrent(
    ...texts.map((text, index): Token => {
      const piece: Token = {
        type: "name",
        text,
        start,
        spaceBefore: index === 0 && token.spaceBefore,
      };
      start += text.length;
      return piece;
    }),
  );
  reader.choices.push({
    kind: "letters",
    text: `"${token.text}" was read as the product ${texts.join("·")}.`,
  });
  return reader.readPower();
}

/** `det {{1,2},{3,4}}` and a LaTeX environment need no parentheses. */
const isTableStart = (info: FunctionInfo, { text }: Token): boolean =>
  text === "\\begin" || (info.head === "Determinant" && text === "{");

/** A function with its argument: `sin(x)`, `sin x`, `sin^2 x`, `log_2 8`, `Sqrt[2]`. */
export function readCall(reader: ExpressionReader, info: FunctionInfo, token: Token): Expression {
  const first = reader.stream.peek();
  if (
    info.head === "Arctan" &&
    first.text === "2" &&
    !first.spaceBefore &&
    reader.stream.is("(", 1)
  )
    reader.stream.fail("atan2 is not known here; the angle of a point is arg(x + y*i); it stands");
  let base: Expression | null = null;
  let power: Expression | null = null;
  if (reader.stream.accept("_")) base = readBase(reader, token);
  if (reader.stream.is("^") && info.bare === true) {
    reader.stream.next();
    power = reader.readExponent();
  }
  if (base === null && reader.stream.accept("_")) base = readBase(reader, token);
  const bracket = reader.stream.peek();
  let items: Expression[];
  if (bracket.text === "(" || bracket.text === "[") {
    reader.stream.next();
    const closer = bracket.text === "(" ? ")" : "]";
    items = reader.withBars(() => reader.readItems(closer));
    reader.stream.expect(closer);
  } else if (bracket.text === "{" && reader.isLatex) items = [reader.readBraced()];
  else if (info.bare === true || isTableStart(info, bracket)) items = [readBareArgument(reader)];
  else return reader.stream.fail(`the function "${token.text}" needs its argument in parentheses`);
  if (base === null && items.length === 1 && /^\\?log$/.test(token.text))
    reader.choices.push({
      kind: "logarithm",
      text: "log is read as the natural logarithm, to base e.",
    });
  if (items.length === 2 && info.head === "Ln") {
    // Log[b, x] names the base first.
    if (bracket.text === "[") items.reverse();
    else
      reader.choices.push({
        kind: "base-of-logarithm",
        text: "The second argument of the logarithm was read as its base.",
      });
  }
  const [least, most] = base === null ? info.arity : [1, 1];
  if (items.length === 0) reader.stream.fail(`the function "${token.text}" has no argument`);
  if (items.length < least || items.length > most)
    reader.stream.fail(
      `the function "${token.text}" takes ${argumentCount(least, most)}, and here are ${items.length}`,
    );
  // ProductLog[k, z] names the branch first.
  if (/^productlog$/i.test(token.text)) items.reverse();
  return applyPower(buildCall(info.head, items, base, reader.choices), power);
}

function argumentCount(least: number, most: number): string {
  if (least < most) return `${least} or ${most} arguments`;
  return least === 1 ? "one argument" : `${least} arguments`;
}

/** In LaTeX the base of `\log_10` is 1, in plain notation that of `log_10` is 10. */
function readBase(reader: ExpressionReader, token: Token): Expression {
  if (token.type !== "name" || reader.stream.peek().type !== "number")
    return reader.readLatexArgument();
  if (/e/i.test(reader.stream.peek().text))
    reader.stream.fail("a base with a power of ten needs brackets; it stands");
  return { num: reader.stream.next().text };
}

/** In `sin 2x cos y` the first argument is `2x`: factors up to a sign, a function or a gap. */
function readBareArgument(reader: ExpressionReader): Expression {
  if (reader.stream.accept("-")) return ["Negate", readBareArgument(reader)];
  let previous = reader.stream.peek();
  let argument = reader.readPower();
  while (reader.startsFactor()) {
    const next = reader.stream.peek();
    const isCall =
      next.type === "name" && readName(next.text)?.some((part) => part.kind === "function");
    const isLatexCall =
      next.type === "command" &&
      functionByName(next.text.slice(1)) !== undefined &&
      !LATEX_SYMBOLS.has(next.text);
    if (
      isCall === true ||
      isLatexCall ||
      next.type === "number" ||
      ["(", "[", "{", "|"].includes(next.text)
    )
      break;
    if (next.spaceBefore && previous.type !== "number" && next.type !== "command") break;
    previous = next;
    argument = multiply(argument, reader.readPower());
  }
  if (reader.stream.peek().text === "/")
    reader.choices.push({
      kind: "argument",
      text: "What stands behind the division sign is not read as part of the function's argument.",
    });
  return argument;
}

function partText(part: { kind: string; name?: string; symbol?: string }): string {
  if (part.name !== undefined) return part.name;
  const names: Record<string, string> = { Pi: "pi", ExponentialE: "e", ImaginaryUnit: "i" };
  return names[part.symbol ?? ""] ?? (part.symbol as string);
}

const INVERSES: ReadonlyMap<string, string> = new Map(
  ["Sin", "Cos", "Tan", "Cot", "Sec", "Csc"].map((head) => [head, `Arc${head.toLowerCase()}`]),
);

/** `sin^2 x` is a power of the value, `sin^-1 x` is the inverse function. */
function applyPower(call: FunctionNode, power: Expression | null): Expression {
  if (power === null) return call;
  const isInverse =
    isFunction(power) &&
    power[0] === "Negate" &&
    isNumber(power[1] as Expression) &&
    (power[1] as NumberNode).num === "1";
  const inverse = INVERSES.get(call[0]);
  if (isInverse && inverse !== undefined) return [inverse, call[1] as Expression];
  return ["Power", call, power];
}

/** Halves go away from zero, as where rounding is asked for in words. */
function nearestInteger(value: Expression): FunctionNode {
  const half: Expression = ["Divide", ONE, { num: "2" }];
  if (isNumber(value)) return ["Floor", ["Add", value, half]];
  return ["Multiply", ["Sign", value], ["Floor", ["Add", ["Abs", value], half]]];
}

function buildCall(
  head: string,
  items: readonly Expression[],
  base: Expression | null,
  choices: ReadingChoice[],
): FunctionNode {
  const first = items[0] as Expression;
  if (head === "Exp") return ["Power", "ExponentialE", first];
  if (head === "Ln" && base !== null) return ["Log", first, base];
  if (head === "Ln" && items.length === 2) return ["Log", first, items[1] as Expression];
  if (head === "Lg") return ["Log", first, { num: "10" }];
  if (head === "Lb") return ["Log", first, { num: "2" }];
  if (head === "Beta" && items.length === 2)
    return [
      "Divide",
      ["Multiply", ["Gamma", first], ["Gamma", items[1] as Expression]],
      ["Gamma", ["Add", first, items[1] as Expression]],
    ];
  if (head === "Sinc") return ["Divide", ["Sin", first], first];
  if (head === "Cbrt") return writtenRoot(first, { num: "3" }, choices) as FunctionNode;
  if (items.length === 2 && head === "Gamma") return ["UpperGamma", ...items];
  if (head === "Round") {
    if (items.length === 1) return nearestInteger(first);
    const unit: Expression = ["Power", { num: "10" }, items[1] as Expression];
    return ["Divide", nearestInteger(["Multiply", first, unit]), unit];
  }
  return [head, ...items];
}

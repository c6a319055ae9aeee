import type { Expression } from "../expression/expression.ts";
import { functionByName } from "../expression/functions.ts";
import { LATEX_SYMBOLS } from "./latex-symbols.ts";
import type { ExpressionReader } from "./parse.ts";
import { readCall } from "./read-names.ts";
import { writtenRoot } from "./real-root.ts";
import type { TokenStream } from "./token-stream.ts";
import type { Token } from "./tokenize.ts";

const FRACTIONS = new Set(["\\frac", "\\dfrac", "\\tfrac", "\\cfrac"]);
const DELIMITERS: ReadonlyMap<string, readonly [string, string]> = new Map([
  ["\\lvert", ["\\rvert", "Abs"]],
  ["\\vert", ["\\vert", "Abs"]],
  ["\\lfloor", ["\\rfloor", "Floor"]],
  ["\\lceil", ["\\rceil", "Ceil"]],
]);
const MATRICES = /^(?:[pbvB]?matrix|array)$/;

/** Reads what follows a LaTeX command in the place of a number or variable. */
export function readLatexCommand(reader: ExpressionReader): Expression {
  const { stream } = reader;
  const token = stream.peek();
  const symbol = LATEX_SYMBOLS.get(token.text);
  if (symbol !== undefined) return readLatexSymbol(reader, token, symbol);
  if (FRACTIONS.has(token.text)) {
    stream.next();
    const numerator = reader.readLatexArgument();
    return ["Divide", numerator, reader.readLatexArgument()];
  }
  if (token.text === "\\binom" || token.text === "\\dbinom") {
    stream.next();
    const top = reader.readLatexArgument();
    return ["Binomial", top, reader.readLatexArgument()];
  }
  if (token.text === "\\sqrt") return readRoot(reader);
  if (token.text === "\\{") {
    stream.next();
    const items = reader.readItems("\\}", 0);
    stream.expect("\\}");
    return ["Set", ...items];
  }
  if (token.text === "\\begin") return readMatrix(reader);
  if (["\\operatorname", "\\mathrm", "\\rm", "\\text", "\\mathbf"].includes(token.text))
    return readNamedOperator(reader);
  const delimiter = DELIMITERS.get(token.text);
  if (delimiter !== undefined) {
    stream.next();
    const inner = reader.readSum();
    stream.expect(delimiter[0]);
    return [delimiter[1], inner];
  }
  const info = functionByName(token.text.slice(1));
  if (info === undefined)
    return stream.fail(`the LaTeX command "${token.text}" is not known; it stands`);
  stream.next();
  return readCall(reader, info, token);
}

const PROPER = ["{", "over", "}", "{", "under", "}"] as const;

/**
 * `\frac{1}{3}` with whole numbers, the upper one smaller, right behind a whole number: as in print, the two are one
 * mixed number. Null, and nothing is read, where something else follows.
 */
export function readProperFraction(stream: TokenStream): { over: string; under: string } | null {
  if (!FRACTIONS.has(stream.peek().text)) return null;
  const tokens = PROPER.map((_, index) => stream.peek(index + 1));
  const fits = PROPER.every((part, index) =>
    part.length === 1 ? tokens[index]?.text === part : /^\d+$/.test(tokens[index]?.text ?? ""),
  );
  const [over, under] = [tokens[1]?.text ?? "", tokens[4]?.text ?? ""];
  if (!fits || BigInt(over) >= BigInt(under)) return null;
  for (let count = 0; count <= PROPER.length; count++) stream.next();
  return { over, under };
}

function readLatexSymbol(reader: ExpressionReader, token: Token, symbol: string): Expression {
  const { stream } = reader;
  stream.next();
  if (stream.accept("_")) {
    const open = stream.accept("{");
    const subscript = stream.next().text;
    if (open) stream.expect("}");
    return `${symbol}_${subscript}`;
  }
  const info =
    token.text === "\\Gamma" || token.text === "\\zeta"
      ? functionByName(symbol.toLowerCase())
      : undefined;
  return info !== undefined && stream.is("(") ? readCall(reader, info, token) : symbol;
}

function readRoot(reader: ExpressionReader): Expression {
  const { stream } = reader;
  stream.next();
  if (!stream.accept("[")) return ["Sqrt", reader.readLatexArgument()];
  const degree = reader.readSum();
  stream.expect("]");
  return writtenRoot(reader.readLatexArgument(), degree, reader.choices);
}

function readNamedOperator(reader: ExpressionReader): Expression {
  const { stream } = reader;
  stream.next();
  stream.expect("{");
  const name = stream.next();
  stream.expect("}");
  const info = functionByName(name.text);
  if (info !== undefined) return readCall(reader, info, name);
  if (name.text === "e") return "ExponentialE";
  if (name.text === "i") return "ImaginaryUnit";
  return stream.fail(`"${name.text}" is not a known name; it stands`);
}

function readMatrix(reader: ExpressionReader): Expression {
  const { stream } = reader;
  stream.next();
  stream.expect("{");
  const name = stream.next().text;
  stream.expect("}");
  if (!MATRICES.test(name)) stream.fail(`the environment "${name}" is not known; it stands`);
  if (name === "array" && stream.accept("{")) while (!stream.accept("}")) stream.next();
  const rows: Expression[][] = [[]];
  while (!stream.is("\\end")) {
    (rows.at(-1) as Expression[]).push(reader.readSum());
    if (stream.accept("\\\\")) rows.push([]);
    else if (!stream.accept("&") && !stream.is("\\end"))
      stream.fail('"&", "\\\\" or "\\end" is missing');
  }
  for (const text of ["\\end", "{", name, "}"]) stream.expect(text);
  const filled = rows.filter((row) => row.length > 0);
  const matrix: Expression = ["List", ...filled.map((row): Expression => ["List", ...row])];
  return name === "vmatrix" ? ["Determinant", matrix] : matrix;
}

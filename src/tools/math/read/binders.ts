import { type Expression, integer, isSymbol, variablesOf } from "../expression/expression.ts";
import type { ExpressionReader } from "./parse.ts";

const INTEGRALS = new Set(["\\int", "int"]);
const SERIES: ReadonlyMap<string, string> = new Map([
  ["\\sum", "Sum"],
  ["\\prod", "Product"],
]);

/** True when an integral, sum, limit or derivative operator stands here. */
export function startsBinder(reader: ExpressionReader): boolean {
  const { stream } = reader;
  const text = stream.peek().text;
  if (INTEGRALS.has(text) || SERIES.has(text) || text === "\\lim" || text === "lim") return true;
  return derivativeForm(reader) !== null;
}

export function readBinder(reader: ExpressionReader): Expression {
  const { stream } = reader;
  const text = stream.peek().text;
  if (INTEGRALS.has(text)) return readIntegral(reader);
  if (SERIES.has(text)) return readSeries(reader, SERIES.get(text) as string);
  if (text === "\\lim" || text === "lim") return readLimit(reader);
  return readDerivative(reader);
}

function readIntegral(reader: ExpressionReader): Expression {
  const { stream } = reader;
  stream.next();
  let lower: Expression | null = null;
  let upper: Expression | null = null;
  for (;;) {
    if (lower === null && stream.accept("_")) lower = readBound(reader);
    else if (upper === null && stream.accept("^")) upper = readBound(reader);
    else break;
  }
  reader.integralDepth += 1;
  const body = reader.isDifferential() ? integer(1) : reader.readSum();
  const hasDifferential = reader.isDifferential();
  reader.integralDepth -= 1;
  const variable = hasDifferential ? readDifferential(reader) : onlyVariable(reader, body);
  if ((lower === null) !== (upper === null)) stream.fail("an integral needs both bounds or none");
  return lower === null || upper === null
    ? ["Integrate", body, variable]
    : ["Integrate", body, variable, lower, upper];
}

function readBound(reader: ExpressionReader): Expression {
  const { stream } = reader;
  if (stream.is("{") || stream.is("(")) return reader.readGroup();
  const isNegative = stream.accept("-");
  const token = stream.peek();
  const value =
    token.type === "number" || token.type === "name" || token.type === "command"
      ? reader.inScript(true, () => reader.readPrimary())
      : stream.fail("a bound is missing");
  return isNegative ? ["Negate", value] : value;
}

function readDifferential(reader: ExpressionReader): Expression {
  const { stream } = reader;
  const token = stream.next();
  if (token.type === "name" && token.text.length === 2) return token.text.slice(1);
  if (token.type === "command") for (const text of ["{", "d", "}"]) stream.expect(text);
  const variable = reader.readPrimary();
  return isSymbol(variable) ? variable : stream.fail("the variable of integration is missing");
}

function onlyVariable(reader: ExpressionReader, body: Expression): string {
  const variables = variablesOf(body);
  if (variables.length === 1) {
    reader.choices.push({
      kind: "variable",
      text: `The variable of integration was not written; ${variables[0]} was taken.`,
    });
    return variables[0] as string;
  }
  return reader.stream.fail('the variable of integration ("dx") is missing');
}

function readSeries(reader: ExpressionReader, head: string): Expression {
  const { stream } = reader;
  stream.next();
  stream.expect("_");
  stream.expect("{");
  const variable = reader.readPrimary();
  stream.expect("=");
  const lower = reader.readSum();
  stream.expect("}");
  stream.expect("^");
  const upper = readBound(reader);
  const body = reader.readTerm();
  return [head, body, variable, lower, upper];
}

function readLimit(reader: ExpressionReader): Expression {
  const { stream } = reader;
  stream.next();
  const isBraced = stream.accept("_") ? (stream.expect("{"), true) : stream.accept("{");
  const variable = reader.readPrimary();
  if (!isSymbol(variable)) stream.fail("the variable of the limit is missing");
  if (!stream.accept("->", "\\to", "\\rightarrow")) stream.fail('"->" is missing in the limit');
  const isNegative = stream.accept("-");
  const value = reader.readApproach();
  const point: Expression = isNegative ? ["Negate", value] : value;
  let side: string | null = null;
  if (stream.accept("^")) {
    const open = stream.accept("{", "(");
    if (stream.accept("+")) side = "FromRight";
    else if (stream.accept("-")) side = "FromLeft";
    else stream.fail('"+" or "-" is missing after the point of the limit');
    if (open) stream.accept("}", ")");
  } else if (stream.is("+") && (isBraced || stream.peek(1).spaceBefore)) {
    stream.next();
    side = "FromRight";
  } else if (
    stream.is("-") &&
    (isBraced ? stream.is("}", 1) : !stream.peek().spaceBefore && stream.peek(1).spaceBefore)
  ) {
    stream.next();
    side = "FromLeft";
  }
  if (isBraced) stream.expect("}");
  const body = reader.readTerm();
  return side === null ? ["Limit", body, variable, point] : ["Limit", body, variable, point, side];
}

interface DerivativeForm {
  readonly tokens: number;
  readonly order: number;
  readonly variable: string;
}

/** Recognises `d/dx`, `d^2/dx^2`, `\frac{d}{dx}`, `\frac{\partial}{\partial x}` without consuming. */
function derivativeForm(reader: ExpressionReader): DerivativeForm | null {
  const { stream } = reader;
  const first = stream.peek().text;
  if (first !== "d" && first !== "\\frac" && first !== "\\dfrac") return null;
  const texts: string[] = [];
  for (let offset = 0; offset < 24; offset++) texts.push(stream.peek(offset).text);
  const joined = texts.map((text) => (text === "\\partial" ? "d" : text)).join(" ");
  const power = String.raw`(?:\^ (?:\{ (\d+) \}|\( (\d+) \)|(\d+)) )?`;
  const variable = String.raw`d ?([A-Za-z]|\\[a-z]+)(?=\s) ?${power}`;
  const plain = new RegExp(`^d ${power}/ ${variable}`).exec(`${joined} `);
  const latex = new RegExp(String.raw`^\\d?frac \{ d ${power}\} \{ ${variable}\} `).exec(
    `${joined} `,
  );
  const found = plain ?? latex;
  if (found === null) return null;
  const order = Number(found[1] ?? found[2] ?? found[3] ?? "1");
  const name = found[4] as string;
  const tokens = found[0].trim().split(/\s+/).length;
  return order < 1 || order > 20 ? null : { tokens, order, variable: name.replace("\\", "") };
}

function readDerivative(reader: ExpressionReader): Expression {
  const form = derivativeForm(reader) as DerivativeForm;
  for (let count = 0; count < form.tokens; count++) reader.stream.next();
  const body = reader.readTerm();
  return form.order === 1
    ? ["D", body, form.variable]
    : ["D", body, form.variable, integer(form.order)];
}

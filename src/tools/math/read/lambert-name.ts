import type { Expression } from "../expression/expression.ts";
import type { ExpressionReader } from "./parse.ts";
import type { Token } from "./tokenize.ts";

/** `W` or a branch of it: `W_0`, `W_{-1}` once normalised. */
const NAME = /^W(?:_\{?0\}?)?$/;

/** W without brackets behind it: a letter for a number, here and wherever it occurs. */
const STANDS_ALONE = /(?<![A-Za-z\\])W(?![A-Za-z_(])/;

/**
 * `W(x)` as Lambert's function, on the principal branch or, written `W_{-1}(x)`, on the other real one; null
 * where W has another meaning: it was declared, or stands without brackets elsewhere in the question.
 */
export function readLambert(reader: ExpressionReader, token: Token): Expression | null {
  const { stream, scope } = reader;
  const isDeclared = ["variables", "functions", "values"].some((kind) =>
    scope[kind as keyof typeof scope].has("W"),
  );
  if (isDeclared || !/^W(?:_.*)?$/.test(token.text)) return null;
  const isLower =
    token.text === "W" &&
    stream.is("_", 1) &&
    stream.is("{", 2) &&
    stream.is("-", 3) &&
    stream.is("1", 4) &&
    stream.is("}", 5);
  const isCalled = (at: number): boolean => stream.is("(", at) && !stream.peek(at).spaceBefore;
  if (!isLower && !(NAME.test(token.text) && isCalled(1))) return null;
  if (isLower && !isCalled(6)) return null;
  if (STANDS_ALONE.test(reader.question)) return null;
  for (let count = isLower ? 6 : 1; count > 0; count--) stream.next();
  stream.expect("(");
  const items = reader.readItems(")");
  stream.expect(")");
  if (items.length !== 1) stream.fail("Lambert's W has one argument; it stands");
  reader.choices.push({ kind: "function-w", text: "W(…) is read as Lambert's function." });
  const [argument] = items as [Expression];
  return isLower ? ["LambertW", argument, { num: "-1" }] : ["LambertW", argument];
}

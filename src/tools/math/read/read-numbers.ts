import type { Expression } from "../expression/expression.ts";
import { readProperFraction } from "./latex-commands.ts";
import type { ExpressionReader } from "./parse.ts";
import { multiply } from "./products.ts";

/** Where a number stands. */
interface Place {
  /** In a list a comma parts its members, and groups no digits. */
  readonly isInList: boolean;
  /** A fraction behind an index or an exponent is a factor. */
  readonly isScript: boolean;
}

/** A number as it is written: with thousands separators, with a power of ten, mixed with a fraction. */
export function readNumber(reader: ExpressionReader, { isInList, isScript }: Place): Expression {
  const text = isInList ? reader.stream.next().text : readGroups(reader);
  const scientific = /^(.*?)[eE]([+-]?)(\d+)$/.exec(text);
  if (scientific === null) return readMixedNumber(reader, { num: numeral(text) }, isScript);
  reader.choices.push({ kind: "number-format", text: `${text} was read as a power of ten.` });
  const exponent: Expression = { num: scientific[3] as string };
  return multiply({ num: numeral(scientific[1] as string) }, [
    "Power",
    { num: "10" },
    scientific[2] === "-" ? ["Negate", exponent] : exponent,
  ]);
}

/** Thousands separators: exactly three digits in every later group, and no space around the comma. */
function readGroups({ stream }: ExpressionReader): string {
  let text = stream.next().text;
  if (!/^\d{1,3}$/.test(text)) return text;
  while (
    stream.is(",") &&
    !text.includes(".") &&
    !stream.peek().spaceBefore &&
    !stream.peek(1).spaceBefore &&
    /^\d{3}(\.\d+)?$/.test(stream.peek(1).text)
  ) {
    stream.next();
    text += stream.next().text;
  }
  return text;
}

function readMixedNumber(
  { stream, choices }: ExpressionReader,
  whole: { num: string },
  isScript: boolean,
): Expression {
  const mixed = (over: string, under: string): Expression => {
    choices.push({
      kind: "mixed-number",
      text: `${whole.num} ${over}/${under} was read as a mixed number.`,
    });
    return ["Add", whole, ["Divide", { num: over }, { num: under }]];
  };
  const proper = /^\d+$/.test(whole.num) && !isScript ? readProperFraction(stream) : null;
  if (proper !== null) return mixed(proper.over, proper.under);
  const [over, slash, under] = [stream.peek(), stream.peek(1), stream.peek(2)];
  const isMixed =
    [whole.num, over.text, under.text].every((text) => /^\d+$/.test(text)) &&
    over.spaceBefore &&
    slash.text === "/" &&
    !slash.spaceBefore &&
    !under.spaceBefore;
  if (!isMixed) return whole;
  for (let count = 0; count < 3; count++) stream.next();
  return mixed(over.text, under.text);
}

/** The digits of a number without needless zeros: "007" is 7, ".5" is 0.5. */
export function numeral(text: string): string {
  const stripped = text.replace(/^0+(?=\d)/, "");
  return stripped.startsWith(".") ? `0${stripped}` : stripped;
}

import { isDeadEnd } from "../exact/deadline.ts";
import { argumentsOf, type Expression, headOf } from "../expression/expression.ts";
import { parseExpression } from "../read/parse.ts";
import { readQuery } from "../read/read-query.ts";
import { wordsToSigns } from "../read/words.ts";
import { goalOfQuery } from "./goal.ts";
import { readSentence } from "./read-sentence.ts";
import { isRelation, type Statement } from "./statement.ts";

/** Words that lead into a line and say nothing themselves. */
const LEAD =
  /^(?:\s*(?:\d{1,2}[.)、]\s+|\(\d{1,2}\)\s+|step\s*\d*\s*[:.]?|第[一二三四五六七八九十\d]+步[：:]?|[-•*]\s+|∴|∵|⇒|=>|⟹|→|\\Rightarrow|\\therefore|\\implies|so|thus|hence|therefore|then|thereby|and so|we (?:get|have|obtain|find)(?: that)?|which (?:gives|means)|this (?:gives|means)|that is|i\.?e\.?|or equivalently|the (?:answer|solution|result) is|finally|now|first|next|let|set|put|where|令|设|解[：:]?|所以|因此|故|则|得到?|即|于是|有|答案?(?:是|为)?[：:]?|整理得|化简得|移项得?|合并同类项得?|两边[^，,：:]*得|方程(?:的解)?(?:为|是)?|其中|又|由此可得)[,，:：]?\s*)+/iu;

/** Sentences after the mathematics, such as "by the product rule". */
const TRAIL =
  /\s*(?:[.;；。]|\((?:by|using|since|because)[^()]*\)|,?\s+(?:by|using|since|because)\s+.+|[，,]?\s*(?:因为|根据|由).+)\s*$/iu;

/** `[x^3/3]` between bounds is a difference of two values, which is not read. */
const IN_BRACKETS = /^=?\s*(?:\\left)?\[[^\]]*(?:\\right)?\](?!\s*[-+*/])|\\big[lr]?\||\|_/i;

/** `Red = 5 * 2`: a short word with a capital is a name, and no product of letters. */
const NAMED =
  /(?<![\\\p{L}])(?!(?:Sin|Cos|Tan|Cot|Sec|Csc|Log|Ln|Lg|Exp|Abs|Arg|Re|Im|Max|Min|Lim|Or|And|Li|Si|Ci|Ei|Ai|Bi)(?!\p{L}))[A-Z][a-z]{1,2}(?!\p{L})/u;

/** What a line says, or null where no mathematics could be read in it. */
export function readLine(written: string): Statement | null {
  // A pattern that takes any white space takes a long run of it apart in every way.
  const text = written.replace(/\s+/g, " ");
  const bare = strip(text);
  if (bare === "" || IN_BRACKETS.test(bare)) return null;
  const line = NAMED.test(bare)
    ? null
    : (readBare(bare) ?? readBare(bare.replace(TRAIL, "").trim()));
  if (line !== null) return line;
  const sentence = readSentence(text);
  return sentence === null ? null : { kind: "sentence", sentence };
}

function strip(text: string): string {
  return (
    text
      .replace(/^\s*\$+|\$+\s*$/g, "")
      .replace(/\\\[|\\\]|\\\(|\\\)/g, " ")
      .replace(/\\(?:begin|end)\{(?:aligned|align\*?|equation\*?)\}|&|\\\\\s*$/g, " ")
      .replace(LEAD, "")
      // 624x14 is a product of numbers.
      .replace(/(?<=\d)\s*[xX]\s*(?=\d)/g, "*")
      .replace(/(?<=\d)[xX](?=\()/g, /\d\s*[xX]\s*\d/.test(text) ? "*" : "$&")
      .replace(/[.;；。,，]\s*$/u, "")
      .trim()
  );
}

function readBare(text: string): Statement | null {
  if (/^=(?!=)/.test(text)) {
    const members = readChain(text.slice(1));
    return members === null ? null : { kind: "chain", members, continues: true };
  }
  const alternatives = withBothSigns(text)
    .join(" or ")
    .split(/\s+or\s+|\s*或者?\s*|\s*\\(?:text|mathrm)\{\s*(?:or|或)\s*\}\s*|\s*\\lor\s*|\s*∨\s*/iu)
    .map((part) => part.trim());
  if (alternatives.length > 1) {
    const read = alternatives.map(readTogether);
    return read.every((relations) => relations !== null)
      ? { kind: "relations", alternatives: read as Expression[][] }
      : null;
  }
  const members = readChain(text);
  if (members !== null) return chainOrRelation(members);
  const together = readTogether(text);
  return together === null ? null : { kind: "relations", alternatives: assignments(together) };
}

/** The two texts that one with `±` stands for; `∓` takes the other sign. */
function withBothSigns(text: string): string[] {
  if (!/±|\\pm/.test(text)) return [text];
  const signed = (upper: string, lower: string): string =>
    text
      .replace(/±|\\pm(?![a-z])/g, upper)
      .replace(/∓|\\mp(?![a-z])/g, lower)
      .replace(/=\s*\+/g, "=");
  return [signed("+", "-"), signed("-", "+")];
}

/** `a = b` may be an equation or an equality; the caller decides by what stands before. */
function chainOrRelation(members: readonly Expression[]): Statement | null {
  const [first] = members;
  if (first === undefined) return null;
  if (members.length === 1 && isRelation(first))
    return { kind: "relations", alternatives: [[first]] };
  return { kind: "chain", members, continues: false };
}

/** Members of `a = b = c`; a single expression or relation is a chain of one. Null when one cannot be read. */
function readChain(text: string): Expression[] | null {
  const parts = text.split(/(?<![<>!=:≤≥])=(?![=<>])/).map((part) => part.trim());
  if (parts.some((part) => part === "")) return null;
  const members = parts.map(readExpression);
  if (members.some((member) => member === null)) return null;
  const read = members as Expression[];
  if (read.length > 1 && read.some((member) => isRelation(member) || headOf(member) === "Sequence"))
    return null;
  return read;
}

/** Relations separated by commas or "and", as one alternative. */
function readTogether(text: string): Expression[] | null {
  const parts = text
    .replace(/^\\?\{|\\?\}$/g, "")
    .split(/\s*[,，;；]\s*(?=[^()]*(?:\(|$))|\s+and\s+|\s*且\s*|\s*\\land\s*/iu)
    .filter((part) => part.trim() !== "");
  const relations = parts.map((part) => readExpression(part.trim()));
  return relations.every((part) => part !== null && isRelation(part))
    ? (relations as Expression[])
    : null;
}

/** `x = 2, x = 3` names one unknown twice: these are alternatives. */
function assignments(relations: readonly Expression[]): Expression[][] {
  const names = relations.map((relation) => argumentsOf(relation)[0]);
  const isRepeated =
    relations.length > 1 &&
    names.every((name) => typeof name === "string" && baseOf(name) === baseOf(names[0] as string));
  const unnamed = relations.map((relation) => mapSymbols(relation));
  return isRepeated ? unnamed.map((relation) => [relation]) : [unnamed];
}

/** `x_1` and `x1` name solutions for x when they are listed beside each other. */
function baseOf(name: string): string {
  return name.replace(/_?\d$/, "");
}

function mapSymbols(relation: Expression): Expression {
  const [left, ...rest] = argumentsOf(relation);
  return typeof left === "string" && /^[a-z]_?\d$/.test(left)
    ? [headOf(relation), baseOf(left), ...rest]
    : relation;
}

function readExpression(text: string): Expression | null {
  try {
    return parseExpression(wordsToSigns(text)).expression;
  } catch (error) {
    if (isDeadEnd(error)) return readWords(text);
    throw error;
  }
}

/** `limit of x + 1 as x -> 1` and other operations in words. */
function readWords(text: string): Expression | null {
  if (
    !/^(?:the )?(?:lim|limit|derivative|integral|integrate|sum|product|d\/d|∫|∑|极限|求)/iu.test(
      text,
    )
  )
    return null;
  try {
    const goal = goalOfQuery(readQuery(text).query);
    return goal?.kind === "value" ? goal.expression : null;
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

import type { Relation } from "../core/math-port.ts";

export type TokenType =
  | "number"
  | "operator"
  | "relation"
  | "open"
  | "close"
  | "percent"
  | "currency"
  | "factorial"
  | "power"
  | "fraction"
  | "function"
  | "variable"
  | "binder"
  | "word"
  | "of"
  | "newline"
  | "other";

export interface Token {
  readonly type: TokenType;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What the engine is given for this token. */
  readonly plain: string;
  readonly isSpaced: boolean;
  /** A relation in words that also has other uses ("is"): it needs arithmetic on its left. */
  readonly isWeak: boolean;
}

const RELATION_WORDS: ReadonlyMap<string, { relation: Relation; isWeak: boolean }> = new Map([
  ["equals", { relation: "=", isWeak: false }],
  ["equal to", { relation: "=", isWeak: false }],
  ["is equal to", { relation: "=", isWeak: false }],
  ["is exactly", { relation: "=", isWeak: true }],
  ["is", { relation: "=", isWeak: true }],
  ["are", { relation: "=", isWeak: true }],
  ["makes", { relation: "=", isWeak: true }],
  ["gives", { relation: "=", isWeak: true }],
  ["is about", { relation: "≈", isWeak: true }],
  ["is approximately", { relation: "≈", isWeak: true }],
  ["is roughly", { relation: "≈", isWeak: true }],
  ["equals approximately", { relation: "≈", isWeak: false }],
  ["is approximately equal to", { relation: "≈", isWeak: false }],
  ["is greater than", { relation: ">", isWeak: false }],
  ["is larger than", { relation: ">", isWeak: false }],
  ["is bigger than", { relation: ">", isWeak: false }],
  ["is less than", { relation: "<", isWeak: false }],
  ["is smaller than", { relation: "<", isWeak: false }],
  ["约等于", { relation: "≈", isWeak: false }],
  ["约为", { relation: "≈", isWeak: true }],
  ["大约是", { relation: "≈", isWeak: true }],
  ["等于", { relation: "=", isWeak: false }],
  ["不等于", { relation: "!=", isWeak: false }],
  ["大于", { relation: ">", isWeak: false }],
  ["小于", { relation: "<", isWeak: false }],
  ["是", { relation: "=", isWeak: true }],
  ["为", { relation: "=", isWeak: true }],
  ["得", { relation: "=", isWeak: true }],
]);

const OPERATOR_WORDS: ReadonlyMap<string, string> = new Map([
  ["plus", "+"],
  ["minus", "-"],
  ["times", "*"],
  ["multiplied by", "*"],
  ["divided by", "/"],
  ["加上", "+"],
  ["加", "+"],
  ["减去", "-"],
  ["减", "-"],
  ["乘以", "*"],
  ["乘", "*"],
  ["除以", "/"],
]);

const FRACTION_WORDS: ReadonlyMap<string, string> = new Map([
  ["half", "(1/2)"],
  ["one half", "(1/2)"],
  ["one third", "(1/3)"],
  ["a third", "(1/3)"],
  ["two thirds", "(2/3)"],
  ["a quarter", "(1/4)"],
  ["one quarter", "(1/4)"],
  ["one fourth", "(1/4)"],
  ["three quarters", "(3/4)"],
  ["three fourths", "(3/4)"],
  ["a fifth", "(1/5)"],
  ["one fifth", "(1/5)"],
  ["½", "(1/2)"],
  ["¼", "(1/4)"],
  ["¾", "(3/4)"],
  ["⅓", "(1/3)"],
  ["⅔", "(2/3)"],
]);

const RELATION_SIGNS: ReadonlyMap<string, Relation> = new Map([
  ["=", "="],
  ["==", "="],
  ["≈", "≈"],
  ["~=", "≈"],
  ["≠", "!="],
  ["!=", "!="],
  ["<", "<"],
  [">", ">"],
  ["<=", "<="],
  [">=", ">="],
  ["≤", "<="],
  ["≥", ">="],
]);

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const FUNCTIONS =
  "sqrt|cbrt|sin|cos|tan|cot|sec|csc|arcsin|arccos|arctan|asin|acos|atan|sinh|cosh|tanh|log|ln|exp|abs|gcd|lcm|binomial";

function alternatives(words: Iterable<string>): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .join("|")
    .replaceAll(" ", " +");
}

function splitScripts(words: Iterable<string>): { readonly latin: string; readonly han: string } {
  const all = [...words];
  return {
    latin: alternatives(all.filter((word) => /^[a-z]/.test(word))),
    han: alternatives(all.filter((word) => !/^[a-z]/.test(word))),
  };
}

const RELATIONS = splitScripts(RELATION_WORDS.keys());
const OPERATORS = splitScripts(OPERATOR_WORDS.keys());
const FRACTIONS = splitScripts(FRACTION_WORDS.keys());

const PATTERN = new RegExp(
  [
    String.raw`(?<newline>\n+)`,
    String.raw`(?<space>[ \t\r]+)`,
    // Dates, clock times, version numbers and ordinals hold digits that are not operands.
    String.raw`(?<label>\d{4}-\d{1,2}-\d{1,2}|\d{1,4}\/\d{1,2}\/(?:\d{4}|\d{2})(?![\d/.])|\d+:\d+(?::\d+)*|\d+\.\d+(?:\.\d+)+|\d+(?:st|nd|rd|th)\b)`,
    String.raw`(?<number>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)`,
    String.raw`(?<arrow>=>|->|<-|<=>|→|⇒|:=|<<|>>)`,
    String.raw`(?<relation>==?|≈|~=|≠|!=|<=|>=|≤|≥|<|>)`,
    `(?<relationWord>(?:${RELATIONS.latin})(?![a-z])|${RELATIONS.han})`,
    `(?<operatorWord>(?:${OPERATORS.latin})(?![a-z])|${OPERATORS.han})`,
    `(?<fractionWord>(?:${FRACTIONS.latin})(?![a-z])|${FRACTIONS.han})`,
    String.raw`(?<binder>d\/d[a-z]\b|∫|d[xyztu](?![a-z]))`,
    String.raw`(?<power>\*\*|\^|[${SUPERSCRIPTS}]+)`,
    String.raw`(?<operator>[-+*/])`,
    String.raw`(?<open>[([])`,
    String.raw`(?<close>[)\]])`,
    String.raw`(?<percent>%|per ?cent(?![a-z]))`,
    String.raw`(?<currency>US\$|\\\$|[$¥€£₹])`,
    String.raw`(?<factorial>!)`,
    `(?<function>√|(?:${FUNCTIONS})(?![a-z]))`,
    String.raw`(?<constant>π|\bpi\b)`,
    String.raw`(?<of>of(?![a-z]))`,
    String.raw`(?<letter>[A-Za-z](?:_\w)?(?![A-Za-z'’]))`,
    String.raw`(?<word>°|[A-Za-z][A-Za-z'’]*(?:-[A-Za-z]+)*)`,
    String.raw`(?<han>\p{Script=Han})`,
    String.raw`(?<other>.)`,
  ].join("|"),
  "giu",
);

type Groups = Record<string, string | undefined>;
type Shape = Pick<Token, "type" | "plain"> & { readonly isWeak?: boolean };

const SAME: readonly TokenType[] = ["operator", "open", "close", "factorial", "binder"];

function key(text: string): string {
  return text.toLowerCase().replace(/ +/g, " ");
}

function shapeOf(groups: Groups, text: string, before: string): Shape {
  if (groups["number"] !== undefined)
    return /[A-Za-z_]$/.test(before) && !/\d[xX]$/.test(before)
      ? { type: "other", plain: text }
      : { type: "number", plain: text.replaceAll(",", "").replace(/^\./, "0.") };
  if (groups["relation"] !== undefined)
    return { type: "relation", plain: RELATION_SIGNS.get(text) ?? "=" };
  if (groups["relationWord"] !== undefined) {
    const found = RELATION_WORDS.get(key(text));
    return { type: "relation", plain: found?.relation ?? "=", isWeak: found?.isWeak ?? true };
  }
  if (groups["operatorWord"] !== undefined)
    return { type: "operator", plain: OPERATOR_WORDS.get(key(text)) ?? text };
  if (groups["fractionWord"] !== undefined)
    return { type: "fraction", plain: FRACTION_WORDS.get(key(text)) ?? text };
  if (groups["power"] !== undefined)
    return SUPERSCRIPTS.includes(text[0] as string)
      ? { type: "power", plain: `^${[...text].map((c) => SUPERSCRIPTS.indexOf(c)).join("")}` }
      : { type: "power", plain: "^" };
  if (groups["open"] !== undefined) return { type: "open", plain: "(" };
  if (groups["close"] !== undefined) return { type: "close", plain: ")" };
  if (groups["constant"] !== undefined) return { type: "variable", plain: "pi" };
  if (groups["function"] !== undefined)
    return { type: "function", plain: text === "√" ? "sqrt" : text.toLowerCase() };
  if (groups["letter"] !== undefined) return { type: "variable", plain: text };
  if (groups["percent"] !== undefined) return { type: "percent", plain: "%" };
  if (groups["han"] !== undefined) return { type: "word", plain: text };
  for (const type of SAME) if (groups[type] !== undefined) return { type, plain: text };
  for (const type of ["newline", "currency", "of", "word"] as const)
    if (groups[type] !== undefined) return { type, plain: "" };
  return { type: "other", plain: text };
}

/** Cuts a text (of one spelling) into tokens with offsets. Linear in the length of the text. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let isSpaced = true;
  for (const match of text.matchAll(PATTERN)) {
    const groups = match.groups as Groups;
    if (groups["space"] !== undefined) {
      isSpaced = true;
      continue;
    }
    const start = match.index;
    const shape = shapeOf(groups, match[0], text.slice(Math.max(0, start - 2), start));
    const end = start + match[0].length;
    tokens.push({ isWeak: false, ...shape, start, end, text: match[0], isSpaced });
    isSpaced = shape.type === "newline";
  }
  return tokens;
}

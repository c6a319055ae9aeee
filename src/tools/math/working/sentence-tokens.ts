/** A piece of a sentence in which calculations stand. */
export type Token =
  | {
      readonly kind: "number";
      readonly text: string;
      readonly isPercent: boolean;
      /** Whether a sign of money stands before it. */
      readonly isMoney: boolean;
      readonly isSpaced?: boolean;
    }
  | {
      readonly kind: "name" | "word" | "sign" | "other";
      readonly text: string;
      /** Whether a space stands before it; said of signs only. */
      readonly isSpaced?: boolean;
    };

const TOKEN =
  /(?<number>[$€£¥]?\s?(?:(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|(?<![\d\p{L}])\.\d+)(?![\d,]*\d))(?:\s?(?<percent>[%％])|(?<letter>[a-wyzA-WYZ](?![A-Za-z])|[xX](?!\s*[\d(.])(?![A-Za-z])))?|(?<name>(?<![A-Za-z])[A-Z](?![A-Za-z]))|(?<word>[A-Za-z][A-Za-z'’-]*|\p{Script=Han})|(?<sign>[-+*/^()=×÷·−–＋－＝（）])|(?<other>\S)/gu;

const SIGNS: Readonly<Record<string, string>> = {
  "×": "*",
  "·": "*",
  "÷": "/",
  "−": "-",
  "–": "-",
  "＋": "+",
  "－": "-",
  "＝": "=",
  "（": "(",
  "）": ")",
};

/** Words that say a sign. */
const SAID: Readonly<Record<string, string>> = { times: "*", plus: "+", minus: "-" };

/** In this order: formulas beside each other, fractions in short, mixed numbers, fractions. */
const COMMANDS: readonly (readonly [RegExp, string])[] = [
  [/\${1,2}\s+\${1,2}/g, " ; "],
  [/\\(?:left|right|displaystyle|,|;|!|quad|qquad)(?![a-zA-Z])/g, " "],
  [/\\(?:times|cdot)(?![a-zA-Z])/g, "*"],
  [/\\div(?![a-zA-Z])/g, "/"],
  [/\\[dt]?frac\s*(\d)\s*(\d)/g, "\\frac{$1}{$2}"],
  [/\\[dt]?frac\s*(\d)\s*\{/g, "\\frac{$1}{"],
  [/(?<![\d.])(\d+)\s*\\[dt]?frac\s*\{(\d+)\}\s*\{(\d+)\}/g, "($1+$2/$3)"],
  [/\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, "(($1)/($2))"],
  [/\\(?:text|mathrm|mbox)\s*\{([^{}]*)\}/g, " $1 "],
  [/\^\s*\{([^{}]*)\}/g, "^($1)"],
  [/\\%/g, "%"],
  [/\\\$/g, "$"],
];

/** LaTeX in a sentence with plain signs; commands that stay are no signs and end what is read. */
function withoutLatex(sentence: string): string {
  if (!/\\[a-zA-Z,;!%]|\$\$/.test(sentence)) return sentence;
  return COMMANDS.reduce((text, [command, by]) => text.replace(command, by), sentence).replace(
    /\${1,2}|\\[()[\]]/g,
    " ",
  );
}

/** Numbers, signs and words of a sentence in their order; `x` between two numbers is a sign. */
export function tokensOf(text: string): Token[] {
  const sentence = withoutLatex(text);
  const tokens: Token[] = [];
  for (const { groups = {}, index } of sentence.matchAll(TOKEN)) {
    const { number, percent, letter, name, word, sign, other } = groups;
    // `11h` is a product with a letter or a quantity, and no number.
    if (letter !== undefined) tokens.push({ kind: "other", text: `${number}${letter}` });
    // (435,290) is a pair.
    else if (number?.includes(",") === true && isInBrackets(sentence, index, number))
      tokens.push({ kind: "other", text: number });
    else if (number !== undefined)
      tokens.push({
        kind: "number",
        text: number.replace(/[$€£¥,\s]/g, ""),
        isPercent: percent !== undefined,
        isMoney: /^[$€£¥]/u.test(number),
      });
    else if (name !== undefined) tokens.push({ kind: "name", text: name });
    else if (word !== undefined) tokens.push(wordToken(word));
    else if (sign !== undefined)
      tokens.push({
        kind: "sign",
        text: SIGNS[sign] ?? sign,
        isSpaced: /\s/.test(sentence[index - 1] ?? ""),
      });
    else if (other !== undefined) tokens.push({ kind: "other", text: other });
  }
  return tokens.map((token, index) => {
    // "30 times." counts, and is no sign.
    const isSaid = token.kind === "sign" && /^[a-z]/.test(token.text);
    if (isSaid)
      return startsOperand(tokens[index + 1])
        ? { kind: "sign", text: SAID[token.text] as string }
        : { kind: "word", text: token.text };
    const isCross = token.text === "x" || token.text === "X";
    return isCross && endsOperand(tokens[index - 1]) && startsOperand(tokens[index + 1])
      ? { kind: "sign", text: "*" }
      : token;
  });
}

function isInBrackets(sentence: string, index: number, number: string): boolean {
  return (
    /[(（]\s*$/.test(sentence.slice(0, index)) &&
    /^\s*[)）]/.test(sentence.slice(index + number.length))
  );
}

function wordToken(word: string): Token {
  const lower = word.toLowerCase();
  return lower in SAID ? { kind: "sign", text: lower } : { kind: "word", text: word };
}

function endsOperand(token: Token | undefined): boolean {
  return token?.kind === "number" || token?.text === ")" || token?.kind === "word";
}

function startsOperand(token: Token | undefined): boolean {
  return token?.kind === "number" || token?.text === "(";
}

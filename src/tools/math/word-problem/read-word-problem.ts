import type { Expression } from "../expression/expression.ts";
import { parseExpression } from "../read/parse.ts";
import { type Figure, type FigureQuantity, FIGURES } from "./figures.ts";
import { readUnit } from "./units.ts";

/** A problem in words as equations, each beside the words it came from. */
export interface WordProblem {
  readonly unknowns: readonly { readonly symbol: string; readonly meaning: string }[];
  readonly equations: readonly { readonly expression: Expression; readonly words: string }[];
  readonly asked: string;
  /** Unit of the asked quantity, "" where the problem names none. */
  readonly unit: string;
}

const MAX_CHARACTERS = 600;
const MULTIPLES: Readonly<Record<string, string>> = {
  twice: "2",
  double: "2",
  "two times": "2",
  thrice: "3",
  "three times": "3",
  triple: "3",
  "four times": "4",
  "five times": "5",
  half: "1/2",
  一半: "1/2",
};
const NUMBER = String.raw`\d+(?:\.\d+)?(?:\/\d+)?`;
const MULTIPLE = String.raw`(?:twice|double|thrice|triple|half|(?:two|three|four|five|${NUMBER}) times)`;
const UNIT = String.raw`(?:\s*(?:square |平方)?[a-zA-Z\u4e00-\u9fff]+(?:\s?(?:\^\s?2|²))?)?`;

/**
 * Reads a problem about one plane figure, in English or Chinese. Every clause must be understood and
 * nothing may be left over; otherwise the result is null, because a half-read problem gives a wrong
 * answer that looks right.
 */
export function readWordProblem(text: string): WordProblem | null {
  if (text.length > MAX_CHARACTERS) return null;
  const isChinese = /\p{Script=Han}/u.test(text);
  const figures = FIGURES.filter((figure) =>
    (isChinese ? figure.chinese : figure.english).test(text),
  );
  const figure = figures[0];
  if (figure === undefined || figures.length !== 1) return null;
  const reader = new ClauseReader(figure, isChinese);
  for (const clause of clausesOf(text, isChinese)) if (!reader.read(clause)) return null;
  return reader.finish();
}

function clausesOf(text: string, isChinese: boolean): string[] {
  const rough = isChinese
    ? text.split(/[，,。；;？?！!]|(?<=\d)\s+且/u)
    : text
        .replace(/\b(\d+(?:\.\d+)?\s*[a-z]+(?:\^2|²)?),? and (?=(?:its|the|an?)\b)/gi, "$1. ")
        .replace(
          /\b(it is wide|it is long|(?:its|the) (?:width|length|base|height)),? and (?=(?:its|the|an?|has)\b)/gi,
          "$1. ",
        )
        .split(/(?<!\d)[.]|[.](?!\d)|[?!;]|,\s+(?=(?:its|the|what|how|find)\b)/i);
  return rough.map((clause) => clause.trim()).filter((clause) => clause !== "");
}

class ClauseReader {
  private readonly figure: Figure;
  private readonly isChinese: boolean;
  private readonly equations: { expression: Expression; words: string }[] = [];
  private readonly mentioned = new Set<string>();
  private asked: FigureQuantity | null = null;
  private lengthUnit: string | null = null;
  private isContradictory = false;

  constructor(figure: Figure, isChinese: boolean) {
    this.figure = figure;
    this.isChinese = isChinese;
  }

  /** False when the clause is not understood completely. */
  read(clause: string): boolean {
    const normal = this.isChinese ? plainChinese(clause) : plainEnglish(clause);
    if (normal === "") return true;
    return this.readQuestion(normal) || this.readStatement(normal, clause);
  }

  finish(): WordProblem | null {
    if (this.asked === null || this.equations.length === 0 || this.isContradictory) return null;
    const used = new Set([...this.mentioned, this.asked.symbol]);
    const laws = this.figure.laws.filter((law) => this.isNeeded(law, used));
    for (const law of laws) {
      this.equations.push({
        expression: parseExpression(law).expression,
        words: this.isChinese ? "图形的公式" : "formula of the figure",
      });
      for (const quantity of this.figure.quantities)
        if (new RegExp(`\\b${quantity.symbol}\\b`).test(law)) used.add(quantity.symbol);
    }
    const unknowns = this.figure.quantities
      .filter(({ symbol }) => used.has(symbol))
      .map(({ symbol, english, chinese }) => ({
        symbol,
        meaning: (this.isChinese ? chinese[0] : english[0]) as string,
      }));
    const unit =
      this.lengthUnit === null
        ? ""
        : this.asked.dimension === 2
          ? `${this.lengthUnit}^2`
          : this.lengthUnit;
    return { unknowns, equations: this.equations, asked: this.asked.symbol, unit };
  }

  /** Laws whose left side is spoken of, and those that lead to the quantity they share with it. */
  private isNeeded(law: string, used: ReadonlySet<string>): boolean {
    const [left, right] = law.split(" = ") as [string, string];
    const inLaw = this.figure.quantities.filter(({ symbol }) =>
      new RegExp(`\\b${symbol}\\b`).test(right),
    );
    return used.has(left) && (inLaw.some(({ symbol }) => used.has(symbol)) || inLaw.length === 1);
  }

  private term(): string {
    const names = this.figure.quantities.flatMap(({ english, chinese }) =>
      this.isChinese ? chinese : english,
    );
    const alternatives = [...names].sort((a, b) => b.length - a.length).join("|");
    return this.isChinese
      ? `(?:它的|其)?(?:${alternatives})`
      : `(?:(?:its|the|an?) )?(?:${alternatives})`;
  }

  private quantityNamed(words: string): FigureQuantity | null {
    const bare = words.replace(/^(?:its|the|an?) |^(?:它的|其)/, "");
    return (
      this.figure.quantities.find(({ english, chinese }) =>
        (this.isChinese ? chinese : english).includes(bare),
      ) ?? null
    );
  }

  private readQuestion(clause: string): boolean {
    const pattern = this.isChinese
      ? new RegExp(
          `^(?:求|问)?(${this.term()})(?:是|为|等于)?(?:多少|几)?(?:厘米|米|分米|毫米|平方厘米|平方米)?$`,
        )
      : new RegExp(`^(?:what is|find|calculate|determine) (${this.term()})$`);
    const found = pattern.exec(clause);
    if (found === null || (this.isChinese && !/求|问|多少|几/.test(clause))) return false;
    const quantity = this.quantityNamed(found[1] as string);
    if (quantity === null || this.asked !== null) {
      this.isContradictory = true;
      return quantity !== null;
    }
    this.asked = quantity;
    return true;
  }

  private readStatement(clause: string, words: string): boolean {
    const term = this.term();
    const n = `(?<n>${NUMBER})(?<unit>${UNIT})`;
    const patterns: readonly (readonly [RegExp, (g: Groups) => string])[] = this.isChinese
      ? [
          [
            new RegExp(`^(?<a>${term})比(?<b>${term})(?:多|长|大|高)${n}$`),
            (g) => `${g.a} = ${g.b} + ${g.n}`,
          ],
          [
            new RegExp(`^(?<a>${term})比(?<b>${term})(?:少|短|小|低)${n}$`),
            (g) => `${g.a} = ${g.b} - ${g.n}`,
          ],
          [
            new RegExp(`^(?<a>${term})是(?<b>${term})的(?<k>${NUMBER}|一半|两)(?:倍)?$`),
            (g) => `${g.a} = (${g.k}) * ${g.b}`,
          ],
          [new RegExp(`^(?<a>${term})(?:是|为|等于)?${n}$`), (g) => `${g.a} = ${g.n}`],
        ]
      : [
          [
            new RegExp(
              `^(?<a>${term}) is ${n} (?:more|longer|greater|wider|larger|taller) than (?<b>${term})$`,
            ),
            (g) => `${g.a} = ${g.b} + ${g.n}`,
          ],
          [
            new RegExp(
              `^(?<a>${term}) is ${n} (?:less|shorter|narrower|smaller) than (?<b>${term})$`,
            ),
            (g) => `${g.a} = ${g.b} - ${g.n}`,
          ],
          [
            new RegExp(
              `^(?<a>${term}) is ${n} (?:more|longer|greater) than (?<k>${MULTIPLE}) (?<b>${term})$`,
            ),
            (g) => `${g.a} = (${g.k}) * ${g.b} + ${g.n}`,
          ],
          [
            new RegExp(
              `^(?<a>${term}) is ${n} (?:less|shorter) than (?<k>${MULTIPLE}) (?<b>${term})$`,
            ),
            (g) => `${g.a} = (${g.k}) * ${g.b} - ${g.n}`,
          ],
          [
            new RegExp(
              `^(?<a>${term}) is (?<k>${MULTIPLE}) (?:as (?:long|wide|large|great) as )?(?<b>${term})$`,
            ),
            (g) => `${g.a} = (${g.k}) * ${g.b}`,
          ],
          [new RegExp(`^(?<a>${term}) (?:is|of) ${n}$`), (g) => `${g.a} = ${g.n}`],
        ];
    for (const [pattern, build] of patterns) {
      const groups = pattern.exec(clause)?.groups;
      if (groups === undefined) continue;
      return this.addStatement(groups, build, words);
    }
    return false;
  }

  private addStatement(
    groups: Readonly<Record<string, string | undefined>>,
    build: (g: Groups) => string,
    words: string,
  ): boolean {
    const a = this.quantityNamed(groups["a"] as string);
    const b = groups["b"] === undefined ? a : this.quantityNamed(groups["b"]);
    if (a === null || b === null || a.dimension !== b.dimension) return false;
    if (groups["n"] !== undefined && !this.acceptUnit(groups["unit"] ?? "", a.dimension))
      return false;
    const k = groups["k"] === undefined ? "1" : multiple(groups["k"]);
    if (k === null) return false;
    this.mentioned.add(a.symbol).add(b.symbol);
    const equation = build({ a: a.symbol, b: b.symbol, n: groups["n"] ?? "0", k });
    this.equations.push({ expression: parseExpression(equation).expression, words });
    return true;
  }

  /** All measures of a problem must be in one unit of length and its square. */
  private acceptUnit(text: string, dimension: 1 | 2): boolean {
    const unit = readUnit(text.trim());
    if (unit === null) return false;
    if (unit.name === "")
      return this.lengthUnit === null || this.lengthUnit === ""
        ? ((this.lengthUnit = this.lengthUnit ?? ""), true)
        : false;
    if (unit.dimension !== dimension || (this.lengthUnit !== null && this.lengthUnit !== unit.name))
      return false;
    this.lengthUnit = unit.name;
    return true;
  }
}

interface Groups {
  readonly a: string;
  readonly b: string;
  readonly n: string;
  readonly k: string;
}

function multiple(text: string): string | null {
  const lower = text.toLowerCase();
  if (lower === "两") return "2";
  return MULTIPLES[lower] ?? /^(\d+(?:\.\d+)?(?:\/\d+)?)(?: times)?$/.exec(lower)?.[1] ?? null;
}

/** Brings common turns of phrase to the one form the clause patterns know. */
function plainEnglish(clause: string): string {
  return clause
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/^(?:and|if|so|suppose|given that|then) /, "")
    .replace(
      /^(?:a|the) (?:rectangle|rectangular \w+|figure) is (.+?) longer than it is wide$/,
      "the length is $1 longer than the width",
    )
    .replace(
      /^(?:a|the) (?:rectangle|rectangular \w+) is (.+?) (?:as long as|longer than) (?:it is wide|its width|the width)$/,
      "the length is $1 the width",
    )
    .replace(/^(.+?) as long as it is wide$/, "$1 as long as the width")
    .replace(/ of (?:a|the|this|that) (?:rectangle|rectangular \w+|square|circle|triangle)\b/g, "")
    .replace(
      /^(?:a|the) (?:rectangle|rectangular \w+|square|circle|triangle) (?:has|with) (?=an?|the|its)/,
      "",
    )
    .replace(/^(?:it )?(?:has|with) (?=an?|the|its)/, "")
    .replace(/^how wide is (?:it|the \w+)$/, "what is the width")
    .replace(/^how long is (?:it|the \w+)$/, "what is the length")
    .replace(/^what (?:are|would be) /, "what is ")
    .replace(/^(?:what|how much) is its? /, "what is its ")
    .trim();
}

function plainChinese(clause: string): string {
  return clause
    .replace(/\s+/g, "")
    .replace(
      /^(?:已知|有|如果|若|设)?(?:一个|一块|某|这个|该)?(?:长方形|矩形|正方形|圆形?|三角形)(?:的|，)?/,
      "",
    )
    .replace(/^(?:且|并且|那么|则|它的|其)/, "");
}

import { type Figure, figureRule, FIGURES, type Measure } from "../figure-formulas.ts";
import type { MathQuery } from "../math-query.ts";
import type { Groups } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";

const ENGLISH: readonly (readonly [string, Measure])[] = [
  ["base radius|radius|r", "radius"],
  ["diameter|d", "diameter"],
  ["circumference", "circumference"],
  ["(?:side|edge)(?: lengths?)?|sides|edges", "side"],
  ["base", "base"],
  ["slant height", "slant"],
  ["height|altitude|h", "height"],
  ["length", "length"],
  ["width|breadth", "width"],
  ["(?:space )?diagonal", "diagonal"],
  ["perimeter", "perimeter"],
  ["(?:total )?surface(?: area)?", "surface"],
  ["lateral(?: surface)?(?: area)?", "lateral"],
  ["area", "area"],
  ["volume", "volume"],
];
const CHINESE: readonly (readonly [string, Measure])[] = [
  ["底面半径|半径", "radius"],
  ["底面直径|直径", "diameter"],
  ["边长|棱长", "side"],
  ["母线长?", "slant"],
  ["对角线长?", "diagonal"],
  ["周长", "perimeter"],
  ["表面积", "surface"],
  ["侧面积", "lateral"],
  ["面积", "area"],
  ["体积", "volume"],
  ["底边长?|底", "base"],
  ["高", "height"],
  ["长", "length"],
  ["宽", "width"],
];
const VALUE = String.raw`(?:\d+(?:\.\d+)?(?:\s*\/\s*\d+)?\s*(?:pi|π)?|(?:pi|π))`;
const UNIT_EN = String.raw`(?:\s*(?:square |cubic |sq\.? |cu\.? )?(?:cm|mm|km|m|in|ft|yd|mi|inch(?:es)?|feet|foot|yards?|miles?|(?:centi|milli|kilo)?met(?:er|re)s?|units?)(?:\^?[23]|[²³])?(?![A-Za-z]))?`;
const UNIT_ZH = String.raw`(?:\s*(?:平方|立方)?(?:厘米|分米|毫米|千米|公里|米|cm|mm|km|dm|m)(?:\^?[23]|[²³])?)?`;

const names = (list: readonly (readonly [string, Measure])[]): string =>
  list.map(([source]) => source).join("|");
const figures = (key: "english" | "chinese"): string =>
  FIGURES.map((figure) => figure[key]).join("|");

const NAME_FIRST = new RegExp(
  String.raw`^(?<name>${names(ENGLISH)})\s*(?:is|of|are|=|:|equals?)?\s*(?<value>${VALUE}${UNIT_EN})(?![\w.^*/+])`,
  "i",
);
const VALUE_FIRST = new RegExp(
  String.raw`^(?<value>${VALUE}${UNIT_EN})\s+(?:in |for )?(?<name>${names(ENGLISH)})(?![A-Za-z])`,
  "i",
);
const BETWEEN_EN =
  /^(?:[\s,;.]+|(?:with|w\/|whose|of|having|if|when|where|given|that has|which has|has|and|the|an?|its|is)(?![A-Za-z]))+/i;
const NAME_FIRST_ZH = new RegExp(
  String.raw`^(?<name>${names(CHINESE)})\s*(?:为|是|等于|=|：|:)?\s*(?<value>${VALUE}${UNIT_ZH})`,
  "u",
);
const BETWEEN_ZH = /^(?:[\s,，、;；。]|和|且|它的|其|的)+/u;

function measureOf(
  name: string,
  list: readonly (readonly [string, Measure])[],
): Measure | undefined {
  return list.find(([source]) => new RegExp(`^(?:${source})$`, "iu").test(name.trim()))?.[1];
}

/** The measures that a text names, each once and nothing beside them; null for anything else. */
function measuresIn(text: string, isChinese: boolean): ReadonlyMap<Measure, string> | null {
  const found = new Map<Measure, string>();
  const between = isChinese ? BETWEEN_ZH : BETWEEN_EN;
  let rest = text.trim().replace(between, "");
  while (rest !== "") {
    const match = isChinese
      ? NAME_FIRST_ZH.exec(rest)
      : (NAME_FIRST.exec(rest) ?? VALUE_FIRST.exec(rest));
    const { name, value } = match?.groups ?? {};
    if (match === null || name === undefined || value === undefined) return null;
    const measure = measureOf(name, isChinese ? CHINESE : ENGLISH);
    if (measure === undefined || found.has(measure)) return null;
    found.set(measure, value.replace(/\s*units?$/i, ""));
    rest = rest.slice(match[0].length).replace(between, "");
  }
  return found.size === 0 ? null : found;
}

function figureNamed(text: string, key: "english" | "chinese"): Figure | undefined {
  return FIGURES.find((figure) => new RegExp(`^(?:${figure[key]})$`, "iu").test(text.trim()));
}

/** A circle's perimeter is its circumference; so is what Chinese calls its 周长. */
function asCircumference(figure: Figure, measure: Measure): Measure {
  return measure === "perimeter" && /circle/.test(figure.english) ? "circumference" : measure;
}

function askedOf(groups: Groups, context: ReadingContext): MathQuery | null {
  const isChinese = groups["zh"] !== undefined;
  const figure = figureNamed(
    (groups["zh"] ?? groups["en"]) as string,
    isChinese ? "chinese" : "english",
  );
  const asked = measureOf(groups["asked"] as string, isChinese ? CHINESE : ENGLISH);
  const measures = measuresIn(groups["rest"] as string, isChinese);
  if (figure === undefined || asked === undefined || measures === null) return null;
  const given = new Map(
    [...measures].map(([measure, value]) => [asCircumference(figure, measure), value] as const),
  );
  const rule = figureRule(figure, asCircumference(figure, asked), [...given.keys()]);
  return rule === null ? null : rule(Object.fromEntries(given), context);
}

/** Figures by any measures from which a formula leads to what is asked. */
export const FIGURE_INTENTS: readonly Intent[] = [
  {
    name: "figure by its measures",
    frames: [
      new RegExp(
        String.raw`^(?:the )?(?<asked>${names(ENGLISH)}) (?:of|for|in) (?:an? |the )?(?<en>${figures("english")})(?<rest>(?![A-Za-z]).+)$`,
        "i",
      ),
      new RegExp(
        String.raw`^(?:if )?(?:an? |the )?(?<en>${figures("english")}) (?=has|with|of|whose)(?<rest>.+?)[,.;]?\s+(?:what(?:'s| is)|find)\s+(?:its|the)\s+(?<asked>${names(ENGLISH)})$`,
        "i",
      ),
      new RegExp(
        String.raw`^(?<rest>(?:底|半|直|边|棱|母|对|周|表|侧|面|体|高|长|宽).*?\d.*?)的(?<zh>${figures("chinese")})[，,]?(?:的|求|它的|其)*(?<asked>${names(CHINESE)})$`,
        "u",
      ),
      new RegExp(
        String.raw`^(?:已知|若|设|如果)?(?:一个|某|这个)?(?<zh>${figures("chinese")})的?(?<rest>.*?\d.*?)(?:[，,;；]\s*(?:则|那么)?(?:求|它的|其|这个)*(?:${figures("chinese")})?的?|的|求)(?<asked>${names(CHINESE)})$`,
        "u",
      ),
    ],
    read: askedOf,
    examples: [
      { ask: "area of a square with perimeter 20", answer: "25" },
      { ask: "radius of a circle with area 9 pi", answer: "3" },
      { ask: "a cylinder has radius 2 and height 5, find its volume", answer: "20*pi" },
      { ask: "perimeter of a regular hexagon with side 5", answer: "30" },
      { ask: "边长为6的等边三角形的面积", answer: "9*sqrt(3)" },
      { ask: "圆柱底面半径2高5，体积是多少", answer: "20*pi" },
      { ask: "面积为36的正方形的周长", answer: "24" },
    ],
  },
];

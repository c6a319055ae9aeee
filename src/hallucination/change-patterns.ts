import type { Reading } from "./candidate.ts";
import { equation, N, number, type Pattern } from "./worded-pattern.ts";

const MORE = "increas\\w*|r[io]se|rises|grow\\w*|grew|gain\\w*|climb\\w*|up";
const LESS = "decreas\\w*|dropp?\\w*|f[ae]ll\\w*|declin\\w*|reduc\\w*|shr[aiu]nk\\w*|down";
const OF_THINGS = String.raw`(?:\s?(million|billion|thousand|万|亿|[a-z]{1,12}|个|人|元|吨|件|千克|公斤|千米|公里|米|度|分钟|小时|秒|天))?`;

/** "from 50 to 60, an increase of 20%": the change as a share of the first value. */
function change(
  direction: string,
  from: string | undefined,
  to: string | undefined,
  share: string | undefined,
): readonly Reading[] {
  const isLess = new RegExp(`^(?:${LESS})|减|降|下|跌|缩`, "i").test(direction);
  const [a, b] = [number(from), number(to)];
  const gap = isLess ? `(${a} - ${b})` : `(${b} - ${a})`;
  return equation(`${gap}/${a}*100`, number(share));
}

const DEGREES = "(?:\\s?(?:°\\s?[CF]?|℃|℉))?";

function sameThings(a: string | undefined, b: string | undefined): boolean {
  return a === b || a === undefined || b === undefined;
}

const STEP = `(${MORE}|${LESS}) by ${N}%`;
const GIVES = String.raw`(?:,)? (?:is|gives|equals|makes|becomes|results in|comes to) `;
/** Nothing behind the number that changes it. */
const LAST = String.raw`(?=\s*(?:$|[.,;:!)]|(?:and|so|which)\b))`;

/** The value after a change in per cent. */
function changed(value: string, word: string | undefined, share: string | undefined): string {
  const sign = new RegExp(`^(?:${LESS})|减|降|下|跌`, "i").test(word ?? "") ? "-" : "+";
  return `(${value})*(1 ${sign} ${number(share)}/100)`;
}

/** "100 increased by 25% is 125, then decreased by 20% is 100", and both steps at once. */
function chainPatterns(): readonly Pattern[] {
  return [
    {
      kind: "arithmetic",
      expression: new RegExp(
        `${N} (?:is |was )?${STEP}(?:,)? (?:and )?then (?:is |was )?${STEP}${GIVES}${N}${LAST}`,
        "gi",
      ),
      read: ([a, first, p, second, q, b]) =>
        equation(changed(changed(number(a), first, p), second, q), number(b)),
    },
    {
      kind: "arithmetic",
      expression: new RegExp(
        `(?<=% (?:is|gives|equals|makes|becomes) [$¥€£]?)(?<![\\d.])(\\d[\\d,]*(?:\\.\\d+)?)(?:,|;|\\.|,? and) (?:and )?then (?:it is |it )?${STEP}${GIVES}${N}${LAST}`,
        "gi",
      ),
      read: ([a, word, share, b]) => equation(changed(number(a), word, share), number(b)),
    },
  ];
}

/** Changes and differences in per cent, in English and Chinese. */
export function changePatterns(): readonly Pattern[] {
  return [
    ...chainPatterns(),
    {
      kind: "arithmetic",
      expression: new RegExp(
        `from ${N}${DEGREES}${OF_THINGS} to ${N}${DEGREES}${OF_THINGS}, (?:which is )?an? (?:drop|fall|rise|increase|decrease|gain|loss|difference|change) of ${N}(?!\\s?%|\\s?per ?cent)`,
        "gi",
      ),
      read: ([a, of, b, and, gap]) =>
        sameThings(of, and) ? equation(`abs(${number(a)} - ${number(b)})`, number(gap)) : null,
    },
    {
      kind: "arithmetic",
      expression: new RegExp(
        `[从由]${N}${DEGREES}${OF_THINGS}(?:增加|增长|上升|提高|上涨|升|涨|减少|下降|降低|降|下跌|跌)[到至]${N}${DEGREES}${OF_THINGS}[，,;]?(?:一?共)?(?:增加|增长|上升|提高|上涨|减少|下降|降低|下跌|升高)了${N}(?!\\s?[%％倍成])`,
        "g",
      ),
      read: ([a, of, b, and, gap]) =>
        sameThings(of, and) ? equation(`abs(${number(a)} - ${number(b)})`, number(gap)) : null,
    },
    {
      kind: "arithmetic",
      isRounded: true,
      expression: new RegExp(
        `from ${N}${OF_THINGS} to ${N}${OF_THINGS}[,:]? (?:(?:which|this|that|it) is )?(?:an? )?(${MORE}|${LESS}) (?:of|by) (?:about |roughly |approximately |around )?${N}%`,
        "gi",
      ),
      read: ([a, of, b, and, word = "", share]) =>
        sameThings(of, and) ? change(word, a, b, share) : null,
    },
    {
      kind: "arithmetic",
      isRounded: true,
      expression: new RegExp(
        `\\b(${MORE}|${LESS}) (?:by )?(?:about |roughly |approximately |around )?${N}%,? from ${N}${OF_THINGS} to ${N}${OF_THINGS}`,
        "gi",
      ),
      read: ([word = "", share, a, of, b, and]) =>
        sameThings(of, and) ? change(word, a, b, share) : null,
    },
    {
      kind: "arithmetic",
      isRounded: true,
      expression: new RegExp(
        `\\b(?:an? )?(?:${MORE}|${LESS}|going|changing|moving|change) from ${N}${OF_THINGS} to ${N}${OF_THINGS},? (?:is|represents|means|corresponds to|equals|amounts to) (?:an? )?(?:about |roughly |approximately |around )?${N}% (${MORE}|${LESS})\\b`,
        "gi",
      ),
      read: ([a, of, b, and, share, word = ""]) =>
        sameThings(of, and) ? change(word, a, b, share) : null,
    },
    {
      kind: "arithmetic",
      isRounded: true,
      expression: new RegExp(
        `\\b(${MORE}|${LESS}) (?:by )?(?:about |roughly |approximately |around )?${N}%(?: [a-z]+){0,3},? \\(from ${N}${OF_THINGS} to ${N}${OF_THINGS}\\)`,
        "gi",
      ),
      read: ([word = "", share, a, of, b, and]) =>
        sameThings(of, and) ? change(word, a, b, share) : null,
    },
    {
      kind: "arithmetic",
      isRounded: true,
      expression: new RegExp(
        `[从由]${N}${OF_THINGS}(?:增加|增长|上升|提高|上涨|升|涨|减少|下降|降低|降|下跌|跌|缩短|变)?[到至为成]${N}${OF_THINGS}[，,;]?(增加|增长|上升|提高|上涨|减少|下降|降低|下跌|缩短)了?约?${N}%`,
        "g",
      ),
      read: ([a, of, b, and, word = "", share]) =>
        sameThings(of, and) ? change(word, a, b, share) : null,
    },
    {
      kind: "arithmetic",
      isRounded: true,
      expression: new RegExp(
        `(?<![-+*/=] ?)${N} is (?:about )?${N}% (more|greater|larger|higher|less|lower|smaller|fewer) than ${N}(?! ?[-+*/=\\d])`,
        "gi",
      ),
      read: ([a, share, word = "", b]) => change(/^[lsf]/i.test(word) ? "down" : "up", b, a, share),
    },
    {
      kind: "arithmetic",
      isRounded: true,
      expression: new RegExp(`${N}比${N}(多|大|高|少|小|低)约?${N}%`, "g"),
      read: ([a, b, word = "", share]) => change(/[少小低]/.test(word) ? "下" : "上", b, a, share),
    },
  ];
}

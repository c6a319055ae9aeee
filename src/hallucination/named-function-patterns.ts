import { equation, N, number, type Pattern } from "./worded-pattern.ts";

const IS = String.raw`\s*(?:is equal to|equals|is|=|等于|是|为)\s*`;
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
const WHOLE = String.raw`(\d{1,12})`;
/** "1/2", "√3/2", "-0.5", "sqrt(2)/2". */
const SURD = String.raw`(-?\s?(?:\d{0,3}\s?(?:√\s?\(?\d{1,4}\)?|sqrt\(\d{1,4}\))|\d{1,6}(?:\.\d{1,12})?)(?:\s?\/\s?\d{1,4})?)(?![\d.]*\d|\s?[-+*/^√°])`;
const ABOUT_CHOICES =
  /\b(?:ways?|choos\w*|combinations?|selections?|pick\w*|select\w*)\b|组合|选|种|取/i;

const plainSurd = (written: string): string =>
  written.replace(/(\d)\s?(?=√|sqrt)/g, "$1*").replace(/√\s?\(?(\d+)\)?/g, "sqrt($1)");

const baseOf = (plain: string | undefined, lowered: string | undefined): string =>
  plain ?? [...(lowered ?? "")].map((digit) => SUBSCRIPTS.indexOf(digit)).join("");

/** Functions by their names, which prose writes in ways of its own: "LCM(4, 6) = 12", "log₂(32) = 5", "sin 30° = 1/2". */
export function namedFunctionPatterns(): readonly Pattern[] {
  return [
    {
      kind: "arithmetic",
      expression: new RegExp(`\\b(lcm|gcd|gcf|hcf)\\s?\\(${WHOLE},\\s?${WHOLE}\\)${IS}${N}`, "gi"),
      read: ([name, a, b, c]) =>
        equation(`${/lcm/i.test(name ?? "") ? "lcm" : "gcd"}(${a}, ${b})`, number(c)),
    },
    {
      kind: "arithmetic",
      expression: new RegExp(
        `(?<![\\w'^_\\\\(])n?C\\((\\d{1,3}),\\s?(\\d{1,3})\\)\\s*=\\s*${N}`,
        "g",
      ),
      read: ([from, chosen, c]) =>
        Number(chosen) <= Number(from)
          ? equation(`(${from})!/((${chosen})!*(${from} - ${chosen})!)`, number(c))
          : null,
      needs: ABOUT_CHOICES,
    },
    {
      kind: "arithmetic",
      expression: new RegExp(
        `(?<![\\w\\\\])log\\s?(?:_\\{?(\\d{1,4})\\}?|([${SUBSCRIPTS}]{1,3}))\\s?\\(?\\s?(\\d{1,12})\\)?${IS}${N}`,
        "gi",
      ),
      read: ([plain, lowered, a, b]) =>
        equation(`log(${a})/log(${baseOf(plain, lowered)})`, number(b)),
    },
    {
      kind: "arithmetic",
      expression: new RegExp(
        `(?<![\\w\\\\.])(sin|cos|tan)\\s?\\(?\\s?(\\d{1,4}(?:\\.\\d)?)\\s?°\\s?\\)?${IS}${SURD}`,
        "gi",
      ),
      read: ([name, degrees, value]) =>
        equation(`${name?.toLowerCase()}(${degrees}*pi/180)`, plainSurd(value ?? "")),
    },
  ];
}

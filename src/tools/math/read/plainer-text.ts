/** Ways of writing that say no more than a plainer one. */
const PLAINER: readonly (readonly [RegExp, string])[] = [
  // The vector a = (1, 2) is the vector (1, 2).
  [
    /(?<=(?:\bvectors?|\bpoints?|\band|\bof|\bbetween|\bwith|向量|和|与|点)\s*)[A-Za-z]\s*=\s*(?=[(<（]\s*-?[\d./√]+\s*[,，])/giu,
    "",
  ],
  // Behind a sign "at" is no word: v = u + at.
  [/(?<=[-+*/=\d]\s?)at(?=\s*(?:\^|²|$|[-+*/=),]|\bfor\b))/g, "a*t"],
  [/[.。]\s+(?=(?:what|find|how|calculate|determine|when|where)\b)/gi, ", "],
  [/^(?:求)?极限\s*[:：]?\s*(?=\\?lim)/u, ""],
  [/\blimit(?=\s+[a-z]\s*(?:->|→))/gi, "lim"],
  // 3又1/4 is three and a quarter.
  [/(?<!\d)(\d+)\s*又\s*(\d+)\s*\/\s*(\d+)/gu, "$1 $2/$3"],
  [/(?<!\d)(\d+)\s*又\s*(\d+)\s*分之\s*(\d+)/gu, "$1 $3/$2"],
  [/华氏\s*(-?\d+(?:\.\d+)?)\s*度/gu, "$1 °F"],
  [/摄氏\s*(-?\d+(?:\.\d+)?)\s*度/gu, "$1 °C"],
  [/华氏度/gu, "°F"],
  [/摄氏度/gu, "°C"],
];
/** The point A(1, 2) is the point (1, 2), where points are spoken of: C(10, 3) alone counts combinations. */
const NAMED_POINT = /(?<![A-Za-z])(?:点\s*)?[A-Z](?=\s*[(（]\s*-?[\d./√]+\s*[,，])/gu;
const OF_POINTS =
  /\b(?:points?|distance|lines?|slope|midpoint|triangle|vertices|coordinates)\b|点|距离|直线|斜率|三角形|坐标/iu;

/** A matrix as in MATLAB: rows parted by semicolons. */
const ROWS = /\[\s*(?<rows>[^[\];{}]+(?:;[^[\];{}]+)+)\s*\]/g;

function listsFor(rows: string): string {
  const lists = rows
    .split(";")
    .map((row) => row.trim())
    .filter((row) => row !== "")
    .map((row) => row.split(row.includes(",") ? /\s*,\s*/ : /\s+/).join(", "));
  return `{${lists.map((row) => `{${row}}`).join(", ")}}`;
}

/** The same question in plainer notation; the text itself where nothing can be put plainer. */
export function plainerText(text: string): string {
  let result = OF_POINTS.test(text) ? text.replace(NAMED_POINT, "") : text;
  for (const [pattern, plainer] of PLAINER) result = result.replace(pattern, plainer);
  return result.replace(ROWS, (_, rows: string) => listsFor(rows));
}

const PI_VALUE =
  /[\s,，.。;；(（]{0,8}(?:(?:use|take|using|taking|with)\s+)?(?:π|\bpi\b|圆周率)\s*(?:取|=|as|to be|≈)\s*(?<value>3\.14\d{0,6}|22\/7)[\s)）.。]*$/iu;

/** A question and the number that it says to use for pi; null where it says none. */
export function takePiValue(
  text: string,
): { readonly body: string; readonly value: string } | null {
  const found = PI_VALUE.exec(text);
  return found === null
    ? null
    : { body: text.slice(0, found.index), value: found.groups?.["value"] as string };
}

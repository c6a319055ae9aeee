import { equation, number, type Pattern } from "./worded-pattern.ts";

const ITEM = String.raw`-?\d{1,9}(?:\.\d{1,6})?`;
/** A list that is called one, with at least three numbers. */
const LIST = String.raw`\b(?:sorted|in order|ordered|arranged|the (?:data|numbers|values|scores|list|set)(?: (?:is|are))?|data(?: set)?)(?: list| order| values| numbers)?(?: is| are)?\s?[:：]?\s?[\[({]?((?:${ITEM},\s){2,30}(?:and )?${ITEM})[\])}]?`;
const CHINESE_LIST = String.raw`(?:排序后?|从小到大排列?|排列后?|数据|这组数|这些数)(?:为|是|得到?)?\s?[:：]?\s?((?:${ITEM}[,，、;]\s?){2,30}${ITEM})`;
const STATED = String.raw`(-?\d{1,12}(?:\.\d{1,6})?)(?![\d/]|\.\d)(?=\s*(?:$|[.,;:!)。；，]|\n|and\b|so\b|because\b|since\b))`;

const itemsOf = (list: string | undefined): readonly string[] =>
  list?.match(/-?\d+(?:\.\d+)?/g) ?? [];

function valueOf(name: string, items: readonly string[]): string | null {
  const sorted = [...items].sort((a, b) => Number(a) - Number(b)).map(number);
  const middle = Math.floor(sorted.length / 2);
  const [first = "0", last = "0"] = [sorted[0], sorted.at(-1)];
  if (/median|中位/i.test(name))
    return sorted.length % 2 === 1
      ? (sorted[middle] ?? null)
      : `(${sorted[middle - 1]} + ${sorted[middle]})/2`;
  if (/range|极差/i.test(name)) return `${last} - ${first}`;
  if (/sum|total|总?和/i.test(name)) return sorted.join(" + ");
  return `(${sorted.join(" + ")})/${sorted.length}`;
}

/** What is said of a list that stands in the sentence before: "Sorted: 2, 3, 5. The median is 3." */
export function listPatterns(): readonly Pattern[] {
  const read: Pattern["read"] = ([list, name = "", stated]) => {
    const items = itemsOf(list);
    const value = valueOf(name, items);
    return value === null ? null : equation(value, number(stated));
  };
  return [
    {
      kind: "arithmetic",
      expression: new RegExp(
        `${LIST}[.;\\n]\\s{0,4}(?:so |thus |therefore,? )?the (median|mean|average|range|sum|total)(?: value)? is ${STATED}`,
        "gi",
      ),
      read,
    },
    {
      kind: "arithmetic",
      expression: new RegExp(
        `${CHINESE_LIST}[。；;\\n，,]\\s{0,4}(?:所以|因此|故|则)?(?:它们的|这组数据的|其)?(中位数|平均数|平均值|极差|总?和)(?:就?是|为|等于)\\s?${STATED}`,
        "g",
      ),
      read,
    },
  ];
}

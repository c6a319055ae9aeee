import { numberOf, type ReadSet, readSet } from "../../sets/read-set.ts";
import type { MathQuery } from "../math-query.ts";
import type { Groups, QueryBuilder } from "../query-builders.ts";
import type { SetQuery } from "../set-query.ts";
import type { Intent } from "./intent.ts";

/** Definitions "A = {1, 2}, B = [0, 1)" by name; null where one is no set. */
function definitionsOf(text: string | undefined): Map<string, ReadSet> | null {
  const names = new Map<string, ReadSet>();
  const plain = (text ?? "").replaceAll(
    /\b(?:let|given|if|suppose|sets?)\b|已知|设|若|集合/giu,
    " ",
  );
  for (const part of plain.split(/(?:[,，;；。]|\band\b|\s)+(?=[A-Z]\s*=)/u)) {
    if (part.trim() === "") continue;
    const found = /^([A-Z])\s*=\s*(.+)$/su.exec(part.trim());
    const set = found === null ? null : readSet(found[2] as string, names);
    if (found === null || set === null) return null;
    names.set(found[1] as string, set);
  }
  return names;
}

function ask(operation: SetQuery["operation"]): QueryBuilder {
  return (groups: Groups): MathQuery | null => {
    const names = definitionsOf(groups["given"]);
    if (names === null) return null;
    const sets = ["a", "b"]
      .map((name) => groups[name])
      .filter((text) => text !== undefined)
      .map((text) => readSet(text, names));
    return sets.includes(null) ? null : { kind: "sets", operation, sets: sets as ReadSet[] };
  };
}

/** The operation named before or after its two sets, written as a sign between them. */
function between(sign: string): QueryBuilder {
  return (groups: Groups, context) =>
    ask("value")(
      { ...groups, a: `(${groups["a"]}) ${sign} (${groups["b"]})`, b: undefined },
      context,
    );
}

const element: QueryBuilder = (groups: Groups) => {
  const item = (groups["item"] as string).trim();
  const set = readSet(groups["b"] as string);
  if (set === null || (numberOf(item) === null && !/^[\p{L}]\w*$/u.test(item))) return null;
  const single = readSet(`{${item}}`);
  return single === null
    ? null
    : { kind: "sets", operation: "element", sets: [{ ...single, text: item }, set] };
};

/** Definitions that end with a bracket, then the sets asked about. */
const DEFINED =
  /^(.*=.*[}\])∅])\s*[,，;；.。]?\s*(?:then|find|what is|compute|求|则|那么)?\s*([^=]+)$/isu;

/** Sets: of numbers, of names, and ranges of real numbers. */
export const SET_INTENTS: readonly Intent[] = [
  {
    name: "set operations",
    frames: ["{a:longest}"],
    read: (groups, context) =>
      /[∪∩△∆\\]|union|intersect|difference|minus|without|并|交|减/iu.test(groups["a"] as string)
        ? ask("value")(groups, context)
        : null,
    examples: [
      { ask: "{1,2,3} union {3,4}", answer: "{1, 2, 3, 4}" },
      { ask: "{1,2,3} ∩ {2,3,5}", answer: "{2, 3}" },
      { ask: "{a, b, c} \\ {b}", answer: "{a, c}" },
      { ask: "[0, 2) ∪ (1, 3]", answer: "[0, 3]" },
      { ask: "(-∞, 3] ∩ [1, ∞)", answer: "[1, 3]" },
    ],
  },
  {
    name: "set operations with definitions",
    frames: ["{all:longest}"],
    read: (groups, context) => {
      const found = DEFINED.exec(groups["all"] as string);
      return found === null
        ? null
        : ask("value")({ given: found[1] as string, a: found[2] as string }, context);
    },
    examples: [
      { ask: "A = {1,2,3}, B = {2,3,4}, find A ∩ B", answer: "{2, 3}" },
      { ask: "已知 A={1,2,3}，B={3,4}，求 A∪B", answer: "{1, 2, 3, 4}" },
    ],
  },
  {
    name: "union of two sets",
    frames: ["[the ]union of {a} and {b:longest}", "{a} (与|和|及) {b:longest} 的并集"],
    read: between("∪"),
    examples: [
      { ask: "union of {1,2} and {2,5}", answer: "{1, 2, 5}" },
      { ask: "{1,2,3}和{3,4}的并集", answer: "{1, 2, 3, 4}" },
    ],
  },
  {
    name: "intersection of two sets",
    frames: ["[the ]intersection of {a} and {b:longest}", "{a} (与|和|及) {b:longest} 的交集"],
    read: between("∩"),
    examples: [
      { ask: "the intersection of [0, 5] and (3, 8)", answer: "(3, 5]" },
      { ask: "{1,2,3}与{4}的交集", answer: "{}" },
    ],
  },
  {
    name: "difference of two sets",
    frames: ["[the ][set ]difference of {a} and {b:longest}", "{a} (与|和|及) {b:longest} 的差集"],
    read: between("\\"),
    examples: [{ ask: "set difference of {1,2,3} and {2}", answer: "{1, 3}" }],
  },
  {
    name: "symmetric difference of two sets",
    frames: [
      "[the ]symmetric difference of {a} and {b:longest}",
      "{a} (与|和|及) {b:longest} 的对称差[集]",
    ],
    read: between("△"),
    examples: [{ ask: "symmetric difference of {1,2,3} and {3,4}", answer: "{1, 2, 4}" }],
  },
  {
    name: "complement of a set",
    frames: [
      "[the ]complement of {a} (in|with respect to|relative to) {b:longest}",
      "{a} (在|关于) {b} (中|内|)的补集",
    ],
    read: ask("complement"),
    examples: [
      { ask: "complement of {1,3} in {1,2,3,4}", answer: "{2, 4}" },
      { ask: "complement of [0, 1) in (-∞, ∞)", answer: "(-∞, 0) ∪ [1, ∞)" },
      { ask: "{1,2}在{1,2,3}中的补集", answer: "{3}" },
    ],
  },
  {
    name: "subset",
    frames: [
      "[is ]{a} [is ](a subset of|contained in|⊆|⊂) {b:longest}",
      "{a} (是否为|是否是|是不是|是) {b:longest} 的子集[吗]",
    ],
    read: ask("subset"),
    examples: [
      { ask: "is {1,2} a subset of {1,2,3}", answer: "yes" },
      { ask: "{1,5}是否为{1,2}的子集", answer: "no" },
    ],
  },
  {
    name: "proper subset",
    frames: [
      "[is ]{a} [is ](a proper subset of|⊊) {b:longest}",
      "{a} (是否为|是否是|是不是|是) {b:longest} 的真子集[吗]",
    ],
    read: ask("proper-subset"),
    examples: [{ ask: "is {1,2} a proper subset of {2,1}?", answer: "no" }],
  },
  {
    name: "disjoint sets",
    frames: ["[are ]{a} and {b:longest} disjoint", "{a} (与|和) {b:longest} 是否不相交"],
    read: ask("disjoint"),
    examples: [{ ask: "are {1,2} and {3} disjoint", answer: "yes" }],
  },
  {
    name: "equal sets",
    frames: [
      "[are ]{a} and {b:longest} (the same set|equal|equal sets)",
      "{a} (与|和) {b:longest} 是否相等",
    ],
    read: ask("equal"),
    examples: [{ ask: "are {1,2,2} and {2,1} equal sets", answer: "yes" }],
  },
  {
    name: "element of a set",
    frames: [
      "[is ]{item} [is ](an element of|a member of|in|∈) {b:longest}",
      "{item} (是否属于|属于) {b:longest}[吗]",
    ],
    read: element,
    examples: [
      { ask: "is 3 an element of {1,2,3}?", answer: "yes" },
      { ask: "1/2是否属于(0,1/2)", answer: "no" },
    ],
  },
  {
    name: "size of a set",
    frames: [
      "[the ](cardinality|size) of [the set ]{a:longest}",
      "[the ]number of elements (in|of) [the set ]{a:longest}",
      "how many elements (are |)in [the set ]{a:longest}",
      "[集合]{a:longest} 的(元素个数|基数|势)",
    ],
    read: ask("size"),
    examples: [
      { ask: "cardinality of {1,2,2,3}", answer: "3" },
      { ask: "{a,b}的元素个数", answer: "2" },
    ],
  },
  {
    name: "number of subsets",
    frames: [
      "[the ]number of subsets of [the set ]{a:longest}",
      "how many subsets does [the set ]{a} have",
      "[集合]{a:longest} (有多少个子集|的子集个数)",
    ],
    read: ask("subset-count"),
    examples: [{ ask: "how many subsets does {1,2,3,4} have?", answer: "16" }],
  },
  {
    name: "power set",
    frames: [
      "[the ](power set|powerset) of [the set ]{a:longest}",
      "[all ]subsets of [the set ]{a:longest}",
      "[集合]{a:longest} 的(幂集|所有子集)",
    ],
    read: ask("power-set"),
    examples: [{ ask: "power set of {1,2}", answer: "{{}, {1}, {2}, {1, 2}}" }],
  },
  {
    name: "cartesian product",
    frames: [
      "[the ]cartesian product of {a} and {b:longest}",
      "{a} (x|×|cross) {b:longest}",
      "{a} (与|和) {b:longest} 的笛卡尔积",
    ],
    read: ask("product"),
    examples: [
      { ask: "cartesian product of {1,2} and {a,b}", answer: "{(1, a), (1, b), (2, a), (2, b)}" },
      { ask: "{1} × {2}", answer: "{(1, 2)}" },
    ],
  },
];

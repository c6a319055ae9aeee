import type { Expression } from "../expression/expression.ts";
import type { ReadSet } from "../sets/read-set.ts";

const SENTENCES = {
  value: ["Work out #", "求 #"],
  size: ["Number of elements of #", "# 的元素个数"],
  "power-set": ["All subsets of #", "# 的所有子集"],
  "subset-count": ["Number of subsets of #", "# 的子集个数"],
  product: ["Cartesian product of # and #", "# 与 # 的笛卡尔积"],
  complement: ["Complement of # in #", "# 在 # 中的补集"],
  subset: ["Is # a subset of #?", "# 是否为 # 的子集？"],
  "proper-subset": ["Is # a proper subset of #?", "# 是否为 # 的真子集？"],
  equal: ["Are # and # the same set?", "# 与 # 是否相等？"],
  disjoint: ["Are # and # disjoint?", "# 与 # 是否不相交？"],
  element: ["Is # an element of #?", "# 是否属于 #？"],
} as const;

/** A question about one or two sets; for `element` the first is written as a set of one. */
export interface SetQuery {
  readonly kind: "sets";
  readonly operation: keyof typeof SENTENCES;
  readonly sets: readonly ReadSet[];
}

export function setExpression({ sets }: SetQuery): Expression {
  return sets.length === 1 ? (sets[0]?.text ?? "") : ["Sequence", ...sets.map(({ text }) => text)];
}

export function describeSets(
  { operation, sets }: SetQuery,
  pick: (english: string, chinese: string) => string,
): string {
  const fill = (sentence: string): string =>
    sets.reduce((text, { text: set }) => text.replace("#", () => set), sentence);
  return pick(fill(SENTENCES[operation][0]), fill(SENTENCES[operation][1]));
}

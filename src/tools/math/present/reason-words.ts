import type { QueryStatus } from "../../../core/query-result.ts";

const IN_CHINESE: Readonly<Record<Exclude<QueryStatus, "answered">, string>> = {
  undecided: "没有得到经得起检验的答案。",
  "not-understood": "没有读懂这个问题。",
  unsupported: "目前还不能处理这样的问题。",
  "timed-out": "在限定的时间内没有算完。请给更多的时间，或者问一个小一些的问题。",
  invalid: "这个问题本身有错，或者超出了大小的限制。",
};

/** Reasons that are given most, in Chinese; `$1` is what stood there. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [
    /^The character (".+") at position (\d+) has no mathematical meaning here\.$/su,
    "第 $2 个字符 $1 在此处没有数学意义。",
  ],
  [
    /^There is no question here\. Type an expression or ask something\.$/u,
    "这里没有问题。请输入一个式子，或者提一个问题。",
  ],
  [/^The question names two ranges\. Give one\.$/u, "题目给出了两个范围，请只给一个。"],
  [/^There is nothing to solve here\. Write an equation\.$/u, "没有可解的方程。请写出方程。"],
  [
    /^No antiderivative in closed form was found that stands up to differentiation\.$/u,
    "没有找到求导后能够还原的闭式原函数。",
  ],
];

/**
 * Why there is no answer, for who asks in Chinese: what it comes to, and the reason's own words, which name
 * the place or the limit. A reason that is Chinese already stays as it is.
 */
export function reasonInChinese(status: QueryStatus, message: string): string {
  if (status === "answered" || /\p{Script=Han}.*。/su.test(message)) return message;
  const said = IN_CHINESE[status];
  if (status === "timed-out") return said;
  const [pattern, chinese] = REASONS.find(([one]) => one.test(message)) ?? [];
  return pattern === undefined || chinese === undefined
    ? `${said}英文说明：${message}`
    : said + message.replace(pattern, chinese);
}

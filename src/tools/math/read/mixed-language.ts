/** Chinese words that stand between English ones, in the order in which they are put into English. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/(?:是|等于|为)?(?:多少|几)|有哪些|怎么[算求做]|吗|呢|[？?]/gu, " "],
  [/^\s*(?:请|帮我|计算|求出?|算)\s*/u, ""],
  [/(?<=^|\s)解(?:出)?(?=\s|[A-Za-z\d])/gu, " solve "],
  [/[质素]数/gu, " prime "],
  [/(?:不等式|方程)组?|函数|一个|[个这那]/gu, " "],
  [/\b(?:inequality|equation|function)\b(?=[^的]*$)/gi, " "],
  [/两边/gu, " sides "],
  [/半径/gu, " radius "],
  [/直径/gu, " diameter "],
  [/边长/gu, " side "],
  [/高/gu, " height "],
  [/(?<!\p{Script=Han})(?:和|与)(?!\p{Script=Han})/gu, " and "],
  [/(?<!\p{Script=Han})(?:到|至)(?!\p{Script=Han})/gu, " to "],
  [/(?<!\p{Script=Han})从(?!\p{Script=Han})/gu, " from "],
  [/(?<!\p{Script=Han})在(?!\p{Script=Han})/gu, " at "],
  [/[，、]/gu, ", "],
];
/** 矩阵 A 的 determinant: what is asked stands last. */
const OWNER = /^(?<owner>.+?)\s*的\s*(?<asked>[A-Za-z][A-Za-z -]{2,60})$/u;

/**
 * A question whose words are English and Chinese side by side, in English; null where it is of one
 * language, or where a word is left that is not known here.
 */
export function inEnglish(text: string): string | null {
  if (!/\p{Script=Han}/u.test(text) || !/[A-Za-z]{3}/.test(text)) return null;
  let result = text;
  for (const [chinese, english] of WORDS) result = result.replace(chinese, english);
  result = result.replace(/\s+/g, " ").trim();
  const groups = OWNER.exec(result)?.groups;
  if (groups !== undefined) result = `${groups["asked"]} of ${groups["owner"]}`;
  result = result.replace(/\s+(?:is|are|equals?)$/i, "");
  return /\p{Script=Han}/u.test(result) ? null : result;
}

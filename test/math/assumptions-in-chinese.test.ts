import { expect, test } from "vitest";
import { shownReading } from "../../src/tools/math/present/present.ts";
import { OPERATION_INTENTS, QUESTION_INTENTS } from "../../src/tools/math/read/intents/all.ts";
import { readMisspelt } from "../../src/tools/math/read/read-query.ts";

/** Words that belong to formulas and names, and are written so in Chinese too. */
const NAMES = /\b(?:sin|cos|tan|log|sqrt|exp|pi|gamma|IUPAC|JPL|SI|CODATA|mod|mol)\b/g;

function saidOf(query: string): string[] {
  const { assumptions } = shownReading(readMisspelt(query, "zh"));
  return assumptions.flatMap(({ text, alternatives }) => [
    text,
    ...alternatives.map((item) => item.text),
  ]);
}

const ASKED = [
  "求 log x 的导数",
  "求 xy 的导数",
  "求 2xt 的导数",
  "计算 3 1/2 + 1",
  "求 6e14",
  "求 e^2x 的导数",
  "求 1/2x 的导数",
  "解方程 i x = 3",
  "解方程 e x + 3 = 5",
  "u(t) 的拉普拉斯变换",
  "求 W(1)",
  "求 J_0(2)",
  "50 + 10%",
  "2^-1 mod 7",
  "1/(1+x^2) 的傅里叶变换",
  "e^(-|w|) 的傅里叶逆变换",
  "贷款100万30年利率4.1%等额本息月供多少",
  "鸡兔同笼，共35个头，94只脚，鸡和兔各几只",
  "2加仑等于多少升",
  "光速是多少",
  "万有引力常数是多少",
  "水的摩尔质量",
  "当 n->∞ 时 (n!)^(1/n)/n 的极限",
  "数据 1, 2, 3, 4 的标准差",
];

test.each(ASKED)("%s: what was assumed is said in Chinese", (query) => {
  for (const text of saidOf(query)) expect(text.replace(NAMES, "")).not.toMatch(/[A-Za-z]{3,}/);
});

test("so it is with every example that is written in Chinese", () => {
  const examples = [...QUESTION_INTENTS, ...OPERATION_INTENTS]
    .flatMap(({ examples: all }) => all.map(({ ask }) => ask))
    .filter((ask) => /\p{Script=Han}/u.test(ask));
  expect(examples.length).toBeGreaterThan(150);
  const english = examples.flatMap((ask) =>
    saidOf(ask).filter((text) => /[A-Za-z]{3,} [A-Za-z]{3,}/.test(text.replace(NAMES, ""))),
  );
  expect([...new Set(english)]).toEqual([]);
});

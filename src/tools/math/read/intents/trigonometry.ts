import type { AlgebraOperation } from "../algebra-query.ts";
import type { QueryBuilder } from "../query-builders.ts";
import type { Intent } from "./intent.ts";

const form =
  (operation: AlgebraOperation): QueryBuilder =>
  (groups, context) => ({
    kind: "algebra",
    operation,
    operands: [context.parse(groups["a"] as string)],
    variable: null,
  });

/** Circular functions expanded, reduced, as sums and as products. */
export const TRIGONOMETRY_INTENTS: readonly Intent[] = [
  {
    name: "expand-trigonometry",
    frames: [
      /^expand\s+(?<a>.+?)\s+(?:in terms of|using|into|as)\s+(?:powers of )?(?<waves>(?:sin|cos|sines?|cosines?)\b.*)$/i,
      "[把|将] {a} 用 {waves} 表示",
      /^(?:trig(?:onometric(?:ally)?)?[- ]expand|expand trig(?:onometric(?:ally)?)?(?: functions?)?(?: in)?)\s+(?<a>.+)$/i,
      "用(和角公式|倍角公式)展开 {a}",
    ],
    read: (groups, context) => {
      const waves = groups["waves"] ?? "";
      const [hasSine, hasCosine] = [/sin/i.test(waves), /cos/i.test(waves)];
      if (groups["waves"] !== undefined && !hasSine && !hasCosine) return null;
      const isOne = hasSine !== hasCosine;
      return form(!isOne ? "expand-trigonometry" : hasSine ? "in-sines" : "in-cosines")(
        groups,
        context,
      );
    },
    examples: [
      { ask: "expand sin(3x) in terms of sin(x)", answer: "-4*sin(x)^3 + 3*sin(x)" },
      { ask: "expand cos(5x) in terms of cos(x)", answer: "16*cos(x)^5 - 20*cos(x)^3 + 5*cos(x)" },
      { ask: "trig expand tan(2x)", answer: "-2*tan(x)/(tan(x)^2 - 1)" },
      { ask: "把 cos(2x) 用 sin(x) 表示", answer: "-2*sin(x)^2 + 1" },
    ],
  },
  {
    name: "reduce trigonometry",
    frames: [
      /^(?:trig(?:onometric)?[- ]reduce|reduce trig(?:onometric)?(?:ally)?|(?:power[- ]reduction|power[- ]reduce|linearize|linearise)(?: of)?|reduce the power(?:s)? (?:of|in))\s+(?<a>.+)$/i,
      /^(?:product[- ]to[- ]sum)(?: (?:formula|form))?(?: of| for)?\s*:?\s+(?<a>.+)$/i,
      /^(?:write|express|rewrite|convert)\s+(?<a>.+?)\s+(?:as|to|into) (?:a )?(?:sum|difference|sum or difference)(?: of (?:sines|cosines|trig(?:onometric)? functions|sines and cosines))?$/i,
      /^(?:write|express|rewrite)\s+(?<a>.+?)\s+(?:in terms of|with|using) (?:multiple angles|first powers(?: of (?:sines|cosines|sine|cosine))?|the first power of cosine)$/i,
      "[把|将|对] {a} [进行](降幂|积化和差)",
      "(降幂|积化和差)[:|：] {a}",
    ],
    read: form("reduce-trigonometry"),
    examples: [
      { ask: "product to sum sin(3x)*cos(2x)", answer: "sin(x)/2 + sin(5*x)/2" },
      { ask: "power reduction of sin(x)^4", answer: "3/8 - cos(2*x)/2 + cos(4*x)/8" },
      { ask: "把 cos(x)^2 降幂", answer: "1/2 + cos(2*x)/2" },
      { ask: "sin(5x)cos(3x) 积化和差", answer: "sin(2*x)/2 + sin(8*x)/2" },
    ],
  },
  {
    name: "sum to product",
    frames: [
      /^(?:sum[- ]to[- ]product)(?: (?:formula|form))?(?: of| for)?\s*:?\s+(?<a>.+)$/i,
      /^(?:write|express|rewrite|convert)\s+(?<a>.*(?:sin|cos).+?)\s+(?:as|to|into) (?:a )?product$/i,
      "[把|将|对] {a} [进行]和差化积",
      "和差化积[:|：] {a}",
    ],
    read: form("sum-to-product"),
    examples: [
      { ask: "sum to product sin(x)+sin(3x)", answer: "2*sin(2*x)*cos(x)" },
      { ask: "cos(x)-cos(3x) 和差化积", answer: "2*sin(2*x)*sin(x)" },
    ],
  },
  {
    name: "reduce with circular functions",
    frames: [/^reduce\s+(?<a>.*(?:sin|cos).+)$/i],
    read: form("reduce-trigonometry"),
    examples: [{ ask: "reduce sin(x)^2", answer: "1/2 - cos(2*x)/2" }],
  },
];

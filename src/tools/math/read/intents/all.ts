import { ALGEBRA_INTENTS } from "../read-algebra.ts";
import { ASSUMING_INTENTS } from "./assuming.ts";
import { ARITHMETIC_INTENTS } from "./arithmetic.ts";
import { CALCULUS_PHRASE_INTENTS } from "./calculus-phrases.ts";
import { CALCULUS_WORD_INTENTS } from "./calculus-words.ts";
import { CALCULUS_INTENTS } from "./calculus.ts";
import { CLOCK_INTENTS } from "./clock.ts";
import { COMPLEX_INTENTS } from "./complex-numbers.ts";
import { NAMED_POLYNOMIAL_INTENTS } from "./named-polynomials.ts";
import { COMPARING_INTENTS } from "./comparing.ts";
import { DATE_INTENTS } from "./dates.ts";
import { DIFFERENTIAL_EQUATION_INTENTS } from "../differential-equation-query.ts";
import { DIFFERENTIAL_SYSTEM_INTENTS } from "../differential-system-query.ts";
import { DISTRIBUTION_INTENTS } from "./distributions.ts";
import { DRAWING_INTENTS } from "./drawing.ts";
import { EVERYDAY_CHINESE_INTENTS } from "./everyday-chinese.ts";
import { EVERYDAY_INTENTS } from "./everyday.ts";
import { FIGURE_INTENTS } from "./figures.ts";
import { FINANCE_INTENTS } from "./finance.ts";
import { FOURIER_INTENTS } from "../fourier-query.ts";
import { FUNCTION_PROPERTY_INTENTS } from "./function-properties.ts";
import { GEOMETRY_INTENTS } from "./geometry.ts";
import type { Intent } from "./intent.ts";
import { SET_INTENTS } from "./sets.ts";
import { LINE_INTENTS } from "./lines.ts";
import { LOGIC_INTENTS } from "./logic.ts";
import { MATRIX_INTENTS } from "./matrices.ts";
import { DECIMAL_FORM_INTENTS } from "./decimal-forms.ts";
import { SEQUENCE_INTENTS } from "./integer-sequences.ts";
import { NUMBER_THEORY_INTENTS } from "./number-theory.ts";
import { MULTIPLE_INTEGRALS } from "./multiple-integrals.ts";
import { NUMBER_FORM_INTENTS } from "./number-forms.ts";
import { NUMBER_INTENTS } from "./numbers.ts";
import { POINT_INTENTS } from "./points.ts";
import { PERCENTAGE_INTENTS } from "./percentages.ts";
import { PHRASE_INTENTS } from "./phrases.ts";
import { PLOT_INTENTS } from "./plots.ts";
import { POLYNOMIAL_FORM_INTENTS } from "./polynomial-forms.ts";
import { POLYNOMIAL_INTENTS } from "./polynomials.ts";
import { POWER_INTENTS } from "./powers.ts";
import { PROOF_INTENTS } from "./proofs.ts";
import { PUZZLE_INTENTS } from "./puzzles.ts";
import { SOLID_INTENTS } from "./solids.ts";
import { RECURRENCE_INTENTS } from "../recurrence-query.ts";
import { RECURRENCE_SYSTEM_INTENTS } from "../recurrence-system-query.ts";
import { PROGRESSION_INTENTS } from "./progressions.ts";
import { REWORDING_INTENTS } from "./rewordings.ts";
import { SAVINGS_INTENTS } from "./savings.ts";
import { SERIES_INTENTS } from "./series.ts";
import { SCIENCE_INTENTS } from "./science.ts";
import { SOLVING_INTENTS } from "./solving.ts";
import { SEVERAL_ANSWER_INTENTS } from "./several-answers.ts";
import { SHORT_SUM_INTENTS } from "./short-sums.ts";
import { SHORT_WORDING_INTENTS } from "./short-wordings.ts";
import { SPOKEN_ARITHMETIC_INTENTS } from "./spoken-arithmetic.ts";
import { STATISTICS_INTENTS } from "./statistics.ts";
import { TRANSFORM_INTENTS } from "../transform-query.ts";
import { TRANSFORMATION_INTENTS } from "./operations.ts";
import { TRIGONOMETRY_INTENTS } from "./trigonometry.ts";
import { UNIT_INTENTS } from "./units.ts";
import { VECTOR_CALCULUS_INTENTS } from "./vector-calculus.ts";
import { WHOLE_NUMBER_INTENTS } from "./whole-numbers.ts";

/** Intents that belong together, under the heading they have on the page of what can be asked. */
export interface Topic {
  readonly en: string;
  readonly zh: string;
  readonly intents: readonly Intent[];
}

/** Questions with words of their own, in the order in which they are tried. */
export const QUESTION_TOPICS: readonly Topic[] = [
  { en: "Plots", zh: "图像", intents: PLOT_INTENTS },
  { en: "Proofs", zh: "证明", intents: PROOF_INTENTS },
  { en: "Powers", zh: "幂", intents: POWER_INTENTS },
  { en: "Assumptions", zh: "假设", intents: ASSUMING_INTENTS },
  { en: "Drawing from a bag", zh: "摸球与概率", intents: DRAWING_INTENTS },
  { en: "Other wordings", zh: "其他说法", intents: REWORDING_INTENTS },
  { en: "Sets", zh: "集合", intents: SET_INTENTS },
  { en: "Logic", zh: "命题逻辑", intents: LOGIC_INTENTS },
  { en: "Matrices", zh: "矩阵", intents: MATRIX_INTENTS },
  { en: "Phrases", zh: "短语", intents: PHRASE_INTENTS },
  { en: "Clock", zh: "时间", intents: CLOCK_INTENTS },
  { en: "Dates", zh: "日期", intents: DATE_INTENTS },
  { en: "Money", zh: "金融", intents: FINANCE_INTENTS },
  { en: "Geometry", zh: "几何", intents: GEOMETRY_INTENTS },
  { en: "Distributions", zh: "概率分布", intents: DISTRIBUTION_INTENTS },
  { en: "Statistics and chance", zh: "统计与概率", intents: STATISTICS_INTENTS },
  { en: "Science", zh: "科学", intents: SCIENCE_INTENTS },
  { en: "Decimals and fractions", zh: "小数与分数", intents: DECIMAL_FORM_INTENTS },
  { en: "Sequences of whole numbers", zh: "整数序列", intents: SEQUENCE_INTENTS },
  { en: "Number theory", zh: "数论", intents: NUMBER_THEORY_INTENTS },
  {
    en: "Forms of polynomials and fractions",
    zh: "多项式与分式的变形",
    intents: POLYNOMIAL_FORM_INTENTS,
  },
  { en: "Trigonometric forms", zh: "三角变换", intents: TRIGONOMETRY_INTENTS },
  { en: "Complex numbers", zh: "复数", intents: COMPLEX_INTENTS },
  { en: "Named polynomials", zh: "特殊多项式", intents: NAMED_POLYNOMIAL_INTENTS },
  { en: "Whole numbers", zh: "整数", intents: WHOLE_NUMBER_INTENTS },
  { en: "Numbers", zh: "数", intents: NUMBER_INTENTS },
  { en: "Several variables", zh: "多元微积分", intents: VECTOR_CALCULUS_INTENTS },
  { en: "Units", zh: "单位", intents: UNIT_INTENTS },
  { en: "Integrals over regions", zh: "重积分", intents: MULTIPLE_INTEGRALS },
  { en: "Series", zh: "级数", intents: SERIES_INTENTS },
  { en: "Calculus in words", zh: "微积分应用", intents: CALCULUS_INTENTS },
  { en: "Comparing and sorting", zh: "比较与排序", intents: COMPARING_INTENTS },
  { en: "Polynomials", zh: "多项式", intents: POLYNOMIAL_INTENTS },
];

/** The operations of the engine, tried after every question with words of its own. */
export const OPERATION_TOPICS: readonly Topic[] = [
  {
    en: "Recurrences",
    zh: "递推关系",
    intents: [...RECURRENCE_INTENTS, ...RECURRENCE_SYSTEM_INTENTS],
  },
  { en: "Fourier transforms", zh: "傅里叶变换", intents: FOURIER_INTENTS },
  { en: "Laplace transforms", zh: "拉普拉斯变换", intents: TRANSFORM_INTENTS },
  {
    en: "Systems of differential equations",
    zh: "微分方程组",
    intents: DIFFERENTIAL_SYSTEM_INTENTS,
  },
  { en: "Differential equations", zh: "微分方程", intents: DIFFERENTIAL_EQUATION_INTENTS },
  { en: "Algebra and number theory", zh: "代数与数论", intents: ALGEBRA_INTENTS },
  { en: "Calculus and other forms", zh: "微积分与变形", intents: TRANSFORMATION_INTENTS },
  { en: "Percentages", zh: "百分数", intents: PERCENTAGE_INTENTS },
  { en: "Arithmetic in words", zh: "算术", intents: ARITHMETIC_INTENTS },
  { en: "Equations and inequalities", zh: "方程与不等式", intents: SOLVING_INTENTS },
  { en: "Properties of functions", zh: "函数的性质", intents: FUNCTION_PROPERTY_INTENTS },
  {
    en: "Curves by integrals",
    zh: "曲线与积分",
    intents: [...CALCULUS_WORD_INTENTS, ...CALCULUS_PHRASE_INTENTS],
  },
  { en: "Loans, saving and growth", zh: "贷款、储蓄与增长", intents: SAVINGS_INTENTS },
  { en: "Sequences and sums of numbers", zh: "数列与求和", intents: PROGRESSION_INTENTS },
  { en: "Lines and curves", zh: "直线与曲线", intents: LINE_INTENTS },
  { en: "Points of the plane", zh: "平面上的点", intents: POINT_INTENTS },
  { en: "Numbers in other forms", zh: "数的其他写法", intents: NUMBER_FORM_INTENTS },
  {
    en: "More figures and solids",
    zh: "更多图形与立体",
    intents: [...SOLID_INTENTS, ...FIGURE_INTENTS],
  },
  { en: "Puzzles about numbers", zh: "关于数的小题", intents: PUZZLE_INTENTS },
  { en: "Several answers", zh: "几个答案", intents: SEVERAL_ANSWER_INTENTS },
  { en: "Sums told as stories", zh: "应用题", intents: SHORT_SUM_INTENTS },
  { en: "The other way round", zh: "倒过来说", intents: SHORT_WORDING_INTENTS },
  { en: "In short", zh: "简短的说法", intents: [...EVERYDAY_CHINESE_INTENTS, ...EVERYDAY_INTENTS] },
  { en: "Arithmetic in phrases", zh: "用话说的算式", intents: SPOKEN_ARITHMETIC_INTENTS },
];

export const QUESTION_INTENTS: readonly Intent[] = QUESTION_TOPICS.flatMap(
  (topic) => topic.intents,
);
export const OPERATION_INTENTS: readonly Intent[] = OPERATION_TOPICS.flatMap(
  (topic) => topic.intents,
);

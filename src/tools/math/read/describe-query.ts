import { printPlain } from "../expression/print-plain.ts";
import { ALGEBRA_NAMES } from "./algebra-query.ts";
import { definitionExpressions } from "./defined-query.ts";
import { describeCalculus } from "./calculus-query.ts";
import { describeDate } from "./date-query.ts";
import { describeVectorCalculus } from "./vector-calculus-query.ts";
import { describeSets } from "./set-query.ts";
import { describePlot } from "./plot-query.ts";
import { describeLogic } from "./logic-query.ts";
import { describeNumber } from "./number-query.ts";
import { describeProof } from "./proof-query.ts";
import { describeSchool } from "./school-query.ts";
import { MATRIX_OPERATION_NAMES } from "./linear-algebra-query.ts";
import { FOURIER_NAMES } from "./fourier-query.ts";
import { readsWholeNumbers } from "./whole-numbers.ts";
import { type SolveDomain, type MathQuery, queryExpression } from "./math-query.ts";

/** One sentence that says how the input was understood, in the reader's language. */
export function describeQuery(query: MathQuery, isChinese: boolean): string {
  const text = printPlain(queryExpression(query));
  const inner = "expression" in query ? printPlain(query.expression) : text;
  const pick = (english: string, chinese: string): string => (isChinese ? chinese : english);
  switch (query.kind) {
    case "degrees":
      return pick(`Work out ${inner}, in degrees`, `计算 ${inner}，以度为单位`);
    case "evaluate":
      return pick(`Work out ${inner}`, `计算 ${inner}`);
    case "simplify":
      return pick(`Simplify ${inner}`, `化简 ${inner}`);
    case "assuming": {
      const given = query.assumptions.texts;
      return pick(
        `Simplify ${inner} assuming ${given.join(" and ")}`,
        `在 ${given.join("、")} 的条件下化简 ${inner}`,
      );
    }
    case "expand":
      return pick(`Expand ${inner}`, `展开 ${inner}`);
    case "factor":
      return pick(`Factor ${inner}`, `因式分解 ${inner}`);
    case "decimal":
      if (query.count === "first")
        return pick(
          `The first ${query.digits} digits of ${inner}`,
          `${inner} 的前 ${query.digits} 位数字`,
        );
      return query.count === "places"
        ? pick(
            `Decimal value of ${inner} to ${query.digits} decimal places`,
            `${inner} 的小数值，保留 ${query.digits} 位小数`,
          )
        : pick(
            `Decimal value of ${inner} to ${query.digits} significant figures`,
            `${inner} 的小数值，保留 ${query.digits} 位有效数字`,
          );
    case "percentage":
      return pick(
        `${printPlain(query.part)} as a percentage of ${printPlain(query.whole)}`,
        `${printPlain(query.part)} 占 ${printPlain(query.whole)} 的百分比`,
      );
    case "solve":
      return pick(
        `Solve ${text} for ${query.unknowns.join(", ")}${describeDomain(query.domain, false)}`,
        `解方程 ${text}，求 ${query.unknowns.join("、")}${describeDomain(query.domain, true)}`,
      );
    case "inequality":
      return pick(
        `Solve ${text} for ${query.variable}${describeDomain(query.domain, false)}`,
        `解不等式 ${text}，求 ${query.variable}${describeDomain(query.domain, true)}`,
      );
    case "differentiate": {
      const at = query.at === null ? "" : ` at ${query.variable} = ${printPlain(query.at)}`;
      const zhAt = query.at === null ? "" : `在 ${query.variable} = ${printPlain(query.at)} 处`;
      const order = query.order === 1 ? "Derivative" : `Derivative of order ${query.order}`;
      return pick(
        `${order} of ${inner} with respect to ${query.variable}${at}`,
        `${inner} 对 ${query.variable} 的${query.order === 1 ? "" : `${query.order} 阶`}导数${zhAt}`,
      );
    }
    case "integrate":
      return query.bounds === null
        ? pick(
            `Indefinite integral of ${inner} with respect to ${query.variable}`,
            `${inner} 对 ${query.variable} 的不定积分`,
          )
        : pick(
            `Integral of ${inner} over ${query.variable} from ${printPlain(query.bounds[0])} to ${printPlain(query.bounds[1])}`,
            `${inner} 对 ${query.variable} 从 ${printPlain(query.bounds[0])} 到 ${printPlain(query.bounds[1])} 的定积分`,
          );
    case "limit": {
      const side =
        query.side === null
          ? ""
          : query.side === "FromRight"
            ? " from the right"
            : " from the left";
      const zhSide =
        query.side === null ? "" : query.side === "FromRight" ? "（右极限）" : "（左极限）";
      const whole = readsWholeNumbers(query)
        ? [" through the whole numbers", "（取整数值）"]
        : ["", ""];
      return pick(
        `Limit of ${inner} as ${query.variable} approaches ${printPlain(query.point)}${side}${whole[0]}`,
        `${query.variable} 趋于 ${printPlain(query.point)}${whole[1]}时 ${inner} 的极限${zhSide}`,
      );
    }
    case "sum":
    case "product":
      return pick(
        `${query.kind === "sum" ? "Sum" : "Product"} of ${inner} for ${query.variable} from ${printPlain(query.lower)} to ${printPlain(query.upper)}`,
        `${query.variable} 从 ${printPlain(query.lower)} 到 ${printPlain(query.upper)} 的 ${inner} 之${query.kind === "sum" ? "和" : "积"}`,
      );
    case "word-problem": {
      const { unknowns, asked } = query.problem;
      const names = unknowns.map(({ symbol, meaning }) => `${symbol} = ${meaning}`).join(", ");
      return pick(`With ${names}: ${text}; find ${asked}`, `设 ${names}：${text}；求 ${asked}`);
    }
    case "proof":
      return describeProof(query, isChinese);
    case "truth":
      return pick(`Is it true that ${text}?`, `${text} 是否成立？`);
    case "prime":
      return pick(`Is ${text} a prime number?`, `${text} 是否为质数？`);
    case "composite":
      return pick(`Is ${text} a composite number?`, `${text} 是否为合数？`);
    case "algebra": {
      const [english, chinese] = ALGEBRA_NAMES[query.operation];
      return pick(`${english} ${text}`, `${text}：${chinese}`);
    }
    case "linear-algebra": {
      const [english, chinese] = MATRIX_OPERATION_NAMES[query.operation];
      return pick(`${english} of ${text}`, `${text} 的${chinese}`);
    }
    case "differential-equation": {
      const at = query.at === null ? "" : ` at ${query.variable} = ${printPlain(query.at)}`;
      const zhAt = query.at === null ? "" : `在 ${query.variable} = ${printPlain(query.at)} 处的值`;
      return pick(
        `Solve the differential equation ${text} for ${query.unknown}(${query.variable})${at}${query.isNumeric ? " in decimals" : ""}`,
        `解微分方程 ${text}，求 ${query.unknown}(${query.variable})${zhAt}${query.isNumeric ? "（数值解）" : ""}`,
      );
    }
    case "differential-system":
      return pick(
        `Solve the system of differential equations ${text} for ${query.unknowns.join(", ")} in ${query.variable}`,
        `解微分方程组 ${text}，求 ${query.variable} 的函数 ${query.unknowns.join(", ")}`,
      );
    case "fourier":
    case "inverse-fourier":
    case "fourier-cosine":
    case "fourier-sine": {
      const [english, chinese] = FOURIER_NAMES[query.kind];
      return pick(`${english} of ${inner}`, `${inner} 的${chinese}`);
    }
    case "laplace":
      return pick(`Laplace transform of ${inner}`, `${inner} 的拉普拉斯变换`);
    case "inverse-laplace":
      return pick(`Inverse Laplace transform of ${inner}`, `${inner} 的拉普拉斯逆变换`);
    case "recurrence-system":
      return pick(`Solve the system of recurrences ${text}`, `解递推方程组 ${text}`);
    case "recurrence":
      return query.term === null
        ? pick(`Solve the recurrence ${text}`, `解递推关系 ${text}`)
        : pick(
            `The term ${query.unknown}(${query.term}) of the recurrence ${text}`,
            `递推关系 ${text} 的项 ${query.unknown}(${query.term})`,
          );
    case "plot":
      return describePlot(query, printPlain, pick);
    case "factor-integer":
      return pick(`Prime factorization of ${text}`, `${text} 的质因数分解`);
    case "money":
      return pick(`Work out ${inner}`, `计算 ${inner}`);
    case "vector-calculus":
      return describeVectorCalculus(query, printPlain, pick);
    case "tuple":
      return pick(`Work out ${text}`, `计算 ${text}`);
    case "statement":
      return pick(`The equation ${inner}`, `方程 ${inner}`);
    case "sets":
      return describeSets(query, pick);
    case "logic":
      return describeLogic(query, pick);
    case "data": {
      const names = { median: "中位数", mode: "众数", range: "极差", quartiles: "四分位数" };
      return pick(`The ${query.operation} of ${text}`, `${text} 的${names[query.operation]}`);
    }
    case "binomial": {
      const { trials, from, to } = query;
      const p = printPlain(query.probability);
      return pick(
        `Probability of ${from} to ${to} successes in ${trials} independent trials with probability ${p}`,
        `${trials} 次独立试验、每次概率 ${p}，成功 ${from} 到 ${to} 次的概率`,
      );
    }
    case "dice-sum":
      return pick(
        `Probability that ${query.dice} dice add up to ${query.total}`,
        `${query.dice} 个骰子点数之和为 ${query.total} 的概率`,
      );
    case "primes":
    case "roman":
    case "decimal-digit":
      return describeNumber(query, printPlain, pick);
    case "days-between":
    case "date-shift":
    case "weekday":
    case "weekdays-in":
    case "unix-time":
      return describeDate(query, pick);
    case "line":
    case "extremum":
    case "area-between":
    case "domain":
    case "inverse-function":
    case "complete-square":
    case "property":
    case "linear-programme":
    case "range-on-interval":
      return describeCalculus(query, printPlain, pick);
    case "quantity": {
      const quantity = Object.entries(query.units).reduce(
        (shown, [symbol, unit]) => shown.replaceAll(`*${symbol}`, ` ${unit.text}`),
        inner,
      );
      return query.target === null
        ? pick(`Work out ${quantity}`, `计算 ${quantity}`)
        : pick(`${quantity} in ${query.target.text}`, `${quantity} 换算成 ${query.target.text}`);
    }
    case "defined": {
      const given = definitionExpressions(query.definitions, queryExpression)
        .map(printPlain)
        .join("; ");
      const asked = describeQuery(query.query, isChinese);
      return pick(`With ${given}: ${asked}`, `已知 ${given}：${asked}`);
    }
    default:
      return describeSchool(query, printPlain, pick);
  }
}

/** Where solutions are looked for, when that is not everywhere. */
function describeDomain({ isReal, interval }: SolveDomain, isChinese: boolean): string {
  if (interval !== null) {
    const range = `${interval.isLowerClosed ? "[" : "("}${printPlain(interval.lower)}, ${printPlain(interval.upper)}${interval.isUpperClosed ? "]" : ")"}`;
    return isChinese ? `，在 ${range} 内` : ` in ${range}`;
  }
  if (!isReal) return "";
  return isChinese ? "（实数范围）" : " over the real numbers";
}

import { Fraction } from "fraction.js";
import { endingDecimal } from "../exact/ending-decimal.ts";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { type Expression, variablesOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { EXACT } from "../plan/candidates.ts";
import { parseExpression } from "../read/parse.ts";
import { readUnit } from "../units/read-unit.ts";
import { factorExpression, isSameDimension, type Unit } from "../units/unit.ts";
import type { PodMaker, PodSubject } from "./pod-maker.ts";

/** Units people think in, small ones first; those of the answer's kind are shown. */
const COMMON: readonly string[] = [
  ..."nm,µm,mm,cm,m,km,in,ft,yd,mi,nmi,au,ly".split(","),
  ..."mm^2,cm^2,m^2,ha,km^2,in^2,ft^2,ac,mi^2".split(","),
  ..."mL,L,m^3,cm^3,tsp,cup,fl oz,gal,ft^3".split(","),
  ..."µg,mg,g,kg,t,oz,lb,st".split(","),
  ..."ms,s,min,h,d,wk,yr".split(","),
  ..."m/s,km/h,mph,kn,ft/s".split(","),
  ..."J,kJ,MJ,kWh,cal,kcal,eV,BTU".split(","),
  ..."W,kW,MW,hp".split(","),
  ..."Pa,kPa,bar,atm,psi,mmHg".split(","),
  ..."N,kN,lbf,kgf".split(","),
  ..."K,°C,°F".split(","),
  ..."°,rad".split(","),
  ..."bit,B,kB,MB,GB,TB,KiB,MiB,GiB".split(","),
  ..."Hz,kHz,MHz,GHz,rpm".split(","),
];
const CHINESE: readonly string[] = ["寸", "尺", "里", "亩", "两", "斤"];

/** Things whose size is fixed by a definition or a standard, to compare with. */
const MEASURES: readonly {
  readonly en: string;
  readonly zh: string;
  readonly size: string;
  readonly unit: string;
}[] = [
  {
    en: "a sheet of A4 paper, long side (ISO 216)",
    zh: "A4 纸的长边（ISO 216）",
    size: "297",
    unit: "mm",
  },
  { en: "a marathon (42.195 km)", zh: "马拉松全程（42.195 km）", size: "42.195", unit: "km" },
  { en: "the astronomical unit", zh: "天文单位", size: "1", unit: "au" },
  { en: "a light year", zh: "光年", size: "1", unit: "ly" },
  { en: "a sheet of A4 paper (ISO 216)", zh: "一张 A4 纸（ISO 216）", size: "62370", unit: "mm^2" },
  { en: "the speed of light", zh: "光速", size: "299792458", unit: "m/s" },
  { en: "the standard atmosphere", zh: "标准大气压", size: "101325", unit: "Pa" },
  { en: "a day", zh: "一天", size: "1", unit: "d" },
  { en: "a year of 365.25 days", zh: "一年（365.25 天）", size: "365.25", unit: "d" },
];
const MOST_ROWS = 10;
const SIGNIFICANT = 7;

/** The answer in other units of its kind, and how it compares with things of a defined size. */
export const otherUnitsPod: PodMaker = {
  id: "other-units",
  title: { en: "In other units", zh: "其他单位" },
  speed: "quick",
  appliesTo: (subject) => quantityOf(subject) !== null,
  make: (subject) => {
    const quantity = quantityOf(subject);
    if (quantity === null) return null;
    const { isChinese } = subject;
    const names = isChinese ? [...COMMON, ...CHINESE] : COMMON;
    const rows = names
      .flatMap((name) => {
        const unit = readUnit(name);
        if (unit === null || unit.text === quantity.unit.text) return [];
        const value = inUnit(quantity, unit);
        return value === null ? [] : [{ unit, value, size: sizeOf(value) }];
      })
      .filter(({ size, unit }) => unit.zero !== null || (size >= 1e-3 && size < 1e7))
      .slice(0, MOST_ROWS);
    if (rows.length === 0) return null;
    const compared = quantity.unit.zero === null ? comparison(quantity, isChinese) : null;
    const table = [
      isChinese ? ["数值", "单位"] : ["Value", "Unit"],
      ...rows.map(({ unit, value }) => [written(value), unit.text]),
    ];
    return {
      plain: [
        ...rows.map(({ unit, value }) => `${written(value)} ${unit.text}`),
        ...(compared === null ? [] : [compared]),
      ].join("\n"),
      table,
      certificate: {
        grade: "exact-check",
        method: "unit-definitions",
        detail: isChinese
          ? "由单位的定义精确换算；标 ≈ 的数值四舍五入到 7 位有效数字。"
          : `Worked out exactly from the definitions of the units; values with ≈ are rounded to ${SIGNIFICANT} significant digits.`,
        engines: [EXACT],
      },
    };
  },
};

interface Quantity {
  readonly value: Expression;
  readonly unit: Unit;
}

function quantityOf({ outcome }: PodSubject): Quantity | null {
  const { value, certificate } = outcome;
  if (value.kind !== "quantity" || value.unit === "" || value.unit.includes("%")) return null;
  if (certificate.grade !== "proved" && certificate.grade !== "exact-check") return null;
  const unit = readUnit(value.unit);
  if (unit === null || unit.dimension.size === 0) return null;
  const amount = parseExpression(value.plain).expression;
  // A bare number of kelvins may be a difference, which has no place on a scale.
  if (unit.zero === null && unit.dimension.size === 1 && unit.dimension.get("K") === 1) return null;
  return variablesOf(amount).length > 0 || evaluateReal(amount) === null
    ? null
    : { value: amount, unit };
}

/** The same quantity in another unit of its kind; null where the unit is of another one. */
function inUnit({ value, unit }: Quantity, target: Unit): Expression | null {
  if (!isSameDimension(unit.dimension, target.dimension)) return null;
  const isScale = unit.zero !== null;
  if (!isScale && target.zero !== null) return null;
  const zeroOf = ({ zero }: Unit): Expression => fractionExpression(zero ?? new Fraction(0));
  const base: Expression = [
    "Multiply",
    isScale ? ["Add", value, ["Negate", zeroOf(unit)]] : value,
    factorExpression(unit),
  ];
  const ratio: Expression = ["Divide", base, factorExpression(target)];
  const whole: Expression = isScale ? ["Add", ratio, zeroOf(target)] : ratio;
  const exact = fractionOf(whole);
  return exact === null ? (exactForm(whole) ?? whole) : fractionExpression(exact);
}

const sizeOf = (value: Expression): number => Math.abs(evaluateReal(value)?.toNumber() ?? 0);

function written(value: Expression): string {
  const exact = fractionOf(value);
  const decimal = exact === null ? null : endingDecimal(exact);
  if (decimal !== null && decimal.replace(/\D/g, "").length <= 15) return decimal;
  const short = evaluateReal(value)?.toSignificantDigits(SIGNIFICANT).toString();
  return short === undefined ? printPlain(value) : `≈ ${short}`;
}

/** The measure whose size is nearest, where it is within a factor of ten thousand. */
function comparison(quantity: Quantity, isChinese: boolean): string | null {
  const found = MEASURES.flatMap(({ en, zh, size, unit: name }) => {
    const unit = readUnit(name);
    const own = unit === null ? null : inUnit(quantity, unit);
    if (own === null) return [];
    const ratio = sizeOf(["Divide", own, { num: size }]);
    return ratio > 0
      ? [{ text: isChinese ? zh : en, ratio, far: Math.abs(Math.log10(ratio)) }]
      : [];
  }).toSorted((a, b) => a.far - b.far)[0];
  if (found === undefined || found.far > 4) return null;
  const ratio = Number(found.ratio.toPrecision(3));
  return isChinese ? `约为${found.text}的 ${ratio} 倍` : `about ${ratio} times ${found.text}`;
}

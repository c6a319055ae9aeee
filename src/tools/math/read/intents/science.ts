import type { Expression } from "../../expression/expression.ts";
import { BODIES, CONSTANTS_SOURCE, constantNamed } from "../../knowledge/constants.ts";
import { compoundNamed, molarTerms } from "../../knowledge/elements.ts";
import { readUnit } from "../../units/read-unit.ts";
import { add, formula, num, over, power, sqrt, times } from "../formula.ts";
import type { MathQuery } from "../math-query.ts";
import type { Groups } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";

function molarMass(groups: Groups, context: ReadingContext): MathQuery | null {
  const text = groups["compound"] as string;
  const name = compoundNamed(text) ?? text.trim();
  const terms = molarTerms(name);
  const unit = readUnit("g/mol");
  if (terms === null || unit === null) return null;
  context.note({
    kind: "data",
    text: `${name}: ${terms.map(({ symbol, count, weight }) => `${count} ${symbol} at ${weight}`).join(", ")} g/mol (IUPAC 2021, abridged).`,
  });
  return {
    kind: "quantity",
    expression: times(
      add(...terms.map(({ count, weight }) => times(num(count), num(weight)))),
      "U_1",
    ),
    units: { U_1: unit },
    target: unit,
  };
}

function constant(groups: Groups, context: ReadingContext): MathQuery | null {
  const found = constantNamed(groups["name"] as string);
  const unit = found === null ? null : readUnit(found.unit);
  const target = groups["unit"] === undefined ? unit : readUnit(groups["unit"]);
  if (found === null || unit === null || target === null) return null;
  context.note({
    kind: "constant",
    text:
      found.uncertainty === null
        ? `${found.names[0]} = ${found.value} ${found.unit}, exact by definition (${CONSTANTS_SOURCE}).`
        : `${found.names[0]} = ${found.value} ${found.unit}, measured, standard uncertainty ${found.uncertainty} (${CONSTANTS_SOURCE}).`,
  });
  return {
    kind: "quantity",
    expression: times(scientific(found.value), "U_1"),
    units: { U_1: unit },
    target,
  };
}

/** "6.674e-11" as an exact product. */
function scientific(text: string): Expression {
  const [digits, exponent] = text.split("e") as [string, string?];
  return exponent === undefined
    ? num(digits)
    : exponent.startsWith("-")
      ? over(num(digits), power(num(10), num(exponent.slice(1))))
      : times(num(digits), power(num(10), num(exponent)));
}

function escapeVelocity(groups: Groups, context: ReadingContext): MathQuery | null {
  const name = (groups["body"] as string).trim().toLowerCase().replace(/^the /, "");
  const body = Object.hasOwn(BODIES, name) ? BODIES[name] : undefined;
  const [metres, seconds] = [readUnit("m"), readUnit("s")];
  const target = readUnit(groups["unit"] ?? "km/s");
  if (body === undefined || metres === null || seconds === null || target === null) return null;
  const [parameter, radius] = body;
  context.note({
    kind: "data",
    text: `v = sqrt(2*G*M/r) with G*M = ${parameter} m^3/s^2 and mean radius r = ${radius} m (JPL).`,
  });
  return {
    kind: "quantity",
    expression: sqrt(
      over(
        times(num(2), num(parameter), power("U_1", 3), power("U_2", num("-2"))),
        times(num(radius), "U_1"),
      ),
    ),
    units: { U_1: metres, U_2: seconds },
    target,
  };
}

const mass = "{m:measure} ";
const AT = "(moving |travelling |traveling |)(at|with|with velocity|with speed|at a speed of)";

/** Formulas, constants and substances of school science. */
export const SCIENCE_INTENTS: readonly Intent[] = [
  {
    name: "molar mass",
    frames: [
      "[the ](molar mass|molecular weight|molecular mass|formula weight|formula mass|mol weight) of {compound}",
      "{compound} 的(摩尔质量|分子量|相对分子质量|式量)",
    ],
    read: molarMass,
    examples: [
      { ask: "molecular weight of glucose", answer: "180.156 g/mol" },
      { ask: "molar mass of Ca(OH)2", answer: "74.092 g/mol" },
      { ask: "水的摩尔质量", answer: "18.015 g/mol" },
    ],
  },
  {
    name: "physical constant",
    frames: ["{name} (in|to) {unit}", "{name}[的值]"],
    read: constant,
    examples: [
      { ask: "speed of light", answer: "299792458 m/s" },
      { ask: "speed of light in mph", answer: "670616629.384395 mph" },
      { ask: "光速", answer: "299792458 m/s" },
    ],
  },
  {
    name: "escape velocity",
    frames: [
      "escape (velocity|speed) (of|from|on) {body} in {unit}",
      "escape (velocity|speed) (of|from|on) {body}",
      "{body} 的逃逸速度",
    ],
    read: escapeVelocity,
    examples: [{ ask: "escape velocity of the earth", answer: "11.1861356913891 km/s" }],
  },
  {
    name: "kinetic energy",
    frames: [
      `[the ]kinetic energy (of|for) [a |an ]${mass}[{thing:word} ]${AT} {v}`,
      "质量[为|是]{m}[,][、](速度|速率)[为|是]{v}[的][物体]的动能",
    ],
    read: formula({
      slots: ["m", "v"],
      build: (m, v) => over(times(m, power(v, 2)), num(2)),
      shown: "E = m*v^2/2",
    }),
    examples: [
      { ask: "kinetic energy of 1500 kg car at 20 m/s", answer: "300000 J" },
      { ask: "质量2千克速度3m/s的动能", answer: "9 J" },
    ],
  },
  {
    name: "force",
    frames: [
      `[the ]force (to accelerate|on) [a |an ]${mass}[{thing:word} ](at|with) {a}`,
      "质量[为|是]{m}[,][、]加速度[为|是]{a}[的物体]的(合力|力|受力)",
    ],
    read: formula({ slots: ["m", "a"], build: (m, a) => times(m, a), shown: "F = m*a" }),
    examples: [{ ask: "force on 2 kg at 3 m/s^2", answer: "6 N" }],
  },
  {
    name: "momentum",
    frames: [
      `[the ]momentum of [a |an ]${mass}[{thing:word} ]${AT} {v}`,
      "质量[为|是]{m}[,][、]速度[为|是]{v}[的物体]的动量",
    ],
    read: formula({ slots: ["m", "v"], build: (m, v) => times(m, v), shown: "p = m*v" }),
    examples: [{ ask: "momentum of 2 kg at 3 m/s", answer: "6 kg*m/s" }],
  },
  {
    name: "body mass index",
    frames: [
      "(bmi|body mass index) [of |for |with ][a ][weight |mass ][of |= ]{m:measure}[,| and|, and] [a ][height ][of |= ]{h:measure}",
      "(体重|质量)[为|是]{m:measure}[,][、]身高[为|是]{h:measure} 的(BMI|体质指数|身体质量指数)",
    ],
    read: formula({
      slots: ["m", "h"],
      build: (m, h) => over(m, power(h, 2)),
      shown: "BMI = mass/height^2",
    }),
    examples: [{ ask: "BMI 80 kg 2 m", answer: "20 kg/m^2" }],
  },
  {
    name: "density",
    frames: ["[the ]density of {m} (in|per|with volume|occupying) {v}"],
    read: formula({
      slots: ["m", "v"],
      build: (m, v) => over(m, v),
      shown: "density = mass/volume",
    }),
    examples: [{ ask: "density of 10 kg with volume 2 m^3", answer: "5 kg/m^3" }],
  },
];

import { checkDeadline } from "../exact/deadline.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  isSymbol,
} from "../expression/expression.ts";
import { evaluateReal } from "./evaluate-decimal.ts";

export type CompiledReal = (...values: number[]) => number;

const CONSTANTS: Readonly<Record<string, number>> = {
  Pi: Math.PI,
  ExponentialE: Math.E,
  EulerGamma: 0.577_215_664_901_532_9,
};

const ONE: Readonly<Record<string, (u: number) => number>> = {
  Negate: (u) => -u,
  Sqrt: Math.sqrt,
  Cbrt: Math.cbrt,
  Exp: Math.exp,
  Ln: positive(Math.log),
  Lg: positive(Math.log10),
  Lb: positive(Math.log2),
  Abs: Math.abs,
  Sign: Math.sign,
  Floor: Math.floor,
  Ceil: Math.ceil,
  Sin: Math.sin,
  Cos: Math.cos,
  Tan: Math.tan,
  Cot: (u) => 1 / Math.tan(u),
  Sec: (u) => 1 / Math.cos(u),
  Csc: (u) => 1 / Math.sin(u),
  Arcsin: Math.asin,
  Arccos: Math.acos,
  Arctan: Math.atan,
  Sinh: Math.sinh,
  Cosh: Math.cosh,
  Tanh: Math.tanh,
  Coth: (u) => 1 / Math.tanh(u),
  Sech: (u) => 1 / Math.cosh(u),
  Csch: (u) => 1 / Math.sinh(u),
  Arsinh: Math.asinh,
  Arcosh: Math.acosh,
  Gamma: gammaValue,
  Factorial: (u) => gammaValue(u + 1),
  Zeta: zetaValue,
  Artanh: (u) => (Math.abs(u) >= 1 ? Number.NaN : Math.atanh(u)),
};

/** Lanczos' approximation with Godfrey's coefficients (g = 607/128), good to about 1e-14; reflected below 1/2. */
function gammaValue(u: number): number {
  if (u <= 0 && Number.isInteger(u)) return Number.NaN;
  if (u < 0.5) return Math.PI / (Math.sin(Math.PI * u) * gammaValue(1 - u));
  const sum = LANCZOS.reduce(
    (total, coefficient, index) =>
      total + (index === 0 ? coefficient : coefficient / (u - 1 + index)),
    0,
  );
  const t = u - 1 + 607 / 128 + 0.5;
  return Math.sqrt(2 * Math.PI) * t ** (u - 0.5) * Math.exp(-t) * sum;
}

const LANCZOS = [
  0.999_999_999_999_997_1, 57.156_235_665_862_92, -59.597_960_355_475_49, 14.136_097_974_741_746,
  -0.491_913_816_097_620_2, 3.399_464_998_481_189e-5, 4.652_362_892_704_858e-5,
  -9.837_447_530_487_956e-5, 1.580_887_032_249_125e-4, -2.102_644_417_241_049e-4,
  2.174_396_181_152_126e-4, -1.643_181_065_367_639e-4, 8.441_822_398_385_275e-5,
  -2.619_083_840_158_141e-5, 3.689_918_265_953_163e-6,
];

const ZETA_TERMS = 14;
/** B(2j)/(2j)! for j = 1 to 7. */
const ZETA_CORRECTIONS = [
  1 / 12,
  -1 / 720,
  1 / 30_240,
  -1 / 1_209_600,
  1 / 47_900_160,
  -691 / 1_307_674_368_000,
  1 / 74_724_249_600,
];

/** Riemann's zeta function by the Euler-Maclaurin formula, reflected below 1/2. */
function zetaValue(u: number): number {
  if (u === 1) return Number.NaN;
  if (u === 0) return -0.5;
  if (u < 0.5)
    return (
      2 ** u *
      Math.PI ** (u - 1) *
      Math.sin((Math.PI * u) / 2) *
      gammaValue(1 - u) *
      zetaValue(1 - u)
    );
  let sum = 0;
  for (let n = 1; n < ZETA_TERMS; n++) sum += n ** -u;
  const last = ZETA_TERMS ** -u;
  sum += (last * ZETA_TERMS) / (u - 1) + last / 2;
  let factor = (u * last) / ZETA_TERMS;
  for (const [index, correction] of ZETA_CORRECTIONS.entries()) {
    sum += correction * factor;
    const next = 2 * index + 1;
    factor *= ((u + next) * (u + next + 1)) / (ZETA_TERMS * ZETA_TERMS);
  }
  return sum;
}

function positive(f: (u: number) => number): (u: number) => number {
  return (u) => (u > 0 ? f(u) : Number.NaN);
}

const FAST_HEADS: ReadonlySet<string> = new Set([
  ...Object.keys(ONE),
  ..."Add Multiply Divide Power Max Min Log Mod".split(" "),
]);

/** True when an evaluation takes microseconds; with special functions it can take a thousand times as long. */
export function isFast(expression: Expression): boolean {
  const head = headOf(expression);
  return (head === "" || FAST_HEADS.has(head)) && argumentsOf(expression).every(isFast);
}

/**
 * A fast double-precision evaluation of an expression, for drawing only: never for a check. The result is
 * NaN where there is no real value. Functions without a rule here are evaluated exactly and slowly.
 */
export function compileReal(expression: Expression, variables: readonly string[]): CompiledReal {
  if (isNumber(expression)) {
    const value = Number(expression.num);
    return () => value;
  }
  if (isSymbol(expression)) {
    const place = variables.indexOf(expression);
    if (place >= 0) return (...values) => values[place] as number;
    const value = CONSTANTS[expression] ?? Number.NaN;
    return () => value;
  }
  const head = headOf(expression);
  const parts = argumentsOf(expression).map((part) => compileReal(part, variables));
  const [first, second] = parts as [CompiledReal, CompiledReal];
  const one = ONE[head];
  if (one !== undefined && parts.length === 1) return (...values) => one(first(...values));
  switch (head) {
    case "Add":
      return (...values) => parts.reduce((sum, part) => sum + part(...values), 0);
    case "Multiply":
      return (...values) => parts.reduce((product, part) => product * part(...values), 1);
    case "Divide":
      return (...values) => {
        const below = second(...values);
        return below === 0 ? Number.NaN : first(...values) / below;
      };
    case "Power":
      return (...values) => power(first(...values), second(...values));
    case "Max":
      return (...values) => Math.max(...parts.map((part) => part(...values)));
    case "Min":
      return (...values) => Math.min(...parts.map((part) => part(...values)));
    case "Log":
      return (...values) => Math.log(first(...values)) / Math.log(second(...values));
    case "Mod":
      return (...values) => {
        const by = second(...values);
        const value = first(...values);
        return value - by * Math.floor(value / by);
      };
    default:
      return (...values) => slowValue(expression, variables, values);
  }
}

/** The principal value where it is real: no odd roots of negative numbers, as everywhere in the engine. */
function power(base: number, exponent: number): number {
  if (base === 0 && exponent <= 0) return Number.NaN;
  return base ** exponent;
}

const SLOW_WEIGHT = 64;

function slowValue(
  expression: Expression,
  variables: readonly string[],
  values: readonly number[],
): number {
  // One of these can take as long as a thousand others.
  checkDeadline(SLOW_WEIGHT);
  const place = Object.fromEntries(variables.map((name, index) => [name, values[index] ?? 0]));
  const value = evaluateReal(expression, place);
  return value === null ? Number.NaN : value.toNumber();
}

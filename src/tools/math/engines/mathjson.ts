import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  isSymbol,
} from "../expression/expression.ts";

/** What compute-engine's `json` may hold; only the parts that are mapped here are accepted. */
export type EngineJson =
  | number
  | string
  | { readonly num: string }
  | { readonly str: string }
  | readonly EngineJson[];

/** Our inert form in the engine's dialect: exact decimals become rationals, binders become functions. */
export function toEngine(expression: Expression): EngineJson {
  if (isNumber(expression)) {
    const [whole, decimals] = expression.num.split(".") as [string, string | undefined];
    if (decimals === undefined) return { num: whole };
    return [
      "Rational",
      { num: String(BigInt(whole + decimals)) },
      { num: String(10n ** BigInt(decimals.length)) },
    ];
  }
  if (isSymbol(expression)) return expression;
  const parts = argumentsOf(expression);
  const [body, variable, lower, upper] = parts as [
    Expression,
    Expression,
    Expression?,
    Expression?,
  ];
  switch (headOf(expression)) {
    case "Integrate":
      return lower === undefined || upper === undefined
        ? ["Integrate", toEngine(body), toEngine(variable)]
        : [
            "Integrate",
            ["Function", toEngine(body), toEngine(variable)],
            ["Limits", toEngine(variable), toEngine(lower), toEngine(upper)],
          ];
    case "Sum":
    case "Product":
      return [
        headOf(expression),
        toEngine(body),
        [
          "Limits",
          toEngine(variable),
          toEngine(lower as Expression),
          toEngine(upper as Expression),
        ],
      ];
    case "Limit": {
      const limit: EngineJson[] = [
        "Limit",
        ["Function", toEngine(body), toEngine(variable)],
        toEngine(lower as Expression),
      ];
      if (upper === "FromRight") limit.push(1);
      if (upper === "FromLeft") limit.push(-1);
      return limit;
    }
    case "D": {
      const order = lower !== undefined && isNumber(lower) ? Number(lower.num) : 1;
      return ["D", toEngine(body), ...Array.from({ length: order }, () => toEngine(variable))];
    }
    case "UpperGamma":
      return ["Gamma", toEngine(body), toEngine(variable)];
    case "Divide":
      // The engine's equation rules match rational literals, not quotients of integers.
      if (isInteger(body) && variable !== undefined && isInteger(variable))
        return ["Rational", toEngine(body), toEngine(variable)];
      return ["Divide", toEngine(body), toEngine(variable)];
    default:
      return [headOf(expression), ...parts.map(toEngine)];
  }
}

function isInteger(expression: Expression): boolean {
  return isNumber(expression) && /^\d+$/.test(expression.num);
}

const SAFE_HEADS = new Set(
  (
    "Add Multiply Negate Divide Power Sqrt Ln Log Abs Sign Floor Ceil Factorial Factorial2 Gamma Erf Erfi Zeta Digamma Binomial Mod " +
    "Sin Cos Tan Cot Sec Csc Arcsin Arccos Arctan Arccot Arcsec Arccsc Sinh Cosh Tanh Coth Sech Csch Arsinh Arcosh Artanh " +
    "Arcoth Arsech Arcsch SinhIntegral CoshIntegral FresnelS FresnelC Erfc EllipticF EllipticE EllipticK ExpIntegralE " +
    "List Set Tuple Equal Max Min SinIntegral CosIntegral LogIntegral ExpIntegralEi LambertW PolyLog Heaviside"
  ).split(" "),
);
const SAFE_SYMBOLS = new Set([
  "Pi",
  "ExponentialE",
  "ImaginaryUnit",
  "PositiveInfinity",
  "NegativeInfinity",
  "ComplexInfinity",
  "EulerGamma",
  "True",
  "False",
]);

/**
 * Reads the engine's answer, or returns null when it is unevaluated, inexact, undefined or uses a
 * function that is not part of our notation.
 */
export function fromEngine(json: EngineJson, variables: ReadonlySet<string>): Expression | null {
  if (typeof json === "number")
    return Number.isSafeInteger(json) ? integerNode(String(json)) : null;
  if (typeof json === "string")
    return SAFE_SYMBOLS.has(json)
      ? json
      : json === "Half"
        ? ["Divide", { num: "1" }, { num: "2" }]
        : json === "CatalanConstant" || json === "GoldenRatio"
          ? null
          : variables.has(json)
            ? json
            : null;
  if (!Array.isArray(json)) return "num" in json ? integerNode(json.num) : null;
  const [head, ...rest] = json as [EngineJson, ...EngineJson[]];
  if (typeof head !== "string") return null;
  const parts: Expression[] = [];
  for (const part of rest) {
    const value = fromEngine(part, variables);
    if (value === null) return null;
    parts.push(value);
  }
  const [first, second] = parts as [Expression, Expression];
  switch (head) {
    case "Rational":
      return divideNode(first, second);
    case "Divide":
      return divideNode(first, second);
    case "Subtract":
      return ["Add", first, ["Negate", second]];
    case "Square":
      return ["Power", first, { num: "2" }];
    case "Exp":
      return ["Power", "ExponentialE", first];
    case "Root":
      return ["Power", first, ["Divide", { num: "1" }, second]];
    case "Complex":
      return ["Add", first, ["Multiply", second, "ImaginaryUnit"]];
    case "Pair":
    case "Triple":
      return ["Tuple", ...parts];
    case "Add":
      return ["Add", ...parts];
    case "Multiply":
      return multiplyNode(parts);
    case "Gamma":
      return parts.length === 2 ? ["UpperGamma", first, second] : ["Gamma", first];
    default:
      return SAFE_HEADS.has(head) ? [head, ...parts] : null;
  }
}

/** Integers may come in exponent form ("304e+12"); anything with a fraction part is inexact. */
function integerNode(text: string): Expression | null {
  const found = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]\+?(-?\d+))?$/.exec(text);
  if (found === null) return null;
  const [, sign, whole, decimals = "", exponent = "0"] = found;
  const zeros = Number(exponent) - decimals.length;
  if (zeros < 0 || zeros > 5000) return null;
  const digits = `${whole}${decimals}${"0".repeat(zeros)}`.replace(/^0+(?=\d)/, "");
  return sign === "-" && digits !== "0" ? ["Negate", { num: digits }] : { num: digits };
}

function divideNode(numerator: Expression, denominator: Expression): Expression {
  return headOf(numerator) === "Negate"
    ? ["Negate", ["Divide", argumentsOf(numerator)[0] as Expression, denominator]]
    : ["Divide", numerator, denominator];
}

/** Pulls a leading minus out and writes rational coefficients as one fraction: `-1/2 x` as `-(x/2)`. */
function multiplyNode(parts: readonly Expression[]): Expression {
  let isNegative = false;
  const numerators: Expression[] = [];
  const denominators: Expression[] = [];
  for (const original of parts) {
    let part = original;
    if (headOf(part) === "Negate") {
      isNegative = !isNegative;
      part = argumentsOf(part)[0] as Expression;
    }
    const [over, under] = argumentsOf(part) as [Expression?, Expression?];
    if (
      headOf(part) === "Divide" &&
      over !== undefined &&
      under !== undefined &&
      isNumber(over) &&
      isNumber(under)
    ) {
      if (over.num !== "1") numerators.push(over);
      denominators.push(under);
    } else if (!(isNumber(part) && part.num === "1")) numerators.push(part);
  }
  const product = (factors: Expression[]): Expression =>
    factors.length === 0
      ? { num: "1" }
      : factors.length === 1
        ? (factors[0] as Expression)
        : ["Multiply", ...factors];
  const magnitude: Expression =
    denominators.length === 0
      ? product(numerators)
      : ["Divide", product(numerators), product(denominators)];
  return isNegative ? ["Negate", magnitude] : magnitude;
}

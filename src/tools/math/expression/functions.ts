/**
 * The functions of plain notation. One table serves the reader (names in), the printer (names out) and
 * LaTeX. `names` lists every spelling that is read, the first is the one that is printed.
 */
export interface FunctionInfo {
  readonly head: string;
  readonly names: readonly string[];
  readonly latex?: string;
  /** May be written without parentheses, as in `sin x`. */
  readonly bare?: boolean;
  /** The fewest and the most arguments it takes. */
  readonly arity: readonly [number, number];
}

const bare = (head: string, latex: string, ...names: string[]): FunctionInfo => ({
  head,
  names,
  latex,
  bare: true,
  arity: [1, 1],
});
const taking =
  (least: number, most: number) =>
  (head: string, ...names: string[]): FunctionInfo => ({ head, names, arity: [least, most] });
const call = taking(1, 1);
const callOfTwo = taking(2, 2);
const callOfAny = taking(1, Number.POSITIVE_INFINITY);

export const FUNCTIONS: readonly FunctionInfo[] = [
  bare("Sin", "\\sin", "sin"),
  bare("Cos", "\\cos", "cos"),
  bare("Tan", "\\tan", "tan", "tg"),
  bare("Cot", "\\cot", "cot", "ctg"),
  bare("Sec", "\\sec", "sec"),
  bare("Csc", "\\csc", "csc", "cosec"),
  bare("Arcsin", "\\arcsin", "asin", "arcsin"),
  bare("Arccos", "\\arccos", "acos", "arccos"),
  bare("Arctan", "\\arctan", "atan", "arctan"),
  bare("Arccot", "\\operatorname{arccot}", "acot", "arccot"),
  bare("Arcsec", "\\operatorname{arcsec}", "asec", "arcsec"),
  bare("Arccsc", "\\operatorname{arccsc}", "acsc", "arccsc"),
  bare("Sinh", "\\sinh", "sinh"),
  bare("Cosh", "\\cosh", "cosh"),
  bare("Tanh", "\\tanh", "tanh"),
  bare("Coth", "\\coth", "coth"),
  bare("Sech", "\\operatorname{sech}", "sech"),
  bare("Csch", "\\operatorname{csch}", "csch"),
  bare("Arsinh", "\\operatorname{arsinh}", "asinh", "arsinh", "arcsinh"),
  bare("Arcosh", "\\operatorname{arcosh}", "acosh", "arcosh", "arccosh"),
  bare("Artanh", "\\operatorname{artanh}", "atanh", "artanh", "arctanh"),
  bare("Arcoth", "\\operatorname{arcoth}", "acoth", "arcoth", "arccoth"),
  bare("Arsech", "\\operatorname{arsech}", "asech", "arsech", "arcsech"),
  bare("Arcsch", "\\operatorname{arcsch}", "acsch", "arcsch", "arccsch"),
  { ...bare("Ln", "\\ln", "log", "ln"), arity: [1, 2] },
  bare("Lg", "\\lg", "log10", "lg"),
  bare("Lb", "\\log_2", "log2", "lb"),
  bare("Exp", "\\exp", "exp"),
  bare("Sqrt", "\\sqrt", "sqrt"),
  call("Sinc", "sinc"),
  bare("Cbrt", "\\sqrt[3]", "cbrt"),
  call("Abs", "abs"),
  call("Sign", "sign", "sgn"),
  call("Floor", "floor"),
  call("Ceil", "ceil", "ceiling"),
  taking(1, 2)("Round", "round"),
  callOfAny("Max", "max"),
  callOfAny("Min", "min"),
  taking(1, 2)("Gamma", "gamma"),
  call("Erf", "erf"),
  call("Erfi", "erfi"),
  call("Zeta", "zeta"),
  call("Digamma", "digamma", "psi"),
  taking(1, 2)("LambertW", "lambertw", "productlog"),
  call("ExpIntegralEi", "Ei", "ei"),
  call("LogIntegral", "li"),
  call("SinIntegral", "Si"),
  call("CosIntegral", "Ci"),
  call("SinhIntegral", "Shi"),
  call("CoshIntegral", "Chi"),
  call("FresnelS", "fresnels"),
  call("FresnelC", "fresnelc"),
  callOfTwo("UpperGamma", "uppergamma"),
  callOfTwo("ExpIntegralE", "expint"),
  callOfTwo("EllipticF", "elliptic_f"),
  taking(1, 2)("EllipticE", "elliptic_e"),
  call("EllipticK", "elliptic_k"),
  call("Erfc", "erfc"),
  callOfTwo("PolyLog", "polylog"),
  callOfTwo("Binomial", "binomial", "binom"),
  call("Factorial", "factorial"),
  callOfAny("GCD", "gcd", "gcf", "hcf"),
  callOfAny("LCM", "lcm"),
  call("Numerator", "numerator"),
  call("Denominator", "denominator"),
  callOfTwo("Mod", "mod"),
  call("Catalan", "catalan"),
  call("Bell", "bell"),
  call("Bernoulli", "bernoulli"),
  call("EulerNumber", "eulernumber"),
  callOfTwo("Stirling1", "stirlingfirst"),
  callOfTwo("Stirling2", "stirlingsecond"),
  call("Subfactorial", "subfactorial"),
  call("Lucas", "lucas"),
  call("Harmonic", "harmonic"),
  call("Partitions", "partitions"),
  call("Totient", "totient", "eulerphi"),
  call("Moebius", "moebius", "mobius"),
  taking(1, 2)("DivisorSigma", "divisorsigma"),
  call("DivisorCount", "divisorcount"),
  callOfTwo("JacobiSymbol", "jacobi"),
  callOfTwo("MultiplicativeOrder", "multiplicativeorder"),
  callOfTwo("ModularInverse", "modularinverse"),
  call("PrimitiveRoot", "primitiveroot"),
  call("DigitSum", "digitsum"),
  call("DigitCount", "digitcount"),
  call("TrailingZeros", "trailingzeros"),
  callOfTwo("Beta", "beta"),
  call("Heaviside", "Heaviside", "heaviside"),
  call("DiracDelta", "DiracDelta", "diracdelta", "dirac"),
  callOfTwo("BesselJ", "besselj"),
  callOfTwo("BesselY", "bessely"),
  callOfTwo("BesselI", "besseli"),
  callOfTwo("BesselK", "besselk"),
  call("AiryAi", "airyai"),
  call("AiryBi", "airybi"),
  call("AiryAiPrime", "airyaiprime"),
  call("AiryBiPrime", "airybiprime"),
  call("Fibonacci", "fibonacci"),
  call("Determinant", "det"),
  call("Conjugate", "conjugate", "conj"),
  call("Re", "re"),
  call("Im", "im"),
  call("Arg", "arg"),
];

const byName = new Map(FUNCTIONS.flatMap((info) => info.names.map((name) => [name, info])));
const byHead = new Map(FUNCTIONS.map((info) => [info.head, info]));

export function functionByName(name: string): FunctionInfo | undefined {
  return byName.get(name) ?? byName.get(name.toLowerCase());
}

export function functionByHead(head: string): FunctionInfo | undefined {
  return byHead.get(head);
}

/** Names of constants as they are read; the first spelling of each is the one printed. */
export const CONSTANT_NAMES: ReadonlyMap<string, string> = new Map([
  ["pi", "Pi"],
  ["π", "Pi"],
  ["e", "ExponentialE"],
  ["i", "ImaginaryUnit"],
  ["infinity", "PositiveInfinity"],
  ["Infinity", "PositiveInfinity"],
  ["infty", "PositiveInfinity"],
  ["inf", "PositiveInfinity"],
  ["∞", "PositiveInfinity"],
  ["oo", "PositiveInfinity"],
  ["eulergamma", "EulerGamma"],
]);

export const GREEK: ReadonlySet<string> = new Set(
  (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi rho sigma tau " +
    "upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Sigma Phi Psi Omega"
  ).split(" "),
);

import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  isSymbol,
  variablesOf,
} from "../../expression/expression.ts";
import type { MathQuery } from "../math-query.ts";
import type { Groups } from "../query-builders.ts";
import { readSolve } from "../read-solve.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";

/** The power of a variable whose coefficient is a name: in `a + b*w + c*w^2`, b has power 1. */
function powerOf(form: Expression, name: string): { variable: string; power: number } | null {
  const terms = headOf(form) === "Add" ? argumentsOf(form) : [form];
  const own = terms.find((term) => variablesOf(term).includes(name));
  const others = variablesOf(form).filter((variable) =>
    terms.some(
      (term) =>
        variablesOf(term).includes(variable) && term !== variable && headOf(term) !== "Negate",
    ),
  );
  if (own === undefined) return null;
  if (own === name) {
    const variable = repeated(terms) ?? others.find((other) => other !== name);
    return variable === undefined ? null : { variable, power: 0 };
  }
  const factors = headOf(own) === "Multiply" ? argumentsOf(own) : [];
  const rest = factors.filter((factor) => factor !== name);
  const [base] = rest;
  if (factors.length !== 2 || base === undefined) return null;
  if (isSymbol(base)) return { variable: base, power: 1 };
  const [variable, exponent] = argumentsOf(base) as [Expression?, Expression?];
  if (
    headOf(base) !== "Power" ||
    !isSymbol(variable ?? ONE) ||
    exponent === undefined ||
    !isNumber(exponent)
  )
    return null;
  return { variable: variable as string, power: Number(exponent.num) };
}

const ONE: Expression = { num: "1" };

/** The variable that stands in several terms, or under a power: the one the form is a polynomial in. */
function repeated(terms: readonly Expression[]): string | null {
  const powers = terms
    .flatMap((term) => argumentsOf(term))
    .filter((part) => headOf(part) === "Power");
  const [first] = powers.flatMap((part) => variablesOf(part));
  if (first !== undefined) return first;
  const counts = new Map<string, number>();
  for (const term of terms)
    for (const variable of variablesOf(term)) counts.set(variable, (counts.get(variable) ?? 0) + 1);
  return [...counts].find(([, count]) => count > 1)?.[0] ?? null;
}

function namedCoefficient(groups: Groups, outer: ReadingContext): MathQuery | null {
  // The coefficients are named by letters, so no letter is a constant here.
  const context = outer.withVariables(["e", "i"]);
  const expression = context.parse(groups["body"] as string);
  const form = context.parse(groups["form"] as string);
  const found = powerOf(form, context.symbol(groups["name"] as string));
  const variable =
    found === null || variablesOf(expression).includes(found.variable)
      ? found?.variable
      : variablesOf(expression)[0];
  return found === null || variable === undefined
    ? null
    : { kind: "coefficient", expression, variable, power: found.power };
}

function coefficientOf(groups: Groups, context: ReadingContext): MathQuery | null {
  const expression = context.parse(groups["body"] as string);
  const term = context.parse(groups["term"] as string);
  if (isSymbol(term)) return { kind: "coefficient", expression, variable: term, power: 1 };
  const [base, exponent] = argumentsOf(term) as [Expression?, Expression?];
  return headOf(term) === "Power" &&
    base !== undefined &&
    isSymbol(base) &&
    exponent !== undefined &&
    isNumber(exponent)
    ? { kind: "coefficient", expression, variable: base, power: Number(exponent.num) }
    : null;
}

const equationFor = (groups: Groups, context: ReadingContext): MathQuery | null =>
  /[=]/.test(groups["body"] as string)
    ? readSolve({ body: groups["body"], variables: groups["variable"] }, context)
    : null;

/** Equations asked for by name of the unknown, coefficients, collecting terms. */
export const POLYNOMIAL_INTENTS: readonly Intent[] = [
  {
    name: "unknown of an equation",
    frames: [
      "[find |determine |calculate |solve for |get ]{variable:letter}[,] (given that|given|such that|so that|if|in|when|where|for which) {body}",
      "(let|suppose|if|given) {body}[.|,] (what is|find|calculate|determine|solve for) {variable:letter}",
      "(已知|若|设) {body} (求|解|则) {variable:letter}[的值]",
    ],
    read: equationFor,
    examples: [
      { ask: "Find b such that 25*b**2 - 50*b + 25 = 0.", answer: "1" },
      { ask: "What is k in 5*k + 10 = 0?", answer: "-2" },
      { ask: "Determine r so that r^2 = 9", answer: "-3, 3" },
    ],
  },
  {
    name: "collect terms",
    frames: [
      "collect [the ][like ]terms (in|of) {body}",
      "[把]{body} 合并同类项",
      "合并同类项[:|：] {body}",
    ],
    read: (groups, context) => ({
      kind: "expand",
      expression: context.parse(groups["body"] as string),
    }),
    examples: [{ ask: "Collect the terms in 8*g**3 - 7*g**3 + 30.", answer: "g^3 + 30" }],
  },
  {
    name: "coefficient in a form",
    frames: [
      "(express|rearrange|write) {body} (as|to the form|in the form|to) {form} and (give|find|state) {name:letter}",
    ],
    read: namedCoefficient,
    examples: [
      { ask: "Express 4*s + 5*s + 5*s - 47*s as c + j*s and give j.", answer: "-33" },
      {
        ask: "Rearrange (12 + p)*(p**2 - 1) to the form r*p**2 + c + b*p + z*p**3 and give c.",
        answer: "-12",
      },
    ],
  },
  {
    name: "coefficient of a power",
    frames: [
      "[the ]coefficient of {term} in [the expansion of ]{body}",
      "{body}[的展开式|展开式|展开]中 {term} 的系数",
    ],
    read: coefficientOf,
    examples: [
      { ask: "coefficient of x^2 in (1+x)^5", answer: "10" },
      { ask: "(1+x)^5的展开式中 x^3 的系数", answer: "10" },
    ],
  },
];

import {
  argumentsOf,
  type Expression,
  headOf,
  isFunction,
  isNumber,
  isSymbol,
} from "./expression.ts";
import { functionByHead } from "./functions.ts";

const SYMBOLS: Readonly<Record<string, string>> = {
  Pi: "pi",
  ExponentialE: "e",
  ImaginaryUnit: "i",
  PositiveInfinity: "infinity",
  NegativeInfinity: "-infinity",
  ComplexInfinity: "complex infinity",
  EulerGamma: "eulergamma",
  Undefined: "undefined",
  VariableI: "i",
  VariableE: "e",
  True: "true",
  False: "false",
};

const RELATIONS: Readonly<Record<string, string>> = {
  Equal: "=",
  NotEqual: "!=",
  Less: "<",
  Greater: ">",
  LessEqual: "<=",
  GreaterEqual: ">=",
  Approximately: "≈",
};

/** Binding strengths; a child weaker than its place gets parentheses. */
const STRENGTH = { relation: 0, sum: 1, product: 2, unary: 3, power: 4, atom: 5 } as const;

function strengthOf(expression: Expression): number {
  if (isNumber(expression)) return STRENGTH.atom;
  if (isSymbol(expression)) return expression === "NegativeInfinity" ? STRENGTH.sum : STRENGTH.atom;
  switch (headOf(expression)) {
    case "Add":
      return STRENGTH.sum;
    case "Negate":
      return STRENGTH.sum;
    case "Multiply":
    case "Divide":
    case "Mod":
      return STRENGTH.product;
    case "Power":
    case "Factorial":
    case "Factorial2":
      return STRENGTH.power;
    // Nothing closes it on the right, so beside anything else it stands in brackets.
    case "Limit":
      return STRENGTH.relation;
    default:
      return headOf(expression) in RELATIONS ? STRENGTH.relation : STRENGTH.atom;
  }
}

function wrap(expression: Expression, atLeast: number): string {
  const text = printPlain(expression);
  return strengthOf(expression) < atLeast ? `(${text})` : text;
}

/**
 * Plain notation: `+ - * / ^ !` and named functions, `log` natural. What it prints, `parseExpression`
 * reads back to a mathematically equal expression.
 */
export function printPlain(expression: Expression): string {
  if (isNumber(expression)) return expression.num;
  if (isSymbol(expression)) return SYMBOLS[expression] ?? expression;
  const parts = argumentsOf(expression);
  const [first, second] = parts as [Expression, Expression];
  const head = headOf(expression);
  switch (head) {
    case "Add":
      return printSum(parts);
    case "Negate":
      return `-${wrap(first, STRENGTH.product)}`;
    case "Multiply":
      return printProduct(parts);
    case "Divide":
      return `${wrapFactor(first, true)}/${wrap(second, STRENGTH.power)}`;
    case "Power":
      if (first === "ExponentialE" && isFunction(second) === false && isNumber(second) === false)
        return `e^${wrap(second, STRENGTH.atom)}`;
      return `${wrap(first, STRENGTH.atom)}^${wrap(second, STRENGTH.atom)}`;
    case "Factorial":
      return `${wrap(first, STRENGTH.atom)}!`;
    case "Factorial2":
      return `${wrap(first, STRENGTH.atom)}!!`;
    case "Mod":
      return `mod(${printPlain(first)}, ${printPlain(second)})`;
    case "Log":
      return `log(${printPlain(first)})/log(${printPlain(second)})`;
    case "And":
      return parts.map(printPlain).join(" and ");
    case "Or":
      return parts.map(printPlain).join(" or ");
    case "List":
      return `[${parts.map(printPlain).join(", ")}]`;
    case "Set":
      return `{${parts.map(printPlain).join(", ")}}`;
    case "Tuple":
      return `(${parts.map(printPlain).join(", ")})`;
    case "Sequence":
      return parts.map(printPlain).join(", ");
    case "Integrate":
    case "Sum":
    case "Product":
    case "Limit":
    case "D":
      return printBinder(head, parts);
    default:
  }
  const relation = RELATIONS[head];
  if (relation !== undefined) return `${printPlain(first)} ${relation} ${printPlain(second)}`;
  const name = functionByHead(head)?.names[0] ?? head;
  return `${name}(${parts.map(printPlain).join(", ")})`;
}

function printSum(terms: readonly Expression[]): string {
  return terms
    .map((term, index) => {
      const isNegative = headOf(term) === "Negate";
      const body = isNegative
        ? wrap(argumentsOf(term)[0] as Expression, STRENGTH.product)
        : wrap(term, STRENGTH.sum + (index > 0 ? 1 : 0));
      if (index === 0) return isNegative ? `-${body}` : body;
      return isNegative ? ` - ${body}` : ` + ${body}`;
    })
    .join("");
}

function wrapFactor(factor: Expression, isFirst: boolean): string {
  if (headOf(factor) === "Negate" && isFirst)
    return `-${wrap(argumentsOf(factor)[0] as Expression, STRENGTH.product)}`;
  if (headOf(factor) === "Divide" && !isFirst) return `(${printPlain(factor)})`;
  return wrap(factor, STRENGTH.product);
}

function printProduct(factors: readonly Expression[]): string {
  return factors.map((factor, index) => wrapFactor(factor, index === 0)).join("*");
}

function printBinder(head: string, parts: readonly Expression[]): string {
  const [body, variable, lower, upper] = parts.map(printPlain);
  switch (head) {
    case "Integrate":
      return lower === undefined
        ? `integrate ${body} d${variable}`
        : `integrate ${body} d${variable} from ${lower} to ${upper}`;
    case "Limit": {
      const side =
        upper === "FromRight" ? " from the right" : upper === "FromLeft" ? " from the left" : "";
      return `limit of ${body} as ${variable} -> ${lower}${side}`;
    }
    case "D":
      return lower === undefined
        ? `d/d${variable} (${body})`
        : `d^${lower}/d${variable}^${lower} (${body})`;
    default:
      return `${head.toLowerCase()} of ${body} for ${variable} from ${lower} to ${upper}`;
  }
}

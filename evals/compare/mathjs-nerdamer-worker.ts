import { all, create } from "mathjs";
import nerdamer from "nerdamer";
// Adds calculus, equations and transforms to the same object.
import "nerdamer/all.js";
import type { CasRow } from "../scoring/cas-rules.ts";
import type { Found } from "./found.ts";

/**
 * Answers one row: calculus, algebra and equations with nerdamer, numbers of matrices with mathjs. Each gets
 * the operation and its arguments ready made, in its own notation.
 */
const symbolic = nerdamer as unknown as {
  (text: string): { toString(): string; evaluate(): { toString(): string } };
  solveEquations(equations: string[]): unknown;
  clearVars(): void;
};
const exact = create(all ?? {}, { number: "Fraction" });
const precise = create(all ?? {}, { number: "BigNumber", precision: 64 });

const UNEVALUATED = /\b(?:integrate|defint|limit|sum|product|solve|laplace|ilt|diff)\(/;

/** Constants and powers of logarithms as nerdamer writes them. */
const asked = (text: string): string =>
  text.replace(/\binfinity\b/g, "Infinity").replace(/\blog(\d+)\(/g, "(1/log($1))*log(");

const plain = (text: string): string => text.replace(/\bInfinity\b/g, "infinity");

function call(text: string): string | null {
  const answer = symbolic(text).toString();
  return answer === "" || UNEVALUATED.test(answer) ? null : plain(answer);
}

function expression(text: string): Found | null {
  const answer = call(text);
  return answer === null ? null : { expression: answer };
}

/** The items between square brackets; commas inside brackets of any kind separate nothing. */
function items(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let item = "";
  for (const sign of text.trim().replace(/^\[|\]$/g, "")) {
    if ("([".includes(sign)) depth += 1;
    if (")]".includes(sign)) depth -= 1;
    if (sign === "," && depth === 0) {
      found.push(item);
      item = "";
    } else item += sign;
  }
  return (item === "" ? found : [...found, item]).map((part) => part.trim());
}

/** Functions of numbers that nerdamer takes for products of letters. */
const ONLY_IN_MATHJS = /\b(?:binomial|gamma)\(|!/;

function evaluated(text: string): Found | null {
  if (!ONLY_IN_MATHJS.test(text))
    return { expression: plain(symbolic(text).evaluate().toString()) };
  const value: unknown = precise.evaluate(text.replaceAll("binomial(", "combinations("));
  return { expression: precise.format(value, { notation: "fixed" }) };
}

/** The roots that the question asks for, as far as decimals tell. */
function asAsked(roots: readonly string[], args: Readonly<Record<string, unknown>>): string[] {
  const [low, high] = ((args["interval"] as string[] | undefined) ?? []).map((end) =>
    Number(precise.evaluate(end)),
  );
  return roots.filter((root) => {
    if (/[a-zA-Z]/.test(root.replace(/\b(?:sqrt|log|i|e|pi|sin|cos|tan)\b/g, ""))) return true;
    const value = precise.complex(precise.evaluate(root) as never);
    const isReal = Math.abs(value.im) < 1e-9;
    const isInside =
      low === undefined || high === undefined || (value.re >= low - 1e-9 && value.re < high - 1e-9);
    return args["domain"] === "complex" || (isReal && isInside);
  });
}

const matrixText = (rows: readonly (readonly unknown[])[]): string =>
  `matrix(${rows.map((row) => `[${row.map(String).map(asked).join(",")}]`).join(",")})`;

function system(equations: readonly string[]): Found | null {
  const parts = String(symbolic.solveEquations(equations.map(asked))).split(",");
  const pairs: [string, string][] = [];
  for (let k = 0; k + 1 < parts.length; k += 2)
    pairs.push([parts[k] as string, plain(parts[k + 1] as string)]);
  return pairs.length === 0 ? null : { assignments: [Object.fromEntries(pairs)] };
}

function answer(op: string, args: Readonly<Record<string, unknown>>): Found | null {
  const text = (name: string): string => asked(String(args[name] ?? ""));
  const rows = args["m"] as unknown[][];
  switch (op) {
    case "evaluate":
      return evaluated(text("expr"));
    case "simplify":
    case "factor":
    case "expand":
      return expression(`${op}(${text("expr")})`);
    case "polygcd":
      return expression(`gcd(${text("a")},${text("b")})`);
    case "polydiv": {
      const found = call(`div(${text("a")},${text("b")})`);
      return found === null ? null : { items: items(found) };
    }
    case "diff":
      return expression(`diff(${text("expr")},${text("var")},${args["n"] ?? 1})`);
    case "integrate":
      return expression(`integrate(${text("expr")},${text("var")})`);
    case "defint":
      return expression(`defint(${text("expr")},${text("lo")},${text("hi")},${text("var")})`);
    case "limit":
      return expression(`limit(${text("expr")},${text("var")},${text("to")})`);
    case "sum":
    case "product":
      return expression(`${op}(${text("expr")},${text("var")},${text("lo")},${text("hi")})`);
    case "laplace":
      return expression(`laplace(${text("expr")},${text("var")},${text("svar")})`);
    case "ilaplace":
      return expression(`ilt(${text("expr")},${text("svar")},${text("var")})`);
    case "solve": {
      const found = call(`solve(${text("eq")},${text("var")})`);
      const roots = found === null ? [] : asAsked(items(found), args);
      return roots.length === 0 ? null : { roots };
    }
    case "system":
      return system((args["eqs"] as string[]).map(String));
    case "inv": {
      const found = call(`invert(${matrixText(rows)})`);
      return found === null
        ? null
        : { rows: items(`[${found.replace(/^matrix\(|\)$/g, "")}]`).map(items) };
    }
    case "det":
      return expression(`determinant(${matrixText(rows)})`);
    case "cross":
      return {
        items: items(
          exact.format(exact.evaluate(`cross(${vector(args["a"])},${vector(args["b"])})`)),
        ),
      };
    case "eigenvalues":
      return { roots: items(precise.format(precise.evaluate(`eigs(${numeric(rows)}).values`))) };
    case "matexp":
      return { rows: items(precise.format(precise.evaluate(`expm(${numeric(rows)})`))).map(items) };
    default:
      return null;
  }
}

const vector = (entries: unknown): string => `[${(entries as unknown[]).map(String).join(",")}]`;
const numeric = (rows: readonly (readonly unknown[])[]): string =>
  `number([${rows.map((row) => `[${row.map(String).join(",")}]`).join(",")}])`;

/** Null where the pair has no answer, does not do the operation, or fails. */
export default function run({ op, args }: Pick<CasRow, "op" | "args">): Found | null {
  symbolic.clearVars();
  try {
    return answer(op, args);
  } catch {
    // Every failure of the pair is a row without an answer.
    return null;
  }
}

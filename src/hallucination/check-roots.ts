import type { MathPort } from "../core/math-port.ts";
import type { Verdict } from "../core/truth.ts";
import type { Claim } from "../core/verify-result.ts";
import { checkSystems } from "./check-systems.ts";
import { surroundingsOf } from "./cues.ts";
import {
  type Equation,
  gapAt,
  type GivenValue,
  isClose,
  lettersIn,
  sideAt,
  type StatedValue,
} from "./equation.ts";

const VALUE = String.raw`\(?-?\s?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,12})?(?:\s?\/\s?\d{1,12})?\)?`;
/** "x = 3", "x is 3", "x = 3 or -2", "x_1 = 3". */
const STATED = new RegExp(
  String.raw`(?<![-+*/^×·÷=]\s*)(?<![\d)\]][^\S\n]*)(?<![A-Za-z\\_])([A-Za-z])(?:_\{?\d\}?|[₁₂₃])?\s*(?:&?=|\bis\b|equals|等于|为)\s*(${VALUE})(?!,\d{3})(?![\w.]*[\d(^*/+=-])(?!\s*(?:[-+*/^=×÷(]|\\(?:div|times|cdot|frac|sqrt|pm))|\s?[A-Za-z²³]\s*[-+*/=])(?:\s*(?:,|or|and|或|和|、)\s*(${VALUE})(?!\s*[-+*/^=×÷(\w]))?`,
  "g",
);
/** The value is put in or tried out, not concluded. */
const TRIED =
  /\b(?:let|set|if|when|(?<!solv\w{1,4} )for|at|where|try|with|given|suppose|assume|substitut\w+|plug\w*|put|take|choose|say|instead of)\b[^.;\n]{0,25}$|(?:令|设|若|当|取|代入|假设|把|将)[^。；\n]{0,12}$/i;
const MAX_STATEMENTS = 50;

/**
 * Puts the values a text gives for a letter into its equations. A value that solves none of them is refuted;
 * the value of a linear equation is proved. The next equation after a solution starts anew; an equation with
 * another letter belongs to a system, which is judged as a whole.
 */
export function checkRoots(
  math: MathPort,
  text: string,
  question: string,
  equations: readonly Equation[],
  asked: Equation | null,
): readonly Claim[] {
  const open = new Map<string, readonly Equation[] | null>();
  const values: StatedValue[] = [];
  if (asked !== null) note(asked, open, new Set());
  const solved = new Set<string>();
  const claims: Claim[] = [];
  const statements = [...text.matchAll(STATED)].slice(0, MAX_STATEMENTS);
  let next = 0;
  for (const match of statements) {
    for (; next < equations.length && (equations[next] as Equation).start < match.index; next++)
      note(equations[next] as Equation, open, solved);
    const letter = match[1] ?? "";
    const given = open.get(letter);
    if (given === undefined) continue;
    const start = match.index;
    const end = start + match[0].length;
    if (/^\s?(?:°|degrees?\b|度)/.test(text.slice(end, end + 9))) continue;
    const around = surroundingsOf(text, start, end, question);
    if (around.hedge !== null || TRIED.test(text.slice(Math.max(0, start - 60), start))) continue;
    const roots = [match[2], match[3]].flatMap((value) => (value === undefined ? [] : [value]));
    const span = { start, end, text: match[0], isRounded: around.isRounded };
    for (const root of roots) values.push({ ...span, letter, value: root.replace(/[\s,]/g, "") });
    if (given === null) continue;
    solved.add(letter);
    const claim = claimOf(math, span, letter, roots, given);
    if (claim !== null) claims.push(claim);
  }
  return [...claims, ...checkSystems(math, equations, values)];
}

function note(
  equation: Equation,
  open: Map<string, readonly Equation[] | null>,
  solved: Set<string>,
): void {
  const letters = lettersIn(equation);
  for (const letter of letters) {
    const earlier = solved.has(letter) ? [] : open.get(letter);
    if (letters.size > 1) open.set(letter, null);
    else if (earlier !== null) open.set(letter, [...(earlier ?? []), equation]);
    if (letters.size === 1) solved.delete(letter);
  }
}

function claimOf(
  math: MathPort,
  { isRounded, ...span }: GivenValue,
  letter: string,
  values: readonly string[],
  equations: readonly Equation[],
): Claim | null {
  const first = equations[0] as Equation;
  const shown = `${first.left} = ${first.right}`;
  const at = (side: string, value: string): string => sideAt(side, letter, value);
  const base = { ...span, kind: "equation" as const };
  let isProved = true;
  for (const value of values) {
    const plain = value.replace(/[\s,]/g, "");
    const isApproximate = isRounded || plain.includes(".");
    const verdicts = equations.map(({ left, right }) =>
      tryValue(math, isApproximate, at(left, plain), at(right, plain)),
    );
    if (verdicts.every((verdict) => verdict === "refuted")) {
      if (equations.some((equation) => roundsToRoot(math, equation, letter, plain))) return null;
      return {
        ...base,
        verdict: "refuted",
        provenance: "model-only",
        confidence: 0.95,
        evidence: {
          method: "substitution",
          detail: `${letter} = ${plain} does not solve ${shown}.`,
        },
      };
    }
    isProved &&= verdicts.every((verdict) => verdict === "proved");
  }
  if (!isProved || values.length > 1 || !isLinear(math, first, letter)) return null;
  return {
    ...base,
    verdict: "proved",
    provenance: "computed",
    confidence: 0.99,
    evidence: { method: "substitution", detail: `It is the one solution of ${shown}.` },
  };
}

function tryValue(math: MathPort, isApproximate: boolean, left: string, right: string): Verdict {
  const decision = math.decideRelation(left, "=", right);
  if (decision.verdict !== "refuted") return decision.verdict;
  const isOpen = isApproximate && isClose(math, left, right);
  return decision.isNumeric && !isOpen ? "refuted" : "undecided";
}

/** From this size on a whole number may be a root rounded without a word. */
const ROUNDED_FROM = 25;

/** The sides change places within a half around a whole number: it is a root rounded to a whole. */
function roundsToRoot(math: MathPort, equation: Equation, letter: string, value: string): boolean {
  if (!/^-?\d+$/.test(value) || Math.abs(Number(value)) < ROUNDED_FROM) return false;
  const gap = (shift: string): string => gapAt(equation, letter, `${value}${shift}`);
  return math.decideRelation(`${gap("-1/2")}*${gap("+1/2")}`, "<=", "0").verdict === "proved";
}

/** The difference of the two sides grows by the same amount at every step, and does grow. */
export function isLinear(math: MathPort, equation: Equation, letter: string): boolean {
  const [a, b, c, d] = ["0", "1", "2", "5"].map((value) => gapAt(equation, letter, value)) as [
    string,
    string,
    string,
    string,
  ];
  return (
    math.decideRelation(`${b} - ${a}`, "!=", "0").verdict === "proved" &&
    math.decideRelation(`${c} - ${a}`, "=", `2*(${b} - ${a})`).verdict === "proved" &&
    math.decideRelation(`${d} - ${a}`, "=", `5*(${b} - ${a})`).verdict === "proved"
  );
}

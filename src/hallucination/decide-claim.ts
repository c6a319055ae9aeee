import type { MathPort, RelationDecision } from "../core/math-port.ts";
import type { Candidate, Reading } from "./candidate.ts";
import {
  type Conditions,
  lettersOf,
  NO_CONDITIONS,
  substituted,
  valuesBefore,
} from "./conditions.ts";
import { decideUnits } from "./decide-units.ts";
import type { Decision } from "./decision.ts";
import { judgeRounding } from "./rounding.ts";

/**
 * Decides one candidate with the engine; null when it turns out to be a condition, not a statement.
 * `conditions` are the letters to which the text gives a value.
 */
export function decideClaim(
  math: MathPort,
  candidate: Candidate,
  conditions: Conditions = NO_CONDITIONS,
): Decision | null {
  const decision = candidate.isSymbolic
    ? (decideByValues(math, candidate, conditions) ??
      decideSymbolic(math, candidate, conditions.letters))
    : decideNumeric(math, candidate);
  const { hedge } = candidate;
  if (decision === null || hedge === null || decision.verdict === "undecided") return decision;
  if (decision.verdict === "proved" && !hedge.isDenial) return decision;
  return { verdict: "undecided", method: "reading", detail: hedge.reason };
}

function fromRelation(decision: RelationDecision): Decision {
  return {
    verdict: decision.verdict,
    method: decision.method,
    detail: decision.detail,
    ...(decision.expected === undefined ? {} : { expected: decision.expected }),
    ...(decision.certificate === undefined ? {} : { certificate: decision.certificate }),
  };
}

function decideNumeric(math: MathPort, candidate: Candidate): Decision | null {
  const decide = (reading: Reading): Decision => decideReading(math, candidate, reading);
  if (candidate.labels !== null) return decideUnits(math, candidate, decide);
  const [first, ...others] = candidate.readings as [Reading, ...Reading[]];
  const plain = decide(first);
  if (plain.verdict !== "refuted") return plain;
  // Symbols that only the engine knows as such ("\\alpha = 3") make it a condition.
  if (!math.decideRelation(first.left, "=", first.right).isNumeric) return null;
  for (const reading of others) {
    const { verdict, method } = decide(reading);
    if (verdict === "proved" || (verdict === "undecided" && method === "rounding"))
      return {
        verdict: "undecided",
        method: "reading",
        detail: "It holds in one reading of the notation and not in another.",
      };
  }
  return plain;
}

function decideReading(math: MathPort, candidate: Candidate, reading: Reading): Decision {
  const decision = math.decideRelation(reading.left, reading.relation, reading.right);
  const isEquality = reading.relation === "=" || reading.relation === "≈";
  const isOpen = decision.verdict === "refuted" || reading.relation === "≈";
  if (isEquality && isOpen && isEstimate(math, reading))
    return {
      verdict: "undecided",
      method: "rounding",
      detail:
        "Both sides are close, as in an estimate; the text does not say how close they must be.",
    };
  if (!isEquality || !isOpen || candidate.written === null) return fromRelation(decision);
  if (decision.verdict === "undecided" && reading.relation !== "≈") return fromRelation(decision);
  const exact =
    reading.relation === "≈" ? math.decideRelation(reading.left, "=", reading.right) : decision;
  if (exact.verdict !== "refuted") return fromRelation(exact);
  const rounding = judgeRounding(math, {
    left: reading.left,
    written: reading.right,
    decimals:
      (candidate.written.text.split(".")[1]?.length ?? 0) +
      (reading.right.endsWith("/100)") ? 2 : 0),
    relation: reading.relation,
    isRounded: candidate.isRounded,
    isRoundingAsked: candidate.isRoundingAsked === true,
    roundsToDigits: candidate.roundsToDigits === true,
    isCounting: candidate.isCounting,
    expected: exact.expected,
  });
  if (rounding.verdict === "refuted") return { ...fromRelation(exact), verdict: "refuted" };
  return {
    verdict: rounding.verdict,
    method: "rounding",
    detail: rounding.detail,
    ...(exact.expected === undefined ? {} : { expected: exact.expected }),
  };
}

const SCIENTIFIC = /^\(?-?\d(?:\.\d+)?\)?\s*(?:\*|\\times|\\cdot)\s*[{(]*10[)}]*\s*\^/;

/** "0.0042 * 8812 ≈ 0.004 * 9000" and "1440 = 1.4 * 10^3" round without naming the digits. */
function isEstimate(math: MathPort, { left, relation, right }: Reading): boolean {
  const isComputed = /[-+*/^\\]/.test(right.replace(/^\(?-/, ""));
  if (!(relation === "≈" && isComputed) && !SCIENTIFIC.test(right)) return false;
  const share = relation === "≈" ? "10" : "20";
  const distance = `abs((${left}) - (${right}))`;
  return math.decideRelation(distance, "<=", `abs(${right})/${share}`).verdict === "proved";
}

const INTEGRAL =
  /^(?:∫|\\int)(?![_^])\s*(?:\\,|\\!)?\s*(.+?)\s*(?:\\[,;!: ])?\s*(?:\\mathrm\{d\}|d)\s*([a-zA-Z])$/;
const CONSTANT = /\s*\+\s*(?:C|c|K|\\text\s*\{\s*constant\s*\}|constant|常数)\s*$/;
const DERIVATIVE = /^(?:d\/d([a-z])|\\frac\s*\{\s*d\s*\}\s*\{\s*d\s*([a-z])\s*\})\s*(.+)$/;

/** The written statement and what it also may mean, for derivatives and antiderivatives. */
function symbolicReadings(reading: Reading): readonly Reading[] {
  const integral = INTEGRAL.exec(reading.left);
  if (integral !== null) {
    const [, integrand = "", variable = "x"] = integral;
    const right = reading.right.replace(CONSTANT, "");
    return [{ left: `d/d${variable} (${right})`, relation: "=", right: integrand }];
  }
  const derivative = DERIVATIVE.exec(reading.left);
  if (derivative === null) return [reading];
  const variable = derivative[1] ?? derivative[2] ?? "x";
  return [{ ...reading, left: `d/d${variable} (${derivative[3] ?? ""})` }, reading];
}

/** A link of a calculation whose letters all have one value, given before: the values are put in. */
function decideByValues(
  math: MathPort,
  candidate: Candidate,
  conditions: Conditions,
): Decision | null {
  const only = candidate.readings[0];
  if (candidate.isChained !== true || only === undefined) return null;
  const letters = [...new Set([...lettersOf(only.left), ...lettersOf(only.right)])];
  const values = valuesBefore(conditions, candidate.start);
  let left: string | null = only.left;
  let right: string | null = only.right;
  const named: string[] = [];
  for (const letter of letters) {
    const value = values.get(letter);
    if (value === undefined || left === null || right === null) return null;
    left = substituted(left, letter, value);
    right = substituted(right, letter, value);
    named.push(`${letter} = ${value}`);
  }
  if (left === null || right === null || letters.length === 0) return null;
  const decision = fromRelation(math.decideRelation(left, only.relation, right));
  if (decision.verdict === "undecided") return null;
  return { ...decision, detail: `With ${named.join(", ")}: ${decision.detail}` };
}

function decideSymbolic(
  math: MathPort,
  candidate: Candidate,
  conditioned: ReadonlySet<string>,
): Decision | null {
  const readings = candidate.readings.flatMap(symbolicReadings);
  let refuted: Decision | null = null;
  let undecided: Decision | null = null;
  for (const reading of readings) {
    const decision = fromRelation(math.decideRelation(reading.left, "=", reading.right));
    if (decision.verdict === "proved") return decision;
    if (decision.verdict === "refuted") refuted ??= decision;
    else undecided ??= decision;
  }
  const only = readings[0];
  if (refuted !== null && only !== undefined && hasSign(only)) return undecided;
  if (refuted !== null && only !== undefined && isCollected(math, only)) return refuted;
  if (!candidate.isIdentityAsserted) return null;
  if (refuted !== null && only !== undefined && !candidate.hasBinder) {
    const letters = [...lettersOf(only.left), ...lettersOf(only.right)];
    const isCondition =
      letters.some((letter) => conditioned.has(letter)) ||
      (candidate.isChained === true && isLinear(only.left) && isLinear(only.right));
    if (isCondition && !isImpossible(math, only, letters)) return null;
  }
  return undecided ?? refuted;
}

/** Absolute values are rewritten by the sign of what they hold, which the text may have settled. */
function hasSign({ left, right }: Reading): boolean {
  return /\||\babs\b|\\(?:lvert|vert|mid)/.test(left + right);
}

/** "x + 3x = 5x": a sum of multiples of one letter set equal to one multiple is no condition on it. */
function isCollected(math: MathPort, { left, right }: Reading): boolean {
  const [letter, ...others] = new Set([...lettersOf(left), ...lettersOf(right)]);
  if (letter === undefined || others.length > 0 || !lettersOf(right).has(letter)) return false;
  if (!/[^(*/^=]\s*[-+]/.test(left) || /[^(*/^=]\s*[-+]/.test(right.trim())) return false;
  return [left, right].every((side) => {
    const [zero, one, two] = ["0", "1", "2"].map((value) => substituted(side, letter, value));
    return (
      zero !== null &&
      math.decideRelation(zero ?? "", "=", "0").verdict === "proved" &&
      math.decideRelation(`2*(${one ?? ""})`, "=", two ?? "").verdict === "proved"
    );
  });
}

/** No power, and no product or quotient of letters: it may be an equation to be solved. */
function isLinear(side: string): boolean {
  return !/[\^\\²³]|[A-Za-z]\s*\*?\s*\(?[A-Za-z]|\/\s*\(?[^()]*[A-Za-z]/.test(side);
}

/** The two sides differ by one and the same number whatever the value of the only letter. */
function isImpossible(
  math: MathPort,
  { left, right }: Reading,
  letters: readonly string[],
): boolean {
  const [letter, ...others] = new Set(letters);
  if (letter === undefined || others.length > 0) return false;
  const at = [left, right].map((side) => substituted(side, letter, "0"));
  if (at[0] === null || at[1] === null) return false;
  const gap = `(${at[0]}) - (${at[1]})`;
  return (
    math.decideRelation(gap, "!=", "0").verdict === "proved" &&
    math.decideRelation(`(${left}) - (${right})`, "=", gap).verdict === "proved"
  );
}

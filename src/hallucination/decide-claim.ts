import type { MathPort, RelationDecision } from "../core/math-port.ts";
import type { Certificate, Verdict } from "../core/truth.ts";
import type { Candidate, Reading } from "./candidate.ts";
import { judgeRounding } from "./rounding.ts";

export interface Decision {
  readonly verdict: Verdict;
  readonly method: string;
  readonly detail: string;
  readonly expected?: string;
  readonly certificate?: Certificate;
}

/** Decides one candidate with the engine; null when it turns out to be a condition, not a statement. */
export function decideClaim(math: MathPort, candidate: Candidate): Decision | null {
  const decision = candidate.isSymbolic
    ? decideSymbolic(math, candidate)
    : decideNumeric(math, candidate);
  if (decision === null || candidate.hedge === null || decision.verdict === "undecided")
    return decision;
  return { verdict: "undecided", method: "reading", detail: candidate.hedge };
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

function decideNumeric(math: MathPort, candidate: Candidate): Decision {
  const [first, ...others] = candidate.readings as [Reading, ...Reading[]];
  const decisions = [decideReading(math, candidate, first)];
  const plain = decisions[0] as Decision;
  if (plain.verdict !== "refuted") return plain;
  for (const reading of others) {
    const decision = decideReading(math, candidate, reading);
    if (decision.verdict !== "refuted")
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

function decideSymbolic(math: MathPort, candidate: Candidate): Decision | null {
  const readings = candidate.readings.flatMap(symbolicReadings);
  let refuted: Decision | null = null;
  let undecided: Decision | null = null;
  for (const reading of readings) {
    const decision = fromRelation(math.decideRelation(reading.left, "=", reading.right));
    if (decision.verdict === "proved") return decision;
    if (decision.verdict === "refuted") refuted ??= decision;
    else undecided ??= decision;
  }
  if (!candidate.isIdentityAsserted) return null;
  return undecided ?? refuted;
}

import type { MistakeKind } from "../../../core/working-result.ts";
import { argumentsOf, type Expression, headOf, isNumber } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { checkSameSolutions } from "../steps/same-solutions.ts";
import { TURNED } from "../steps/single-inequality.ts";
import { diagnose, dividedAway, type Follows } from "./diagnose.ts";
import type { Judged } from "./judge-chain.ts";
import { isMiscopied } from "./miscopied.ts";
import type { Solution } from "./solutions.ts";
import { isRelation, type Relations } from "./statement.ts";
import { mistakeMessage } from "./words.ts";

export interface RefutedStep {
  readonly unknowns: readonly string[];
  /** Whether the line before is the problem itself, so that this one may be a copy of it. */
  readonly isProblem: boolean;
  readonly isChinese: boolean;
}

/** Says that an equation or inequality does not follow from the one before, and why as far as one slip explains it. */
export function refuteRelations(
  before: Relations,
  after: Relations,
  { lost, extra }: { readonly lost: readonly Solution[]; readonly extra: readonly Solution[] },
  { unknowns, isProblem, isChinese }: RefutedStep,
): Judged {
  const refuted = (
    kind: MistakeKind,
    what: string,
    corrected: Expression | null,
    also = "",
  ): Judged => {
    const message = mistakeMessage(kind, isChinese, what);
    const more = also === "" ? "" : ` ${mistakeMessage("lost-root", isChinese, also)}`;
    return refutedAs(kind, message + more, corrected);
  };
  const [had, has] = [onlyOf(before), onlyOf(after)];
  if (had !== null && has !== null) {
    const turned = turnedAround(had, has, unknowns);
    if (turned !== null) return refuted("inequality-direction", "", turned);
    if (extra.length === 0) {
      const divisor = dividedAway(had, has, unknowns);
      if (divisor !== null && !isProductOfZero(had) && isVisibleFactor(divisor, had))
        return refuted("divided-by-zero", printPlain(divisor), null, listOf(lost));
    }
  }
  const isSystem = (before.alternatives[0]?.length ?? 0) > 1;
  if (extra.length === 0 && lost.length > 0 && !isSystem)
    return refuted("lost-root", listOf(lost), null);
  if (had !== null && has !== null && headOf(had) === "Equal" && headOf(has) === "Equal") {
    const follows: Follows = (line) => checkSameSolutions(had, [line]) !== null;
    if (isProblem && isMiscopied(had, has)) return refuted("misread-problem", "", had);
    const { kind, corrected } = diagnose(has, had, follows);
    return refuted(kind, "", corrected);
  }
  if (had !== null && has !== null && headOf(had) === headOf(has) && isRelation(had)) {
    // Of an inequality the border is diagnosed, as its sides go wrong in the same ways.
    const follows: Follows = (line) => checkSameSolutions(border(had), [line]) !== null;
    const { kind, corrected } = diagnose(border(has), border(had), follows);
    return refuted(kind, "", corrected === null ? null : [headOf(has), ...argumentsOf(corrected)]);
  }
  return refuted("does-not-follow", "", null);
}

/** Says that values were taken for solutions that are none. */
export function refuteExtra(extra: readonly Solution[], isChinese: boolean): Judged {
  return refutedAs("extra-root", mistakeMessage("extra-root", isChinese, listOf(extra)), null);
}

function refutedAs(kind: MistakeKind, message: string, corrected: Expression | null): Judged {
  return {
    verdict: "refuted",
    detail: message,
    mistake: { kind, message },
    corrected,
    check: null,
  };
}

const border = (relation: Expression): Expression => ["Equal", ...argumentsOf(relation)];

function onlyOf({ alternatives }: Relations): Expression | null {
  const [relations] = alternatives;
  return alternatives.length === 1 && relations?.length === 1 ? (relations[0] as Expression) : null;
}

/** From `a b = 0` one goes on case by case, and who has one case only lost the other. */
function isProductOfZero(equation: Expression): boolean {
  return argumentsOf(equation).some((side) => isNumber(side) && side.num === "0");
}

/** A factor somebody could have divided by: a power of an unknown, or one that stands in the line. */
function isVisibleFactor(divisor: Expression, before: Expression): boolean {
  if (typeof divisor === "string") return true;
  if (headOf(divisor) === "Power") return typeof argumentsOf(divisor)[0] === "string";
  return factorsIn(before).some((factor) => decideEqual(factor, divisor).verdict === "proved");
}

function factorsIn(expression: Expression): Expression[] {
  const parts = argumentsOf(expression);
  const here = headOf(expression) === "Multiply" ? parts : [];
  return [...here, ...parts.flatMap(factorsIn)];
}

function listOf(solutions: readonly Solution[]): string {
  return solutions
    .map((solution) =>
      Object.entries(solution)
        .map(([name, value]) => `${name} = ${printPlain(value)}`)
        .join(", "),
    )
    .join("; ");
}

/** The line with its sign the other way round, where that makes it follow. */
function turnedAround(
  before: Expression,
  after: Expression,
  unknowns: readonly string[],
): Expression | null {
  const sign = TURNED[headOf(after)];
  if (sign === undefined || !isRelation(before)) return null;
  const [unknown] = unknowns;
  if (unknown === undefined) return null;
  // The borders agree, so only the direction can be wrong.
  return checkSameSolutions(border(before), [border(after)]) === null
    ? null
    : [sign, ...argumentsOf(after)];
}

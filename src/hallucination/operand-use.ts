import type { Claim } from "../core/verify-result.ts";
import { numbersIn } from "./numbers.ts";

/** How the numbers of a worked solution are used. */
export interface OperandUse {
  readonly used: ReadonlySet<string>;
  readonly results: ReadonlySet<string>;
  /** Results before the last that no later step uses. */
  readonly dangling: number;
  readonly operations: number;
  readonly hasRepeatedStep: boolean;
  readonly hasLongDecimals: boolean;
}

const OPERATION = /[*×x/+÷]|\d\s*[-–−]\s*\$?\d/g;

/** Reads the relations of a solution in order. */
export function operandUse(claims: readonly Claim[]): OperandUse {
  const used = new Set<string>();
  const results = new Set<string>();
  const steps = new Set<string>();
  let operations = 0;
  let hasRepeatedStep = false;
  let hasLongDecimals = false;
  for (const claim of claims) {
    const sides = claim.text.split(/[=≈]/);
    const right = sides.at(-1) ?? "";
    const left = sides.slice(0, -1).join(" ");
    for (const { canonical } of numbersIn(left)) {
      used.add(canonical);
      if (/^0?\.5$/.test(canonical)) used.add("2");
    }
    for (const number of numbersIn(right)) {
      const isNegative = /-\s*[$¥€£]?\s*$/.test(right.slice(0, number.start));
      results.add(`${isNegative ? "-" : ""}${number.canonical}`);
      hasLongDecimals ||= /\.\d{3,}/.test(number.canonical);
    }
    operations += left.match(OPERATION)?.length ?? 0;
    const step = claim.text.replace(/[^\d=*/+.-]/g, "");
    hasRepeatedStep ||= steps.has(step);
    steps.add(step);
  }
  const dangling = [...results].slice(0, -1).filter((result) => !used.has(result)).length;
  return { used, results, dangling, operations, hasRepeatedStep, hasLongDecimals };
}

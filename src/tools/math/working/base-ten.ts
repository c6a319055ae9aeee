import type { WorkingResult } from "../../../core/working-result.ts";
import type { WorkingParts } from "./check-working.ts";

/**
 * Without a problem, "log" may be meant to base ten: what is no mistake then is left open. With one, its reading
 * says which logarithm was taken.
 */
export async function unlessToBaseTen(
  parts: WorkingParts,
  result: WorkingResult,
  check: (parts: WorkingParts) => Promise<WorkingResult>,
): Promise<WorkingResult> {
  if (result.verdict !== "refuted" || parts.goal !== null) return result;
  const lines = parts.lines.map((text) => text.replace(/\\?\blog\b(?!\s*_|\s*\{|\s*base)/g, "lg"));
  if (lines.join() === parts.lines.join()) return result;
  const other = await check({ ...parts, lines });
  if (other.verdict === "refuted") return result;
  const detail = parts.isChinese
    ? "按自然对数读不成立，按常用对数读则成立。"
    : "It does not hold for the natural logarithm, and holds for the one with base ten.";
  return {
    ...result,
    verdict: "undecided",
    firstMistake: null,
    lines: result.lines.map(({ index, text, reading, ...line }) =>
      line.verdict === "refuted"
        ? { index, text, reading, verdict: "undecided", detail, check: null }
        : { index, text, reading, ...line },
    ),
  };
}

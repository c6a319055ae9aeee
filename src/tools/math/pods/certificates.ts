import type { Certificate } from "../../../core/truth.ts";
import { EXACT } from "../plan/candidates.ts";

/** For facts about whole numbers and fractions that were computed without rounding. */
export const exactArithmetic = (isChinese: boolean): Certificate => ({
  grade: "proved",
  method: "exact-arithmetic",
  detail: isChinese
    ? "用整数精确计算，没有舍入。"
    : "Computed with exact whole numbers; nothing was rounded.",
  engines: [EXACT],
});

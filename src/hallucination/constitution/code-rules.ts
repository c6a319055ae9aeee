import type { CodeRule } from "./code-rule.ts";
import { inventedSource } from "./invented-source.ts";
import { inventedToolCall } from "./invented-tool-call.ts";
import { keptUnits } from "./kept-units.ts";
import { questionLanguage } from "./question-language.ts";
import { unearnedVerdict } from "./unearned-verdict.ts";
import { unsourcedNumber } from "./unsourced-number.ts";

/** The checks that a constitution can name. */
export const CODE_RULES: Readonly<Record<string, CodeRule>> = {
  "no-invented-tool-call": inventedToolCall,
  "no-verdict-without-certificate": unearnedVerdict,
  "no-invented-source": inventedSource,
  "language-of-the-question": questionLanguage,
  "no-unsourced-number": unsourcedNumber,
  "units-kept": keptUnits,
};

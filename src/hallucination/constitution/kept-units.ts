import { extractAnswer } from "../answer.ts";
import { unitWord, type UnitWord } from "../unit-words.ts";
import type { RuleFinding, RuleInput } from "./code-rule.ts";

/** "How many minutes …?", "… in kilometres?", "多少分钟？", "是多少米？" */
const ASKED: readonly RegExp[] = [
  /\bhow many ([a-z]+)\b/gi,
  /\bin ([a-z]+)\s*[?.]?\s*$/gi,
  /(?:多少|几)(分钟|小时|秒钟?|天|周|星期|个?月|年|千米|公里|分米|厘米|毫米|米|千克|公斤|毫克|克|毫升|升|元|角)/g,
];
const WRITTEN =
  /^\s*(?:about |approximately |约)?-?[$¥€£]?\d[\d,.]*\s*(?:\/\s*\d+\s*)?([A-Za-z]+|[\p{Script=Han}]{1,2})/u;

/** The answer names another unit than the one that was asked for; one without a unit says nothing. */
export function keptUnits({ text, question }: RuleInput): readonly RuleFinding[] {
  const asked = ASKED.flatMap((pattern) => [...question.matchAll(pattern)]).flatMap(
    ([, word = ""]) => {
      const unit = unitWord(word);
      return isMeasure(unit) ? [{ word, unit }] : [];
    },
  );
  const only = asked[0];
  const answer = extractAnswer(text);
  if (only === undefined || asked.length > 1 || answer?.isExplicit !== true) return [];
  const word = WRITTEN.exec(answer.text)?.[1] ?? "";
  const unit = unitWord(word);
  if (!isMeasure(unit)) return [];
  const isSame = unit.dimension === only.unit.dimension && unit.factor === only.unit.factor;
  if (isSame) return [];
  const detail = `The question asks for ${only.word}, the answer is in ${word}.`;
  return [{ start: answer.start, end: answer.end, detail }];
}

function isMeasure(unit: UnitWord | undefined): unit is UnitWord {
  return unit !== undefined && unit.dimension !== "";
}

import { type FollowUpForm, type Rewriting, rewritten } from "./earlier.ts";
import { shortQuestion, trimmedQuestion } from "./trimmed-question.ts";

const THING = "([^\\s,]{1,24})";
const INSTEAD: readonly (readonly [RegExp, "new-first" | "old-first"])[] = [
  [
    new RegExp(
      `^(?:if )?(?:the )?(?:same )?(?:(?:with|for|use|using|take|it (?:was|were|is)|there (?:were|are)) )?${THING} (?:instead of|in place of|rather than) ${THING}$`,
      "i",
    ),
    "new-first",
  ],
  [
    new RegExp(
      `^(?:replace|change|swap|exchange) (?:the )?${THING} (?:by|with|to|into|for) ${THING}$`,
      "i",
    ),
    "old-first",
  ],
  [
    /^(?:把|将)?\s*([^\s\p{Script=Han}]{1,24})\s*(?:换|改|变|替换)(?:成|为)\s*([^\s\p{Script=Han}]{1,24})$/iu,
    "old-first",
  ],
  [
    /^(?:用|以)\s*([^\s\p{Script=Han}]{1,24})\s*(?:代替|替换|取代)\s*([^\s\p{Script=Han}]{1,24})$/iu,
    "new-first",
  ],
];

/** "What if 7 was 8?" */
const SUPPOSED = new RegExp(`^(?:and )?what if (?:the )?${THING} (?:was|were|is) ${THING}$`, "i");

/** Puts something in place of what stands exactly once in an earlier question; null where it does not. */
function replacedOnce(question: string, old: string, fresh: string): string | null {
  const escaped = old.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
  const edge = /^[\d.]+%?$/.test(old)
    ? [String.raw`(?<![\d.])`, String.raw`(?!\d|\.\d)`]
    : [String.raw`(?<![A-Za-z\d.])`, String.raw`(?![A-Za-z\d])`];
  const found = [...question.matchAll(new RegExp(`${edge[0]}${escaped}${edge[1]}`, "gi"))];
  const [only] = found;
  if (only === undefined || found.length > 1) return null;
  // A power or a factor that is more than one sign keeps together.
  const isBare = /^[\w.%]+$/.test(fresh) || !/^[\w.%]+$/.test(old);
  return `${question.slice(0, only.index)}${isBare ? fresh : `(${fresh})`}${question.slice(only.index + only[0].length)}`;
}

function again(question: string, query: string | null): Rewriting | null {
  return query === null ? null : rewritten(question, query, { usesAnswer: false });
}

/** "Now with 5 instead of 3", 把3换成5: the same question, where the old number stands in it once. */
export const insteadOf: FollowUpForm = (question) => {
  const supposed = SUPPOSED.exec(shortQuestion(question));
  const asked =
    supposed === null ? trimmedQuestion(question) : `${supposed[2]} instead of ${supposed[1]}`;
  for (const [form, order] of INSTEAD) {
    const match = form.exec(asked);
    if (match === null) continue;
    const [, first, second] = match as unknown as [string, string, string];
    const [fresh, old] = order === "new-first" ? [first, second] : [second, first];
    // A value for an unknown is a point, not another question: the derivative of 2^3 is nobody's wish.
    const isPoint = /^[a-z]$/i.test(old) && !/^[a-z]$/i.test(fresh);
    if (isPoint || !isThing(fresh) || !isThing(old)) return null;
    return (earlier) => again(question, replacedOnce(earlier.question, old, fresh));
  }
  return null;
};

/** Numbers, and expressions with a sign or a single letter; words are left to a model. */
function isThing(text: string): boolean {
  return (
    /\d|[\^*/+()]/.test(text) ||
    /^[a-z]$/i.test(text) ||
    /^(?:sin|cos|tan|log|ln|exp|pi)$/i.test(text)
  );
}

/** "And 20%?", "and of 90?" after a percentage of a number. */
export const otherPercentage: FollowUpForm = (question) => {
  const asked = trimmedQuestion(question);
  const share = /^(-?\d+(?:\.\d+)?)\s*(?:%|percent)$/i.exec(asked)?.[1];
  const whole =
    /^(?:of )(-?\d+(?:\.\d+)?)$/i.exec(asked)?.[1] ?? /^(\d+(?:\.\d+)?)的$/.exec(asked)?.[1];
  if (share === undefined && whole === undefined) return null;
  return (earlier) => {
    const before = [...earlier.question.matchAll(/(?<![\d.])\d+(?:\.\d+)?(?=\s*(?:%|percent))/gi)];
    const [only] = before;
    if (only === undefined || before.length > 1) return null;
    const { question: asked } = earlier;
    if (share !== undefined)
      return again(
        question,
        `${asked.slice(0, only.index)}${share}${asked.slice(only.index + only[0].length)}`,
      );
    const of = /^(.*(?:%|percent) of )(-?\d+(?:\.\d+)?)(\W*)$/i.exec(asked);
    const han = /^(\D*)(\d+(?:\.\d+)?)(的\d+(?:\.\d+)?%\D*)$/u.exec(asked);
    const frame = of ?? han;
    return again(question, frame === null ? null : `${frame[1]}${whole}${frame[3]}`);
  };
};

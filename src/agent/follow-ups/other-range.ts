import { type FollowUpForm, lettersOf, type Rewriting, rewritten } from "./earlier.ts";
import { trimmedQuestion } from "./trimmed-question.ts";

function again(question: string, query: string | null): Rewriting | null {
  return query === null ? null : rewritten(question, query, { usesAnswer: false });
}

const BOUND = "(-?[\\w.^*/()√π]{1,24}|-?infinity|∞|-∞)";
const RANGE = new RegExp(`^(?:it (?:is|was|were|goes) )?from ${BOUND} to ${BOUND}$`, "i");
const RANGE_HAN = new RegExp(`^从\\s*${BOUND}\\s*到\\s*${BOUND}(?:的)?$`, "iu");

/** "And from 0 to 5?", 从 0 到 5 呢: other bounds of an integral, a sum or a plot. */
export const otherBounds: FollowUpForm = (question) => {
  const asked = trimmedQuestion(question);
  const [, low, high] = RANGE.exec(asked) ?? RANGE_HAN.exec(asked) ?? [];
  if (low === undefined || high === undefined) return null;
  return ({ reading }) => {
    const plain = reading?.plain ?? "";
    const integral = /^integrate (.*) (d[a-z])(?: from .*)?$/.exec(plain);
    const total = /^(sum|product) of (.*) for ([a-z]) from .*$/.exec(plain);
    const plot = /^y = (.*)$/.exec(plain);
    if (integral !== null && !/ d[a-z]$/.test(integral[1] as string))
      return again(question, `integrate (${integral[1]}) ${integral[2]} from ${low} to ${high}`);
    if (total !== null)
      return again(question, `${total[1]} of (${total[2]}) for ${total[3]} from ${low} to ${high}`);
    const isPlot = /graph|图/i.test(reading?.text ?? "");
    return again(
      question,
      plot !== null && isPlot ? `plot (${plot[1]}) from ${low} to ${high}` : null,
    );
  };
};

const RESPECT =
  /^(?:(?:differentiate|integrate|the derivative|the integral) )?(?:with respect to|w\.?r\.?t\.?) ([a-z])$/i;
const RESPECT_HAN = /^对\s*([a-z])\s*(?:求导|求偏导|积分)?$/iu;

/** "With respect to y?", 对 y 呢: the same derivative or antiderivative in another unknown. */
export const otherVariable: FollowUpForm = (question) => {
  const asked = trimmedQuestion(question);
  const letter = RESPECT.exec(asked)?.[1] ?? RESPECT_HAN.exec(asked)?.[1];
  if (letter === undefined) return null;
  return ({ reading }) => {
    const plain = reading?.plain ?? "";
    const derivative = /^d\/d[a-z] \((.*)\)$/.exec(plain)?.[1];
    const integral = /^integrate ((?:(?! d[a-z]| from ).)*) d[a-z]$/.exec(plain)?.[1];
    const inside = derivative ?? integral;
    if (inside === undefined || !lettersOf(inside).includes(letter)) return null;
    const query =
      derivative === undefined ? `integrate (${inside}) d${letter}` : `d/d${letter} (${inside})`;
    return again(question, query);
  };
};

const APPROACH = /^as ([a-z]) ?(?:->|→|approaches|goes to|tends to) ?(-?[\w.∞/]{1,16})$/i;
const APPROACH_HAN =
  /^(?:当)?\s*([a-z])\s*(?:趋于|趋近于|趋向于|->|→)\s*(无穷大?|[-+]?[\w.∞/]{1,16})\s*(?:时)?$/iu;

/** "As x -> infinity?", x 趋于 0 呢: the same limit elsewhere. */
export const otherLimit: FollowUpForm = (question) => {
  const asked = trimmedQuestion(question);
  const [, letter, place] = APPROACH.exec(asked) ?? APPROACH_HAN.exec(asked) ?? [];
  if (letter === undefined || place === undefined) return null;
  return ({ reading }) => {
    const limit = /^limit of (.*) as ([a-z]) -> .*$/.exec(reading?.plain ?? "");
    if (limit === null || limit[2] !== letter) return null;
    const to = /无穷|∞/.test(place) ? place.replace(/无穷大?|∞/, "infinity") : place;
    return again(question, `limit of (${limit[1]}) as ${letter} -> ${to}`);
  };
};

import type { Hedge } from "./candidate.ts";
import { sentenceAround, sentencesAfter } from "./source-text.ts";
import { SHOWN_AS_MISTAKE } from "./square-of-parts.ts";

/** Right before a relation: the sentence says that it does not hold. */
const NEGATED_BEFORE =
  /(?:\b(?:not|never|isn't|wasn't)\s+(?:true|correct|right|the case|say(?:ing)?)?\s*(?:that\s+)?["'“]?|\b(?:false|wrong|incorrect|untrue|mistaken?|a (?:lie|myth))\s*(?:that|to (?:say|write|claim|think)(?: that)?|:)\s*["'“]?|不是|并非|不等于?|错误[的地]?[：:认写]*为?|误以为|误认为)\s*$/i;
/** Right after: "… is wrong". */
const NEGATED_AFTER =
  /^["'”’`*_)\]$\s]{0,6}(?:(?:is|was|would be|are|seems?)\s+(?:simply |just |clearly |obviously |completely )?(?:(?<!are )not\b|not (?=true|correct|right|equal|valid|possible)|n't|wrong|incorrect|false|a (?:mistake|lie|myth|contradiction)|an? (?:error|impossibility)|impossible|untrue|nonsense|absurd)|isn't\b|can(?:no|')t be|[（(](?:not true|false|wrong|incorrect|untrue|no\b|错|不成立|不对)|[✗✘❌]|是?错误?的|是?错[的误]|不成立|不对|不正确|是不[对正成]|[^.;。\n]{0,6}?(?:不成立|是错))/i;
/** Somebody else says it, or it is only supposed. */
const REPORTED_BEFORE =
  /\b(?:wrong(?:ly)?|incorrect(?:ly)?|false(?:ly)?|mistake\w*|error|instead of|rather than|claim(?:s|ed|ing)?|sa(?:y|ys|id)|ask(?:s|ed)|told|tells?|think(?:s|ing)?|thought|believ\w+|wr(?:ote|ites)|answer(?:s|ed)|guess\w*|argu\w+|insist\w*|pretend\w*|suppos\w+|assum\w+|imagin\w+|joke\w*|as if|were to|even if|what if|whether|only if|unless)\b[^.;,:]{0,40}$|\bif\b(?![^.;,:]*\bthen\b)[^.;,:]{0,40}$|(?:声称|要求我|假装|有人|学生|以为|认为|写成|写作|说|谎称|是否)[;,:，：]?[^。；，;,]{0,20}$|(?:假设|假如|如果|若)[^。；，：;,:]{0,20}$/i;
/** A negation before the relation; in "those who do not smoke are 8 - 3 = 5" it belongs to what is counted. */
const NEGATION_BEFORE = /(?:\b(?:not|never)\b|n't\b)[^.;,:]{0,40}$/i;
const STATES =
  /(?:\b(?:is|are|was|were|be|makes?|leaves?|gives?|have|has|had|equals?)|[:=])\s*\$?\s*$/i;
/** A quotation that a speaker opens: 'Tom wrote: "2 + 2 = 5"'. */
const QUOTED_BEFORE =
  /(?:\b(?:claim|sa[yi]|told|wrote|written|answer|argu|insist|think|thought|believ|student|pupil|output|prompt|post|comment|said|reads?|quote)\w*\b|声称|写道|写了|回答|说|学生|网友)[^.\n。]{0,40}[:：,，]?\s*["'“‘「『`][^"”’」』`\n]{0,80}$/i;
/** After the relation, that it was a trial and failed. */
const TRIAL_AFTER =
  /\bnot true\b|\bcontradict|\b(?:does|do|did)(?:n't| not) (?:hold|satisfy|work|match|equal)|\bnot (?:satisf|equal\b|possible\b|correct\b)|\bwhich is (?:not|false|wrong|incorrect|impossible|absurd|clearly|obviously)|\b(?:is|was) (?:false|wrong|incorrect)\b|≠|\bextraneous\b|\breject|\bdiscard|舍去|增根|矛盾|不成立|不符|不满足|不合题意|不正确|错误|不等于/i;
const TRIAL_BEFORE =
  /\b(?:check(?:ing)?|test(?:ing)?|see(?:ing)?|verify(?:ing)?|try(?:ing)?) (?:if|whether)\b|\b(?:common (?:mistake|error|misconception)|counterexample|by contradiction|suppose that|false proof|fallacy|wrong(?:ly)? (?:answer|result|solution)|incorrect (?:answer|result|solution)|hypothetical)\b|反证|是否成立|常见错误|错误[的解做]|误区/i;
const OTHER_ARITHMETIC =
  /\b(?:mod(?:ulo|ular)?|base[- ](?:\d+|two|eight|sixteen)|binary|hexa?(?:decimal)?|octal|clock|xor|vector|matri(?:x|ces)|concatenat\w+|string|python|javascript)\b|≡|进制|[^求取]模\s*\d|时钟|\d{1,2}:\s?\d{2}\s*[ap]\.?m/i;
const REMAINDER_AFTER =
  /^[\s$)）]*(?:[（(]?[\p{Script=Han}A-Za-z]{0,12}[）)]?)?[\s$]*(?:\(?\s*(?:with\s+)?(?:a\s+)?remainder|rem\b|[rR]\.?\s*\$*\s*\d|left over|with \d|and \d+\/\d|\.{3}|…|⋯|\\[lc]?dots|余|又)/iu;
const ROUNDED =
  /\b(?:round(?:ed|ing|s)?(?![\s-]*(?:trips?|tables?|of|tour))|approx\w*|about|roughly|nearly|almost|estimat\w*|truncat\w*|floor|ceil\w*|nearest|whole)\b|约|大概|近似|四舍五入|取整|保留|左右/i;
const ROUNDING_ASKED =
  /\bround(?:ed|ing)?\b(?![\s-]*(?:trips?|tables?|of|tour))|\bnearest (?:whole|integer|ten|hundred|thousand|dollar|cent|percent)|四舍五入|保留\S{0,4}[位数]|精确到/i;
const CONDITIONAL =
  /\b(?:solv\w+|equation|if|when|let|suppose|assum\w+|given|where|such that|satisf\w+|set|setting|substitut\w+|subject to|system|roots?|unknown|represents?|denote)\b|解|方程|设|若|当|令|满足|已知|假设/i;
const IDENTITY =
  /\b(?:expand\w*|expansion|simplif\w*|identity|identit\w+|factor\w*|for (?:all|every|any)|always|derivative|differentiat\w*|integra\w+|antiderivative)\b|展开|化简|恒等|因式分解|求导|导数|求积分|不定积分/i;

/** "… for all real x": stated for every value. */
const FOR_ALL_AFTER =
  /^[\s$,，]*(?:(?:holds?|is true) )?(?:for (?:all|every|any|each)\b|对(?:一切|所有|任意|任何)|恒成立)/i;

/** "… for all real x." and nothing behind it that narrows it. */
const FOR_ALL_REAL_AFTER =
  /^[\s$,，;]*(?:(?:holds?|is true) )?(?:for (?:all|every|any|each) real (?:numbers? |values? (?:of )?)?\$?[a-z]\$?|(?:对|对于)?(?:一切|所有|任意|任何)的?实数\s?\$?[a-z]\$?\s?(?:都|均|恒)?成立)\s*(?=[.!。！;]|$)/i;

/** A question that asks for a rewriting, so that an equation in the reply states an identity. */
const REWRITING_ASKED =
  /^\s*(?:(?:please|can you|could you|now) )*(?:expand|simplify|factor\w*|differentiate|integrate|multiply out|(?:find|compute|calculate|what is|what's|evaluate|determine)(?: the)? (?:\w+ )?(?:derivative|integral|antiderivative|expansion))\b|展开|化简|因式分解|求导|导数|不定积分/i;

/** What the words around a relation say about how it is meant. */
export interface Surroundings {
  /** Why the relation is not a plain statement of ordinary arithmetic; null when it is one. */
  readonly hedge: Hedge | null;
  readonly isRounded: boolean;
  /** The question wants a rounded answer, so a number of the text may be cut off. */
  readonly isRoundingAsked: boolean;
  readonly isConditional: boolean;
  readonly isIdentityAsserted: boolean;
  /** Stated for every real value of its letter, without a condition. */
  readonly isForEveryReal: boolean;
  /** Words near by show another's mistake or set an equation; or the question brings an equation. */
  readonly isShownOrGiven: boolean;
}

const BEFORE_CHARACTERS = 220;
/** How far behind a relation words are looked for that take it back. */
export const WORDS_AFTER = 160;
/** Sentences behind its own in which a trial may be called failed. */
const MORE_SENTENCES = 2;

/** Reads the sentence around a span; `question` tells whether a rewriting was asked for. */
export function surroundingsOf(
  text: string,
  start: number,
  end: number,
  question: string,
): Surroundings {
  const sentence = sentenceAround(text, start, end);
  const before = text.slice(sentence.start, start);
  const after = text.slice(end, sentence.end);
  const whole = text.slice(sentence.start, sentence.end);
  const wide = {
    before: text.slice(Math.max(0, start - BEFORE_CHARACTERS), start),
    after: sentencesAfter(text, end, MORE_SENTENCES, WORDS_AFTER),
  };
  return {
    hedge: /[?？]/.test(text.charAt(sentence.end))
      ? denial("It is a question and states nothing.")
      : hedgeOf(before, after, whole, wide),
    isRounded: ROUNDED.test(before.slice(-60)) || ROUNDED.test(after.slice(0, 60)),
    isRoundingAsked: ROUNDING_ASKED.test(question),
    isConditional: CONDITIONAL.test(before),
    // "We simplify this equation to …" rewrites a condition, which is no identity.
    isIdentityAsserted:
      (IDENTITY.test(before) && !/[=＝]/.test(before)) ||
      FOR_ALL_AFTER.test(after) ||
      REWRITING_ASKED.test(question),
    isForEveryReal: FOR_ALL_REAL_AFTER.test(after),
    isShownOrGiven:
      /[=＝]/.test(question) ||
      SHOWN_AS_MISTAKE.test(`${isPutRight(before) ? "" : wide.before} ${wide.after}`),
  };
}

function hedgeOf(
  before: string,
  after: string,
  whole: string,
  wide: { readonly before: string; readonly after: string },
): Hedge | null {
  if (NEGATED_BEFORE.test(before) || NEGATED_AFTER.test(after))
    return denial("The sentence says that this does not hold, so it is not judged.");
  if (REMAINDER_AFTER.test(after))
    return denial("The statement goes on with a remainder or a fraction that is not read here.");
  if (OTHER_ARITHMETIC.test(whole))
    return {
      reason:
        "The sentence speaks of another arithmetic (a modulus, a base, strings), so it is not judged.",
      isDenial: true,
      isNotation: true,
    };
  const isNegated = NEGATION_BEFORE.test(before) && !STATES.test(before);
  if (isNegated || REPORTED_BEFORE.test(before) || isQuoted(before))
    return doubt("The sentence does not state this as a fact, so it is not judged.");
  const isTrial = TRIAL_BEFORE.test(isPutRight(before) ? before : wide.before);
  if (TRIAL_AFTER.test(wide.after) || isTrial)
    return doubt("The text tries this out or corrects it, so it is not judged.");
  return null;
}

/** "The correct expansion is …" behind a sentence that shows a mistake. */
const PUT_RIGHT =
  /\b(?:the (?:correct|right|true|proper|actual)|correctly|actually|in fact|in reality|it should be|should be|instead,)(?! ?(?:thought|believed|wrong|not))|正确的?|实际上|事实上|其实|应该?[是为]|应当[是为]|应为/i;
const isPutRight = (before: string): boolean =>
  PUT_RIGHT.test(before) && !/\b(?:not|never)\b|n't\b|[不非]|误/i.test(before);

/** A straight quotation mark that was closed again opens nothing. */
function isQuoted(before: string): boolean {
  const isClosed = (before.match(/"/g)?.length ?? 0) % 2 === 0;
  return QUOTED_BEFORE.test(isClosed ? before.replaceAll('"', " ") : before);
}

const denial = (reason: string): Hedge => ({ reason, isDenial: true });

/** A hedge that only keeps a failed check from counting. */
export const doubt = (reason: string): Hedge => ({ reason, isDenial: false });

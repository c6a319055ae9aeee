import { sentenceAround } from "./source-text.ts";

const DENIED_BEFORE =
  /\b(?:not|n't|never|wrong(?:ly)?|incorrect(?:ly)?|false(?:ly)?|mistake|error|instead of|rather than|claim(?:s|ed)?|said|says|asked|told|pretend|suppose|assum\w+|imagine)\b[^.;,:]{0,40}$|(?:不是|并非|不等|错误|误认为|误以为|声称|要求我|假设|假如|假装|说)[^。；，]{0,20}$/i;
const DENIED_AFTER =
  /^[^.;\n]{0,12}(?:\b(?:is|was|would be|are)\s+(?:not\b|n't|wrong|incorrect|false|a mistake|impossible|untrue)|\bisn't\b|是错|不成立|不对|不正确|是不)/i;
const OTHER_ARITHMETIC =
  /\b(?:mod(?:ulo|ular)?|base[- ](?:\d+|two|eight|sixteen)|binary|hexa?(?:decimal)?|octal|clock|xor|vector|matri(?:x|ces)|concatenat\w+|string)\b|≡|进制|[^求取]模\s*\d|时钟/i;
const REMAINDER_AFTER =
  /^\s*(?:[A-Za-z]+\s+)?(?:\(?\s*(?:with\s+)?(?:a\s+)?remainder|rem\b|r\.?\s*\d|left over|with \d|and \d+\/\d|\.{3}|…|余|又)/i;
const ROUNDED =
  /\b(?:round\w*|approx\w*|about|roughly|nearly|almost|estimat\w*|truncat\w*|floor|ceil\w*|nearest|whole)\b|约|大概|近似|四舍五入|取整|保留|左右/i;
const CONDITIONAL =
  /\b(?:solv\w+|equation|if|when|let|suppose|assum\w+|given|where|such that|satisf\w+|set|setting|substitut\w+|subject to|system|roots?|unknown|represents?|denote)\b|解|方程|设|若|当|令|满足|已知|假设/i;
const IDENTITY =
  /\b(?:expand\w*|simplif\w*|identity|identit\w+|factor\w*|for (?:all|every|any)|always|derivative|differentiat\w*|integra\w+|antiderivative)\b|展开|化简|恒等|因式分解|导数|求导|积分|分解/i;

/** A question that asks for a rewriting, so that an equation in the reply states an identity. */
const REWRITING_ASKED =
  /^\s*(?:(?:please|can you|could you|now) )*(?:expand|simplify|factor\w*|differentiate|integrate|multiply out|(?:find|compute|calculate|what is|what's|evaluate|determine)(?: the)? (?:\w+ )?(?:derivative|integral|antiderivative|expansion))\b|展开|化简|因式分解|求导|导数|不定积分/i;

/** What the words around a relation say about how it is meant. */
export interface Surroundings {
  /** Why the relation is not a plain statement of ordinary arithmetic; null when it is one. */
  readonly hedge: string | null;
  readonly isRounded: boolean;
  readonly isConditional: boolean;
  readonly isIdentityAsserted: boolean;
}

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
  return {
    hedge: hedgeOf(before, after, whole),
    isRounded: ROUNDED.test(before.slice(-60)) || ROUNDED.test(after.slice(0, 60)),
    isConditional: CONDITIONAL.test(before),
    isIdentityAsserted: IDENTITY.test(before) || REWRITING_ASKED.test(question),
  };
}

function hedgeOf(before: string, after: string, whole: string): string | null {
  if (DENIED_BEFORE.test(before) || DENIED_AFTER.test(after))
    return "The sentence does not state this as a fact, so it is not judged.";
  if (OTHER_ARITHMETIC.test(whole))
    return "The sentence speaks of another arithmetic (a modulus, a base, strings), so it is not judged.";
  if (REMAINDER_AFTER.test(after))
    return "The statement goes on with a remainder or a fraction that is not read here.";
  return null;
}

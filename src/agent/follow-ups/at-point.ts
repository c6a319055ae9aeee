import {
  type Earlier,
  type FollowUpForm,
  lettersOf,
  type Rewriting,
  rewritten,
} from "./earlier.ts";
import { shortQuestion, trimmedQuestion } from "./trimmed-question.ts";

const POINTER = "(?:it|this|that|the (?:result|answer|function|expression|derivative|integral))";
const VALUE = "[-+]?[\\w.^*/()√π-]{1,24}";
const ASSIGNED = `([a-z])\\s*(?:=|equals|is)\\s*(${VALUE})`;
const ENGLISH: readonly RegExp[] = [
  new RegExp(
    `^(?:(?:would )?${POINTER}(?: be)? )?(?:value )?(?:at|when|for|if|with|where) ${ASSIGNED}$`,
    "i",
  ),
  new RegExp(
    `^(?:evaluate|the value)(?: of)?(?: ${POINTER})? (?:at|when|for|if|with|where) ${ASSIGNED}$`,
    "i",
  ),
  new RegExp(`^(?:replace|substitute|change) ([a-z]) (?:by|with|for|to) (${VALUE})$`, "i"),
  new RegExp(
    `^(?:put|set|take|substitute|plug)(?: in)? ${ASSIGNED}(?: in(?:to)?(?: ${POINTER})?)?$`,
    "i",
  ),
];
const WHAT_IF = new RegExp(`^(?:and )?what (?:if|about|when) ${ASSIGNED}$`, "i");
/** No unknown is named: clear where there is only one. */
const UNNAMED = new RegExp(`^(?:evaluate )?${POINTER}? ?at (${VALUE})$`, "i");
const HAN_ASSIGNED = `([a-z])\\s*(?:=|等于|取|为)\\s*(${VALUE})`;
const CHINESE: readonly RegExp[] = [
  new RegExp(
    `^(?:求)?(?:它|其)?(?:当|在|若|对于)?\\s*${HAN_ASSIGNED}\\s*(?:时|处|的时候)(?:的?(?:函数|导数)?值)?$`,
    "iu",
  ),
  new RegExp(`^(?:把|将)?\\s*${HAN_ASSIGNED}\\s*代入(?:它|上式|其中)?$`, "iu"),
  new RegExp(`^(?:把|将)?\\s*([a-z])\\s*(?:换|改)(?:成|为)\\s*(${VALUE})$`, "iu"),
  new RegExp(`^(?:代入|令|取)\\s*${HAN_ASSIGNED}$`, "iu"),
];

interface Point {
  /** Null where the question names no unknown. */
  readonly letter: string | null;
  readonly value: string;
}

function readPoint(question: string): Point | null {
  const asked = trimmedQuestion(question);
  for (const form of [...ENGLISH, ...CHINESE]) {
    const match = form.exec(asked);
    // "a = 2x" defines something, it names no point.
    if (match !== null && lettersOf(match[2] as string).length === 0)
      return { letter: match[1] as string, value: match[2] as string };
  }
  const supposed = WHAT_IF.exec(shortQuestion(question));
  if (supposed !== null && lettersOf(supposed[2] as string).length === 0)
    return { letter: supposed[1] as string, value: supposed[2] as string };
  const unnamed = UNNAMED.exec(asked)?.[1];
  return unnamed !== undefined && /^[-+]?\d/.test(unnamed)
    ? { letter: null, value: unnamed }
    : null;
}

/**
 * The value at a point: "at x = 2", "evaluate it at x = 2", 当 x=2 时呢. It is that of the answer, where
 * this has the unknown; after a derivative or an antiderivative the function asked about is named as well.
 */
export const atPoint: FollowUpForm = (question) => {
  const point = readPoint(question);
  if (point === null) return null;
  return (earlier) => moved(question, point, earlier) ?? placed(question, point, earlier);
};

/** The question that named another point: "derivative of x^3 at x = 2", then "and at x = 5?". */
function moved(question: string, { letter, value }: Point, earlier: Earlier): Rewriting | null {
  const before = [
    ...earlier.question.matchAll(/(?<![\w)])([a-z])( ?= ?)(-?[\d.]+(?:\/\d+)?)(?![\w.(^*/])/gi),
  ];
  const [only] = before;
  if (only === undefined || before.length > 1) return null;
  const at = earlier.question.slice(0, only.index);
  const isPoint = /(?:\b(?:at|when|for|if|with|where)|当|在|若|把|将|代入|令)\s*$/iu.test(at);
  if (!isPoint || (letter !== null && letter !== only[1])) return null;
  const after = earlier.question.slice(only.index + only[0].length);
  const query = `${at}${only[1]}${only[2]}${value}${after}`;
  return rewritten(question, query, { usesAnswer: false });
}

function placed(question: string, point: Point, earlier: Earlier): Rewriting | null {
  const { answer, subject, reading, kind } = earlier;
  const isOwn = subject !== null && reading?.plain.replace(/^y = /, "") === subject;
  const isFit = (expression: string | null): expression is string => {
    const letters = expression === null ? [] : lettersOf(expression);
    return point.letter === null ? letters.length === 1 : letters.includes(point.letter);
  };
  const meaning = isFit(answer) ? answer : isOwn && isFit(subject) ? subject : null;
  if (meaning === null) return null;
  const letter = point.letter ?? (lettersOf(meaning)[0] as string);
  const put = (expression: string): string => `(${expression}) where ${letter} = ${point.value}`;
  const hasOther = kind !== "other" && isFit(subject) && subject !== meaning;
  return {
    query: put(meaning),
    words: shortQuestion(question),
    meaning: put(meaning),
    other: hasOther ? { meaning: put(subject), query: put(subject) } : null,
    usesAnswer: meaning !== subject,
  };
}

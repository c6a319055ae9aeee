import { type Clause, clausesOf } from "./clauses.ts";

/** A clause that says what something is: "the mean of 2, 4 and 9 is 5". Offsets into the text. */
export interface Statement {
  readonly start: number;
  readonly end: number;
  /** What the engine is asked for. */
  readonly query: string;
  /** What the text says it is; for a truth "yes" or "no". */
  readonly value: string;
  /** The text says that it rounds. */
  readonly isRounded: boolean;
  /** Where the value stands; null for a truth, which has no place of its own. */
  readonly valueStart: number | null;
}

const MAX_VALUE = 90;
const MAX_STATEMENTS = 60;

const ENGLISH_VERB =
  /\s(?:is equal to|is given by|is exactly|comes to|is|are|was|were|equals?|evaluates to|gives)\s+(?!not\b|n't|also\b)/i;
const CHINESE_VERB = /(?:等于|就是|分别[是为]|[是为])(?![不否])/;
/** The value is a rounding. */
const ROUNDED_VALUE = /^(?:about|around|approximately|approx\.|roughly|≈|大约|约|大概)\s*/i;
/** Words that leave open how near the value must be, or whose value it is. */
const VAGUE_VALUE =
  /^(?:nearly|almost|close|more|less|at|over|under|between|greater|smaller|larger|bigger|higher|lower|up|one of|some|any|what|how|given|said|called|known|the|a|an|its|this|that|not|n't|no longer|接近|超过|不|至少|至多|多少|什么|几|一个|其)(?![\w-])/i;
const QUESTION =
  /[?？]\s*$|\b(?:what|how many|how much|which|whether)\b|多少|什么|几[个只]|是否|吗/i;

const PROPERTY =
  /^(\d{1,15})\s+(?:is|are)\s+(not\s+)?(?:an?\s+)?(prime(?: number)?|composite(?: number)?|even(?: number)?|odd(?: number)?|perfect square|perfect number|square number|triangular number|fibonacci number)$/i;
const CHINESE_PROPERTY =
  /^(\d{1,15})\s*(不)?是\s*(?:一个)?(质数|素数|合数|偶数|奇数|完全平方数|平方数|完全数)$/;

/**
 * The statements of a text in prose without formulas' dollar signs, at most `MAX_STATEMENTS`. Nothing is
 * decided here: most of what is found is not readable by the engine and then no claim.
 */
export function findStatements(prose: string): readonly Statement[] {
  const found: Statement[] = [];
  for (const clause of clausesOf(prose)) {
    if (QUESTION.test(clause.text + clause.mark)) continue;
    const statement = propertyOf(clause) ?? valueOf(clause);
    if (statement !== null) found.push(statement);
    if (found.length === MAX_STATEMENTS) break;
  }
  return found;
}

function propertyOf({ start, text }: Clause): Statement | null {
  const english = PROPERTY.exec(text);
  const chinese = english === null ? CHINESE_PROPERTY.exec(text) : null;
  const match = english ?? chinese;
  if (match === null) return null;
  const [, number = "", not, property = ""] = match;
  return {
    start,
    end: start + text.length,
    query: english === null ? `${number}是${property}吗` : `is ${number} ${articled(property)}`,
    value: not === undefined ? "yes" : "no",
    isRounded: false,
    valueStart: null,
  };
}

function articled(property: string): string {
  return /number|square/i.test(property) ? `a ${property}` : property;
}

function valueOf({ start, text }: Clause): Statement | null {
  const verb = ENGLISH_VERB.exec(text) ?? CHINESE_VERB.exec(text);
  if (verb === null) return null;
  const query = withoutMarks(text.slice(0, verb.index)).replace(/[,，]\s*$/, "");
  const from = verb.index + verb[0].length;
  const whole = withoutMarks(text.slice(from));
  const value = whole.replace(ROUNDED_VALUE, "");
  const isRounded = value !== whole;
  const names = /[\d=]|\b(?:yes|no|pi|infinity|undefined)\b|π|∞|不存在|无/i;
  if (query.length < 3 || value === "" || value.length > MAX_VALUE || VAGUE_VALUE.test(value))
    return null;
  if (!names.test(value) || !/[\dA-Za-z]/.test(query) || /^(?:it|this|that|x|y|n)$/i.test(query))
    return null;
  return { start, end: start + text.length, query, value, isRounded, valueStart: start + from };
}

/** Without the marks that set formulas and emphasis off. */
function withoutMarks(text: string): string {
  return text
    .replace(/\$|\\\(|\\\)|\\\[|\\\]|\*\*|`/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

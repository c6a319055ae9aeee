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

/** What mathematics is asked about; a clause without any of it is not worth the engine's reading. */
const MATHEMATICAL =
  /\b(?:mean|average|median|mode|range|variance|deviation|sum|product|difference|quotient|ratio|roots?|solutions?|zeros?|derivative|antiderivative|integral|limit|determinant|inverse|rank|trace|transpose|eigenvalues?|factor\w*|gcd|lcm|greatest|least|common|area|volume|perimeter|circumference|surface|diagonal|hypotenuse|days?|weeks?|remainder|choose|factorial|permutations?|combinations?|probability|increased|decreased|percent|log\w*|ln|sqrt|square[ds]?|cube[ds]?|power|series|expansion|simplif\w*|domain|minimum|maximum|slope|distance|midpoint|binary|digits?|reciprocal|conjugate|modulus|mod)\b|[%^!√∫∑]|平均|中位|众数|方差|标准差|之?[和差积商]|根|解|零点|导数|积分|极限|行列式|逆矩阵|秩|特征值|因[数式]|公约|公倍|面积|体积|周长|余数|阶乘|排列|组合|概率|增加|减少|对数|平方|立方|次方|展开|化简|定义域|最[大小]值|斜率|距离/i;
/** "75% is $60" says what a share comes to and not what 75% is. */
const BARE_SHARE = /^[\p{L}\s]*[\d.,]+\s*(?:%|％|per ?cent)[\p{L}\s]*$/iu;
const WORDY = /[A-Za-z]{4,}|\p{Script=Han}{3,}/u;

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
  if (WORDY.test(query) && !MATHEMATICAL.test(query)) return null;
  if (BARE_SHARE.test(query)) return null;
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

import { lettersOf } from "./earlier.ts";

/** The same question asked of something else. */
export interface CarriedOver {
  readonly query: string;
  /** The earlier question in the same form; what it does not answer alike, the form does not hold. */
  readonly own: string;
  /** The words that ask for the same again. */
  readonly words: string;
}

const ENGLISH =
  /^(?:(?:and|now|then|so|ok|okay)[\s,]+)*(?:what about|how about|(?:the )?same for|do the same for|and for|and of|and)\s+(?:for |of |with )?(\S.{0,80})$/i;
const CHINESE =
  /^(?:那么?|再|然后)*(?:换成|改成|如果是|对于)?\s*([^\p{Script=Han}]{1,80}?)\s*(?:呢|又如何|怎么样)$/u;

/** The operand of the same operation again, as it is written: "what about x^4?", "那 x^4 呢？"; null for others. */
export function newOperand(question: string): string | null {
  const text = question.trim().replace(/[?？!！.。]+$/u, "");
  const operand = (ENGLISH.exec(text) ?? CHINESE.exec(text))?.[1]?.trim();
  return operand !== undefined && /[a-z]/i.test(operand) ? operand : null;
}

const FORMS: readonly RegExp[] = [
  /^(d(?:\^\d+)?\/d\w+(?:\^\d+)? )\((.*)\)()$/,
  /^(integrate )(.*)( d\w+(?: from .*)?)$/,
  /^(limit of )(.*)( as .*)$/,
  /^()(.*)( = 0)$/,
];
const WORDED = /^(Factor|Expand|Simplify|因式分解|展开|化简)\s*(.+)$/;

/**
 * Asks of another expression what an earlier question, as the engine read it, asked of its own. Only where
 * both are written in the same letters: a derivative with respect to x says nothing of t^3.
 */
export function carryOver(
  operand: string,
  question: string,
  reading: { readonly text: string; readonly plain: string },
): CarriedOver | null {
  const form = FORMS.map((one) => one.exec(reading.plain)).find((match) => match !== null);
  const worded = form === undefined ? WORDED.exec(reading.text) : null;
  const subject = form?.[2] ?? worded?.[2];
  if (subject === undefined || letters(subject) !== letters(operand)) return null;
  const ask = (expression: string): string =>
    form === undefined
      ? `${worded?.[1]?.toLowerCase()} (${expression})`
      : `${form[1]}(${expression})${form[3]}`;
  return { query: ask(operand), own: ask(subject), words: question.trim() };
}

function letters(expression: string): string {
  return lettersOf(expression).join("");
}

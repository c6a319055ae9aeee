import type { MathPort } from "../../core/math-port.ts";
import { shortQuestion } from "./trimmed-question.ts";

/** A question about functions that earlier turns defined, with what they are written into it. */
export interface DefinedQuestion {
  readonly query: string;
  readonly words: string;
  readonly meaning: string;
}

interface Definition {
  readonly name: string;
  readonly letter: string;
  readonly body: string;
}

/** How far back a definition is looked for. */
const MAX_TURNS = 20;
const MAX_NAMES = 3;
/** A letter that is applied, or one that names functions and stands where only a function can. */
const NAMED =
  /(?<![\p{L}\d])(?:([a-z])(?='{0,3}\()|(?<=\b(?:of|plot|graph|differentiate|derive|integrate|factor|expand|simplify)\s|[对求画出])([fgh])(?![\p{L}\d'(]))/giu;
/** A question that says for itself what its letters are. */
const DEFINES = /\b(?:let|suppose|assume|define|given|where|with|if)\b|[设令若]|如果|其中|已知/iu;
const LEAD = /^(?:(?:and|now|then|so|what about|how about|what is|那么?|再|求|计算)[\s,，]*)+/iu;

/** True when a question speaks of a function by its letter, without saying which: "what is f(3)?". */
export function namesFunction(question: string): boolean {
  return namesIn(shortQuestion(question)).length > 0;
}

function namesIn(text: string): readonly string[] {
  if (DEFINES.test(text)) return [];
  const names = [...text.matchAll(NAMED)].map((match) => match[1] ?? (match[2] as string));
  const free = [...new Set(names)].filter((name) => !definitionOf(name).test(text));
  return free.length > MAX_NAMES ? [] : free;
}

function definitionOf(name: string): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\d])${name}\\s*\\(\\s*([a-z])\\s*\\)\\s*:?=\\s*((?:[^=,;，；。!?！？\\n.]|\\.\\d)+)`,
    "u",
  );
}

/** The latest definition of a function; null where none was given, or none that can be read. */
function latest(math: MathPort, name: string, earlier: readonly string[]): Definition | null {
  for (const turn of earlier.slice(-MAX_TURNS).toReversed()) {
    const found = definitionOf(name).exec(turn);
    if (found === null) continue;
    const body = (found[2] as string)
      .replace(/\s+(?:and|then|what|find|when|for|on|with|where)\b.*$/i, "")
      .replace(/(?:的|求|在|，).*$/u, "")
      .trim();
    return math.isExpression(body) ? { name, letter: found[1] as string, body } : null;
  }
  return null;
}

/** The question with the latest definitions of its functions; null where one was not given. */
export function withDefinition(
  math: MathPort,
  question: string,
  earlier: readonly string[],
): DefinedQuestion | null {
  const asked = shortQuestion(question).replace(LEAD, "");
  const names = namesIn(asked);
  const definitions = names.map((name) => latest(math, name, earlier));
  const known = definitions.filter((definition) => definition !== null);
  if (known.length === 0 || known.length < names.length) return null;
  const query = derivativeAt(asked, known) ?? written(asked, known);
  const meaning = known.map(({ name, letter, body }) => `${name}(${letter}) = ${body}`).join(", ");
  return { query, words: names.join(", "), meaning };
}

/** f'(3) and f''(x), on their own. */
function derivativeAt(asked: string, known: readonly Definition[]): string | null {
  const match = /^([a-z])('{1,2})\(([^()]*)\)$/i.exec(asked);
  const definition = known.find(({ name }) => name === match?.[1]);
  if (match === null || definition === undefined) return null;
  const { letter, body } = definition;
  const order = match[2] === "''" ? "second derivative" : "derivative";
  const at = match[3]?.trim();
  return `${order} of (${body})${at === letter ? "" : ` at ${letter} = ${at}`}`;
}

/** Writes f and f(x) out; what is applied to something else is defined in front. */
function written(asked: string, known: readonly Definition[]): string {
  let text = asked;
  for (const { name, letter, body } of known) {
    const whole = new RegExp(
      `(?<![\\p{L}\\d])${name}(?:\\(\\s*${letter}\\s*\\)|(?<=(?:of|plot|graph|differentiate|derive|integrate|factor|expand|simplify)\\s${name}|[对求画出]${name})(?![\\p{L}\\d'(]))`,
      "gu",
    );
    text = text.replace(whole, () => `(${body})`);
  }
  const applied = known.filter(({ name }) =>
    new RegExp(`(?<![\\p{L}\\d])${name}'{0,3}\\(`, "u").test(text),
  );
  if (applied.length === 0) return text;
  const front = applied.map(({ name, letter, body }) => `${name}(${letter}) = ${body}`);
  return `${front.join(" and ")}, ${text}`;
}

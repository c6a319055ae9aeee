import { type Expression, ONE } from "../expression/expression.ts";
import type { ReadingContext } from "./reading-context.ts";

/**
 * Writes the unit step u(t - 1), u_2(t), H(t) or θ(t) and the impulse δ(t - 3) by their full names. Only for
 * questions about transforms and differential equations, where these letters have that meaning before
 * a bracket; `taken` are letters that are functions of their own there.
 */
export function withStepNames(
  text: string,
  variable: string,
  taken: readonly string[],
  context: ReadingContext,
): string {
  const isFree = (letter: string): boolean => !taken.includes(letter);
  const argument = String.raw`\s*\(\s*(?=[^()]*(?<![A-Za-z])${variable}(?![A-Za-z]))`;
  return text
    .replace(
      new RegExp(
        String.raw`(?<![A-Za-z\\])([uU])_\s*\{?\s*(\d+(?:\.\d+)?|[a-z])\s*\}?\s*\(\s*${variable}\s*\)`,
        "g",
      ),
      (all, letter: string, delay: string) => {
        if (!isFree(letter)) return all;
        noteStep(all, context);
        return ` Heaviside(${variable} - ${delay})`;
      },
    )
    .replace(
      new RegExp(
        String.raw`(?<![A-Za-z\\])(u|U|H|\\theta|\\Theta|θ|theta|\\mathcal\{U\}|\\mathrm\{u\}|unitstep|step|heaviside)${argument}`,
        "gi",
      ),
      (all, name: string) => {
        if (!isFree(name)) return all;
        if (name.length === 1) noteStep(`${name}(…)`, context);
        return " Heaviside(";
      },
    )
    .replace(
      new RegExp(String.raw`(?<![A-Za-z\\])(δ|\\delta|delta|dirac|diracdelta)${argument}`, "gi"),
      (all, name: string) => (isFree(name) ? " DiracDelta(" : all),
    );
}

function noteStep(text: string, context: ReadingContext): void {
  context.note({ kind: "function", text: `${text} is read as the unit step (Heaviside).` });
}

const BOUND = String.raw`(?:[-+]?[\w.]+(?:\s*[/*]\s*\w+)?|infinity|∞|\\infty)`;

interface Piece {
  readonly value: Expression;
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * A function given piece by piece, `{t, 0<t<1; 1, t>1}`, `piecewise(1, 0<t<1, 0)` or a cases environment, as
 * a sum of steps; null for a text of another kind.
 */
export function readPieces(
  text: string,
  variable: string,
  context: ReadingContext,
): Expression | null {
  const inner = insideOf(text.trim());
  if (inner === null) return null;
  const parts = inner.split(/\s*(?:;|；|\\\\|\n)\s*/).filter((part) => part !== "");
  const items = parts.length > 1 ? parts : pairsOf(inner);
  if (items === null) return null;
  const pieces = items.map((item) => readPiece(item, variable, context));
  if (pieces.length === 0 || pieces.includes(null)) return null;
  return steps(pieces as Piece[], variable, context);
}

function insideOf(text: string): string | null {
  const found =
    /^\\begin\{cases\}(.*)\\end\{cases\}$/s.exec(text) ??
    /^(?:piecewise|分段函数)\s*[([{]+(.*?)[)\]}]+$/is.exec(text) ??
    /^\{(.*)\}$/s.exec(text) ??
    /^(.*?(?:,|，|\bfor\b|\bif\b|当).*(?:;|；).*)$/s.exec(text);
  return found === null ? null : (found[1] as string).trim();
}

/** `1, 0<t<1, 0`: values and conditions by turns, a last value for everywhere else. */
function pairsOf(text: string): string[] | null {
  const parts = text.split(/\s*[,，]\s*/);
  if (parts.length < 2) return null;
  const pairs: string[] = [];
  for (let k = 0; k < parts.length; k += 2)
    pairs.push(k + 1 < parts.length ? `${parts[k]}, ${parts[k + 1]}` : `${parts[k]}, otherwise`);
  return pairs;
}

function readPiece(text: string, variable: string, context: ReadingContext): Piece | null {
  const found =
    /^(?<value>.+?)\s*(?:[,，&]|\bfor\b|\bif\b|\bwhen\b|当)\s*(?:for\s+|if\s+|when\s+|当)?(?<where>[^,，&]+)$/s.exec(
      text.trim(),
    )?.groups;
  if (found === undefined) return null;
  const where = (found["where"] as string)
    .replaceAll(/\\(?:leq?|leqslant)(?![a-z])|≤|<=/g, "<")
    .replaceAll(/\\(?:geq?|geqslant)(?![a-z])|≥|>=/g, ">")
    .replaceAll(/\\lt(?![a-z])/g, "<")
    .replaceAll(/\\gt(?![a-z])/g, ">")
    .replaceAll(/\\text\{\s*(\w+)\s*\}/g, "$1")
    .trim();
  const range = rangeOf(where, variable);
  return range === null ? null : { value: context.parse(found["value"] as string), ...range };
}

function rangeOf(
  where: string,
  variable: string,
): { from: string | null; to: string | null } | null {
  if (/^(?:otherwise|else|elsewhere|其他|其它|否则)$/i.test(where)) return { from: null, to: null };
  const between = new RegExp(`^(${BOUND})\\s*<\\s*${variable}\\s*<\\s*(${BOUND})$`).exec(where);
  if (between !== null) return { from: between[1] as string, to: between[2] as string };
  const above = new RegExp(`^${variable}\\s*>\\s*(${BOUND})$`).exec(where);
  if (above !== null) return { from: above[1] as string, to: "infinity" };
  const below = new RegExp(`^${variable}\\s*<\\s*(${BOUND})$`).exec(where);
  if (below !== null) return { from: "-infinity", to: below[1] as string };
  return null;
}

/** Each piece between two steps; what holds elsewhere is taken everywhere and away from the other pieces. */
function steps(
  pieces: readonly Piece[],
  variable: string,
  context: ReadingContext,
): Expression | null {
  const elsewhere = pieces.filter(({ from }) => from === null);
  if (elsewhere.length > 1) return null;
  const other = elsewhere[0]?.value ?? null;
  const step = (place: string): Expression => [
    "Heaviside",
    ["Add", variable, ["Negate", context.parse(place)]],
  ];
  const isEndless = (place: string): boolean => /^-?(?:infinity|∞|\\infty)$/.test(place);
  const terms = pieces.flatMap(({ value, from, to }): Expression[] => {
    if (from === null || to === null) return [value];
    const start: Expression = isEndless(from) ? ONE : step(from);
    const window: Expression = isEndless(to) ? start : ["Add", start, ["Negate", step(to)]];
    const height: Expression = other === null ? value : ["Add", value, ["Negate", other]];
    return [["Multiply", height, window]];
  });
  return terms.length === 1 ? (terms[0] as Expression) : ["Add", ...terms];
}

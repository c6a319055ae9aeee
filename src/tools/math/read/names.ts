import { CONSTANT_NAMES, functionByName, GREEK } from "../expression/functions.ts";

/** Short words that are language or units, never a product of single-letter variables. */
const NOT_PRODUCTS = new Set(
  (
    "is of to at by in on or as an it be if do so no we he me my us am the and for are how was has you can not let per what " +
    "all any its out one two six ten day get why who new now see way use her him his had but our yes ok " +
    "km cm mm nm kg mg ml lb oz ft mi hr min sec ms usd rmb cny gb mb kb hz kw ev pm dx dy dz dt ans"
  ).split(" "),
);

export type NamePart =
  | { readonly kind: "function"; readonly name: string }
  | { readonly kind: "constant"; readonly symbol: string }
  | { readonly kind: "variable"; readonly symbol: string };

function lookUp(name: string): NamePart | null {
  const constant = CONSTANT_NAMES.get(name) ?? (name === "Pi" || name === "PI" ? "Pi" : undefined);
  if (constant !== undefined) return { kind: "constant", symbol: constant };
  if (name.length > 1 && functionByName(name) !== undefined) return { kind: "function", name };
  return null;
}

/**
 * Reads a run of letters: one known name, one letter, a Greek letter, or a product such as `xy` or
 * `xsinx`. Returns null for a word that has no such reading, so that "apple" is never read as a·p·p·l·e.
 */
export function readName(run: string): readonly NamePart[] | null {
  const known = lookUp(run);
  if (known !== null) return [known];
  if (GREEK.has(run) || /^\p{Script=Greek}$/u.test(run)) return [{ kind: "variable", symbol: run }];
  if (/^[A-Za-z](\d+)?(_\{?[A-Za-z0-9]+\}?)?$/.test(run))
    return [{ kind: "variable", symbol: run.replace(/_\{(.*)\}/, "_$1") }];
  if (!/^[A-Za-z]+$/.test(run) || NOT_PRODUCTS.has(run.toLowerCase())) return null;
  return splitRun(run);
}

function splitRun(run: string): readonly NamePart[] | null {
  const parts: NamePart[] = [];
  let letters = 0;
  let functions = 0;
  for (let position = 0; position < run.length;) {
    let matched: NamePart | null = null;
    let length = 1;
    for (
      let end = Math.min(run.length, position + 7);
      end >= position + 2 && matched === null;
      end--
    ) {
      const candidate = run.slice(position, end);
      if (candidate !== candidate.toLowerCase()) continue;
      const part = lookUp(candidate);
      if (part === null || (part.kind === "constant" && candidate !== "pi")) continue;
      matched = part;
      length = candidate.length;
    }
    if (matched?.kind === "function") functions += 1;
    if (matched === null) {
      letters += 1;
      matched = lookUp(run[position] as string) ?? {
        kind: "variable",
        symbol: run[position] as string,
      };
    }
    parts.push(matched);
    position += length;
  }
  return letters <= (functions > 0 ? 2 : 3) ? parts : null;
}

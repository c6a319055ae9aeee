import { GREEK } from "../expression/functions.ts";

/** LaTeX commands that are symbols, with the symbol they mean. */
export const LATEX_SYMBOLS: ReadonlyMap<string, string> = new Map([
  ...[...GREEK].map((name): [string, string] => [`\\${name}`, name]),
  ["\\pi", "Pi"],
  ["\\infty", "PositiveInfinity"],
  ["\\ell", "l"],
]);

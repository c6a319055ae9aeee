import { LATEX_OR } from "../expression/print-latex.ts";

const NUMBER = /^-?[\d.]+(?:e[+-]?\d+)?$/;
const NAMED = /^(?:[A-Za-z]+(?:_\d+)? ≈ )?[-+\d.e*i ]+$/;

/** LaTeX of decimals as they are shown, each a number or `x ≈ 1.41`; nothing for what is neither. */
export function latexOfDecimals(lines: readonly string[]): { latex?: string } {
  if (!lines.every((line) => NUMBER.test(line) || NAMED.test(line))) return {};
  const written = lines.map(ofLine);
  return {
    latex:
      written.length === 1
        ? (written[0] as string)
        : `\\begin{aligned}${written.map((line) => line.replace(/ \\(?:approx) /, " &\\approx ")).join(" \\\\ ")}\\end{aligned}`,
  };
}

/** `x ≈ 1.41 or x ≈ 2` as alternatives. */
export function latexOfNumeric(numeric: string): { latex?: string } {
  const parts = numeric.split(" or ");
  const written = parts.map((part) => latexOfDecimals([part]).latex);
  return written.includes(undefined) ? {} : { latex: written.join(LATEX_OR) };
}

function ofLine(line: string): string {
  return line
    .replace(/(?<=\d)e\+?(-?\d+)/g, " \\cdot 10^{$1}")
    .replaceAll("*", " \\cdot ")
    .replace(/_(\d+)/, "_{$1}")
    .replace(" ≈ ", " \\approx ");
}

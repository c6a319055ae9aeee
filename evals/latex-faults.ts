import { renderToString } from "katex";
import type { QueryResult } from "../src/core/query-result.ts";

/** Every piece of LaTeX in a result that KaTeX does not render without complaint, with the complaint. */
export function latexFaults(result: QueryResult): string[] {
  const pieces = [
    result.reading?.latex,
    result.answer?.latex,
    ...result.pods.flatMap((pod) => [pod.latex, ...(pod.steps ?? []).map(({ latex }) => latex)]),
  ];
  return pieces.flatMap((latex) => {
    if (latex === undefined || latex === "") return [];
    try {
      renderToString(latex, { displayMode: true, throwOnError: true, strict: isFault });
      return [];
    } catch (error) {
      return [`${latex}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
}

/** Chinese words inside `\text` are meant; everything else KaTeX warns of is a fault. */
function isFault(code: string): "ignore" | "error" {
  return code === "unicodeTextInMathMode" ? "ignore" : "error";
}

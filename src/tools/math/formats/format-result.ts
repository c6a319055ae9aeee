import { type FormatName, type QueryResult, FORMAT_NAMES } from "../../../core/query-result.ts";
import { languageModelText } from "./language-model-text.ts";
import { spokenSentence } from "./spoken-text.ts";
import { toUnicode } from "./unicode-text.ts";

/** The answer (or for `spoken` and `llm` the whole result) in further forms. Unanswered forms are empty. */
export async function formatResult(
  result: QueryResult,
  names: readonly FormatName[],
): Promise<Partial<Record<FormatName, string>>> {
  const formats: Partial<Record<FormatName, string>> = {};
  for (const name of FORMAT_NAMES)
    if (names.includes(name)) formats[name] = await formatOne(result, name);
  return formats;
}

async function formatOne(result: QueryResult, name: FormatName): Promise<string> {
  switch (name) {
    case "unicode":
      return result.answer === null ? "" : toUnicode(result.answer.plain);
    case "spoken":
      return spokenSentence(result);
    case "llm":
      return languageModelText(result);
    case "mathml":
      return result.answer === null ? "" : await toMathml(result.answer.latex);
  }
}

/** MathML by KaTeX, which is loaded when first asked for. */
async function toMathml(latex: string): Promise<string> {
  const { renderToString } = await import("katex");
  const html = renderToString(latex, {
    output: "mathml",
    displayMode: true,
    throwOnError: true,
    strict: "error",
    trust: false,
    maxExpand: 1_000,
  });
  return /<math[\s\S]*<\/math>/.exec(html)?.[0] ?? "";
}

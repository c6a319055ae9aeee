import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A text as a language model writes them, with one error to plant. */
export interface ModelText {
  readonly name: string;
  readonly question: string;
  readonly right: string;
  readonly wrong: string;
  /** The planted error is one that the exact layer does not see. */
  readonly isOpen: boolean;
}

const PLACE = /«([^→]*?)→([^»]*?)»/g;
const folder = join(import.meta.dirname, "model-texts");

/** Reads blocks of "# name", perhaps "Q: question", and a text with `«right→wrong»` in it. */
export function modelTexts(file: "english" | "chinese"): readonly ModelText[] {
  return readFileSync(join(folder, `${file}.txt`), "utf8")
    .split("\n===\n")
    .map((block) => {
      const [title = "", ...rest] = block.trim().split("\n");
      const question = rest[0]?.startsWith("Q: ") === true ? (rest.shift() ?? "").slice(3) : "";
      const text = rest.join("\n");
      return {
        name: title.replace(/^# /, "").replace(/ \(open\)$/, ""),
        question,
        right: text.replace(PLACE, "$1"),
        wrong: text.replace(PLACE, "$2"),
        isOpen: title.endsWith("(open)"),
      };
    });
}

/** Single lines that are right. */
export const rightLines = (): readonly string[] =>
  readFileSync(join(folder, "right-lines.txt"), "utf8").trim().split("\n");

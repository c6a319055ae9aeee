import { argumentsOf, type Expression, headOf, integer } from "../expression/expression.ts";
import { isMatrixValued } from "../matrix/matrix.ts";
import type { ReadingContext } from "./reading-context.ts";

const LISTS = new Set(["List", "Set", "Tuple"]);
/** Most rows of a matrix that is named by its size. */
const MAX_NAMED = 60;

/**
 * A matrix or vector as people write it: `{{1,2},{3,4}}`, `[1 2; 3 4]`, `|3 1; 2 5|`, `<1,2,3>`, LaTeX, or by
 * name (`4x4 Hilbert matrix`). Null where the text is something else.
 */
export function readTable(text: string, context: ReadingContext): Expression | null {
  // With a space after it, a comma separates entries and not thousands.
  const spaced = text.trim().replace(/,(?=\S)/g, ", ");
  const trimmed = spaced.replace(/^(?:the )?(?:matrix|矩阵|vectors?|向量组?)\s*/i, "");
  const rows = /^[|[]\s*(?<rows>[^|;[\]]+(?:;[^|;[\]]+)+)[|\]]$/.exec(trimmed)?.groups?.["rows"];
  if (rows !== undefined) return ["List", ...rows.split(";").map((row) => rowOf(row, context))];
  const angle = /^(?:<|⟨|\\langle)\s*(?<items>[^<>⟨⟩]+?)\s*(?:>|⟩|\\rangle)$/.exec(trimmed)
    ?.groups?.["items"];
  if (angle !== undefined) return ["List", ...angle.split(",").map((item) => context.parse(item))];
  // Alone, two braces one in the other are a group of LaTeX; where a matrix is asked for, they are one row.
  const row = /^\{\s*\{(?<row>[^{}]+)\}\s*\}$/.exec(trimmed)?.groups?.["row"];
  if (row !== undefined) return context.parse(`[[${row}]]`);
  const named = namedMatrix(trimmed, context);
  if (named !== null) return named;
  const parsed = context.parse(trimmed);
  if (headOf(parsed) === "Sequence" && argumentsOf(parsed).every((part) => LISTS.has(headOf(part))))
    return ["List", ...argumentsOf(parsed)];
  return LISTS.has(headOf(parsed)) || isMatrixValued(parsed) ? parsed : null;
}

function rowOf(text: string, context: ReadingContext): Expression {
  const entries = text.trim().split(text.includes(",") ? /\s*,\s*/ : /\s+/);
  return ["List", ...entries.map((entry) => context.parse(entry))];
}

const SIZED =
  /^(?:the |an? )?(?:(?<size>\d{1,2})\s*(?:x|×|by|\*|-by-|阶)\s*(?:(?<width>\d{1,2})\s*)?)?(?<rest>\S.*)$/iu;

function namedMatrix(text: string, context: ReadingContext): Expression | null {
  const groups = SIZED.exec(text)?.groups;
  const rest = (groups?.["rest"] ?? "").trim();
  const found =
    /^(?<name>hilbert|identity|unit|zero|单位|零|希尔伯特)\s*(?:matrix|矩阵)?(?:\s*of (?:size|order) (?<order>\d{1,2}))?$/iu.exec(
      rest,
    )?.groups;
  const size = Number(groups?.["size"] ?? found?.["order"] ?? Number.NaN);
  const isSquare = groups?.["width"] === undefined || Number(groups["width"]) === size;
  if (!Number.isInteger(size) || size < 1 || size > MAX_NAMED || !isSquare) return null;
  const build = (entry: (i: number, j: number) => Expression): Expression => [
    "List",
    ...Array.from({ length: size }, (_, i): Expression => [
      "List",
      ...Array.from({ length: size }, (_, j) => entry(i, j)),
    ]),
  ];
  if (/^(?:zero|零)$/iu.test(found?.["name"] ?? "")) return build(() => integer(0));
  if (found !== undefined)
    return /^(?:hilbert|希尔伯特)$/iu.test(found["name"] as string)
      ? build((i, j) => ["Divide", integer(1), integer(i + j + 1)])
      : build((i, j) => integer(i === j ? 1 : 0));
  const band =
    /^tridiagonal matrix with (?<diagonal>\S+) on the (?:main )?diagonal and (?<beside>\S+) (?:beside it|next to it|on the off-?diagonals?|above and below(?: it)?)$/i.exec(
      rest,
    )?.groups;
  if (band === undefined) return null;
  const diagonal = context.parse(band["diagonal"] as string);
  const beside = context.parse(band["beside"] as string);
  return build((i, j) => (i === j ? diagonal : Math.abs(i - j) === 1 ? beside : integer(0)));
}

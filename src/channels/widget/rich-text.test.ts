import { array, assert, constantFrom, property } from "fast-check";
import { expect, test } from "vitest";
import { partsOf } from "./place-claims.ts";
import { readInline, readRichText, type Block, type Inline } from "./rich-text.ts";

/** The parts without their places, which have their own test. */
const bare = (parts: readonly Inline[]) =>
  parts.map(({ start: _start, end: _end, ...part }) => part);
const text = (value: string) => ({ kind: "text", text: value });
const math = (latex: string, isDisplay = false) => ({ kind: "math", latex, isDisplay });

test.each([
  ["$x^2$ is even", [math("x^2"), text(" is even")]],
  ["so \\(x\\) holds", [text("so "), math("x"), text(" holds")]],
  ["it costs $5 and $6", [text("it costs $5 and $6")]],
  ["from $5 to $6.50", [text("from $5 to $6.50")]],
  ["a $ b $ c", [text("a $ b $ c")]],
  [
    "**bold** and *soft*",
    [{ kind: "strong", text: "bold" }, text(" and "), { kind: "emphasis", text: "soft" }],
  ],
  ["2*3*4 = 24", [text("2*3*4 = 24")]],
  ["2 * 3 * 4 = 24", [text("2 * 3 * 4 = 24")]],
  ["x**2 + y**2", [text("x**2 + y**2")]],
  ["(a)*b*(c) and (a)**b**(c)", [text("(a)*b*(c) and (a)**b**(c)")]],
  [
    "**x**: 答案**4**是",
    [{ kind: "strong", text: "x" }, text(": 答案"), { kind: "strong", text: "4" }, text("是")],
  ],
  ["`a*b*c`", [{ kind: "code", text: "a*b*c" }]],
  ["<b>no</b>", [text("<b>no</b>")]],
  ["$\\$5$", [math("\\$5")]],
])("%j is read in its parts", (line, parts) => {
  expect(bare(readInline(line))).toEqual(parts);
});

test("paragraphs, headings, lists, displays and code are told apart", () => {
  const blocks = readRichText(
    "# Title\nfirst\nsecond\n\n- one\n- two\n1. first\n\n$$a\n=b$$\n\n```\nx < y\n```",
  );
  expect(blocks.map((block) => block.kind)).toEqual([
    "heading",
    "paragraph",
    "list",
    "list",
    "paragraph",
    "code",
  ]);
  expect(blocks[1]).toMatchObject({ lines: [[text("first")], [text("second")]] });
  expect(blocks[2]).toMatchObject({ isOrdered: false, items: [[text("one")], [text("two")]] });
  expect(blocks[3]).toMatchObject({ isOrdered: true, items: [[text("first")]] });
  expect(blocks[4]).toMatchObject({ lines: [[math("a\n=b", true)]] });
  expect(blocks[5]).toMatchObject({ kind: "code", text: "x < y" });
});

test("a sign at the start of a line is no list", () => {
  expect(readRichText("x^2\n- 5x + 6\n* (x - 1)")).toMatchObject([
    { kind: "paragraph", lines: [[text("x^2")], [text("- 5x + 6")], [text("* (x - 1)")]] },
  ]);
});

test("code keeps its blank lines and its stars", () => {
  expect(readRichText("so\n```py\na\n\n**b**\n```\nend")).toMatchObject([
    { kind: "paragraph" },
    { kind: "code", text: "a\n\n**b**" },
    { kind: "paragraph" },
  ]);
});

const inlineText = (part: Inline) => (part.kind === "math" ? part.latex : part.text);
const blockText = (block: Block) => partsOf(block).map(inlineText).join("");

test("no letter or digit of a reply is lost, and each part knows its place, whatever it holds", () => {
  const reply = array(
    constantFrom(
      "a",
      "7",
      " ",
      "\n",
      "$",
      "$$",
      "*",
      "**",
      "`",
      "\\(",
      "\\)",
      "\\[",
      "\\]",
      "x",
      "|",
      "\n|-|\n",
      "\n|-|:-:|\n",
      "[",
      "](b)",
      "<",
      "!",
    ),
    { maxLength: 40 },
  );
  assert(
    property(reply, (parts) => {
      const source = parts.join("");
      const letters = (value: string) => value.replaceAll(/[^a-z0-9]/g, "");
      const shown = readRichText(source).map(blockText).join("");
      expect(letters(shown)).toBe(letters(source));
      let last = 0;
      for (const part of readRichText(source).flatMap(partsOf)) {
        expect(source.slice(part.start, part.end)).toBe(inlineText(part));
        expect(part.start).toBeGreaterThanOrEqual(last);
        last = part.end;
      }
    }),
    { numRuns: 3_000 },
  );
});

test("a long reply of unclosed marks comes to an end", () => {
  for (const mark of [
    "$",
    "*",
    "**",
    "`",
    "\\(",
    "\\[",
    "$$",
    "```",
    "$a",
    "[",
    "[a](",
    "<https://",
    "|",
    "|-|\n",
    "https://((",
  ])
    expect(readRichText(mark.repeat(10_000))).not.toEqual([]);
});

const link = (label: string, href: string) => ({
  kind: "link",
  text: label,
  href,
  target: new URL(href).host,
});

test.each([
  [
    "see [the page](https://example.com/a_(b)) now",
    [text("see "), link("the page", "https://example.com/a_(b)"), text(" now")],
  ],
  ['[**a**](https://example.com "title")', [link("a", "https://example.com/")]],
  ["<https://example.com/x>", [link("https://example.com/x", "https://example.com/x")]],
  [
    "at https://example.com/x, and",
    [text("at "), link("https://example.com/x", "https://example.com/x"), text(", and")],
  ],
  [
    "见https://example.com/x。然后",
    [text("见"), link("https://example.com/x", "https://example.com/x"), text("。然后")],
  ],
  ["on [0, 1](x) it holds", [text("on "), text("[0, 1](x)"), text(" it holds")]],
  ["[click](javascript:alert(1))", [text("[click](javascript:alert(1))")]],
  ["[click](data:text/html,x)", [text("[click](data:text/html,x)")]],
  ["[click](//example.com)", [text("[click](//example.com)")]],
  ["<javascript:alert(1)>", [text("<javascript:alert(1)>")]],
  ["![x](https://example.com/x.png)", [text("![x](https://example.com/x.png)")]],
  ["[click][x] and [x]", [text("[click][x] and [x]")]],
  ["`[a](https://example.com)`", [{ kind: "code", text: "[a](https://example.com)" }]],
])("%j has the links it may have", (line, parts) => {
  expect(bare(readInline(line))).toEqual(parts);
});

test("a table has its columns, with bars in formulas and code left alone", () => {
  const source =
    "Values:\n| $x$ | value | note |\n|:--|--:|:-:|\n| $|x|$ | 1 | `a|b` |\n| 2 | **4** | b | c |\nDone.";
  const blocks = readRichText(source);
  expect(blocks.map(({ kind }) => kind)).toEqual(["paragraph", "table", "paragraph"]);
  const table = blocks[1] as Block & { kind: "table" };
  expect(table.aligns).toEqual(["left", "right", "center"]);
  expect(table.head.map(bare)).toEqual([[math("x")], [text("value")], [text("note")]]);
  expect(table.rows.map((row) => row.map(bare))).toEqual([
    [[math("|x|")], [text("1")], [{ kind: "code", text: "a|b" }]],
    [[text("2")], [{ kind: "strong", text: "4" }], [text("b | c")]],
  ]);
  for (const part of blocks.flatMap(partsOf))
    expect(source.slice(part.start, part.end)).toBe(part.kind === "math" ? part.latex : part.text);
});

test.each(["|x| = 3\n---", "a | b\n--", "|a|b|\n|---|", "P(A|B) = 1\nP(B|A) = 2", "a | b"])(
  "%j is no table",
  (source) => {
    expect(readRichText(source).map(({ kind }) => kind)).not.toContain("table");
  },
);

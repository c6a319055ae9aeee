import { make } from "./dom.ts";
import { mathView } from "./math-view.ts";
import { readRichText, type Block, type Inline } from "./rich-text.ts";

/** Text with the little of Markdown that replies use, as elements. */
export function richTextView(text: string): HTMLElement {
  return make("div", { class: "prose" }, ...readRichText(text).map(blockView));
}

function blockView(block: Block): HTMLElement {
  if (block.kind === "code") return make("pre", {}, make("code", {}, block.text));
  if (block.kind === "heading") return make("h4", {}, ...block.content.map(inlineView));
  if (block.kind === "list") {
    const items = block.items.map((item) => make("li", {}, ...item.map(inlineView)));
    return make(block.isOrdered ? "ol" : "ul", {}, ...items);
  }
  const lines = block.lines.flatMap((line, index) => [
    ...(index === 0 ? [] : [make("br")]),
    ...line.map(inlineView),
  ]);
  return make("p", {}, ...lines);
}

function inlineView(part: Inline): Node | string {
  if (part.kind === "math") return mathView(part.latex, { isDisplay: part.isDisplay });
  if (part.kind === "text") return part.text;
  const tags = { strong: "strong", emphasis: "em", code: "code" } as const;
  return make(tags[part.kind], {}, part.text);
}

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Picture, PictureMaker } from "../parts.ts";

const MAX_LATEX = 2_000;
const MAX_SVG = 2_000_000;
/** Pixels for one unit of the picture: sharp on screens of twice the density. */
const SCALE = 2;
const FONT_PIXELS = 20;
const MARGIN = 12;
const MAX_PIXELS = 4_000;

/** Signs that the fonts of formulas lack; a picture with empty boxes would say less than LaTeX does. */
const UNKNOWN_SIGNS =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Devanagari}\p{Extended_Pictographic}]/u;

type FormulaWriter = (latex: string) => Promise<string | null>;

/** Draws formulas by MathJax and turns SVG into PNG by resvg, in this process; both load on first use. */
export class NodePictureMaker implements PictureMaker {
  #writer: Promise<FormulaWriter> | null = null;

  async formula(latex: string): Promise<Picture | null> {
    if (latex.length > MAX_LATEX || UNKNOWN_SIGNS.test(latex)) return null;
    this.#writer ??= createWriter();
    const svg = await (await this.#writer)(latex);
    return svg === null ? null : rasterise(svg, SCALE);
  }

  async plot(svg: string): Promise<Picture | null> {
    return svg.length > MAX_SVG ? null : rasterise(svg, SCALE);
  }
}

/**
 * Only what describes formulas is understood: no macros, no packages on demand, no links, no HTML. A
 * formula that cannot be read is null, never a picture of an error.
 */
async function createWriter(): Promise<FormulaWriter> {
  const [{ mathjax }, { TeX }, { SVG }, { liteAdaptor }, { RegisterHTMLHandler }] =
    await Promise.all([
      import("@mathjax/src/js/mathjax.js"),
      import("@mathjax/src/js/input/tex.js"),
      import("@mathjax/src/js/output/svg.js"),
      import("@mathjax/src/js/adaptors/liteAdaptor.js"),
      import("@mathjax/src/js/handlers/html.js"),
      import("@mathjax/src/js/input/tex/base/BaseConfiguration.js"),
      import("@mathjax/src/js/input/tex/ams/AmsConfiguration.js"),
      import("@mathjax/src/js/util/asyncLoad/esm.js"),
    ]);
  const adaptor = liteAdaptor();
  RegisterHTMLHandler(adaptor);
  const document = mathjax.document("", {
    InputJax: new TeX({
      packages: ["base", "ams"],
      formatError: (_parser: unknown, error: Error) => {
        throw error;
      },
    }),
    OutputJax: new SVG({ fontCache: "local" }),
  });
  return async (latex) => {
    try {
      const node = await document.convertPromise(latex, {
        display: true,
        em: FONT_PIXELS,
        ex: FONT_PIXELS / 2,
        containerWidth: 80 * FONT_PIXELS,
      });
      const svg = adaptor.outerHTML(adaptor.firstChild(node) as never);
      return svg.includes("data-mjx-error") ? null : framed(svg);
    } catch {
      // Not LaTeX, or LaTeX beyond what is understood: there is no picture of it.
      return null;
    }
  };
}

/** On white, with a margin, since Slack shows pictures on its own background, dark or light. */
function framed(svg: string): string | null {
  const size = /^<svg[^>]*?\swidth="([\d.]+)ex"[^>]*?\sheight="([\d.]+)ex"/.exec(svg);
  if (!size) return null;
  const width = Number(size[1]) * (FONT_PIXELS / 2);
  const height = Number(size[2]) * (FONT_PIXELS / 2);
  const inner = svg
    .replace(/\swidth="[\d.]+ex"/, ` x="${MARGIN}" y="${MARGIN}" width="${width}"`)
    .replace(/\sheight="[\d.]+ex"/, ` height="${height}"`)
    .replaceAll("currentColor", "#111");
  const [outerWidth, outerHeight] = [width + 2 * MARGIN, height + 2 * MARGIN];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${outerWidth}" height="${outerHeight}"><rect width="100%" height="100%" fill="#fff"/>${inner}</svg>`;
}

/** Text in plots uses the fonts that come with KaTeX, so that every machine draws the same. */
async function rasterise(svg: string, scale: number): Promise<Picture | null> {
  const { Resvg } = await import("@resvg/resvg-js");
  const image = new Resvg(svg, {
    background: "#fff",
    fitTo: { mode: "zoom", value: scale },
    font: {
      // Only words of other scripts need what the machine happens to have.
      loadSystemFonts: UNKNOWN_SIGNS.test(svg),
      fontFiles: fontFiles(),
      defaultFontFamily: "KaTeX_SansSerif",
      sansSerifFamily: "KaTeX_SansSerif",
    },
  });
  if (image.width * scale > MAX_PIXELS || image.height * scale > MAX_PIXELS) return null;
  const drawn = image.render();
  return { png: new Uint8Array(drawn.asPng()), width: drawn.width, height: drawn.height };
}

function fontFiles(): string[] {
  const folder = join(dirname(createRequire(import.meta.url).resolve("katex")), "fonts");
  return [
    "SansSerif-Regular",
    "SansSerif-Italic",
    "Main-Regular",
    "Math-Italic",
    "AMS-Regular",
  ].map((name) => join(folder, `KaTeX_${name}.ttf`));
}

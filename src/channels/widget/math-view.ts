import { make } from "./dom.ts";

interface Katex {
  render(latex: string, target: HTMLElement, options: Readonly<Record<string, unknown>>): void;
}

const ASSETS = new URL("../katex/", import.meta.url);
const MAX_LATEX = 20_000;
let loading: Promise<Katex> | undefined;

/** The style sheet is needed twice: fonts register in the document, rules apply in the shadow. */
export function katexStyle(): HTMLLinkElement {
  return make("link", { rel: "stylesheet", href: new URL("katex.min.css", ASSETS).href });
}

function loadKatex(): Promise<Katex> {
  loading ??= (async () => {
    const style = katexStyle();
    style.crossOrigin = "anonymous";
    document.head.append(style);
    const module = (await import(new URL("katex.mjs", ASSETS).href)) as { default: Katex };
    return module.default;
  })();
  return loading;
}

/**
 * A formula that is set as soon as KaTeX is there. Until then, and where KaTeX cannot read it, its
 * source or the given plain form stands in its place.
 */
export function mathView(latex: string, options: { isDisplay: boolean; plain?: string }) {
  const target = make(
    "span",
    { class: options.isDisplay ? "math display" : "math" },
    options.plain ?? latex,
  );
  void setMath(target, latex, options);
  return target;
}

async function setMath(
  target: HTMLElement,
  latex: string,
  options: { isDisplay: boolean; plain?: string },
): Promise<void> {
  if (latex.trim() === "" || latex.length > MAX_LATEX) return;
  const set = make("span");
  try {
    const katex = await loadKatex();
    katex.render(latex, set, {
      displayMode: options.isDisplay,
      output: "htmlAndMathml",
      trust: false,
      strict: "ignore",
      throwOnError: true,
      maxExpand: 500,
      maxSize: 20,
    });
  } catch {
    target.classList.add("source");
    return;
  }
  target.replaceChildren(...set.childNodes);
}

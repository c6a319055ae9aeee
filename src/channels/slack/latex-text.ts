/** Signs that stand for themselves in text; spaces around relations are added by the caller's list. */
const SIGNS: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  epsilon: "ε",
  varepsilon: "ε",
  zeta: "ζ",
  eta: "η",
  theta: "θ",
  vartheta: "ϑ",
  iota: "ι",
  kappa: "κ",
  lambda: "λ",
  mu: "μ",
  nu: "ν",
  xi: "ξ",
  pi: "π",
  rho: "ρ",
  sigma: "σ",
  tau: "τ",
  upsilon: "υ",
  phi: "φ",
  varphi: "φ",
  chi: "χ",
  psi: "ψ",
  omega: "ω",
  Gamma: "Γ",
  Delta: "Δ",
  Theta: "Θ",
  Lambda: "Λ",
  Xi: "Ξ",
  Pi: "Π",
  Sigma: "Σ",
  Phi: "Φ",
  Psi: "Ψ",
  Omega: "Ω",
  infty: "∞",
  cdot: "·",
  times: "×",
  div: "÷",
  pm: "±",
  mp: "∓",
  circ: "∘",
  degree: "°",
  le: " ≤ ",
  leq: " ≤ ",
  ge: " ≥ ",
  geq: " ≥ ",
  ne: " ≠ ",
  neq: " ≠ ",
  approx: " ≈ ",
  equiv: " ≡ ",
  sim: " ∼ ",
  lt: " < ",
  gt: " > ",
  in: " ∈ ",
  notin: " ∉ ",
  subset: " ⊂ ",
  cup: " ∪ ",
  cap: " ∩ ",
  to: " → ",
  rightarrow: " → ",
  Rightarrow: " ⇒ ",
  implies: " ⇒ ",
  iff: " ⇔ ",
  land: " ∧ ",
  wedge: " ∧ ",
  lor: " ∨ ",
  vee: " ∨ ",
  neg: "¬",
  lnot: "¬",
  forall: "∀",
  exists: "∃",
  emptyset: "∅",
  varnothing: "∅",
  ldots: "…",
  dots: "…",
  cdots: "⋯",
  mid: " ∣ ",
  prime: "′",
  partial: "∂",
  nabla: "∇",
  angle: "∠",
  "%": "%",
  $: "$",
  "&": "&",
  "#": "#",
  _: "_",
  "{": "{",
  "}": "}",
  ",": " ",
  ";": " ",
  ":": " ",
  "!": "",
  " ": " ",
  quad: "  ",
  qquad: "    ",
};

const FUNCTIONS = new Set(
  "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh ln log exp min max gcd lcm det dim arg mod".split(
    " ",
  ),
);

const SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const SUBSCRIPT = "₀₁₂₃₄₅₆₇₈₉";
const RAISED: Readonly<Record<string, string>> = { "-": "⁻", "+": "⁺", n: "ⁿ", i: "ⁱ" };
const LOWERED: Readonly<Record<string, string>> = {
  "-": "₋",
  "+": "₊",
  n: "ₙ",
  i: "ᵢ",
  j: "ⱼ",
  k: "ₖ",
  m: "ₘ",
  x: "ₓ",
  a: "ₐ",
};

/** Longer formulas than this are easier to read as a picture. */
const MAX_SIMPLE = 80;

/**
 * A formula in Unicode signs when it is simple enough to be read on one line; null for everything that
 * is not, and for every command that is not known, so that nothing is left out in silence.
 */
export function latexToText(latex: string): string | null {
  if (latex.length > 600) return null;
  const reader = new Reader(latex);
  const text = reader.readAll();
  if (text === null) return null;
  const shown = text.replace(/ ?· ?/g, "·").replace(/ {2,}/g, " ").trim();
  return shown.length > 0 && shown.length <= MAX_SIMPLE ? shown : null;
}

class Reader {
  readonly #source: string;
  #position = 0;

  constructor(source: string) {
    this.#source = source;
  }

  readAll(): string | null {
    const text = this.#sequence("");
    return this.#position === this.#source.length ? text : null;
  }

  /** Up to the closing sign, which is left unread; null for what text cannot show. */
  #sequence(end: string): string | null {
    let text = "";
    while (this.#position < this.#source.length && this.#source[this.#position] !== end) {
      const from = this.#position;
      const read = this.#piece();
      if (read === null) return null;
      const isFraction = /^\\[dt]?frac/.test(this.#source.slice(from));
      // Beside a digit or a letter a fraction could be read as part of another number.
      if (isFraction && /[\p{L}\d.)]\s*$/u.test(text)) return null;
      const piece = this.#needsBrackets(read, isFraction) ? `(${read})` : read;
      text += gapBetween(text, piece) + piece;
    }
    return text;
  }

  /** What follows binds to the whole of what was read, and on one line it would not. */
  #needsBrackets(read: string, isFraction: boolean): boolean {
    const rest = this.#source.slice(this.#position).trimStart();
    if (rest.startsWith("^"))
      return read.length > 1 && !FUNCTIONS.has(read) && !/^[([|].*[)\]|]$/.test(read);
    if (!isFraction || rest === "" || /^[-+=<>,;)\]}|]/.test(rest)) return false;
    const name = /^\\([A-Za-z]+)/.exec(rest)?.[1] ?? "";
    return !signOf(name).startsWith(" ") && name !== "right" && name !== "pm";
  }

  #piece(): string | null {
    const sign = this.#source[this.#position] ?? "";
    if (sign === "}" || sign === "&" || sign === "~" || sign === "%") return null;
    if (sign === "{") return this.#group();
    if (sign === "^" || sign === "_") {
      this.#position += 1;
      const script = this.#argument();
      return script === null ? null : scriptText(script, sign);
    }
    if (sign === "\\") return this.#command();
    this.#position += 1;
    if (sign === "'") return "′";
    if (sign === "-") return "−";
    return /\s/.test(sign) ? " " : sign === "*" ? "·" : sign;
  }

  #group(): string | null {
    this.#position += 1;
    const text = this.#sequence("}");
    if (text === null || this.#source[this.#position] !== "}") return null;
    this.#position += 1;
    return text;
  }

  #argument(): string | null {
    while (this.#source[this.#position] === " ") this.#position += 1;
    if (this.#source[this.#position] === "{") return this.#group();
    return this.#position < this.#source.length ? this.#piece() : null;
  }

  #command(): string | null {
    const match = /^\\([A-Za-z]+|.)/s.exec(this.#source.slice(this.#position));
    const name = match?.[1];
    if (!match || name === undefined) return null;
    this.#position += match[0].length;
    if (/[A-Za-z]/.test(name)) this.#skipSpace();
    if (Object.hasOwn(SIGNS, name)) return SIGNS[name] ?? null;
    if (FUNCTIONS.has(name)) return name;
    if (/^(?:left|right|big|Big|bigl|bigr|Bigl|Bigr)$/.test(name)) return this.#fence();
    if (/^(?:text|mathrm|operatorname|mathit|textbf|mathbf|boxed)$/.test(name))
      return this.#words();
    if (name === "mathbb") return this.#set();
    if (/^[dt]?frac$/.test(name)) return this.#fraction();
    if (name === "sqrt") return this.#root();
    return null;
  }

  #skipSpace(): void {
    while (this.#source[this.#position] === " ") this.#position += 1;
  }

  #fence(): string | null {
    const sign = this.#source[this.#position];
    if (sign === undefined) return null;
    if (sign === ".") {
      this.#position += 1;
      return "";
    }
    return this.#piece();
  }

  #words(): string | null {
    const match = /^\{([^{}\\$]*)\}/.exec(this.#source.slice(this.#position));
    if (!match) return this.#argument();
    this.#position += match[0].length;
    return match[1] ?? "";
  }

  #set(): string | null {
    const name = this.#argument();
    const sets: Readonly<Record<string, string>> = { R: "ℝ", Z: "ℤ", N: "ℕ", Q: "ℚ", C: "ℂ" };
    return name === null ? null : (sets[name] ?? null);
  }

  /** On one line only between short parts; a fraction in a fraction is a picture. */
  #fraction(): string | null {
    const top = this.#argument();
    const bottom = this.#argument();
    if (top === null || bottom === null || /[/√]/.test(top + bottom)) return null;
    if (top.length > 20 || bottom.length > 20) return null;
    return `${bracketed(top)}/${bracketed(bottom)}`;
  }

  #root(): string | null {
    if (this.#source[this.#position] === "[") return null;
    const inside = this.#argument();
    if (inside === null || inside.includes("√")) return null;
    return /^(?:\d+|\p{L})$/u.test(inside) ? `√${inside}` : `√(${inside})`;
  }
}

/** Names need a gap before a letter or digit; a root needs a sign, since √2x could be √(2x). */
function gapBetween(before: string, after: string): string {
  if (/√(?:\d+|\p{L})$/u.test(before) && /^[\p{L}\d(√]/u.test(after)) return "·";
  return /\p{L}{2,}$/u.test(before) && /^[\p{L}\d]/u.test(after) ? " " : "";
}

/** A product below a line needs brackets as well: 1/2x would be read as (1/2)·x. */
function bracketed(text: string): string {
  return /^(?:\d+|\p{L}|\p{L}+\([^()]*\))$/u.test(text) ? text : `(${text})`;
}

function scriptText(script: string, sign: "^" | "_"): string | null {
  const digits = sign === "^" ? SUPERSCRIPT : SUBSCRIPT;
  const others = sign === "^" ? RAISED : LOWERED;
  const shown = [...script.replaceAll("−", "-")].map((letter) =>
    /\d/.test(letter) ? digits[Number(letter)] : others[letter],
  );
  if (script === "∘" && sign === "^") return "°";
  if (script === "′" && sign === "^") return "′";
  if (shown.length > 0 && shown.every((letter) => letter !== undefined)) return shown.join("");
  if (sign === "_" || script.length > 24 || /[/^]/.test(script)) return null;
  return `^${/^\p{L}$/u.test(script) ? script : `(${script})`}`;
}

/** The sign of a command; empty for names that are none, also for those every object has. */
function signOf(name: string): string {
  return Object.hasOwn(SIGNS, name) ? (SIGNS[name] ?? "") : "";
}

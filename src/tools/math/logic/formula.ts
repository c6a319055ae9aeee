/** A formula of propositional logic. */
export type Formula =
  | { readonly kind: "letter"; readonly name: string }
  | { readonly kind: "constant"; readonly value: boolean }
  | { readonly kind: "not"; readonly of: Formula }
  | { readonly kind: Connective; readonly left: Formula; readonly right: Formula };

type Connective = "and" | "or" | "xor" | "nand" | "nor" | "implies" | "iff";

/** Loosest first; `implies` groups to the right, the others to the left. */
const LEVELS: readonly (readonly Connective[])[] = [
  ["iff"],
  ["implies"],
  ["or", "nor"],
  ["xor"],
  ["and", "nand"],
];

const TOKENS: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:<->|<=>|↔|⇔|≡|\\(?:leftrightarrow|Leftrightarrow|iff)\b|iff\b|if and only if\b|当且仅当)/iu,
    "iff",
  ],
  [/^(?:->|=>|→|⇒|⊃|\\(?:to|rightarrow|Rightarrow|implies)\b|implies\b|蕴[含涵])/iu, "implies"],
  [/^(?:xor\b|⊕|\\oplus\b|异或)/iu, "xor"],
  [/^(?:nand\b|↑|与非)/iu, "nand"],
  [/^(?:nor\b|↓|或非)/iu, "nor"],
  [/^(?:and\b|∧|&&?|\\(?:land|wedge)\b|合取|且|与)/iu, "and"],
  [/^(?:or\b|∨|\|\|?|\\(?:lor|vee)\b|析取|或)/iu, "or"],
  [/^(?:not\b|¬|!|~|\\(?:neg|lnot)\b|非)/iu, "not"],
  [/^(?:true\b|⊤)/iu, "true"],
  [/^(?:false\b|⊥)/iu, "false"],
  [/^[([]/u, "("],
  [/^[)\]]/u, ")"],
  [/^[A-Za-z]\d?(?![A-Za-z\d])/u, "letter"],
];

interface Token {
  readonly kind: string;
  readonly text: string;
}

function tokenize(text: string): Token[] | null {
  const tokens: Token[] = [];
  for (let rest = text.trim(); rest !== "";) {
    const found = TOKENS.map(([pattern, kind]) => ({ kind, text: pattern.exec(rest)?.[0] })).find(
      (token) => token.text !== undefined,
    );
    if (found?.text === undefined) return null;
    tokens.push({ kind: found.kind, text: found.text });
    rest = rest.slice(found.text.length).trimStart();
  }
  return tokens;
}

/** A formula in words, signs or LaTeX; null for anything else. A letter alone is a formula. */
export function readFormula(text: string): Formula | null {
  const tokens = tokenize(text);
  if (tokens === null || tokens.length > 200) return null;
  let position = 0;
  const take = (kind: string): boolean => {
    if (tokens[position]?.kind !== kind) return false;
    position += 1;
    return true;
  };
  const atom = (): Formula | null => {
    if (take("not")) {
      const of = atom();
      return of === null ? null : { kind: "not", of };
    }
    if (take("true")) return { kind: "constant", value: true };
    if (take("false")) return { kind: "constant", value: false };
    if (take("(")) {
      const inner = level(0);
      return take(")") ? inner : null;
    }
    const token = tokens[position];
    return take("letter") ? { kind: "letter", name: (token as Token).text } : null;
  };
  const level = (depth: number): Formula | null => {
    const connectives = LEVELS[depth];
    if (connectives === undefined) return atom();
    let left = level(depth + 1);
    while (left !== null) {
      const kind = connectives.find(take);
      if (kind === undefined) break;
      const right = level(kind === "implies" ? depth : depth + 1);
      left = right === null ? null : { kind, left, right };
    }
    return left;
  };
  const formula = level(0);
  return position === tokens.length ? formula : null;
}

/** The letters, in alphabetical order. */
export function lettersOf(formula: Formula): string[] {
  if (formula.kind === "letter") return [formula.name];
  if (formula.kind === "constant") return [];
  const parts = formula.kind === "not" ? [formula.of] : [formula.left, formula.right];
  return [...new Set(parts.flatMap(lettersOf))].sort();
}

export function isTrue(formula: Formula, values: Readonly<Record<string, boolean>>): boolean {
  switch (formula.kind) {
    case "letter":
      return values[formula.name] === true;
    case "constant":
      return formula.value;
    case "not":
      return !isTrue(formula.of, values);
    default: {
      const [a, b] = [isTrue(formula.left, values), isTrue(formula.right, values)];
      return CONNECTIVES[formula.kind].compute(a, b);
    }
  }
}

const CONNECTIVES: Readonly<
  Record<Connective, { sign: string; latex: string; compute: (a: boolean, b: boolean) => boolean }>
> = {
  and: { sign: "and", latex: "\\land", compute: (a, b) => a && b },
  or: { sign: "or", latex: "\\lor", compute: (a, b) => a || b },
  xor: { sign: "xor", latex: "\\oplus", compute: (a, b) => a !== b },
  nand: { sign: "nand", latex: "\\uparrow", compute: (a, b) => !(a && b) },
  nor: { sign: "nor", latex: "\\downarrow", compute: (a, b) => !(a || b) },
  implies: { sign: "->", latex: "\\to", compute: (a, b) => !a || b },
  iff: { sign: "<->", latex: "\\leftrightarrow", compute: (a, b) => a === b },
};

/** As text or LaTeX, with parentheses wherever two connectives meet, except around a chain of one. */
export function printFormula(formula: Formula, isLatex = false): string {
  switch (formula.kind) {
    case "letter":
      return formula.name;
    case "constant":
      return isLatex ? (formula.value ? "\\top" : "\\bot") : String(formula.value);
    case "not":
      return `${isLatex ? "\\lnot " : "not "}${wrapped(formula.of, "not", isLatex)}`;
    default: {
      const { sign, latex } = CONNECTIVES[formula.kind];
      const left = wrapped(formula.left, formula.kind, isLatex);
      const right = wrapped(formula.right, formula.kind, isLatex);
      return `${left} ${isLatex ? latex : sign} ${right}`;
    }
  }
}

function wrapped(part: Formula, outer: string, isLatex: boolean): string {
  const text = printFormula(part, isLatex);
  const isChain = part.kind === outer && (outer === "and" || outer === "or");
  return part.kind === "letter" || part.kind === "constant" || part.kind === "not" || isChain
    ? text
    : `(${text})`;
}

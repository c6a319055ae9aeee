import { AnsatzError } from "../../src/core/errors.ts";

/** A parsed expression of plain notation; `^ * / + - !` are calls named by their sign. */
export type PlainNode =
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "call"; readonly name: string; readonly items: readonly PlainNode[] };

const MAX_CHARACTERS = 50_000;
const MAX_DEPTH = 400;
const TOKEN =
  /\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([\p{L}_][\p{L}\p{N}_]*'*)|(\*\*|[-+*/^!(),]))/uy;
const REPLACEMENTS: readonly (readonly [RegExp, string])[] = [
  [/[×·⋅∙]/g, "*"],
  [/[−–]/g, "-"],
  [/÷/g, "/"],
  [/π/g, " pi "],
  [/∞/g, " infinity "],
  [/²/g, "^2"],
  [/³/g, "^3"],
  [/√\(/g, "sqrt("],
];

interface Token {
  readonly kind: "number" | "name" | "sign" | "end";
  readonly text: string;
}

function tokenize(source: string): Token[] {
  if (source.length > MAX_CHARACTERS)
    throw new AnsatzError("too_large", "The expression is too long to score; judge it by hand.");
  let text = source;
  for (const [pattern, replacement] of REPLACEMENTS) text = text.replace(pattern, replacement);
  const tokens: Token[] = [];
  let position = 0;
  while (position < text.trimEnd().length) {
    TOKEN.lastIndex = position;
    const match = TOKEN.exec(text);
    if (match === null) throw unreadable(source);
    position = TOKEN.lastIndex;
    if (match[1] !== undefined) tokens.push({ kind: "number", text: match[1] });
    else if (match[2] !== undefined) tokens.push({ kind: "name", text: match[2] });
    else tokens.push({ kind: "sign", text: match[3] === "**" ? "^" : (match[3] ?? "") });
  }
  tokens.push({ kind: "end", text: "" });
  return tokens;
}

function unreadable(source: string): AnsatzError {
  return new AnsatzError(
    "syntax",
    `The scorer cannot read "${source.slice(0, 80)}" as plain notation; judge it by hand.`,
  );
}

/** Reads plain notation. Throws `syntax` or `too_large`; never returns a part of the input. */
export function parsePlain(source: string): PlainNode {
  const tokens = tokenize(source);
  let position = 0;
  let depth = 0;
  const peek = (): Token => tokens[position] ?? { kind: "end", text: "" };
  const isSign = (...signs: string[]): boolean =>
    peek().kind === "sign" && signs.includes(peek().text);
  const take = (): Token => {
    const token = peek();
    position += 1;
    return token;
  };
  const expect = (sign: string): void => {
    if (!isSign(sign)) throw unreadable(source);
    position += 1;
  };
  const guarded = (parse: () => PlainNode): PlainNode => {
    depth += 1;
    if (depth > MAX_DEPTH) throw unreadable(source);
    const node = parse();
    depth -= 1;
    return node;
  };

  const parseSum = (): PlainNode =>
    guarded(() => {
      let left = parseProduct();
      while (isSign("+", "-")) left = call(take().text, left, parseProduct());
      return left;
    });
  const parseProduct = (): PlainNode => {
    let left = parseSigned();
    for (;;) {
      if (isSign("*", "/")) left = call(take().text, left, parseSigned());
      else if (peek().kind === "number" || peek().kind === "name" || isSign("("))
        left = call("*", left, parsePower());
      else return left;
    }
  };
  const parseSigned = (): PlainNode =>
    guarded(() => {
      if (isSign("+")) {
        take();
        return parseSigned();
      }
      if (!isSign("-")) return parsePower();
      take();
      return call("negate", parseSigned());
    });
  const parsePower = (): PlainNode => {
    const base = parsePostfix();
    if (!isSign("^")) return base;
    take();
    return call("^", base, parseSigned());
  };
  const parsePostfix = (): PlainNode => {
    let node = parseAtom();
    while (isSign("!")) {
      take();
      node = call("factorial", node);
    }
    return node;
  };
  const parseAtom = (): PlainNode => {
    const token = take();
    if (token.kind === "number") return { kind: "number", text: token.text };
    if (token.kind === "name") {
      if (!isSign("(") || token.text.length === 1) return { kind: "name", name: token.text };
      take();
      const items: PlainNode[] = [];
      if (!isSign(")")) items.push(parseSum());
      while (isSign(",")) {
        take();
        items.push(parseSum());
      }
      expect(")");
      return { kind: "call", name: token.text, items };
    }
    if (token.text !== "(") throw unreadable(source);
    const inner = parseSum();
    expect(")");
    return inner;
  };

  const root = parseSum();
  if (peek().kind !== "end") throw unreadable(source);
  return root;
}

function call(name: string, ...items: PlainNode[]): PlainNode {
  return { kind: "call", name, items };
}

/** The names that stand for something: every name but those of calls. */
export function namesOf(node: PlainNode, found: Set<string> = new Set()): Set<string> {
  if (node.kind === "name") found.add(node.name);
  if (node.kind === "call") for (const item of node.items) namesOf(item, found);
  return found;
}

/** True when a decimal point or an exponent appears: the sign of an approximation. */
export function hasDecimal(node: PlainNode): boolean {
  if (node.kind === "number") return /[.eE]/.test(node.text);
  return node.kind === "call" && node.items.some(hasDecimal);
}

/** True for decimals of so many digits that they can only be the start of an endless one. */
export function hasLongDecimal(node: PlainNode): boolean {
  if (node.kind === "number") return node.text.includes(".") && node.text.length > 16;
  return node.kind === "call" && node.items.some(hasLongDecimal);
}

/** A canonical text by which two trees can be compared for identity. */
export function treeText(node: PlainNode): string {
  if (node.kind === "number") return node.text;
  if (node.kind === "name") return node.name;
  return `${node.name}(${node.items.map(treeText).join(",")})`;
}

import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isFunction,
  isNumber,
  nodeCount,
  substitute,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";

const RATIONAL_HEADS: ReadonlySet<string> = new Set(["Add", "Multiply", "Divide", "Negate"]);
const LARGEST = 400;
/** Of a quotient whose divisor is freed of roots. */
const LARGEST_WITH_ROOTS = 60;

/**
 * The expression as one quotient of polynomials in its variables and in its function values, roots and
 * powers, which stay as they are (their arguments tidied in the same way). The value is unchanged
 * wherever the expression is defined. Null where no such form is found.
 */
export function tidyRational(expression: Expression): Expression | null {
  return tidied(expression, 1);
}

/** The same with no sum that holds a square root below, at whatever length; null where there was none. */
export function withoutRootsBelow(expression: Expression): Expression | null {
  const [short, long] = [tidied(expression, 1), tidied(expression, LENGTHENED)];
  return short === null || long === null || printPlain(short) === printPlain(long) ? null : long;
}

const LENGTHENED = 4;

function tidied(expression: Expression, lengthened: number): Expression | null {
  if (nodeCount(expression) > LARGEST) return null;
  const opaque = new Opaque();
  const rational = opaque.replace(expression);
  if (rational === null) return null;
  const form = exactForm(rational);
  if (form === null) return null;
  // A power of a root is lowered by the root's own relation, after which more may cancel.
  const lowered = opaque.lowered(form);
  return lowered === null
    ? null
    : tidySigns(opaque.restore(opaque.withoutRootsBelow(lowered, lengthened)));
}

/** The exact normal form where that can be written, else with functions and roots as they are, else unchanged. */
export function settled(expression: Expression): Expression {
  return exactForm(expression) ?? tidyRational(expression) ?? expression;
}

/** A square root with squares drawn out where that is known. */
export function rootOf(radicand: Expression): Expression {
  const root: Expression = ["Sqrt", radicand];
  return exactForm(root) ?? root;
}

/** Names for the parts that are not rational, each with the part it stands for. */
class Opaque {
  private readonly parts = new Map<string, { readonly name: string; readonly part: Expression }>();

  private readonly roots = new Map<
    string,
    { readonly degree: number; readonly base: Expression }
  >();

  replace(node: Expression): Expression | null {
    if (!isFunction(node)) return node;
    const [first, second] = argumentsOf(node) as [Expression, Expression?];
    if (node[0] === "Sqrt") return this.root(first, 1, 2);
    if (node[0] === "Power" && second !== undefined) {
      const whole = wholeOf(second);
      if (whole !== null && Math.abs(whole) <= 40) {
        const base = this.replace(first);
        return base === null ? null : ["Power", base, second];
      }
      const fraction = fractionParts(second);
      if (fraction !== null) return this.root(first, fraction[0], fraction[1]);
    }
    if (RATIONAL_HEADS.has(node[0])) return this.each(node);
    const parts = argumentsOf(node).map((part) => tidyRational(part));
    if (parts.some((part) => part === null)) return null;
    return this.named([node[0], ...(parts as Expression[])]);
  }

  private each(node: Expression): Expression | null {
    const parts = argumentsOf(node).map((part) => this.replace(part));
    return parts.some((part) => part === null) ? null : [headOf(node), ...(parts as Expression[])];
  }

  /** base^(p/q) = base^whole base^(rest/q), so that equal roots share one name. */
  private root(base: Expression, numerator: number, degree: number): Expression | null {
    const inner = tidyRational(base);
    if (inner === null) return null;
    const whole = Math.floor(numerator / degree);
    const rest = numerator - whole * degree;
    const root = this.named(
      degree === 2 ? ["Sqrt", inner] : ["Power", inner, ["Divide", integer(1), integer(degree)]],
    );
    const rational = this.replace(inner);
    if (rational === null) return null;
    this.roots.set(root, { degree, base: rational });
    const power: Expression = rest === 1 ? root : ["Power", root, integer(rest)];
    return whole === 0 ? power : ["Multiply", ["Power", rational, integer(whole)], power];
  }

  /** The exact form with powers of roots lowered. */
  lowered(form: Expression): Expression | null {
    const found = this.lowerRoots(form);
    return found === form ? form : exactForm(found);
  }

  /** `a + b r` below for a square root r, multiplied away by `a - b r` where that is not too long. */
  withoutRootsBelow(form: Expression, lengthened: number): Expression {
    if (headOf(form) === "Negate")
      return ["Negate", this.withoutRootsBelow(argumentsOf(form)[0] as Expression, lengthened)];
    if (headOf(form) !== "Divide") return form;
    const [over, under] = argumentsOf(form) as [Expression, Expression];
    if (headOf(under) !== "Add" || nodeCount(form) > LARGEST_WITH_ROOTS) return form;
    for (const [name, { degree }] of this.roots) {
      if (degree !== 2 || !contains(under, name)) continue;
      const other = substitute(under, name, ["Negate", name]);
      const product = (part: Expression): Expression | null => {
        const multiplied = exactForm(["Multiply", part, other]);
        return multiplied === null ? null : this.lowered(multiplied);
      };
      const [top, bottom] = [product(over), product(under)];
      const quotient = top === null || bottom === null ? null : exactForm(["Divide", top, bottom]);
      if (quotient !== null && nodeCount(quotient) < lengthened * nodeCount(form)) return quotient;
    }
    return form;
  }

  /** r^k = base^(k div n) r^(k mod n) for a root r of degree n; the same object where nothing changes. */
  lowerRoots(node: Expression): Expression {
    if (!isFunction(node)) return node;
    const [first, second] = argumentsOf(node) as [Expression, Expression?];
    const root =
      node[0] === "Power" && typeof first === "string" ? this.roots.get(first) : undefined;
    const power = second === undefined ? null : wholeOf(second);
    if (root !== undefined && power !== null && power >= root.degree)
      return [
        "Multiply",
        ["Power", root.base, integer(Math.floor(power / root.degree))],
        ["Power", first, integer(power % root.degree)],
      ];
    const parts = argumentsOf(node).map((part) => this.lowerRoots(part));
    return parts.every((part, index) => part === node[index + 1]) ? node : [node[0], ...parts];
  }

  private named(part: Expression): string {
    const key = printPlain(part);
    const known = this.parts.get(key);
    if (known !== undefined) return known.name;
    const name = `opaque${this.parts.size}`;
    this.parts.set(key, { name, part });
    return name;
  }

  restore(expression: Expression): Expression {
    let result = expression;
    for (const { name, part } of this.parts.values()) result = substitute(result, name, part);
    return result;
  }
}

export function wholeOf(expression: Expression): number | null {
  if (headOf(expression) === "Negate") {
    const inner = wholeOf(argumentsOf(expression)[0] as Expression);
    return inner === null ? null : -inner;
  }
  return isNumber(expression) && /^\d{1,6}$/.test(expression.num) ? Number(expression.num) : null;
}

function fractionParts(expression: Expression): [number, number] | null {
  if (headOf(expression) === "Negate") {
    const inner = fractionParts(argumentsOf(expression)[0] as Expression);
    return inner === null ? null : [-inner[0], inner[1]];
  }
  if (headOf(expression) !== "Divide") return null;
  const [over, under] = argumentsOf(expression).map(wholeOf) as [number | null, number | null];
  return over === null || under === null || under < 2 || under > 12 ? null : [over, under];
}

import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { type Expression, integer } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import type { Constants } from "./constants.ts";
import { BOUNDED_PREFIX, GERM, over } from "./germ.ts";

interface BoundedPart {
  readonly symbol: string;
  readonly kind: "Sin" | "Cos" | "Fraction" | "Alternating" | "Enclosed";
  readonly of: Expression;
}

/** One way in which all bounded parts take fixed values again and again: values by symbol. */
export type Subsequence = {
  readonly values: ReadonlyMap<string, Expression>;
  readonly where: string;
};

/**
 * Parts that stay bounded and do not settle, each as a symbol of which only its range is known. A limit
 * that holds for every value in the range, uniformly, holds; two subsequences with different limits
 * show that there is none.
 */
export class BoundedParts {
  private readonly constants: Constants;
  private readonly parts: BoundedPart[] = [];
  /** The variable runs through whole numbers only. */
  readonly isWhole: boolean;
  /** Set when a rule was used that holds for whole numbers only. */
  usesWholeNumbers = false;

  constructor(constants: Constants, isWhole: boolean) {
    this.constants = constants;
    this.isWhole = isWhole;
  }

  get isEmpty(): boolean {
    return this.parts.length === 0;
  }

  circular(kind: "Sin" | "Cos", of: Expression): Expression {
    return this.part(kind, of, -1);
  }

  /** (-1)^(m t) for a whole m. */
  signOfTurns(m: bigint): Expression {
    this.usesWholeNumbers = true;
    return m % 2n === 0n ? integer(1) : this.part("Alternating", GERM, -1);
  }

  /** u - floor(u). */
  fraction(of: Expression): Expression {
    return this.part("Fraction", of, 0);
  }

  /** A remainder that far out lies in the range; which values it takes is not said. */
  enclosed(remainder: Expression, lo: number, hi: number): Expression {
    return this.part("Enclosed", remainder, lo, hi);
  }

  /** (-1)^u for a whole u = a t + b, else null. */
  powerOfMinusOne(exponent: Expression): Expression | null {
    if (!this.isWhole) return null;
    this.usesWholeNumbers = true;
    const slope = fractionOf(over(exponent, GERM));
    if (slope !== null && slope.d === 1n) return this.signOfTurns(slope.n);
    const shift = exactForm(["Add", exponent, ["Negate", GERM]]);
    const fixed = shift === null ? null : fractionOf(shift);
    if (fixed === null || fixed.d !== 1n) return null;
    const part = this.part("Alternating", GERM, -1);
    return fixed.n % 2n === 0n ? part : ["Negate", part];
  }

  private part(kind: BoundedPart["kind"], of: Expression, lo: number, hi = 1): string {
    const key = printPlain(exactForm(of) ?? of);
    const known = this.parts.find((part) => part.kind === kind && printPlain(part.of) === key);
    if (known !== undefined) return known.symbol;
    const symbol = `${BOUNDED_PREFIX}${this.parts.length}`;
    this.parts.push({ symbol, kind, of: exactForm(of) ?? of });
    this.constants.bound(symbol, { lo, hi });
    return symbol;
  }

  /**
   * Values that all bounded parts take together at arguments beyond every bound; empty where this is not
   * established. A continuous argument that tends to infinity passes every angle again and again; one that
   * runs through whole numbers does not, so only (-1)^n and sin(r n), cos(r n) with rational r are used
   * there (r/(2 pi) is irrational, so the angles come as near to any value as wanted: Kronecker).
   */
  subsequences(): Subsequence[] {
    const [first] = this.parts;
    if (first === undefined) return [];
    const argument = printPlain(first.of);
    if (this.parts.some((part) => printPlain(part.of) !== argument)) return [];
    if (this.parts.some(({ kind }) => kind === "Enclosed")) return [];
    if (this.parts.some(({ kind }) => kind === "Alternating"))
      return this.parts.length > 1
        ? []
        : [
            { values: new Map([[first.symbol, integer(1)]]), where: "along even numbers" },
            { values: new Map([[first.symbol, integer(-1)]]), where: "along odd numbers" },
          ];
    if (this.isWhole) {
      const rate = fractionOf(over(first.of, GERM));
      if (rate === null || this.parts.some(({ kind }) => kind === "Fraction")) return [];
    }
    if (this.parts.every(({ kind }) => kind === "Fraction"))
      return [0, 1].map((k) => ({
        values: new Map([[first.symbol, over(integer(k), integer(2))]]),
        where: `where the fractional part is ${k === 0 ? "0" : "1/2"}`,
      }));
    if (this.parts.some(({ kind }) => kind === "Fraction")) return [];
    return ANGLES.map(({ sine, cosine, angle }) => ({
      values: new Map(
        this.parts.map(({ symbol, kind }) => [symbol, kind === "Sin" ? sine : cosine]),
      ),
      where: `where the angle is ${angle} plus whole turns`,
    }));
  }
}

const DIAGONAL: Expression = over(integer(1), ["Sqrt", integer(2)]);
const ANGLES: readonly { sine: Expression; cosine: Expression; angle: string }[] = [
  { sine: integer(0), cosine: integer(1), angle: "0" },
  { sine: integer(1), cosine: integer(0), angle: "pi/2" },
  { sine: integer(0), cosine: integer(-1), angle: "pi" },
  { sine: integer(-1), cosine: integer(0), angle: "3*pi/2" },
  { sine: DIAGONAL, cosine: DIAGONAL, angle: "pi/4" },
];

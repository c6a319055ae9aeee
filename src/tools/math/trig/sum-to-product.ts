import { Fraction } from "fraction.js";
import { argumentsOf, type Expression, headOf, integer } from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { addAngles, type Angle, angleOf, isNegativeAngle, negated, writtenAngle } from "./angle.ts";

/**
 * sin a ± sin b and cos a ± cos b as products (DLMF 4.21.10 to 4.21.12), with a common whole factor in
 * front; null for anything else.
 */
export function sumToProduct(expression: Expression): Expression | null {
  const parts = headOf(expression) === "Add" ? argumentsOf(expression).map(read) : [];
  const [a, b] = parts;
  if (parts.length !== 2 || !a || !b || a.head !== b.head || a.size !== b.size) return null;
  const half = (angle: Angle): Angle =>
    new Map([...angle].map(([key, { base, factor }]) => [key, { base, factor: factor.div(2) }]));
  const [sum, difference] = [
    half(addAngles(a.angle, b.angle)),
    half(addAngles(a.angle, b.angle, -1)),
  ];
  const isSame = a.isNegative === b.isNegative;
  const [first, second] =
    a.head === "Sin"
      ? isSame
        ? [wave("Sin", sum), wave("Cos", difference)]
        : [wave("Cos", sum), wave("Sin", difference)]
      : isSame
        ? [wave("Cos", sum), wave("Cos", difference)]
        : [wave("Sin", sum), wave("Sin", difference)];
  const isNegative = a.isNegative !== (a.head === "Cos" && !isSame);
  const product: Expression = ["Multiply", integer(2n * a.size), first, second];
  return tidySigns(isNegative ? ["Negate", product] : product);
}

function wave(head: "Sin" | "Cos", angle: Angle): Expression {
  const isFlipped = isNegativeAngle(angle);
  const value: Expression = [head, writtenAngle(isFlipped ? negated(angle) : angle)];
  return head === "Sin" && isFlipped ? ["Negate", value] : value;
}

/** ± k sin(angle) or ± k cos(angle) with a whole factor. */
function read(
  term: Expression,
): { head: "Sin" | "Cos"; angle: Angle; size: bigint; isNegative: boolean } | null {
  const head = headOf(term);
  const [first, second] = argumentsOf(term) as [Expression, Expression];
  if (head === "Negate") {
    const inner = read(first);
    return inner === null ? null : { ...inner, isNegative: !inner.isNegative };
  }
  if (
    head === "Multiply" &&
    argumentsOf(term).length === 2 &&
    typeof first === "object" &&
    "num" in first
  ) {
    const inner = /^\d+$/.test(first.num) ? read(second) : null;
    return inner === null ? null : { ...inner, size: inner.size * new Fraction(first.num).n };
  }
  return head === "Sin" || head === "Cos"
    ? { head, angle: angleOf(first), size: 1n, isNegative: false }
    : null;
}

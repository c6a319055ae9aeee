import { argumentsOf, type Expression, headOf, isNumber } from "../expression/expression.ts";

/** True when a line is the one before with one number, letter or sign exchanged: a slip of copying, not of working. */
export function isMiscopied(before: Expression, after: Expression): boolean {
  return exchanged(before, after) === 1;
}

const FAR = 100;

/** How many leaves or signs differ between two expressions of the same shape; a large number for other shapes. */
function exchanged(a: Expression, b: Expression): number {
  const [x, y] = [headOf(a), headOf(b)];
  if (x === "Negate" && y !== "Negate") return 1 + exchanged(argumentsOf(a)[0] as Expression, b);
  if (y === "Negate" && x !== "Negate") return 1 + exchanged(a, argumentsOf(b)[0] as Expression);
  if (x === "" && y === "") {
    if (isNumber(a) && isNumber(b)) return a.num === b.num ? 0 : 1;
    return a === b ? 0 : 1;
  }
  const [left, right] = [argumentsOf(a), argumentsOf(b)];
  if (x !== y || left.length !== right.length) return FAR;
  return left.reduce<number>(
    (sum, part, index) => sum + exchanged(part, right[index] as Expression),
    0,
  );
}

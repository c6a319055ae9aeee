import type { Relation } from "../core/math-port.ts";
import type { Reading } from "./candidate.ts";

function withShares(plain: string): string {
  return plain.replace(/(\d+(?:\.\d+)?)%/g, "($1/100)");
}

function withoutShares(plain: string): string {
  return plain.replaceAll("%", "");
}

/** "50 + 20%" is also written for fifty and a fifth of fifty. */
function withRaise(plain: string): string | null {
  const match = /^([^%]+?)(%?) ([+-]) (\d+(?:\.\d+)?)%$/.exec(plain);
  if (match === null) return null;
  const base = match[2] === "%" ? `(${match[1]})/100` : `(${match[1]})`;
  return `${base}*(1 ${match[3]} ${match[4]}/100)`;
}

const TRIGONOMETRIC = /\b(?:sin|cos|tan|sec|csc|cot)\(/g;

/** "sin(30)" is written for radians and for degrees. */
function inDegrees(plain: string): string {
  let result = "";
  let from = 0;
  for (const match of plain.matchAll(TRIGONOMETRIC)) {
    const open = match.index + match[0].length;
    let depth = 1;
    let close = open;
    for (; close < plain.length && depth > 0; close++)
      depth += plain[close] === "(" ? 1 : plain[close] === ")" ? -1 : 0;
    const argument = plain.slice(open, close - 1);
    if (open < from || depth > 0 || argument.includes("pi")) continue;
    result += `${plain.slice(from, open)}(${argument})*pi/180)`;
    from = close;
  }
  return result + plain.slice(from);
}

const PRODUCT_BEHIND_DIVISION =
  /(\/|\\div(?![a-z]))\s*(\d+(?:\.\d+)?)\s*\*?\s*(\\pi|π|pi|\\?sqrt\s*(?:\([^()]*\)|\{[^{}]*\}))/g;

/** "400π ÷ 16π": what is written together belongs together for many. */
function withGroupedDivisors(plain: string): string {
  return plain.replace(PRODUCT_BEHIND_DIVISION, "$1 ($2 $3)");
}

/** A product that was written without a sign has no spaces. */
const BRACKET_BEHIND_DIVISION = /(\/|\\div(?![a-z]))\s*(\d+(?:\.\d+)?)\*?(\([^()]*\))/g;

/** "8/2(2+2)": a bracket right behind a divisor may belong to it. */
function withBracketInDivisor(plain: string): string {
  return plain.replace(BRACKET_BEHIND_DIVISION, "$1($2*$3)");
}

/** "log(100)" is written for base e and for base ten. */
function inBaseTen(plain: string): string {
  return plain.replace(/\blog(?=\s*\()/g, "lg");
}

const ODD_ROOT_OF_NEGATIVE =
  /(\(+)\s*-\s*(\d+(?:\.\d+)?)\s*(\)+)\s*\^\s*\(\s*1\s*\/\s*(\d*[13579])\s*\)/g;

/** "(-8)^(1/3)" is written for the principal value and for the real root. */
function withRealRoots(plain: string): string {
  return plain.replace(ODD_ROOT_OF_NEGATIVE, "$1-(($2)^(1/$4))$3");
}

/** What is also meant by some, one way of writing at a time. */
const ALSO_MEANT = [withGroupedDivisors, withBracketInDivisor, inBaseTen, withRealRoots] as const;

/** Every way the two operands may be understood, the plain one first. */
export function readingsOf(left: string, relation: Relation, right: string): readonly Reading[] {
  return [
    ...readingsOfShares(left, relation, right),
    ...ALSO_MEANT.flatMap((rewrite) => {
      const other = rewrite(left);
      return other === left ? [] : readingsOfShares(other, relation, right);
    }),
  ];
}

function readingsOfShares(left: string, relation: Relation, right: string): readonly Reading[] {
  if (!left.includes("%") && !right.includes("%")) {
    const plain = { left, relation, right };
    const degrees = { left: inDegrees(left), relation, right: inDegrees(right) };
    return degrees.left === left && degrees.right === right ? [plain] : [plain, degrees];
  }
  const readings: Reading[] = [
    { left: withShares(left), relation, right: withShares(right) },
    { left: withoutShares(left), relation, right: withoutShares(right) },
    { left: withShares(left), relation, right: withoutShares(right) },
    { left: withoutShares(left), relation, right: withShares(right) },
  ];
  const raised = withRaise(left);
  if (raised !== null) readings.push({ left: raised, relation, right: withShares(right) });
  return readings;
}

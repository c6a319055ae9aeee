import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  isNumber,
} from "../expression/expression.ts";
import type { RuleWords } from "./step-chain.ts";

/** A line of a single operation written as several that can be done in the head. */
export interface SplitLine {
  readonly rule: string;
  readonly shown: Expression;
  /** Where brackets are to be seen that the printed expression leaves out. */
  readonly plain?: string;
  readonly latex?: string;
}

/** Sums and differences below this, and products within the multiplication table, are known by heart. */
const KNOWN_SUM = 20n;
const KNOWN_FACTOR = 12n;
const MOST_DIGITS = 6;
const MOST_FACTORS = 12n;

/** How one operation with whole numbers is taken apart by place value; null where it is known by heart. */
export function splitOperation(expression: Expression): readonly SplitLine[] | null {
  const [first, second] = argumentsOf(expression) as [Expression, Expression | undefined];
  if (first === undefined) return null;
  const a = wholeOf(first);
  if (a === null) return null;
  if (headOf(expression) === "Factorial") return splitFactorial(a);
  if (second === undefined || argumentsOf(expression).length !== 2) return null;
  const isDifference = headOf(expression) === "Add" && headOf(second) === "Negate";
  const b = wholeOf(isDifference ? (argumentsOf(second)[0] as Expression) : second);
  if (b === null) return null;
  switch (headOf(expression)) {
    case "Add":
      return isDifference ? splitDifference(a, b) : splitSum(a, b);
    case "Multiply":
      return splitProduct(a, b);
    case "Divide":
      return splitQuotient(a, b);
    case "Power":
      return splitPower(a, b);
    default:
      return null;
  }
}

function wholeOf(expression: Expression): bigint | null {
  return isNumber(expression) && /^\d{1,12}$/.test(expression.num) ? BigInt(expression.num) : null;
}

/** 586 as 500, 80 and 6. */
function placesOf(value: bigint): bigint[] {
  const digits = value.toString();
  return [...digits]
    .map((digit, index) => BigInt(digit) * 10n ** BigInt(digits.length - 1 - index))
    .filter((place) => place !== 0n);
}

const sumOf = (parts: readonly bigint[]): Expression =>
  parts.length === 1 ? integer(parts[0] as bigint) : ["Add", ...parts.map((part) => integer(part))];

/** Hundreds with hundreds, tens with tens. */
function splitSum(a: bigint, b: bigint): SplitLine[] | null {
  if ((a < KNOWN_SUM && b < KNOWN_SUM) || a < 10n || b < 10n) return null;
  if (a.toString().length > MOST_DIGITS || b.toString().length > MOST_DIGITS) return null;
  const places = new Map<number, bigint[]>();
  for (const place of [...placesOf(a), ...placesOf(b)]) {
    const width = place.toString().length;
    places.set(width, [...(places.get(width) ?? []), place]);
  }
  const groups = [...places].toSorted(([x], [y]) => y - x).map(([, parts]) => parts);
  if (groups.length < 2 || groups.every((parts) => parts.length === 1)) return null;
  const brackets = groups.map((parts) =>
    parts.length === 1 ? `${parts[0]}` : `(${parts.join(" + ")})`,
  );
  return [
    {
      rule: "split-sum",
      shown: ["Add", ...groups.map(sumOf)],
      plain: brackets.join(" + "),
      latex: brackets.join(" + "),
    },
    {
      rule: "add-places",
      shown: sumOf(groups.map((parts) => parts.reduce((sum, part) => sum + part, 0n))),
    },
  ];
}

/** The places of the second number taken away one after the other. */
function splitDifference(a: bigint, b: bigint): SplitLine[] | null {
  const places = placesOf(b);
  if (b > a || places.length < 2 || places.length > MOST_DIGITS || a < KNOWN_SUM) return null;
  const shown: Expression = [
    "Add",
    integer(a),
    ...places.map((place): Expression => ["Negate", integer(place)]),
  ];
  return [{ rule: "split-difference", shown }];
}

/** 47 * 23 = 47 * 20 + 47 * 3. */
function splitProduct(a: bigint, b: bigint): SplitLine[] | null {
  if (a <= KNOWN_FACTOR && b <= KNOWN_FACTOR) return null;
  const [left, right] = [placesOf(a), placesOf(b)];
  const isLeft = right.length < 2 || (left.length > 1 && left.length < right.length);
  const places = isLeft ? left : right;
  if (places.length < 2 || places.length > MOST_DIGITS) return null;
  const product = (place: bigint): Expression =>
    isLeft ? ["Multiply", integer(place), integer(b)] : ["Multiply", integer(a), integer(place)];
  return [{ rule: "split-product", shown: ["Add", ...places.map(product)] }];
}

/** 4368/12 = (3600 + 720 + 48)/12 = 3600/12 + 720/12 + 48/12, by the digits of the quotient. */
function splitQuotient(a: bigint, b: bigint): SplitLine[] | null {
  if (b < 2n || a % b !== 0n) return null;
  const places = placesOf(a / b);
  if (places.length < 2 || places.length > MOST_DIGITS) return null;
  const parts = places.map((place) => place * b);
  return [
    { rule: "split-quotient", shown: ["Divide", sumOf(parts), integer(b)] },
    {
      rule: "divide-parts",
      shown: ["Add", ...parts.map((part): Expression => ["Divide", integer(part), integer(b)])],
    },
  ];
}

/** Short powers as products; long ones as the square of half of them. */
function splitPower(base: bigint, exponent: bigint): SplitLine[] | null {
  if (exponent < 3n || exponent > 64n || base < 2n) return null;
  const half = exponent / 2n;
  const power = (times: bigint): Expression =>
    times === 1n ? integer(base) : ["Power", integer(base), integer(times)];
  if (exponent <= 5n)
    return [
      {
        rule: "split-power",
        shown: ["Multiply", ...Array.from({ length: Number(exponent) }, () => integer(base))],
      },
    ];
  const rest = exponent % 2n === 0n ? [] : [integer(base)];
  return [{ rule: "halve-power", shown: ["Multiply", power(half), power(half), ...rest] }];
}

function splitFactorial(value: bigint): SplitLine[] | null {
  if (value < 3n || value > MOST_FACTORS) return null;
  const factors = Array.from({ length: Number(value) }, (_, index) =>
    integer(value - BigInt(index)),
  );
  return [{ rule: "split-factorial", shown: ["Multiply", ...factors] }];
}

/** What is said of each way of taking an operation apart. */
export const SPLIT_WORDS: Readonly<Record<string, RuleWords>> = {
  "split-sum": {
    text: {
      en: "Take the numbers apart by place value and put like places together.",
      zh: "按数位拆开，相同数位放在一起。",
    },
    hint: { en: "Add hundreds to hundreds, tens to tens.", zh: "百位加百位，十位加十位。" },
  },
  "add-places": {
    text: { en: "Add each place.", zh: "各数位分别相加。" },
    hint: { en: "What does each place add up to?", zh: "每个数位相加是多少？" },
  },
  "split-difference": {
    text: {
      en: "Take the second number away place by place.",
      zh: "按数位逐次减去第二个数。",
    },
    hint: { en: "Take away the largest place first.", zh: "先减最高位。" },
  },
  "split-product": {
    text: {
      en: "Take one factor apart by place value and multiply each part.",
      zh: "把一个因数按数位拆开，分别相乘。",
    },
    hint: {
      en: "Multiply by the tens and by the ones apart.",
      zh: "先乘整十，再乘个位。",
    },
  },
  "split-quotient": {
    text: {
      en: "Long division: take the number apart into multiples of the divisor.",
      zh: "长除法：把被除数拆成除数的倍数之和。",
    },
    hint: {
      en: "Which large multiples of the divisor are in the number?",
      zh: "被除数中含有除数的哪些较大的倍数？",
    },
  },
  "divide-parts": {
    text: { en: "Divide each part.", zh: "各部分分别相除。" },
    hint: { en: "Divide the parts one by one.", zh: "逐个相除。" },
  },
  "split-power": {
    text: { en: "A power is a repeated product.", zh: "幂就是重复相乘。" },
    hint: { en: "Write the power as a product.", zh: "把幂写成连乘。" },
  },
  "halve-power": {
    text: {
      en: "Halve the exponent: a^(m + n) = a^m a^n.",
      zh: "把指数减半：a^(m + n) = a^m a^n。",
    },
    hint: { en: "Work out half of the power first.", zh: "先算一半的幂。" },
  },
  "split-factorial": {
    text: {
      en: "The factorial is the product of all whole numbers down to 1.",
      zh: "阶乘是从该数到 1 的所有整数之积。",
    },
    hint: { en: "Write the factorial as a product.", zh: "把阶乘写成连乘。" },
  },
};

import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  isNumber,
  ONE,
  substitute,
  ZERO,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidy } from "../matrix/matrix.ts";

/** e^(-delay s) times a factor without such exponentials. */
export interface DelayedPart {
  readonly delay: Expression;
  readonly factor: Expression;
}

const MOST_PARTS = 24;

/** The expression as a sum of such parts, those of one delay together. */
export function delayedParts(expression: Expression, frequency: string): DelayedPart[] {
  return merged(split(expression, frequency) ?? [{ delay: ZERO, factor: expression }]);
}

function merged(parts: readonly DelayedPart[]): DelayedPart[] {
  const found = new Map<string, DelayedPart>();
  for (const part of parts) {
    const key = printPlain(part.delay);
    const known = found.get(key);
    found.set(
      key,
      known === undefined ? part : { ...known, factor: ["Add", known.factor, part.factor] },
    );
  }
  return [...found.values()];
}

function split(expression: Expression, s: string): DelayedPart[] | null {
  const parts = argumentsOf(expression);
  const [first, second] = parts as [Expression, Expression];
  switch (headOf(expression)) {
    case "Add": {
      const all = parts.map((part) => split(part, s));
      return all.includes(null) ? null : (all as DelayedPart[][]).flat();
    }
    case "Negate":
      return split(first, s)?.map((part) => ({ ...part, factor: ["Negate", part.factor] })) ?? null;
    case "Multiply":
      return parts
        .map((part) => split(part, s))
        .reduce<DelayedPart[] | null>(product, [{ delay: ZERO, factor: ONE }]);
    case "Divide": {
      const below = merged(split(second, s) ?? []);
      if (below.length !== 1) return null;
      const [{ delay, factor }] = below as [DelayedPart];
      return product(split(first, s), [
        { delay: tidy(["Negate", delay]), factor: ["Divide", ONE, factor] },
      ]);
    }
    case "Power":
      if (first === "ExponentialE") return exponential(second, s);
      if (isNumber(second) && /^[1-4]$/.test(second.num))
        return Array.from({ length: Number(second.num) }, () => split(first, s)).reduce<
          DelayedPart[] | null
        >(product, [{ delay: ZERO, factor: ONE }]);
      return [{ delay: ZERO, factor: expression }];
    default:
      return [{ delay: ZERO, factor: expression }];
  }
}

function exponential(exponent: Expression, s: string): DelayedPart[] {
  const slope = tidy(differentiate(exponent, s));
  if (contains(slope, s)) return [{ delay: ZERO, factor: ["Power", "ExponentialE", exponent] }];
  return [
    {
      delay: tidy(["Negate", slope]),
      factor: ["Power", "ExponentialE", tidy(substitute(exponent, s, ZERO))],
    },
  ];
}

function product(a: DelayedPart[] | null, b: DelayedPart[] | null): DelayedPart[] | null {
  if (a === null || b === null || a.length * b.length > MOST_PARTS) return null;
  return a.flatMap((x) =>
    b.map((y) => ({
      delay: tidy(["Add", x.delay, y.delay]),
      factor: ["Multiply", x.factor, y.factor] as Expression,
    })),
  );
}

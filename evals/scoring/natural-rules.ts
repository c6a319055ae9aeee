import { z } from "zod";
import type { Answer } from "../../src/core/query-result.ts";
import { expressionOf, itemsOf, rowsOf, solutionsOf } from "./answer-parts.ts";
import { judgeAntiderivative } from "./antiderivative.ts";
import { isReal, magnitude, Real, subtract } from "./complex-decimal.ts";
import { judgeSameFamily } from "./differential-equation.ts";
import { judgeEquivalent, judgeTrees, tryParse, valueAt } from "./equivalence.ts";
import { equalExactly, exactNumber } from "./exact-number.ts";
import { intervalsOf, judgeIntervals, parseIntervals } from "./intervals.ts";
import { isKeyword, judgeKeyword, keywordOf } from "./keyword.ts";
import { correct, inexact, partial, unanswered, unscorable, wrong } from "./mark.ts";
import type { Judgement } from "./mark.ts";
import { judgeMatrix, judgeMembers } from "./matrix.ts";
import type { PlainNode } from "./plain-syntax.ts";
import { parseEquation } from "./root-set.ts";
import type { SampleOptions } from "./sample-points.ts";
import { factorCount, isExpanded, nodeCount } from "./shape.ts";
import { convert, parseUnit } from "./units.ts";

/** One row of the natural-language set. */
export const naturalRowSchema = z.object({
  id: z.string(),
  lang: z.string().default("en"),
  topic: z.string().default("all"),
  query: z.string(),
  rule: z.string(),
  answer: z.unknown(),
  value: z.union([z.number(), z.string()]).optional(),
  unit: z.string().optional(),
  tol: z.number().optional(),
  alt: z.array(z.string()).optional(),
  note: z.string().optional(),
  var: z.string().optional(),
  ode_order: z.number().optional(),
});
export type NaturalRow = z.infer<typeof naturalRowSchema>;

const strings = z.array(z.string());

/** The rule of the row, applied to an answer. */
export function judgeNatural(row: NaturalRow, answer: Answer): Judgement {
  switch (row.rule) {
    case "number":
      return judgeNumber(row, answer);
    case "quantity":
      return judgeQuantity(row, answer);
    case "expr":
    case "factored":
      return judgeForm(row, answer);
    case "antiderivative": {
      const text = expressionOf(answer);
      if (text === null) return unscorable("the answer is not an expression");
      return judgeSameDerivative(text, String(row.answer), row.var ?? "x");
    }
    case "set":
    case "set_numeric":
      return judgeSet(row, answer);
    case "list":
    case "tuple": {
      const items = itemsOf(answer);
      return items === null
        ? unscorable("the answer is not a list")
        : judgeMembers(items, strings.parse(row.answer), optionsOf(row));
    }
    case "interval":
      return judgeIntervals(intervalsOf(answer), parseIntervals(String(row.answer)));
    case "mapping":
      return judgeMapping(row, answer);
    case "matrix":
      return judgeMatrix(rowsOf(answer), z.array(strings).parse(row.answer), optionsOf(row));
    case "factorization":
      return judgeFactorization(row, answer);
    case "residue":
      return judgeResidue(row, answer);
    case "ode_family": {
      const text = expressionOf(answer);
      const expected = String(row.answer).replace(/^\s*\w+\s*=/, "");
      return text === null
        ? unscorable("the answer is not one expression")
        : judgeSameFamily(text, expected, row.ode_order ?? 1, row.var ?? "x");
    }
    case "equation":
      return judgeZeroSet(answer, String(row.answer));
    case "bool":
      return judgeTruth(answer, row.answer === true);
    case "text":
      return judgeText(answer, [String(row.answer), ...(row.alt ?? [])]);
    case "date":
      return answer.value.kind === "date" && answer.value.iso.startsWith(String(row.answer))
        ? correct("the same date")
        : wrong("another date");
    default:
      return unscorable(`there is no rule "${row.rule}"`);
  }
}

function optionsOf(row: NaturalRow): SampleOptions {
  const overridden = /\b([a-zA-Z]) is a variable|([A-Z]) and ([A-Z]) are variables/.exec(
    row.note ?? "",
  );
  const variables = (overridden ?? []).slice(1).filter((name) => name !== undefined);
  return { integers: ["h"], variables };
}

/** The number an answer states, in sixty digits; null when it states none. */
function numberOf(text: string): PlainNode | null {
  const bare = text.replace(/^\s*[$¥€]/, "").replace(/(\d),(?=\d{3}\b)/g, "$1");
  const percent = /^(.*\S)\s*%$/.exec(bare);
  if (percent?.[1] !== undefined) {
    const inner = tryParse(percent[1]);
    return inner && { kind: "call", name: "/", items: [inner, { kind: "number", text: "100" }] };
  }
  return tryParse(bare);
}

function judgeNumber(row: NaturalRow, answer: Answer): Judgement {
  const expectedText = String(row.answer);
  if (isKeyword(expectedText)) return judgeKeyword(answer, expectedText);
  if (keywordOf(answer) !== null) return wrong("gives no finite value where there is one");
  const text =
    answer.value.kind === "quantity" && answer.value.unit === "%"
      ? `(${answer.value.plain})/100`
      : expressionOf(answer);
  if (text === null) return unscorable("the answer is not one number");
  const got = numberOf(text);
  if (got === null) return unscorable(`cannot read "${text.slice(0, 120)}"`);
  const readings = [expectedText, ...(row.alt ?? [])];
  const judgements = readings.map((reading) => judgeClose(got, reading, row));
  return (
    judgements.find((judgement) => judgement.mark === "correct") ??
    judgements[0] ??
    unscorable("there is no expectation")
  );
}

function judgeClose(got: PlainNode, expectedText: string, row: NaturalRow): Judgement {
  const expected = tryParse(expectedText);
  if (expected === null) return unscorable("cannot read the expectation");
  const [exactGot, exactExpected] = [exactNumber(got), exactNumber(expected)];
  if (exactGot !== null && exactExpected !== null && equalExactly(exactGot, exactExpected))
    return correct("equal as exact numbers");
  const [a, b] = [valueAt(got, new Map()), valueAt(expected, new Map())];
  if (a === null) return unscorable("the answer cannot be evaluated");
  const target = b ?? (row.value === undefined ? null : valueAt(parsed(row.value), new Map()));
  if (target === null) return unscorable("the expectation cannot be evaluated");
  const tolerance = new Real(row.tol ?? 1e-6);
  const gap = magnitude(subtract(a, target));
  const size = magnitude(target);
  if (tolerance.isZero())
    return gap.lte(size.times("1e-50"))
      ? correct("equal to 50 digits")
      : wrong("not exactly equal");
  const limit = size.isZero() ? new Real("1e-9") : size.times(tolerance);
  return gap.lte(limit) ? correct("within the tolerance") : wrong("another number");
}

const parsed = (value: number | string): PlainNode =>
  tryParse(String(value)) ?? { kind: "name", name: "unreadable" };

function judgeQuantity(row: NaturalRow, answer: Answer): Judgement {
  const value = answer.value;
  const wanted = parseUnit(row.unit ?? "");
  const expected = valueAt(parsed(row.value ?? String(row.answer)), new Map());
  if (wanted === null || expected === null) return unscorable("cannot read the expectation");
  const text = value.kind === "quantity" ? value.plain : expressionOf(answer);
  if (text === null) return unscorable("the answer is not a quantity");
  const tree = numberOf(text);
  const number = tree === null ? null : valueAt(tree, new Map());
  if (number === null || !isReal(number)) return unscorable("the answer cannot be evaluated");
  const unit = value.kind === "quantity" ? parseUnit(value.unit) : null;
  if (value.kind === "quantity" && unit === null)
    return unscorable(`the scorer does not know the unit "${value.unit}"`);
  const converted =
    unit === null ? unitless(number.re, row.unit ?? "", text) : convert(number.re, unit, wanted);
  if (converted === null) return wrong("a quantity of another kind");
  const gap = converted.minus(expected.re).abs();
  return gap.lte(expected.re.abs().times(row.tol ?? 1e-4))
    ? correct("within the tolerance, in the unit asked for")
    : wrong("another quantity");
}

/** A bare number is taken to be in the unit asked for; for percentages a share counts too. */
function unitless(value: Real, unit: string, text: string): Real {
  return unit === "%" && text.trim().endsWith("%") ? value.times(100) : value;
}

function judgeForm(row: NaturalRow, answer: Answer): Judgement {
  const text = expressionOf(answer);
  if (text === null) return unscorable("the answer is not one expression");
  const judgement = judgeEquivalent(text, String(row.answer), optionsOf(row));
  if (judgement.mark !== "correct") return judgement;
  const [got, expected] = [tryParse(text), tryParse(String(row.answer))];
  if (got === null || expected === null) return judgement;
  if (row.rule === "factored" && factorCount(got) < factorCount(expected))
    return partial("equal, but not factored completely");
  const note = row.note ?? "";
  if (/expanded/.test(note) && !isExpanded(got)) return partial("equal, but not expanded");
  if (/cancelled|4\*sqrt\(3\)/.test(note) && nodeCount(got) > nodeCount(expected) + 2)
    return partial("equal, but not in the form asked for");
  if (/\(x\+a\)\^2/.test(note) && !/\)\s*\^\s*2/.test(text))
    return partial("equal, but not a completed square");
  return judgement;
}

/** Two antiderivatives are compared through their difference, which must not vary. */
function judgeSameDerivative(text: string, expected: string, variable: string): Judgement {
  const ownConstant = expected.replace(/\s*\+\s*C\s*$/, "");
  const difference = `(${text})-(${ownConstant})`;
  const flat = judgeAntiderivative(`${difference}+${variable}`, { integrand: "1", variable });
  return flat.mark === "wrong" ? wrong("its derivative is not the integrand") : flat;
}

function judgeSet(row: NaturalRow, answer: Answer): Judgement {
  const items = itemsOf(answer, row.var);
  if (items === null) {
    return keywordOf(answer) === null
      ? unscorable("the answer is not a set")
      : wrong("says that there is no solution");
  }
  if (row.rule === "set_numeric") return judgeNumericSet(items, row);
  const expected = strings.parse((row.answer as unknown[]).map(String));
  const options = optionsOf(row);
  const unmatched = [...expected];
  let approximate = false;
  for (const item of items) {
    const marks = unmatched.map((text) => judgeEquivalent(item, text, options).mark);
    const index = marks.findIndex((mark) => mark === "correct");
    const near = index >= 0 ? index : marks.indexOf("inexact");
    if (near >= 0) {
      unmatched.splice(near, 1);
      approximate ||= index < 0;
      continue;
    }
    if (expected.some((text) => judgeEquivalent(item, text, options).mark === "correct")) continue;
    if (tryParse(item) === null) return unscorable(`cannot read "${item.slice(0, 80)}"`);
    return wrong("has a member that is not expected");
  }
  if (unmatched.length === expected.length && expected.length > 0)
    return wrong("says that there is no solution");
  if (unmatched.length > 0) return partial(`${unmatched.length} members are missing`);
  return approximate
    ? inexact("decimals where exact members are asked")
    : correct("the same members");
}

function judgeNumericSet(items: readonly string[], row: NaturalRow): Judgement {
  const expected = z.array(z.number()).parse(row.answer);
  if (items.length !== expected.length) return wrong("another number of members");
  const values = items.map((item) => valueAt(tryParse(item) ?? parsed("?"), new Map()));
  if (values.some((value) => value === null)) return unscorable("a member cannot be evaluated");
  const sorted = values.map((value) => value?.re.toNumber() ?? 0).sort((a, b) => a - b);
  const close = [...expected]
    .sort((a, b) => a - b)
    .every(
      (value, index) =>
        Math.abs((sorted[index] ?? 0) - value) <= (row.tol ?? 1e-6) * Math.abs(value),
    );
  return close ? correct("the same members within the tolerance") : wrong("other members");
}

function judgeMapping(row: NaturalRow, answer: Answer): Judgement {
  const expected = z.record(z.string(), z.string()).parse(row.answer);
  const solutions = solutionsOf(answer);
  if (solutions === null) return unscorable("the answer is not a mapping");
  if (solutions.length === 0) return wrong("says that there is no solution");
  if (solutions.length > 1) return wrong("gives more than one value for a name");
  const got = solutions[0] ?? {};
  const names = Object.keys(expected);
  if (names.some((name) => got[name] === undefined)) return partial("a name is missing");
  return judgeMembers(
    names.map((name) => got[name] ?? ""),
    names.map((name) => expected[name] ?? ""),
    optionsOf(row),
  );
}

/** The primes of a product such as `2^3 * 3^2 * 5`, or of a mapping from prime to exponent. */
function factorsOf(answer: Answer): Map<string, number> | null {
  const found = new Map<string, number>();
  const value = answer.value;
  if (value.kind === "mapping") {
    for (const [prime, exponent] of Object.entries(value.entries))
      found.set(prime, Number(exponent));
    return found;
  }
  const texts =
    value.kind === "list" || value.kind === "set" || value.kind === "tuple"
      ? value.items
      : (expressionOf(answer) ?? "").split("*").map((part) => part.trim());
  for (const text of texts) {
    const match = /^\(?(\d+)(?:\s*\^\s*\(?(\d+)\)?)?\)?$/.exec(text.trim());
    if (match?.[1] === undefined) return null;
    found.set(match[1], (found.get(match[1]) ?? 0) + Number(match[2] ?? 1));
  }
  return found;
}

function judgeFactorization(row: NaturalRow, answer: Answer): Judgement {
  const expected = z.record(z.string(), z.number()).parse(row.answer);
  const isPrime = Object.keys(expected).length === 1 && Object.values(expected)[0] === 1;
  if (isPrime && answer.value.kind === "text" && /\bprime\b/.test(answer.value.text))
    return correct("says that the number is prime");
  const got = factorsOf(answer);
  if (got === null) return unscorable("the answer is not a product of numbers");
  const same =
    got.size === Object.keys(expected).length &&
    Object.entries(expected).every(([prime, exponent]) => got.get(prime) === exponent);
  return same ? correct("the same primes and exponents") : wrong("another factorization");
}

function judgeResidue(row: NaturalRow, answer: Answer): Judgement {
  const { residue, modulus } = z
    .object({ residue: z.number(), modulus: z.number() })
    .parse(row.answer);
  const items = itemsOf(answer, row.var) ?? [];
  const family = answer.value.kind === "solutions" ? (answer.value.family ?? "") : "";
  const texts = [...items, ...(answer.value.kind === "text" ? [answer.value.text] : []), family];
  for (const text of texts) {
    const numbers = text.match(/-?\d+/g) ?? [];
    if (numbers.length === 0) continue;
    const first = BigInt(numbers[0] ?? "0");
    const size = BigInt(modulus);
    return (((first - BigInt(residue)) % size) + size) % size === 0n
      ? correct("the same residue class")
      : wrong("another residue class");
  }
  return unanswered("no residue is stated");
}

function judgeZeroSet(answer: Answer, expectedText: string): Judgement {
  const text =
    answer.value.kind === "expression"
      ? answer.value.plain
      : answer.value.kind === "text"
        ? answer.value.text
        : null;
  const [got, expected] = [parseEquation(text ?? ""), parseEquation(expectedText)];
  if (got === null || expected === null) return unscorable("the answer is not one equation");
  const zeroForm = (equation: { left: PlainNode; right: PlainNode }): PlainNode => ({
    kind: "call",
    name: "-",
    items: [equation.left, equation.right],
  });
  const ratio = (range: readonly [number, number]): Judgement =>
    judgeTrees(
      { kind: "call", name: "/", items: [zeroForm(got), zeroForm(expected)] },
      { kind: "call", name: "/", items: [atOne(zeroForm(got)), atOne(zeroForm(expected))] },
      { range },
    );
  const judgement = ratio([0.21, 1.72]);
  return judgement.mark === "inexact" ? wrong("another curve") : judgement;
}

/** The tree with every variable at a fixed value, so that proportional forms have a constant ratio. */
function atOne(node: PlainNode): PlainNode {
  if (node.kind === "name" && node.name.length === 1 && !"ei".includes(node.name))
    return { kind: "number", text: "0.31" };
  return node.kind === "call" ? { ...node, items: node.items.map(atOne) } : node;
}

function judgeTruth(answer: Answer, expected: boolean): Judgement {
  const value = answer.value;
  if (value.kind === "truth")
    return value.value === expected
      ? correct("the same truth value")
      : wrong("the other truth value");
  const text = answer.short.trim().toLowerCase();
  if (/^(yes|true|是|对)$/.test(text)) return expected ? correct("says yes") : wrong("says yes");
  if (/^(no|false|不是|否|错)$/.test(text)) return expected ? wrong("says no") : correct("says no");
  return unscorable("the answer is not yes or no");
}

function judgeText(answer: Answer, accepted: readonly string[]): Judgement {
  const tidy = (text: string): string =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\s。.]|_2$|\(base \d+\)$|^0b/g, "");
  const texts = [answer.short, answer.plain];
  if (answer.value.kind === "text") texts.push(answer.value.text);
  const wanted = new Set(accepted.map(tidy));
  return texts.some((text) => wanted.has(tidy(text)))
    ? correct("the same text")
    : wrong("another text");
}

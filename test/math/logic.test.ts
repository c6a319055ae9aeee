import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Formula, printFormula, readFormula } from "../../src/tools/math/logic/formula.ts";
import {
  areEquivalent,
  conjunctiveForm,
  disjunctiveForm,
} from "../../src/tools/math/logic/minimize.ts";

const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record({ kind: fc.constant("letter" as const), name: fc.constantFrom("p", "q", "r", "s") }),
    fc.record({ kind: fc.constant("constant" as const), value: fc.boolean() }),
    fc.record({ kind: fc.constant("not" as const), of: tie("formula") }),
    fc.record({
      kind: fc.constantFrom("and", "or", "xor", "nand", "nor", "implies", "iff"),
      left: tie("formula"),
      right: tie("formula"),
    }),
  ),
}));

test("what is printed is read back as an equivalent formula", () => {
  fc.assert(
    fc.property(formula, (original) => {
      const read = readFormula(printFormula(original));
      expect(read !== null && areEquivalent(read, original)).toBe(true);
    }),
  );
});

test("normal forms are equivalent to the formula and of their form", () => {
  const heads = (part: Formula): string[] =>
    part.kind === "letter" || part.kind === "constant"
      ? []
      : part.kind === "not"
        ? [`not ${part.of.kind}`]
        : [part.kind, ...heads(part.left), ...heads(part.right)];
  fc.assert(
    fc.property(formula, (original) => {
      for (const form of [disjunctiveForm(original), conjunctiveForm(original)]) {
        expect(areEquivalent(form, original)).toBe(true);
        expect(heads(form).every((head) => ["and", "or", "not letter"].includes(head))).toBe(true);
      }
    }),
  );
});

test.each([
  ["p -> q -> r", "p -> (q -> r)"],
  ["not p and q", "(not p) and q"],
  ["p or q and r", "p or (q and r)"],
  ["p <-> q -> r", "p <-> (q -> r)"],
  ["¬p ∨ q", "p → q"],
  [String.raw`\lnot p \lor q`, "p ⇒ q"],
  ["p 且 q", "p & q"],
])("%s means %s", (a, b) => {
  const [left, right] = [readFormula(a), readFormula(b)] as [Formula, Formula];
  expect(areEquivalent(left, right)).toBe(true);
});

test.each(["x + 1", "p q", "sin x", "p and", "(p", "", "apple or pear"])(
  "%s is no formula",
  (text) => {
    expect(readFormula(text)).toBeNull();
  },
);

import { expect, test } from "vitest";
import { toSchemaGrammar } from "./schema-grammar.ts";

test("every free string gets a share of the characters, and the size is bounded", () => {
  const { grammar, maxBytes } = toSchemaGrammar(
    {
      type: "object",
      properties: {
        a: { type: "string" },
        b: { type: "array", items: { type: "string" }, maxItems: 3 },
      },
    },
    80,
  );
  expect(grammar).toContain("char{0,20}");
  expect(grammar).not.toMatch(/[*]|char\+/);
  expect(maxBytes).toBeLessThan(80 * 4 + 60);
});

test("an enum, a constant and a quoted key are written as JSON", () => {
  const { grammar } = toSchemaGrammar(
    { type: "object", properties: { 'k"': { enum: ["a\\b", 1, null] }, c: { const: true } } },
    10,
  );
  expect(grammar).toContain(String.raw`"\"a\\\\b\"" | "1" | "null"`);
  expect(grammar).toContain(String.raw`"\"k\\\"\":"`);
});

test("references into $defs are followed, endless ones are refused", () => {
  const node = { type: "object", properties: { next: { $ref: "#/$defs/node" } } };
  expect(() => toSchemaGrammar({ $ref: "#/$defs/node", $defs: { node } }, 10)).toThrow(
    "deep nesting",
  );
  expect(() =>
    toSchemaGrammar({ $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/a" } } }, 10),
  ).toThrow("references");
  expect(
    toSchemaGrammar({ $ref: "#/$defs/s", $defs: { s: { type: "boolean" } } }, 10).grammar,
  ).toContain('"true" | "false"');
});

test.each([
  [{}],
  [{ type: "object" }],
  [{ type: "array" }],
  [{ allOf: [{ type: "string" }, { type: "string" }] }],
  [{ $ref: "https://example.com/schema" }],
])("a schema without bounds is refused: %j", (schema) => {
  expect(() => toSchemaGrammar(schema, 10)).toThrow("cannot follow a JSON schema");
});

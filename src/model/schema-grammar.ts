import { AnsatzError } from "../core/errors.ts";

const MAX_ITEMS = 16;
const MAX_DEPTH = 8;
const MAX_STRING = 400;
const MAX_RULES = 500;
const NUMBER_LENGTH = 33;
const BYTES_PER_CHARACTER = 4;

type Schema = Record<string, unknown>;

export interface SchemaGrammar {
  /** GBNF of the JSON texts that follow the schema and fit the limits. */
  readonly grammar: string;
  /** No text of the grammar is longer than this many UTF-8 bytes, so it never needs more tokens. */
  readonly maxBytes: number;
}

interface Rule {
  readonly name: string;
  readonly maxBytes: number;
}

function unsupported(what: string): AnsatzError {
  return new AnsatzError(
    "model_rejected",
    `The embedded model cannot follow a JSON schema with ${what}. Use objects with named properties, arrays, strings, numbers, booleans and enums.`,
  );
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function literal(text: string): string {
  const escaped = text.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  return `"${escaped}"`;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function countOf(value: unknown, fallback: number): number {
  return typeof value === "number" && value >= 0 ? Math.floor(value) : fallback;
}

/** How many strings without a short list of values a reply may hold. */
function countStrings(root: Schema, schema: Schema, depth = 0): number {
  const inner = resolve(root, schema);
  if (depth > MAX_DEPTH || "const" in inner || "enum" in inner) return 0;
  const options = alternatives(inner);
  if (options)
    return Math.max(0, ...options.map((option) => countStrings(root, option, depth + 1)));
  if (inner["type"] === "string") return 1;
  if (inner["type"] === "array" && isSchema(inner["items"]))
    return itemLimits(inner).most * countStrings(root, inner["items"], depth + 1);
  return Object.values(propertiesOf(inner)).reduce(
    (sum, property) => sum + countStrings(root, property, depth + 1),
    0,
  );
}

function resolve(root: Schema, schema: Schema): Schema {
  let current = schema;
  for (let hops = 0; typeof current["$ref"] === "string"; hops += 1) {
    const name = /^#\/(?:\$defs|definitions)\/([^/]+)$/.exec(current["$ref"])?.[1];
    const definitions = root["$defs"] ?? root["definitions"];
    const target = name && isSchema(definitions) ? definitions[name] : undefined;
    if (!isSchema(target) || hops > MAX_DEPTH) throw unsupported("references outside $defs");
    current = target;
  }
  const all = current["allOf"];
  if (Array.isArray(all)) {
    if (all.length !== 1 || !isSchema(all[0])) throw unsupported("allOf");
    return resolve(root, all[0]);
  }
  return current;
}

function alternatives(schema: Schema): Schema[] | null {
  const options = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(options)) return options.filter(isSchema);
  const { type } = schema;
  return Array.isArray(type) ? type.map((one: unknown) => ({ ...schema, type: one })) : null;
}

function propertiesOf(schema: Schema): Record<string, Schema> {
  const properties = isSchema(schema["properties"]) ? schema["properties"] : {};
  return Object.fromEntries(
    Object.entries(properties).filter((entry): entry is [string, Schema] => isSchema(entry[1])),
  );
}

function itemLimits(schema: Schema): { least: number; most: number } {
  const most = Math.min(countOf(schema["maxItems"], MAX_ITEMS), MAX_ITEMS);
  return { least: Math.min(countOf(schema["minItems"], 0), most), most };
}

/**
 * The grammar that holds a model to a JSON schema. Every string, number and list is bounded, so that a
 * reply always ends and always parses; together the free strings hold at most `maxCharacters`. Optional
 * properties are always written. Patterns, formats and number ranges are left to the caller's validation.
 */
export function toSchemaGrammar(schema: Schema, maxCharacters: number): SchemaGrammar {
  const rules: string[] = [];
  const share = Math.floor(maxCharacters / Math.max(1, countStrings(schema, schema)));
  const stringLimit = Math.max(8, Math.min(MAX_STRING, share));

  function define(body: string, maxBytes: number): Rule {
    if (rules.length >= MAX_RULES) throw unsupported("so many parts");
    const name = `r${rules.length}`;
    rules.push(`${name} ::= ${body}`);
    return { name, maxBytes };
  }

  function oneOf(texts: readonly string[]): Rule {
    return define(texts.map(literal).join(" | "), Math.max(...texts.map(byteLength)));
  }

  function stringRule(inner: Schema): Rule {
    const most = Math.min(countOf(inner["maxLength"], stringLimit), stringLimit);
    const least = Math.min(countOf(inner["minLength"], 0), most);
    return define(`"\\"" char{${least},${most}} "\\""`, 2 + most * BYTES_PER_CHARACTER);
  }

  function numberRule(inner: Schema): Rule {
    const sign = typeof inner["minimum"] === "number" && inner["minimum"] >= 0 ? "" : '"-"? ';
    const fraction = inner["type"] === "integer" ? "" : ' ("." [0-9]{1,15})?';
    return define(`${sign}("0" | [1-9] [0-9]{0,14})${fraction}`, NUMBER_LENGTH);
  }

  function arrayRule(inner: Schema, depth: number): Rule {
    const { least, most } = itemLimits(inner);
    if (most === 0) return oneOf(["[]"]);
    if (!isSchema(inner["items"])) throw unsupported("a list of anything");
    const item = visit(inner["items"], depth + 1);
    const rest = `("," " "? ${item.name}){${Math.max(0, least - 1)},${most - 1}}`;
    const filled = `${item.name} ${rest}`;
    return define(
      `"[" ${least === 0 ? `(${filled})?` : filled} "]"`,
      most * (item.maxBytes + 2) + 2,
    );
  }

  function objectRule(inner: Schema, depth: number): Rule {
    const entries = Object.entries(propertiesOf(inner));
    if (entries.length === 0) throw unsupported("an object of unknown properties");
    let maxBytes = 2;
    const parts = entries.map(([key, property], index) => {
      const value = visit(property, depth + 1);
      const text = `${index === 0 ? "" : ","}${JSON.stringify(key)}:`;
      maxBytes += byteLength(text) + 1 + value.maxBytes;
      return `${literal(text)} " "? ${value.name}`;
    });
    return define(`"{" ${parts.join(" ")} "}"`, maxBytes);
  }

  function visit(raw: Schema, depth: number): Rule {
    if (depth > MAX_DEPTH) throw unsupported("such deep nesting");
    const inner = resolve(schema, raw);
    if ("const" in inner) return oneOf([JSON.stringify(inner["const"])]);
    if (Array.isArray(inner["enum"]) && inner["enum"].length > 0)
      return oneOf(inner["enum"].map((value: unknown) => JSON.stringify(value)));
    const options = alternatives(inner);
    if (options && options.length > 0) {
      const visited = options.map((option) => visit(option, depth + 1));
      return define(
        visited.map((rule) => rule.name).join(" | "),
        Math.max(...visited.map((rule) => rule.maxBytes)),
      );
    }
    switch (inner["type"]) {
      case "string":
        return stringRule(inner);
      case "number":
      case "integer":
        return numberRule(inner);
      case "boolean":
        return oneOf(["true", "false"]);
      case "null":
        return oneOf(["null"]);
      case "array":
        return arrayRule(inner, depth);
      case "object":
        return objectRule(inner, depth);
      default:
        throw unsupported("values of any type");
    }
  }

  const top = visit(schema, 0);
  const character = String.raw`char ::= [^"\\\x00-\x1F\x7F] | "\\" ["\\/nt]`;
  return {
    grammar: [`root ::= ${top.name}`, ...rules, character].join("\n"),
    maxBytes: top.maxBytes,
  };
}

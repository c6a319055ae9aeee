import type { Answer } from "../../core/query-result.ts";
import type { Reply } from "../turn.ts";
import { meaningOf, type FieldMeaning } from "./field-names.ts";
import { isRecord } from "./read-schema.ts";

type Schema = Readonly<Record<string, unknown>>;

/** The only thing a JSON object can be filled from without a model: an answer of the engine. */
export interface EngineAnswer {
  readonly reply: Reply;
  readonly answer: Answer;
}

const NOT_FILLED = Symbol("not filled");

/** An object without a schema, for callers that take any. */
export function plainObject({ reply, answer }: EngineAnswer): Record<string, unknown> {
  return {
    answer: reply.answer ?? answer.short,
    latex: answer.latex,
    verdict: reply.verdict,
    reading: reply.query?.reading?.text ?? null,
    reply: reply.text,
  };
}

/**
 * The engine's answer in the properties whose names say what they hold; null when a property that has to be
 * there is called otherwise, is described in words, or does not fit. Nothing is rounded and nothing guessed.
 */
export function fillByName(schema: Schema, source: EngineAnswer): Record<string, unknown> | null {
  const filled: Record<string, unknown> = {};
  const hasUnitField = Object.keys(propertiesOf(schema)).some((name) => meaningOf(name) === "unit");
  for (const [name, property] of Object.entries(propertiesOf(schema))) {
    const value = fillOne(name, property, source, hasUnitField);
    if (value !== NOT_FILLED) filled[name] = value;
    else if (isRequired(schema, name)) return null;
  }
  return filled;
}

/** Properties that have to be there and that only a model could fill. */
export function unnamedFields(schema: Schema): string[] {
  return Object.entries(propertiesOf(schema))
    .filter(([name, property]) => {
      const isOpen = meaningOf(name) === null || isDescribed(property);
      return isOpen && isRequired(schema, name) && !typesOf(property).includes("null");
    })
    .map(([name]) => name);
}

function propertiesOf(schema: Schema): Schema {
  return isRecord(schema["properties"]) ? schema["properties"] : {};
}

function isRequired(schema: Schema, name: string): boolean {
  return Array.isArray(schema["required"]) && schema["required"].includes(name);
}

/** Words about a property can ask for anything, and only a model reads them. */
function isDescribed(property: unknown): boolean {
  return isRecord(property) && typeof property["description"] === "string";
}

/** The types a property may have; of `anyOf` those of its options. */
function typesOf(property: unknown): string[] {
  if (!isRecord(property)) return [];
  const { type, anyOf } = property;
  if (Array.isArray(anyOf)) return anyOf.flatMap(typesOf);
  return (Array.isArray(type) ? type : [type]).filter((one) => typeof one === "string");
}

function fillOne(
  name: string,
  property: unknown,
  source: EngineAnswer,
  hasUnitField: boolean,
): unknown {
  const types = typesOf(property);
  const meaning = isDescribed(property) ? null : meaningOf(name);
  const options = meaning === null ? [] : valuesFor(meaning, source, hasUnitField);
  const fitting = options.find((option) => fits(option, types, property));
  if (fitting !== undefined) return fitting;
  return types.includes("null") ? null : NOT_FILLED;
}

/** Everything that can stand for a meaning, the machine-usable forms first. */
function valuesFor(
  meaning: FieldMeaning,
  { reply, answer }: EngineAnswer,
  hasUnitField: boolean,
): unknown[] {
  const { value } = answer;
  switch (meaning) {
    case "answer": {
      const items = itemsOf(answer);
      const isNumber = value.kind === "expression" || (value.kind === "quantity" && hasUnitField);
      return [
        ...(value.kind === "truth" ? [value.value] : []),
        ...(isNumber ? exactNumber(value.plain) : []),
        ...(items === null ? [] : [items.flatMap(exactNumber), items]).filter(
          (list) => list.length === items?.length,
        ),
        ...(value.kind === "quantity" && hasUnitField ? [value.plain] : []),
        reply.answer ?? answer.short,
      ];
    }
    case "latex":
      return [answer.latex];
    case "decimal":
      return answer.numeric === undefined ? [] : [Number(answer.numeric), answer.numeric];
    case "unit":
      return value.kind === "quantity" ? [value.unit] : [];
    case "verdict":
      return [reply.verdict];
    case "proved":
      return [reply.verdict === "proved"];
    case "words":
      return [reply.text];
    case "reading":
      return reply.query?.reading ? [reply.query.reading.text] : [];
  }
}

function itemsOf({ value }: Answer): readonly string[] | null {
  if (value.kind === "list" || value.kind === "tuple" || value.kind === "set") return value.items;
  const [variable] = value.kind === "solutions" ? value.variables : [];
  if (value.kind !== "solutions" || value.variables.length !== 1 || !value.complete) return null;
  return value.solutions.map((solution) => solution[variable ?? ""] ?? "");
}

/** A number only where JSON holds exactly the same one. */
function exactNumber(plain: string): number[] {
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(plain)) return [];
  const number = Number(plain);
  const isExact = /^-?\d{1,15}$/.test(plain) || String(number) === plain;
  return isExact ? [number] : [];
}

function fits(value: unknown, types: readonly string[], property: unknown): boolean {
  if (isRecord(property) && Array.isArray(property["enum"]))
    return property["enum"].includes(value);
  if (typeof value === "string") return types.includes("string");
  if (typeof value === "boolean") return types.includes("boolean");
  if (typeof value === "number")
    return types.includes("number") || (types.includes("integer") && Number.isInteger(value));
  if (!Array.isArray(value) || !types.includes("array") || !isRecord(property)) return false;
  const list = [property, ...(Array.isArray(property["anyOf"]) ? property["anyOf"] : [])].find(
    (option) => isRecord(option) && option["type"] === "array",
  ) as Schema | undefined;
  return value.every((item) => fits(item, typesOf(list?.["items"]), list?.["items"]));
}

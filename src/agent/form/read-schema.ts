import { z } from "zod";
import { AnsatzError } from "../../core/errors.ts";

type Schema = Readonly<Record<string, unknown>>;

/** A JSON schema that a reply can be held to. */
export interface FormSchema {
  readonly schema: Schema;
  /** Null for a value that follows the schema, else what is wrong with it. */
  readonly fault: (value: unknown) => string | null;
}

const MAX_CHARACTERS = 50_000;
const MAX_PARTS = 1_000;
const MAX_DEPTH = 12;

/** Keywords that are checked, and those that only explain. A schema with any other is refused. */
const KEYWORDS = new Set(
  `type properties required additionalProperties items anyOf oneOf allOf enum const $ref $defs definitions
  minItems maxItems uniqueItems minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength
  format $schema $id title description examples deprecated readOnly default`.split(/\s+/),
);
const FORMATS = new Set(
  "date-time date time duration email hostname ipv4 ipv6 uuid uri".split(" "),
);

/** @throws AnsatzError `unsupported` for a schema that a reply could not be held to exactly. */
export function readFormSchema(schema: Schema): FormSchema {
  if (JSON.stringify(schema).length > MAX_CHARACTERS)
    throw refused(`it has more than ${MAX_CHARACTERS} characters`);
  if (schema["type"] !== "object") throw refused('its root is not of the type "object"');
  const plain = checkedParts(schema);
  let validator: z.ZodType;
  try {
    validator = z.fromJSONSchema(plain as Parameters<typeof z.fromJSONSchema>[0]);
    validator.safeParse({});
  } catch (cause) {
    throw refused(cause instanceof Error ? cause.message : "it cannot be read", cause);
  }
  const fault = (value: unknown): string | null => {
    const { error } = validator.safeParse(value);
    const issue = error?.issues[0];
    return issue === undefined ? null : `${issue.path.join(".") || "the object"}: ${issue.message}`;
  };
  return { schema, fault };
}

function refused(reason: string, cause?: unknown): AnsatzError {
  return new AnsatzError(
    "unsupported",
    `The reply cannot be held to this JSON schema: ${reason.slice(0, 300)}. Use objects, arrays, strings, numbers, booleans, enums, anyOf and local $refs.`,
    { cause },
  );
}

/**
 * The schema with every part of it checked, and without defaults: they would stand in for what has to be
 * there. What stands under `properties` is named by the caller and no keyword.
 */
function checkedParts(root: Schema): Schema {
  let parts = 0;
  const walk = (part: unknown, depth: number): unknown => {
    if (typeof part === "boolean") return part;
    if (!isRecord(part)) throw refused("a part of it is no schema");
    parts += 1;
    if (parts > MAX_PARTS || depth > MAX_DEPTH) throw refused("it has too many parts");
    for (const keyword of Object.keys(part))
      if (!KEYWORDS.has(keyword)) throw refused(`\`${keyword}\` is not checked here`);
    const format = part["format"];
    if (format !== undefined && !FORMATS.has(String(format)))
      throw refused(`the format "${String(format)}" is not checked here`);
    const { default: _, ...rest } = part;
    const checked: Record<string, unknown> = { ...rest };
    for (const keyword of ["properties", "$defs", "definitions"])
      if (isRecord(part[keyword]))
        checked[keyword] = Object.fromEntries(
          Object.entries(part[keyword]).map(([name, inner]) => [name, walk(inner, depth + 1)]),
        );
    for (const keyword of ["items", "additionalProperties"])
      if (part[keyword] !== undefined) checked[keyword] = walk(part[keyword], depth + 1);
    for (const keyword of ["anyOf", "oneOf", "allOf"]) {
      const options = part[keyword];
      if (options === undefined) continue;
      if (!Array.isArray(options) || options.length === 0) throw refused(`\`${keyword}\` is empty`);
      checked[keyword] = options.map((option: unknown) => walk(option, depth + 1));
    }
    return checked;
  };
  return walk(root, 0) as Schema;
}

export function isRecord(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

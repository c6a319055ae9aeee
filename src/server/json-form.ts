import { z } from "zod";
import { unnamedFields } from "../agent/form/fill-by-name.ts";
import { readFormSchema } from "../agent/form/read-schema.ts";
import type { JsonForm } from "../core/agent-port.ts";
import { AnsatzError } from "../core/errors.ts";

const schemaSchema = z.record(z.string(), z.unknown());

/** The form of a reply as either door writes it: Responses have the schema beside the type. */
export const formatSchema = z.looseObject({
  type: z.string().max(50),
  json_schema: z
    .looseObject({ name: z.string().max(64), schema: schemaSchema.nullish() })
    .nullish(),
  schema: schemaSchema.nullish(),
});
export type WrittenFormat = z.infer<typeof formatSchema>;

/**
 * The form a reply has to have; undefined for text. A schema is held to whether or not it is called strict.
 *
 * @throws AnsatzError for forms and schemas that cannot be held to, and for those that nobody here can fill.
 */
export function readForm(
  format: WrittenFormat | null | undefined,
  modelId: string,
  param: string,
): JsonForm | undefined {
  if (!format || format.type === "text") return undefined;
  if (format.type === "json_object") return { schema: null };
  if (format.type !== "json_schema")
    throw new AnsatzError(
      "unsupported",
      `The reply is text, \`json_object\` or \`json_schema\`, not "${format.type}". Use one of these.`,
      { param },
    );
  const schema = format.json_schema?.schema ?? format.schema;
  if (!schema)
    throw new AnsatzError("invalid_request", "The form has no `schema`. Add it.", { param });
  try {
    readFormSchema(schema);
  } catch (error) {
    const { code, message } = AnsatzError.from(error);
    throw new AnsatzError(code, message, { param });
  }
  const open = modelId === "none" ? unnamedFields(schema) : [];
  if (open.length > 0)
    throw new AnsatzError(
      "unsupported",
      `Without a model only properties that are called \`answer\`, \`explanation\`, \`verdict\`, \`proved\`, \`latex\`, \`decimal\`, \`unit\` or \`reading\`, without a description, can be filled; not ${open
        .slice(0, 5)
        .map((name) => `\`${name.slice(0, 64)}\``)
        .join(", ")}. Rename them, or start the service with a model.`,
      { param },
    );
  return { schema };
}

/** @throws AnsatzError where an object would have to be cut. */
export function refuseCutForm(form: JsonForm | undefined, stop: readonly string[]): void {
  if (form !== undefined && stop.length > 0)
    throw new AnsatzError(
      "invalid_request",
      "A JSON object that ends at a stop string is no JSON. Send `stop` or `response_format`, not both.",
      { param: "stop" },
    );
}

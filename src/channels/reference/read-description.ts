/** What the page reads of an OpenAPI document. */
export interface Description {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly description?: string;
}

interface RawOperation {
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  /** The name of the body's schema; null for none. */
  readonly body: string | null;
}

export function operationsOf(description: Description): Operation[] {
  return Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary, parameters = [], requestBody }]) => ({
      method,
      path,
      summary,
      parameters,
      body: nameOf(requestBody?.content["application/json"]?.schema.$ref),
    })),
  );
}

function nameOf(reference: string | undefined): string | null {
  return reference?.split("/").at(-1) ?? null;
}

export function schemaText(name: string, { components }: Description): string {
  return JSON.stringify(components.schemas[name] ?? {}, null, 2);
}

const DEEPEST = 5;

/** A body with what is required, to begin with. */
export function sampleOf(name: string, description: Description): unknown {
  return sample({ $ref: `#/${name}` }, description, 0);
}

function sample(schema: Schema, description: Description, depth: number): unknown {
  const name = nameOf(schema.$ref);
  if (depth > DEEPEST) return null;
  if (name !== null)
    return sample(description.components.schemas[name] ?? {}, description, depth + 1);
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice) return sample(choice, description, depth);
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([key]) => schema.required?.includes(key))
          .map(([key, part]) => [key, sample(part, description, depth + 1)]),
      );
    case "array":
      return [sample(schema.items ?? {}, description, depth + 1)];
    case "number":
    case "integer":
      return 1;
    case "boolean":
      return false;
    case "string":
      return "2+2";
    default:
      return null;
  }
}

import { type Random, seededRandom } from "../fuzz-generator/random.ts";

export interface MalformedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | null;
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

interface Document {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly parameters?: readonly { readonly name: string; readonly in: string }[];
            readonly requestBody?: {
              readonly content: { readonly "application/json": { readonly schema: Schema } };
            };
          }
        >
      >
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const DEEPEST = 6;
const TEXTS = [
  "",
  " ",
  "2+2",
  "求 x^2 的导数",
  "\u0000",
  "\uD800",
  "\u{1F600}".repeat(50),
  "x".repeat(25_000),
  "__proto__",
  "constructor",
  "../../etc/passwd",
  "%00%ff",
  "'; DROP TABLE runs; --",
  "-1",
  "1e999",
  "NaN",
  "${1+1}",
  "<script>",
  "\r\nx-header: y",
  "run_1",
  "conv_1",
  "resp_1",
];
const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  [],
  {},
  [[[[[[]]]]]],
  { a: { b: { c: null } } },
];
const METHODS = ["GET", "POST", "DELETE", "PUT", "PATCH", "OPTIONS", "HEAD"];

/** Makes requests that are nearly what the description asks for, and never quite; the same for the same seed. */
export class Malformer {
  readonly #document: Document;
  readonly #operations: readonly (readonly [path: string, method: string])[];
  readonly #random: Random;

  constructor(document: Document, seed: number) {
    this.#document = document;
    this.#random = seededRandom(seed);
    this.#operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => [path, method] as const),
    );
  }

  next(): MalformedRequest {
    const [path, method] = this.#random.pick(this.#operations);
    const operation = this.#document.paths[path]?.[method];
    const schema = operation?.requestBody?.content["application/json"].schema;
    const query = new URLSearchParams();
    let address = path;
    for (const parameter of operation?.parameters ?? []) {
      const value = this.#text();
      if (parameter.in === "path")
        address = address.replace(`{${parameter.name}}`, this.#escape(value.slice(0, 300)));
      else if (this.#random.chance(0.7)) query.append(parameter.name, this.#short(value));
    }
    if (this.#random.chance(0.1))
      query.append(this.#text().slice(0, 50), this.#short(this.#text()));
    const verb = this.#random.chance(0.03) ? this.#random.pick(METHODS) : method.toUpperCase();
    const hasBody =
      verb !== "GET" && verb !== "HEAD" && (schema !== undefined || this.#random.chance(0.1));
    return {
      method: verb,
      path: query.size > 0 ? `${address}?${query}` : address,
      headers: this.#headers(hasBody),
      body: hasBody ? this.#body(schema ?? {}) : null,
    };
  }

  #headers(hasBody: boolean): Record<string, string> {
    const type = this.#random.chance(0.95)
      ? "application/json"
      : this.#random.pick([
          "text/plain",
          "application/json; charset=utf-16",
          "multipart/form-data",
          "",
        ]);
    return {
      ...(hasBody ? { "content-type": type } : {}),
      ...(this.#random.chance(0.1)
        ? { "idempotency-key": this.#random.pick(["a", "b", "two words", "é"]) }
        : {}),
      ...(this.#random.chance(0.1)
        ? { "last-event-id": this.#random.pick(["0", "-1", "9", "x", "1e9"]) }
        : {}),
      ...(this.#random.chance(0.1)
        ? { accept: this.#random.pick(["text/event-stream", "*/*", "text/html"]) }
        : {}),
      ...(this.#random.chance(0.05)
        ? { authorization: this.#random.pick(["Bearer", "Bearer x", "Basic eA=="]) }
        : {}),
      ...(this.#random.chance(0.05)
        ? { "x-request-id": this.#random.pick(["ok", "not ok", "x".repeat(500)]) }
        : {}),
    };
  }

  #body(schema: Schema): string {
    const text = JSON.stringify(this.#value(schema, 0)) ?? "undefined";
    if (this.#random.chance(0.85)) return text;
    return this.#random.pick([
      text.slice(0, Math.floor(text.length / 2)),
      `${text}}`,
      text.replaceAll('"', "'"),
      `${"[".repeat(5_000)}${"]".repeat(5_000)}`,
      `{"__proto__":{"polluted":true},${text.slice(1)}`,
      "",
      "null",
      "\u0000",
    ]);
  }

  #value(schema: Schema, depth: number): unknown {
    if (depth > DEEPEST || this.#random.chance(0.07)) return this.#random.pick(VALUES);
    const name = schema.$ref?.split("/").at(-1);
    if (name !== undefined)
      return this.#value(this.#document.components.schemas[name] ?? {}, depth + 1);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) return this.#value(this.#random.pick(choices), depth);
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return this.#random.pick(schema.enum);
    const type = typeof schema.type === "string" ? schema.type : schema.type?.[0];
    if (type === "object" || schema.properties) return this.#object(schema, depth);
    if (type === "array") {
      const length = this.#random.pick([0, 1, 1, 2, 3, 30]);
      return Array.from({ length }, () => this.#value(schema.items ?? {}, depth + 1));
    }
    if (type === "string") return this.#text();
    if (type === "number" || type === "integer")
      return this.#random.pick([0, 1, 5, -1, 1.5, 1e9, 1e308]);
    if (type === "boolean") return this.#random.chance(0.5);
    return this.#random.pick(VALUES);
  }

  #object(schema: Schema, depth: number): unknown {
    const entries = Object.entries(schema.properties ?? {})
      .filter(() => this.#random.chance(0.6))
      .map(([key, part]) => [key, this.#value(part, depth + 1)] as const);
    if (this.#random.chance(0.05))
      entries.push([this.#text().slice(0, 50), this.#random.pick(VALUES)]);
    return Object.fromEntries(entries);
  }

  #text(): string {
    return this.#random.pick(TEXTS);
  }

  /** A request line has a bound of its own, which is the HTTP server's and not ours. */
  #short(text: string): string {
    return text.slice(0, 2_000);
  }

  #escape(text: string): string {
    return encodeURIComponent(text.toWellFormed()) || "x";
  }
}

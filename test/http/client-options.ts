import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/**
 * What the installed official client can send, read from its types: the names of the fields of an interface.
 * A new version of the client brings new ones, and each has to be decided on.
 */
export function optionsOf(file: string, name: string): string[] {
  const entry = createRequire(import.meta.url).resolve(`openai/resources/${file}`);
  const text = readFileSync(entry.replace(/\.m?js$/, ".d.ts"), "utf8");
  const [, body] =
    new RegExp(`^export interface ${name} \\{\\n([\\s\\S]*?)^\\}`, "m").exec(text) ?? [];
  if (body === undefined) throw new Error(`The client's types have no interface ${name}.`);
  return [...body.matchAll(/^ {4}(\w+)\??:/gm)].map(([, field]) => field ?? "").toSorted();
}

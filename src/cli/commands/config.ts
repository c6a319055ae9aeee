import { type Configuration, SETTINGS } from "../configuration.ts";
import { EXIT } from "../exit-status.ts";
import { print } from "./arguments.ts";
import type { Invocation } from "./invocation.ts";

/** `ansatz config`: every setting as the service would take it, and where from; secrets stay hidden. */
export async function configCommand({
  options,
  configuration,
  ofFile,
}: Invocation): Promise<number> {
  const settings = Object.entries(SETTINGS).map(([name, meaning]) => ({
    name,
    value: shown(configuration[name as keyof Configuration]),
    from: ofFile.has(name) ? "file" : process.env[name] ? "environment" : "default",
    meaning,
  }));
  if (options.json === true) print({ settings });
  else
    for (const { name, value, from } of settings)
      process.stdout.write(`${name.padEnd(26)} ${JSON.stringify(value)}  (${from})\n`);
  return EXIT.answered;
}

/** Secrets print as what they are; a name and password inside an address are hidden. */
function shown(value: unknown): unknown {
  if (value === undefined) return null;
  const text = JSON.stringify(value).replaceAll(/\/\/[^@/\s"]*@/g, "//[secret]@");
  return JSON.parse(text) as unknown;
}

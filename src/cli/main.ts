import { parseArgs } from "node:util";
import { AnsatzError, toErrorBody } from "../core/errors.ts";
import type { Invocation } from "./commands/invocation.ts";
import { runCommand } from "./commands/run-command.ts";
import { readConfiguration } from "./configuration.ts";
import { EXIT, exitStatusOf } from "./exit-status.ts";
import { readSettingsFile } from "./settings-file.ts";

const OPTIONS = {
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
  json: { type: "boolean" },
  jsonl: { type: "boolean" },
  batch: { type: "string" },
  stream: { type: "boolean" },
  model: { type: "string" },
  store: { type: "string" },
  port: { type: "string" },
  host: { type: "string" },
  image: { type: "string" },
  question: { type: "string" },
  problem: { type: "string" },
  context: { type: "string" },
  language: { type: "string" },
  timeout: { type: "string" },
  pods: { type: "string" },
  digits: { type: "string" },
  format: { type: "string" },
  reveal: { type: "string" },
  limit: { type: "string" },
  samples: { type: "string" },
  policy: { type: "string" },
  seed: { type: "string" },
  data: { type: "string" },
  file: { type: "string" },
  name: { type: "string" },
  tenant: { type: "string" },
  scopes: { type: "string" },
  models: { type: "string" },
  rpm: { type: "string" },
  tpm: { type: "string" },
  runs: { type: "string" },
  days: { type: "string" },
  grace: { type: "string" },
  style: { type: "string" },
  consent: { type: "string" },
  unredacted: { type: "boolean" },
  weights: { type: "string" },
  "context-tokens": { type: "string" },
  concurrency: { type: "string" },
} as const;

const SHIELD = "\u0000";

/** "-x^2 + 1" is a question and no option: options here are `-h` and those with two dashes. */
function shielded(argument: string): string {
  return /^-(?!-|h$|$)/.test(argument) ? `${SHIELD}${argument}` : argument;
}

function unshielded(argument: string): string {
  return argument.startsWith(SHIELD) ? argument.slice(SHIELD.length) : argument;
}

function readInvocation(argv: readonly string[]): Invocation {
  try {
    const { values, positionals } = parseArgs({
      args: argv.map(shielded),
      options: OPTIONS,
      allowPositionals: true,
    });
    const [command, ...rest] = positionals.map(unshielded);
    const settings = readSettingsFile(process.env);
    // Parts that look for a setting of their own find those of the file where they look.
    Object.assign(process.env, settings);
    return {
      command: command ?? null,
      positionals: rest,
      options: values,
      configuration: readConfiguration(process.env),
      ofFile: new Set(Object.keys(settings)),
    };
  } catch (error) {
    if (AnsatzError.isInstance(error)) throw error;
    throw new AnsatzError(
      "invalid_request",
      `${error instanceof Error ? error.message : "The arguments are not valid."} Run ansatz help.`,
      { cause: error },
    );
  }
}

/** Everything a command can fail with ends here, as one sentence and an exit status. */
async function main(): Promise<void> {
  const isJson = process.argv.includes("--json") || process.argv.includes("--jsonl");
  try {
    process.exitCode = await runCommand(readInvocation(process.argv.slice(2)));
  } catch (thrown) {
    const error = AnsatzError.from(thrown);
    if (isJson) process.stdout.write(`${JSON.stringify(toErrorBody(error))}\n`);
    process.stderr.write(`ansatz: ${error.message}\n`);
    if (error.code === "internal")
      process.stderr.write(
        `${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`,
      );
    process.exitCode = exitStatusOf(error);
  }
}

// A reader that closes the pipe early (`ansatz … | head`) is not a fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? EXIT.answered : EXIT.fault);
});

await main();

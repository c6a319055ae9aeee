import { parseArgs } from "node:util";
import { AnsatzError, toErrorBody } from "../core/errors.ts";
import type { Invocation } from "./commands/invocation.ts";
import { OPTIONS } from "./commands/options.ts";
import { runCommand } from "./commands/run-command.ts";
import { readConfiguration } from "./configuration.ts";
import { EXIT, exitStatusOf } from "./exit-status.ts";
import { readSettingsFile } from "./settings-file.ts";

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

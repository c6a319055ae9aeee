import { AnsatzError } from "../../core/errors.ts";
import { SETTINGS } from "../configuration.ts";
import { EXIT } from "../exit-status.ts";
import type { Invocation } from "./invocation.ts";
import { projectVersion } from "./version.ts";

const HELP = `ansatz: a chat agent with symbolic math that checks every answer before it replies

  ansatz serve [--port N] [--host H] [--model SPEC] [--store URL]
  ansatz ask "QUESTION" [--image FILE] [--context FILE] [--model SPEC] [--samples N]
             [--policy strict|balanced|annotate] [--json]           or --jsonl
  ansatz query "QUERY" [--language L] [--timeout MS] [--pods all|ID,ID] [--digits N]
               [--format unicode|mathml|spoken|llm] [--json]        or --jsonl
  ansatz steps "QUERY" [--reveal N] [--language L] [--json]         or --jsonl
  ansatz working [--problem P] [--json] < lines                      or --jsonl
  ansatz verify [--question Q] [--context FILE] [--json | --stream] < text
                                                                    or --jsonl, --batch FILE.jsonl
  ansatz equal A B [--json]                                         or --jsonl
  ansatz recheck [--json] < result.json                             or --jsonl
  ansatz eval SUITE [--limit N] [--seed N] [--model SPEC] [--data DIR] [--json], ansatz eval list
  ansatz eval compare A B [--limit N] [--seed N] [--data DIR | --file FILE] [--json]
  ansatz keys create [--name N] [--tenant T] [--scopes S] [--models M] [--rpm N] [--tpm N] [--runs N]
                     [--days N]
  ansatz keys list | revoke ID | rotate ID [--grace MINUTES]         all with [--store URL]
  ansatz export chat|preference|unpaired|stepwise [--style trl|openai] [--consent given|any]
                [--unredacted] [--tenant T] [--store URL]
  ansatz mcp                                    tools for a Model Context Protocol client
  ansatz tools list | pin SERVER                tools of other servers that models may call
  ansatz model list | pull SPEC | probe SPEC
  ansatz size MODEL [--weights FORMAT] [--context-tokens N] [--concurrency N] [--json]
  ansatz config [--json]                        the settings in force, without secrets
  ansatz doctor [--json]

  SPEC: none, embedded, FILE.gguf, hf:owner/repository/file.gguf, http(s)://host/v1[#model];
        several in order of preference, separated by commas
  Exit status: 0 answered, 1 not answered, 2 bad usage or configuration, 3 internal fault

  Settings (environment):
${Object.entries(SETTINGS)
  .map(([name, text]) => `    ${name.padEnd(24)}${text}`)
  .join("\n")}
`;

type Command = (invocation: Invocation) => Promise<number>;

/** Loaded when called, so that a small command starts without the parts of the large ones. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import("./serve.ts")).serveCommand,
  ask: async () => (await import("./ask.ts")).askCommand,
  query: async () => (await import("./query.ts")).queryCommand,
  steps: async () => (await import("./steps.ts")).stepsCommand,
  working: async () => (await import("./working.ts")).workingCommand,
  verify: async () => (await import("./verify.ts")).verifyCommand,
  equal: async () => (await import("./equal.ts")).equalCommand,
  recheck: async () => (await import("./recheck.ts")).recheckCommand,
  keys: async () => (await import("./keys.ts")).keysCommand,
  config: async () => (await import("./config.ts")).configCommand,
  export: async () => (await import("./export.ts")).exportCommand,
  mcp: async () => (await import("./mcp.ts")).mcpCommand,
  tools: async () => (await import("./tools.ts")).toolsCommand,
  eval: async () => (await import("./eval.ts")).evalCommand,
  model: async () => (await import("./model.ts")).modelCommand,
  size: async () => (await import("./size.ts")).sizeCommand,
  doctor: async () => (await import("./doctor.ts")).doctorCommand,
};

/** Runs one command and returns its exit status. Throws AnsatzError. */
export async function runCommand(invocation: Invocation): Promise<number> {
  if (invocation.options.version === true) {
    process.stdout.write(`${await projectVersion()}\n`);
    return EXIT.answered;
  }
  if (
    invocation.options.help === true ||
    invocation.command === "help" ||
    invocation.command === null
  ) {
    process.stdout.write(HELP);
    return invocation.command === null && invocation.options.help !== true
      ? EXIT.usage
      : EXIT.answered;
  }
  const load = Object.hasOwn(COMMANDS, invocation.command)
    ? COMMANDS[invocation.command]
    : undefined;
  if (load === undefined)
    throw new AnsatzError(
      "invalid_request",
      `There is no command "${invocation.command}". The commands are: ${Object.keys(COMMANDS).join(", ")}.`,
    );
  return (await load())(invocation);
}

import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { AnsatzError } from "../core/errors.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const OURS = /^(ANSATZ|OTEL)_[A-Z0-9_]+$/;

/**
 * The settings of the file that `ANSATZ_CONFIG` names, a line each (`ANSATZ_PORT=8787`, quotes and `#` as
 * in other such files); none without it. What stands in the environment wins over what stands here.
 *
 * @throws AnsatzError `invalid_configuration` for a file that cannot be read, or that sets anything else.
 */
export function readSettingsFile(environment: Environment): Readonly<Record<string, string>> {
  const path = environment["ANSATZ_CONFIG"];
  if (!path) return {};
  const values = parse(path);
  const other = Object.keys(values).find((name) => !OURS.test(name) || name === "ANSATZ_CONFIG");
  if (other !== undefined)
    throw new AnsatzError(
      "invalid_configuration",
      `The settings file ${path} sets ${other}, which is no setting of Ansatz. Take it out.`,
    );
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => value !== undefined && !environment[name]),
  ) as Record<string, string>;
}

function parse(path: string): Environment {
  try {
    return parseEnv(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new AnsatzError(
      "invalid_configuration",
      `The settings file ${path} cannot be read. Correct or unset ANSATZ_CONFIG.`,
      { cause },
    );
  }
}

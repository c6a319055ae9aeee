import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface CliRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const folder = mkdtempSync(join(tmpdir(), "ansatz-cli-"));

/** An environment without the caller's settings, with its own data folder. */
export function cliEnvironment(settings: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const bare = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith("ANSATZ_")),
  );
  return { ...bare, ANSATZ_DATA_DIR: folder, ...settings };
}

/** Runs `bin/ansatz` as a person would, with text on standard input. */
export function runCli(
  args: readonly string[],
  options: { input?: string; settings?: Readonly<Record<string, string>> } = {},
): Promise<CliRun> {
  const child = spawn(new URL("../../bin/ansatz", import.meta.url).pathname, [...args], {
    env: cliEnvironment(options.settings),
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdin.end(options.input ?? "");
  return new Promise((resolve) =>
    child.on("close", (status) => resolve({ status, stdout, stderr })),
  );
}

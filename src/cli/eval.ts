import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { EvalContext } from "../../evals/context.ts";
import { resolveDataDir } from "../../evals/data-folder.ts";
import { renderReport } from "../../evals/report-text.ts";
import type { EvalReport } from "../../evals/report.ts";
import { runSuite } from "../../evals/runner.ts";
import { findSuite, listSuites } from "../../evals/suite-list.ts";
import { AnsatzError } from "../core/errors.ts";

export interface EvalArguments {
  /** A suite's name, or `list`. */
  readonly suite: string;
  readonly limit?: number | undefined;
  readonly seed?: number | undefined;
  readonly json?: boolean | undefined;
  readonly dataDir?: string | undefined;
  /** Reads this file in place of the suite's own. */
  readonly file?: string | undefined;
}

export interface EvalDependencies {
  /** Makes the parts under measurement; called only when a suite is run. */
  readonly makeContext: () => Promise<EvalContext>;
  readonly write: (text: string) => void;
  /** Progress, for standard error. */
  readonly progress: (text: string) => void;
  /** The value of `ANSATZ_DATA`. */
  readonly dataDirFromEnvironment?: string | undefined;
  readonly now?: (() => number) | undefined;
  readonly commit?: string | undefined;
}

/**
 * `ansatz eval SUITE` and `ansatz eval list`: writes one report, as a page or with `json` as one
 * object. Throws `not_found` for an unknown suite or missing data.
 */
export async function runEvalCommand(
  args: EvalArguments,
  dependencies: EvalDependencies,
): Promise<EvalReport | null> {
  const { write } = dependencies;
  if (args.suite === "list") {
    write(renderList(args.json === true));
    return null;
  }
  const suite = findSuite(args.suite);
  if (args.limit !== undefined && (!Number.isInteger(args.limit) || args.limit < 1))
    throw new AnsatzError("invalid_request", "--limit takes a whole number of rows, 1 or more.");
  const seed = args.seed ?? 1;
  if (!Number.isInteger(seed))
    throw new AnsatzError("invalid_request", "--seed takes a whole number.");
  const dataDir = resolveDataDir(args.dataDir, dependencies.dataDirFromEnvironment);
  await suite.load({ dataDir, file: args.file });
  const context = await dependencies.makeContext();
  const report = await runSuite(suite, context, {
    dataDir,
    file: args.file,
    limit: args.limit,
    seed,
    commit: dependencies.commit ?? (await readCommit()),
    now: dependencies.now ?? Date.now,
    progress: dependencies.progress,
  });
  write(args.json === true ? `${JSON.stringify(report)}\n` : renderReport(report));
  return report;
}

function renderList(isJson: boolean): string {
  const suites = listSuites();
  if (isJson) return `${JSON.stringify({ suites })}\n`;
  const width = Math.max(...suites.map(({ name }) => name.length));
  return suites.map(({ name, description }) => `${name.padEnd(width)}  ${description}\n`).join("");
}

/** The short commit of the sources; `unknown` outside a checkout. */
async function readCommit(): Promise<string> {
  const git = promisify(execFile);
  const result = await git("git", ["rev-parse", "--short", "HEAD"], {
    cwd: import.meta.dirname,
    timeout: 5_000,
  }).catch(() => null);
  return result === null ? "unknown" : result.stdout.trim();
}

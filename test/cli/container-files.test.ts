import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cliEnvironment } from "./run-cli.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

test("what the container is given is enough to start with", async () => {
  const dockerfile = await readFile(join(ROOT, "deploy/Dockerfile"), "utf8");
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = ""]) =>
    names.split(" "),
  );
  const folder = await mkdtemp(join(tmpdir(), "ansatz-container-"));
  try {
    for (const name of copied) await cp(join(ROOT, name), join(folder, name), { recursive: true });
    await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
    const child = spawn(join(folder, "bin/ansatz"), ["verify", "--json"], {
      env: cliEnvironment(),
    });
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stdin.end("7 * 8 = 56");
    const status = await new Promise((resolve) => child.on("close", resolve));
    expect([status, stdout]).toEqual([0, expect.stringContaining('"constitution"')]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

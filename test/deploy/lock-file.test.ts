import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly os?: readonly string[];
}

const text = readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8");
const { packages } = JSON.parse(text) as { packages: Readonly<Record<string, Locked>> };

/** Where Node would find a package that is asked for from a place: there, or in any folder above. */
function isLocked(name: string, from: string): boolean {
  for (
    let base = from;
    ;
    base = base.slice(0, Math.max(0, base.lastIndexOf("node_modules/") - 1))
  ) {
    if (`${base}${base === "" ? "" : "/"}node_modules/${name}` in packages) return true;
    if (base === "") return false;
  }
}

test("the lock file has every package for every system, so that npm ci takes it on each", () => {
  const missing = Object.entries(packages).flatMap(([path, locked]) =>
    Object.keys({ ...locked.dependencies, ...locked.optionalDependencies })
      .filter((name) => !isLocked(name, path))
      .map((name) => `${path}: ${name}`),
  );
  expect(missing).toEqual([]);
});

test("it names no address that packages are fetched from", () => {
  expect(text).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/);
});

test("only builds of the embedded model for macOS and Windows are without a checksum", () => {
  const unchecked = Object.entries(packages).filter(
    ([path, { integrity }]) => path !== "" && integrity === undefined,
  );
  expect(unchecked.map(([path]) => path.replace("node_modules/@node-llama-cpp/", ""))).toEqual([
    "mac-arm64-metal",
    "mac-x64",
    "win-arm64",
    "win-x64",
  ]);
  for (const [, { os }] of unchecked) expect(os?.[0]).toMatch(/^(darwin|win32)$/);
});

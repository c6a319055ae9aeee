import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { MemoryStore } from "./memory.ts";
import { dataFolder, openStore } from "./open-store.ts";

const folder = mkdtempSync(join(tmpdir(), "ansatz-open-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the data folder is the named one, then XDG's, then the home's", () => {
  const both = { ANSATZ_DATA_DIR: "/srv/ansatz", XDG_DATA_HOME: "/srv/xdg" };
  expect(dataFolder(both)).toBe("/srv/ansatz");
  expect(dataFolder({ XDG_DATA_HOME: "/srv/xdg" })).toBe("/srv/xdg/ansatz");
  const home = join(homedir(), ".local", "share", "ansatz");
  expect(dataFolder({ XDG_DATA_HOME: "relative/path" })).toBe(home);
  expect(dataFolder({})).toBe(home);
});

test("memory: opens a store that writes no file", async () => {
  const store = openStore("memory:");
  expect(store).toBeInstanceOf(MemoryStore);
  await store.close();
});

test("without a URL the file is made in the data folder", async () => {
  await openStore(undefined, { ANSATZ_DATA_DIR: join(folder, "deep", "data") }).close();
  expect(existsSync(join(folder, "deep", "data", "ansatz.sqlite"))).toBe(true);
});

test.each([(path: string) => `sqlite:${path}`, (path: string) => `sqlite://${path}`])(
  "sqlite:PATH opens that file",
  async (url) => {
    const path = join(folder, `named-${url("x").length}.sqlite`);
    await openStore(url(path)).close();
    expect(existsSync(path)).toBe(true);
  },
);

test.each([
  "",
  "postgres://localhost",
  "sqlite://host/file",
  "postgres:x",
  "memory:x",
  "sqlite:a\0b",
])("%j is refused with what to use instead", (url) => {
  expect(() => openStore(url)).toThrowError(
    expect.objectContaining({
      code: "invalid_configuration",
      message: expect.stringMatching(/sqlite:PATH/),
    }),
  );
});

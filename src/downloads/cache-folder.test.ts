import { expect, test } from "vitest";
import { cacheFolder } from "./cache-folder.ts";

test.each([
  [{ ANSATZ_CACHE: "/a", XDG_CACHE_HOME: "/x", HOME: "/h" }, "/a"],
  [{ XDG_CACHE_HOME: "/x", HOME: "/h" }, "/x/ansatz"],
  [{ ANSATZ_CACHE: "", HOME: "/h" }, "/h/.cache/ansatz"],
])("%j keeps files in %s", (env, folder) => {
  expect(cacheFolder(env)).toBe(folder);
});

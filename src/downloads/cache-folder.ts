import { homedir } from "node:os";
import { join, resolve } from "node:path";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where fetched files are kept: `ANSATZ_CACHE`, else `ansatz` in the user's cache folder. */
export function cacheFolder(env: Environment): string {
  if (env["ANSATZ_CACHE"]) return resolve(env["ANSATZ_CACHE"]);
  if (env["XDG_CACHE_HOME"]) return resolve(env["XDG_CACHE_HOME"], "ansatz");
  return join(env["HOME"] || homedir(), ".cache", "ansatz");
}

import { open, rm, stat, utimes } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";

const HEARTBEAT_MS = 5_000;
const STALE_MS = 30_000;
const POLL_MS = 200;

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

async function tryLock(path: string): Promise<boolean> {
  try {
    const handle = await open(path, "wx");
    await handle.writeFile(`${process.pid}\n`);
    await handle.close();
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  }
}

/** Removes a lock whose holder died: a living holder touches its lock every few seconds. */
async function removeWhenStale(path: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs < STALE_MS) return false;
    await rm(path, { force: true });
    return true;
  } catch (error) {
    if (isCode(error, "ENOENT")) return true;
    throw error;
  }
}

/** Runs `work` while holding the lock file at `path`, which no other process holds meanwhile. */
export async function withFileLock<T>(
  path: string,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  while (!(await tryLock(path)))
    if (!(await removeWhenStale(path))) await wait(POLL_MS, undefined, signal ? { signal } : {});
  const heartbeat = setInterval(() => {
    const now = new Date();
    // A lock that was removed by hand is not worth failing the work for.
    utimes(path, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await rm(path, { force: true });
  }
}

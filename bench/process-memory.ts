import { readdir, readFile } from "node:fs/promises";

const PAGE_BYTES = 4_096;
const MEGABYTE = 1_048_576;

/** Resident memory of a process and all it started, in MB; null where `/proc` is missing. */
export async function treeMemoryMb(root: number): Promise<number | null> {
  const entries = await readdir("/proc").catch(() => null);
  if (entries === null) return null;
  const parents = new Map<number, number>();
  for (const entry of entries) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = await readFile(`/proc/${entry}/stat`, "utf8").catch(() => null);
    // The name in brackets may hold spaces; the parent is the second field after it.
    const parent = stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
    if (parent !== undefined) parents.set(Number(entry), Number(parent));
  }
  const isInTree = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at))
      if (at === root) return true;
    return false;
  };
  let bytes = 0;
  for (const pid of parents.keys()) {
    if (!isInTree(pid)) continue;
    const statm = await readFile(`/proc/${pid}/statm`, "utf8").catch(() => null);
    bytes += Number(statm?.split(" ")[1] ?? 0) * PAGE_BYTES;
  }
  return bytes / MEGABYTE;
}

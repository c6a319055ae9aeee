import { readdirSync, readFileSync } from "node:fs";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { loadPyodide, type PyodideAPI } from "pyodide";

/** What the worker is started with. */
export interface SympyWorkerData {
  /** Holds the wheels; the unpacked and compiled packages are kept beside them. */
  readonly folder: string;
  readonly wheels: readonly string[];
  /** One byte: a 2 in it interrupts the running Python code. */
  readonly interrupt: Uint8Array;
  readonly mostMemoryMb: number;
}

export interface SympyRequest {
  readonly id: number;
  readonly text: string;
}

export type SympyReply =
  | { readonly kind: "ready" }
  | {
      readonly kind: "answer";
      readonly id: number;
      readonly text: string;
      readonly memoryMb?: number;
    }
  | {
      readonly kind: "failure";
      readonly id: number;
      readonly message: string;
      readonly memoryMb?: number;
    };

const PAGE_BYTES = 65_536;
const MEGABYTE = 1_048_576;
/** Longer answers are of no use, and cost the caller's thread more than they cost this one. */
const LONGEST_ANSWER = 400_000;

const UNPACK = `
import compileall, zipfile
def unpack(wheels, target):
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if "/tests/" not in name and ".." not in name:
                    archive.extract(name, target)
    compileall.compile_dir(target, quiet=2)
`;

/** Unpacks the wheels once, with compiled modules, so that later starts take a second. */
function prepare(python: PyodideAPI, folder: string, wheels: readonly string[]): string {
  const site = join(folder, "site");
  if (existsSync(join(site, ".complete"))) return site;
  const building = join(folder, `site.${process.pid}`);
  rmSync(building, { recursive: true, force: true });
  mkdirSync(building, { recursive: true });
  python.FS.mkdirTree("/packages");
  python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/packages");
  const scope = python.globals.get("dict")();
  python.runPython(UNPACK, { globals: scope });
  scope.get("unpack")(
    python.toPy(wheels.map((wheel) => `/packages/${wheel}`)),
    `/packages/site.${process.pid}`,
  );
  scope.destroy();
  python.FS.unmount("/packages");
  writeFileSync(join(building, ".complete"), "");
  try {
    renameSync(building, site);
  } catch {
    // Another process was faster: its copy is as good.
    rmSync(building, { recursive: true, force: true });
  }
  return site;
}

function loadBridge(python: PyodideAPI): (text: string) => string {
  const source = new URL("./sympy/", import.meta.url);
  python.FS.mkdirTree("/bridge");
  const names = readdirSync(source).filter((name) => name.endsWith(".py"));
  for (const name of names)
    python.FS.writeFile(`/bridge/${name}`, readFileSync(new URL(name, source)));
  const modules = names.map((name) => name.slice(0, -3)).join(", ");
  python.runPython(
    `import sys\nsys.path[:0] = ["/bridge", "/site"]\nsys.setrecursionlimit(3000)\nimport ${modules}`,
  );
  return python.runPython("bridge.run") as (text: string) => string;
}

/**
 * Python asks for memory in pages and hears of a refusal as "out of memory", which it survives; a thread's
 * heap limit does not reach the memory of WebAssembly. Returns a function that says how much there is.
 */
function limitMemory(mostMb: number): () => number {
  const { prototype } = WebAssembly.Memory;
  const grow = prototype.grow;
  let largest: WebAssembly.Memory | null = null;
  prototype.grow = function limited(this: WebAssembly.Memory, pages: number): number {
    if (largest === null || this.buffer.byteLength >= largest.buffer.byteLength) largest = this;
    if (this.buffer.byteLength + pages * PAGE_BYTES > mostMb * MEGABYTE)
      throw new RangeError("The memory for Python is used up.");
    return grow.call(this, pages);
  };
  return () => Math.round((largest?.buffer.byteLength ?? 0) / MEGABYTE);
}

async function main(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error("This file runs as a worker.");
  const { folder, wheels, interrupt, mostMemoryMb } = workerData as SympyWorkerData;
  const memoryMb = limitMemory(mostMemoryMb);
  const send = (reply: SympyReply): void => port.postMessage(reply);
  const python = await loadPyodide({ stdout: () => undefined, stderr: () => undefined });
  const site = prepare(python, folder, wheels);
  python.FS.mkdirTree("/site");
  python.FS.mount(python.FS.filesystems.NODEFS, { root: site }, "/site");
  const run = loadBridge(python);
  python.setInterruptBuffer(interrupt);
  port.on("message", ({ id, text }: SympyRequest) => {
    try {
      const answer = run(text);
      if (answer.length > LONGEST_ANSWER) throw new RangeError("The answer is too long.");
      send({ kind: "answer", id, text: answer, memoryMb: memoryMb() });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      send({ kind: "failure", id, message: message.slice(-400), memoryMb: memoryMb() });
    }
  });
  send({ kind: "ready" });
}

await main();

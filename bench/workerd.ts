import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules, createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { freePort } from "./child-service.ts";

const { default: PROGRAM } = createRequire(import.meta.url)("workerd") as { default: string };

export interface WorkerdOptions {
  /** The module of the Worker, bundled here. */
  readonly entry: string;
  /** The entry is a bundle already. */
  readonly isBundled?: boolean;
  readonly variables?: Readonly<Record<string, string>>;
  /** A folder served as the binding ASSETS. */
  readonly assets?: string;
  readonly plugins?: readonly Plugin[];
}

/** A Worker in the real runtime of Cloudflare, on a port of this machine. */
export class Workerd {
  readonly origin: string;
  readonly #child: ChildProcess;
  readonly #folder: string;
  #log = "";

  private constructor(child: ChildProcess, folder: string, port: number) {
    this.#child = child;
    this.#folder = folder;
    this.origin = `http://127.0.0.1:${port}`;
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (part: Buffer) => {
        this.#log += part.toString();
      });
  }

  static async start(options: WorkerdOptions): Promise<Workerd> {
    const folder = mkdtempSync(join(tmpdir(), "ansatz-workerd-"));
    const script = join(folder, "worker.js");
    if (options.isBundled === true) copyFileSync(options.entry, script);
    else await bundle(options.entry, script, options.plugins);
    const port = await freePort();
    writeFileSync(join(folder, "config.capnp"), configuration(options, port));
    const child = spawn(PROGRAM, ["serve", "config.capnp", "config"], { cwd: folder });
    const workerd = new Workerd(child, folder, port);
    await workerd.#answers();
    return workerd;
  }

  /** The process, for whoever measures it. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Everything that was written so far. */
  get log(): string {
    return this.#log;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null) {
      this.#child.kill("SIGKILL");
      await once(this.#child, "exit");
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #answers(): Promise<void> {
    for (let look = 0; look < 600; look += 1) {
      if (this.#child.exitCode !== null) throw new Error(`workerd ended: ${this.#log}`);
      const isUp = await fetch(this.origin, { method: "OPTIONS" }).then(
        () => true,
        () => false,
      );
      if (isUp) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`workerd does not answer: ${this.#log}`);
  }
}

/** The same settings of the bundler as wrangler's. */
async function bundle(
  entry: string,
  outfile: string,
  plugins: readonly Plugin[] = [],
): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    mainFields: ["browser", "module", "main"],
    external: ["node:*", "cloudflare:*", ...builtinModules],
    // Packages of the older kind ask for Node's modules while they run.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire("/");',
    },
    plugins: [...plugins],
    logLevel: "error",
  });
}

function configuration({ variables = {}, assets }: WorkerdOptions, port: number): string {
  const text = (value: string) => JSON.stringify(value);
  const bindings = Object.entries(variables).map(
    ([name, value]) => `(name = ${text(name)}, text = ${text(value)})`,
  );
  if (assets !== undefined) bindings.push(`(name = "ASSETS", service = "assets")`);
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = "2026-11-17",
      bindings = [${bindings.join(", ")}],
      globalOutbound = "network",
    )),
    (name = "network", network = (allow = ["public", "private", "local"])),
    ${assets === undefined ? "" : `(name = "assets", disk = (path = ${text(assets)})),`}
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`;
}

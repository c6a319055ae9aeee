import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { AnsatzError } from "../../src/core/errors.ts";

const PROGRAM = join(import.meta.dirname, "../../bin/ansatz");

export interface ServiceOptions {
  readonly store: string;
  /** A model spec; without a model where left out. */
  readonly model?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The command that the service is started by, before its own. */
  readonly through?: readonly string[];
}

/** A folder of one's own that goes when the work with it is done. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "ansatz-fault-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `ansatz serve` as a process of its own, on any free port. */
export class ServiceProcess {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;

  private constructor(url: string, child: ChildProcess, exited: Promise<unknown>) {
    this.url = url;
    this.#child = child;
    this.#exited = exited;
  }

  static async start(options: ServiceOptions): Promise<ServiceProcess> {
    const bare = Object.entries(process.env).filter(([name]) => !name.startsWith("ANSATZ_"));
    const environment = { ...Object.fromEntries(bare), ...options.environment };
    const { store, model = "none", through = [] } = options;
    const line = [...through, PROGRAM, "serve", "--port", "0", "--model", model, "--store", store];
    const child = spawn(line[0] ?? "", line.slice(1), {
      env: { ANSATZ_LOG_LEVEL: "error", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    child.stderr.on("data", (data: Buffer) => {
      said = (said + data.toString()).slice(-2_000);
    });
    const exited = once(child, "exit");
    for await (const text of createInterface({ input: child.stdout })) {
      const url = /http:\/\/\S+/.exec(text)?.[0];
      if (url !== undefined) return new ServiceProcess(url, child, exited);
    }
    throw new AnsatzError("internal", `The service did not start: ${said.trim()}`);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** The status the process ends with; null when a signal ended it. */
  async end(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    if (this.isAlive) this.#child.kill(signal);
    await this.#exited;
    return this.#child.exitCode;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return fetch(this.url + path, { headers, signal: AbortSignal.timeout(60_000) });
  }

  post(
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    return fetch(this.url + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
  }

  /** The status of a request, 0 when there was no answer. */
  async statusOf(request: Promise<Response>): Promise<number> {
    try {
      const response = await request;
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  }
}

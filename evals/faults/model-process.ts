import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { AnsatzError } from "../../src/core/errors.ts";

/** A question that only a model can take on: it is read as no mathematics and has no answer. */
export const PROBLEM = "Ann has some bags with some apples each and eats a few. How many are left?";

/** The slow model server as a process of its own. */
export class ModelProcess {
  readonly spec: string;
  readonly #child: ChildProcess;

  private constructor(spec: string, child: ChildProcess) {
    this.spec = spec;
    this.#child = child;
  }

  static async start(words: number, pauseMs: number): Promise<ModelProcess> {
    const program = join(import.meta.dirname, "slow-model.ts");
    const child = spawn(process.execPath, [program, String(words), String(pauseMs)], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    for await (const line of createInterface({ input: child.stdout }))
      return new ModelProcess(`${line}#slow-70b`, child);
    throw new AnsatzError("internal", "The model server did not start.");
  }

  async end(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, "exit");
    this.#child.kill(signal);
    await exited;
  }
}

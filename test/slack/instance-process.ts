import { spawn, type ChildProcess } from "node:child_process";
import { SlackStandIn, type StandInOptions } from "./slack-stand-in.ts";

export interface Instance {
  readonly address: string;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

/** Processes and stand-ins of a test, all gone with `clear`. */
export class Instances {
  readonly #processes: ChildProcess[] = [];
  readonly #standIns: SlackStandIn[] = [];

  async standIn(options: StandInOptions = {}): Promise<SlackStandIn> {
    const slack = await SlackStandIn.start(options);
    this.#standIns.push(slack);
    return slack;
  }

  /** A real process over the store of this URL; resolves when it listens. */
  async start(storeUrl: string, slack: SlackStandIn, delayMs = 0): Promise<Instance> {
    const script = new URL("./instance.ts", import.meta.url).pathname;
    const child = spawn(process.execPath, [script, storeUrl, slack.apiUrl, String(delayMs)], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, NODE_OPTIONS: "--disable-warning=ExperimentalWarning" },
    });
    this.#processes.push(child);
    const address = await new Promise<string>((resolve, reject) => {
      let text = "";
      child.stdout?.on("data", (part: Buffer) => {
        text += part.toString();
        if (text.includes("\n")) resolve(text.trim());
      });
      child.once("exit", (code) => reject(new Error(`The instance ended early: ${code}`)));
    });
    return {
      address,
      kill: (signal = "SIGKILL") =>
        new Promise((resolve) => {
          child.once("exit", () => resolve());
          child.kill(signal);
        }),
    };
  }

  async clear(): Promise<void> {
    for (const child of this.#processes.splice(0)) child.kill("SIGKILL");
    await Promise.all(this.#standIns.splice(0).map((slack) => slack.close()));
  }
}

export function answersIn(slack: SlackStandIn, threadTs: string) {
  return slack.inThread(threadTs).filter((message) => message.markdown.includes("Answered:"));
}

/** Long enough for a second answer to show, were there one: a lease and several sweeps. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 3_000));
}

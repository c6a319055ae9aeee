import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

const LONGEST_MS = 90_000;
const TRIAL = fileURLToPath(new URL("gpu-trial.ts", import.meta.url));

export type GpuTrial =
  | { readonly works: true; readonly device: string }
  | { readonly works: false; readonly why: string };

/**
 * Whether a GPU can run this model here: a process of its own loads it and writes one token. llama.cpp
 * ends its process when the GPU fails it (for example machine code that the driver cannot translate),
 * so this is never found out in the process that serves people. Never throws.
 */
export function tryGpu(path: string, trial = TRIAL): Promise<GpuTrial> {
  return new Promise((resolve) => {
    const options = { timeout: LONGEST_MS, killSignal: "SIGKILL", maxBuffer: 1 << 20 } as const;
    execFile(process.execPath, [trial, path], options, (error, stdout, stderr) => {
      const device = /^gpu: (.+)$/m.exec(stdout)?.[1];
      if (error === null && device !== undefined) resolve({ works: true, device });
      else if (error === null) resolve({ works: false, why: "no GPU was found" });
      else if (error.killed === true)
        resolve({ works: false, why: `the GPU did not answer within ${LONGEST_MS / 1000} s` });
      else
        resolve({ works: false, why: firstFault(stderr) ?? "the GPU library ended its process" });
    });
  });
}

/** The line of llama.cpp's last words that says what failed. */
function firstFault(stderr: string): string | null {
  const line = stderr.split("\n").find((text) => /error|failed|abort/i.test(text));
  return line === undefined ? null : line.replace(/^\S*\//, "").slice(0, 200);
}

import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { AnsatzError } from "../src/core/errors.ts";

const POLL_MS = 10;

export interface ChildService {
  readonly url: string;
  readonly pid: number;
  /** From the start of the process to the first good answer of the polled path. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

/** A port nobody listens on right now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Starts a program that serves on the port and polls a path until it answers with 200. */
export async function startChild(
  command: string,
  args: readonly string[],
  port: number,
  path: string,
  limitMs: number,
): Promise<ChildService> {
  const started = performance.now();
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"] });
  let complaint = "";
  child.stderr.on("data", (data: Buffer) => {
    complaint = (complaint + data.toString()).slice(-2_000);
  });
  let failure: Error | null = null;
  child.on("error", (error) => {
    failure = error;
  });
  const url = `http://127.0.0.1:${port}`;
  while (performance.now() - started < limitMs) {
    if (failure !== null || child.exitCode !== null) break;
    const response = await fetch(url + path).catch(() => null);
    await response?.arrayBuffer();
    if (response?.status === 200 && child.pid !== undefined)
      return {
        url,
        pid: child.pid,
        readyMs: performance.now() - started,
        stop: () => stop(child),
      };
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  await stop(child);
  throw new AnsatzError(
    "internal",
    `${command} did not get ready: ${complaint.trim().split("\n").at(-1) || "it said nothing"}`,
    { cause: failure },
  );
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), 15_000);
  await ended;
  clearTimeout(force);
}

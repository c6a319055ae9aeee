import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "../../bench/child-service.ts";

const PLACES = ["/usr/bin/redis-server", "/usr/local/bin/redis-server"];

/** The Redis to test with, or null where there is none: REDIS_SERVER_PATH, else the usual places. */
export function findRedis(): string | null {
  return process.env["REDIS_SERVER_PATH"] || (PLACES.find((path) => existsSync(path)) ?? null);
}

/** A real Redis on a port of its own, that can be stopped and started again with what it kept. */
export class RedisProcess {
  readonly #path: string;
  readonly #folder = mkdtempSync(join(tmpdir(), "ansatz-redis-"));
  readonly #port: number;
  #child: ChildProcess | null = null;

  private constructor(path: string, port: number) {
    this.#path = path;
    this.#port = port;
  }

  static async start(path: string): Promise<RedisProcess> {
    const redis = new RedisProcess(path, await freePort());
    await redis.start();
    return redis;
  }

  url(prefix: string): string {
    return `redis://127.0.0.1:${this.#port}/0?prefix=${prefix}`;
  }

  async start(): Promise<void> {
    const settings = ["--port", String(this.#port), "--bind", "127.0.0.1", "--dir", this.#folder];
    const child = spawn(this.#path, [...settings, "--appendonly", "yes", "--save", ""], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    this.#child = child;
    for await (const line of createInterface({ input: child.stdout }))
      if (line.includes("Ready to accept connections")) break;
    child.stdout.resume();
  }

  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child) return;
    const closed = once(child, "exit");
    child.kill(signal);
    await closed;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

import { connect, type Socket } from "node:net";
import { type FaultReport, Findings, seconds } from "./fault-report.ts";
import { ServiceProcess } from "./service-process.ts";

const HEADERS_MS = 20_000;
const GRACE_MS = 5_000;

/** Many connections that send a letter a second and never finish, beside clients that ask as they should. */
export async function slowClients(options: { readonly connections: number }): Promise<FaultReport> {
  const found = new Findings("Clients that never finish their request (slow-loris)");
  const service = await ServiceProcess.start({ store: "memory:" });
  const address = new URL(service.url);
  const sockets: Slow[] = [];
  try {
    const startedMs = performance.now();
    for (let index = 0; index < options.connections; index += 1)
      sockets.push(new Slow(address, index % 2 === 0 ? HEAD : BODY, startedMs));
    const times: number[] = [];
    let failed = 0;
    while (performance.now() - startedMs < HEADERS_MS + GRACE_MS) {
      const askedMs = performance.now();
      const answer = service.post("/v1/query", { query: `${times.length} + 2` });
      if ((await service.statusOf(answer)) !== 200) failed += 1;
      times.push(performance.now() - askedMs);
      for (const socket of sockets) socket.drip();
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const slowest = Math.max(...times);
    const sorted = times.toSorted((a, b) => a - b);
    found.note(
      "everyone else is served meanwhile",
      failed === 0,
      `${times.length} questions, ${failed} failed, median ${seconds(sorted[sorted.length >> 1] ?? 0)}, slowest ${seconds(slowest)}`,
    );
    const heads = sockets.filter((_socket, index) => index % 2 === 0);
    const cut = heads.filter(({ closedMs }) => closedMs !== null);
    const last = Math.max(0, ...cut.map(({ closedMs }) => closedMs ?? 0));
    found.note(
      "headers that do not end are cut off after 20 s",
      cut.length === heads.length && cut.every(({ closedMs }) => (closedMs ?? 0) > HEADERS_MS / 2),
      `${cut.length} of ${heads.length}, the last after ${seconds(last)}`,
    );
    found.note("the service lives", service.isAlive, service.isAlive ? "yes" : "no");
  } finally {
    for (const socket of sockets) socket.close();
    await service.end("SIGKILL");
  }
  return found.report();
}

const HEAD = "GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nx-slow: ";
const BODY =
  "POST /v1/query HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{";

class Slow {
  readonly #socket: Socket;
  closedMs: number | null = null;

  constructor(address: URL, opening: string, startedMs: number) {
    this.#socket = connect(Number(address.port), address.hostname);
    this.#socket.on("error", () => {});
    this.#socket.on("close", () => {
      this.closedMs = performance.now() - startedMs;
    });
    this.#socket.resume();
    this.#socket.write(opening);
  }

  drip(): void {
    if (this.closedMs === null) this.#socket.write("a");
  }

  close(): void {
    this.#socket.destroy();
  }
}

import { once } from "node:events";
import { createServer, connect, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** A real Redis that says other things of itself: the one reply to INFO is changed on its way. */
export class InfoProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(redisUrl: string, change: (info: string) => string): Promise<InfoProxy> {
    const { hostname, port } = new URL(redisUrl);
    const server = createServer();
    const proxy = new InfoProxy(server);
    server.on("connection", (near) => {
      const far = connect(Number(port), hostname);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        proxy.#sockets.add(one);
        one.on("error", () => other.destroy());
        one.on("close", () => other.destroy());
      }
      near.on("data", (part: Buffer) => far.write(part));
      far.on("data", (part: Buffer) => near.write(changedReply(part, change)));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return proxy;
  }

  url(prefix: string): string {
    const { port } = this.#server.address() as AddressInfo;
    return `redis://127.0.0.1:${port}/0?prefix=${prefix}`;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}

/** A bulk string is its length, a line end and its bytes; INFO's is all ASCII and comes in one piece. */
function changedReply(part: Buffer, change: (info: string) => string): Buffer {
  const text = part.toString("latin1");
  const found = /\$\d+\r\n(# Server\r\n[^]*?)\r\n(?=$|[$+:*-])/.exec(text);
  if (found === null) return part;
  const info = change(found[1] as string);
  const bulk = `$${info.length}\r\n${info}\r\n`;
  const end = found.index + found[0].length;
  return Buffer.from(text.slice(0, found.index) + bulk + text.slice(end), "latin1");
}

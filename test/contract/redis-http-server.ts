import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient } from "redis";

/** Upstash's REST protocol in front of a real Redis: what a hosted one does, on this machine. */
export class RedisHttpServer {
  readonly token = "store-token";
  readonly #server: Server;
  readonly #client: ReturnType<typeof createClient>;

  private constructor(server: Server, client: ReturnType<typeof createClient>) {
    this.#server = server;
    this.#client = client;
  }

  static async start(redisUrl: string): Promise<RedisHttpServer> {
    const client = createClient({ url: redisUrl.split("?")[0] as string, RESP: 2 });
    client.on("error", () => {});
    await client.connect();
    const server = createServer();
    const proxy = new RedisHttpServer(server, client as ReturnType<typeof createClient>);
    server.on("request", (request, response) => {
      void (async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const authorization = request.headers.authorization ?? "";
        const body = Buffer.concat(chunks).toString("utf8");
        const { status, answer } = await proxy.#answer(request.url ?? "/", authorization, body);
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify(answer));
      })();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return proxy;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  url(prefix: string): string {
    return `${this.origin}/?prefix=${prefix}`;
  }

  async close(): Promise<void> {
    this.#client.destroy();
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(path: string, authorization: string, body: string) {
    if (authorization !== `Bearer ${this.token}`)
      return { status: 401, answer: { error: "Unauthorized" } };
    try {
      const command: unknown = JSON.parse(body);
      if (path === "/multi-exec") {
        const many = this.#client.multi();
        for (const parts of command as string[][]) many.addCommand(parts);
        const results = await many.exec();
        return { status: 200, answer: results.map((result) => ({ result })) };
      }
      const result = await this.#client.sendCommand(command as string[]);
      return { status: 200, answer: { result } };
    } catch (error) {
      return { status: 400, answer: { error: (error as Error).message } };
    }
  }
}

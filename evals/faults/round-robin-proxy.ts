import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A reverse proxy of the simplest kind: each request goes to the next instance. One that takes no connection
 * or says 503 is passed over; an answer that breaks off breaks off for the client too.
 */
export class RoundRobinProxy {
  readonly url: string;
  /** Requests that no instance took. */
  refused = 0;
  readonly #server: ReturnType<typeof createServer>;
  readonly #shared: Shared;

  private constructor(server: ReturnType<typeof createServer>, shared: Shared) {
    this.#server = server;
    this.#shared = shared;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(instances: readonly { readonly url: string }[]): Promise<RoundRobinProxy> {
    const shared: Shared = { urls: instances.map(({ url }) => url), next: 0, refused: () => {} };
    const server = createServer((asked, answer) => {
      void passOn(shared, asked, answer);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const proxy = new RoundRobinProxy(server, shared);
    shared.refused = () => (proxy.refused += 1);
    return proxy;
  }

  add({ url }: { readonly url: string }): void {
    this.#shared.urls.push(url);
  }

  remove({ url }: { readonly url: string }): void {
    this.#shared.urls = this.#shared.urls.filter((each) => each !== url);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

interface Shared {
  urls: string[];
  next: number;
  refused: () => void;
}

async function passOn(
  shared: Shared,
  asked: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of asked) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  // Each instance once, from this request's own turn on, whatever turns others take meanwhile.
  const turn = shared.next++ % Math.max(1, shared.urls.length);
  const urls = [...shared.urls.slice(turn), ...shared.urls.slice(0, turn)];
  for (const [index, url] of urls.entries())
    if (await tryOne(url, asked, body, answer, index === urls.length - 1)) return;
  shared.refused();
  if (!answer.headersSent) answer.writeHead(502).end();
}

/** Whether the instance took it; a request that may have been worked on is not sent to another. */
function tryOne(
  url: string,
  asked: IncomingMessage,
  body: Buffer,
  answer: ServerResponse,
  isLast: boolean,
): Promise<boolean> {
  return new Promise((resolve) => {
    const { method = "GET" } = asked;
    const headers = { ...asked.headers, host: new URL(url).host, connection: "close" };
    const passed = request(url + (asked.url ?? ""), { method, headers, agent: false });
    answer.on("close", () => passed.destroy());
    passed.on("response", (response) => {
      if (response.statusCode === 503 && !isLast) {
        response.resume();
        resolve(false);
        return;
      }
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.on("error", () => answer.destroy());
      response.on("aborted", () => answer.destroy());
      response.pipe(answer);
      resolve(true);
    });
    passed.on("error", (error: NodeJS.ErrnoException) => {
      const wasTaken = error.code !== "ECONNREFUSED" && method !== "GET";
      if (answer.headersSent) answer.destroy();
      else if (wasTaken) answer.writeHead(502).end();
      resolve(wasTaken || answer.headersSent);
    });
    passed.end(body);
  });
}

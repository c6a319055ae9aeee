import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface HostPage {
  readonly origin: string;
  close(): Promise<void>;
}

/** A page of somebody else, on an origin of its own, with a server of its own behind it. */
export async function startHostPage(
  html: (origin: string) => string,
  answer: (path: string) => Promise<object | null> = async () => null,
): Promise<HostPage> {
  let origin = "";
  const respond = async (path: string, response: ServerResponse) => {
    if (path === "/") {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(`<!doctype html><html lang="en"><title>Shop</title>${html(origin)}</html>`);
      return;
    }
    const body = await answer(path);
    response.statusCode = body === null ? 404 : 200;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(body ?? {}));
  };
  const server = createServer((request, response) => {
    void respond(request.url ?? "/", response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

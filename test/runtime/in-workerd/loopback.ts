import { handleAsNodeRequest } from "cloudflare:node";

type Handler = (request: Request) => Response | Promise<Response>;

const places = new Map<string, Handler>();
let nextPort = 40_000;

/** Gives a service an address that only this isolate knows. */
export function listen(handler: Handler): { readonly address: string; close(): void } {
  const host = `127.0.0.1:${(nextPort += 1)}`;
  places.set(host, handler);
  return { address: `http://${host}`, close: () => void places.delete(host) };
}

/**
 * Requests to 127.0.0.1 stay in this isolate. What listens on the machine itself is reached as
 * localhost, so that a port of the one can never be taken for the same port of the other.
 */
export function keepInside(): void {
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (url.hostname !== "127.0.0.1") return real(request);
    const place = places.get(url.host);
    const answered = Promise.resolve(
      place ? place(request) : handleAsNodeRequest(Number(url.port), request),
    );
    const left = new Promise<never>((_resolve, reject) => {
      request.signal.addEventListener("abort", () => reject(request.signal.reason as Error), {
        once: true,
      });
    });
    return Promise.race([answered, left]);
  };
}

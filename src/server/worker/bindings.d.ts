/** What of the Workers runtime is used here; its own types clash with those of browsers. */
declare module "cloudflare:workers" {
  /** Keeps the request at hand alive until the work is done, up to the limit of the place. */
  export function waitUntil(work: Promise<unknown>): void;
}

declare module "cloudflare:node" {
  /** Hands a request to a server of node:http that listens in this isolate. */
  export function handleAsNodeRequest(port: number, request: Request): Promise<Response>;
}
declare module "cloudflare:workers" {
  /** The bindings. */
  export const env: Readonly<Record<string, unknown>>;
}

/** The service's own address, from that of a module it served, with or without a version in it. */
export function serviceAddress(module: string): URL {
  return new URL(module.replace(/(?:v\/[0-9a-f]{16}\/)?assets\/widget\/[^/]*$/, ""));
}

import type { AssetSource } from "./assets.ts";

const ENTRY = "widget/ansatz-chat.ts";

/**
 * The modules that the widget needs at once. Named together they are fetched together, and no module has
 * to be read before the next one is known.
 */
export async function widgetModules(assets: AssetSource): Promise<string[]> {
  const found = new Set([ENTRY]);
  for (const name of found) {
    const asset = await assets(name);
    if (!asset) return [];
    const text = typeof asset.body === "string" ? asset.body : new TextDecoder().decode(asset.body);
    for (const [, target = ""] of text.matchAll(/^(?:import|export|\} from)\b[^;]*?"(\.[^"]+)"/gm))
      found.add(nameOf(new URL(target, addressOf(name)).pathname));
  }
  // What defines the element comes last, when all it needs is there.
  return [...found].toReversed();
}

/** `assets/` stands before all folders but `core`. */
function addressOf(name: string): string {
  return `https://service.invalid/${name.startsWith("core/") ? "" : "assets/"}${name}`;
}

function nameOf(path: string): string {
  return path.replace(/^\/(assets\/)?/, "");
}

export function modulePath(name: string): string {
  return new URL(addressOf(name)).pathname.slice(1);
}

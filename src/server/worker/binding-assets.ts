import { assetType } from "../asset-type.ts";
import type { AssetSource } from "../assets.ts";

/** The binding of a Worker's static assets. */
export interface AssetBinding {
  fetch(request: Request): Promise<Response>;
}

/** The page's files as `scripts/worker-assets.ts` wrote them, from the Worker's static assets. */
export function createBindingAssets(binding: AssetBinding): AssetSource {
  return async (name) => {
    if (!/^[\w-]+(?:\/[\w.-]+)*(?:\.\w+)+$/.test(name) || name.includes("..")) return null;
    const response = await binding.fetch(new Request(`https://assets.invalid/${name}`));
    if (!response.ok) {
      await response.body?.cancel();
      return null;
    }
    return { body: new Uint8Array(await response.arrayBuffer()), contentType: assetType(name) };
  };
}

import { env } from "cloudflare:workers";
import type { AssetSource } from "../../../src/server/assets.ts";
import {
  type AssetBinding,
  createBindingAssets,
} from "../../../src/server/worker/binding-assets.ts";

/** The page's files as a Worker has them. */
export function createFileAssets(): AssetSource {
  return createBindingAssets(env["ASSETS"] as AssetBinding);
}

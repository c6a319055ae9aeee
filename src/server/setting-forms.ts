import { z } from "zod";
import { Secret } from "../core/secret.ts";

/** A setting that lists its values with commas between them. */
export const listSetting = z.string().transform((text) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);

/** A setting that is never shown or logged. */
export const secretSetting = z
  .string()
  .trim()
  .min(1)
  .transform((value) => new Secret(value));

/** API keys, with commas between them. */
export const keysSetting = listSetting.transform((keys) => keys.map((key) => new Secret(key)));

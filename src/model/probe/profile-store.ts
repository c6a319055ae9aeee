import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ModelProfile, modelProfileSchema } from "../../core/model-profile.ts";

/** A profile older than this is measured again. */
export const PROFILE_MAX_AGE_MS = 7 * 24 * 3_600_000;

export interface ProfileKey {
  readonly server: string;
  readonly model: string;
}

/** Profiles as files of the cache folder, one for each server and model. */
export interface ProfileStore {
  /** The profile measured for this fingerprint (any, when left out) and not too old; else null. */
  read(key: ProfileKey, nowMs: number, fingerprint?: string): Promise<ModelProfile | null>;
  write(profile: ModelProfile): Promise<void>;
}

export function createProfileStore(cacheDir: string): ProfileStore {
  const folder = join(cacheDir, "profiles");
  const pathOf = ({ server, model }: ProfileKey): string =>
    join(
      folder,
      `${createHash("sha256").update(`${server}\n${model}`).digest("hex").slice(0, 32)}.json`,
    );
  return {
    async read(key, nowMs, fingerprint) {
      const text = await readFile(pathOf(key), "utf8").catch(() => null);
      const profile = text === null ? null : parse(text);
      if (profile === null || profile.server !== key.server || profile.model !== key.model)
        return null;
      const ageMs = nowMs - profile.probedAtMs;
      if (ageMs < 0 || ageMs > PROFILE_MAX_AGE_MS) return null;
      return fingerprint === undefined || profile.fingerprint === fingerprint ? profile : null;
    },
    async write(profile) {
      const path = pathOf(profile);
      await mkdir(folder, { recursive: true });
      const draft = `${path}.${randomUUID()}`;
      await writeFile(draft, JSON.stringify(profile));
      await rename(draft, path);
    },
  };
}

/** A file that is damaged or of another version counts as none. */
function parse(text: string): ModelProfile | null {
  try {
    return modelProfileSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

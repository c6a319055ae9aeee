import type { Picture } from "../core/model-port.ts";
import { AnsatzError } from "../core/errors.ts";
import type { ModelProfile, Sight } from "../core/model-profile.ts";

const MAX_PICTURES = 8;

/** Beside a run: how many pictures came with its question; they themselves are not kept. */
export const PICTURES = "pictures";

/** How a file of each kind begins, in base64. */
const KINDS: Readonly<Record<string, RegExp>> = {
  png: /^iVBORw0KGgo/,
  jpeg: /^\/9j\//,
  gif: /^R0lGOD/,
  webp: /^UklGR/,
};

const DETAILS = ["auto", "low", "high"] as const;

/** @throws AnsatzError for a file, in base64, that does not begin like a picture. */
export function pictureOf(data: string): Picture {
  const kind = Object.entries(KINDS).find(([, begins]) => begins.test(data))?.[0];
  if (kind !== undefined) return { url: `data:image/${kind};base64,${data}` };
  throw new AnsatzError("invalid_request", "This is no PNG, JPEG, GIF or WebP. Convert it first.", {
    param: "image",
  });
}

/** @throws AnsatzError for what is no picture, and for one that would have to be fetched. */
export function readPicture(
  url: string,
  detail: string | null | undefined,
  param: string,
): Picture {
  const refuse = (message: string, code: "invalid_request" | "unsupported") => {
    throw new AnsatzError(code, message, { param });
  };
  if (/^https?:/i.test(url))
    refuse(
      "Ansatz fetches no pictures from other places. Send the picture itself, as a `data:image/…;base64,` address.",
      "unsupported",
    );
  const [, kind = "", data = ""] = /^data:image\/(\w+);base64,([\s\S]*)$/i.exec(url) ?? [];
  const begins = KINDS[kind.toLowerCase() === "jpg" ? "jpeg" : kind.toLowerCase()];
  if (begins === undefined || !begins.test(data) || !/^[A-Za-z0-9+/]+={0,2}$/.test(data))
    refuse(
      "This is no picture that can be read. Send PNG, JPEG, GIF or WebP as a `data:image/…;base64,` address.",
      "invalid_request",
    );
  const known = DETAILS.find((one) => one === detail);
  if (detail && known === undefined)
    refuse("`detail` is `auto`, `low` or `high`. Use one of these.", "invalid_request");
  return { url, ...(known === undefined ? {} : { detail: known }) };
}

interface Measured {
  readonly id: string;
  readonly profile: ModelProfile | null;
}

/** Whether any of the models was measured to see pictures. */
export function canSee(models: readonly Measured[]): boolean {
  return models.some(({ profile }) => profile?.items.vision.answer === "yes");
}

/** Whether pictures can be looked at, and why not. */
export function sightOf(models: readonly Measured[]): Sight {
  if (canSee(models)) return { can: true };
  if (models.length === 0) return { can: false, why: "no-model", models: "" };
  const unmeasured = models.find(({ profile }) => profile === null);
  if (unmeasured) return { can: false, why: "unmeasured", models: unmeasured.id };
  return { can: false, why: "blind", models: models.map(({ id }) => id).join(", ") };
}

/**
 * Pictures are shown to a model that was measured to see them, and to no other: one that does not see makes
 * up what is there.
 *
 * @throws AnsatzError `unsupported` with what to do.
 */
export function requireSight(
  messages: readonly { readonly pictures?: readonly Picture[]; readonly param: string }[],
  models: readonly Measured[],
): void {
  const shown = messages.filter(({ pictures = [] }) => pictures.length > 0);
  const [first] = shown;
  if (first === undefined) return;
  const { param } = first;
  if (shown.reduce((sum, { pictures = [] }) => sum + pictures.length, 0) > MAX_PICTURES)
    throw new AnsatzError("too_large", `A request takes at most ${MAX_PICTURES} pictures.`, {
      param,
    });
  const sight = sightOf(models);
  if (sight.can) return;
  const reason = {
    "no-model": "there is no model that could look at pictures",
    unmeasured: `it was not measured whether ${sight.models} sees pictures (ansatz model probe does that)`,
    blind: `${sight.models} was not found to see pictures when it was measured`,
  }[sight.why];
  throw new AnsatzError(
    "unsupported",
    `The picture cannot be looked at: ${reason}. Write out what it says, as text or LaTeX.`,
    { param },
  );
}

/** What the service reads; anything else is refused before it is sent. */
const KINDS: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);
/** Larger pictures are read no better, and a body has its limit. */
const MAX_SIDE = 1_600;
const MAX_LETTERS = 700_000;
const MAX_FILE_BYTES = 30_000_000;
const TRIES = [
  [1, 0.9],
  [1, 0.75],
  [0.75, 0.75],
  [0.5, 0.7],
  [0.35, 0.6],
] as const;

export function isPicture(file: File): boolean {
  return KINDS.has(file.type) && file.size <= MAX_FILE_BYTES;
}

/**
 * A picture as a `data:` address small enough to send. It is drawn anew, so nothing that a camera wrote into
 * the file goes along. Null for what cannot be drawn or made small enough.
 */
export async function readPicture(file: File): Promise<string | null> {
  let drawn: ImageBitmap;
  try {
    drawn = await createImageBitmap(file);
  } catch {
    return null;
  }
  const most = Math.min(1, MAX_SIDE / Math.max(drawn.width, drawn.height));
  try {
    // Lines and letters stay sharp in the one that loses nothing.
    const whole = draw(drawn, most)?.toDataURL("image/png");
    if (whole !== undefined && whole.length <= MAX_LETTERS) return whole;
    for (const [scale, quality] of TRIES) {
      const address = draw(drawn, most * scale)?.toDataURL("image/jpeg", quality);
      if (address !== undefined && address.length <= MAX_LETTERS) return address;
    }
    return null;
  } finally {
    drawn.close();
  }
}

function draw(picture: ImageBitmap, scale: number): HTMLCanvasElement | null {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d");
  if (!context) return null;
  // What is see-through would turn black.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

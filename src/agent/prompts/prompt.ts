/** A prompt as a versioned value, so that a trace can name exactly what a model was told. */
export interface Prompt {
  readonly id: string;
  readonly version: number;
  readonly text: string;
}

/** Short name of a prompt for traces: id, version and a hash of its text. */
export function promptLabel(prompt: Prompt): string {
  let hash = 2166136261;
  for (let index = 0; index < prompt.text.length; index++)
    hash = Math.imul(hash ^ prompt.text.charCodeAt(index), 16777619) >>> 0;
  return `${prompt.id}@${prompt.version} (${hash.toString(16).padStart(8, "0")})`;
}

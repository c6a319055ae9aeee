import { AnsatzError } from "../core/errors.ts";

/** Plain HTTP to a model server, where the client library would hide what is looked for. */

const MAX_BYTES = 2_000_000;

export interface ServerAddress {
  /** The address of the API, usually ending in `/v1`. */
  readonly baseUrl: string;
  /** The server's first model when null. */
  readonly model: string | null;
  readonly apiKey?: string;
}

export function serverHeaders({ apiKey }: ServerAddress): Record<string, string> {
  return {
    "content-type": "application/json",
    ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
  };
}

/** @throws AnsatzError `model_unreachable` when there is no answer. */
export async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    throw new AnsatzError(
      "model_unreachable",
      "The model server cannot be reached. Start it, or check the address in the model setting.",
      { cause },
    );
  }
}

/** @throws AnsatzError `model_protocol` for a reply that does not end. */
export async function boundedText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > MAX_BYTES)
      throw new AnsatzError("model_protocol", "The model server's reply does not end.");
    text += decoder.decode(part, { stream: true });
  }
  return text;
}

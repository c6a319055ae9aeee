import { AnsatzError } from "../core/errors.ts";
import type { ModelStanding } from "../core/model-standing.ts";
import { modelListSchema } from "./openai-chunk.ts";
import { boundedText, reach, type ServerAddress, serverHeaders } from "./server-http.ts";

/** How long one question to a model may take that its server does not list. */
const ASK_MS = 10_000;
const MOST_NAMED = 10;

/** What the server's list says: its models, that a key is asked for, that it is not ready, or nothing. */
type Listed = readonly string[] | "locked" | "away" | "none";

/**
 * Asks a server whether it has the model of its setting. Being left out of the list is no proof: some servers
 * take any name, others know more than they list. Such a model is asked for one token, and only a server that
 * then says no is taken to mean it. `signal` ends the look at the list.
 */
export async function checkServer(
  address: ServerAddress,
  signal: AbortSignal,
): Promise<ModelStanding> {
  try {
    const listed = await listModels(address, signal);
    if (listed === "away") return away(address, "is not ready");
    const { model } = address;
    if (model === null) return withoutName(address, listed);
    if (Array.isArray(listed) && listed.some((id) => isSame(id, model))) return THERE;
    return await askModel(address, model, listed);
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code === "model_protocol")
      return unknown(address, error.message);
    return away(address, "cannot be reached");
  }
}

const THERE: ModelStanding = { state: "there", message: "" };

/** Ollama lists `name:latest` for what is asked for as `name`. */
function isSame(id: string, model: string): boolean {
  return id === model || id === `${model}:latest`;
}

async function listModels(address: ServerAddress, signal: AbortSignal): Promise<Listed> {
  const headers = serverHeaders(address);
  const response = await reach(`${address.baseUrl}/models`, { headers, signal });
  const text = await boundedText(response);
  if (response.status === 401 || response.status === 403) return "locked";
  if (isPassing(response.status)) return "away";
  const parsed = response.ok ? modelListSchema.safeParse(readJson(text)) : null;
  return parsed?.data?.data?.map(({ id }) => id) ?? "none";
}

/** The only one that knows a model that is not listed is the server itself. */
async function askModel(
  address: ServerAddress,
  model: string,
  listed: Listed,
): Promise<ModelStanding> {
  const response = await reach(`${address.baseUrl}/chat/completions`, {
    method: "POST",
    headers: serverHeaders(address),
    signal: AbortSignal.timeout(ASK_MS),
    body: JSON.stringify({ model, messages: [{ role: "user", content: "1" }], max_tokens: 1 }),
  });
  const { status } = response;
  const text = await boundedText(response);
  if (response.ok) return THERE;
  if (status === 401 || status === 403) return keyRefused(address);
  if (isPassing(status)) return away(address, "is not ready");
  const isDenied = status === 404 || (status === 400 && text.includes(model));
  if (Array.isArray(listed) && isDenied) return modelMissing(address, model, listed);
  return unknown(address, `It answers with status ${status} for the model "${model}".`);
}

/** Overloaded, starting, or behind something that does not find it yet. */
function isPassing(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

function withoutName(address: ServerAddress, listed: Listed): ModelStanding {
  if (listed === "locked") return keyRefused(address);
  if (Array.isArray(listed) && listed.length > 0) return THERE;
  return unknown(
    address,
    "It lists no model. Load one there, name one behind a # at the end of the address, and check that the address ends in /v1.",
  );
}

function modelMissing(
  { baseUrl }: ServerAddress,
  model: string,
  listed: readonly string[],
): ModelStanding {
  const named = listed.slice(0, MOST_NAMED).join(", ");
  const more = listed.length > MOST_NAMED ? ` and ${listed.length - MOST_NAMED} more` : "";
  const has = listed.length === 0 ? "It has none." : `It has: ${named}${more}.`;
  const first = listed[0] ?? "NAME";
  return {
    state: "refused",
    message: `The model server at ${baseUrl} has no model "${model}". ${has} Load it there, or name another in ANSATZ_MODEL: ${baseUrl}#${first}`,
  };
}

function keyRefused({ baseUrl, apiKey }: ServerAddress): ModelStanding {
  const what = apiKey ? "refuses the API key" : "asks for an API key";
  return {
    state: "refused",
    message: `The model server at ${baseUrl} ${what}. Set ANSATZ_MODEL_API_KEY to the one it takes.`,
  };
}

function away({ baseUrl }: ServerAddress, how: string): ModelStanding {
  return {
    state: "away",
    message: `The model server at ${baseUrl} ${how}. Questions that need a model are tried there as they come; start it, or correct ANSATZ_MODEL.`,
  };
}

function unknown({ baseUrl }: ServerAddress, why: string): ModelStanding {
  return {
    state: "unknown",
    message: `Whether the model server at ${baseUrl} has the model is not known. ${why}`,
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

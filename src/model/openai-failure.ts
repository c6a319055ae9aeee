import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from "openai";
import { AnsatzError } from "../core/errors.ts";
import { readRetryAfter } from "./retry.ts";

const TOO_LONG = /context (length|size|window)|maximum context|too long|too many tokens|n_ctx/i;

function fromStatus(status: number, error: APIError): AnsatzError {
  const options = { cause: error };
  if (status === 401 || status === 403)
    return new AnsatzError(
      "model_rejected",
      "The model server refused the API key. Set the right key for it.",
      options,
    );
  if (status === 404)
    return new AnsatzError(
      "model_rejected",
      "The model server does not know this model or address. Check the model's name, and that the address ends in /v1.",
      options,
    );
  if (status === 408 || status === 429 || status >= 500)
    return new AnsatzError(
      "model_unreachable",
      "The model server is overloaded or failing. Try again in a moment, and check its log.",
      { ...options, retryAfterMs: readRetryAfter(error.headers, Date.now()) },
    );
  if (status === 413 || TOO_LONG.test(error.message))
    return new AnsatzError(
      "model_rejected",
      "The conversation is longer than this model can read. Shorten it, or use a model with a larger context.",
      options,
    );
  return new AnsatzError(
    "model_rejected",
    "The model server rejected the request. Check that it supports the features in use (tools, JSON schema) and see its log.",
    options,
  );
}

/** The HTTP status a stream's error event stands for; servers put it in `code` or `status`. */
function statusInEvent(error: APIError): number | null {
  const code = Number(error.code);
  return Number.isInteger(code) && code >= 400 && code < 600 ? code : null;
}

/**
 * What went wrong with a model server, from whatever the client library threw. `hasBegun` says whether
 * the reply had already started.
 */
export function toModelFailure(thrown: unknown, hasBegun: boolean): AnsatzError {
  if (AnsatzError.isInstance(thrown)) return thrown;
  if (thrown instanceof APIConnectionTimeoutError)
    return new AnsatzError(
      "model_timeout",
      "The model server did not answer in time. Try again, or raise the time limit for slow hardware.",
      { cause: thrown },
    );
  if (thrown instanceof APIUserAbortError)
    return new AnsatzError("stopped", "The request was stopped before it finished.", {
      cause: thrown,
    });
  if (thrown instanceof APIConnectionError)
    return new AnsatzError(
      "model_unreachable",
      "The model server cannot be reached. Start it, or check the address in the model setting.",
      { cause: thrown },
    );
  if (thrown instanceof APIError) {
    const status = thrown.status ?? statusInEvent(thrown);
    if (typeof status === "number") return fromStatus(status, thrown);
  }
  return new AnsatzError(
    "model_protocol",
    hasBegun
      ? "The model server broke off in the middle of its reply. Try again, and check its log."
      : "The model server answered with something that is not a chat completion stream. Check that the address is that of an OpenAI-compatible API and ends in /v1.",
    { cause: thrown },
  );
}

const STATED_CONTEXT =
  /(?:maximum context length is|context window of|context size \(|context length of|n_ctx\s*[=:(])\s*(\d{3,7})/i;

/** The context size a server names when it refuses a conversation for its length; else null. */
export function statedContextTokens(thrown: unknown): number | null {
  if (!(thrown instanceof APIError) || !TOO_LONG.test(thrown.message)) return null;
  const stated = STATED_CONTEXT.exec(thrown.message)?.[1];
  return stated === undefined ? null : Number(stated);
}

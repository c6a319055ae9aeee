import { AnsatzError } from "../core/errors.ts";

/**
 * What whoever starts a service needs to know of a store that cannot be reached: which and why. Other
 * failures are given back as they are.
 */
export function storeAway(error: unknown, url: string | undefined): unknown {
  if (!AnsatzError.isInstance(error) || error.code !== "store_unavailable") return error;
  if (url === undefined || !URL.canParse(url)) return error;
  const { protocol, host } = new URL(url);
  const why = reasonOf(error.cause);
  return new AnsatzError(
    "store_unavailable",
    `The store at ${protocol}//${host} cannot be reached${why === "" ? "" : `: ${why}`}. Start it, or correct ANSATZ_STORE.`,
    { cause: error },
  );
}

/** The innermost cause says most; a failure at several addresses has a code and no words. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return "";
  if (cause.cause instanceof Error) return reasonOf(cause.cause);
  const { code } = cause as NodeJS.ErrnoException;
  return (cause.message || code || "").replace(/[.\s]+$/, "");
}

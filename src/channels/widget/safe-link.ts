const SCHEMES: ReadonlySet<string> = new Set(["https:", "http:", "mailto:"]);
const MAX_ADDRESS = 2_000;

export interface SafeLink {
  readonly href: string;
  /** Where it leads, as it is to be read: the host, or the address of a letter. */
  readonly target: string;
}

/**
 * An address that may be linked to, or null: a whole one, of the web or of a letter, without a user name,
 * which would pass for a host. The host is shown as the browser resolves it.
 */
export function safeLink(address: string): SafeLink | null {
  // The address parser drops spaces and controls, behind which a scheme can hide.
  if (address.length > MAX_ADDRESS || /[\s\p{C}<>"`\\]/u.test(address)) return null;
  if (!/^(?:https?:\/\/|mailto:)./i.test(address)) return null;
  const url = URL.parse(address);
  if (!url || !SCHEMES.has(url.protocol) || url.username !== "" || url.password !== "") return null;
  if (url.protocol !== "mailto:") return { href: url.href, target: url.host };
  // A letter with headers of its own could be addressed to more than is shown.
  return /^[\w.+-]+@[\w.-]+$/.test(url.pathname) && url.search === ""
    ? { href: url.href, target: url.pathname }
    : null;
}

const BARE = /^https?:\/\/[^\s<>"'`\\|\p{C}\p{Script=Han}\u3000-\u303f\uff00-\uffef]+/iu;

/** As in GitHub's Markdown a host that stands in a text by itself has a dot: http://HOST/v1 is a pattern to fill in. */
const HOST = /^https?:\/\/(?:localhost\b|\[|[^/:?#]*\.)/i;

/** The address that begins a text, without the punctuation that ends its sentence. */
export function bareAddress(text: string): string | null {
  const found = BARE.exec(text.slice(0, MAX_ADDRESS))?.[0];
  if (found === undefined || !HOST.test(found)) return null;
  let end = found.length;
  let unopened = found.split(")").length - found.split("(").length;
  for (; end > 0; end -= 1) {
    const last = found[end - 1] ?? "";
    const isClosing = last === ")" && unopened > 0;
    if (!isClosing && !/[.,;:!?*_~$\]}]/.test(last)) break;
    if (isClosing) unopened -= 1;
  }
  return found.slice(0, end);
}

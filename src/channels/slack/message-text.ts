/** A question longer than this is cut off nowhere: it is refused. */
export const MAX_QUESTION_CHARACTERS = 20_000;

/**
 * What a person typed, out of the text Slack sends: without the leading mention of the bot, links and
 * channels by their names, entities decoded. Stars and underscores stay, since they may be mathematics.
 */
export function readMessageText(text: string): string {
  return decode(
    text
      .replace(/^\s*(?:<@[UW][A-Z0-9]+(?:\|[^>]*)?>[\s,:]*)+/, "")
      .replace(/<([^<>]*)>/g, (_whole, inner: string) => nameOf(inner)),
  ).trim();
}

/** `<url|label>`, `<#C1|name>`, `<!here>`, `<@U1>`: what a reader sees in their place. */
function nameOf(inner: string): string {
  const [target = "", label] = split(inner);
  if (label !== undefined && label !== "") return target.startsWith("#") ? `#${label}` : label;
  if (target.startsWith("!")) return `@${target.slice(1).split("^")[0]}`;
  return target.replace(/^mailto:/, "");
}

function split(inner: string): string[] {
  const bar = inner.indexOf("|");
  return bar < 0 ? [inner] : [inner.slice(0, bar), inner.slice(bar + 1)];
}

/** One pass, so that `&amp;lt;` comes out as `&lt;`. */
function decode(text: string): string {
  const signs: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">" };
  return text.replace(/&(amp|lt|gt);/g, (whole, name: string) => signs[name] ?? whole);
}

/** Text of ours inside Slack's `mrkdwn`, with its three control signs written as entities. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Cuts at a limit without cutting a surrogate pair, and shows that it did. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

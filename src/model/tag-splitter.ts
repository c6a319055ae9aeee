export interface TagKind<Kind extends string> {
  readonly kind: Kind;
  readonly open: string;
  readonly close: string;
}

export interface TaggedText<Kind extends string> {
  readonly kind: Kind | "text";
  readonly text: string;
  /** True on the last piece of a tagged stretch, which may be empty. */
  readonly isEnd: boolean;
}

export interface TagSplitter<Kind extends string> {
  push(text: string): TaggedText<Kind>[];
  /** What was held back because it might have become a tag. */
  flush(): TaggedText<Kind>[];
}

/** Length of the longest end of `text` that is a proper beginning of one of `tags`. */
function heldBackLength(text: string, tags: readonly string[]): number {
  let held = 0;
  for (const tag of tags)
    for (let length = Math.min(tag.length - 1, text.length); length > held; length -= 1)
      if (text.endsWith(tag.slice(0, length))) {
        held = length;
        break;
      }
  return held;
}

/**
 * Separates tagged stretches (`<think>…</think>`) from the text around them while both stream in. A tag
 * cut over several pieces is still found; a tag that is never closed lasts to the end.
 */
export function createTagSplitter<Kind extends string>(
  tags: readonly TagKind<Kind>[],
): TagSplitter<Kind> {
  let pending = "";
  let inside: TagKind<Kind> | null = null;

  function firstOpening(): { at: number; tag: TagKind<Kind> } | null {
    let found: { at: number; tag: TagKind<Kind> } | null = null;
    for (const tag of tags) {
      const at = pending.indexOf(tag.open);
      if (at >= 0 && (found === null || at < found.at)) found = { at, tag };
    }
    return found;
  }

  function takeWholeTags(): TaggedText<Kind>[] {
    const pieces: TaggedText<Kind>[] = [];
    for (;;) {
      if (inside === null) {
        const opening = firstOpening();
        if (opening === null) return pieces;
        if (opening.at > 0)
          pieces.push({ kind: "text", text: pending.slice(0, opening.at), isEnd: false });
        pending = pending.slice(opening.at + opening.tag.open.length);
        inside = opening.tag;
      } else {
        const at = pending.indexOf(inside.close);
        if (at < 0) return pieces;
        pieces.push({ kind: inside.kind, text: pending.slice(0, at), isEnd: true });
        pending = pending.slice(at + inside.close.length);
        inside = null;
      }
    }
  }

  return {
    push(text) {
      pending += text;
      const pieces = takeWholeTags();
      const watched = inside === null ? tags.map((tag) => tag.open) : [inside.close];
      const ready = pending.length - heldBackLength(pending, watched);
      if (ready > 0) {
        pieces.push({ kind: inside?.kind ?? "text", text: pending.slice(0, ready), isEnd: false });
        pending = pending.slice(ready);
      }
      return pieces;
    },
    flush() {
      const rest = pending;
      pending = "";
      return rest === "" ? [] : [{ kind: inside?.kind ?? "text", text: rest, isEnd: false }];
    },
  };
}

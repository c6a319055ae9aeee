/** A value inside a JSON text: neither object nor list. */
export interface Leaf {
  /** Names and places from the outside in. */
  readonly path: readonly (string | number)[];
  readonly value: string | number | boolean | null;
  /** Where it stands in the text, its quotes included. */
  readonly start: number;
  readonly end: number;
}

/** JSON as `JSON.stringify` writes it, with the place of every leaf in it. */
export function writeJson(value: unknown): { readonly text: string; readonly leaves: Leaf[] } {
  const leaves: Leaf[] = [];
  let text = "";
  const write = (part: unknown, path: readonly (string | number)[]): void => {
    if (Array.isArray(part)) {
      text += "[";
      for (const [index, item] of part.entries()) {
        if (index > 0) text += ",";
        write(item, [...path, index]);
      }
      text += "]";
    } else if (typeof part === "object" && part !== null) {
      text += "{";
      for (const [index, [name, item]] of Object.entries(part).entries()) {
        text += `${index > 0 ? "," : ""}${JSON.stringify(name)}:`;
        write(item, [...path, name]);
      }
      text += "}";
    } else {
      const leaf = part as Leaf["value"];
      const start = text.length;
      text += JSON.stringify(leaf);
      leaves.push({ path, value: leaf, start, end: text.length });
    }
  };
  write(value, []);
  return { text, leaves };
}

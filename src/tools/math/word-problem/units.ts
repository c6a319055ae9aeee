const LENGTHS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    mm: "mm",
    millimeter: "mm",
    millimetre: "mm",
    毫米: "mm",
    cm: "cm",
    centimeter: "cm",
    centimetre: "cm",
    厘米: "cm",
    dm: "dm",
    分米: "dm",
    m: "m",
    meter: "m",
    metre: "m",
    米: "m",
    km: "km",
    kilometer: "km",
    kilometre: "km",
    千米: "km",
    公里: "km",
    in: "in",
    inch: "in",
    inche: "in",
    ft: "ft",
    foot: "ft",
    feet: "ft",
    yd: "yd",
    yard: "yd",
    unit: "unit",
  }),
);

export interface LengthUnit {
  /** Short name of the unit of length, "" for none. */
  readonly name: string;
  readonly dimension: 0 | 1 | 2;
}

/** Reads "cm", "centimetres", "cm^2", "square feet", "平方厘米"; null for anything else. */
export function readUnit(text: string): LengthUnit | null {
  if (text === "") return { name: "", dimension: 0 };
  const isSquare = /^(?:square\s|平方)|(?:\^\s?2|²)$/.test(text);
  const bare = text.replace(/^(?:square\s+|平方)|\s?(?:\^\s?2|²)$/g, "");
  const name = LENGTHS.get(bare) ?? LENGTHS.get(bare.replace(/s$/, ""));
  return name === undefined ? null : { name, dimension: isSquare ? 2 : 1 };
}

/** A measurable quantity of a figure: its symbol, dimension (1 length, 2 area) and names. */
export interface FigureQuantity {
  readonly symbol: string;
  readonly dimension: 1 | 2;
  readonly english: readonly string[];
  readonly chinese: readonly string[];
}

export interface Figure {
  readonly english: RegExp;
  readonly chinese: RegExp;
  readonly quantities: readonly FigureQuantity[];
  /** Laws between the quantities, in plain notation; used when all but one of theirs are mentioned. */
  readonly laws: readonly string[];
}

const quantity = (
  symbol: string,
  dimension: 1 | 2,
  english: readonly string[],
  chinese: readonly string[],
): FigureQuantity => ({ symbol, dimension, english, chinese });
const area = quantity("A", 2, ["area"], ["面积"]);
const perimeter = quantity("P", 1, ["perimeter"], ["周长"]);

export const FIGURES: readonly Figure[] = [
  {
    english: /\brect(?:angle|angular)\b/i,
    chinese: /长方形|矩形/,
    quantities: [
      quantity("l", 1, ["length"], ["长"]),
      quantity("w", 1, ["width", "breadth"], ["宽"]),
      area,
      perimeter,
    ],
    laws: ["A = l*w", "P = 2*(l + w)"],
  },
  {
    english: /\bsquare\b(?! (?:root|cm|centi|m\b|met|feet|foot|inch|kilo|yard|mile|mm))/i,
    chinese: /正方形/,
    quantities: [
      quantity("s", 1, ["side", "side length", "length of a side"], ["边长"]),
      area,
      perimeter,
    ],
    laws: ["A = s^2", "P = 4*s"],
  },
  {
    english: /\bcircle\b/i,
    chinese: /圆(?!周率|柱|锥)/,
    quantities: [
      quantity("r", 1, ["radius"], ["半径"]),
      quantity("d", 1, ["diameter"], ["直径"]),
      quantity("C", 1, ["circumference"], ["周长"]),
      area,
    ],
    laws: ["d = 2*r", "C = 2*pi*r", "A = pi*r^2"],
  },
  {
    english: /\btriangle\b/i,
    chinese: /三角形/,
    quantities: [
      quantity("b", 1, ["base"], ["底", "底边"]),
      quantity("h", 1, ["height", "altitude"], ["高"]),
      area,
    ],
    laws: ["A = b*h/2"],
  },
];

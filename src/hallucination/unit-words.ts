/** What a unit word stands for: a dimension and how many of its base unit. */
export interface UnitWord {
  /** One letter for each dimension; "" for a word that only scales, such as "dozen". */
  readonly dimension: string;
  /** Exact, in plain notation. */
  readonly factor: string;
}

/**
 * Units with one meaning, by dimension. Months and years are a dimension of their own: how many days they
 * have depends on which.
 */
const ROWS: readonly (readonly [dimension: string, factor: string, words: string])[] = [
  ["T", "1", "second seconds sec secs 秒 秒钟"],
  ["T", "60", "minute minutes min mins 分钟"],
  ["T", "3600", "hour hours hr hrs h 小时"],
  ["T", "86400", "day days 天"],
  ["T", "604800", "week weeks 周 星期"],
  ["C", "1", "month months 月 个月"],
  ["C", "12", "year years yr yrs 年"],
  ["C", "120", "decade decades"],
  ["L", "1", "m meter meters metre metres 米"],
  ["L", "1000", "km kilometer kilometers kilometre kilometres 千米 公里"],
  ["L", "1/10", "dm 分米"],
  ["L", "1/100", "cm centimeter centimeters centimetre centimetres 厘米"],
  ["L", "1/1000", "mm millimeter millimeters millimetre millimetres 毫米"],
  ["L", "254/10000", "inch inches in 英寸"],
  ["L", "3048/10000", "foot feet ft 英尺"],
  ["L", "9144/10000", "yard yards yd 码"],
  ["L", "1609344/1000", "mile miles mi 英里"],
  ["M", "1", "g gram grams 克"],
  ["M", "1000", "kg kilogram kilograms 千克 公斤"],
  ["M", "1/1000", "mg milligram milligrams 毫克"],
  ["M", "1000000", "吨 tonne tonnes"],
  ["M", "500", "斤"],
  // A name of several sizes: the letter stands for the one that is meant.
  ["M", "Q", "ton tons"],
  ["M", "45359237/100000", "lb lbs pound pounds 磅"],
  ["M", "45359237/1600000", "ounce ounces oz 盎司"],
  ["V", "1", "l liter liters litre litres 升"],
  ["V", "1/1000", "ml milliliter milliliters millilitre millilitres 毫升"],
  ["G", "1", "cup cups"],
  ["G", "2", "pint pints"],
  ["G", "4", "quart quarts"],
  ["G", "16", "gallon gallons 加仑"],
  ["D", "1", "$ \\$ us$ dollar dollars 美元"],
  ["D", "1/100", "cent cents ¢ penny pennies 美分"],
  ["D", "1/20", "nickel nickels"],
  ["D", "1/10", "dime dimes"],
  ["D", "1/4", "quarter quarters"],
  ["Y", "1", "¥ ￥ 元 块"],
  ["Y", "1/10", "角"],
  // 分 alone is also a minute and a mark; the reader of amounts tells them apart.
  ["Y", "1/100", "分币"],
  ["E", "1", "€ euro euros"],
  ["P", "1", "£"],
  ["R", "1", "₹ rupee rupees"],
  ["B", "1", "byte bytes"],
  ["B", "1/8", "bit bits"],
  ["", "2", "pair pairs"],
  ["", "12", "dozen"],
  ["", "100", "hundred 百"],
  ["", "1000", "thousand 千"],
  ["", "10^6", "million"],
  ["", "10^4", "万"],
  ["", "10^8", "亿"],
  ["", "10^9", "billion"],
];

const UNIT_WORDS: ReadonlyMap<string, UnitWord> = new Map(
  ROWS.flatMap(([dimension, factor, words]) =>
    words.split(" ").map((word): [string, UnitWord] => [word, { dimension, factor }]),
  ),
);

/** The unit a word names; undefined for things that are counted. */
export function unitWord(word: string): UnitWord | undefined {
  return UNIT_WORDS.get(word) ?? UNIT_WORDS.get(word.toLowerCase());
}

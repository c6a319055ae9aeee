/**
 * Units with their exact definitions: SI (BIPM brochure, 9th edition, 2019), the international yard and pound
 * (1959), US customary measures (NIST Handbook 44, appendix C) and Chinese market units (State Council, 1959).
 */
export interface UnitRow {
  /** The symbol that is printed; symbols are read with regard to case. */
  readonly symbol: string;
  /** Factor to coherent SI units: decimals joined by * and /. */
  readonly factor: string;
  /** Base dimensions with exponents, as in "L T-2". */
  readonly dimension: string;
  /** Names and other spellings, read without regard to case; English names also with a plural -s. */
  readonly names: readonly string[];
  /** SI prefixes may be put before the symbol and the English names. */
  readonly isPrefixed?: boolean;
  /** Degrees of a scale: this value in the unit is zero kelvin. */
  readonly zero?: string;
  /** Power of pi in the factor. */
  readonly pi?: number;
}

const row = (
  symbol: string,
  factor: string,
  dimension: string,
  names: string,
  extra: Partial<UnitRow> = {},
): UnitRow => ({
  symbol,
  factor,
  dimension,
  names: names.split(",").filter((name) => name !== ""),
  ...extra,
});
const si = (symbol: string, factor: string, dimension: string, names: string): UnitRow =>
  row(symbol, factor, dimension, names, { isPrefixed: true });

const ENERGY = "M L2 T-2";

export const UNIT_ROWS: readonly UnitRow[] = [
  // Length
  si("m", "1", "L", "meter,metre,米"),
  row("km", "1000", "L", "千米,公里,klick"),
  row("dm", "0.1", "L", "分米"),
  row("cm", "0.01", "L", "厘米,公分"),
  row("mm", "0.001", "L", "毫米"),
  row("µm", "0.000001", "L", "um,μm,micron,微米"),
  row("nm", "0.000000001", "L", "纳米"),
  row("Å", "0.0000000001", "L", "angstrom,埃"),
  row("in", "0.0254", "L", "inch,inches,英寸,寸(英)"),
  row("ft", "0.3048", "L", "foot,feet,英尺"),
  row("yd", "0.9144", "L", "yard,码"),
  row("mi", "1609.344", "L", "mile,英里,哩"),
  row("nmi", "1852", "L", "nautical mile,海里"),
  row("fur", "201.168", "L", "furlong"),
  row("ftm", "1.8288", "L", "fathom,英寻"),
  row("thou", "0.0000254", "L", "mil"),
  row("au", "149597870700", "L", "AU,astronomical unit,天文单位"),
  row("ly", "9460730472580800", "L", "light year,light-year,lightyear,光年"),
  row("pc", "648000*149597870700", "L", "parsec,秒差距", { pi: -1 }),
  row(
    "pt",
    "0.0254/72",
    "L",
    "desktop publishing point,dtp point,postscript point,typographic point",
  ),
  row("里", "500", "L", "市里,华里"),
  row("丈", "10/3", "L", "市丈"),
  row("尺", "1/3", "L", "市尺"),
  row("寸", "1/30", "L", "市寸"),
  // Area
  row("ha", "10000", "L2", "hectare,公顷"),
  row("ac", "4046.8564224", "L2", "acre,英亩"),
  row("亩", "2000/3", "L2", "市亩,mu of land"),
  // Volume
  si("L", "0.001", "L3", "l,liter,litre,升,公升"),
  row("mL", "0.000001", "L3", "ml,cc,毫升"),
  row("gal", "0.003785411784", "L3", "gallon,us gallon,加仑,美制加仑"),
  row("imp gal", "0.00454609", "L3", "imperial gallon,uk gallon,英制加仑"),
  row("qt", "0.000946352946", "L3", "quart,夸脱"),
  row("pint", "0.000473176473", "L3", "us pint,品脱"),
  row("cup", "0.0002365882365", "L3", "us cup,杯"),
  row("fl oz", "0.0000295735295625", "L3", "fluid ounce,floz,液量盎司"),
  row("tbsp", "0.00001478676478125", "L3", "tablespoon,汤匙"),
  row("tsp", "0.00000492892159375", "L3", "teaspoon,茶匙"),
  row("bbl", "0.158987294928", "L3", "oil barrel,barrel,桶"),
  // Mass
  si("g", "0.001", "M", "gram,gramme,克"),
  row("kg", "1", "M", "kilo,千克,公斤"),
  row("mg", "0.000001", "M", "毫克"),
  row("µg", "0.000000001", "M", "ug,μg,mcg,微克"),
  row("t", "1000", "M", "tonne,metric ton,公吨,吨"),
  row("lb", "0.45359237", "M", "lbs,pound,lbm,磅"),
  row("oz", "0.028349523125", "M", "ounce,盎司"),
  row("st", "6.35029318", "M", "stone,英石"),
  row("gr", "0.00006479891", "M", "grain"),
  row("short ton", "907.18474", "M", "us ton"),
  row("long ton", "1016.0469088", "M", "imperial ton"),
  row("ct", "0.0002", "M", "carat,克拉"),
  row("斤", "0.5", "M", "市斤,jin"),
  row("两", "0.05", "M", "市两"),
  row("钱", "0.005", "M", "市钱"),
  // Time; a year without a kind is the Julian year of 365.25 days, a month its twelfth part
  si("s", "1", "T", "sec,second,秒,秒钟"),
  row("min", "60", "T", "minute,分钟,分"),
  row("h", "3600", "T", "hr,hour,小时,钟头"),
  row("d", "86400", "T", "day,天,日"),
  row("wk", "604800", "T", "week,周,星期"),
  row("fortnight", "1209600", "T", "两周"),
  row("mo", "2629800", "T", "month,个月"),
  row("yr", "31557600", "T", "year,annum,年"),
  row("leap year", "31622400", "T", "闰年"),
  row("common year", "31536000", "T", "non-leap year,平年"),
  row("decade", "315576000", "T", "十年"),
  row("century", "3155760000", "T", "centuries,世纪"),
  row("millennium", "31557600000", "T", "millennia,millenium,millenia,千年"),
  row("Hz", "1", "T-1", "hertz,赫兹,赫", { isPrefixed: true }),
  row("rpm", "1/60", "T-1", "revolutions per minute,转每分"),
  // Speed
  row("mph", "0.44704", "L T-1", "miles an hour,英里每小时"),
  row("kph", "1/3.6", "L T-1", "kmh,kmph,公里每小时,时速公里"),
  row("kn", "1852/3600", "L T-1", "knot,kt,节"),
  row("fps", "0.3048", "L T-1", ""),
  row("gₙ", "9.80665", "L T-2", "standard gravity,gee"),
  // Force, energy, power, pressure
  si("N", "1", "M L T-2", "newton,牛顿,牛"),
  row("lbf", "4.4482216152605", "M L T-2", "pound-force,pound force"),
  row("kgf", "9.80665", "M L T-2", "kilogram-force,千克力,公斤力"),
  row("dyn", "0.00001", "M L T-2", "dyne"),
  si("J", "1", ENERGY, "joule,焦耳,焦"),
  si("cal", "4.184", ENERGY, "calorie,small calorie,卡,卡路里"),
  row("kcal", "4184", ENERGY, "Cal,kilocalorie,food calorie,大卡,千卡"),
  si("Wh", "3600", ENERGY, "watt hour,watt-hour"),
  row("kWh", "3600000", ENERGY, "kilowatt hour,kilowatt-hour,度电,千瓦时"),
  si("eV", "0.0000000000000000001602176634", ENERGY, "electronvolt,electron volt,电子伏,电子伏特"),
  row("BTU", "1055.05585262", ENERGY, "british thermal unit"),
  row("erg", "0.0000001", ENERGY, ""),
  si("W", "1", "M L2 T-3", "watt,瓦特,瓦"),
  row("hp", "745.69987158227022", "M L2 T-3", "horsepower,mechanical horsepower,马力(英制)"),
  row("PS", "735.49875", "M L2 T-3", "metric horsepower,马力"),
  si("Pa", "1", "M L-1 T-2", "pascal,帕斯卡,帕"),
  row("atm", "101325", "M L-1 T-2", "atmosphere,standard atmosphere,标准大气压,大气压"),
  si("bar", "100000", "M L-1 T-2", "巴"),
  row("psi", "6894.757293168361336722673445", "M L-1 T-2", "pounds per square inch"),
  row("torr", "101325/760", "M L-1 T-2", "Torr"),
  row("mmHg", "133.322387415", "M L-1 T-2", "毫米汞柱"),
  // Electricity
  si("A", "1", "I", "amp,ampere,安培,安"),
  si("C", "1", "I T", "coulomb,库仑"),
  si("V", "1", "M L2 T-3 I-1", "volt,伏特,伏"),
  si("Ω", "1", "M L2 T-3 I-2", "ohm,Ω,欧姆,欧"),
  si("F", "1", "M-1 L-2 T4 I2", "farad,法拉"),
  si("H", "1", "M L2 T-2 I-2", "henry,亨利"),
  si("S", "1", "M-1 L-2 T3 I2", "siemens"),
  si("T", "1", "M T-2 I-1", "tesla,特斯拉"),
  si("Wb", "1", "M L2 T-2 I-1", "weber,韦伯"),
  row("Ah", "3600", "I T", "ampere hour,amp hour,安时"),
  row("mAh", "3.6", "I T", "毫安时"),
  // Temperature
  row("K", "1", "K", "kelvin,开尔文,开"),
  row(
    "°C",
    "1",
    "K",
    "degC,celsius,degree celsius,degrees celsius,degree C,degrees C,centigrade,摄氏度,℃",
    {
      zero: "-273.15",
    },
  ),
  row(
    "°F",
    "5/9",
    "K",
    "degF,fahrenheit,degree fahrenheit,degrees fahrenheit,degree F,degrees F,华氏度,℉",
    {
      zero: "-459.67",
    },
  ),
  row("°R", "5/9", "K", "rankine,degR"),
  // Amount, light
  si("mol", "1", "N", "mole,摩尔,摩"),
  si("cd", "1", "J", "candela,坎德拉"),
  // Angle
  row("rad", "1", "A", "radian,弧度"),
  row("°", "1/180", "A", "deg,degree,度,角度", { pi: 1 }),
  row("arcmin", "1/10800", "A", "arcminute,minute of arc,角分", { pi: 1 }),
  row("arcsec", "1/648000", "A", "arcsecond,second of arc,角秒", { pi: 1 }),
  row("grad", "1/200", "A", "gradian,gon,百分度", { pi: 1 }),
  row("rev", "2", "A", "turn,revolution,cycle,周角", { pi: 1 }),
  // Information
  row("bit", "1", "B", "比特", { isPrefixed: true }),
  row("B", "8", "B", "byte,字节", { isPrefixed: true }),
  row("KiB", "8*1024", "B", "kibibyte"),
  row("MiB", "8*1024*1024", "B", "mebibyte"),
  row("GiB", "8*1024*1024*1024", "B", "gibibyte"),
  row("TiB", "8*1024*1024*1024*1024", "B", "tebibyte"),
  // Counting and money of ether
  row("dozen", "12", "", "打"),
  row("ETH", "1", "E", "ether"),
  row("gwei", "0.000000001", "E", ""),
  row("wei", "0.000000000000000001", "E", ""),
];

/** SI prefixes: symbol, English, factor as a power of ten. */
export const PREFIXES: readonly (readonly [string, string, number])[] = [
  ["Q", "quetta", 30],
  ["R", "ronna", 27],
  ["Y", "yotta", 24],
  ["Z", "zetta", 21],
  ["E", "exa", 18],
  ["P", "peta", 15],
  ["T", "tera", 12],
  ["G", "giga", 9],
  ["M", "mega", 6],
  ["k", "kilo", 3],
  ["h", "hecto", 2],
  ["da", "deca", 1],
  ["d", "deci", -1],
  ["c", "centi", -2],
  ["m", "milli", -3],
  ["µ", "micro", -6],
  ["μ", "micro", -6],
  ["u", "micro", -6],
  ["n", "nano", -9],
  ["p", "pico", -12],
  ["f", "femto", -15],
  ["a", "atto", -18],
  ["z", "zepto", -21],
  ["y", "yocto", -24],
];

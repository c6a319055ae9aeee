import type { Random } from "../fuzz-generator/random.ts";

export type ErrorKind =
  | "numeric"
  | "sign"
  | "operator"
  | "algebraic"
  | "root"
  | "unit"
  | "date"
  | "percent"
  | "table"
  | "name"
  | "equality";

/** A text and the same with one error. */
export interface Injected {
  readonly sound: string;
  readonly faulty: string;
  readonly context?: string;
}

export interface Template {
  readonly kind: ErrorKind;
  readonly language: "en" | "zh";
  readonly write: (random: Random) => Injected;
}

const FRAMES = {
  en: [
    (claim: string) => `First we look at what is given. ${claim} With this the rest follows.`,
    (claim: string) => `Let us go step by step.\n1. ${claim}\n2. That is all we need.`,
    (claim: string) => `${claim} I hope this helps!`,
    (claim: string) => `The report from last year was short. ${claim} Nobody objected.`,
  ],
  zh: [
    (claim: string) => `我们先看已知条件。${claim}由此可以继续。`,
    (claim: string) => `下面逐步计算。\n1. ${claim}\n2. 到此为止。`,
    (claim: string) => `${claim}希望对你有帮助！`,
    (claim: string) => `去年的报告很短。${claim}没有人反对。`,
  ],
} as const;

/** One text of a template within a frame of prose. */
export function sampleOf(template: Template, random: Random): Injected {
  const written = template.write(random);
  const frame = random.pick(FRAMES[template.language]);
  return { ...written, sound: frame(written.sound), faulty: frame(written.faulty) };
}

/** Another number of the same size: a digit changed, two digits swapped, or off by a little. */
function slipOf(value: number, random: Random): number {
  const digits = String(Math.abs(value));
  const sign = value < 0 ? -1 : 1;
  const kind = random.below(3);
  if (kind === 0 && digits.length > 1 && digits[0] !== digits[1])
    return sign * Number(`${digits[1]}${digits[0]}${digits.slice(2)}`);
  if (kind === 1) return value + sign * random.pick([1, 2, 10]);
  const at = random.below(digits.length);
  const digit = (Number(digits[at]) + 1 + random.below(8)) % 10;
  const changed = `${digits.slice(0, at)}${digit}${digits.slice(at + 1)}`;
  const result = sign * Number(changed);
  return result === value ? value + 1 : result;
}

const between = (random: Random, low: number, high: number): number =>
  low + random.below(high - low + 1);

/** A template whose sound and faulty texts differ in one value. */
function valued(
  kind: ErrorKind,
  language: "en" | "zh",
  make: (random: Random) => {
    readonly write: (value: string) => string;
    readonly right: number | string;
    readonly wrong?: number | string;
    readonly context?: string;
  },
): Template {
  return {
    kind,
    language,
    write: (random) => {
      const { write, right, wrong, context } = make(random);
      const slip = wrong ?? slipOf(Number(right), random);
      const sample = { sound: write(String(right)), faulty: write(String(slip)) };
      return context === undefined ? sample : { ...sample, context };
    },
  };
}

const NUMERIC: readonly Template[] = [
  valued("numeric", "en", (random) => {
    const [a, b] = [between(random, 12, 990), between(random, 12, 990)];
    return { write: (value) => `Together they have ${a} + ${b} = ${value} tickets.`, right: a + b };
  }),
  valued("numeric", "en", (random) => {
    const [a, b, c] = [between(random, 12, 99), between(random, 3, 40), between(random, 5, 90)];
    return {
      write: (value) => `The cost is ${a} * ${b} + ${c} = ${a * b} + ${c} = $${value}.`,
      right: a * b + c,
    };
  }),
  valued("numeric", "en", (random) => {
    const [a, b] = [between(random, 3, 60), between(random, 3, 60)];
    return { write: (value) => `The product of ${a} and ${b} is ${value}.`, right: a * b };
  }),
  valued("numeric", "en", (random) => {
    const [a, b] = [between(random, 11, 99), between(random, 3, 25)];
    return {
      write: (value) =>
        `There are ${a * b} sheets for ${b} classes, so ${a * b} / ${b} = ${value} each.`,
      right: a,
    };
  }),
  valued("numeric", "en", (random) => {
    const [a, b] = [between(random, 2, 90), between(random, 3, 9)];
    return { write: (value) => String.raw`We get \(${a} \times ${b} = ${value}\).`, right: a * b };
  }),
  valued("numeric", "zh", (random) => {
    const [a, b] = [between(random, 12, 990), between(random, 12, 990)];
    return { write: (value) => `一共有${a}+${b}=${value}张票。`, right: a + b };
  }),
  valued("numeric", "zh", (random) => {
    const [a, b] = [between(random, 12, 99), between(random, 3, 40)];
    return { write: (value) => `每箱${a}个，${b}箱共${a}×${b}=${value}个。`, right: a * b };
  }),
  valued("numeric", "zh", (random) => {
    const [a, b] = [between(random, 30, 900), between(random, 3, 29)];
    return { write: (value) => `${a}减去${b}等于${value}。`, right: a - b };
  }),
];

const SIGNS: readonly Template[] = [
  valued("sign", "en", (random) => {
    const [a, b] = [between(random, 3, 50), between(random, 60, 120)];
    return {
      write: (value) => `The balance is ${a} - ${b} = ${value}.`,
      right: a - b,
      wrong: b - a,
    };
  }),
  valued("sign", "en", (random) => {
    const [a, b] = [between(random, 2, 20), between(random, 2, 20)];
    return {
      write: (value) => `Here (-${a}) * (-${b}) = ${value}.`,
      right: a * b,
      wrong: -a * b,
    };
  }),
  valued("sign", "zh", (random) => {
    const [a, b] = [between(random, 3, 50), between(random, 60, 120)];
    return { write: (value) => `温度为${a}-${b}=${value}。`, right: a - b, wrong: b - a };
  }),
];

const OPERATORS: readonly Template[] = ["en", "zh"].map((language): Template => ({
  kind: "operator",
  language: language as "en" | "zh",
  write: (random) => {
    const [a, b] = [between(random, 12, 90), between(random, 3, 11)];
    const [right, wrong] = random.pick([
      ["+", "-"],
      ["-", "+"],
      ["*", "+"],
    ] as const);
    const value = right === "+" ? a + b : right === "-" ? a - b : a * b;
    const write = (sign: string): string =>
      language === "en"
        ? `This gives ${a} ${sign} ${b} = ${value} in all.`
        : `由此得${a}${sign}${b}=${value}。`;
    return { sound: write(right), faulty: write(wrong) };
  },
}));

const ALGEBRA: readonly Template[] = [
  valued("algebraic", "en", (random) => {
    const [a, b] = [between(random, 2, 9), between(random, 2, 9)];
    return {
      write: (value) => `Expanding, (x + ${a})(x + ${b}) = x^2 + ${a + b}x + ${value}.`,
      right: a * b,
    };
  }),
  valued("algebraic", "en", (random) => {
    const n = between(random, 2, 9);
    return { write: (value) => `The derivative of x^${n} is ${value}x^${n - 1}.`, right: n };
  }),
  valued("algebraic", "en", (random) => {
    const [a, b] = [between(random, 2, 9), between(random, 2, 9)];
    return {
      write: (value) => String.raw`Simplify: $${a}(x + ${b}) - x = ${a - 1}x + ${value}$.`,
      right: a * b,
    };
  }),
  valued("algebraic", "zh", (random) => {
    const a = between(random, 2, 9);
    return { write: (value) => `展开得(x+${a})^2=x^2+${value}x+${a * a}。`, right: 2 * a };
  }),
  valued("algebraic", "zh", (random) => {
    const n = between(random, 2, 9);
    return { write: (value) => `x^${n}的导数是${value}x^${n - 1}。`, right: n };
  }),
];

const ROOTS: readonly Template[] = [
  valued("root", "en", (random) => {
    const [a, x, b] = [between(random, 2, 9), between(random, 2, 30), between(random, 1, 40)];
    return {
      write: (value) =>
        `We solve ${a}x + ${b} = ${a * x + b}. Then ${a}x = ${a * x}, so x = ${value}.`,
      right: x,
    };
  }),
  valued("root", "en", (random) => {
    const [p, q] = [between(random, 1, 9), between(random, 10, 20)];
    return {
      write: (value) =>
        `The equation x^2 - ${p + q}x + ${p * q} = 0 has two roots. Therefore x = ${p} or x = ${value}.`,
      right: q,
    };
  }),
  valued("root", "zh", (random) => {
    const [a, x, b] = [between(random, 2, 9), between(random, 2, 30), between(random, 1, 40)];
    return {
      write: (value) => `解方程${a}x+${b}=${a * x + b}，移项得${a}x=${a * x}，所以x=${value}。`,
      right: x,
    };
  }),
];

const UNITS: readonly Template[] = [
  valued("unit", "en", (random) => {
    const [h, m] = [between(random, 1, 9), between(random, 5, 55)];
    return {
      write: (value) => `That is ${h} hours + ${m} minutes = ${value} minutes.`,
      right: 60 * h + m,
    };
  }),
  valued("unit", "en", (random) => {
    const [size, from, to] = random.pick([
      [1000, "km", "m"],
      [100, "m", "cm"],
      [1000, "kg", "g"],
      [60, "minutes", "seconds"],
      [12, "feet", "inches"],
      [7, "weeks", "days"],
    ] as const);
    const n = between(random, 2, 40);
    return {
      write: (value) => `In other words, ${n} ${from} = ${value} ${to}.`,
      right: n * size,
      wrong: random.pick([n * size * 10, n * size + size, n * (size === 60 ? 100 : size / 10)]),
    };
  }),
  valued("unit", "en", (random) => {
    const [speed, hours] = [between(random, 20, 90), between(random, 2, 9)];
    return {
      write: (value) => `At that speed ${speed} km/hour * ${hours} hours = ${value} km.`,
      right: speed * hours,
    };
  }),
  valued("unit", "zh", (random) => {
    const [size, from, to] = random.pick([
      [1000, "千米", "米"],
      [100, "米", "厘米"],
      [1000, "千克", "克"],
      [60, "小时", "分钟"],
    ] as const);
    const n = between(random, 2, 40);
    return {
      write: (value) => `换算一下，${n}${from}=${value}${to}。`,
      right: n * size,
      wrong: random.pick([n * size * 10, n * size + size]),
    };
  }),
  valued("unit", "zh", (random) => {
    const [h, m] = [between(random, 1, 9), between(random, 5, 55)];
    return { write: (value) => `一共用了${h}小时+${m}分钟=${value}分钟。`, right: 60 * h + m };
  }),
];

const PERCENTAGES: readonly Template[] = [
  valued("percent", "en", (random) => {
    const [share, base] = [5 * between(random, 1, 19), 20 * between(random, 2, 60)];
    return {
      write: (value) => `Note that ${share}% of ${base} is ${value}.`,
      right: (share * base) / 100,
    };
  }),
  valued("percent", "en", (random) => {
    const [base, share] = [20 * between(random, 2, 60), 5 * between(random, 1, 15)];
    return {
      write: (value) =>
        `Sales grew from ${base} to ${(base * (100 + share)) / 100}, an increase of ${value}%.`,
      right: share,
    };
  }),
  valued("percent", "zh", (random) => {
    const [base, share] = [20 * between(random, 2, 60), 5 * between(random, 1, 15)];
    return {
      write: (value) => `销量从${base}增加到${(base * (100 + share)) / 100}，增长了${value}%。`,
      right: share,
    };
  }),
];

const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** The calendar of the platform, so that the truth does not come from the code under test. */
const utc = (year: number, month: number, day: number): Date =>
  new Date(Date.UTC(year, month - 1, day));

const DATES: readonly Template[] = [
  valued("date", "en", (random) => {
    const [year, month, day] = [
      between(random, 1900, 2090),
      between(random, 1, 12),
      between(random, 1, 28),
    ];
    const weekday = utc(year, month, day).getUTCDay();
    return {
      write: (value) => `${MONTHS[month - 1]} ${day}, ${year} is a ${value}.`,
      right: DAYS[weekday] ?? "",
      wrong: DAYS[(weekday + 1 + random.below(6)) % 7] ?? "",
    };
  }),
  valued("date", "en", (random) => {
    const [year, month, day, n] = [
      between(random, 1990, 2040),
      between(random, 1, 12),
      between(random, 1, 28),
      between(random, 5, 200),
    ];
    const end = new Date(utc(year, month, day).getTime() + n * 86_400_000);
    const shown = `${MONTHS[end.getUTCMonth()]} ${end.getUTCDate()}, ${end.getUTCFullYear()}`;
    return {
      write: (value) => `From ${MONTHS[month - 1]} ${day}, ${year} to ${shown} is ${value} days.`,
      right: n,
      wrong: n + random.pick([-3, -2, -1, 2, 3, 10]),
    };
  }),
  valued("date", "zh", (random) => {
    const [year, month, day] = [
      between(random, 1900, 2090),
      between(random, 1, 12),
      between(random, 1, 28),
    ];
    const weekday = utc(year, month, day).getUTCDay();
    return {
      write: (value) => `${year}年${month}月${day}日是星期${value}。`,
      right: "日一二三四五六"[weekday] ?? "",
      wrong: "日一二三四五六"[(weekday + 1 + random.below(6)) % 7] ?? "",
    };
  }),
];

const EQUALITIES: readonly Template[] = [
  valued("equality", "en", (random) => {
    const [a, b, d] = [between(random, 1, 9), between(random, 2, 9), between(random, 11, 15)];
    return {
      write: (value) => `As fractions, ${a}/${d} + ${b}/${d} = ${value}/${d}.`,
      right: a + b,
    };
  }),
  valued("equality", "en", (random) => {
    const n = between(random, 3, 30);
    return { write: (value) => `So sqrt(${n * n}) = ${value}.`, right: n };
  }),
  valued("equality", "zh", (random) => {
    const n = between(random, 3, 30);
    return { write: (value) => `${n * n}的平方根是${value}。`, right: n };
  }),
];

const CITIES = ["Avon", "Brill", "Corby", "Dover", "Esher", "Frome"];
const PEOPLE = ["Anna Lee", "Boris Kahn", "Clara Diaz", "Daniel Roth", "Emma Stone", "Farid Aziz"];

const TABLES: readonly Template[] = [
  valued("table", "en", (random) => {
    const values = CITIES.map(() => between(random, 1000, 99_000));
    const rows = CITIES.map((city, index) => `| ${city} | ${values[index]} |`).join("\n");
    const at = random.below(CITIES.length);
    return {
      write: (value) => `The population of ${CITIES[at]} is ${value}.`,
      right: values[at] ?? 0,
      context: `| city | population |\n|---|---|\n${rows}`,
    };
  }),
  valued("table", "en", (random) => {
    const values = CITIES.map(() => between(random, 1000, 99_000));
    const rows = CITIES.map((city, index) => `${city},${values[index]}`).join("\n");
    const [a, b] = [0, 1 + random.below(CITIES.length - 1)];
    const isMore = (values[a] ?? 0) > (values[b] ?? 0);
    return {
      write: (value) => `${CITIES[a]} has a ${value} population than ${CITIES[b]}.`,
      right: isMore ? "higher" : "lower",
      wrong: isMore ? "lower" : "higher",
      context: `city,population\n${rows}`,
    };
  }),
];

const NAMES: readonly Template[] = [
  valued("name", "en", (random) => {
    const [first, second] = [random.below(3), 3 + random.below(3)];
    const [a, b] = [PEOPLE[first] ?? "", PEOPLE[second] ?? ""];
    return {
      write: (value) => `The bridge was designed by ${value} in 1932.`,
      right: a,
      wrong: b,
      context: `The bridge was designed by ${a} in 1932. It was opened by ${b} a year later.`,
    };
  }),
];

export const TEMPLATES: readonly Template[] = [
  ...NUMERIC,
  ...SIGNS,
  ...OPERATORS,
  ...ALGEBRA,
  ...ROOTS,
  ...UNITS,
  ...PERCENTAGES,
  ...DATES,
  ...EQUALITIES,
  ...TABLES,
  ...NAMES,
];

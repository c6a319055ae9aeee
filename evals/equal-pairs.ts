import { seededRandom } from "./fuzz-generator/random.ts";

/** Two written answers that are the same, or different, by construction. */
export interface EqualPair {
  readonly id: string;
  readonly family: string;
  readonly a: string;
  readonly b: string;
  readonly isEqual: boolean;
}

interface Chance {
  /** A whole number from `low` to `high`. */
  whole(low: number, high: number): number;
  pick<Item>(items: readonly Item[]): Item;
}

/** A kind of answer: how one is made up, written in one of many ways, and changed into another. */
interface Family<Value> {
  readonly name: string;
  make(chance: Chance): Value;
  spell(value: Value, chance: Chance): string;
  change(value: Value, chance: Chance): Value;
}

interface Ratio {
  readonly over: number;
  readonly under: number;
}

const divisor = (a: number, b: number): number => (b === 0 ? Math.abs(a) : divisor(b, a % b));

function reduced({ over, under }: Ratio): Ratio {
  const common = divisor(over, under);
  return { over: over / common, under: under / common };
}

function spellRatio(value: Ratio, chance: Chance): string {
  const { over, under } = reduced(value);
  const size = Math.abs(over);
  const sign = over < 0 ? "-" : "";
  if (under === 1) return spellWhole(over, chance);
  const scale = chance.whole(1, 3);
  const forms = [
    `${sign}${size}/${under}`,
    `${sign}\\frac{${size}}{${under}}`,
    `${sign}\\dfrac{${size * scale}}{${under * scale}}`,
    `\\frac{${sign}${size * scale}}{${under * scale}}`,
    `${sign}${size * scale} / ${under * scale}`,
  ];
  if (size > under && sign === "") {
    forms.push(`${Math.floor(size / under)} ${size % under}/${under}`);
    forms.push(`${Math.floor(size / under)}\\frac{${size % under}}{${under}}`);
  }
  const decimal = (over / under).toFixed(6).replace(/0+$/, "");
  if (1_000_000 % under === 0) forms.push(decimal, `${decimal}0`);
  if (10_000 % under === 0)
    forms.push(`${((over * 100) / under).toFixed(4).replace(/\.?0+$/, "")}\\%`);
  if (under === 3 || under === 9) forms.push(repeating(over, under));
  return chance.pick(forms);
}

/** With a period of one digit. */
function repeating(over: number, under: number): string {
  const size = Math.abs(over);
  const digit = Math.floor(((size % under) * 10) / under);
  return `${over < 0 ? "-" : ""}${Math.floor(size / under)}.\\overline{${digit}}`;
}

function spellWhole(value: number, chance: Chance): string {
  const size = Math.abs(value);
  const sign = value < 0 ? "-" : "";
  return chance.pick([
    `${value}`,
    `${value}.0`,
    `${sign}${size.toLocaleString("en-US")}`,
    ...(value >= 0 ? [`+${value}`, `${2 * value}/2`, `\\text{${value}}`] : [`−${size}`]),
  ]);
}

const NOISE: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text,
  (text) => `\\boxed{${text}}`,
  (text) => `$${text}$`,
  (text) => `\\(${text}\\)`,
  (text) => `The answer is ${text}.`,
  (text) => `the final answer is $\\boxed{${text}}$.`,
  (text) => `Therefore, the answer is ${text}`,
  (text) => `Answer: ${text}`,
  (text) => `答案是${text}`,
  (text) => `所以，答案为 $${text}$。`,
  (text) => `答案：${text}`,
  (text) => `  ${text} `,
];

function wrap(text: string, chance: Chance): string {
  // A pair of dollar signs round money would be read as LaTeX.
  return text.startsWith("$") ? text : chance.pick(NOISE)(text);
}

const ratios: Family<Ratio> = {
  name: "fractions",
  make: (chance) =>
    reduced({ over: chance.whole(-40, 60) || 7, under: chance.pick([1, 2, 3, 4, 5, 7, 8, 9, 12]) }),
  spell: spellRatio,
  change: ({ over, under }, chance) =>
    chance.pick([
      { over: over + chance.pick([1, -1, 10]), under },
      { over: -over, under },
      { over, under: under + 1 },
      { over: over * 100, under },
    ]),
};

const sets: Family<readonly number[]> = {
  name: "solutions",
  make: (chance) => distinct(chance, chance.whole(2, 4)),
  spell: (values, chance) => {
    const shuffled = shuffle(values, chance);
    const items = shuffled.map(String);
    const opposite = values.length === 2 && values[0] === -(values[1] as number) && values[0] !== 0;
    return chance.pick([
      items.map((item) => `x = ${item}`).join(" or "),
      items.map((item) => `x=${item}`).join("或"),
      items.map((item, k) => `x_${k + 1}=${item}`).join(", "),
      items.map((item, k) => `x_{${k + 1}} = ${item}`).join(" \\text{ or } "),
      `x = ${items.join(" or ")}`,
      `\\{${items.join(", ")}\\}`,
      `\\left\\{${items.join(",\\, ")}\\right\\}`,
      `{${items.join(", ")}}`,
      `x \\in \\{${items.join(", ")}\\}`,
      ...(opposite
        ? [`\\pm ${Math.abs(values[0] as number)}`, `x = ±${Math.abs(values[0] as number)}`]
        : []),
    ]);
  },
  change: (values, chance) =>
    chance.pick([
      values.slice(1),
      [...values, 77],
      [(values[0] as number) + 50, ...values.slice(1)],
      values.map((value) => value + 1),
    ]),
};

function distinct(chance: Chance, count: number): number[] {
  const found = new Set<number>();
  if (count === 2 && chance.whole(0, 2) === 0) {
    const size = chance.whole(1, 12);
    return [size, -size];
  }
  while (found.size < count) found.add(chance.whole(-15, 20));
  return [...found];
}

function shuffle<Item>(items: readonly Item[], chance: Chance): Item[] {
  const result = [...items];
  for (let k = result.length - 1; k > 0; k--) {
    const other = chance.whole(0, k);
    [result[k], result[other]] = [result[other] as Item, result[k] as Item];
  }
  return result;
}

const points: Family<readonly number[]> = {
  name: "points",
  make: (chance) => {
    const x = chance.whole(-12, 12);
    return [x, x + chance.whole(1, 9)];
  },
  spell: ([x, y], chance) =>
    chance.pick([
      `(${x}, ${y})`,
      `(${x},${y})`,
      `\\left(${x}, ${y}\\right)`,
      `x = ${x}, y = ${y}`,
      `x=${x}且y=${y}`,
      `y = ${y}, x = ${x}`,
      `x=${x} and y=${y}`,
      `(x, y) = (${x}, ${y})`,
    ]),
  change: ([x, y], chance) =>
    chance.pick([
      [y as number, x as number],
      [(x as number) + 1, y as number],
      [x as number, -(y as number) - 1],
    ]),
};

interface Span {
  readonly lo: number;
  readonly hi: number;
  readonly isLoClosed: boolean;
  readonly isHiClosed: boolean;
}

const spans: Family<Span> = {
  name: "intervals",
  make: (chance) => {
    const lo = chance.whole(-10, 10);
    const isLoClosed = chance.pick([true, false]);
    // Brackets of the same kind are a pair or a list as well; those are not generated.
    return { lo, hi: lo + chance.whole(1, 9), isLoClosed, isHiClosed: !isLoClosed };
  },
  spell: ({ lo, hi, isLoClosed, isHiClosed }, chance) => {
    const [left, right] = [isLoClosed ? "<=" : "<", isHiClosed ? "<=" : "<"];
    const latex = (sign: string): string => sign.replace("<=", "\\le ");
    const flipped = (sign: string): string => sign.replace("<", ">");
    const bracket = `${isLoClosed ? "[" : "("}${lo}, ${hi}${isHiClosed ? "]" : ")"}`;
    return chance.pick([
      bracket,
      `x \\in ${bracket}`,
      `\\left${bracket.slice(0, -1)}\\right${bracket.slice(-1)}`,
      `${lo} ${left} x ${right} ${hi}`,
      `${lo} ${latex(left)} x ${latex(right)} ${hi}`,
      `${hi} ${flipped(right)} x ${flipped(left)} ${lo}`,
      `x ${flipped(left)} ${lo} and x ${right} ${hi}`,
      `\\{x \\mid ${lo} ${left} x ${right} ${hi}\\}`,
    ]);
  },
  change: (span, chance) =>
    chance.pick([
      { ...span, lo: span.lo - 1 },
      { ...span, hi: span.hi + 1 },
      { ...span, isLoClosed: !span.isLoClosed, isHiClosed: !span.isHiClosed },
    ]),
};

const polynomials: Family<readonly [number, number]> = {
  name: "polynomials",
  make: (chance) => [chance.whole(-9, 9) || 4, chance.whole(-9, 9) || -3],
  spell: ([p, q], chance) => {
    const signed = (value: number): string => (value < 0 ? `- ${-value}` : `+ ${value}`);
    return chance.pick([
      `(x ${signed(p)})(x ${signed(q)})`,
      `(x ${signed(q)})*(x ${signed(p)})`,
      `x^2 ${signed(p + q)}x ${signed(p * q)}`,
      `${p * q} + x^{2} ${signed(p + q)} x`,
      `x*(x ${signed(p + q)}) ${signed(p * q)}`,
      `x² ${signed(p + q)}x ${signed(p * q)}`,
      `f(x) = x^2 ${signed(p + q)}x ${signed(p * q)}`,
    ]);
  },
  change: ([p, q], chance) =>
    chance.pick(
      [
        [p + 1, q],
        [-p, -q],
        [p, q - 2],
      ].filter(
        ([u, v]) =>
          (u as number) + (v as number) !== p + q || (u as number) * (v as number) !== p * q,
      ),
    ) as [number, number],
};

const lines: Family<readonly [number, number]> = {
  name: "lines",
  make: (chance) => [chance.whole(-9, 9) || 2, chance.whole(-9, 9)],
  spell: ([m, c], chance) => {
    const scale = chance.pick([1, 2, 3, -1]);
    const signed = (value: number): string => (value < 0 ? `- ${-value}` : `+ ${value}`);
    return chance.pick([
      `y = ${m}x ${signed(c)}`,
      `y=${m}x${signed(c).replace(" ", "")}`,
      `${scale * m}x ${signed(-scale)}y ${signed(scale * c)} = 0`,
      `${scale * m}x ${signed(-scale)}y = ${-scale * c}`,
      `y ${signed(-(m + c))} = ${m}(x - 1)`,
      `\\frac{y ${signed(-c)}}{${m}} = x`,
    ]);
  },
  change: ([m, c], chance) =>
    chance.pick([
      [m + 1 === 0 ? m + 2 : m + 1, c],
      [m, c + 1],
      [-m, c],
    ]),
};

const MEASURES: readonly {
  readonly base: string;
  readonly units: readonly (readonly [string, number])[];
}[] = [
  {
    base: "m",
    units: [
      ["m", 1],
      ["km", 1000],
      ["cm", 0.01],
      ["米", 1],
      ["\\text{ km}", 1000],
      ["厘米", 0.01],
    ],
  },
  {
    base: "s",
    units: [
      ["s", 1],
      ["min", 60],
      ["hours", 3600],
      ["分钟", 60],
      ["小时", 3600],
    ],
  },
  {
    base: "kg",
    units: [
      ["kg", 1],
      ["g", 0.001],
      ["千克", 1],
      ["克", 0.001],
    ],
  },
];

const quantities: Family<{ readonly kind: number; readonly size: number }> = {
  name: "quantities",
  make: (chance) => ({
    kind: chance.whole(0, MEASURES.length - 1),
    size: chance.whole(1, 40) * 18,
  }),
  spell: ({ kind, size }, chance) => {
    const [unit, factor] = chance.pick((MEASURES[kind] as (typeof MEASURES)[number]).units);
    const value = size / factor;
    const number = Number.isInteger(value) ? String(value) : value.toFixed(6).replace(/0+$/, "");
    return Math.abs(Number(number) * factor - size) < 1e-9
      ? `${number} ${unit}`
      : `${size} ${(MEASURES[kind] as (typeof MEASURES)[number]).base}`;
  },
  change: ({ kind, size }, chance) =>
    chance.pick([
      { kind, size: size + 18 },
      { kind, size: size * 10 },
      { kind: (kind + 1) % MEASURES.length, size },
    ]),
};

const money: Family<{ readonly amount: number; readonly isYuan: boolean }> = {
  name: "money",
  make: (chance) => ({ amount: chance.whole(1, 9000), isYuan: chance.pick([true, false]) }),
  spell: ({ amount, isYuan }, chance) =>
    isYuan
      ? chance.pick([
          `${amount}元`,
          `¥${amount}`,
          `${amount.toLocaleString("en-US")} yuan`,
          `${amount} RMB`,
        ])
      : chance.pick([
          `$${amount.toLocaleString("en-US")}`,
          `$${amount}.00`,
          `${amount} dollars`,
          `\\$${amount}`,
          `${amount} USD`,
        ]),
  change: ({ amount, isYuan }, chance) =>
    chance.pick([
      { amount: amount + 1, isYuan },
      { amount: amount * 10, isYuan },
      { amount, isYuan: !isYuan },
    ]),
};

const counts: Family<number> = {
  name: "counts",
  make: (chance) => chance.whole(1, 5000),
  spell: (value, chance) =>
    chance.pick([
      `${value} apples`,
      `${value}`,
      `${value}个苹果`,
      `${value.toLocaleString("en-US")}`,
      `${value}.`,
    ]),
  change: (value, chance) => chance.pick([value + 1, value * 10, value + 100]),
};

const surds: Family<readonly [number, number, number]> = {
  name: "surds",
  make: (chance) => [chance.whole(-6, 6), chance.whole(1, 5), chance.pick([2, 3, 5, 7])],
  spell: ([a, b, r], chance) =>
    chance.pick([
      `${a} + ${b}\\sqrt{${r}}`,
      `${a}+${b}*sqrt(${r})`,
      `\\sqrt{${b * b * r}} + ${a}`,
      `${b}√${r} + ${a}`,
      `\\frac{${2 * a} + ${2 * b}\\sqrt{${r}}}{2}`,
    ]),
  change: ([a, b, r], chance) =>
    chance.pick([
      [a + 1, b, r],
      [a, b + 1, r],
      [a, b, r + 4],
    ]),
};

const angles: Family<number> = {
  name: "angles",
  make: (chance) => chance.whole(1, 35) * 5,
  spell: (value, chance) => {
    const { over, under } = reduced({ over: value, under: 180 });
    return chance.pick([
      `${value}°`,
      `${value}^\\circ`,
      `${value}^{\\circ}`,
      `${value} degrees`,
      `${value}度`,
      `\\frac{${over}\\pi}{${under}}`,
      `${over}π/${under}`,
      `${over}pi/${under} rad`,
    ]);
  },
  change: (value, chance) =>
    chance.pick([value + 5, 180 - value === value ? 30 : 180 - value, value + 360]),
};

const sciences: Family<{ readonly digits: number; readonly power: number }> = {
  name: "scientific",
  make: (chance) => ({ digits: chance.whole(11, 99), power: chance.whole(2, 7) }),
  spell: ({ digits, power }, chance) => {
    const mantissa = `${Math.floor(digits / 10)}.${digits % 10}`;
    return chance.pick([
      `${mantissa} \\times 10^{${power}}`,
      `${mantissa}×10^${power}`,
      `${mantissa}e${power}`,
      `${mantissa} \\cdot 10^${power}`,
      `${digits * 10 ** (power - 1)}`,
      (digits * 10 ** (power - 1)).toLocaleString("en-US"),
    ]);
  },
  change: ({ digits, power }, chance) =>
    chance.pick([
      { digits: digits + 1, power },
      { digits, power: power + 1 },
    ]),
};

const matrices: Family<readonly number[]> = {
  name: "matrices",
  make: (chance) => [1, 2, 3, 4].map(() => chance.whole(-9, 9)),
  spell: ([a, b, c, d], chance) =>
    chance.pick([
      `\\begin{pmatrix}${a}&${b}\\\\${c}&${d}\\end{pmatrix}`,
      `\\begin{bmatrix} ${a} & ${b} \\\\ ${c} & ${d} \\end{bmatrix}`,
      `[[${a},${b}],[${c},${d}]]`,
      `{{${a}, ${b}}, {${c}, ${d}}}`,
    ]),
  change: ([a, b, c, d], chance) =>
    chance.pick([
      [a, b, c, (d as number) + 1],
      [(a as number) - 2, b, c, d],
    ]) as number[],
};

const truths: Family<string> = {
  name: "words",
  make: (chance) => chance.pick(["yes", "no"]),
  spell: (value, chance) =>
    chance.pick(
      value === "yes" ? ["yes", "Yes.", "True", "是", "正确"] : ["no", "No", "false", "否", "错误"],
    ),
  change: (value) => (value === "yes" ? "no" : "yes"),
};

const FAMILIES: readonly Family<never>[] = [
  ratios,
  sets,
  points,
  spans,
  polynomials,
  lines,
  quantities,
  money,
  counts,
  surds,
  angles,
  sciences,
  matrices,
  truths,
] as unknown as Family<never>[];

/** Pairs of every family in turn, half of them equal; the same seed gives the same pairs. */
export function equalPairs(seed: number, count: number): EqualPair[] {
  const random = seededRandom(seed).next;
  const chance: Chance = {
    whole: (low, high) => low + Math.floor(random() * (high - low + 1)),
    pick: (items) => items[Math.floor(random() * items.length)] as (typeof items)[number],
  };
  return Array.from({ length: count }, (_, index) => {
    const family = FAMILIES[index % FAMILIES.length] as Family<unknown>;
    const isEqual = chance.whole(0, 1) === 1;
    const value = family.make(chance);
    const other = isEqual ? value : family.change(value, chance);
    return {
      id: `${family.name}-${index}`,
      family: family.name,
      a: wrap(family.spell(value, chance), chance),
      b: wrap(family.spell(other, chance), chance),
      isEqual,
    };
  });
}

/** Abridged standard atomic weights (IUPAC, 2021); for elements without one, the mass number of a long-lived isotope. */
const WEIGHTS =
  "H 1.008,He 4.0026,Li 6.94,Be 9.0122,B 10.81,C 12.011,N 14.007,O 15.999,F 18.998,Ne 20.180,Na 22.990,Mg 24.305,Al 26.982," +
  "Si 28.085,P 30.974,S 32.06,Cl 35.45,Ar 39.95,K 39.098,Ca 40.078,Sc 44.956,Ti 47.867,V 50.942,Cr 51.996,Mn 54.938,Fe 55.845," +
  "Co 58.933,Ni 58.693,Cu 63.546,Zn 65.38,Ga 69.723,Ge 72.630,As 74.922,Se 78.971,Br 79.904,Kr 83.798,Rb 85.468,Sr 87.62," +
  "Y 88.906,Zr 91.224,Nb 92.906,Mo 95.95,Tc 97,Ru 101.07,Rh 102.91,Pd 106.42,Ag 107.87,Cd 112.41,In 114.82,Sn 118.71,Sb 121.76," +
  "Te 127.60,I 126.90,Xe 131.29,Cs 132.91,Ba 137.33,La 138.91,Ce 140.12,Pr 140.91,Nd 144.24,Pm 145,Sm 150.36,Eu 151.96," +
  "Gd 157.25,Tb 158.93,Dy 162.50,Ho 164.93,Er 167.26,Tm 168.93,Yb 173.05,Lu 174.97,Hf 178.49,Ta 180.95,W 183.84,Re 186.21," +
  "Os 190.23,Ir 192.22,Pt 195.08,Au 196.97,Hg 200.59,Tl 204.38,Pb 207.2,Bi 208.98,Po 209,At 210,Rn 222,Fr 223,Ra 226,Ac 227," +
  "Th 232.04,Pa 231.04,U 238.03,Np 237,Pu 244,Am 243,Cm 247";

const COMPOUNDS: Readonly<Record<string, string>> = {
  water: "H2O",
  水: "H2O",
  glucose: "C6H12O6",
  葡萄糖: "C6H12O6",
  fructose: "C6H12O6",
  sucrose: "C12H22O11",
  蔗糖: "C12H22O11",
  ethanol: "C2H6O",
  乙醇: "C2H6O",
  酒精: "C2H6O",
  methanol: "CH4O",
  甲醇: "CH4O",
  methane: "CH4",
  甲烷: "CH4",
  ethane: "C2H6",
  propane: "C3H8",
  butane: "C4H10",
  ethylene: "C2H4",
  乙烯: "C2H4",
  benzene: "C6H6",
  苯: "C6H6",
  acetone: "C3H6O",
  "acetic acid": "C2H4O2",
  乙酸: "C2H4O2",
  ammonia: "NH3",
  氨: "NH3",
  "carbon dioxide": "CO2",
  二氧化碳: "CO2",
  "carbon monoxide": "CO",
  一氧化碳: "CO",
  "sodium chloride": "NaCl",
  salt: "NaCl",
  "table salt": "NaCl",
  氯化钠: "NaCl",
  食盐: "NaCl",
  "sodium hydroxide": "NaOH",
  氢氧化钠: "NaOH",
  "sulfuric acid": "H2SO4",
  "sulphuric acid": "H2SO4",
  硫酸: "H2SO4",
  "hydrochloric acid": "HCl",
  盐酸: "HCl",
  "nitric acid": "HNO3",
  硝酸: "HNO3",
  "calcium carbonate": "CaCO3",
  碳酸钙: "CaCO3",
  "sodium bicarbonate": "NaHCO3",
  "baking soda": "NaHCO3",
  碳酸氢钠: "NaHCO3",
  "hydrogen peroxide": "H2O2",
  过氧化氢: "H2O2",
  caffeine: "C8H10N4O2",
  咖啡因: "C8H10N4O2",
  aspirin: "C9H8O4",
  阿司匹林: "C9H8O4",
  urea: "CH4N2O",
  尿素: "CH4N2O",
  oxygen: "O2",
  氧气: "O2",
  nitrogen: "N2",
  氮气: "N2",
  hydrogen: "H2",
  氢气: "H2",
  ozone: "O3",
  臭氧: "O3",
};

let weights: ReadonlyMap<string, string> | null = null;

function weightOf(symbol: string): string | null {
  weights ??= new Map(WEIGHTS.split(",").map((entry) => entry.split(" ") as [string, string]));
  return weights.get(symbol) ?? null;
}

/** The formula of a compound by its name; null when it is not in the list. */
export function compoundNamed(text: string): string | null {
  const name = text.trim().toLowerCase();
  return Object.hasOwn(COMPOUNDS, name) ? (COMPOUNDS[name] ?? null) : null;
}

/**
 * How many atoms of each element a formula holds: `Ca(OH)2`, `CuSO4·5H2O`; null when it is not a formula.
 */
export function atomsIn(formula: string): ReadonlyMap<string, number> | null {
  const total = new Map<string, number>();
  for (const part of formula.replace(/\s/g, "").split(/[·.*]/)) {
    const found = /^(\d{0,3})(.+)$/.exec(part);
    const atoms = found === null ? null : readGroup(found[2] as string);
    if (found === null || atoms === null) return null;
    for (const [symbol, count] of atoms)
      total.set(symbol, (total.get(symbol) ?? 0) + count * Number(found[1] || "1"));
  }
  return total;
}

function readGroup(text: string): Map<string, number> | null {
  const stack: Map<string, number>[] = [new Map()];
  const pattern = /([A-Z][a-z]?)(\d{0,4})|(\()|(\))(\d{0,4})/y;
  let position = 0;
  while (position < text.length) {
    pattern.lastIndex = position;
    const found = pattern.exec(text);
    if (found === null) return null;
    position = pattern.lastIndex;
    const [, symbol, count, open, close, times] = found;
    if (open !== undefined) stack.push(new Map());
    else if (close !== undefined) {
      const inner = stack.pop();
      const outer = stack.at(-1);
      if (inner === undefined || outer === undefined) return null;
      for (const [name, number] of inner)
        outer.set(name, (outer.get(name) ?? 0) + number * Number(times || "1"));
    } else {
      const top = stack.at(-1) as Map<string, number>;
      const name = symbol as string;
      if (weightOf(name) === null) return null;
      top.set(name, (top.get(name) ?? 0) + Number(count || "1"));
    }
  }
  return stack.length === 1 ? (stack[0] as Map<string, number>) : null;
}

/** The atoms of a formula with their weights, for the sum that is the molar mass in g/mol. */
export function molarTerms(
  formula: string,
): readonly { symbol: string; count: number; weight: string }[] | null {
  const atoms = atomsIn(formula);
  return atoms === null || atoms.size === 0
    ? null
    : [...atoms].map(([symbol, count]) => ({ symbol, count, weight: weightOf(symbol) as string }));
}

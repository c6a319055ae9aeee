/** A physical constant: exact by the SI of 2019, or measured (CODATA 2022 recommended values). */
export interface PhysicalConstant {
  readonly names: readonly string[];
  readonly value: string;
  readonly unit: string;
  /** Standard uncertainty in the last digits shown, null for a value that is exact by definition. */
  readonly uncertainty: string | null;
}

const constant = (
  names: string,
  value: string,
  unit: string,
  uncertainty: string | null = null,
): PhysicalConstant => ({ names: names.split(","), value, unit, uncertainty });

export const CONSTANTS_SOURCE = "SI brochure 2019 and CODATA 2022";

export const PHYSICAL_CONSTANTS: readonly PhysicalConstant[] = [
  constant("speed of light,speed of light in vacuum,light speed,光速", "299792458", "m/s"),
  constant("planck constant,planck's constant,普朗克常数,普朗克常量", "6.62607015e-34", "J*s"),
  constant("elementary charge,electron charge,元电荷,基本电荷", "1.602176634e-19", "C"),
  constant("boltzmann constant,boltzmann's constant,玻尔兹曼常数", "1.380649e-23", "J/K"),
  constant(
    "avogadro constant,avogadro's number,avogadro number,阿伏伽德罗常数",
    "6.02214076e23",
    "1/mol",
  ),
  constant(
    "gas constant,molar gas constant,ideal gas constant,气体常数",
    "8.31446261815324",
    "J/mol/K",
  ),
  constant("stefan-boltzmann constant,stefan boltzmann constant", "5.670374419e-8", "W/m^2/K^4"),
  constant("faraday constant,法拉第常数", "96485.33212331", "C/mol"),
  constant(
    "standard gravity,standard acceleration of gravity,acceleration due to gravity,gravitational acceleration,重力加速度",
    "9.80665",
    "m/s^2",
  ),
  constant("standard atmosphere", "101325", "Pa"),
  constant(
    "gravitational constant,newtonian constant of gravitation,constant of gravitation,万有引力常数,引力常数",
    "6.67430e-11",
    "m^3/kg/s^2",
    "0.00015e-11",
  ),
  constant(
    "electron mass,mass of an electron,mass of the electron,电子质量",
    "9.1093837139e-31",
    "kg",
    "0.0000000028e-31",
  ),
  constant(
    "proton mass,mass of a proton,mass of the proton,质子质量",
    "1.67262192595e-27",
    "kg",
    "0.00000000052e-27",
  ),
  constant(
    "neutron mass,mass of a neutron,mass of the neutron,中子质量",
    "1.67492750056e-27",
    "kg",
    "0.00000000085e-27",
  ),
  constant(
    "vacuum permittivity,electric constant,permittivity of free space",
    "8.8541878188e-12",
    "F/m",
    "0.0000000014e-12",
  ),
  constant(
    "vacuum permeability,magnetic constant,permeability of free space",
    "1.25663706127e-6",
    "N/A^2",
    "0.00000000020e-6",
  ),
  constant("bohr radius,玻尔半径", "5.29177210544e-11", "m", "0.00000000082e-11"),
  constant("rydberg constant,里德伯常数", "10973731.568157", "1/m", "0.000012"),
];

/** The constant of that name; null for any other words. */
export function constantNamed(text: string): PhysicalConstant | null {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/^(?:the |value of the |value of )+/, "");
  return PHYSICAL_CONSTANTS.find(({ names }) => names.includes(name)) ?? null;
}

/** Bodies of the solar system: gravitational parameter G*M in m^3/s^2 and mean radius in m (JPL and IAU 2015). */
export const BODIES: Readonly<Record<string, readonly [string, string]>> = {
  earth: ["398600441800000", "6371000"],
  地球: ["398600441800000", "6371000"],
  moon: ["4904869500000", "1737400"],
  月球: ["4904869500000", "1737400"],
  mars: ["42828370000000", "3389500"],
  火星: ["42828370000000", "3389500"],
  venus: ["324859000000000", "6051800"],
  金星: ["324859000000000", "6051800"],
  jupiter: ["126686534000000000", "69911000"],
  木星: ["126686534000000000", "69911000"],
  sun: ["132712440018000000000", "695700000"],
  太阳: ["132712440018000000000", "695700000"],
};

import type { Expression } from "../expression/expression.ts";
import { add, formula, minus, num, over, power, sqrt, times } from "./formula.ts";
import type { QueryBuilder } from "./query-builders.ts";

/** What a figure is measured by. */
export type Measure =
  | "radius"
  | "diameter"
  | "circumference"
  | "side"
  | "base"
  | "height"
  | "length"
  | "width"
  | "slant"
  | "diagonal"
  | "perimeter"
  | "area"
  | "surface"
  | "lateral"
  | "volume";

interface Rule {
  readonly given: readonly Measure[];
  readonly read: QueryBuilder;
}

const PI: Expression = "Pi";
const half = (x: Expression): Expression => over(x, num(2));
const cubeRoot = (x: Expression): Expression => power(x, over(num(1), num(3)));

function rule<const Given extends readonly Measure[]>(
  given: Given,
  shown: string,
  build: (...values: { [K in keyof Given]: Expression }) => Expression,
): Rule {
  return { given, read: formula({ slots: given, build, shown }) };
}

/** The same formula by the radius and by the diameter. */
function byRadius<const Rest extends readonly Measure[]>(
  rest: Rest,
  [shown, shownByDiameter]: readonly [string, string],
  build: (radius: Expression, ...values: Expression[]) => Expression,
): readonly Rule[] {
  return [
    {
      given: ["radius", ...rest],
      read: formula({
        slots: ["radius", ...rest],
        build: (r, ...values) => build(r as Expression, ...(values as Expression[])),
        shown,
      }),
    },
    {
      given: ["diameter", ...rest],
      read: formula({
        slots: ["diameter", ...rest],
        build: (d, ...values) => build(half(d as Expression), ...(values as Expression[])),
        shown: shownByDiameter,
      }),
    },
  ];
}

type Rules = Partial<Record<Measure, readonly Rule[]>>;

const CIRCLE: Rules = {
  area: [
    ...byRadius([], ["area = pi*r^2", "area = pi*(d/2)^2"], (r) => times(PI, power(r, 2))),
    rule(["circumference"], "area = C^2/(4*pi)", (c) => over(power(c, 2), times(num(4), PI))),
  ],
  circumference: [
    ...byRadius([], ["circumference = 2*pi*r", "circumference = 2*pi*(d/2)"], (r) =>
      times(num(2), PI, r),
    ),
    rule(["area"], "circumference = 2*sqrt(pi*area)", (a) => times(num(2), sqrt(times(PI, a)))),
  ],
  radius: [
    rule(["diameter"], "r = d/2", half),
    rule(["circumference"], "r = C/(2*pi)", (c) => over(c, times(num(2), PI))),
    rule(["area"], "r = sqrt(area/pi)", (a) => sqrt(over(a, PI))),
  ],
  diameter: [
    rule(["radius"], "d = 2*r", (r) => times(num(2), r)),
    rule(["circumference"], "d = C/pi", (c) => over(c, PI)),
    rule(["area"], "d = 2*sqrt(area/pi)", (a) => times(num(2), sqrt(over(a, PI)))),
  ],
};

const SPHERE: Rules = {
  volume: byRadius([], ["volume = 4/3*pi*r^3", "volume = 4/3*pi*(d/2)^3"], (r) =>
    over(times(num(4), PI, power(r, 3)), num(3)),
  ),
  surface: byRadius([], ["surface = 4*pi*r^2", "surface = 4*pi*(d/2)^2"], (r) =>
    times(num(4), PI, power(r, 2)),
  ),
  radius: [
    rule(["diameter"], "r = d/2", half),
    rule(["volume"], "r = (3*volume/(4*pi))^(1/3)", (v) =>
      cubeRoot(over(times(num(3), v), times(num(4), PI))),
    ),
    rule(["surface"], "r = sqrt(surface/(4*pi))", (s) => sqrt(over(s, times(num(4), PI)))),
  ],
};

const SQUARE: Rules = {
  area: [
    rule(["side"], "area = side^2", (s) => power(s, 2)),
    rule(["perimeter"], "area = (perimeter/4)^2", (p) => power(over(p, num(4)), 2)),
    rule(["diagonal"], "area = diagonal^2/2", (d) => half(power(d, 2))),
  ],
  perimeter: [
    rule(["side"], "perimeter = 4*side", (s) => times(num(4), s)),
    rule(["area"], "perimeter = 4*sqrt(area)", (a) => times(num(4), sqrt(a))),
    rule(["diagonal"], "perimeter = 4*diagonal/sqrt(2)", (d) =>
      over(times(num(4), d), sqrt(num(2))),
    ),
  ],
  side: [
    rule(["area"], "side = sqrt(area)", sqrt),
    rule(["perimeter"], "side = perimeter/4", (p) => over(p, num(4))),
    rule(["diagonal"], "side = diagonal/sqrt(2)", (d) => over(d, sqrt(num(2)))),
  ],
  diagonal: [
    rule(["side"], "diagonal = side*sqrt(2)", (s) => times(s, sqrt(num(2)))),
    rule(["area"], "diagonal = sqrt(2*area)", (a) => sqrt(times(num(2), a))),
  ],
};

const RECTANGLE: Rules = {
  area: [
    rule(["length", "width"], "area = length*width", (l, w) => times(l, w)),
    rule(["length", "height"], "area = length*height", (l, h) => times(l, h)),
    rule(["base", "height"], "area = base*height", (b, h) => times(b, h)),
  ],
  perimeter: [
    rule(["length", "width"], "perimeter = 2*(length + width)", (l, w) => times(num(2), add(l, w))),
  ],
  diagonal: [
    rule(["length", "width"], "diagonal = sqrt(length^2 + width^2)", (l, w) =>
      sqrt(add(power(l, 2), power(w, 2))),
    ),
  ],
  width: [
    rule(["area", "length"], "width = area/length", (a, l) => over(a, l)),
    rule(["perimeter", "length"], "width = perimeter/2 - length", (p, l) => minus(half(p), l)),
  ],
  length: [
    rule(["area", "width"], "length = area/width", (a, w) => over(a, w)),
    rule(["perimeter", "width"], "length = perimeter/2 - width", (p, w) => minus(half(p), w)),
  ],
};

const TRIANGLE: Rules = {
  area: [rule(["base", "height"], "area = base*height/2", (b, h) => half(times(b, h)))],
  height: [rule(["area", "base"], "height = 2*area/base", (a, b) => over(times(num(2), a), b))],
  base: [rule(["area", "height"], "base = 2*area/height", (a, h) => over(times(num(2), a), h))],
};

const CUBE: Rules = {
  volume: [
    rule(["side"], "volume = side^3", (s) => power(s, 3)),
    rule(["surface"], "volume = (surface/6)^(3/2)", (s) =>
      power(over(s, num(6)), over(num(3), num(2))),
    ),
  ],
  surface: [rule(["side"], "surface = 6*side^2", (s) => times(num(6), power(s, 2)))],
  diagonal: [rule(["side"], "diagonal = side*sqrt(3)", (s) => times(s, sqrt(num(3))))],
  side: [
    rule(["volume"], "side = volume^(1/3)", cubeRoot),
    rule(["surface"], "side = sqrt(surface/6)", (s) => sqrt(over(s, num(6)))),
  ],
};

const slant = (r: Expression, h: Expression): Expression => sqrt(add(power(r, 2), power(h, 2)));

const CYLINDER: Rules = {
  volume: byRadius(["height"], ["volume = pi*r^2*h", "volume = pi*(d/2)^2*h"], (r, h) =>
    times(PI, power(r, 2), h as Expression),
  ),
  surface: byRadius(
    ["height"],
    ["surface = 2*pi*r*(r + h)", "surface = 2*pi*(d/2)*(d/2 + h)"],
    (r, h) => times(num(2), PI, r, add(r, h as Expression)),
  ),
  lateral: byRadius(["height"], ["lateral area = 2*pi*r*h", "lateral area = pi*d*h"], (r, h) =>
    times(num(2), PI, r, h as Expression),
  ),
  height: [
    rule(["volume", "radius"], "h = volume/(pi*r^2)", (v, r) => over(v, times(PI, power(r, 2)))),
  ],
};

const CONE: Rules = {
  volume: byRadius(["height"], ["volume = pi*r^2*h/3", "volume = pi*(d/2)^2*h/3"], (r, h) =>
    over(times(PI, power(r, 2), h as Expression), num(3)),
  ),
  lateral: [
    rule(["radius", "slant"], "lateral area = pi*r*l", (r, l) => times(PI, r, l)),
    rule(["radius", "height"], "lateral area = pi*r*sqrt(r^2 + h^2)", (r, h) =>
      times(PI, r, slant(r, h)),
    ),
  ],
  surface: [
    rule(["radius", "slant"], "surface = pi*r*(r + l)", (r, l) => times(PI, r, add(r, l))),
    rule(["radius", "height"], "surface = pi*r*(r + sqrt(r^2 + h^2))", (r, h) =>
      times(PI, r, add(r, slant(r, h))),
    ),
  ],
};

const PARALLELOGRAM: Rules = {
  area: [rule(["base", "height"], "area = base*height", (b, h) => times(b, h))],
};

const EQUILATERAL: Rules = {
  area: [
    rule(["side"], "area = side^2*sqrt(3)/4", (s) =>
      over(times(power(s, 2), sqrt(num(3))), num(4)),
    ),
  ],
  perimeter: [rule(["side"], "perimeter = 3*side", (s) => times(num(3), s))],
  height: [rule(["side"], "height = side*sqrt(3)/2", (s) => half(times(s, sqrt(num(3)))))],
};

/** A regular polygon by its number of sides. */
const regular = (n: number): Rules => ({
  perimeter: [rule(["side"], `perimeter = ${n}*side`, (s) => times(num(n), s))],
  area: [
    rule(["side"], `area = ${n}*side^2/(4*tan(pi/${n}))`, (s) =>
      over(times(num(n), power(s, 2)), times(num(4), ["Tan", over(PI, num(n))])),
    ),
  ],
});

export interface Figure {
  readonly english: string;
  readonly chinese: string;
  readonly rules: Rules;
}

/** Figures by their names, the longer names first. */
export const FIGURES: readonly Figure[] = [
  { english: "equilateral triangle", chinese: "(?:等边|正)三角形", rules: EQUILATERAL },
  { english: "triangle", chinese: "三角形", rules: TRIANGLE },
  { english: "circle", chinese: "圆(?![柱锥周])形?", rules: CIRCLE },
  { english: "sphere|ball", chinese: "球体?", rules: SPHERE },
  { english: "square", chinese: "正方形", rules: SQUARE },
  { english: "rectangle", chinese: "长方形|矩形", rules: RECTANGLE },
  { english: "cube", chinese: "正方体|立方体", rules: CUBE },
  { english: "cylinder", chinese: "圆柱体?", rules: CYLINDER },
  { english: "cone", chinese: "圆锥体?", rules: CONE },
  { english: "parallelogram", chinese: "平行四边形", rules: PARALLELOGRAM },
  { english: "regular pentagon", chinese: "正五边形", rules: regular(5) },
  { english: "(?:regular )?hexagon", chinese: "正六边形", rules: regular(6) },
  { english: "(?:regular )?octagon", chinese: "正八边形", rules: regular(8) },
];

/** The formula for what is asked from exactly what is given; null where there is none. */
export function figureRule(
  { rules }: Figure,
  asked: Measure,
  given: readonly Measure[],
): QueryBuilder | null {
  const found = rules[asked]?.find(
    (candidate) =>
      candidate.given.length === given.length &&
      candidate.given.every((measure) => given.includes(measure)),
  );
  return found?.read ?? null;
}

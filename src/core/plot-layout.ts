import type { Plot, PlotWindow } from "./plot.ts";

/**
 * How a plot is laid out: what the server's picture and the page's interactive plot have in common. The page
 * loads this file as it stands, so it imports types alone.
 */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Places in the window as places in the picture, and back. */
export interface Frame {
  readonly window: PlotWindow;
  readonly area: Area;
  x(value: number): number;
  y(value: number): number;
  xAt(pixel: number): number;
  yAt(pixel: number): number;
}

/** With equal scales the window is widened in one direction until it fills the area. */
export function frameOf(window: PlotWindow, area: Area, isEqualScale: boolean): Frame {
  const [across, up] = [area.right - area.left, area.bottom - area.top];
  const seen = isEqualScale ? equalised(window, across, up) : window;
  const { xMin, xMax, yMin, yMax } = seen;
  return {
    window: seen,
    area,
    x: (value) => area.left + ((value - xMin) / (xMax - xMin)) * across,
    y: (value) => area.bottom - ((value - yMin) / (yMax - yMin)) * up,
    xAt: (pixel) => xMin + ((pixel - area.left) / across) * (xMax - xMin),
    yAt: (pixel) => yMin + ((area.bottom - pixel) / up) * (yMax - yMin),
  };
}

function equalised(window: PlotWindow, across: number, up: number): PlotWindow {
  const { xMin, xMax, yMin, yMax } = window;
  const perPixel = Math.max((xMax - xMin) / across, (yMax - yMin) / up);
  const [cx, cy] = [(xMin + xMax) / 2, (yMin + yMax) / 2];
  return {
    xMin: cx - (perPixel * across) / 2,
    xMax: cx + (perPixel * across) / 2,
    yMin: cy - (perPixel * up) / 2,
    yMax: cy + (perPixel * up) / 2,
  };
}

/** The least of 1, 2 and 5 times a power of ten that is no smaller. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((times) => times * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

const PI_STEPS = [1 / 4, 1 / 2, 1, 2, 4];

/** Bars that stand for how often something occurs have an axis of whole numbers; chances have not. */
export function countsOf(plot: Plot): "one" | undefined {
  const heights = plot.layers.flatMap((layer) =>
    layer.kind === "bars" ? layer.bars.map(({ height }) => height) : [],
  );
  return heights.length > 0 && heights.every(Number.isInteger) ? "one" : undefined;
}

export interface Ticks {
  readonly places: readonly number[];
  readonly texts: readonly string[];
}

/** About `count` places at a nice distance: multiples of pi, or whole numbers, where that is how one counts. */
export function ticksOf(low: number, high: number, count: number, unit?: "pi" | "one"): Ticks {
  const isInPi = unit === "pi";
  const least = Math.max((high - low) / count, unit === "one" ? 1 : 0);
  const piStep = isInPi ? PI_STEPS.find((step) => step * Math.PI >= least) : undefined;
  if (piStep !== undefined && least > Math.PI / 10) {
    const places = multiples(low, high, piStep * Math.PI);
    return {
      places,
      texts: places.map((place) =>
        place === 0 ? "0" : twelfthsOfPi(Math.round((place / Math.PI) * 12)),
      ),
    };
  }
  const step = niceStep(least);
  const places = multiples(low, high, step);
  const digits = digitsFor(Math.max(...places.map(Math.abs)), step);
  return { places, texts: places.map((place) => numberText(place, digits)) };
}

function multiples(low: number, high: number, step: number): number[] {
  const [first, last] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
  // Division by a whole number is exact where multiplication by 0.1 is not.
  const share = Math.round(1 / step);
  const isShare = Math.abs(share * step - 1) < 1e-9;
  const at = (index: number): number => (isShare ? index / share : index * step);
  return Array.from({ length: Math.max(0, Math.min(200, last - first + 1)) }, (_, index) =>
    at(first + index),
  );
}

/** A place on the horizontal axis of a plot: as a multiple of pi where it is a plain one and they are counted. */
export function formatPlace(value: number, width: number, isInPi = false): string {
  const twelfths = (value / Math.PI) * 12;
  const whole = Math.round(twelfths);
  return isInPi && whole !== 0 && Math.abs(twelfths - whole) < 1e-7 * Math.abs(whole)
    ? twelfthsOfPi(whole)
    : formatNear(value, width);
}

function twelfthsOfPi(twelfths: number): string {
  const below = [1, 2, 3, 4, 6].find((size) => (twelfths * size) % 12 === 0) ?? 12;
  const above = Math.abs((twelfths * below) / 12);
  const text = `${above === 1 ? "" : above}π${below === 1 ? "" : `/${below}`}`;
  return twelfths < 0 ? `−${text}` : text;
}

/** A number as it stands beside an axis or a mark: at most `digits` significant digits, no needless zeros. */
export function formatTick(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return "";
  return Math.abs(value) < 1e-12 ? "0" : numberText(value, digits);
}

function numberText(value: number, digits: number): string {
  if (value === 0) return "0";
  const magnitude = Math.abs(value);
  const text =
    magnitude >= 1e6 || magnitude < 1e-4
      ? value
          .toExponential(Math.max(0, digits - 2))
          .replace(/\.?0+e/, "e")
          .replace("e+", "e")
      : String(Number(value.toPrecision(digits)));
  return text.replace("-", "−").replace("e-", "e−");
}

/** How many significant digits tell numbers of this size apart that lie one step from each other. */
export function digitsFor(largest: number, step: number): number {
  if (!(largest > 0) || !(step > 0) || !Number.isFinite(largest)) return 4;
  return Math.min(15, Math.max(4, Math.ceil(Math.log10(largest / step) + 1)));
}

/** A place in a window of this width, as finely as the window lets one see it. */
export function formatNear(value: number, width: number): string {
  const magnitude = Math.abs(value);
  if (magnitude >= 1e6 || !(width > 0)) return formatTick(value, digitsFor(magnitude, width / 1e3));
  const decimals = Math.min(20, Math.max(0, 3 - Math.floor(Math.log10(width))));
  const rounded = Number(value.toFixed(decimals));
  return formatTick(rounded, digitsFor(magnitude, 10 ** -decimals));
}

type Pixel = readonly [number, number];

export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const TEXT_HEIGHT = 13;

/** About how wide a text is at 12 pixels; Chinese letters are square. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? 12.5 : 6.8), 0);
}

/**
 * Finds room for texts beside marks, one after the other: within the area, never on another text or mark, and
 * where the fewest points of curves lie. Null where there is none: a mark without its text is better than
 * two that cannot be read.
 */
export class Labels {
  private readonly area: Area;
  private readonly curvePoints: readonly Pixel[];
  private readonly taken: Box[] = [];

  constructor(area: Area, curvePoints: readonly Pixel[], marks: readonly Pixel[]) {
    this.area = area;
    this.curvePoints = curvePoints;
    for (const [x, y] of marks) this.take({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 });
  }

  take(box: Box): void {
    this.taken.push(box);
  }

  /** Beside a mark. */
  beside(text: string, [x, y]: Pixel): Placed | null {
    const half = textWidth(text) / 2;
    const candidates: Placed[] = [
      { x: x + 7, y: y - 7, anchor: "start" },
      { x: x - 7, y: y - 7, anchor: "end" },
      { x: x + 7, y: y + 17, anchor: "start" },
      { x: x - 7, y: y + 17, anchor: "end" },
      { x, y: y - 10, anchor: "middle" },
      { x, y: y + 20, anchor: "middle" },
      { x: x + 9, y: y + 4, anchor: "start" },
      { x: x - 9, y: y + 4, anchor: "end" },
      { x: x + 12 + half, y: y - 20, anchor: "middle" },
      { x: x - 12 - half, y: y - 20, anchor: "middle" },
    ];
    return this.choose(candidates, (place) => boxOf(text, place));
  }

  /** In a corner of the area: the upper left one unless curves are in its way. */
  inCorner(width: number, height: number): Pixel {
    const { left, right, top, bottom } = this.area;
    const corners: Pixel[] = [
      [left + 6, top + 4],
      [right - width - 6, top + 4],
      [left + 6, bottom - height - 4],
      [right - width - 6, bottom - height - 4],
    ];
    const box = ([x, y]: Pixel): Box => ({ left: x, right: x + width, top: y, bottom: y + height });
    return this.choose(corners, box) ?? (corners[0] as Pixel);
  }

  private choose<Place>(candidates: readonly Place[], boxAt: (place: Place) => Box): Place | null {
    let best: Place | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const [index, place] of candidates.entries()) {
      const box = boxAt(place);
      if (!isWithin(box, this.area) || this.taken.some((other) => overlap(box, other))) continue;
      const covered = this.curvePoints.filter(([x, y]) => isIn(x, y, box)).length;
      const cost = covered * 10 + index;
      if (cost >= least) continue;
      [best, least] = [place, cost];
    }
    if (best !== null) this.take(boxAt(best));
    return best;
  }
}

function boxOf(text: string, { x, y, anchor }: Placed): Box {
  const width = textWidth(text);
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { left: left - 2, right: left + width + 2, top: y - TEXT_HEIGHT + 3, bottom: y + 3 };
}

const isIn = (x: number, y: number, { left, right, top, bottom }: Box): boolean =>
  x >= left && x <= right && y >= top && y <= bottom;

const isWithin = (box: Box, area: Area): boolean =>
  box.left >= area.left &&
  box.right <= area.right &&
  box.top >= area.top - 2 &&
  box.bottom <= area.bottom;

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Points of polylines in pixels, close enough together that no text lies between two of them unseen. */
export function pixelsOf(
  segments: readonly (readonly (readonly [number, number])[])[],
  frame: Frame,
): Pixel[] {
  const pixels: Pixel[] = [];
  const { area } = frame;
  for (const points of segments) {
    let before: Pixel | null = null;
    for (const [px, py] of points) {
      const here: Pixel = [frame.x(px), frame.y(py)];
      if (before !== null) between(before, here, area, pixels);
      before = here;
    }
  }
  return pixels;
}

function between(a: Pixel, b: Pixel, area: Area, into: Pixel[]): void {
  const isFar = (x: number, y: number): boolean =>
    x < area.left - 5 || x > area.right + 5 || y < area.top - 5 || y > area.bottom + 5;
  if (isFar(...a) && isFar(...b)) return;
  const count = Math.min(200, Math.max(1, Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / 5)));
  for (let index = 1; index <= count; index++) {
    const share = index / count;
    const [x, y] = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
    if (!isFar(x, y)) into.push([x, y]);
  }
}

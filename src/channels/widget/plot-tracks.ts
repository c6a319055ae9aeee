import { type Frame, niceStep } from "../../core/plot-layout.ts";
import type { Plot, PlotLayer } from "../../core/plot.ts";

type Segments = readonly (readonly (readonly [number, number])[])[];
type Role = Extract<PlotLayer, { kind: "points" }>["role"];

/** A place that one can stop at while tracing. */
export interface Stop {
  readonly x: number;
  /** Null where the curve has no value. */
  readonly y: number | null;
  /** How far y may be off, as far as the points of the curve tell. */
  readonly slack: number;
  readonly role?: Role;
  /** What is said in place of coordinates. */
  readonly text?: string;
}

/** Something one can move along. */
export interface Track {
  readonly label: string;
  /** Where tracing begins: near the middle of the window. Null where nothing of it is in sight. */
  start(frame: Frame): Stop | null;
  /** The next stop to the right (1) or left (-1), `times` steps away; null where the track ends. */
  next(from: Stop, direction: 1 | -1, times: number, frame: Frame): Stop | null;
  /** The stop nearest to a pointer and its distance in pixels. */
  nearest(px: number, py: number, frame: Frame): { stop: Stop; distance: number } | null;
}

/** How near in pixels a mark must be for a pointer to stop at it. */
const SNAP = 10;
const STEPS_ACROSS = 100;

/**
 * Curves in the order of the legend; where there are none, or only a line to guide the eye, points, bars and
 * ends of intervals.
 */
export function tracksOf(plot: Plot): Track[] {
  const isPath = plot.source === undefined ? plot.isEqualScale : plot.source.kind !== "functions";
  const curves = plot.layers.filter((layer) => layer.kind === "curve");
  const stops = plot.layers.flatMap(stopsOf);
  if (stops.length > 0 && (curves.length === 0 || (isPath && plot.source === undefined)))
    return stops;
  return curves.map((layer) =>
    isPath
      ? pathTrack(layer.label, layer.segments)
      : functionTrack(layer.label, layer.segments, marksOn(layer.segments, plot)),
  );
}

function stopsOf(layer: PlotLayer): Track[] {
  switch (layer.kind) {
    case "points":
      return [stopTrack(layer.points.map(({ x, y }) => ({ x, y, slack: 0, role: layer.role })))];
    case "bars":
      return [
        stopTrack(
          layer.bars.map(({ from, to, height, label }) => ({
            x: (from + to) / 2,
            y: height,
            slack: 0,
            text: `${label}: ${height}`,
          })),
        ),
      ];
    case "intervals":
      return [
        stopTrack(
          layer.intervals.flatMap(({ from, to, isFromClosed, isToClosed }) => [
            ...(from === null ? [] : [{ x: from, y: 0, slack: 0, text: isFromClosed ? "[" : "(" }]),
            ...(to === null || to === from
              ? []
              : [{ x: to, y: 0, slack: 0, text: isToClosed ? "]" : ")" }]),
          ]),
        ),
      ];
    default:
      return [];
  }
}

/** Roots, turning points and the like that lie on this curve. */
function marksOn(segments: Segments, plot: Plot): Stop[] {
  const { yMin, yMax } = plot.window;
  return plot.layers
    .flatMap((layer): Stop[] =>
      layer.kind !== "points"
        ? []
        : layer.points.map(({ x, y }) => ({ x, y, slack: 0, role: layer.role })),
    )
    .filter(({ x, y, role }) => {
      if (role === "open-end") return false;
      if (role === "hole" || role === "end") return true;
      const here = valueAt(segments, x);
      return here !== null && Math.abs(here.y - (y ?? 0)) <= (yMax - yMin) / 200 + here.slack;
    })
    .sort((a, b) => a.x - b.x);
}

function functionTrack(label: string, segments: Segments, marks: readonly Stop[]): Track {
  const stopAt = (x: number): Stop => {
    const value = valueAt(segments, x);
    return { x, y: value?.y ?? null, slack: value?.slack ?? 0 };
  };
  return {
    label,
    start: ({ window: { xMin, xMax } }) => {
      const step = niceStep((xMax - xMin) / STEPS_ACROSS);
      const middle = Math.round((xMin + xMax) / 2 / step);
      for (let away = 0; away <= STEPS_ACROSS / 2; away++)
        for (const index of [middle + away, middle - away]) {
          const x = exact(index, step);
          const mark = marks.find((place) => Math.abs(place.x - x) < step / 2);
          const stop = mark ?? stopAt(x);
          if (stop.y !== null && x >= xMin && x <= xMax) return stop;
        }
      return null;
    },
    next: (from, direction, times, { window: { xMin, xMax } }) => {
      const step = niceStep((xMax - xMin) / STEPS_ACROSS);
      const place = from.x / step;
      const index =
        direction > 0 ? Math.floor(place + 1e-6) + times : Math.ceil(place - 1e-6) - times;
      const x = exact(index, step);
      const between = marks.filter((mark) =>
        direction > 0
          ? mark.x > from.x + step * 1e-6 && mark.x <= x + step * 1e-6
          : mark.x < from.x - step * 1e-6 && mark.x >= x - step * 1e-6,
      );
      return (direction > 0 ? between[0] : between.at(-1)) ?? stopAt(x);
    },
    nearest: (px, py, frame) => {
      const mark = nearestOf(marks, px, py, frame);
      if (mark !== null && mark.distance <= SNAP) return mark;
      const stop = stopAt(frame.xAt(px));
      if (stop.y === null) return null;
      // Beside a steep curve a pointer is near it though far from its height.
      const [before, after] = [
        valueAt(segments, frame.xAt(px - 6)),
        valueAt(segments, frame.xAt(px + 6)),
      ];
      const heights = [stop.y, before?.y ?? stop.y, after?.y ?? stop.y].map((y) => frame.y(y));
      const [top, bottom] = [Math.min(...heights), Math.max(...heights)];
      return { stop, distance: Math.max(0, top - py, py - bottom) };
    },
  };
}

/** A multiple of a nice step without what multiplication leaves behind: 3 times 0.1 is 0.3. */
function exact(index: number, step: number): number {
  return step < 1 ? index / Math.round(1 / step) : index * step;
}

/**
 * The height of a sampled curve at a place: through the four points around it, with the difference to the
 * parabola through three of them as slack. Null beyond and between its pieces.
 */
export function valueAt(segments: Segments, x: number): { y: number; slack: number } | null {
  for (const points of segments) {
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined || x < first[0] || x > last[0]) continue;
    let [low, high] = [0, points.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((points[middle] as readonly [number, number])[0] <= x) low = middle;
      else high = middle;
    }
    for (const index of [low, high]) {
      const [px, py] = points[index] as readonly [number, number];
      if (px === x) return { y: py, slack: 0 };
    }
    const start = Math.max(0, Math.min(low - 1, points.length - 4));
    const around = points.slice(start, start + 4);
    const y = through(around, x);
    const fewer = through(x - first[0] < last[0] - x ? around.slice(0, 3) : around.slice(-3), x);
    return { y, slack: Math.abs(y - fewer) };
  }
  return null;
}

/** Lagrange's polynomial. */
function through(points: readonly (readonly [number, number])[], x: number): number {
  return points.reduce((sum, [xi, yi], i) => {
    const weight = points.reduce(
      (product, [xj], j) => (i === j ? product : (product * (x - xj)) / (xi - xj)),
      1,
    );
    return sum + weight * yi;
  }, 0);
}

/** A curve that is no function of x: one moves from one of its points to the next. */
function pathTrack(label: string, segments: Segments): Track {
  const stops = segments.flatMap((points) => points.map(([x, y]): Stop => ({ x, y, slack: 0 })));
  const isSeen = ({ x, y }: Stop, { window }: Frame): boolean =>
    x >= window.xMin && x <= window.xMax && (y ?? 0) >= window.yMin && (y ?? 0) <= window.yMax;
  return {
    label,
    start: (frame) => stops.find((stop) => isSeen(stop, frame)) ?? null,
    next: (from, direction, times, frame) => {
      const { area } = frame;
      const far =
        (Math.hypot(area.right - area.left, area.bottom - area.top) / STEPS_ACROSS) * times;
      let index = stops.indexOf(from);
      if (index < 0)
        index = stops.indexOf(
          nearestOf(stops, frame.x(from.x), frame.y(from.y ?? 0), frame)?.stop ?? from,
        );
      for (let count = 0; count < stops.length; count++) {
        index = (index + direction + stops.length) % stops.length;
        const stop = stops[index] as Stop;
        const moved = Math.hypot(
          frame.x(stop.x) - frame.x(from.x),
          frame.y(stop.y ?? 0) - frame.y(from.y ?? 0),
        );
        if (moved >= far && isSeen(stop, frame)) return stop;
      }
      return null;
    },
    nearest: (px, py, frame) => nearestOf(stops, px, py, frame),
  };
}

function stopTrack(unordered: readonly Stop[]): Track {
  const stops = unordered.toSorted((a, b) => a.x - b.x || (a.y ?? 0) - (b.y ?? 0));
  return {
    label: "",
    start: ({ window }) => stops.find(({ x }) => x >= window.xMin && x <= window.xMax) ?? null,
    next: (from, direction, times) => {
      const index = stops.indexOf(from) + direction * Math.min(times, stops.length);
      return stops[Math.max(0, Math.min(stops.length - 1, index))] ?? null;
    },
    nearest: (px, py, frame) => nearestOf(stops, px, py, frame),
  };
}

function nearestOf(
  stops: readonly Stop[],
  px: number,
  py: number,
  frame: Frame,
): { stop: Stop; distance: number } | null {
  let best: { stop: Stop; distance: number } | null = null;
  for (const stop of stops) {
    const distance = Math.hypot(frame.x(stop.x) - px, frame.y(stop.y ?? 0) - py);
    if (distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { stop, distance };
  }
  return best;
}

import { scaleLinear, type ScaleLinear } from "d3-scale";
import type { Plot, PlotLayer } from "../../../core/plot.ts";
import { digitsFor } from "./format-near.ts";
import { formatTick } from "./format-tick.ts";

const WIDTH = 560;
const HEIGHT = 380;
const LINE_HEIGHT = 110;
const MARGIN = { left: 52, right: 16, top: 14, bottom: 36 };
/** Distinct without colour too: each curve has its own dash. Colours of Okabe and Ito (2008), safe for colour-blind readers. */
const STYLES: readonly { readonly colour: string; readonly dash: string }[] = [
  { colour: "#0072b2", dash: "" },
  { colour: "#d55e00", dash: "8 3" },
  { colour: "#009e73", dash: "2 3" },
  { colour: "#cc79a7", dash: "10 3 2 3" },
  { colour: "#e69f00", dash: "5 5" },
  { colour: "#56b4e9", dash: "1 2" },
];
const INK = "#333";
const FAINT = "#ddd";

interface Frame {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly width: number;
  readonly height: number;
}

/**
 * The plot as a self-contained SVG: no scripts, no links, no styles from outside. Every text is escaped.
 * The title of the picture is its description.
 */
export function renderSvg(plot: Plot): string {
  const height = plot.hasVerticalAxis ? HEIGHT : LINE_HEIGHT;
  const frame = frameOf(plot, height);
  const curves = plot.layers.filter(({ kind }) => kind === "curve");
  const labels: [number, number][] = [];
  const styleOf = (layer: PlotLayer): (typeof STYLES)[number] =>
    STYLES[Math.max(0, curves.indexOf(layer)) % STYLES.length] as (typeof STYLES)[number];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${escape(plot.description)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<clipPath id="area-${height}"><rect x="${MARGIN.left}" y="${MARGIN.top}" width="${WIDTH - MARGIN.left - MARGIN.right}" height="${height - MARGIN.top - MARGIN.bottom}"/></clipPath>`,
    ...axes(plot, frame),
    `<g clip-path="url(#area-${height})">`,
    ...plot.layers
      .filter(({ kind }) => kind !== "points")
      .map((layer) => draw(layer, frame, styleOf(layer))),
    `</g>`,
    ...plot.layers
      .filter(({ kind }) => kind === "points")
      .map((layer) => draw(layer, frame, styleOf(layer), labels)),
    ...legend(plot, styleOf),
    `</svg>`,
  ].join("");
}

function frameOf({ window, isEqualScale }: Plot, height: number): Frame {
  let { xMin, xMax, yMin, yMax } = window;
  const across = WIDTH - MARGIN.left - MARGIN.right;
  const up = height - MARGIN.top - MARGIN.bottom;
  if (isEqualScale) {
    const perPixel = Math.max((xMax - xMin) / across, (yMax - yMin) / up);
    const [cx, cy] = [(xMin + xMax) / 2, (yMin + yMax) / 2];
    [xMin, xMax] = [cx - (perPixel * across) / 2, cx + (perPixel * across) / 2];
    [yMin, yMax] = [cy - (perPixel * up) / 2, cy + (perPixel * up) / 2];
  }
  return {
    x: scaleLinear([xMin, xMax], [MARGIN.left, WIDTH - MARGIN.right]),
    y: scaleLinear([yMin, yMax], [height - MARGIN.bottom, MARGIN.top]),
    width: WIDTH,
    height,
  };
}

function axes(plot: Plot, { x, y, height }: Frame): string[] {
  const bottom = height - MARGIN.bottom;
  const parts: string[] = [];
  const [yLow, yHigh] = y.domain() as [number, number];
  const [xLow, xHigh] = x.domain() as [number, number];
  const text = ticksText(x, 8);
  for (const tick of x.ticks(8)) {
    const place = round(x(tick));
    if (plot.hasVerticalAxis)
      parts.push(`<path d="M${place} ${MARGIN.top}V${bottom}" stroke="${FAINT}"/>`);
    parts.push(
      `<text x="${place}" y="${bottom + 16}" text-anchor="middle" fill="${INK}">${text(tick)}</text>`,
    );
  }
  const yText = ticksText(y, 6);
  if (plot.hasVerticalAxis)
    for (const tick of y.ticks(6)) {
      const place = round(y(tick));
      parts.push(
        `<path d="M${MARGIN.left} ${place}H${WIDTH - MARGIN.right}" stroke="${FAINT}"/>`,
        `<text x="${MARGIN.left - 6}" y="${place + 4}" text-anchor="end" fill="${INK}">${yText(tick)}</text>`,
      );
    }
  // The axes themselves, where zero is in sight.
  if (plot.hasVerticalAxis && xLow < 0 && xHigh > 0)
    parts.push(`<path d="M${round(x(0))} ${MARGIN.top}V${bottom}" stroke="#888"/>`);
  const baseline = plot.hasVerticalAxis
    ? yLow <= 0 && yHigh >= 0
      ? round(y(0))
      : null
    : round(y(0));
  if (baseline !== null)
    parts.push(`<path d="M${MARGIN.left} ${baseline}H${WIDTH - MARGIN.right}" stroke="#888"/>`);
  parts.push(
    `<text x="${WIDTH - MARGIN.right}" y="${height - 4}" text-anchor="end" font-style="italic" fill="${INK}">${escape(plot.xLabel)}</text>`,
  );
  if (plot.hasVerticalAxis)
    parts.push(
      `<text x="6" y="${MARGIN.top + 8}" font-style="italic" fill="${INK}">${escape(plot.yLabel)}</text>`,
    );
  return parts;
}

/** Ticks with as many digits as it takes to tell each from the next. */
function ticksText(scale: ScaleLinear<number, number>, count: number): (tick: number) => string {
  const ticks = scale.ticks(count);
  const [first = 0, second = first] = ticks;
  const digits = digitsFor(Math.max(...ticks.map(Math.abs)), second - first);
  return (tick) => formatTick(tick, digits);
}

function draw(
  layer: PlotLayer,
  frame: Frame,
  style: (typeof STYLES)[number],
  labels: [number, number][] = [],
): string {
  const { x, y } = frame;
  switch (layer.kind) {
    case "curve":
      return `<path d="${layer.segments.map((points) => path(points, frame)).join("")}" fill="none" stroke="${style.colour}" stroke-width="2" stroke-linejoin="round"${style.dash === "" ? "" : ` stroke-dasharray="${style.dash}"`}/>`;
    case "region":
      return `<path d="${layer.outlines.map((points) => `${path(points, frame)}Z`).join("")}" fill="#0072b2" fill-opacity="0.18" fill-rule="evenodd"/>`;
    case "asymptote":
      return `<path d="${path([layer.from, layer.to], frame)}" stroke="#999" stroke-dasharray="5 4" fill="none"/>`;
    case "bars":
      return layer.bars
        .map(({ from, to, height }) => {
          const [left, right] = [round(x(from)), round(x(to))];
          const [base, top] = [round(y(0)), round(y(height))];
          return `<rect x="${left}" y="${Math.min(base, top)}" width="${round(right - left)}" height="${round(Math.abs(base - top))}" fill="#0072b2" fill-opacity="0.55" stroke="#fff"/>`;
        })
        .join("");
    case "intervals":
      return layer.intervals.map((interval) => drawInterval(interval, frame)).join("");
    case "points":
      return drawPoints(layer, frame, labels);
  }
}

function path(points: readonly (readonly [number, number])[], { x, y }: Frame): string {
  return points
    .map(([px, py], index) => `${index === 0 ? "M" : "L"}${pixel(x(px))} ${pixel(y(py))}`)
    .join("");
}

function drawInterval(
  interval: Extract<PlotLayer, { kind: "intervals" }>["intervals"][number],
  { x, y }: Frame,
): string {
  const place = round(y(0));
  const [low, high] = x.domain() as [number, number];
  const [left, right] = [round(x(interval.from ?? low)), round(x(interval.to ?? high))];
  const end = (at: number, isClosed: boolean): string =>
    `<circle cx="${at}" cy="${place}" r="5" fill="${isClosed ? "#0072b2" : "#fff"}" stroke="#0072b2" stroke-width="2"/>`;
  return [
    `<path d="M${left} ${place}H${right}" stroke="#0072b2" stroke-width="5"/>`,
    interval.from === null ? "" : end(left, interval.isFromClosed),
    interval.to === null ? "" : end(right, interval.isToClosed),
  ].join("");
}

/** Shapes tell the roles apart where colour does not. A label that would lie on another is left out. */
function drawPoints(
  layer: Extract<PlotLayer, { kind: "points" }>,
  { x, y, width }: Frame,
  labels: [number, number][],
): string {
  return layer.points
    .filter((point) => isInside(point.x, x) && isInside(point.y, y))
    .map((point) => {
      const [px, py] = [round(x(point.x)), round(y(point.y))];
      const isCrowded = labels.some(([lx, ly]) => Math.abs(lx - px) < 70 && Math.abs(ly - py) < 14);
      if (!isCrowded) labels.push([px, py]);
      const isNearEdge = px > width - 100;
      const label =
        point.label === "" || isCrowded
          ? ""
          : `<text x="${isNearEdge ? px - 7 : px + 7}" y="${Math.max(12, py - 7)}"${isNearEdge ? ' text-anchor="end"' : ""} fill="${INK}" paint-order="stroke" stroke="#fff" stroke-width="3">${escape(point.label)}</text>`;
      return shape(layer.role, px, py) + label;
    })
    .join("");
}

function shape(role: string, px: number, py: number): string {
  switch (role) {
    case "maximum":
      return `<path d="M${px} ${py - 5}l5 8h-10z" fill="${INK}"/>`;
    case "minimum":
      return `<path d="M${px} ${py + 5}l5 -8h-10z" fill="${INK}"/>`;
    case "inflection":
      return `<path d="M${px} ${py - 5}l5 5l-5 5l-5 -5z" fill="${INK}"/>`;
    case "hole":
      return `<circle cx="${px}" cy="${py}" r="4" fill="#fff" stroke="${INK}" stroke-width="1.5"/>`;
    default:
      return `<circle cx="${px}" cy="${py}" r="4" fill="${INK}"/>`;
  }
}

function legend(plot: Plot, styleOf: (layer: PlotLayer) => (typeof STYLES)[number]): string[] {
  const curves = plot.layers.filter(({ kind, label }) => kind === "curve" && label !== "");
  if (curves.length < 2) return [];
  return curves.flatMap((layer, index) => {
    const y = MARGIN.top + 14 + index * 18;
    const { colour, dash } = styleOf(layer);
    return [
      `<path d="M${MARGIN.left + 8} ${y - 4}h24" stroke="${colour}" stroke-width="2"${dash === "" ? "" : ` stroke-dasharray="${dash}"`}/>`,
      `<text x="${MARGIN.left + 38}" y="${y}" fill="${INK}" paint-order="stroke" stroke="#fff" stroke-width="3">${escape(layer.label)}</text>`,
    ];
  });
}

function isInside(value: number, scale: ScaleLinear<number, number>): boolean {
  const [low, high] = scale.domain() as [number, number];
  return value >= low && value <= high;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Far outside the picture the exact place does not matter, and huge numbers upset some viewers. */
function pixel(value: number): number {
  return round(Math.max(-2_000, Math.min(3_000, value)));
}

function escape(text: string): string {
  return (
    text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      // Signs that XML does not allow.
      .replace(/[^\P{C}\n\t]/gu, "")
  );
}

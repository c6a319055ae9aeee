import {
  type Area,
  countsOf,
  type Frame,
  frameOf,
  Labels,
  pixelsOf,
  textWidth,
  ticksOf,
} from "../../../core/plot-layout.ts";
import type { Plot, PlotLayer } from "../../../core/plot.ts";

const WIDTH = 560;
const HEIGHT = 380;
const LINE_HEIGHT = 96;
const MARGIN = { left: 52, right: 16, top: 14, bottom: 36 };
interface Style {
  readonly colour: string;
  readonly dash: string;
}

/** Distinct without colour too: each curve has its own dash. Colours of Okabe and Ito (2008), safe for colour-blind readers. */
const STYLES: readonly Style[] = [
  { colour: "#0072b2", dash: "" },
  { colour: "#d55e00", dash: "8 3" },
  { colour: "#009e73", dash: "2 3" },
  { colour: "#cc79a7", dash: "10 3 2 3" },
  { colour: "#e69f00", dash: "5 5" },
  { colour: "#56b4e9", dash: "1 2" },
];
const INK = "#333";
const FAINT = "#ddd";

/**
 * The plot as a self-contained SVG: no scripts, no links, no styles from outside. Every text is escaped.
 * The title of the picture is its description.
 */
export function renderSvg(plot: Plot): string {
  const height = plot.hasVerticalAxis ? HEIGHT : LINE_HEIGHT;
  const area: Area = {
    left: MARGIN.left,
    right: WIDTH - MARGIN.right,
    top: MARGIN.top,
    bottom: height - MARGIN.bottom,
  };
  const frame = frameOf(plot.window, area, plot.isEqualScale);
  const curves = plot.layers.filter(({ kind }) => kind === "curve");
  const styleOf = (layer: PlotLayer): Style => {
    const style = STYLES[Math.max(0, curves.indexOf(layer)) % STYLES.length] as Style;
    if (layer.kind !== "curve" || layer.border === undefined) return style;
    return { ...style, dash: layer.border === "open" ? "6 4" : "" };
  };
  const labels = labelsOf(plot, frame);
  const legendParts = legend(plot, styleOf, labels);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${escape(plot.description)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<clipPath id="area-${height}"><rect x="${area.left}" y="${area.top}" width="${area.right - area.left}" height="${area.bottom - area.top}"/></clipPath>`,
    ...axes(plot, frame),
    `<g clip-path="url(#area-${height})">`,
    ...plot.layers
      .filter(({ kind }) => kind !== "points")
      .map((layer) => draw(layer, frame, styleOf(layer))),
    `</g>`,
    ...plot.layers.map((layer) =>
      layer.kind === "points" ? drawPoints(layer, frame, labels) : drawEnds(layer, frame),
    ),
    ...legendParts,
    `</svg>`,
  ].join("");
}

/** Knows what texts must keep clear of. */
function labelsOf(plot: Plot, frame: Frame): Labels {
  const segments = plot.layers.flatMap((layer) =>
    layer.kind === "curve"
      ? layer.segments
      : layer.kind === "asymptote"
        ? [[layer.from, layer.to]]
        : [],
  );
  const marks = plot.layers.flatMap((layer) =>
    layer.kind === "points"
      ? layer.points
          .filter((point) => isSeen(point, frame))
          .map((point): [number, number] => [frame.x(point.x), frame.y(point.y)])
      : [],
  );
  return new Labels(frame.area, pixelsOf(segments, frame), marks);
}

function axes(plot: Plot, { x, y, area, window }: Frame): string[] {
  const parts: string[] = [];
  const xTicks = ticksOf(window.xMin, window.xMax, 9, plot.isInPi === true ? "pi" : undefined);
  for (const [index, tick] of xTicks.places.entries()) {
    const place = round(x(tick));
    parts.push(
      plot.hasVerticalAxis
        ? `<path d="M${place} ${area.top}V${area.bottom}" stroke="${FAINT}"/>`
        : `<path d="M${place} ${round(y(0)) - 4}v8" stroke="#888"/>`,
      `<text x="${place}" y="${area.bottom + 16}" text-anchor="middle" fill="${INK}">${xTicks.texts[index] as string}</text>`,
    );
  }
  if (plot.hasVerticalAxis) {
    const yTicks = ticksOf(window.yMin, window.yMax, 7, countsOf(plot));
    for (const [index, tick] of yTicks.places.entries()) {
      const place = round(y(tick));
      parts.push(
        `<path d="M${area.left} ${place}H${area.right}" stroke="${FAINT}"/>`,
        `<text x="${area.left - 6}" y="${place + 4}" text-anchor="end" fill="${INK}">${yTicks.texts[index] as string}</text>`,
      );
    }
  }
  // The axes themselves, where zero is in sight.
  if (plot.hasVerticalAxis && window.xMin < 0 && window.xMax > 0)
    parts.push(`<path d="M${round(x(0))} ${area.top}V${area.bottom}" stroke="#888"/>`);
  if (!plot.hasVerticalAxis || (window.yMin <= 0 && window.yMax >= 0))
    parts.push(`<path d="M${area.left} ${round(y(0))}H${area.right}" stroke="#888"/>`);
  parts.push(
    `<text x="${area.right}" y="${area.bottom + 32}" text-anchor="end" font-style="italic" fill="${INK}">${escape(plot.xLabel)}</text>`,
  );
  if (plot.hasVerticalAxis)
    parts.push(
      `<text x="6" y="${area.top + 2}" font-style="italic" fill="${INK}">${escape(plot.yLabel)}</text>`,
    );
  return parts;
}

function draw(layer: PlotLayer, frame: Frame, style: Style): string {
  const { x, y, area } = frame;
  switch (layer.kind) {
    case "curve":
      return `<path d="${layer.segments.map((points) => path(points, frame)).join("")}" fill="none" stroke="${style.colour}" stroke-width="2" stroke-linejoin="round"${style.dash === "" ? "" : ` stroke-dasharray="${style.dash}"`}/>`;
    case "region":
      return `<path d="${layer.outlines.map((points) => `${path(points, frame)}Z`).join("")}" fill="#0072b2" fill-opacity="0.18" fill-rule="evenodd"/>`;
    case "asymptote":
      return `<path d="${path([layer.from, layer.to], frame)}" stroke="#888" stroke-dasharray="5 4" fill="none"/>`;
    case "bars":
      return layer.bars
        .map(({ from, to, height }) => {
          const [left, right] = [round(x(from)), round(x(to))];
          const [base, top] = [round(y(0)), round(y(height))];
          return `<rect x="${left}" y="${Math.min(base, top)}" width="${round(right - left)}" height="${round(Math.abs(base - top))}" fill="#0072b2" fill-opacity="0.55" stroke="#fff"/>`;
        })
        .join("");
    case "intervals":
      return layer.intervals
        .map(({ from, to }) => {
          const left = from === null ? area.left + 6 : pixel(x(from));
          const right = to === null ? area.right - 6 : pixel(x(to));
          return `<path d="M${left} ${round(y(0))}H${right}" stroke="#0072b2" stroke-width="5"/>${arrows(from, to, frame)}`;
        })
        .join("");
    case "points":
      return "";
  }
}

/** Points closer together than this are one, but for the ends of a piece. */
const FINENESS = 0.35;

function path(points: readonly (readonly [number, number])[], { x, y }: Frame): string {
  let [lastX, lastY] = [Number.NaN, Number.NaN];
  let text = "";
  for (const [index, [px, py]] of points.entries()) {
    const [here, there] = [pixel(x(px)), pixel(y(py))];
    const isSame = Math.abs(here - lastX) < FINENESS && Math.abs(there - lastY) < FINENESS;
    if (isSame && index < points.length - 1) continue;
    text += `${index === 0 ? "M" : "L"}${here} ${there}`;
    [lastX, lastY] = [here, there];
  }
  return text;
}

/** An interval without an end goes on beyond the picture. */
function arrows(from: number | null, to: number | null, { y, area }: Frame): string {
  const place = round(y(0));
  const head = (x: number, step: number): string =>
    `<path d="M${x} ${place}l${step} -8v16z" fill="#0072b2"/>`;
  return (from === null ? head(area.left, 12) : "") + (to === null ? head(area.right, -12) : "");
}

/** The ends of intervals, full where they belong to it. */
function drawEnds(layer: PlotLayer, { x, y, window }: Frame): string {
  if (layer.kind !== "intervals") return "";
  const end = (place: number | null, isClosed: boolean): string =>
    place === null || place < window.xMin || place > window.xMax
      ? ""
      : `<circle cx="${round(x(place))}" cy="${round(y(0))}" r="5" fill="${isClosed ? "#0072b2" : "#fff"}" stroke="#0072b2" stroke-width="2"/>`;
  return layer.intervals
    .map(
      ({ from, to, isFromClosed, isToClosed }) =>
        end(from, isFromClosed) + (to === from ? "" : end(to, isToClosed)),
    )
    .join("");
}

/** Shapes tell the roles apart where colour does not. */
function drawPoints(
  layer: Extract<PlotLayer, { kind: "points" }>,
  frame: Frame,
  labels: Labels,
): string {
  return layer.points
    .filter((point) => isSeen(point, frame))
    .map((point) => {
      const [px, py] = [round(frame.x(point.x)), round(frame.y(point.y))];
      const place = point.label === "" ? null : labels.beside(point.label, [px, py]);
      const label =
        place === null
          ? ""
          : `<text x="${round(place.x)}" y="${round(place.y)}"${place.anchor === "start" ? "" : ` text-anchor="${place.anchor}"`} fill="${INK}" paint-order="stroke" stroke="#fff" stroke-width="3">${escape(point.label)}</text>`;
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
    case "open-end":
      return `<circle cx="${px}" cy="${py}" r="4" fill="#fff" stroke="${INK}" stroke-width="1.5"/>`;
    default:
      return `<circle cx="${px}" cy="${py}" r="4" fill="${INK}"/>`;
  }
}

const LINE = 18;
const MOST_LEGEND_LETTERS = 44;

function legend(plot: Plot, styleOf: (layer: PlotLayer) => Style, labels: Labels): string[] {
  const curves = plot.layers.filter(({ kind, label }) => kind === "curve" && label !== "");
  if (curves.length < 2) return [];
  const texts = curves.map(({ label }) =>
    label.length > MOST_LEGEND_LETTERS ? `${label.slice(0, MOST_LEGEND_LETTERS - 1)}…` : label,
  );
  const width = 38 + Math.max(...texts.map(textWidth));
  const [left, top] = labels.inCorner(width, LINE * curves.length + 4);
  return [
    `<rect x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${LINE * curves.length + 4}" fill="#fff" fill-opacity="0.85"/>`,
    ...curves.flatMap((layer, index) => {
      const y = round(top + 14 + index * LINE);
      const { colour, dash } = styleOf(layer);
      return [
        `<path d="M${round(left + 4)} ${y - 4}h24" stroke="${colour}" stroke-width="2"${dash === "" ? "" : ` stroke-dasharray="${dash}"`}/>`,
        `<text x="${round(left + 34)}" y="${y}" fill="${INK}">${escape(texts[index] as string)}</text>`,
      ];
    }),
  ];
}

function isSeen(point: { readonly x: number; readonly y: number }, { window }: Frame): boolean {
  const { xMin, xMax, yMin, yMax } = window;
  return point.x >= xMin && point.x <= xMax && point.y >= yMin && point.y <= yMax;
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

import {
  type Area,
  countsOf,
  type Frame,
  frameOf,
  Labels,
  pixelsOf,
  textWidth,
  ticksOf,
} from "../../core/plot-layout.ts";
import type { Plot, PlotLayer, PlotWindow } from "../../core/plot.ts";

const NAMESPACE = "http://www.w3.org/2000/svg";
const CURVE_STYLES = 6;

/** Makes an SVG element; attributes and texts are set one by one and never read as markup. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

export function areaOf(plot: Plot, width: number, height: number): Area {
  return { left: plot.hasVerticalAxis ? 50 : 14, right: width - 14, top: 12, bottom: height - 34 };
}

let clips = 0;

/** Draws a plot as it is seen in a window; returns where things lie. */
export function drawPicture(
  target: SVGSVGElement,
  plot: Plot,
  window: PlotWindow,
  size: { readonly width: number; readonly height: number },
): Frame {
  const { width, height } = size;
  const area = areaOf(plot, width, height);
  const frame = frameOf(window, area, plot.isEqualScale);
  const curves = plot.layers.filter(({ kind }) => kind === "curve");
  const labels = labelsOf(plot, frame);
  const clip = `plot-area-${(clips = (clips + 1) % 1e6)}`;
  const legend = legendOf(curves, labels);
  target.setAttribute("viewBox", `0 0 ${width} ${height}`);
  target.setAttribute("width", String(width));
  target.setAttribute("height", String(height));
  target.replaceChildren(
    svg(
      "clipPath",
      { id: clip },
      svg("rect", {
        x: area.left,
        y: area.top,
        width: area.right - area.left,
        height: area.bottom - area.top,
      }),
    ),
    ...axes(plot, frame),
    svg(
      "g",
      { "clip-path": `url(#${clip})` },
      ...plot.layers.flatMap((layer) =>
        shapesOf(layer, frame, Math.max(0, curves.indexOf(layer)) % CURVE_STYLES),
      ),
    ),
    ...plot.layers.flatMap((layer) => marksOf(layer, frame, labels)),
    ...legend,
  );
  return frame;
}

function labelsOf(plot: Plot, frame: Frame): Labels {
  const segments = plot.layers.flatMap((layer) => (layer.kind === "curve" ? layer.segments : []));
  const marks = plot.layers.flatMap((layer) =>
    layer.kind === "points"
      ? layer.points
          .filter(({ x, y }) => isSeen(x, y, frame))
          .map(({ x, y }): [number, number] => [frame.x(x), frame.y(y)])
      : [],
  );
  return new Labels(frame.area, pixelsOf(segments, frame), marks);
}

function axes(plot: Plot, { x, y, area, window }: Frame): SVGElement[] {
  const { left, right, top, bottom } = area;
  const parts: SVGElement[] = [];
  const line = (d: string, kind: string) => parts.push(svg("path", { d, class: kind }));
  const xTicks = ticksOf(
    window.xMin,
    window.xMax,
    Math.max(3, (right - left) / 64),
    plot.isInPi === true ? "pi" : undefined,
  );
  for (const [index, tick] of xTicks.places.entries()) {
    const place = round(x(tick));
    line(
      plot.hasVerticalAxis ? `M${place} ${top}V${bottom}` : `M${place} ${round(y(0)) - 4}v8`,
      "grid",
    );
    parts.push(
      svg(
        "text",
        { x: place, y: bottom + 16, "text-anchor": "middle", class: "tick-x" },
        xTicks.texts[index] ?? "",
      ),
    );
  }
  const yTicks = plot.hasVerticalAxis
    ? ticksOf(window.yMin, window.yMax, Math.max(3, (bottom - top) / 46), countsOf(plot))
    : { places: [], texts: [] };
  for (const [index, tick] of yTicks.places.entries()) {
    const place = round(y(tick));
    line(`M${left} ${place}H${right}`, "grid");
    parts.push(
      svg(
        "text",
        { x: left - 6, y: place + 4, "text-anchor": "end", class: "tick-y" },
        yTicks.texts[index] ?? "",
      ),
    );
  }
  if (plot.hasVerticalAxis && window.xMin < 0 && window.xMax > 0)
    line(`M${round(x(0))} ${top}V${bottom}`, "axis");
  if (!plot.hasVerticalAxis || (window.yMin <= 0 && window.yMax >= 0))
    line(`M${left} ${round(y(0))}H${right}`, "axis");
  parts.push(
    svg(
      "text",
      { x: right, y: bottom + 31, "text-anchor": "end", class: "axis-name" },
      plot.xLabel,
    ),
  );
  if (plot.hasVerticalAxis)
    parts.push(svg("text", { x: 4, y: top + 2, class: "axis-name" }, plot.yLabel));
  return parts;
}

function shapesOf(layer: PlotLayer, frame: Frame, style: number): SVGElement[] {
  const { x, y, area } = frame;
  switch (layer.kind) {
    case "curve":
      return [
        svg("path", {
          d: pathOf(layer.segments, frame),
          class: `curve c${style}${borderOf(layer)}`,
        }),
      ];
    case "region":
      return [
        svg("path", {
          d: layer.outlines.map((points) => `${pathOf([points], frame)}Z`).join(""),
          class: "region",
          "fill-rule": "evenodd",
        }),
      ];
    case "asymptote":
      // A straight line through the two places, as far as the picture goes.
      return [
        svg("path", {
          d: pathOf([through(layer.from, layer.to, frame)], frame),
          class: "asymptote",
        }),
      ];
    case "bars":
      return layer.bars.map(({ from, to, height }) => {
        const [base, end] = [pixel(y(0)), pixel(y(height))];
        return svg("rect", {
          x: pixel(x(from)),
          y: Math.min(base, end),
          width: Math.max(0, pixel(x(to)) - pixel(x(from))),
          height: Math.abs(base - end),
          class: "bar",
        });
      });
    case "intervals":
      return layer.intervals.flatMap(({ from, to }) => [
        svg("path", {
          d: `M${from === null ? area.left + 6 : pixel(x(from))} ${round(y(0))}H${to === null ? area.right - 6 : pixel(x(to))}`,
          class: "interval",
        }),
        ...arrowsOf(from, to, frame),
      ]);
    case "points":
      return [];
  }
}

function borderOf(layer: PlotLayer | undefined): string {
  return layer?.kind === "curve" && layer.border !== undefined ? ` ${layer.border}` : "";
}

/** An interval without an end goes on beyond the picture. */
function arrowsOf(from: number | null, to: number | null, { y, area }: Frame): SVGElement[] {
  const place = round(y(0));
  const head = (x: number, step: number) =>
    svg("path", { d: `M${x} ${place}l${step} -8v16z`, class: "arrow" });
  return [
    ...(from === null ? [head(area.left, 12)] : []),
    ...(to === null ? [head(area.right, -12)] : []),
  ];
}

/** The line through two places, from side to side of the window. */
function through(
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
  { window: { xMin, xMax, yMin, yMax } }: Frame,
): [number, number][] {
  if (ax === bx)
    return [
      [ax, yMin],
      [ax, yMax],
    ];
  const at = (x: number): number => ay + ((by - ay) * (x - ax)) / (bx - ax);
  return [
    [xMin, at(xMin)],
    [xMax, at(xMax)],
  ];
}

function marksOf(layer: PlotLayer, { x, y, window, area }: Frame, labels: Labels): SVGElement[] {
  if (layer.kind === "intervals")
    return layer.intervals.flatMap(({ from, to, isFromClosed, isToClosed }) =>
      [
        { place: from, isClosed: isFromClosed },
        { place: to, isClosed: isToClosed },
      ].flatMap(({ place, isClosed }) =>
        place === null || place < window.xMin || place > window.xMax
          ? []
          : [
              svg("circle", {
                cx: round(x(place)),
                cy: round(y(0)),
                r: 5,
                class: isClosed ? "interval-end closed" : "interval-end",
              }),
            ],
      ),
    );
  if (layer.kind !== "points") return [];
  return layer.points
    .filter((point) => isSeen(point.x, point.y, { window }))
    .flatMap((point) => {
      const [px, py] = [round(x(point.x)), round(y(point.y))];
      const shape = svg("path", { d: shapeOf(layer.role, px, py), class: `mark ${layer.role}` });
      const place = point.label === "" ? null : labels.beside(point.label, [px, py]);
      if (place === null || py > area.bottom) return [shape];
      return [
        shape,
        svg(
          "text",
          {
            x: round(place.x),
            y: round(place.y),
            "text-anchor": place.anchor,
            class: "mark-label",
          },
          point.label,
        ),
      ];
    });
}

/** Shapes tell the roles apart where colour does not. */
function shapeOf(role: string, x: number, y: number): string {
  switch (role) {
    case "maximum":
      return `M${x} ${y - 5}l5 8h-10z`;
    case "minimum":
      return `M${x} ${y + 5}l5 -8h-10z`;
    case "inflection":
      return `M${x} ${y - 5}l5 5l-5 5l-5 -5z`;
    default:
      return `M${x - 4} ${y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z`;
  }
}

const LINE = 18;

function legendOf(curves: readonly PlotLayer[], labels: Labels): SVGElement[] {
  if (curves.length < 2) return [];
  const texts = curves.map(({ label }) => (label.length > 40 ? `${label.slice(0, 39)}…` : label));
  const width = 40 + Math.max(...texts.map(textWidth));
  const height = LINE * texts.length + 4;
  const [left, top] = labels.inCorner(width, height);
  return [
    svg("rect", { x: round(left), y: round(top), width: round(width), height, class: "legend" }),
    ...texts.flatMap((text, index) => {
      const y = round(top + 14 + index * LINE);
      return [
        svg("path", {
          d: `M${round(left + 4)} ${y - 4}h24`,
          class: `curve c${index % CURVE_STYLES}${borderOf(curves[index])}`,
        }),
        svg("text", { x: round(left + 34), y }, text),
      ];
    }),
  ];
}

export function isSeen(x: number, y: number, { window }: Pick<Frame, "window">): boolean {
  return x >= window.xMin && x <= window.xMax && y >= window.yMin && y <= window.yMax;
}

function pathOf(
  segments: readonly (readonly (readonly [number, number])[])[],
  { x, y }: Frame,
): string {
  return segments
    .map((points) =>
      points
        .map(([px, py], index) => `${index === 0 ? "M" : "L"}${pixel(x(px))} ${pixel(y(py))}`)
        .join(""),
    )
    .join("");
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Far outside the picture the exact place does not matter, and huge numbers upset browsers. */
function pixel(value: number): number {
  return round(Math.max(-4_000, Math.min(5_000, value)));
}

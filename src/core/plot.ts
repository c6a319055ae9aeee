import { z } from "zod";

const pointSchema = z.tuple([z.number(), z.number()]);
const windowSchema = z.object({
  xMin: z.number(),
  xMax: z.number(),
  yMin: z.number(),
  yMax: z.number(),
});
export type PlotWindow = z.infer<typeof windowSchema>;

/** One thing drawn in a plot. All places are in the plot's own coordinates. */
export const plotLayerSchema = z.discriminatedUnion("kind", [
  /** A curve as polylines; it is not joined across a gap between two of them. */
  z.object({
    kind: z.literal("curve"),
    label: z.string(),
    /** The curve in plain notation, for asking again in another window. */
    plain: z.string(),
    segments: z.array(z.array(pointSchema)),
  }),
  /** A shaded area: closed outlines, filled by the even-odd rule. */
  z.object({
    kind: z.literal("region"),
    label: z.string(),
    outlines: z.array(z.array(pointSchema)),
  }),
  z.object({
    kind: z.literal("points"),
    label: z.string(),
    role: z.enum(["data", "root", "maximum", "minimum", "inflection", "intersection", "hole"]),
    points: z.array(z.object({ x: z.number(), y: z.number(), label: z.string() })),
  }),
  /** A straight line drawn dashed, from `from` to `to`. */
  z.object({ kind: z.literal("asymptote"), label: z.string(), from: pointSchema, to: pointSchema }),
  z.object({
    kind: z.literal("bars"),
    label: z.string(),
    bars: z.array(
      z.object({ from: z.number(), to: z.number(), height: z.number(), label: z.string() }),
    ),
  }),
  /** Pieces of a number line; a closed end is drawn full, an open one hollow. */
  z.object({
    kind: z.literal("intervals"),
    label: z.string(),
    intervals: z.array(
      z.object({
        from: z.number().nullable(),
        to: z.number().nullable(),
        isFromClosed: z.boolean(),
        isToClosed: z.boolean(),
      }),
    ),
  }),
]);
export type PlotLayer = z.infer<typeof plotLayerSchema>;

/** A drawing as data: what the server's SVG and the page's interactive plot are both made of. */
export const plotSchema = z.object({
  window: windowSchema,
  xLabel: z.string(),
  yLabel: z.string(),
  /** Units of the two axes are drawn equally long. */
  isEqualScale: z.boolean(),
  /** A number line has no vertical axis. */
  hasVerticalAxis: z.boolean(),
  layers: z.array(plotLayerSchema),
  /** What the drawing shows, in words, in the language of the question. */
  description: z.string(),
});
export type Plot = z.infer<typeof plotSchema>;

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
    /** The border of a region: dashed where it does not belong to it. */
    border: z.enum(["open", "closed"]).optional(),
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
    /** At a jump `end` is the end of a piece that belongs to the curve, `open-end` one that does not. */
    role: z.enum([
      "data",
      "root",
      "maximum",
      "minimum",
      "inflection",
      "intersection",
      "hole",
      "end",
      "open-end",
    ]),
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

const formulaSchema = z.string().min(1).max(2_000);
const rangeSchema = z.tuple([z.number(), z.number()]);

/** What a plot is of, in plain notation: enough to draw it again in another window. */
export const plotSourceSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("functions"),
    functions: z.array(formulaSchema).min(1).max(8),
    variable: z.string().min(1).max(40),
    /** The area between the first function and the second, or the axis, is shaded on this range. */
    shaded: rangeSchema.optional(),
    /** Stretches of the variable that are shaded from top to bottom; null where there is no end. */
    bands: z
      .array(z.tuple([z.number().nullable(), z.number().nullable()]))
      .max(50)
      .optional(),
    /** What is marked belongs to the first function. */
    marksFirst: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal("parametric"),
    x: formulaSchema,
    y: formulaSchema,
    parameter: z.string().min(1).max(40),
    range: rangeSchema,
  }),
  z.strictObject({
    kind: z.literal("polar"),
    radius: formulaSchema,
    parameter: z.string().min(1).max(40),
    range: rangeSchema,
  }),
  /** Equations and inequalities in x and y. */
  z.strictObject({
    kind: z.literal("relations"),
    relations: z.array(formulaSchema).min(1).max(8),
    /** Places that are marked, such as the solutions of a system. */
    marks: z.array(pointSchema).max(50).optional(),
  }),
]);
export type PlotSource = z.infer<typeof plotSourceSchema>;

/** A drawing as data: what the server's SVG and the page's interactive plot are both made of. */
export const plotSchema = z.object({
  window: windowSchema,
  xLabel: z.string(),
  yLabel: z.string(),
  /** Units of the two axes are drawn equally long. */
  isEqualScale: z.boolean(),
  /** The horizontal axis is counted in multiples of pi. */
  isInPi: z.boolean().optional(),
  /** A number line has no vertical axis. */
  hasVerticalAxis: z.boolean(),
  layers: z.array(plotLayerSchema),
  /** What the drawing shows, in words, in the language of the question. */
  description: z.string(),
  /** Absent where all there is to draw stands in the layers, or where it cannot be written so. */
  source: plotSourceSchema.optional(),
});
export type Plot = z.infer<typeof plotSchema>;

/** Windows lie within this distance of zero. */
export const FARTHEST = 1e12;
/** The least size of a window beside its distance from zero: below it doubles cannot tell places apart. */
export const NARROWEST = 1e-9;

/** Asks for a drawing in another window. */
export const plotRequestSchema = z.strictObject({
  source: plotSourceSchema,
  window: windowSchema,
  /** The language of the description. */
  language: z.enum(["en", "zh"]).optional(),
  timeoutMs: z.number().int().min(1).max(3_000).optional(),
});
export type PlotRequest = z.infer<typeof plotRequestSchema>;

export const plotResultSchema = z.object({
  plot: plotSchema,
  timing: z.object({ totalMs: z.number() }),
});
export type PlotResult = z.infer<typeof plotResultSchema>;

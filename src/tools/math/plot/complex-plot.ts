import { formatNear } from "../../../core/plot-layout.ts";
import type { Plot } from "../../../core/plot.ts";

export interface ComplexPoint {
  readonly re: number;
  readonly im: number;
  /** As it is written exactly. */
  readonly text: string;
}

const MOST_LETTERS = 22;
const CIRCLE_POINTS = 180;

/** Numbers in the complex plane; where all of them are equally far from zero, with the circle they lie on. */
export function complexPlot(points: readonly ComplexPoint[], isChinese: boolean): Plot {
  const reach = Math.max(...points.map(({ re, im }) => Math.max(Math.abs(re), Math.abs(im))), 1e-9);
  const sizes = points.map(({ re, im }) => Math.hypot(re, im));
  const radius = sizes[0] as number;
  const isOnCircle =
    points.length > 2 && sizes.every((size) => Math.abs(size - radius) < 1e-9 * radius);
  const half = (isOnCircle ? radius : reach) * 1.35;
  const coordinates = ({ re, im }: ComplexPoint): string =>
    `${formatNear(re, 2 * half)} ${im < 0 ? "−" : "+"} ${formatNear(Math.abs(im), 2 * half)}i`;
  const listed = points.map(coordinates).join(isChinese ? "、" : ", ");
  const circle = Array.from({ length: CIRCLE_POINTS + 1 }, (_, index): [number, number] => {
    const angle = (2 * Math.PI * index) / CIRCLE_POINTS;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  return {
    window: { xMin: -half, xMax: half, yMin: -half, yMax: half },
    xLabel: isChinese ? "实部" : "Re",
    yLabel: isChinese ? "虚部" : "Im",
    isEqualScale: true,
    hasVerticalAxis: true,
    layers: [
      ...(isOnCircle
        ? [
            {
              kind: "curve" as const,
              label: isChinese ? "圆" : "circle",
              plain: `|z| = ${formatNear(radius, 2 * half)}`,
              segments: [circle],
              border: "open" as const,
            },
          ]
        : []),
      {
        kind: "points",
        label: "",
        role: "root",
        points: points.map((point) => ({
          x: point.re,
          y: point.im,
          label: point.text.length <= MOST_LETTERS ? point.text : coordinates(point),
        })),
      },
    ],
    description: isChinese
      ? `复平面上的 ${points.length} 个数，约为 ${listed}。${isOnCircle ? "它们在以零为圆心的一个圆上。" : ""}`
      : `${points.length} numbers in the complex plane, near ${listed}.${isOnCircle ? " They lie on a circle around zero." : ""}`,
  };
}

/** One thing shown in the gallery: what was asked, and which pod of its answer is shown. */
export interface GalleryEntry {
  /** The name of its picture. */
  readonly name: string;
  readonly ask: string;
  /** `plot` unless another is named. */
  readonly pod?: string;
}

export interface GallerySection {
  readonly title: string;
  /** What is to be seen here. */
  readonly text: string;
  readonly entries: readonly GalleryEntry[];
}

/** What the gallery shows, in its order. */
export const GALLERY: readonly GallerySection[] = [
  {
    title: "Functions",
    text: "Roots are dots, high and low points triangles, holes and open ends hollow; asymptotes are dashed. Nothing is joined over a pole or a jump. Axes of circular functions count in π.",
    entries: [
      { name: "cubic", ask: "plot x^3 - 3x" },
      { name: "pole-and-marks", ask: "plot (x^2-1)/(x-2)" },
      { name: "two-poles", ask: "plot 1/(x^2-1)" },
      { name: "tangent", ask: "plot tan(x)" },
      { name: "sinc", ask: "plot sin(x)/x from -20 to 20" },
      { name: "hole", ask: "plot (x^2-1)/(x-1)" },
      { name: "steps-of-floor", ask: "plot floor(x)" },
      { name: "kinks", ask: "plot abs(x^2-4)" },
      { name: "bell", ask: "plot e^(-x^2)" },
      { name: "gamma", ask: "plot gamma(x) from -4 to 4" },
      { name: "logarithm", ask: "plot x ln(x)" },
      { name: "damped", ask: "plot e^(-x/4) sin(3x) from 0 to 12" },
    ],
  },
  {
    title: "Several functions",
    text: "Curves differ by colour and dash; crossings are marked. Labels keep clear of curves and of each other; one that finds no room is left out.",
    entries: [
      { name: "sine-and-cosine", ask: "plot sin(x) and cos(x) from 0 to 2pi" },
      { name: "line-and-parabola", ask: "画出 y=x^2 和 y=x+2 的图像" },
      { name: "four-powers", ask: "plot x, x^2, x^3, x^4 from -1.5 to 1.5" },
      { name: "function-and-derivative", ask: "derivative of x^3 - 3x" },
      { name: "equation", ask: "solve x^3 = 4x + 1" },
    ],
  },
  {
    title: "Areas and regions",
    text: "The area of a definite integral, and the region in which all inequalities hold; a dashed border does not belong to it.",
    entries: [
      { name: "area", ask: "integrate x^2 - 1 from 0 to 2" },
      { name: "inequality", ask: "solve x^2 - 2 < x" },
      { name: "region", ask: "graph y > x^2 and y < x + 2" },
      { name: "disc", ask: "plot x^2 + y^2 < 9 and y > x" },
    ],
  },
  {
    title: "Curves in the plane",
    text: "Implicit, parametric and polar curves, drawn with equal scales.",
    entries: [
      { name: "circle-and-line", ask: "solve x^2 + y^2 = 25, y = x + 1" },
      { name: "elliptic-curve", ask: "plot y^2 = x^3 - x" },
      { name: "folium", ask: "plot x^3 + y^3 = 3xy" },
      { name: "lemniscate", ask: "plot (x^2+y^2)^2 = 4(x^2-y^2)" },
      { name: "lissajous", ask: "parametric plot (cos(3t), sin(2t))" },
      { name: "cycloid", ask: "parametric plot (t - sin(t), 1 - cos(t)) for t from 0 to 4pi" },
      { name: "cardioid", ask: "polar plot r = 1 + cos(theta)" },
      { name: "rose", ask: "polar plot r = sin(3 theta)" },
      { name: "spiral", ask: "polar plot r = theta from 0 to 6pi" },
    ],
  },
  {
    title: "Data and numbers",
    text: "Points, histograms, solutions of inequalities on the line and of equations in the complex plane.",
    entries: [
      { name: "points", ask: "plot the points (1,2), (2,3), (3,5), (4,4), (5,7)" },
      { name: "histogram", ask: "histogram of 2, 3, 3, 4, 4, 4, 5, 5, 6, 8" },
      {
        name: "histogram-of-decimals",
        ask: "mean of 1.2, 1.9, 2.1, 2.4, 2.5, 2.8, 3.1, 3.7",
        pod: "data-summary",
      },
      { name: "roots-of-unity", ask: "solve z^5 = 1", pod: "complex-plane" },
      { name: "complex-roots", ask: "solve x^4 + 4 = 0", pod: "complex-plane" },
      { name: "number-line", ask: "solve (x-1)/(x+2) >= 0", pod: "number-line" },
      { name: "number-line-closed", ask: "解不等式 x^2 <= 4", pod: "number-line" },
    ],
  },
];

/** Pods without a picture: tables and worked steps. */
export const WRITTEN: readonly { readonly ask: string; readonly pod: string }[] = [
  { ask: "eigenvalues of [[2,1],[1,3]]", pod: "matrix-properties" },
  { ask: "(x^2-1)/(x-2)", pod: "asymptotes" },
  { ask: "x^3 - 3x", pod: "extrema" },
  { ask: "360", pod: "number-properties" },
  { ask: "mean of 1, 2, 2, 3", pod: "data-summary" },
  { ask: "solve x^2 - 5x + 6 = 0", pod: "steps" },
  { ask: "解方程 3(x-2)+1 = 2x+7", pod: "steps" },
];

/** Working that is judged line by line. */
export const WORKING = {
  problem: "solve x^2 = 3x",
  lines: ["x^2 - 3x = 0", "x = 3"],
};

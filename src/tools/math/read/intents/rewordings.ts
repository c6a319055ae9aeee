import type { Intent } from "./intent.ts";

/** Questions that are another question in other words. */
export const REWORDING_INTENTS: readonly Intent[] = [
  {
    name: "formula for a letter",
    frames: ["{left}={right} for {letter:letter}", "{left}={right} [，,]求 {letter:letter}"],
    rewrite: ({ left, right, letter }) =>
      /[=<>]/.test(`${left ?? ""}${right ?? ""}`) || /^(?:solve|解)/iu.test(left ?? "")
        ? null
        : `solve ${left} = ${right} for ${letter}`,
    examples: [{ ask: "E = m c^2 for m", answer: "E/c^2" }],
  },
  {
    name: "simplified derivative",
    frames: ["simplify [the ]derivative [of ]{body}"],
    rewrite: ({ body }) => `derivative of ${body}`,
    examples: [{ ask: "simplify derivative x^2", answer: "2*x" }],
  },
  {
    name: "operation in brackets",
    frames: ["(expand|simplify|evaluate|calculate) \\({verb:verb} {body}\\)"],
    rewrite: ({ verb, body }) => `${verb} ${body}`,
    examples: [{ ask: "expand (integrate x^2 from 0 to T)", answer: "T^3/3" }],
  },
  {
    name: "integrand with its differential in brackets",
    frames: [
      "(integral of|integrate) \\({body} d{variable:letter}\\) (from|between) {lower} (to|and) {upper}",
      "(integral of|integrate) \\({body} d{variable:letter}\\)",
    ],
    rewrite: ({ body, variable, lower, upper }) =>
      `integrate (${body}) with respect to ${variable}${lower === undefined ? "" : ` from ${lower} to ${upper}`}`,
    examples: [{ ask: "integral of (2x dx) from 0 to 3", answer: "9" }],
  },
  {
    name: "general solution in Chinese",
    frames: ["[求][微分方程]{body} 的(通解|特解|一般解)"],
    rewrite: ({ body }) => (/['′’]|d\^?\d?y/u.test(body as string) ? `solve ${body}` : null),
    examples: [{ ask: "求 y'=2x 的通解", answer: "c1 + x^2", isDeep: true }],
  },
  {
    name: "expansion to a power in Chinese",
    frames: [
      "[把|将]{body} 在 {variable:letter}[ ]=[ ]{at} 处[的]展开到 {letter:letter}\\^{order:digits}",
    ],
    rewrite: ({ body, variable, at, order }) =>
      `taylor series of ${body} at ${variable} = ${at} to order ${order}`,
    examples: [{ ask: "e^x在x=0处展开到x^4", answer: "1 + x + x^2/2 + x^3/6 + x^4/24" }],
  },
];

import type { Intent } from "./intent.ts";

/** Simplifying under an assumption about a variable. */
export const POWER_INTENTS: readonly Intent[] = [
  {
    name: "simplify for positive variables",
    frames: [
      "(simplify|reduce) {body}[,] (assuming|if|given that|where|for|when) {name:letter} is positive",
      "(simplify|reduce) {body}[,] (assuming|if|given that|where|for|when) {name:letter} > 0",
      "{name:letter} > 0 时[,]化简 {body}",
      "(设|已知|若) {name:letter} > 0[,]化简 {body}",
    ],
    read: (groups, outer) => {
      const letter = groups["name"] as string;
      const context = outer.withVariables([letter]);
      return {
        kind: "simplify-positive",
        expression: context.parse(groups["body"] as string),
        positive: context.symbol(letter),
      };
    },
    examples: [
      { ask: "Simplify p*p/p**(-3)*p**0*p assuming p is positive.", answer: "p^6" },
      { ask: "Simplify y**(4/5)*y*y**4/y assuming y is positive.", answer: "y^(24/5)" },
      { ask: "simplify sqrt(x^2) if x is positive", answer: "x" },
    ],
  },
];

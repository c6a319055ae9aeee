import { readAssumptions } from "../assumptions.ts";
import type { Intent } from "./intent.ts";

/** Simplifying under assumptions about the letters. */
export const ASSUMING_INTENTS: readonly Intent[] = [
  {
    name: "simplify under assumptions",
    frames: [
      /^(?:simplify|reduce|refine|evaluate)\s+(?<body>.+?)\s*,?\s+(?:assuming|supposing|provided|given|if|where|when|with|for|under the assumption)(?:\s+that)?\s+(?<given>.+)$/i,
      /^(?:assuming|supposing|given|if|for|when)(?:\s+that)?\s+(?<given>[^,]+(?:,[^,]*[<>≤≥≠][^,]*)*),\s*(?:then\s+)?(?:simplify|reduce|refine|evaluate)\s+(?<body>.+)$/i,
      /^化简\s*[:：]?\s*(?<body>.+?)\s*[，,;；(（]\s*(?:其中|这里|假设|设|已知|若|当)?\s*(?<given>[^()（）]+?)\s*[)）]?$/u,
      /^(?:当|设|已知|若|如果|假设)\s*(?<given>.+?)\s*(?:时)?\s*[，,]\s*(?:则\s*)?化简\s*[:：]?\s*(?<body>.+)$/u,
      /^(?:当|设|已知|若|如果|假设)\s*(?<given>.+?)\s*(?:时)?\s*[，,]\s*(?<body>.+?)\s*(?:化简(?:为|得|的结果(?:为|是)?)?)$/u,
    ],
    read: (groups, context) => {
      const assumptions = readAssumptions(groups["given"] as string, context);
      if (assumptions === null) return null;
      return { kind: "assuming", expression: context.parse(groups["body"] as string), assumptions };
    },
    examples: [
      { ask: "simplify sqrt(x^2) for real x", answer: "abs(x)" },
      { ask: "simplify abs(x-3) assuming x > 3", answer: "x - 3" },
      { ask: "simplify abs(x-1) assuming x > 3", answer: "x - 1" },
      { ask: "simplify |x-1|+|x-2| for 1 < x < 2", answer: "1" },
      { ask: "化简 sqrt(x^2)，其中 x < 0", answer: "-x" },
      { ask: "当 x > 3 时，化简 sqrt((x-3)^2)", answer: "x - 3" },
    ],
  },
];

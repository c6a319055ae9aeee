import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  mapHeads,
  ONE,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { exactForm } from "./exact-form.ts";

/** Magnitudes of constants a + b i as square roots of a^2 + b^2, of products and quotients factor by factor; null without one. */
export function magnitudesAsRoots(expression: Expression): Expression | null {
  let isChanged = false;
  const rewritten = mapHeads(expression, (node) => {
    const inner = argumentsOf(node)[0];
    if (headOf(node) !== "Abs" || inner === undefined || variablesOf(inner).length > 0) return node;
    const found = magnitudeOf(inner);
    if (found !== null) isChanged = true;
    return found ?? node;
  });
  return isChanged ? rewritten : null;
}

function magnitudeOf(node: Expression): Expression | null {
  const parts = argumentsOf(node);
  const each = (): Expression[] | null => {
    const found = parts.map(magnitudeOf);
    return found.includes(null) ? null : (found as Expression[]);
  };
  switch (headOf(node)) {
    case "Multiply":
    case "Divide": {
      const factors = each();
      return factors === null ? null : [headOf(node), ...factors];
    }
    case "Negate":
      return magnitudeOf(parts[0] as Expression);
    default: {
      const found = partsOf(node);
      if (found === null) return null;
      const square = exactForm([
        "Add",
        ["Power", found.re, integer(2)],
        ["Power", found.im, integer(2)],
      ]);
      return square === null ? null : ["Sqrt", square];
    }
  }
}

/** The real and the imaginary part of a sum of real terms and of i times real ones. */
function partsOf(node: Expression): { re: Expression; im: Expression } | null {
  if (node === "ImaginaryUnit") return { re: ZERO, im: ONE };
  const parts = argumentsOf(node);
  switch (headOf(node)) {
    case "Add": {
      const all = parts.map(partsOf);
      if (all.includes(null)) return null;
      const found = all as { re: Expression; im: Expression }[];
      return {
        re: tidySigns(["Add", ...found.map(({ re }) => re)]),
        im: tidySigns(["Add", ...found.map(({ im }) => im)]),
      };
    }
    case "Negate": {
      const inner = partsOf(parts[0] as Expression);
      return inner === null ? null : { re: ["Negate", inner.re], im: ["Negate", inner.im] };
    }
    case "Multiply": {
      const rest = parts.filter((part) => part !== "ImaginaryUnit");
      const times: Expression = rest.length === 1 ? (rest[0] as Expression) : ["Multiply", ...rest];
      if (rest.length === parts.length - 1 && isReal(times)) return { re: ZERO, im: times };
      break;
    }
    default:
  }
  return isReal(node) ? { re: node, im: ZERO } : null;
}

const isReal = (node: Expression): boolean => evaluateReal(node) !== null;

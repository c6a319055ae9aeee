import { complex } from "./complex-decimal.ts";
import type { Complex } from "./complex-decimal.ts";
import { isConstantName } from "./evaluate.ts";
import { namesOf } from "./plain-syntax.ts";
import type { PlainNode } from "./plain-syntax.ts";

export interface SampleOptions {
  /** Values of symbolic constants. */
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly range?: readonly [number, number] | undefined;
  /** Variables that stand for whole numbers; they take 2, 3, … 7. */
  readonly integers?: readonly string[] | undefined;
  /** Names that are variables here although plain notation gives them a meaning. */
  readonly variables?: readonly string[] | undefined;
  readonly count?: number | undefined;
}

const GOLDEN = 0.618_033_988_749_895;
const PLASTIC = 0.754_877_666_246_693;

/** The same fixed points on every run: fractions of irrational steps, one step size a variable. */
export function samplePoints(
  trees: readonly PlainNode[],
  options: SampleOptions = {},
): Map<string, Complex>[] {
  const names = new Set<string>();
  for (const tree of trees) namesOf(tree, names);
  const overridden = new Set(options.variables ?? []);
  const free = [...names].filter((name) => overridden.has(name) || !isConstantName(name)).sort();
  const [low, high] = options.range ?? [0.21, 1.72];
  return Array.from({ length: options.count ?? 6 }, (_, point) => {
    const bindings = new Map<string, Complex>();
    free.forEach((name, index) => {
      const parameter = options.params?.[name];
      if (parameter !== undefined) bindings.set(name, complex(parameter));
      else if (options.integers?.includes(name)) bindings.set(name, complex(point + 2));
      else {
        const fraction = ((point + 1) * GOLDEN + (index + 1) * PLASTIC) % 1;
        bindings.set(name, complex((low + (high - low) * fraction).toFixed(12)));
      }
    });
    return bindings;
  });
}

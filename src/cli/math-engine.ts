import { fetchSympy } from "../downloads/fetch-sympy.ts";
import { createMathEngine, type MathEngine } from "../tools/math/engine.ts";

/** The engine of a process, with the deep engine's packages fetched when they are first needed. */
export function openMathEngine(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): MathEngine {
  return createMathEngine({
    sympyPackages: () =>
      fetchSympy(environment, () => {
        process.stderr.write("Fetching SymPy, the deep engine (6.8 MB, once) …\n");
      }),
  });
}

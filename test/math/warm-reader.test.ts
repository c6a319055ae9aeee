import { expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { readMisspelt } from "../../src/tools/math/read/read-query.ts";

/** How many patterns are made while something is done. */
function patternsMadeBy(work: () => void): number {
  const { RegExp: Original } = globalThis;
  let count = 0;
  globalThis.RegExp = new Proxy(Original, {
    construct: (target, args) => {
      count += 1;
      return Reflect.construct(target, args) as object;
    },
  });
  try {
    work();
  } finally {
    globalThis.RegExp = Original;
  }
  return count;
}

test("warming prepares every frame ahead of the first question, and lets other work go on", async () => {
  const math = createMathEngine({ portfolio: [] });
  let turns = 0;
  const other = setInterval(() => {
    turns += 1;
  }, 0);
  await math.warmUp();
  clearInterval(other);
  expect(turns).toBeGreaterThan(7);
  const read = (): void => {
    readMisspelt("limit of sin(x)/x as x -> 0");
    readMisspelt("三个连续整数的和是 12");
  };
  const afterwards = patternsMadeBy(() => {
    try {
      read();
    } catch {
      // What cannot be read has met every frame, too.
    }
  });
  expect(afterwards).toBeLessThan(100);
  await math.close();
});

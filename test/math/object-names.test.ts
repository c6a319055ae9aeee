import { afterAll, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";

const engine = createMathEngine({ portfolio: [] });
afterAll(() => engine.close());

const NAMES = ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"];
const FRAMES = [
  (name: string) => `${name}(x)`,
  (name: string) => `${name}[3]`,
  (name: string) => `molar mass of ${name}`,
  (name: string) => `mass of ${name}`,
  (name: string) => `mass of the ${name}`,
  (name: string) => `12 in ${name}`,
  (name: string) => `5 ${name} in m`,
  (name: string) => `convert 7 to base ${name}`,
  (name: string) => `area of a ${name} with side 3`,
  (name: string) => `solve ${name} = 2`,
  (name: string) => `derivative of ${name}`,
  (name: string) => `which is closest to 1? (a) 2 ${name}(b) 3`,
  (name: string) => `${name} of 12 and 18`,
  (name: string) => `is 28 a ${name} number`,
  (name: string) => `28是不是${name}`,
  (name: string) => `2 ${name} integral of x`,
  (name: string) => `每${name} 5 米，3 小时多少米`,
  (name: string) => `probability of drawing a ${name}`,
  (name: string) => `5 ${name} 3`,
  (name: string) => `compound interest on $100 at 5% for 2 years compounded ${name}`,
  (name: string) => `100 at 5% ${name} for 3 years`,
];

test.each(NAMES)(
  "names that every object has are words like any other: %s",
  async (name) => {
    for (const frame of FRAMES) {
      const query = frame(name);
      const result = await engine.query({ query, timeoutMs: 4_000 });
      expect([query, typeof result.status]).toEqual([query, "string"]);
      expect(JSON.stringify(result)).not.toContain("[native code]");
    }
  },
  60_000,
);

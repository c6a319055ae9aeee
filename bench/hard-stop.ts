import type { MathPort } from "../src/core/math-port.ts";
import { milliseconds } from "./measurement.ts";
import type { Measurement } from "./measurement.ts";

const TIMEOUT_MS = 300;
const AIM_OVERSHOOT_MS = 100;

/** Questions that keep an engine busy for as long as it is allowed. */
export const ENDLESS_QUERIES: readonly string[] = [
  "integrate sin(x^x)*log(gamma(x))*exp(x^3)/(1+x^7) dx",
  "integrate sqrt(x^5+3*x+1)*log(x^4+x+7)*atan(x^3+2) dx",
  "simplify ((x+y+z+w+1)^40 - (x+y+z+w-1)^40)/(x*y*z*w)",
  "factor x^180 + 7*x^91 - 13*x^44 + 29*x + 31",
  "prime factorization of 2^401-1",
];

/** How far past its deadline a query ends, and whether the next one is answered. */
export async function measureHardStop(math: MathPort): Promise<Measurement[]> {
  const runs: { query: string; status: string; ms: number; nextMs: number; next: string }[] = [];
  for (const query of ENDLESS_QUERIES) {
    const started = performance.now();
    const result = await math.query({ query, timeoutMs: TIMEOUT_MS });
    const ms = performance.now() - started;
    const nextStarted = performance.now();
    const next = await math.query({ query: "derivative of x^3", timeoutMs: 10_000 });
    runs.push({
      query,
      status: result.status,
      ms,
      nextMs: performance.now() - nextStarted,
      next: next.status,
    });
  }
  const worst = Math.max(...runs.map(({ ms }) => ms - TIMEOUT_MS));
  const harmed = runs.filter(({ next }) => next !== "answered").length;
  const stopped = runs.filter(({ status }) => status === "timed-out").length;
  const slowestNext = Math.max(...runs.map(({ nextMs }) => nextMs));
  return [
    {
      what: `hard stop at ${TIMEOUT_MS} ms: worst overshoot`,
      aim: `${AIM_OVERSHOOT_MS} ms`,
      measured: `${milliseconds(Math.max(0, worst))} (${stopped} of ${runs.length} had to be stopped)`,
      isMet: worst <= AIM_OVERSHOOT_MS,
      figures: { runs },
    },
    {
      what: "hard stop: next query unharmed",
      aim: "all answered",
      measured: `${runs.length - harmed} of ${runs.length} answered, slowest ${milliseconds(slowestNext)}`,
      isMet: harmed === 0,
      figures: {},
    },
  ];
}

import { describe, expect, test } from "vitest";
import { longWait } from "../../bench/scale-simulation.ts";
import { seededRandom } from "../../evals/fuzz-generator/random.ts";

const ARRIVALS = 400_000;

/** Waits in seconds, of arrivals and works that are both spread exponentially. */
function simulated(aSecond: number, meanSeconds: number, count: number): number {
  const random = seededRandom(7).next;
  const drawn = (mean: number) =>
    Array.from({ length: ARRIVALS }, () => -Math.log(1 - random()) * mean * 1_000);
  return longWait(drawn(1 / aSecond), drawn(meanSeconds), count) / 1_000;
}

describe("the wait that one in a hundred exceeds", () => {
  test("is what queueing theory says for one place: ln(load / 0.01) / (service rate - arrivals)", () => {
    for (const load of [0.5, 0.8]) {
      const expected = Math.log(load / 0.01) / (1 - load);
      expect(Math.abs(simulated(load, 1, 1) / expected - 1)).toBeLessThan(0.1);
    }
  });

  test("is what Erlang's formula says for two places", () => {
    // Two places at load 0.8 each: 0.7111 of arrivals wait, and those waits are exponential with rate 0.4.
    const expected = Math.log(0.7111 / 0.01) / 0.4;
    expect(Math.abs(simulated(1.6, 1, 2) / expected - 1)).toBeLessThan(0.1);
  });

  test("is the same for the same seed", () => {
    expect(simulated(0.5, 1, 1)).toBe(simulated(0.5, 1, 1));
  });
});

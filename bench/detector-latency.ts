import { percentile } from "../evals/statistics.ts";
import type { VerifierPort } from "../src/core/verifier-port.ts";
import { milliseconds, timeRuns } from "./measurement.ts";
import type { Measurement } from "./measurement.ts";

const WORDS = 300;
const RUNS = 200;
const AIM_MS = 30;

/** A reply of about three hundred words with a sum, a product and a unit in every other sentence. */
export function sampleReply(variant: number): string {
  const sentences: string[] = [];
  for (let index = 0; countWords(sentences) < WORDS; index++) {
    const a = 12 + ((index * 7 + variant) % 60);
    const b = 3 + ((index * 5 + variant) % 17);
    sentences.push(
      `The workshop orders ${a} boxes with ${b} lamps each, so ${a} * ${b} = ${a * b} lamps arrive.`,
      "The lamps are stored on the upper shelf until somebody from the team has looked at them.",
      `After ${b} of them break, ${a * b} - ${b} = ${a * b - b} are left to be sold this week.`,
      "Nobody expects the price to move before the end of the season, which is good to know.",
    );
  }
  return sentences.join(" ");
}

const countWords = (sentences: readonly string[]): number =>
  sentences.join(" ").split(/\s+/).length;

/** Time of the detector's exact layer on a reply that a person would read in a minute. */
export async function measureDetector(verifier: VerifierPort): Promise<Measurement[]> {
  let claims = 0;
  let proved = 0;
  const times = await timeRuns(RUNS, 20, async (index) => {
    const result = await verifier.verify({ text: sampleReply(index) });
    claims += result.claims.length;
    proved += result.claims.filter(({ verdict }) => verdict === "proved").length;
  });
  const p95 = percentile(times, 0.95) ?? 0;
  return [
    {
      what: "detector, exact layer, 300-word reply, p95",
      aim: `${AIM_MS} ms`,
      measured: `${milliseconds(p95)} (${Math.round(claims / (RUNS + 20))} claims a reply)`,
      isMet: p95 <= AIM_MS && proved > 0,
      figures: { p50Ms: percentile(times, 0.5), p95Ms: p95, claims, proved },
    },
  ];
}

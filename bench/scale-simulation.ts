import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { seededRandom } from "../evals/fuzz-generator/random.ts";
import { SERVICE_TIMES, type ServiceTimes } from "./service-times.ts";

const ARRIVALS = 60_000;
/** What is aimed for: 99 of 100 questions wait no longer. */
const WAIT_AT_ENGINE_MS = 50;
const WAIT_AT_MODEL_MS = 1_000;

/** What is supposed of people, and what is measured or known of the model; all can be set. */
const SUPPOSED = {
  "questions-a-day": "10",
  "busiest-hour": "0.1",
  "model-share": "0.3",
  "written-tokens": "200",
  "tokens-a-second": "259",
  "streams-a-card": "1",
  seed: "7",
};

/**
 * `node bench/scale-simulation.ts [--model-share 0.3 …]`: how many instances and cards so many users need,
 * by queues simulated with the service times that `bench/instances.ts --write` measured.
 */
function main(): void {
  const options = Object.fromEntries(
    Object.entries(SUPPOSED).map(([name, usual]) => [name, { type: "string", default: usual }]),
  ) as Record<keyof typeof SUPPOSED, { type: "string"; default: string }>;
  const { values } = parseArgs({ options });
  const given = (name: keyof typeof SUPPOSED): number => Number(values[name]);
  const times = JSON.parse(readFileSync(SERVICE_TIMES, "utf8")) as ServiceTimes;
  const random = seededRandom(given("seed")).next;
  const engineMs = () => times.ms[Math.floor(random() * times.ms.length)] ?? 0;
  // How long replies are spread is not measured; an exponential spread is a wide one.
  const perTokenMs = 1_000 / given("tokens-a-second");
  const modelMs = () => -Math.log(1 - random()) * given("written-tokens") * perTokenMs;
  const rows = [10_000, 100_000, 1_000_000].map((users) => {
    const aDay = users * given("questions-a-day");
    const aSecond = (aDay * given("busiest-hour")) / 3_600;
    const atModel = aSecond * given("model-share");
    const engine = places(aSecond, engineMs, WAIT_AT_ENGINE_MS, random);
    const model = places(atModel, modelMs, WAIT_AT_MODEL_MS, random);
    return [
      users.toLocaleString("en"),
      aSecond.toFixed(1),
      `${engine.count} (${percent(engine.busy)} busy)`,
      Math.ceil(engine.count * 1.5),
      `${Math.ceil(model.count / given("streams-a-card"))} (${percent(model.busy)} busy)`,
      Math.round(atModel * given("written-tokens")).toLocaleString("en"),
      percent((aSecond * times.redisCpuMs) / 1_000),
      `${((aDay * times.redisBytes) / 1e9).toFixed(1)} GB`,
    ];
  });
  const head = [
    "users",
    "questions a second, busiest hour",
    "engines at work",
    "the same, a third may be away",
    "cards",
    "tokens written a second",
    "of one core at Redis",
    "stored a day",
  ];
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  process.stdout.write(`${lines.join("\n")}\n`);
}

interface Sized {
  readonly count: number;
  readonly busy: number;
}

/** The fewest places at which 99 of 100 wait no longer than that, arrivals being independent. */
function places(
  aSecond: number,
  serviceMs: () => number,
  limitMs: number,
  random: () => number,
): Sized {
  const gaps = Array.from({ length: ARRIVALS }, () => (-Math.log(1 - random()) * 1_000) / aSecond);
  const works = Array.from({ length: ARRIVALS }, serviceMs);
  const load = (works.reduce((sum, ms) => sum + ms, 0) / ARRIVALS / 1_000) * aSecond;
  let count = Math.max(1, Math.ceil(load));
  while (longWait(gaps, works, count) > limitMs) count += 1;
  return { count, busy: load / count };
}

/** The wait that one in a hundred exceeds, first come, first served. */
export function longWait(gaps: readonly number[], works: readonly number[], count: number): number {
  const freeAt = new Float64Array(count);
  const waits = new Float64Array(gaps.length);
  let nowMs = 0;
  for (const [index, gap] of gaps.entries()) {
    nowMs += gap;
    let first = 0;
    for (let place = 1; place < count; place += 1)
      if ((freeAt[place] ?? 0) < (freeAt[first] ?? 0)) first = place;
    const startMs = Math.max(nowMs, freeAt[first] ?? 0);
    waits[index] = startMs - nowMs;
    freeAt[first] = startMs + (works[index] ?? 0);
  }
  return waits.sort()[Math.floor(gaps.length * 0.99)] ?? 0;
}

const percent = (share: number): string => `${(share * 100).toFixed(0)}%`;

if (import.meta.main) main();

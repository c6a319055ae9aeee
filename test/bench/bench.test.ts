import { describe, expect, it } from "vitest";
import { measureDetector, sampleReply } from "../../bench/detector-latency.ts";
import { EASY_QUERIES } from "../../bench/easy-queries.ts";
import { ENDLESS_QUERIES, measureHardStop } from "../../bench/hard-stop.ts";
import { measureAgentUnderLoad } from "../../bench/agent-under-load.ts";
import { measureHeldRuns } from "../../bench/held-runs.ts";
import { MemoryStore } from "../../src/store/memory.ts";
import { renderTable, skipped } from "../../bench/measurement.ts";
import { treeMemoryMb } from "../../bench/process-memory.ts";
import { measurePods, PLOT_QUERIES } from "../../bench/pod-latency.ts";
import { measureQueryLatency } from "../../bench/query-latency.ts";
import { freePort, startChild } from "../../bench/child-service.ts";
import { fakeContext, fakeQueryResult } from "../../evals/fake-context.ts";
import { answerOf } from "../../evals/scoring/expected-answer.ts";

const four = fakeQueryResult(answerOf({ kind: "expression", plain: "4" }));
const timedOut = { ...fakeQueryResult(null), status: "timed-out" as const };

describe("measurements on fake parts", () => {
  it("asks every easy question and names those not answered", async () => {
    const seen = new Set<string>();
    const { math } = fakeContext({
      query: (query) => {
        seen.add(query);
        return Promise.resolve(query === "20!" ? fakeQueryResult(null) : four);
      },
    });
    const [p50, p95] = await measureQueryLatency(math);
    expect(seen.size).toBe(EASY_QUERIES.length);
    expect(p50?.figures).toMatchObject({ unanswered: ["20!"] });
    expect(p95?.isMet).toBe(true);
  });

  it("times pods and drawings, and counts what is not drawn", async () => {
    const { math } = fakeContext({ query: () => Promise.resolve(four) });
    const [first, drawn, moved] = await measurePods(math);
    expect(first).toMatchObject({ isMet: true });
    expect(drawn?.isMet).toBe(false);
    expect(drawn?.measured).toContain(`${PLOT_QUERIES.length} not drawn`);
    expect(moved?.isMet).toBe(false);
  });

  it("sees a query after a hard stop that is not answered", async () => {
    const healthy = fakeContext({
      query: (query) => Promise.resolve(ENDLESS_QUERIES.includes(query) ? timedOut : four),
    });
    expect((await measureHardStop(healthy.math)).map(({ isMet }) => isMet)).toEqual([true, true]);
    const harmed = fakeContext({ query: () => Promise.resolve(timedOut) });
    expect((await measureHardStop(harmed.math)).map(({ isMet }) => isMet)).toEqual([true, false]);
  });

  it("feeds the detector replies of three hundred words, and distrusts one that proves nothing", async () => {
    expect(sampleReply(1).split(/\s+/).length).toBeGreaterThanOrEqual(300);
    expect(sampleReply(1)).not.toBe(sampleReply(2));
    const [line] = await measureDetector(fakeContext({}).verifier);
    expect(line).toMatchObject({ isMet: false, figures: { proved: 0 } });
  });

  it("times turns of the agent beside many others", async () => {
    const [line] = await measureAgentUnderLoad([3], [1, 3]);
    expect(line?.figures).toMatchObject({ turns: 9 });
    const { p50Ms, p95Ms, cpuMs } = line?.figures ?? {};
    expect(Number(p50Ms)).toBeGreaterThan(0);
    expect(Number(p95Ms)).toBeGreaterThanOrEqual(Number(p50Ms));
    expect(Number(cpuMs)).toBeGreaterThan(0);
  });

  it("holds streaming runs open by each door and counts those that end whole and in order", async () => {
    const { math, verifier } = fakeContext({});
    const [line] = await measureHeldRuns({ math, verifier, store: new UnhurriedStore() }, 30);
    expect(line).toMatchObject({ isMet: true, figures: { open: 30, whole: 30, faults: [] } });
  });
});

/** As with a disk, the next events gather while one batch is on its way. */
class UnhurriedStore extends MemoryStore {
  override async appendEvents(...batch: Parameters<MemoryStore["appendEvents"]>): Promise<void> {
    await new Promise(setImmediate);
    return super.appendEvents(...batch);
  }
}

describe("processes", () => {
  it("counts the memory of this process", async () => {
    const megabytes = await treeMemoryMb(process.pid);
    if (megabytes !== null) expect(megabytes).toBeGreaterThan(20);
  });

  it("says why a program did not get ready", async () => {
    const port = await freePort();
    const script = "process.stderr.write('no luck'); process.exit(3)";
    await expect(
      startChild(process.execPath, ["-e", script], port, "/readyz", 20_000),
    ).rejects.toMatchObject({ code: "internal", message: expect.stringContaining("no luck") });
  });
});

it("prints aim beside measured, and what was not measured", () => {
  const table = renderTable([
    { what: "a", aim: "5 ms", measured: "7 ms", isMet: false, figures: {} },
    skipped("b", "1 s", "no service"),
  ]);
  expect(table).toMatch(/^a +5 ms +7 ms +NO$/m);
  expect(table).toMatch(/^b +1 s +not measured: no service +-$/m);
});

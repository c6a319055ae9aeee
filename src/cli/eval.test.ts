import { describe, expect, it } from "vitest";
import { fakeContext } from "../../evals/fake-context.ts";
import { runEvalCommand } from "./eval.ts";
import type { EvalDependencies } from "./eval.ts";

function dependencies(): EvalDependencies & { readonly written: string[]; made: number } {
  const state = {
    written: [] as string[],
    made: 0,
    makeContext: () => {
      state.made += 1;
      return Promise.resolve(fakeContext({}));
    },
    write: (text: string) => void state.written.push(text),
    progress: () => undefined,
    now: () => 0,
    commit: "abc",
  };
  return state;
}

describe("runEvalCommand", () => {
  it("lists the suites without making the engine", async () => {
    const parts = dependencies();
    expect(await runEvalCommand({ suite: "list" }, parts)).toBeNull();
    for (const name of ["cas", "deepmind-math", "nl-queries", "gsm8k", "gsm8k-solutions", "smoke"])
      expect(parts.written.join("")).toMatch(new RegExp(`^${name} +\\S`, "m"));
    expect(parts.made).toBe(0);
  });

  it("writes one JSON object", async () => {
    const parts = dependencies();
    await runEvalCommand({ suite: "smoke", limit: 6, seed: 5, json: true }, parts);
    expect(parts.written).toHaveLength(1);
    expect(JSON.parse(parts.written[0] ?? "")).toMatchObject({
      suite: "smoke",
      rows: 6,
      limit: 6,
      seed: 5,
      commit: "abc",
      data: [{ rows: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
  });

  it("says where to get data that is not there, before the engine starts", async () => {
    const parts = dependencies();
    await expect(
      runEvalCommand({ suite: "cas", dataDir: "/nonexistent" }, parts),
    ).rejects.toMatchObject({ code: "not_found", message: expect.stringContaining("README") });
    expect(parts.made).toBe(0);
  });

  it("names the suites when asked for one that is not there, and refuses a bad limit", async () => {
    await expect(runEvalCommand({ suite: "nope" }, dependencies())).rejects.toMatchObject({
      code: "not_found",
      message: expect.stringContaining("smoke"),
    });
    await expect(
      runEvalCommand({ suite: "smoke", limit: 0 }, dependencies()),
    ).rejects.toMatchObject({ code: "invalid_request" });
  });
});

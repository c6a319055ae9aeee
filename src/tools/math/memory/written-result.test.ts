import { expect, test } from "vitest";
import type { QueryResult } from "../../../core/query-result.ts";
import { writeResult, WrittenResult } from "./written-result.ts";

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const timing = (totalMs: number) => ({ totalMs, readMs: 0, computeMs: 0, proveMs: 0 });
const rest = {
  status: "answered",
  input: '说 "x" ≤ 2 \u2028 \\frac{1}{2} \ud800',
  language: "zh",
  reading: { text: "timing", plain: '{"timing":0}', latex: "" },
  morePods: undefined,
  assumptions: [],
} as const;

test.each([
  ["in the middle", { ...rest, timing: timing(9), engine: "", pods: [] }],
  ["first", { timing: timing(9), ...rest }],
  ["last", { ...rest, timing: timing(9) }],
  ["alone", { timing: timing(9) }],
  ["before what is left out", { ...rest, timing: timing(9), reason: undefined }],
  ["after what is left out", { reason: undefined, timing: timing(9), ...rest }],
])("its bytes are those of the result with its new timing, the timing %s", (_place, shape) => {
  const result = shape as unknown as QueryResult;
  const written = new WrittenResult(result);
  for (const totalMs of [0.01, 0, 0, 12.5, 0.01]) {
    const bytes = written.withTiming(timing(totalMs));
    expect(bytes).toEqual(writeResult({ ...result, timing: timing(totalMs) }));
    expect(JSON.parse(decode(bytes)).timing.totalMs).toBe(totalMs);
  }
});

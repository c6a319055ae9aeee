import { expect, test } from "vitest";
import { AnsatzError, type FailureCode } from "../core/errors.ts";
import { DEFAULT_RETRY, pauseBeforeRetry, readRetryAfter } from "./retry.ts";

const failure = (code: FailureCode, retryAfterMs?: number) =>
  new AnsatzError(code, "no", retryAfterMs === undefined ? {} : { retryAfterMs });
const policy = { ...DEFAULT_RETRY, random: () => 0.999 };

test("the limit of the pause doubles up to its cap, and any pause below it can be drawn", () => {
  const limits = [1, 2].map((failed) =>
    pauseBeforeRetry(failure("model_unreachable"), failed, policy),
  );
  expect(limits.map((ms) => Math.round(ms ?? -1))).toEqual([300, 599]);
  const many = { ...policy, attempts: 20 };
  expect(pauseBeforeRetry(failure("model_unreachable"), 15, many)).toBeLessThanOrEqual(5_000);
  expect(pauseBeforeRetry(failure("model_unreachable"), 1, { ...policy, random: () => 0 })).toBe(0);
});

test("the server's own wish is kept, but nobody waits for minutes", () => {
  expect(pauseBeforeRetry(failure("model_unreachable", 2_000), 1, policy)).toBe(2_000);
  expect(pauseBeforeRetry(failure("model_unreachable", 600_000), 1, policy)).toBeNull();
});

test.each<FailureCode>(["model_rejected", "model_protocol", "model_timeout", "stopped"])(
  "%s is not tried again",
  (code) => expect(pauseBeforeRetry(failure(code), 1, policy)).toBeNull(),
);

test("tries come to an end", () => {
  expect(pauseBeforeRetry(failure("model_unreachable"), 3, policy)).toBeNull();
});

test.each([
  [{ "retry-after-ms": "250" }, 250],
  [{ "retry-after": "3" }, 3_000],
  [{ "retry-after": "Thu, 01 Jan 1970 00:00:09 GMT" }, 4_000],
  [{ "retry-after": "Thu, 01 Jan 1970 00:00:01 GMT" }, 0],
  [{ "retry-after": "soon" }, null],
  [{ "retry-after": "-1" }, null],
  [{}, null],
])("%j means %s ms", (headers, expected) => {
  expect(readRetryAfter(new Headers(headers as Record<string, string>), 5_000)).toBe(expected);
});

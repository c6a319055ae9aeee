import { expect, test } from "vitest";
import { DEFAULT_CASCADE } from "../agent/cascade.ts";
import { cascadeOf, readConfiguration } from "./configuration.ts";
import { createParts } from "./parts.ts";

test("a cascade of one model is refused with what to set", async () => {
  const modelSpec = "http://127.0.0.1:9/v1#only";
  await expect(
    createParts({ modelSpec, environment: {}, cascade: DEFAULT_CASCADE }),
  ).rejects.toThrow(/ANSATZ_CASCADE=on needs two models or more/);
});

test("a cascade is off unless it is set, and has two settings", () => {
  expect(readConfiguration({}).ANSATZ_CASCADE).toBe("off");
  expect(readConfiguration({ ANSATZ_CASCADE: "on" }).ANSATZ_CASCADE).toBe("on");
  expect(() => readConfiguration({ ANSATZ_CASCADE: "yes" })).toThrow(/ANSATZ_CASCADE/);
});

test("the rule of a cascade has a default, can be set, and is none while the cascade is off", () => {
  const ruleOf = (error: string) =>
    cascadeOf(readConfiguration({ ANSATZ_CASCADE: "on", ANSATZ_CASCADE_MAX_ERROR: error }));
  expect(cascadeOf(readConfiguration({ ANSATZ_CASCADE: "on" }))).toEqual(DEFAULT_CASCADE);
  expect(ruleOf("0.35")).toEqual({ maxErrorScore: 0.35 });
  expect(ruleOf("0")).toEqual({ maxErrorScore: 0 });
  expect(() => ruleOf("1.5")).toThrow(/ANSATZ_CASCADE_MAX_ERROR/);
  expect(cascadeOf(readConfiguration({ ANSATZ_CASCADE_MAX_ERROR: "0.3" }))).toBeNull();
});

import { expect, test } from "vitest";
import { readConfiguration } from "./configuration.ts";
import { createParts } from "./parts.ts";

test("a cascade of one model is refused with what to set", async () => {
  const modelSpec = "http://127.0.0.1:9/v1#only";
  await expect(createParts({ modelSpec, environment: {}, cascade: true })).rejects.toThrow(
    /ANSATZ_CASCADE=on needs two models or more/,
  );
});

test("a cascade is off unless it is set, and has two settings", () => {
  expect(readConfiguration({}).ANSATZ_CASCADE).toBe("off");
  expect(readConfiguration({ ANSATZ_CASCADE: "on" }).ANSATZ_CASCADE).toBe("on");
  expect(() => readConfiguration({ ANSATZ_CASCADE: "yes" })).toThrow(/ANSATZ_CASCADE/);
});

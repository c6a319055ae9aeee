import { expect, it } from "vitest";
import { seededRandom } from "../fuzz-generator/random.ts";
import { sampleOf, TEMPLATES } from "./templates.ts";

it.each(
  TEMPLATES.map((template, index) => [index, template.kind, template.language, template] as const),
)("template %s (%s %s) plants an error in every text", (_index, _kind, _language, template) => {
  const random = seededRandom(7);
  for (let count = 0; count < 50; count++) {
    const { sound, faulty } = sampleOf(template, random);
    expect(faulty).not.toBe(sound);
    expect(faulty).not.toMatch(/NaN|undefined/);
  }
});

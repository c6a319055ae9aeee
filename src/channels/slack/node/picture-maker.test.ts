import { expect, test } from "vitest";
import { NodePictureMaker } from "./picture-maker.ts";

const maker = new NodePictureMaker();

test("a formula is a PNG on white, at twice its size, without empty boxes for its signs", async () => {
  const picture = await maker.formula("\\int_0^1 \\frac{x^2}{1+\\sqrt{x}}\\,dx");
  expect(picture?.png.subarray(1, 4)).toEqual(new Uint8Array(Buffer.from("PNG")));
  expect(picture!.height).toBeGreaterThan(100);
  expect(picture!.height).toBeLessThan(300);
  expect(picture!.width).toBeGreaterThan(picture!.height);
});

test.each([
  ["an unknown command", "\\mystery{x}"],
  ["what is not closed", "\\frac{1}{"],
  ["a macro that calls itself", "\\def\\x{\\x\\x}\\x"],
  ["a link", "\\href{https://x.test}{x}"],
  ["a package asked for", "\\require{html} x"],
  ["words that the fonts lack", "\\text{无解}"],
  ["a formula of too many signs", "x+".repeat(1_500)],
  ["a picture that would be too large", `${"x+".repeat(900)}x`],
])("%s is no picture", async (_what, latex) => {
  expect(await maker.formula(latex)).toBeNull();
});

test("a plot is drawn with its text, whatever fonts the machine has", async () => {
  const svg = (label: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40" font-family="system-ui, sans-serif"><text x="5" y="20">${label}</text></svg>`;
  const empty = await maker.plot(svg(""));
  const labelled = await maker.plot(svg("−3π/2"));
  expect(labelled).toMatchObject({ width: 200, height: 80 });
  expect(labelled!.png.length).toBeGreaterThan(empty!.png.length + 200);
});

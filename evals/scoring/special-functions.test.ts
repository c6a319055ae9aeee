import { describe, expect, it } from "vitest";
import { AnsatzError } from "../../src/core/errors.ts";
import { closeness } from "./equivalence.ts";
import { evaluate } from "./evaluate.ts";
import { parsePlain } from "./plain-syntax.ts";

const value = (text: string): ReturnType<typeof evaluate> => evaluate(parsePlain(text));

describe("evaluation to sixty digits", () => {
  it.each([
    ["gamma(1/2)^2", "pi"],
    ["gamma(-1/2)", "-2*sqrt(pi)"],
    ["zeta(4)", "pi^4/90"],
    ["zeta(-1)", "-1/12"],
    ["digamma(1/2)", "-eulergamma - 2*log(2)"],
    ["polygamma(1, 1)", "pi^2/6"],
    ["polylog(2, 1/2)", "pi^2/12 - log(2)^2/2"],
    ["polylog(2, -1)", "-pi^2/12"],
    ["polylog(2, 2)", "pi^2/4 - pi*i*log(2)"],
    ["polylog(3, -1)", "-3*zeta(3)/4"],
    ["lambertw(2)*exp(lambertw(2))", "2"],
    ["lambertw(-1/5, -1)*exp(lambertw(-1/5, -1))", "-1/5"],
    ["erf(2) + erfc(2)", "1"],
    ["erf(9.5) + erfc(9.5)", "1"],
    ["uppergamma(0, 1)", "-Ei(-1)"],
    ["uppergamma(3, 2) + lowergamma(3, 2)", "2"],
    ["expint(1, 2)", "-Ei(-2)"],
    ["elliptic_k(1/2)", "gamma(1/4)^2/(4*sqrt(pi))"],
    ["elliptic_f(pi/2, 1/3)", "elliptic_k(1/3)"],
    ["elliptic_e(pi/2, 1/3)", "elliptic_e(1/3)"],
    ["elliptic_e(1/2)*elliptic_k(1/2)*2 - elliptic_k(1/2)^2", "pi/2"],
    ["(-8)^(1/3)", "1 + i*sqrt(3)"],
    ["-2^2", "-4"],
    ["2^3^2", "512"],
    ["2^-1!", "1/2"],
    ["acosh(1/2)", "i*pi/3"],
    ["atanh(2)", "log(3)/2 - i*pi/2"],
    ["binomial(10, 3) + fibonacci(10)", "175"],
  ])("%s = %s", (left, right) => {
    expect(closeness(value(left), value(right))).toBe("same");
  });

  it("matches tabulated values that no identity here produces", () => {
    const tabulated: [string, string][] = [
      ["zeta(3)", "1.2020569031595942853997381615114"],
      ["Si(1)", "0.94608307036718301494135331382318"],
      ["Ei(1)", "1.8951178163559367554665209343316"],
      ["erf(1)", "0.84270079294971486934122063508261"],
      ["fresnels(1)", "0.43825914739035476607675669662515"],
      ["gamma(1/3)", "2.6789385347077476336556929409747"],
    ];
    for (const [text, digits] of tabulated)
      expect(closeness(value(text), value(digits))).toBe("same");
  });

  it.each(["nosuch(2)", "1/0", "x + 1", "gamma(-3)", "9^9^9^9", "polylog(2.5, 40)"])(
    "refuses %s rather than guess",
    (text) => {
      expect(() => value(text)).toThrow(AnsatzError);
    },
  );

  it.each(["2 +", "(1", "1 2 )", "sin(", "a $ b", "x = 1", "(".repeat(5_000)])(
    "does not read %s",
    (text) => {
      expect(() => parsePlain(text)).toThrow(AnsatzError);
    },
  );
});

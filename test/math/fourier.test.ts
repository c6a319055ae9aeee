import { describe, expect, test } from "vitest";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";
import { agreesOnLine } from "../../src/tools/math/laplace/fourier-integral.ts";
import { fourierImage } from "../../src/tools/math/laplace/fourier-image.ts";
import { answerQuery } from "../../src/tools/math/plan/answer-query.ts";
import type { Outcome } from "../../src/tools/math/plan/outcome.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { readQuery } from "../../src/tools/math/read/read-query.ts";
import { contextWith } from "./engine-doubles.ts";

const parse = (text: string) => parseExpression(text).expression;
const ask = (query: string): Promise<Outcome> =>
  answerQuery(readQuery(query).query, contextWith([]));

describe("Fourier transforms need no engine", () => {
  test.each([
    ["fourier transform of e^(-a|x|)", "2*a/(a^2 + w^2)"],
    ["fourier transform of e^(-x^2)", "sqrt(pi)*e^(-w^2/4)"],
    ["fourier transform of e^(-9x^2)", "sqrt(pi)/3*e^(-w^2/36)"],
    ["fourier transform of {1, -1<x<1; 0, otherwise}", "2*sin(w)/w"],
    ["fourier transform of {e^x, x<0; e^(-x), x>0}", "2/(w^2 + 1)"],
    ["1/(1+x^2) 的傅里叶变换", "pi*e^(-abs(w))"],
    ["求 e^(-2|x|) 的傅里叶变换", "4/(w^2 + 4)"],
    ["inverse fourier transform of 2/(1+w^2)", "e^(-abs(x))"],
    ["e^(-|w|) 的傅里叶逆变换", "1/(pi*(x^2 + 1))"],
    ["fourier cosine transform of e^(-x)", "1/(w^2 + 1)"],
    ["fourier sine transform of e^(-x)", "w/(w^2 + 1)"],
  ])("%s is %s", async (query, short) => {
    expect(await ask(query)).toMatchObject({ short, certificate: { grade: "proved" } });
  });

  test.each([
    "fourier transform of e^(-x)",
    "fourier transform of 1",
    "fourier transform of cos(x)",
    "fourier transform of 1/x",
    "fourier transform of e^(x^2)",
    "fourier transform of 1/(x^2-1)",
  ])("%s has none as an integral, and none is shown", async (query) => {
    expect(await ask(query)).toMatchObject({ kind: "open" });
  });

  test("a parameter that must be positive is a condition", async () => {
    expect(await ask("fourier transform of e^(-a x^2)")).toMatchObject({
      certificate: { conditions: ["a > 0"] },
    });
  });

  test("the convention is said", () => {
    expect(readQuery("fourier transform of e^(-x^2)").assumptions[0]).toMatchObject({
      kind: "convention",
    });
  });
});

describe("an image is compared with the integral", () => {
  const original = parse("x*e^(-abs(x))");
  const image = fourierImage(original, "x", "w");

  test("the right one agrees", () => {
    expect(image).not.toBeNull();
    const right = { original, image: image?.expression ?? "x", from: "x", to: "w" };
    expect(agreesOnLine(right, "line")).toBe(true);
  });

  test.each(["4*i*w/(w^2+1)^2", "-4*i*w/(w^2+1)", "0"])("%s does not", (lie) => {
    const wrong = { original, image: parse(lie), from: "x", to: "w" };
    expect(agreesOnLine(wrong, "line")).toBe(false);
  });

  test("i outside is no real function inside", () => {
    const imaginary = fourierImage(parse("i*e^(-abs(x))"), "x", "w");
    expect(imaginary === null ? null : printPlain(imaginary.expression)).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/core/query-result.ts";
import { casRowSchema, judgeCas, membersOf } from "./cas-rules.ts";
import type { CasRow } from "./cas-rules.ts";
import { answerOf } from "./expected-answer.ts";
import type { Mark } from "./mark.ts";

interface Asked {
  readonly op?: string;
  readonly args?: Record<string, unknown>;
  readonly expect: unknown;
  readonly check: Record<string, unknown>;
  readonly points?: string[];
  readonly params?: Record<string, string>;
}

const row = (asked: Asked): CasRow =>
  casRowSchema.parse({ id: "t", area: "test", query: "?", op: "evaluate", args: {}, ...asked });
const plain = (text: string): Answer => answerOf({ kind: "expression", plain: text });
const set = (...items: string[]): Answer => answerOf({ kind: "set", items });
const mark = (asked: Asked, answer: Answer): Mark => judgeCas(row(asked), answer).mark;

function accepts(asked: Asked, ...answers: Answer[]): void {
  for (const answer of answers)
    expect(judgeCas(row(asked), answer)).toMatchObject({ mark: "correct" });
}
function rejects(asked: Asked, ...answers: Answer[]): void {
  for (const answer of answers)
    expect(judgeCas(row(asked), answer), answer.plain).not.toMatchObject({ mark: "correct" });
}

describe("value", () => {
  const asked: Asked = {
    args: { expr: "sin(pi/4)^2 + sqrt(2)" },
    expect: "1/2 + sqrt(2)",
    check: { kind: "value" },
  };
  it("accepts other exact forms", () => {
    accepts(asked, plain("(1 + 2*sqrt(2))/2"), plain("0.5 + 2^(1/2)"), set("sqrt(2)+1/2"));
  });
  it("rejects negated, shifted, swapped and unreadable answers", () => {
    rejects(asked, plain("-1/2 - sqrt(2)"), plain("3/2 + sqrt(2)"), plain("17"), plain(""));
  });
  it("marks an echo and an operation left standing as unanswered", () => {
    expect(mark(asked, plain("sin(pi/4)^2 + sqrt(2)"))).toBe("unanswered");
    expect(mark(asked, plain("Integrate(x, x)"))).toBe("unanswered");
  });
  it("marks decimals and long rationals that only come near as inexact", () => {
    expect(mark(asked, plain("1.914213562373095"))).toBe("inexact");
    expect(mark(asked, plain("1914213562373095/1000000000000000"))).toBe("inexact");
    expect(mark(asked, plain("1.92"))).toBe("wrong");
  });
  it("rejects a finite value for a divergent integral, and the reverse", () => {
    const divergent: Asked = { expect: "divergent", check: { kind: "keyword" } };
    accepts(divergent, answerOf({ kind: "none", reason: "divergent" }));
    rejects(divergent, plain("0"), answerOf({ kind: "none", reason: "no-solution" }));
    rejects(asked, answerOf({ kind: "none", reason: "divergent" }), plain("infinity"));
  });
  it("never accepts what it cannot evaluate", () => {
    expect(mark(asked, plain("mystery(2)"))).toBe("unscorable");
    expect(mark({ ...asked, check: { kind: "equivalent" } }, plain("1/(x - x)"))).toBe(
      "unscorable",
    );
  });
  it("tells the infinities apart", () => {
    const negative: Asked = { expect: "-infinity", check: { kind: "keyword" } };
    accepts(negative, plain("-infinity"));
    rejects(negative, plain("infinity"));
    const infinite: Asked = { expect: "infinity", check: { kind: "keyword" } };
    accepts(
      infinite,
      plain("infinity"),
      answerOf({ kind: "none", reason: "infinite" }, "infinity"),
    );
    rejects(
      infinite,
      plain("-infinity"),
      answerOf({ kind: "none", reason: "infinite" }, "-infinity"),
    );
  });
});

describe("equivalent and its shapes", () => {
  it("samples whole numbers for sums", () => {
    const asked: Asked = {
      op: "sum",
      args: { expr: "binomial(n,k)" },
      expect: "2^n*cos(2*pi*n)",
      check: { kind: "equivalent" },
    };
    accepts(asked, plain("2^n"));
    rejects(asked, plain("2^n + 1"), plain("2^(n-1)"));
  });
  it("wants a simplified answer to be short", () => {
    const asked: Asked = {
      args: { expr: "(x^2-4)/(x^2+4*x+4)" },
      expect: "(x-2)/(x+2)",
      check: { kind: "equivalent-and-short" },
    };
    accepts(asked, plain("(x - 2)/(x + 2)"), plain("1 - 4/(x+2)"));
    rejects(asked, plain("(x^2-4)/(x^2+4*x+4)"), plain("(x-2)*(x+2)*(x+3)/((x+2)^2*(x+3))"));
  });
  it("wants a factored answer to have its factors", () => {
    const asked: Asked = {
      args: { expr: "x^3 - x" },
      expect: "x*(x-1)*(x+1)",
      check: { kind: "equivalent-and-factored" },
    };
    accepts(asked, plain("(x+1)*x*(x-1)"), plain("-x*(1-x)*(x+1)"));
    rejects(asked, plain("x^3 - x"), plain("x*(x^2-1)"), plain("x*(x-1)*(x+2)"));
  });
  it("wants an expanded answer to hold no sum in a product or power", () => {
    const asked: Asked = {
      args: { expr: "(x+1)^3" },
      expect: "x^3+3*x^2+3*x+1",
      check: { kind: "equivalent-and-expanded" },
    };
    accepts(asked, plain("1 + 3*x + 3*x^2 + x^3"));
    rejects(asked, plain("(x+1)^3"), plain("x^3 + 3*x*(x+1) + 1"), plain("x^3+3*x^2+3*x"));
  });
  it("wants partial fractions to be apart", () => {
    const asked: Asked = {
      expect: "1/(x-1) - 1/(x+1)",
      check: { kind: "equivalent-and-decomposed" },
    };
    accepts(asked, plain("-1/(x+1) + 1/(x-1)"));
    rejects(asked, plain("2/(x^2-1)"));
  });
  it("compares up to a constant or a sign only where told to", () => {
    const constant: Asked = { expect: "x^2-1", check: { kind: "equivalent-up-to-constant" } };
    accepts(constant, plain("x^2-1"), plain("3*(x-1)*(x+1)"));
    rejects(constant, plain("x^2-2"), plain("x*(x^2-1)"));
    const sign: Asked = { expect: "x-y", check: { kind: "equivalent-up-to-sign" } };
    accepts(sign, plain("y-x"), plain("x-y"));
    rejects(sign, plain("2*(x-y)"), plain("x+y"));
  });
  it("does not count a multiple angle as expanded where that is asked", () => {
    const asked: Asked = {
      expect: "2*sin(x)*cos(x)",
      check: { kind: "equivalent-and-expanded", no_multiple_angle: true },
    };
    accepts(asked, plain("2*cos(x)*sin(x)"));
    rejects(asked, plain("sin(2*x)"));
  });
});

describe("antiderivative", () => {
  const asked: Asked = {
    op: "integrate",
    args: { expr: "x*cos(a*x)", var: "x" },
    expect: "x*sin(a*x)/a + cos(a*x)/a^2",
    check: { kind: "antiderivative" },
    params: { a: "1.3" },
    points: ["0.3", "0.7", "1.1", "1.9", "2.5"],
  };
  it("accepts any constant and any form", () => {
    accepts(
      asked,
      plain("x*sin(a*x)/a + cos(a*x)/a^2 + C"),
      plain("(a*x*sin(a*x)+cos(a*x))/a^2 - 7"),
    );
  });
  it("rejects wrong ones", () => {
    rejects(
      asked,
      plain("-x*sin(a*x)/a - cos(a*x)/a^2"),
      plain("x*sin(a*x)/a"),
      plain("x*cos(a*x)"),
      plain("0"),
      answerOf({ kind: "none", reason: "divergent" }),
    );
  });
  it("leaves an integral left standing unanswered", () => {
    expect(mark(asked, plain("integrate(x*cos(a*x), x)"))).toBe("unanswered");
  });
  it("marks an answer that holds on one branch only as partial", () => {
    const branch: Asked = {
      args: { expr: "abs(x-1)", var: "x" },
      expect: "?",
      check: { kind: "antiderivative" },
      points: ["0.3", "0.7", "1.3", "1.9"],
    };
    expect(mark(branch, plain("x^2/2 - x"))).toBe("partial");
  });
  it("checks special functions to the same precision", () => {
    const special: Asked = {
      args: { expr: "e^(-x^2)", var: "x" },
      expect: "sqrt(pi)*erf(x)/2",
      check: { kind: "antiderivative" },
      points: ["0.3", "0.7", "1.3"],
    };
    accepts(special, plain("sqrt(pi)/2*erf(x)"));
    rejects(special, plain("0.8862*erf(x)"), plain("erf(x)"));
  });
  it("never accepts what it cannot evaluate", () => {
    expect(mark(asked, plain("mystery(x)"))).toBe("unscorable");
  });
});

describe("rootset and tupleset", () => {
  const asked: Asked = {
    op: "solve",
    args: { eq: "x^3 = 2*x", var: "x", domain: "real" },
    expect: ["0", "sqrt(2)", "-sqrt(2)"],
    check: { kind: "rootset" },
  };
  it("accepts the roots in any order and form", () => {
    accepts(asked, set("-2^(1/2)", "2/sqrt(2)", "0"));
    accepts(
      asked,
      answerOf({
        kind: "solutions",
        variables: ["x"],
        solutions: [{ x: "sqrt(2)" }, { x: "0" }, { x: "-sqrt(2)" }],
        complete: true,
      }),
    );
  });
  it("marks missing roots as partial and extraneous ones as wrong", () => {
    expect(mark(asked, set("0", "sqrt(2)"))).toBe("partial");
    expect(mark(asked, set("0", "sqrt(2)", "-sqrt(2)", "1"))).toBe("wrong");
    expect(mark(asked, set("1", "2", "3"))).toBe("wrong");
    expect(mark(asked, answerOf({ kind: "none", reason: "no-solution" }))).toBe("wrong");
  });
  it("marks decimals as inexact, unless they are allowed", () => {
    const decimals = set("0", "1.41421356237310", "-1.41421356237310");
    expect(mark(asked, decimals)).toBe("inexact");
    expect(mark({ ...asked, check: { kind: "rootset", numeric_ok: true } }, decimals)).toBe(
      "correct",
    );
  });
  it("drops complex roots where reals are asked for", () => {
    const cubic: Asked = {
      args: { eq: "x^3 = 1", var: "x", domain: "real" },
      expect: ["1"],
      check: { kind: "rootset" },
    };
    accepts(cubic, set("1", "(-1+i*sqrt(3))/2", "(-1-i*sqrt(3))/2"));
    accepts({ ...cubic, args: { var: "x", domain: "real" } }, set("1", "i"));
    expect(mark({ ...cubic, expect: ["1", "(-1+i*sqrt(3))/2"] }, set("1"))).toBe("partial");
  });
  it("compares angles modulo a turn and expands families", () => {
    const angles: Asked = {
      args: { eq: "sin(x) = 1/2", var: "x", domain: "real", interval: ["0", "2*pi"] },
      expect: ["pi/6", "5*pi/6"],
      check: { kind: "rootset" },
    };
    accepts(angles, set("pi/6 + 2*pi", "5*pi/6"));
    rejects(angles, set("pi/6", "pi/3"));
    expect(membersOf("x = pi/6 + 2*pi*k, k integer")).toContain("pi/6 + 2*pi*(1)");
    accepts(
      angles,
      answerOf({
        kind: "solutions",
        variables: ["x"],
        solutions: [],
        complete: true,
        family: "x = pi/6 + 2*pi*k or x = 5*pi/6 + 2*pi*k, k integer",
      }),
    );
  });
  it("keeps the pairs of a system together", () => {
    const system: Asked = {
      args: { eqs: ["x + y = 3", "x*y = 2"], vars: ["x", "y"] },
      expect: [
        { x: "1", y: "2" },
        { x: "2", y: "1" },
      ],
      check: { kind: "tupleset" },
    };
    const solutions = (...pairs: Record<string, string>[]): Answer =>
      answerOf({ kind: "solutions", variables: ["x", "y"], solutions: pairs, complete: true });
    accepts(system, solutions({ x: "2", y: "1" }, { x: "1", y: "2" }));
    rejects(system, solutions({ x: "1", y: "1" }, { x: "2", y: "2" }));
    expect(mark(system, solutions({ x: "1", y: "2" }))).toBe("partial");
  });
});

describe("intervals", () => {
  const asked: Asked = {
    expect: [
      ["-infinity", "-2", 0, 1],
      ["3", "infinity", 1, 0],
    ],
    check: { kind: "intervals" },
  };
  const intervals = (...rows: [string, string, boolean, boolean][]): Answer =>
    answerOf({
      kind: "intervals",
      variable: "x",
      intervals: rows.map(([lo, hi, loClosed, hiClosed]) => ({ lo, hi, loClosed, hiClosed })),
    });
  it("compares the sets, not the way they are cut", () => {
    accepts(
      asked,
      intervals(
        ["3", "7", true, true],
        ["7", "infinity", true, false],
        ["-infinity", "-2", false, true],
      ),
    );
  });
  it("sees an open end, a shifted end and the complement", () => {
    rejects(
      asked,
      intervals(["-infinity", "-2", false, false], ["3", "infinity", true, false]),
      intervals(["-infinity", "-2", false, true], ["3.001", "infinity", true, false]),
      intervals(["-infinity", "-2", false, true], ["3", "infinity", false, false]),
      intervals(["-2", "3", false, false]),
      answerOf({ kind: "none", reason: "no-solution" }),
      plain("x > 3"),
    );
  });
});

describe("matrix, nullspace and lists", () => {
  const asked: Asked = {
    expect: [
      ["x", "1/2"],
      ["0", "sqrt(2)"],
    ],
    check: { kind: "matrix" },
  };
  const matrix = (...rows: string[][]): Answer => answerOf({ kind: "matrix", rows });
  it("compares entry by entry", () => {
    accepts(asked, matrix(["2*x/2", "0.5"], ["0", "2/sqrt(2)"]));
    rejects(asked, matrix(["x", "0"], ["1/2", "sqrt(2)"]), matrix(["x", "1/2"]), plain("x"));
  });
  it("accepts any basis of the null space", () => {
    const kernel: Asked = {
      args: {
        m: [
          ["1", "2", "3"],
          ["2", "4", "6"],
        ],
      },
      expect: [
        ["-2", "1", "0"],
        ["-3", "0", "1"],
      ],
      check: { kind: "nullspace" },
    };
    accepts(kernel, matrix(["-5", "1", "1"], ["-2", "1", "0"]));
    rejects(kernel, matrix(["-2", "1", "0"]), matrix(["-2", "1", "0"], ["-4", "2", "0"]));
    rejects(kernel, matrix(["2", "1", "0"], ["-3", "0", "1"]));
  });
  it("keeps the order of a list", () => {
    const list: Asked = { expect: ["x^2+1", "x"], check: { kind: "list-equivalent" } };
    accepts(list, answerOf({ kind: "tuple", items: ["1+x^2", "x"] }));
    rejects(list, answerOf({ kind: "tuple", items: ["x", "1+x^2"] }));
  });
});

describe("ode", () => {
  const asked: Asked = {
    op: "dsolve",
    args: { eq: "y''+4*y=sin(x)", func: "y", var: "x", ics: {} },
    expect: "c1*cos(2*x)+c2*sin(2*x)+sin(x)/3",
    check: { kind: "ode", constants: 2 },
  };
  it("accepts other names and forms", () => {
    accepts(
      asked,
      plain("sin(x)/3 + A*cos(2*x) + B*sin(x)*cos(x)"),
      plain("y(x) = C1*cos(2*x) + C2*sin(2*x) + sin(x)/3"),
    );
  });
  it("rejects too few, merged and missing constants, and wrong solutions", () => {
    rejects(
      asked,
      plain("c1*cos(2*x) + sin(x)/3"),
      plain("(c1+c2)*cos(2*x) + sin(x)/3"),
      plain("c1*cos(2*x)+c2*sin(2*x)"),
      plain("c1*cos(x)+c2*sin(x)+sin(x)/3"),
    );
  });
  it("checks the initial conditions", () => {
    const initial: Asked = {
      args: { eq: "y'=2*y", func: "y", var: "x", ics: { "y(0)": "3" } },
      expect: "3*e^(2*x)",
      check: { kind: "ode", constants: 0 },
    };
    accepts(initial, plain("3*exp(2*x)"));
    rejects(initial, plain("2*exp(2*x)"), plain("3*exp(x)"), plain("c1*exp(2*x)"));
  });
});

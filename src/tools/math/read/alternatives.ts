import type { Assumption } from "./reading-context.ts";

type Alternatives = Assumption["alternatives"];

const CONSTANTS = [
  { letter: "i", written: "sqrt(-1)", name: "the imaginary unit" },
  { letter: "e", written: "exp(1)", name: "Euler's number" },
] as const;

/**
 * The other way to read what an assumption settled, as an input that is read so; empty where there is
 * none, or where it cannot be made by rewriting the text.
 */
export function alternativesFor({ kind, text }: Assumption, input: string): Alternatives {
  const rewritten = REWRITERS[kind]?.(input, text);
  return rewritten === undefined || rewritten.input === input ? [] : [rewritten];
}

const REWRITERS: Readonly<
  Record<string, (input: string, text: string) => Alternatives[number] | undefined>
> = {
  logarithm: (input) => ({
    text: "Use the logarithm to base 10 instead",
    input: input.replace(/\\?(?<![A-Za-z])log(?![A-Za-z\d_])/g, "log10"),
  }),
  "implicit-multiplication": (input) => ({
    text: "Divide by the whole product instead",
    input: input.replace(/\/\s*(\d+(?:\.\d+)?[A-Za-z]+|[A-Za-z]{2,3})(?![A-Za-z\d(])/g, "/($1)"),
  }),
  "number-format": (input) => ({
    text: "Read e as Euler's number instead",
    input: input.replace(
      /(\d)[eE]([+-]?)(\d+)/g,
      (_, before: string, sign: string, after: string) =>
        `${before}*e${sign === "" ? "*" : sign}${after}`,
    ),
  }),
  "whole-numbers": (input, text) => {
    const free = ["x", "t", "u"].find((name) => !occurs(input, name));
    return free === undefined
      ? undefined
      : {
          text: `Let it run through the real numbers instead (written ${free})`,
          input: replaceLetter(input, text.slice(0, 1), free),
        };
  },
  "function-w": (input) => ({
    text: "Read W as a letter that is multiplied instead",
    input: input.replace(/(?<![A-Za-z\\])W\(/g, "W*("),
  }),
  "base-of-logarithm": (input) => ({
    text: "Read the first argument as the base instead",
    input: input.replace(/((?:log|ln)\s*\()([^(),]+),([^(),]+)\)/gi, "$1$3,$2)"),
  }),
  argument: (input) => ({
    text: "Take what is divided by into the argument instead",
    input: input.replace(
      /(\\?(?<![A-Za-z])(?:a?(?:sin|cos|tan)h?|cot|sec|csc|ln|log|sqrt))\s+(\\?[A-Za-z\dπ]+)\s*\/\s*(\\?[A-Za-z\dπ]+)/g,
      "$1($2/$3)",
    ),
  }),
  exponent: (input) => ({
    text: "Take what follows into the exponent instead",
    input: input
      .replace(/((?<![A-Za-z])e|\d)\^(\d+(?:\.\d+)?[A-Za-z]+)/g, "$1^($2)")
      .replace(/\^(1\/\d+)/g, "^($1)"),
  }),
  "mixed-number": (input) => ({
    text: "Multiply instead",
    input: input
      .replace(/(\d)\s+(\d+\/\d+)/g, "$1*$2")
      .replace(/(\d)\s*(\\[dtc]?frac\s*\{\d+\})/g, "$1 \\cdot $2"),
  }),
  letters: (input, text) => {
    const constant = CONSTANTS.find(({ letter }) => text.startsWith(`${letter} is read as a var`));
    return constant === undefined
      ? undefined
      : {
          text: `Use ${constant.letter} as ${constant.name} instead`,
          input: replaceLetter(input, constant.letter, constant.written),
        };
  },
  constant: (input, text) => {
    const letter = text.slice(0, 1);
    const free = ["k", "m", "u", "v", "w", "q", "p"].find((name) => !occurs(input, name));
    return free === undefined
      ? undefined
      : {
          text: `Use ${letter} as a variable instead (written ${free})`,
          input: replaceLetter(input, letter, free),
        };
  },
};

function occurs(input: string, letter: string): boolean {
  return new RegExp(`(?<![A-Za-z])${letter}(?![A-Za-z])`).test(input);
}

function replaceLetter(input: string, letter: string, by: string): string {
  return input.replace(new RegExp(`(?<![A-Za-z\\\\])${letter}(?![A-Za-z])`, "g"), by);
}

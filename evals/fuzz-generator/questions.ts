import { OPERATION_INTENTS, QUESTION_INTENTS } from "../../src/tools/math/read/intents/all.ts";
import { someExpression, someMatrix, someNumber, somePolynomial } from "./expressions.ts";
import type { Random } from "./random.ts";
import { someSlot } from "./slots.ts";

const INTENTS = [...QUESTION_INTENTS, ...OPERATION_INTENTS];
const FRAMES = INTENTS.flatMap(({ frames }) => frames.filter((frame) => typeof frame === "string"));
const EXAMPLES = INTENTS.flatMap(({ examples }) => examples.map(({ ask }) => ask));
const HEADS =
  "Integrate D Limit Sum Product Solve DSolve Factor Expand Simplify Det Inverse Eigenvalues Series NSolve FullSimplify PrimeQ GCD Apart Reduce Minimize LaplaceTransform RSolve MatrixPower diff integrate solve limit Matrix sympy.solve np.dot math.sqrt".split(
    " ",
  );
const OPENINGS = [
  "",
  "please ",
  "What is ",
  "求",
  "请问",
  "let f(x) = A. ",
  "if a = A and b = A, ",
  "assume x > 0 and x < 0, ",
  "given f(x) = f(x), ",
  "where n is an integer, ",
  "已知 a = A，",
];
const CLOSINGS = [
  "",
  "",
  "?",
  "？",
  " = 0",
  " where x = A",
  " for x > 0",
  " to 50 digits",
  " 等于多少",
  " step by step",
  " and then factor it",
];

/** A whole question of an intent, as its author wrote it or with other numbers, letters and parts. */
export function someExample(random: Random): string {
  const example = random.pick(EXAMPLES);
  return random.pick([
    () => example,
    () => example.replace(/\d+/g, (digits) => (random.chance(0.4) ? someNumber(random) : digits)),
    () =>
      example.replace(/(?<![A-Za-z])[xyn](?![A-Za-z])/g, () => `(${someExpression(random, 2)})`),
    () => `${example}${random.pick([", ", " and ", "; ", "\n", " 和 "])}${random.pick(EXAMPLES)}`,
    () => withEdges(random, example),
  ])();
}

/** A question in the words of some frame, its slots filled with what they ask for or with anything. */
export function someFrame(random: Random): string {
  return withEdges(random, fillFrame(random.pick(FRAMES), random));
}

/** A call in the style of code and of computer algebra systems. */
export function someCall(random: Random): string {
  const [open, close] = random.pick(["()", "[]"]) as unknown as readonly [string, string];
  const parts = Array.from({ length: 1 + random.below(4) }, () =>
    random.pick([
      () => someExpression(random, 2),
      () => `{x, 0, ${someNumber(random)}}`,
      () => "x",
      () => "x -> 0",
      () => `${somePolynomial(random)} == 0`,
      () => someMatrix(random),
    ])(),
  );
  return `${random.pick(HEADS)}${open}${parts.join(", ")}${close}`;
}

function withEdges(random: Random, question: string): string {
  if (random.chance(0.6)) return question;
  const edge = (text: string): string => text.replaceAll("A", () => someExpression(random, 2));
  return `${edge(random.pick(OPENINGS))}${question}${edge(random.pick(CLOSINGS))}`;
}

/** One text that a frame (see `compileFrame`) describes; what stands in the slots is not always of its kind. */
export function fillFrame(frame: string, random: Random): string {
  let position = 0;
  const group = (): string => {
    const choices: string[] = [""];
    while (position < frame.length) {
      const character = frame[position] as string;
      position += 1;
      let text = character;
      if (character === "]" || character === ")") break;
      if (character === "|") {
        choices.push("");
        continue;
      }
      if (character === "\\") text = frame[position++] ?? "";
      else if (character === "[") text = random.chance(0.4) ? group() : (group(), "");
      else if (character === "(") text = group();
      else if (character === "{") {
        const end = frame.indexOf("}", position);
        const [name, kind] = frame.slice(position, end).split(":") as [string, string?];
        text = someSlot(name, kind, random);
        position = end + 1;
      }
      choices[choices.length - 1] += text;
    }
    return random.pick(choices);
  };
  return group();
}

import { someExpression, someMatrix, somePolynomial } from "./expressions.ts";
import { mutated, someGarbage } from "./garbage.ts";
import { someCall, someExample, someFrame } from "./questions.ts";
import type { Random } from "./random.ts";

const OPERATIONS = [
  "solve A = B",
  "solve A < B",
  "solve A = 0, B = 1 for x, y",
  "integrate A dx",
  "integrate A from 0 to B",
  "double integral of A dx dy for x from 0 to 1, y from 0 to x",
  "derivative of A",
  "limit of A as x -> B",
  "factor P",
  "simplify A",
  "expand A",
  "A 的导数",
  "A 的不定积分",
  "解方程 A = B",
  "化简 A",
  "det M",
  "M^B",
  "M * M",
  "eigenvalues of M",
  "inverse of M",
  "rank of A",
  "jordan form of M",
  "exp(M t)",
  "sum of A for k = 1 to B",
  "product of A for k = 1 to B",
  "sum 1/k^2 for k = 1 to infinity",
  "taylor series of A at 0",
  "is A > B",
  "is A = B",
  "A mod B",
  "convert A km to miles",
  "A% of B",
  "plot A",
  "laplace transform of A",
  "inverse laplace transform of A",
  "solve y' = A",
  "solve y'' + A y = B",
  "a(n+1) = A a(n), a(0) = B",
  "gcd of A and B",
  "prime factorization of B",
  "partial fractions of P / (P)",
  "resultant of P and P",
  "domain of A",
  "range of A",
  "maximum of A on [0, B]",
  "let f(x) = A. what is f(B)?",
  "let f(x) = f(A), f(0) = 1. what is f(B)?",
  "A to 1000 digits",
  "A in base 7",
];

/**
 * One input for the engine; the same random source gives the same sequence. About a third are questions
 * that can be answered, a third are spoilt ones, the rest was never meant to be understood.
 */
export function fuzzInput(random: Random): string {
  const operation = (depth: number): string =>
    random
      .pick(OPERATIONS)
      .replace(/[ABPM](?![a-z])/g, (slot) =>
        slot === "P"
          ? somePolynomial(random)
          : slot === "M"
            ? someMatrix(random)
            : someExpression(random, depth),
      );
  return random.pick([
    () => someExpression(random, 3),
    () => someExpression(random, 5),
    () => operation(2),
    () => operation(3),
    () => someExample(random),
    () => someExample(random),
    () => someFrame(random),
    () => someFrame(random),
    () => someCall(random),
    () => mutated(random, someExample(random)),
    () => mutated(random, someFrame(random)),
    () => mutated(random, operation(2)),
    () => someGarbage(random),
  ])();
}

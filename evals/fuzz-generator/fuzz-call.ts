import { AnsatzError, type FailureCode } from "../../src/core/errors.ts";
import type { PlotRequest } from "../../src/core/plot.ts";
import type { VerifierPort } from "../../src/core/verifier-port.ts";
import type { MathEngine } from "../../src/tools/math/engine.ts";
import { someExpression, someNumber, somePolynomial } from "./expressions.ts";
import { fuzzInput } from "./fuzz-input.ts";
import { mutated, someGarbage } from "./garbage.ts";
import { someExample } from "./questions.ts";
import type { Random } from "./random.ts";

/** What a call is made to. */
export interface FuzzTargets {
  readonly engine: MathEngine;
  readonly verifier: VerifierPort;
}

/** One call of one door, ready to be made and made again. */
export interface FuzzCall {
  readonly door: "query" | "pods" | "equal" | "working" | "plot" | "verify" | "read";
  /** What goes in, for the report. */
  readonly shown: string;
  /** What the door may take beside the time it is given, where it has a time of its own. */
  readonly ownMs?: number;
  /** Makes the call; returns what came of it in a word. Throws what the door does not promise. */
  make(targets: FuzzTargets, timeoutMs: number): Promise<string>;
}

/** Most calls are questions; the same random source gives the same calls. */
export function fuzzCall(random: Random): FuzzCall {
  if (random.chance(0.7)) return queryCall(fuzzInput(random));
  return random.pick([podsCall, equalCall, workingCall, plotCall, verifyCall, readCall])(random);
}

function queryCall(query: string): FuzzCall {
  return {
    door: "query",
    shown: query,
    make: async ({ engine }, timeoutMs) => (await engine.query({ query, timeoutMs })).status,
  };
}

/** Every pod of an answer, worked steps among them. */
function podsCall(random: Random): FuzzCall {
  const query = fuzzInput(random);
  const pods = random.pick([["all"], ["steps"]]);
  return {
    door: "pods",
    shown: `${pods}: ${query}`,
    make: async ({ engine }, timeoutMs) => (await engine.query({ query, pods, timeoutMs })).status,
  };
}

function equalCall(random: Random): FuzzCall {
  const a = someAnswer(random);
  const b = random.pick([
    () => a,
    () => mutated(random, a),
    () => someAnswer(random),
    () => `(${a}) + (${someExpression(random, 2)})`,
  ])();
  return {
    door: "equal",
    shown: `${a} ≟ ${b}`,
    make: async ({ engine }, timeoutMs) => (await engine.equal(a, b, { timeoutMs })).verdict,
  };
}

function someAnswer(random: Random): string {
  return random.pick([
    () => someExpression(random, 3),
    () => somePolynomial(random),
    () => `x = ${someNumber(random)} or x = ${someExpression(random, 2)}`,
    () => `{${someNumber(random)}, ${someExpression(random, 2)}}`,
    () => `[${someNumber(random)}, ${someNumber(random)})`,
    () => `${someNumber(random)}%`,
    () => `\\boxed{${someExpression(random, 2)}}`,
    () => someGarbage(random),
  ])();
}

function workingCall(random: Random): FuzzCall {
  const line = (): string =>
    random
      .pick([
        () => `${somePolynomial(random)} = ${someExpression(random, 1)}`,
        () => `x = ${someExpression(random, 2)}`,
        () => `= ${someExpression(random, 3)}`,
        () => `so x = ${someNumber(random)} 或 x = ${someNumber(random)}`,
        () => `${someNumber(random)} + ${someNumber(random)} = ${someNumber(random)}`,
        () => mutated(random, someExample(random)),
        () => someGarbage(random),
      ])()
      .slice(0, 2_000);
  const lines = Array.from({ length: 1 + random.below(random.chance(0.1) ? 60 : 5) }, line);
  const problem = random.chance(0.6) ? fuzzInput(random).slice(0, 10_000) : undefined;
  return {
    door: "working",
    shown: JSON.stringify({ problem, lines }),
    make: async ({ engine }, timeoutMs) =>
      (await engine.working({ ...(problem === undefined ? {} : { problem }), lines, timeoutMs }))
        .verdict,
  };
}

/** What a plot may be refused for; see `MathPort.plot`. */
const PLOT_REFUSALS: readonly FailureCode[] = [
  "invalid_request",
  "syntax",
  "timed_out",
  "unsupported",
  "too_large",
];

function plotCall(random: Random): FuzzCall {
  const variable = random.pick(["x", "x", "t", "pi"]);
  /** Mostly of the one variable, for a formula with others is refused at once. */
  const formula = (names = variable): string => {
    const text = random.pick([someExpression, somePolynomial])(random, 2).slice(0, 2_000);
    return random.chance(0.1) ? text : text.replace(/\b(?:[a-df-hj-z]|theta)\b/g, names);
  };
  const edge = (): number =>
    random.pick([
      () => random.below(20) - 10,
      () => random.below(20) - 10,
      () => (random.next() - 0.5) * 10 ** random.below(random.chance(0.1) ? 300 : 12),
      () => random.next() * 1e-9,
      () => random.pick([1e-300, Number.MAX_VALUE, 0]),
    ])();
  const range: [number, number] = [edge(), edge()];
  const source = random.pick<() => PlotRequest["source"]>([
    () => ({ kind: "functions", functions: [formula(), formula()], variable, shaded: range }),
    () => ({ kind: "functions", functions: [formula()], variable }),
    () => ({ kind: "parametric", x: formula(), y: formula(), parameter: variable, range }),
    () => ({ kind: "polar", radius: formula("theta"), parameter: "theta", range }),
    () => ({
      kind: "relations",
      relations: [`${formula("x")} = ${formula("y")}`, `y < ${formula("x")}`],
    }),
  ])();
  const [xMin, yMin] = [edge(), edge()];
  const size = (): number => random.pick([() => edge(), () => 10, () => 1e-7])();
  const window = { xMin, xMax: xMin + size(), yMin, yMax: yMin + size() };
  const request: PlotRequest = { source, window };
  return {
    door: "plot",
    shown: JSON.stringify(request),
    make: async ({ engine }, timeoutMs) => {
      try {
        await engine.plot({ ...request, timeoutMs });
        return "drawn";
      } catch (error) {
        if (AnsatzError.isInstance(error) && PLOT_REFUSALS.includes(error.code)) return error.code;
        throw error;
      }
    },
  };
}

/** Statements of a text are put to the engine for so long in all, whatever its question may take. */
const VERIFY_MS = 2_000;
/** Reading alone takes no time limit and has its own. */
const READ_MS = 1_000;

const SENTENCES = [
  "A = B.",
  "So A + A = B, which is B% of A.",
  "The answer is A.",
  "$$A = B$$",
  "因此 A = B，答案是 B。",
  "The derivative of A is A.",
  "From 2024-01-01 to 2024-13-45 there are B days.",
  "B km is B miles.",
  "The roots of A = 0 are x = B and x = B.",
  "| a | b |\n|---|---|\n| B | B |\n",
  "On average they sold B apples, B more than last year.",
];

function verifyCall(random: Random): FuzzCall {
  const sentence = (): string =>
    random.chance(0.1)
      ? someGarbage(random)
      : random
          .pick(SENTENCES)
          .replace(/A/g, () => someExpression(random, 3))
          .replace(/B/g, () => someNumber(random));
  const text = Array.from({ length: 1 + random.below(6) }, sentence).join(" ");
  const question = random.chance(0.3) ? fuzzInput(random) : undefined;
  const context = random.chance(0.2) ? sentence() : undefined;
  const input = {
    text,
    ...(question === undefined ? {} : { question }),
    ...(context === undefined ? {} : { context }),
  };
  return {
    door: "verify",
    ownMs: VERIFY_MS,
    shown: JSON.stringify(input),
    make: async ({ verifier }, timeoutMs) => {
      try {
        return (await verifier.verify(input, { timeoutMs })).verdict;
      } catch (error) {
        if (AnsatzError.isInstance(error) && error.code === "too_large") return error.code;
        throw error;
      }
    },
  };
}

function readCall(random: Random): FuzzCall {
  const query = fuzzInput(random);
  return {
    door: "read",
    ownMs: READ_MS,
    shown: query,
    make: async ({ engine }) => {
      engine.recognise(query);
      return engine.read({ query }).reading === null ? "unread" : "read";
    },
  };
}

import { AnsatzError } from "../../../../core/errors.ts";
import type { Certificate } from "../../../../core/truth.ts";
import type { EngineRequest } from "../../engines/candidate-engine.ts";
import { COMPUTE_ENGINE, INTEGRATION_RULES } from "../../engines/compute-engine-task.ts";
import type { OpenedMember } from "../../engines/portfolio-member.ts";
import { type Expression, nodeCount } from "../../expression/expression.ts";
import { tidySigns } from "../../expression/tidy-signs.ts";
import { integrateHarmonics } from "../../integrate/harmonic.ts";
import { integrateQuadraticRoots } from "../../integrate/quadratic-roots.ts";
import { integrateRational } from "../../integrate/rational.ts";
import {
  type AskEngine,
  type Bounded,
  directSubstitutions,
  searchAlone,
  searchAntiderivative,
} from "../../integrate/search.ts";
import { inOwnBases, tidyAnswer } from "../../integrate/tidy-answer.ts";
import { type AntiderivativeCheck, checkAntiderivative } from "../../prove/antiderivative.ts";
import { cost, EXACT } from "../candidates.ts";
import { lostConditions } from "../evaluate.ts";
import type { CandidateAnswer, ComputeContext } from "../outcome.ts";
import { firstProved } from "../portfolio.ts";

const SEARCH = "integral-search";
/** What our own rules do alone is quick; a form that the light engine knows at once comes before it. */
const ALONE_AFTER_MS = 150;
const ALONE_LIMIT_MS = 1_000;
/** After the rules have had their first chance, before the slow engine starts. */
const SEARCH_AFTER_MS = 500;
const MOST_QUESTIONS = 24;
/** How long a proof is waited for when an antiderivative holds at every point already. */
const PATIENCE_MS = 2_500;
/** What the light engine knows, it knows at once. */
const LIGHT_LIMIT_MS = 1_500;

/** An antiderivative by the own algorithms that need no search; null where it is not proved. */
export function ownAntiderivative(
  body: Expression,
  variable: string,
  context: ComputeContext,
): CandidateAnswer | null {
  const form = context.proving(
    () =>
      integrateHarmonics(body, variable) ??
      integrateQuadraticRoots(body, variable) ??
      integrateRational(body, variable),
  );
  const own = form === null ? null : bestAntiderivative(body, variable, [form], SEARCH, context);
  return own?.certificate.grade === "proved" ? own : null;
}

/** An antiderivative that was differentiated back, from whichever engine proves one first; null when none holds. */
export async function antiderivative(
  body: Expression,
  variable: string,
  context: ComputeContext,
): Promise<CandidateAnswer | null> {
  const own = ownAntiderivative(body, variable, context);
  if (own !== null) return own;
  return firstProved(
    withSearch(context, isSimplified(body, variable, context)),
    { operation: "integrate", arguments: [body], variables: [variable] },
    (candidates, engine) => bestAntiderivative(body, variable, candidates, engine, context),
    "proved",
    PATIENCE_MS,
  );
}

/** Is there a substitution that leaves a smaller integral? Then it comes before the question as it stands. */
function isSimplified(body: Expression, variable: string, context: ComputeContext): boolean {
  const [simplest] = context.proving(() => directSubstitutions(body, variable));
  return simplest !== undefined && nodeCount(simplest.integrand) < nodeCount(body);
}

/**
 * The search by hand takes part like two engines: alone, and later asking the light engine and the rules for
 * what is left.
 */
function withSearch(context: ComputeContext, isFirst: boolean): ComputeContext {
  const helpers = [COMPUTE_ENGINE, INTEGRATION_RULES].flatMap(
    (name) => context.engines.find((member) => member.name === name) ?? [],
  );
  const [helper] = helpers;
  if (helper === undefined) return context;
  const bounded: Bounded = (work) => context.proving(work);
  const member = (
    afterMs: number,
    run: (request: EngineRequest<string>) => Promise<Expression[]>,
  ): OpenedMember => ({
    name: SEARCH,
    family: helper.family,
    afterMs: isFirst ? 0 : afterMs,
    operations: ["integrate"],
    isWitness: false,
    engine: { run, warmUp: () => Promise.resolve(), close: () => Promise.resolve() },
  });
  const engines = [
    ...context.engines,
    member(ALONE_AFTER_MS, (request) => searchedAlone(request, bounded)),
    member(SEARCH_AFTER_MS, (request) => searched(request, helpers, bounded)),
  ].sort((a, b) => a.afterMs - b.afterMs);
  return { ...context, engines };
}

async function searchedAlone(
  request: EngineRequest<string>,
  bounded: Bounded,
): Promise<Expression[]> {
  const [body] = request.arguments;
  const [variable] = request.variables;
  if (body === undefined || variable === undefined) return [];
  const found = await searchAlone(body, variable, bounded, ALONE_LIMIT_MS);
  return found === null ? [] : [found];
}

async function searched(
  request: EngineRequest<string>,
  helpers: readonly OpenedMember[],
  bounded: Bounded,
): Promise<Expression[]> {
  const deadline = performance.now() + request.timeoutMs;
  const [body] = request.arguments;
  const [variable] = request.variables;
  if (body === undefined || variable === undefined) return [];
  const ask: AskEngine = async (integrand, mark) => {
    for (const { engine, afterMs } of helpers) {
      const leftMs = Math.max(1, Math.floor(deadline - performance.now()));
      const candidates = await answersOf(engine, {
        operation: "integrate",
        arguments: [integrand],
        variables: [mark],
        // Whoever starts at once is asked for what is easy.
        timeoutMs: afterMs === 0 ? Math.min(leftMs, LIGHT_LIMIT_MS) : leftMs,
        signal: request.signal,
      });
      const holds = candidates.find((candidate) =>
        bounded(() => GRADES.includes(checkAntiderivative(candidate, integrand, mark).verdict)),
      );
      if (holds !== undefined) return holds;
    }
    return null;
  };
  const found = await searchAntiderivative(body, variable, ask, MOST_QUESTIONS, bounded);
  return found === null ? [] : [found];
}

/** An engine that fails or is late has no answer to a part; the search goes on. */
async function answersOf(
  engine: OpenedMember["engine"],
  request: EngineRequest,
): Promise<readonly Expression[]> {
  try {
    return await engine.run(request);
  } catch (error) {
    if (AnsatzError.isInstance(error) && PASSED_OVER.includes(error.code)) return [];
    throw error;
  }
}

const PASSED_OVER: readonly string[] = ["timed_out", "engine_failed"];

const GRADES = ["proved", "agrees"];

/** The strongest check wins, then fewer conditions, then a form that is real, then the shorter one. */
function bestAntiderivative(
  body: Expression,
  variable: string,
  found: readonly Expression[],
  engine: string,
  context: ComputeContext,
): CandidateAnswer | null {
  const checked = context.proving(() =>
    found
      .flatMap((expression) => [inOwnBases(tidySigns(expression)), tidyAnswer(expression)])
      .map((expression) => ({
        expression,
        check: checkAntiderivative(expression, body, variable),
      }))
      .filter(({ check }) => GRADES.includes(check.verdict))
      .sort((a, b) => {
        const [x, y] = [a.check, b.check];
        return (
          GRADES.indexOf(x.verdict) - GRADES.indexOf(y.verdict) ||
          x.positive.length - y.positive.length ||
          y.realPoints - x.realPoints ||
          cost(a.expression) - cost(b.expression)
        );
      }),
  );
  const [best] = checked;
  if (best === undefined) return null;
  return {
    expression: best.expression,
    certificate: certificate(best.expression, best.check, body, variable, engine),
    engine,
  };
}

function certificate(
  expression: Expression,
  { verdict, points, positive }: AntiderivativeCheck,
  body: Expression,
  variable: string,
  engine: string,
): Certificate {
  const conditions = [
    ...positive.map((name) => `${name} > 0`),
    ...lostConditions(expression, body).filter(
      (condition) => !new RegExp(`\\b${variable}\\b`).test(condition),
    ),
  ];
  return {
    grade: verdict === "proved" ? "proved" : "numeric-check",
    method: "differentiate-back",
    detail:
      verdict === "proved"
        ? "Differentiated back by separate rules, the result is the integrand exactly."
        : `Differentiated back by separate rules, the result agrees with the integrand at ${points} points of its domain; the exact comparison did not settle it.`,
    engines: [engine, EXACT],
    ...(conditions.length === 0 ? {} : { conditions }),
  };
}

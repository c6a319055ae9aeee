import type { Certificate } from "../../../core/truth.ts";
import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  integer,
  substitute,
} from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidyRational } from "../integrate/tidy.ts";
import { tidy } from "../matrix/matrix.ts";
import { proveRecurrence, type RecurrenceProof } from "../prove/recurrence-proof.ts";
import { type RecurrenceQuery, termName } from "../read/recurrence-query.ts";
import { partialProduct } from "../summation/partial-product.ts";
import { telescopingSum } from "../summation/telescoping-sum.ts";
import { EXACT } from "./candidates.ts";
import { type CandidateAnswer, type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { firstProved, type Question } from "./portfolio.ts";
import { recurrenceGuesses } from "./recurrence-guesses.ts";
import { oneTerm } from "./recurrence-term.ts";

/**
 * Solves a recurrence: with as many neighbouring initial values as its order for the one sequence, without
 * any for all of them with their constants. A closed form is proved by induction before it is shown.
 */
export async function recurrenceQuery(
  query: RecurrenceQuery,
  context: ComputeContext,
): Promise<Outcome> {
  const { unknown, index, order, initial } = query;
  if (query.term !== null) return oneTerm(query, query.term);
  if (initial.length !== order && initial.length > 0)
    return openOutcome(
      `A recurrence of order ${order} needs ${order} initial value${order === 1 ? "" : "s"}, such as ${unknown}(0) = 1, or none for the general solution.`,
      "unsupported",
    );
  const proved =
    context.proving(() => bestProof(query, recurrenceGuesses(query), EXACT)) ??
    (await accumulated(query, context)) ??
    (await firstProved(context, wholeQuestion(query), (found, engine) =>
      bestProof(query, found, engine),
    ));
  if (proved === null)
    return openOutcome("No closed form of this recurrence was found that could be proved.");
  const plain = printPlain(proved.expression);
  return {
    kind: "answer",
    value: { kind: "expression", plain },
    short: plain,
    plain: `${unknown}(${index}) = ${plain}`,
    latex: `${unknown}(${index}) = ${printLatex(proved.expression)}`,
    certificate: proved.certificate,
    engine: proved.engine,
  };
}

function wholeQuestion({ equation, unknown, index, order, initial }: RecurrenceQuery): Question {
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  let asked: Expression = ["Add", left, ["Negate", right]];
  for (let k = 0; k <= order; k++)
    asked = substitute(asked, termName(unknown, k), [
      unknown,
      k === 0 ? index : ["Add", index, integer(k)],
    ]);
  const values: Expression[] = initial.map(({ at, value }) => [
    "List",
    [unknown, integer(at)],
    value,
  ]);
  return { operation: "rsolve", arguments: [asked, ["List", ...values]], variables: [index] };
}

const END = "__end";

/** a(n+1) = p(n) a(n) as a product of factors, a(n+1) = a(n) + q(n) as a sum of steps. */
async function accumulated(
  query: RecurrenceQuery,
  context: ComputeContext,
): Promise<CandidateAnswer | null> {
  const { equation, unknown, index, order, initial } = query;
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const first = initial[0];
  if (order !== 1 || first === undefined || left !== termName(unknown, 1)) return null;
  const earlier = termName(unknown, 0);
  const step = tidy(["Add", right, ["Negate", earlier]]);
  const factor = tidy(["Divide", right, earlier]);
  const isSum = !contains(step, earlier);
  if (!isSum && contains(factor, earlier)) return null;
  const running = "k";
  const own = context.proving(() => {
    const body = substitute(isSum ? step : factor, index, running);
    const total = isSum
      ? telescopingSum(body, running, first.at, END)?.sum
      : partialProduct(body, running, first.at, END);
    if (total === undefined || total === null) return null;
    const closed: Expression = [
      isSum ? "Add" : "Multiply",
      first.value,
      substitute(total, END, ["Add", index, integer(-1)]),
    ];
    return bestProof(query, [tidyRational(closed) ?? closed, closed], EXACT);
  });
  if (own !== null) return own;
  const question: Question = {
    operation: isSum ? "sum" : "product",
    arguments: [
      substitute(isSum ? step : factor, index, running),
      integer(first.at),
      ["Add", index, integer(-1)],
    ],
    variables: [running],
  };
  return firstProved(context, question, (found, engine) =>
    bestProof(
      query,
      found
        .map((total): Expression => [isSum ? "Add" : "Multiply", first.value, total])
        .map((closed) => exactForm(closed) ?? closed),
      engine,
    ),
  );
}

/** The first candidate with a complete proof, else the first that holds where it could be settled. */
function bestProof(
  query: RecurrenceQuery,
  candidates: readonly Expression[],
  engine: string,
): CandidateAnswer | null {
  let weaker: CandidateAnswer | null = null;
  for (const expression of candidates) {
    const proof = proveRecurrence(query, expression);
    if (proof === null) continue;
    const answer = { expression, engine, certificate: certificateOf(proof, engine) };
    if (proof.openQuestion === null) return answer;
    weaker ??= answer;
  }
  return weaker;
}

function certificateOf(
  { constants, openQuestion, conditions }: RecurrenceProof,
  engine: string,
): Certificate {
  const what =
    constants === 0
      ? "The closed form takes the initial values exactly and satisfies the recurrence identically"
      : `The closed form satisfies the recurrence identically and its ${constants} constant${constants === 1 ? " is" : "s are"} independent`;
  const end =
    openQuestion ??
    (constants === 0
      ? "each term determines the next, so by induction it is the only one"
      : "each term determines the next, so these are all solutions");
  return {
    grade: openQuestion === null ? "proved" : "exact-check",
    method: "induction",
    detail: `${what}; ${end}.`,
    engines: [...new Set([engine, EXACT])],
    ...(conditions.length === 0 ? {} : { conditions: [...conditions] }),
  };
}

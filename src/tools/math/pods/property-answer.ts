import type { Certificate } from "../../../core/truth.ts";
import { EXACT } from "../plan/candidates.ts";
import { expressionOutcome } from "../plan/expression-outcome.ts";
import { type ComputeContext, openOutcome, type Outcome } from "../plan/outcome.ts";
import type { FunctionProperty, PropertyQuery } from "../read/calculus-query.ts";
import { variablesOf } from "../expression/expression.ts";
import type { MathQuery } from "../read/math-query.ts";
import { rangeByPieces } from "../plan/range-by-pieces.ts";
import { rangeOutcome } from "../plan/range-on-interval.ts";
import { asymptotesPod } from "./asymptotes-pod.ts";
import { extremaPod } from "./extrema-pod.ts";
import type { PodContent, PodMaker, PodSubject } from "./pod-maker.ts";
import { rangePod } from "./range-pod.ts";
import { symmetryPod } from "./symmetry-pod.ts";

interface Source {
  readonly pod: PodMaker;
  /** The rows of the pod's table that are asked for, by their names; null for a pod without a table. */
  readonly rows: RegExp | null;
  /** Whether the names are part of the answer. */
  readonly isNamed: boolean;
}

const SOURCES: Readonly<Record<FunctionProperty, Source>> = {
  range: { pod: rangePod, rows: null, isNamed: false },
  parity: { pod: symmetryPod, rows: /^(?:Parity|奇偶性)$/u, isNamed: false },
  period: { pod: symmetryPod, rows: /^(?:Period|周期)$/u, isNamed: false },
  asymptotes: { pod: asymptotesPod, rows: /asymptote$|渐近线$/u, isNamed: false },
  "horizontal-asymptotes": {
    pod: asymptotesPod,
    rows: /^(?:Horizontal asymptote|水平渐近线)$/u,
    isNamed: false,
  },
  "vertical-asymptotes": {
    pod: asymptotesPod,
    rows: /^(?:Vertical asymptote|垂直渐近线)$/u,
    isNamed: false,
  },
  "oblique-asymptotes": {
    pod: asymptotesPod,
    rows: /^(?:Oblique asymptote|斜渐近线)$/u,
    isNamed: false,
  },
  extrema: { pod: extremaPod, rows: /^(?:Local|极)/u, isNamed: true },
};

/** A property of a function as the answer itself: what the pod of that property establishes, and no more. */
export async function propertyAnswer(
  query: PropertyQuery,
  context: ComputeContext,
  answer: (query: MathQuery) => Promise<Outcome>,
): Promise<Outcome> {
  const { pod, rows, isNamed } = SOURCES[query.property];
  const subject = subjectOf(query, context.isChinese);
  const made = pod.appliesTo(subject)
    ? await pod.make(subject, { context, digits: undefined, answer })
    : null;
  const { certificate } = made ?? {};
  const texts = made === null ? [] : textsOf(made, rows, isNamed);
  if (certificate === undefined || texts.length === 0) {
    const byPieces = query.property === "range" ? rangeOfWhole(query, context) : null;
    if (byPieces !== null) return byPieces;
    return openOutcome(
      "Nothing of this kind was established for the function; that there is none was not proved either.",
    );
  }
  return listed(texts, certificate);
}

function rangeOfWhole({ expression }: PropertyQuery, context: ComputeContext): Outcome | null {
  const [variable] = variablesOf(expression);
  if (variable === undefined) return null;
  const values = context.proving(() => rangeByPieces(expression, variable, null));
  return values === null ? null : rangeOutcome(values);
}

/** The question that the pod belongs to: the function by itself. */
function subjectOf({ expression }: PropertyQuery, isChinese: boolean): PodSubject {
  const outcome = expressionOutcome({
    expression,
    engine: EXACT,
    certificate: {
      grade: "unchecked",
      method: "as-given",
      detail: "The function as it was given.",
      engines: [EXACT],
    },
  });
  return {
    query: { kind: "evaluate", expression },
    outcome: outcome as Extract<Outcome, { kind: "answer" }>,
    isChinese,
  };
}

function textsOf(
  { plain, table }: PodContent,
  rows: RegExp | null,
  isNamed: boolean,
): readonly string[] {
  if (rows === null) return plain === undefined ? [] : [plain];
  return (table ?? [])
    .slice(1)
    .filter(([name]) => rows.test(name ?? ""))
    .map(([name, value]) => (isNamed ? `${name}: ${value}` : (value ?? "")));
}

function listed(texts: readonly string[], certificate: Certificate): Outcome {
  const [only] = texts;
  const text = texts.join("; ");
  return {
    kind: "answer",
    value:
      texts.length === 1
        ? { kind: "text", text: only as string }
        : { kind: "list", items: [...texts] },
    short: text,
    plain: text,
    latex: texts.map((item) => `\\text{${item.replace(/[\\{}$&#^_%~]/g, "\\$&")}}`).join(",\\; "),
    certificate,
    engine: EXACT,
  };
}

import { z } from "zod";
import type { Answer } from "../../src/core/query-result.ts";
import { expressionOf, itemsOf, rowsOf, solutionsOf } from "./answer-parts.ts";
import { judgeAntiderivative } from "./antiderivative.ts";
import { judgeDifferentialEquation } from "./differential-equation.ts";
import { judgeTrees, tryParse } from "./equivalence.ts";
import { isUnevaluated } from "./evaluate.ts";
import { intervalsOf, judgeIntervals, makeInterval } from "./intervals.ts";
import { judgeKeyword, keywordOf } from "./keyword.ts";
import { partial, unanswered, unscorable, wrong } from "./mark.ts";
import type { Judgement } from "./mark.ts";
import { judgeMatrix, judgeMembers, judgeNullSpace } from "./matrix.ts";
import { treeText } from "./plain-syntax.ts";
import type { PlainNode } from "./plain-syntax.ts";
import { judgeRoots } from "./root-set.ts";
import type { SampleOptions } from "./sample-points.ts";
import { factorCount, hasMultipleAngle, isExpanded, nodeCount, termCount } from "./shape.ts";

/** One row of the computer-algebra set; `args` depends on the operation. */
export const casRowSchema = z.object({
  id: z.string(),
  area: z.string(),
  query: z.string(),
  op: z.string(),
  args: z.record(z.string(), z.unknown()),
  expect: z.unknown(),
  check: z.looseObject({
    kind: z.string(),
    range: z.tuple([z.number(), z.number()]).optional(),
    positive: z.boolean().optional(),
    subset: z.boolean().optional(),
    numeric_ok: z.boolean().optional(),
    values: z.array(z.union([z.string(), z.number()])).optional(),
    constants: z.number().optional(),
    param: z.string().optional(),
    no_multiple_angle: z.boolean().optional(),
  }),
  params: z.record(z.string(), z.string()).default({}),
  points: z.array(z.string()).optional(),
});
export type CasRow = z.infer<typeof casRowSchema>;

const strings = z.array(z.string());
const matrixSchema = z.array(strings);
const records = z.array(z.record(z.string(), z.string()));
const intervalRows = z.array(z.tuple([z.string(), z.string(), z.number(), z.number()]));

/** The rule of the row's `check`, applied to an answer. */
export function judgeCas(row: CasRow, answer: Answer): Judgement {
  const kind = row.check.kind;
  if (kind === "keyword") return judgeKeyword(answer, String(row.expect));
  if (kind === "antiderivative") {
    const text = expressionOf(answer);
    if (text === null) return wrong("the answer is not an expression");
    return judgeAntiderivative(text, {
      integrand: String(row.args["expr"]),
      variable: String(row.args["var"]),
      points: row.points,
      params: row.params,
    });
  }
  if (kind === "rootset") return judgeRootSet(row, answer);
  if (kind === "tupleset") return judgeTupleSet(row, answer);
  if (kind === "intervals") {
    const expected = intervalRows
      .parse(row.expect)
      .map(([low, high, lowClosed, highClosed]) =>
        makeInterval(low, high, lowClosed !== 0, highClosed !== 0),
      );
    if (!expected.every((interval) => interval !== null))
      return unscorable("cannot read the expectation");
    return judgeIntervals(intervalsOf(answer), expected);
  }
  if (kind === "ode") return judgeOde(row, answer);
  if (kind === "matrix") return judgeMatrixOrVector(row, answer);
  if (kind === "nullspace")
    return judgeNullSpace(rowsOf(answer), matrixSchema.parse(row.args["m"]));
  if (kind === "list-equivalent") {
    const items = itemsOf(answer);
    if (items === null) return unscorable("the answer is not a list");
    return judgeMembers(items, strings.parse(row.expect), optionsOf(row));
  }
  return judgeExpression(row, answer);
}

function judgeMatrixOrVector(row: CasRow, answer: Answer): Judgement {
  const vector = strings.safeParse(row.expect);
  if (!vector.success)
    return judgeMatrix(rowsOf(answer), matrixSchema.parse(row.expect), optionsOf(row));
  const solutions = solutionsOf(answer);
  const items = solutions?.length === 1 ? Object.values(solutions[0] ?? {}) : itemsOf(answer);
  return items === null
    ? unscorable("the answer is not a vector")
    : judgeMembers(items, vector.data, optionsOf(row));
}

function optionsOf(row: CasRow): SampleOptions {
  const whole = ["sum", "product", "rsolve"].includes(row.op) || row.area.includes("combin");
  return {
    params: row.params,
    range: row.check.range,
    integers: whole ? ["n", "k", "m", "j", "h"] : undefined,
  };
}

function judgeExpression(row: CasRow, answer: Answer): Judgement {
  const text = expressionOf(answer);
  if (text === null) {
    const keyword = keywordOf(answer);
    return keyword === null
      ? unscorable("the answer is not one expression")
      : wrong(`says ${keyword} where there is a value`);
  }
  if (keywordOf(answer) !== null) return wrong("gives no finite value where there is one");
  const got = tryParse(text);
  if (got === null) return unscorable(`cannot read "${text.slice(0, 120)}"`);
  if (isUnevaluated(got)) return unanswered("the answer holds an operation not carried out");
  const expected = tryParse(String(row.expect));
  if (expected === null) return unscorable("cannot read the expectation");
  if (isEcho(row, got, expected)) return unanswered("the answer repeats the question");
  const kind = row.check.kind;
  const options = optionsOf(row);
  if (kind === "equivalent-up-to-constant" || kind === "equivalent-up-to-sign")
    return judgeUpTo(kind, got, expected, options);
  const judgement = judgeTrees(got, expected, options);
  return judgement.mark === "correct" ? judgeShape(row, got, expected, judgement) : judgement;
}

function isEcho(row: CasRow, got: PlainNode, expected: PlainNode): boolean {
  const question = row.args["expr"];
  const asked = typeof question === "string" ? tryParse(question) : null;
  if (asked === null) return false;
  const same = treeText(got) === treeText(asked);
  return (
    same && treeText(got) !== treeText(expected) && row.check.kind !== "equivalent-and-expanded"
  );
}

function judgeUpTo(
  kind: string,
  got: PlainNode,
  expected: PlainNode,
  options: SampleOptions,
): Judgement {
  if (kind === "equivalent-up-to-sign") {
    const direct = judgeTrees(got, expected, options);
    if (direct.mark !== "wrong") return direct;
    return judgeTrees({ kind: "call", name: "negate", items: [got] }, expected, options);
  }
  const ratio: PlainNode = { kind: "call", name: "/", items: [got, expected] };
  const shifted = { ...options, range: [0.37, 1.13] as const };
  const first = judgeTrees(ratio, ratioAtOnePoint(got, expected), options);
  return first.mark === "correct"
    ? judgeTrees(ratio, ratioAtOnePoint(got, expected), shifted)
    : first;
}

/** The ratio with every variable at the same fixed value: a constant when the two are proportional. */
function ratioAtOnePoint(got: PlainNode, expected: PlainNode): PlainNode {
  const fix = (node: PlainNode): PlainNode => {
    if (node.kind === "name" && node.name.length === 1 && !"ei".includes(node.name))
      return { kind: "number", text: "0.777" };
    return node.kind === "call" ? { ...node, items: node.items.map(fix) } : node;
  };
  return { kind: "call", name: "/", items: [fix(got), fix(expected)] };
}

function judgeShape(
  row: CasRow,
  got: PlainNode,
  expected: PlainNode,
  judgement: Judgement,
): Judgement {
  const kind = row.check.kind;
  if (kind === "equivalent-and-short" && nodeCount(got) > 1.5 * nodeCount(expected) + 2)
    return partial("equal, but not simplified");
  if (kind === "equivalent-and-factored" && factorCount(got) < factorCount(expected))
    return partial("equal, but not factored completely");
  if (kind === "equivalent-and-expanded") {
    if (!isExpanded(got)) return partial("equal, but not expanded");
    if (row.check.no_multiple_angle === true && hasMultipleAngle(got))
      return partial("equal, but not expanded");
  }
  if (kind === "equivalent-and-decomposed" && termCount(got) < termCount(expected))
    return partial("equal, but not decomposed");
  return judgement;
}

function judgeRootSet(row: CasRow, answer: Answer): Judgement {
  const variable = String(row.args["var"] ?? "x");
  const items = itemsOf(answer, row.args["var"] === undefined ? undefined : variable);
  const equation = row.args["eq"] ?? null;
  const name = row.args["var"] === undefined ? "value" : variable;
  const expected = strings.parse(row.expect).map((text) => ({ [name]: text }));
  const returned = items ?? [];
  if (items === null && keywordOf(answer) !== null) return wrong("says that there is no solution");
  if (items === null) return unscorable("the answer is not a set of roots");
  const family = answer.value.kind === "solutions" ? answer.value.family : undefined;
  const expanded =
    row.args["interval"] !== undefined && family !== undefined
      ? [...returned, ...membersOf(family)]
      : returned;
  const judgement = judgeRoots(
    expanded.map((text) => ({ [name]: text })),
    {
      expected,
      equations: typeof equation === "string" ? [equation] : [],
      params: row.params,
      isReal: row.args["domain"] === "real",
      isPositive: row.check.positive,
      isPeriodic: row.args["interval"] !== undefined,
      allowsDecimals: row.check.numeric_ok,
    },
  );
  if (expected.length === 0 && returned.length > 0 && judgement.mark === "correct")
    return wrong("returns roots where there is none");
  return judgement;
}

/** Some members of `x = pi/6 + 2*pi*k, k integer`, alternatives joined with "or". */
export function membersOf(family: string): string[] {
  const members: string[] = [];
  for (const part of family.split(/\s+or\s+|;/)) {
    const match = /=\s*([^,=]+)/.exec(part);
    const parameter = /,\s*(\w+)\s+(?:is an\s+)?(?:integer|∈)/.exec(family)?.[1] ?? "k";
    if (match?.[1] === undefined) continue;
    for (let k = -3; k <= 3; k++)
      members.push(match[1].replace(new RegExp(`\\b${parameter}\\b`, "g"), `(${k})`).trim());
  }
  return members;
}

function judgeTupleSet(row: CasRow, answer: Answer): Judgement {
  const solutions = solutionsOf(answer);
  if (solutions === null) return unscorable("the answer is not a set of solutions");
  return judgeRoots(solutions, {
    expected: records.parse(row.expect),
    equations: strings.parse(row.args["eqs"]),
    params: row.params,
    isReal: row.args["domain"] === "real",
    isPositive: row.check.positive,
    allowsDecimals: row.check.numeric_ok,
  });
}

function judgeOde(row: CasRow, answer: Answer): Judgement {
  const text = expressionOf(answer);
  if (text === null) return unscorable("the answer is not one expression");
  return judgeDifferentialEquation(text, {
    equation: String(row.args["eq"]),
    unknown: String(row.args["func"]),
    variable: String(row.args["var"]),
    constants: row.check.constants ?? 0,
    initial: z.record(z.string(), z.string()).parse(row.args["ics"] ?? {}),
    params: row.params,
  });
}

import { AnsatzError } from "../../../core/errors.ts";
import { argumentsOf, type Expression, headOf, variablesOf } from "../expression/expression.ts";
import { constantLettersIn } from "./letter-variables.ts";
import { EVERYWHERE, type MathQuery, type SolveDomain } from "./math-query.ts";
import { queryForExpression, readSeveral } from "./query-for-expression.ts";
import type { ReadingContext } from "./reading-context.ts";

const NAMES = String.raw`[A-Za-z](?:_\w+)?(?:\s*(?:,|and|和|、)\s*[A-Za-z](?:_\w+)?)*`;
const FOR_AT_END = new RegExp(String.raw`\s*,?\s+for\s+(?<names>${NAMES})$`, "i");
const FOR_AT_START = new RegExp(String.raw`^for\s+(?<names>${NAMES})\s*[:,]\s*`, "i");
const REAL =
  /\s*,?\s*(?:over (?:the )?(?:set of )?reals?(?: numbers)?|(?:in|within) the (?:set of )?reals?(?: numbers)?|for (?:all )?real [a-z]|(?:在)?实数(?:范围|集)?(?:内|中|上)?)\s*,?\s*/i;
const PLACE = String.raw`(?:(?:(?:for|with|where)\s+)?[A-Za-z]\s*(?:\b(?:in|on)\b|∈|\\in|在|属于)|\b(?:on|in|over|within|for)\b|在|∈)`;
const INTERVAL = new RegExp(
  String.raw`\s*[,，]?\s*${PLACE}\s*(?:the\s+)?(?:(?:closed|open|half-open)\s+)?(?:interval|range|区间)?\s*(?<open>[[(])\s*(?<lower>[^,]+?)\s*,\s*(?<upper>[^,]+?)\s*(?<close>[\])])\s*(?:上|内|中)?$`,
  "i",
);
const BETWEEN =
  /\s*,?\s*(?:(?:for|with|where)\s+)?(?:[A-Za-z]\s+)?(?:is\s+)?between\s+(?<lower>[^,]+?)\s+and\s+(?<upper>[^,]+?)$/i;
/** A condition after the equation: "… for 0 <= x <= 2pi". */
const CONDITION =
  /\s*[,，]?\s*(?:\b(?:for|where|with|if|when|given(?: that)?|such that|subject to)\b|其中|这里)\s*:?\s*(?=[^,，]*(?:<|>|≤|≥|\\le|\\ge))/i;

/** Everything after "solve": equations or inequalities, the unknowns and where they are looked for. */
export function readSolve(
  groups: Readonly<Record<string, string | undefined>>,
  context: ReadingContext,
): MathQuery {
  const domain = takeDomain(groups["body"] as string, context);
  let text = domain.rest;
  let names = groups["variables"];
  for (const pattern of [FOR_AT_END, FOR_AT_START]) {
    const found = pattern.exec(text);
    if (found === null || names !== undefined) continue;
    names = found.groups?.["names"];
    text = text.replace(pattern, "");
  }
  const body = text
    .trim()
    .replace(CONDITION, ", ")
    .replace(/^\{([^{}]*)\}$/, "$1");
  const query = solveForLetter(readRelations(body, context));
  const asked = names
    ?.split(/\s*(?:,|and|，|、|和)\s*/)
    .filter((name) => name !== "")
    .map((name) => context.symbol(name));
  return withUnknowns(query, asked, domain.domain, context);
}

function takeDomain(
  text: string,
  context: ReadingContext,
): { readonly rest: string; readonly domain: SolveDomain } {
  let rest = text;
  let domain: SolveDomain = EVERYWHERE;
  const pattern = BETWEEN.test(rest) ? BETWEEN : INTERVAL;
  const found = pattern.exec(rest)?.groups;
  if (found !== undefined) {
    rest = rest.replace(pattern, "");
    domain = {
      isReal: true,
      interval: {
        lower: context.parse(found["lower"] as string),
        upper: context.parse(found["upper"] as string),
        isLowerClosed: found["open"] !== "(",
        isUpperClosed: found["close"] !== ")",
      },
    };
  }
  if (REAL.test(rest)) {
    rest = rest.replace(REAL, " ").trim();
    domain = { ...domain, isReal: true };
  }
  return { rest, domain };
}

function readRelations(body: string, context: ReadingContext): MathQuery {
  const relations = body
    .split(/\s*(?:;|\band\b|\n|且|和|，|,(?![^(]*\)))\s*/i)
    .filter((piece) => piece !== "")
    .map((piece) => context.parse(piece))
    .map((part): Expression => (isRelation(part) ? part : ["Equal", part, { num: "0" }]))
    .flatMap((part) => (headOf(part) === "And" ? argumentsOf(part) : [part]));
  if (relations.length === 0)
    throw new AnsatzError("syntax", "There is nothing to solve here. Write an equation.");
  return relations.length === 1
    ? queryForExpression(relations[0] as Expression, context, body)
    : readSeveral(relations, context, body);
}

/** "Solve 2i + 4 = 0" has no variable but i, so i is what is solved for. */
function solveForLetter(query: MathQuery): MathQuery {
  if (query.kind !== "truth" || headOf(query.relation) !== "Equal") return query;
  const [letter] = constantLettersIn(query.relation);
  return letter === undefined
    ? query
    : { kind: "solve", equations: [query.relation], unknowns: [letter], domain: EVERYWHERE };
}

function withUnknowns(
  query: MathQuery,
  asked: readonly string[] | undefined,
  domain: SolveDomain,
  context: ReadingContext,
): MathQuery {
  if (query.kind !== "solve" && query.kind !== "inequality") return query;
  const relations = query.kind === "solve" ? query.equations : query.relations;
  if (query.kind === "inequality" && asked !== undefined && asked.length > 1)
    throw new AnsatzError(
      "unsupported",
      "An inequality is solved for one unknown. Name one of them.",
    );
  const both = {
    isReal: domain.isReal || query.domain.isReal,
    interval: domain.interval ?? query.domain.interval,
  };
  if (domain.interval !== null && query.domain.interval !== null)
    throw new AnsatzError("syntax", "The question names two ranges. Give one.");
  if (asked === undefined) return { ...query, domain: both };
  const known = new Set([
    ...variablesOf(["And", ...relations]),
    ...constantLettersIn(["And", ...relations]),
  ]);
  const missing = asked.filter((name) => !known.has(name));
  if (missing.length > 0)
    throw new AnsatzError(
      "syntax",
      `The equation does not contain ${missing.join(", ")}. Name a variable that occurs in it.`,
    );
  context.forget("variable");
  return query.kind === "solve"
    ? { ...query, unknowns: asked, domain: both }
    : { ...query, variable: asked[0] as string, domain: both };
}

function isRelation(expression: Expression): boolean {
  return ["Equal", "NotEqual", "Less", "Greater", "LessEqual", "GreaterEqual", "And"].includes(
    headOf(expression),
  );
}

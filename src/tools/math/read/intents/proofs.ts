import type { Assumptions } from "../../assume/assumptions.ts";
import { argumentsOf, type Expression, headOf, variablesOf } from "../../expression/expression.ts";
import { readAssumptions } from "../assumptions.ts";
import type { MathQuery } from "../math-query.ts";
import type { Groups } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";

const RELATION = /[=<>≤≥≠]|\\(?:leq?|geq?|neq?)(?![A-Za-z])/;
const STATEMENTS = /^(?:Equal|NotEqual|Less|Greater|LessEqual|GreaterEqual)$/;
const NOTHING_GIVEN: Assumptions = {
  real: new Set(),
  whole: new Set(),
  relations: [],
  texts: [],
};
/** "for all real x", 对任意实数 x: nothing beyond what is meant anyway. */
const FOR_ALL =
  /\s*[,，]?\s*(?:for\s+(?:all|every|any|each)\s+(?:real(?:\s+numbers?)?\s+|values?\s+of\s+)?[A-Za-z](?:\s*(?:,|and)\s*[A-Za-z])*(?=\s*(?:$|[,，]|with\b|where\b))|always(?:\s+holds)?|(?:恒)?成立|恒等)\s*$/iu;
const GIVEN =
  /^(?<body>.+?)\s*[,，]?\s+(?:for(?:\s+(?:all|every|any))?|if|when(?:ever)?|where|given(?:\s+that)?|assuming(?:\s+that)?|provided(?:\s+that)?)\s+(?<given>.+)$/i;

function readProof(groups: Groups, context: ReadingContext): MathQuery | null {
  let text = (groups["body"] as string).trim().replace(/[.。]$/u, "");
  if (!RELATION.test(text)) return null;
  text = text.replace(FOR_ALL, "");
  const conditions = GIVEN.exec(text)?.groups;
  const written = groups["given"] ?? conditions?.["given"];
  const given = written === undefined ? NOTHING_GIVEN : readAssumptions(written, context);
  if (given === null) return null;
  const relation = context.parse(conditions?.["body"] ?? text);
  const parts = headOf(relation) === "And" ? argumentsOf(relation) : [relation];
  return parts.every((part) => STATEMENTS.test(headOf(part))) &&
    !parts.some((part) => isDefinition(part))
    ? { kind: "proof", relation, given }
    : null;
}

/** `y = x^2` defines something and states nothing. */
function isDefinition(relation: Expression): boolean {
  const [left, right] = argumentsOf(relation) as [Expression, Expression];
  return (
    headOf(relation) === "Equal" &&
    typeof left === "string" &&
    variablesOf(right).length > 0 &&
    variablesOf(left).length > 0 &&
    !variablesOf(right).includes(left)
  );
}

const KIND = "(?<kind>prime|composite|irrational|rational|even|odd)";

/** Statements to be proved, or refuted by a counterexample. */
export const PROOF_INTENTS: readonly Intent[] = [
  {
    name: "proof of divisibility",
    frames: [
      /^(?:prove|show|verify|demonstrate)\s+(?:that\s+)?(?<body>.+?)\s+is\s+(?:divisible\s+by|a\s+multiple\s+of)\s+(?<by>\d{1,6})(?:\s+for\s+(?:all|every|any)\s+(?:positive\s+|natural\s+)?(?:integers?|whole numbers?|numbers?|[a-z])(?:\s+[a-z])?)?[.]?$/i,
      /^(?:prove|show|verify|demonstrate)\s+(?:that\s+)?(?<by>\d{1,6})\s+divides\s+(?<body>.+?)[.]?$/i,
      /^(?:证明|求证)\s*[:：]?\s*(?<body>.+?)\s*(?:能被\s*(?<by>\d{1,6})\s*整除|是\s*(?<of>\d{1,6})\s*的倍数)[。.]?$/u,
    ],
    rewrite: ({ body, by, of }) => `is ${body} divisible by ${by ?? of}`,
    examples: [
      { ask: "prove that n^3 - n is divisible by 6", answer: "yes" },
      { ask: "证明 n^3-n 能被6整除", answer: "yes" },
    ],
  },
  {
    name: "proof of what kind a number is",
    frames: [
      new RegExp(
        `^(?:prove|show|verify|demonstrate)\\s+(?:that\\s+)?(?<body>.+?)\\s+is\\s+(?:an?\\s+)?${KIND}(?:\\s+number)?[.]?$`,
        "i",
      ),
      /^(?:证明|求证)\s*[:：]?\s*(?<body>.+?)\s*是\s*(?<kind>质数|素数|合数|无理数|有理数|偶数|奇数)[。.]?$/u,
    ],
    rewrite: ({ body, kind }) =>
      /[㐀-鿿]/u.test(kind as string) ? `${body} 是${kind}吗` : `is ${body} ${kind}`,
    examples: [
      { ask: "prove that sqrt(2) is irrational", answer: "yes" },
      { ask: "show that 91 is prime", answer: "no" },
    ],
  },
  {
    name: "proof of an identity or inequality",
    frames: [
      /^(?:please\s+)?(?:prove|verify|demonstrate|establish)\s*(?:the\s+(?:identity|inequality|statement)\s*)?(?:that\s+)?:?\s*(?<body>.+)$/i,
      /^show\s+that\s*:?\s*(?<body>.+)$/i,
      /^(?:设|若|已知|当)\s*(?<given>[^,，证求]+?)\s*(?:时)?\s*[,，]\s*(?:证明|求证)\s*[:：]?\s*(?<body>.+)$/u,
      /^(?:证明|求证|试证|验证)(?:恒等式|不等式)?\s*[:：]?\s*(?:对(?:于)?(?:任意|一切|所有)(?:的)?(?:实数)?\s*[A-Za-z](?:\s*[,，、]\s*[A-Za-z](?=\s*[,，、都有均]))*\s*[,，]?\s*(?:都有|有|均有)?\s*)?(?<body>.+)$/u,
    ],
    read: readProof,
    examples: [
      { ask: "prove that sin(x)^2 + cos(x)^2 = 1", answer: "yes" },
      { ask: "show that x^2 + 1 >= 2x", answer: "yes" },
      { ask: "prove that x + 1/x >= 2 for x > 0", answer: "yes" },
      { ask: "prove that (a+b)^2 = a^2 + b^2", answer: "no" },
      { ask: "证明 a^2 + b^2 >= 2ab", answer: "yes" },
      { ask: "设 x > 1，求证 x^2 > x", answer: "yes" },
    ],
  },
];

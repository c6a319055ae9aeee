import { AnsatzError } from "../src/core/errors.ts";
import type { Suite } from "./suite.ts";
import { casSuite } from "./suites/cas.ts";
import { casNeighbourSuite } from "./suites/cas-neighbours.ts";
import { equalSuite } from "./suites/equal.ts";
import { generatedSuite } from "./suites/deepmind-math.ts";
import { sampledSolutionSuite, solutionSuite } from "./suites/gsm8k-solutions.ts";
import { chineseProblemSuite, wordProblemSuite } from "./suites/gsm8k.ts";
import { beginSuite, faithDialogueSuite } from "./suites/grounded.ts";
import { newsDigitSuite } from "./suites/uhgeval-digits.ts";
import { mistakeSuite } from "./suites/bigbench-mistake.ts";
import { calculationSuite } from "./suites/factool-math.ts";
import { boxSuite, gridSuite } from "./suites/tables.ts";
import { reasoningSuite } from "./suites/verify-cot.ts";
import { naturalAskSuite, naturalSuite } from "./suites/nl-queries.ts";
import { recogniserSuite } from "./suites/recogniser.ts";
import {
  referenceWorkingSuite,
  sampleWorkingSuite,
  traceWorkingSuite,
} from "./suites/working-lines.ts";
import { smokeSuite } from "./suites/smoke.ts";

const SUITES: readonly Suite<unknown, unknown>[] = [
  smokeSuite,
  casSuite,
  casNeighbourSuite,
  naturalSuite,
  naturalAskSuite,
  generatedSuite,
  recogniserSuite,
  equalSuite,
  wordProblemSuite,
  chineseProblemSuite,
  solutionSuite,
  sampledSolutionSuite,
  beginSuite,
  faithDialogueSuite,
  newsDigitSuite,
  calculationSuite,
  mistakeSuite,
  traceWorkingSuite,
  sampleWorkingSuite,
  referenceWorkingSuite,
  reasoningSuite,
  boxSuite,
  gridSuite,
];

/** Name and purpose of every suite, in the order they are listed. */
export function listSuites(): readonly { readonly name: string; readonly description: string }[] {
  return SUITES.map(({ name, description }) => ({ name, description }));
}

/** The suite of that name; throws `not_found` with the names there are. */
export function findSuite(name: string): Suite<unknown, unknown> {
  const suite = SUITES.find((candidate) => candidate.name === name);
  if (suite !== undefined) return suite;
  const names = SUITES.map((candidate) => candidate.name).join(", ");
  throw new AnsatzError("not_found", `There is no suite "${name}". The suites are: ${names}.`);
}

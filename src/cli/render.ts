import type { AskResult } from "../core/ask-result.ts";
import type { Pod } from "../core/pod.ts";
import type { QueryResult } from "../core/query-result.ts";
import type { VerifyResult } from "../core/verify-result.ts";

const GRADES: Readonly<Record<string, string>> = {
  proved: "proved",
  "exact-check": "checked exactly",
  "numeric-check": "checked numerically",
  unchecked: "NOT checked",
};

/** A query's result for a person at a terminal: reading first, then the answer and how it was checked. */
export function renderQuery(result: QueryResult): string {
  const lines: string[] = [];
  if (result.reading !== null) lines.push(`Read as:  ${result.reading.text}`);
  for (const assumption of result.assumptions) lines.push(`Assumed:  ${assumption.text}`);
  if (result.answer !== null) {
    lines.push(`Answer:   ${result.answer.plain}`);
    if (result.answer.numeric !== undefined) lines.push(`Decimal:  ${result.answer.numeric}`);
  }
  if (result.certificate !== null) {
    const { grade, method, detail, conditions } = result.certificate;
    lines.push(`Check:    ${GRADES[grade]} (${method}). ${detail}`);
    if (conditions !== undefined) lines.push(`Holds if: ${conditions.join("; ")}`);
  }
  for (const pod of result.pods) if (!ABOVE.has(pod.id)) lines.push("", ...renderPod(pod));
  for (const { title } of result.timedOutPods ?? []) lines.push("", `${title}: not done in time.`);
  if (result.reason !== undefined) lines.push(`${result.status}: ${result.reason.message}`);
  for (const suggestion of result.suggestions) lines.push(`Try:      ${suggestion.input}`);
  return lines.join("\n");
}

/** Pods whose content stands in the lines above. */
const ABOVE: ReadonlySet<string> = new Set(["input", "result", "decimal"]);

function renderPod({ title, plain, table, steps, description }: Pod): string[] {
  return [
    `${title}:`,
    ...(plain === undefined ? [] : plain.split("\n").map((line) => `  ${line}`)),
    ...(description === undefined ? [] : [`  ${description}`]),
    ...rowsBeside(plain ?? "", table ?? []).map((row) => `  ${row.join(" | ")}`),
    ...(steps ?? []).flatMap((step, index) => [
      `  ${"  ".repeat(step.depth)}${index + 1}. ${step.text}`,
      `  ${"  ".repeat(step.depth)}   ${step.plain}`,
    ]),
  ];
}

/** The rows of a table, but for one whose every cell stands in the text already. */
function rowsBeside(text: string, table: readonly (readonly string[])[]): typeof table {
  const [, ...body] = table;
  return body.every((row) => row.every((cell) => text.includes(cell))) ? [] : table;
}

export function renderVerify(text: string, result: VerifyResult): string {
  const lines = [
    `Verdict:  ${result.verdict} (error score ${result.errorScore.toFixed(2)}, ${Math.round(result.coverage * 100)}% of checkable claims decided)`,
  ];
  for (const claim of result.claims) {
    const expected =
      claim.evidence.expected === undefined ? "" : ` Expected: ${claim.evidence.expected}.`;
    lines.push(
      `${claim.verdict.padEnd(9)} ${text.slice(claim.start, claim.end)}\n          ${claim.evidence.detail}${claim.verdict === "refuted" ? expected : ""}`,
    );
  }
  for (const { rule, start, end, detail } of result.breaches ?? [])
    lines.push(`breach    ${text.slice(start, end)}\n          ${rule}: ${detail}`);
  if (result.corrected !== undefined) lines.push("", "Corrected:", result.corrected);
  return lines.join("\n");
}

export function renderAsk(result: AskResult): string {
  const lines = [
    result.reply,
    "",
    `Verdict:  ${result.verdict} (${result.route} route, model ${result.model})`,
    ...(result.policy === undefined
      ? []
      : [`Policy:   ${result.policy.name}: ${result.policy.outcome}`]),
  ];
  return lines.join("\n");
}

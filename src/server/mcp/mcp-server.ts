import { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { inputLanguageSchema, MAX_QUERY_CHARACTERS } from "../../core/query-result.ts";
import type { QueryRequest, QueryResult } from "../../core/query-result.ts";
import { revealSteps, stepsResultSchema } from "../../core/steps-result.ts";
import { certificateSchema, verdictSchema } from "../../core/truth.ts";
import { MAX_VERIFY_CHARACTERS, verifyResultSchema } from "../../core/verify-result.ts";
import type { MathPort } from "../../core/math-port.ts";
import type { VerifierPort } from "../../core/verifier-port.ts";
import type { EngineGate } from "../engine-gate.ts";
import { failedResult, guarded, textResult, type ToolResult } from "./tool-results.ts";

export interface McpParts {
  readonly math: MathPort;
  readonly verifier: VerifierPort;
  readonly gate: EngineGate;
  readonly timeoutMs: number;
  /** Who asks; nobody in particular without. */
  readonly tenant?: string;
}

const READ_ONLY = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };

const question = z
  .string()
  .max(MAX_QUERY_CHARACTERS)
  .describe("A question in English or Chinese, an expression, or LaTeX, e.g. solve x^2 = 5x - 6");
const language = inputLanguageSchema.optional().describe("Only where it cannot be told");

const queryOutput = z.object({
  status: z.string(),
  /** How the question was understood. */
  reading: z.string().nullable(),
  answer: z.string().nullable(),
  latex: z.string().nullable(),
  decimal: z.string().nullable(),
  /** How the answer was checked; `proved` is a proof, `unchecked` nothing at all. */
  certificate: certificateSchema.nullable(),
});

const plotOutput = z.object({
  reading: z.string().nullable(),
  description: z.string(),
  table: z.array(z.array(z.string())),
});

const equalOutput = z.object({
  verdict: verdictSchema,
  equal: z.boolean().nullable(),
  method: z.string(),
  detail: z.string(),
});

/** The engine and the detector as tools of the Model Context Protocol; no tool changes anything. */
export function createMcpServer({
  math,
  verifier,
  gate,
  timeoutMs,
  tenant = "",
}: McpParts): McpServer {
  const server = new McpServer(
    { name: "ansatz", title: "Ansatz", version: "0.1.0" },
    {
      capabilities: { tools: {} },
      instructions:
        "Exact mathematics with proofs. Ask `query` instead of calculating; `certificate.grade` says how far an answer is backed. Run `verify` on a draft before you send it.",
    },
  );
  const bounded = (work: () => Promise<ToolResult>) => guarded(() => gate.run(work));

  server.registerTool(
    "query",
    {
      title: "Ask the symbolic engine",
      description:
        "Computes exactly and proves the answer: algebra, calculus, equations, matrices, number theory, statistics, units.",
      inputSchema: z.object({ query: question, language }),
      outputSchema: queryOutput,
      annotations: READ_ONLY,
    },
    (input, context) =>
      bounded(async () => {
        const result = await math.query(requestOf(input), {
          signal: context.mcpReq.signal,
          tenant,
        });
        const text = result.formats?.llm ?? result.answer?.plain ?? "";
        if (isFailure(result)) return failedResult(text);
        return textResult(text, {
          status: result.status,
          reading: result.reading?.text ?? null,
          answer: result.answer?.plain ?? null,
          latex: result.answer?.latex ?? null,
          decimal: result.answer?.numeric ?? null,
          certificate: result.certificate,
        });
      }),
  );

  server.registerTool(
    "solve_steps",
    {
      title: "Work out step by step",
      description:
        "A worked solution; every step is checked against the one before. `reveal` shows the first steps and a hint, without the answer.",
      inputSchema: z.object({
        query: question,
        language,
        reveal: z.number().int().min(0).max(200).optional(),
      }),
      outputSchema: stepsResultSchema,
      annotations: READ_ONLY,
    },
    ({ reveal, ...input }, context) =>
      bounded(async () => {
        const request = { ...requestOf(input), pods: ["steps"] };
        const result = await math.query(request, { signal: context.mcpReq.signal, tenant });
        const steps = revealSteps(result, reveal);
        if (steps.status !== "worked")
          return failedResult(steps.reason?.message ?? "There is no worked solution.");
        const lines = steps.steps.map(
          (step, index) => `${index + 1}. ${step.text}\n   ${step.plain}  [${step.check.grade}]`,
        );
        const ending = steps.hint === null ? `Answer: ${steps.answer}` : `Hint: ${steps.hint}`;
        return textResult([...lines, ending].join("\n"), { ...steps });
      }),
  );

  server.registerTool(
    "plot",
    {
      title: "Draw a plot",
      description:
        "Draws functions, curves, regions or data, e.g. plot sin(x) and cos(x) from 0 to 2pi. Returns an SVG, a description and a table.",
      inputSchema: z.object({ query: question, language }),
      outputSchema: plotOutput,
      annotations: READ_ONLY,
    },
    (input, context) =>
      bounded(async () => {
        const request = { ...requestOf(input), pods: ["plot"] };
        const result = await math.query(request, { signal: context.mcpReq.signal, tenant });
        const pod = result.pods.find((each) => each.svg !== undefined);
        if (pod?.svg === undefined)
          return failedResult(result.reason?.message ?? "There is nothing to draw in this.");
        const description = pod.description ?? pod.plain ?? pod.title;
        const uri = `ansatz://plot/${encodeURIComponent(result.input.slice(0, 200))}.svg`;
        const svg = { uri, mimeType: "image/svg+xml", text: pod.svg };
        return {
          content: [
            { type: "text", text: description },
            { type: "resource", resource: svg },
          ],
          structuredContent: {
            reading: result.reading?.text ?? null,
            description,
            table: pod.table ?? [],
          },
        };
      }),
  );

  server.registerTool(
    "verify",
    {
      title: "Check a text",
      description:
        "Finds every checkable claim of a text and decides it: proved, refuted or undecided, with what it should have said.",
      inputSchema: z.object({
        text: z.string().max(MAX_VERIFY_CHARACTERS),
        question: z.string().max(MAX_VERIFY_CHARACTERS).optional(),
        context: z
          .string()
          .max(MAX_VERIFY_CHARACTERS)
          .optional()
          .describe("Facts the text must agree with"),
      }),
      outputSchema: verifyResultSchema,
      annotations: READ_ONLY,
    },
    ({ text, question: asked, context: facts }, context) =>
      bounded(async () => {
        const input = {
          text,
          ...(asked === undefined ? {} : { question: asked }),
          ...(facts === undefined ? {} : { context: facts }),
        };
        const options = { signal: context.mcpReq.signal, timeoutMs, tenant };
        const result = await verifier.verify(input, options);
        const lines = result.claims.map(
          (claim) => `${claim.verdict}: ${claim.text} (${claim.evidence.detail})`,
        );
        const corrected = result.corrected === undefined ? [] : [`Corrected: ${result.corrected}`];
        return textResult([`Verdict: ${result.verdict}`, ...lines, ...corrected].join("\n"), {
          ...result,
        });
      }),
  );

  server.registerTool(
    "equal",
    {
      title: "Compare two answers",
      description: "Are two answers mathematically the same? `equal` is null when it is undecided.",
      inputSchema: z.object({
        a: z.string().max(MAX_QUERY_CHARACTERS),
        b: z.string().max(MAX_QUERY_CHARACTERS),
      }),
      outputSchema: equalOutput,
      annotations: READ_ONLY,
    },
    ({ a, b }, context) =>
      bounded(async () => {
        const options = { signal: context.mcpReq.signal, timeoutMs, tenant };
        const { verdict, equal, method, detail } = await math.equal(a, b, options);
        return textResult(`${verdict}: ${detail}`, { verdict, equal, method, detail });
      }),
  );

  return server;
}

function requestOf(input: {
  query: string;
  language?: QueryRequest["language"] | undefined;
}): QueryRequest {
  const { query, language: named } = input;
  return { query, formats: ["llm"], ...(named === undefined ? {} : { language: named }) };
}

/** Undecided is an honest answer; what was not understood or not finished is a failure. */
function isFailure({ status }: QueryResult): boolean {
  return status !== "answered" && status !== "undecided";
}

import { cascadeOf } from "../configuration.ts";
import { z } from "zod";
import { type AskResult, MAX_ASK_CHARACTERS } from "../../core/ask-result.ts";
import { AnsatzError } from "../../core/errors.ts";
import type { RunEvent } from "../../core/events.ts";
import { type PolicyName, policyNameSchema } from "../../core/policy.ts";
import { randomIds } from "../../core/system-port.ts";
import { EXIT } from "../exit-status.ts";
import { runJsonLines } from "../jsonl.ts";
import { openMcpTools } from "../mcp-servers.ts";
import { createParts, type Parts } from "../parts.ts";
import { fetchProgressBar } from "../progress.ts";
import { renderAsk } from "../render.ts";
import type { Picture } from "../../core/model-port.ts";
import { requireSight } from "../../server/pictures.ts";
import { print, readPictureFile, readTextFile, textArgument, wholeNumber } from "./arguments.ts";
import type { Invocation } from "./invocation.ts";

const MAX_SAMPLES = 8;

const lineSchema = z.strictObject({
  question: z.string().min(1).max(MAX_ASK_CHARACTERS),
  context: z.string().max(100_000).optional(),
  samples: z.number().int().min(1).max(MAX_SAMPLES).optional(),
  policy: policyNameSchema.optional(),
});

/** `ansatz ask`: one full agent turn. Progress goes to standard error. */
export async function askCommand({
  options,
  positionals,
  configuration,
}: Invocation): Promise<number> {
  const picture = options.image === undefined ? undefined : await readPictureFile(options.image);
  const tools = await openMcpTools(configuration.ANSATZ_MCP_SERVERS);
  const parts = await createParts({
    toolSource: tools,
    modelSpec: options.model ?? configuration.ANSATZ_MODEL,
    environment: process.env,
    policy: configuration.ANSATZ_POLICY,
    cascade: cascadeOf(configuration),
    constitution: configuration.ANSATZ_CONSTITUTION,
    onProgress: fetchProgressBar(),
  });
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.once("SIGINT", stop);
  try {
    await tools?.start();
    if (options.jsonl === true) {
      await runJsonLines({
        input: process.stdin,
        write: (line) => process.stdout.write(line),
        schema: lineSchema,
        answer: (line) => turn(parts, line, stopping.signal, () => {}),
      });
      return EXIT.answered;
    }
    const question = textArgument(positionals, 'ansatz ask "QUESTION"');
    if (question.length > MAX_ASK_CHARACTERS)
      throw new AnsatzError(
        "too_large",
        `The question has ${question.length} characters; the limit is ${MAX_ASK_CHARACTERS}.`,
      );
    const context = options.context === undefined ? undefined : await readTextFile(options.context);
    if (picture !== undefined) await requireSeeingModel(parts, picture, stopping.signal);
    const samples = wholeNumber(options.samples, "samples", 1, MAX_SAMPLES);
    const policy = readPolicy(options.policy);
    const isQuiet = options.json === true || !process.stderr.isTTY;
    const result = await turn(
      parts,
      { question, context, samples, policy, picture },
      stopping.signal,
      isQuiet ? () => {} : showProgress,
    );
    if (options.json === true) print(result);
    else process.stdout.write(`${renderAsk(result)}\n`);
    return result.verdict === "proved" ||
      (result.query?.status === "answered" && result.verdict !== "refuted")
      ? EXIT.answered
      : EXIT.notAnswered;
  } finally {
    process.removeListener("SIGINT", stop);
    await parts.close();
  }
}

/** Profiles are looked up first; a model that was never measured is not shown anything. */
async function requireSeeingModel(
  { models }: Parts,
  picture: Picture,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(models.map((model) => model.refresh(signal)));
  const profiles = models.map(({ id, profile }) => ({ id, profile }));
  requireSight([{ pictures: [picture], param: "image" }], profiles);
}

function readPolicy(given: string | undefined): PolicyName | undefined {
  const read = policyNameSchema.optional().safeParse(given);
  if (read.success) return read.data;
  throw new AnsatzError("invalid_request", "--policy takes strict, balanced or annotate.");
}

async function turn(
  parts: Parts,
  {
    question,
    context,
    samples,
    policy,
    picture,
  }: {
    readonly question: string;
    readonly context?: string | undefined;
    readonly samples?: number | undefined;
    readonly policy?: PolicyName | undefined;
    readonly picture?: Picture | undefined;
  },
  signal: AbortSignal,
  onEvent: (event: RunEvent) => void,
): Promise<AskResult> {
  const request = {
    question,
    history: [],
    runId: randomIds.next("run_"),
    conversationId: randomIds.next("conv_"),
    signal,
    ...(context === undefined ? {} : { context }),
    ...(samples === undefined ? {} : { samples }),
    ...(policy === undefined ? {} : { policy }),
    ...(picture === undefined ? {} : { pictures: [picture] }),
  };
  for await (const event of parts.agent.run(request)) {
    onEvent(event);
    if (event.type === "run-end") return event.result;
    if (event.type === "run-error")
      throw new AnsatzError(event.code as AnsatzError["code"], event.message);
  }
  throw new AnsatzError("internal", "The run ended without a result.");
}

function showProgress(event: RunEvent): void {
  if (event.type === "status") process.stderr.write(`… ${event.text}\n`);
  if (event.type === "tool-start")
    process.stderr.write(`… ${event.name} ${JSON.stringify(event.input)}\n`);
}

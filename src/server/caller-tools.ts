import { z } from "zod";
import { readFormSchema } from "../agent/form/read-schema.ts";
import type { CallerToolRound } from "../core/agent-port.ts";
import { AnsatzError } from "../core/errors.ts";
import type { ToolCall, ToolSpecification } from "../core/model-port.ts";

const MAX_TOOLS = 64;
const MAX_CHARACTERS = 100_000;
/** Names of our own tools; a call could not be told from one of the caller's. */
const OWN = /^(math_|verify$)/;

const functionSchema = z.looseObject({
  name: z.string().regex(/^[\w-]{1,64}$/, "A name takes letters, digits, _ and -"),
  description: z.string().max(20_000).nullish(),
  parameters: z.record(z.string(), z.unknown()).nullish(),
  /** `true`: only calls that follow `parameters` are handed over. */
  strict: z.boolean().nullish(),
});

export const callerToolSchema = z.looseObject({
  type: z.string(),
  function: functionSchema.nullish(),
});
export type CallerTool = z.infer<typeof callerToolSchema>;

/** @throws AnsatzError for tools that are no functions, too many, too long, or named like ours. */
export function readCallerTools(tools: readonly CallerTool[]): ToolSpecification[] {
  if (tools.length > MAX_TOOLS || JSON.stringify(tools).length > MAX_CHARACTERS)
    throw new AnsatzError(
      "too_large",
      `A request takes at most ${MAX_TOOLS} tools of ${MAX_CHARACTERS} characters in all. Leave some out.`,
      { param: "tools" },
    );
  const read = tools.map((tool, index) => {
    const param = `tools[${index}]`;
    if (tool.type !== "function" || !tool.function)
      throw new AnsatzError("unsupported", "Only tools of the type `function` can be called.", {
        param: `${param}.type`,
      });
    const { name, description, parameters, strict } = tool.function;
    if (OWN.test(name))
      throw new AnsatzError("invalid_request", `The name ${name} is one of Ansatz's own tools.`, {
        param: `${param}.function.name`,
      });
    const read = {
      name,
      description: description ?? "",
      parameters: parameters ?? { type: "object", properties: {} },
    };
    if (strict !== true) return read;
    requireSchema(read.parameters, `${param}.function.parameters`);
    return { ...read, strict };
  });
  if (new Set(read.map(({ name }) => name)).size < read.length)
    throw new AnsatzError("invalid_request", "Two tools have the same name. Rename one.", {
      param: "tools",
    });
  return read;
}

/** @throws AnsatzError for a schema that calls could not be held to. */
function requireSchema(schema: Readonly<Record<string, unknown>>, param: string): void {
  try {
    readFormSchema(schema);
  } catch (error) {
    const { code, message } = AnsatzError.from(error);
    throw new AnsatzError(code, `${message} Or leave \`strict\` out.`, { param });
  }
}

/** A call or a result as either door wrote it. */
export type ToolTurn =
  | { readonly kind: "calls"; readonly calls: readonly ToolCall[]; readonly param: string }
  | { readonly kind: "result"; readonly id: string; readonly text: string; readonly param: string };

/**
 * The rounds behind a question. Every call has its result and every result its call.
 *
 * @throws AnsatzError `invalid_request` for one without the other.
 */
export function readToolRounds(turns: readonly ToolTurn[]): CallerToolRound[] {
  const rounds: { calls: ToolCall[]; results: Map<string, string>; param: string }[] = [];
  for (const turn of turns) {
    const last = rounds.at(-1);
    if (turn.kind === "calls") {
      // Calls that were written one by one, without a result between them, are one round.
      if (last && last.results.size === 0) last.calls.push(...turn.calls);
      else rounds.push({ calls: [...turn.calls], results: new Map(), param: turn.param });
    } else if (!last?.calls.some(({ id }) => id === turn.id) || last.results.has(turn.id))
      throw new AnsatzError(
        "invalid_request",
        `There is no open call with the id "${turn.id.slice(0, 100)}" before this result. Send the call with it.`,
        { param: turn.param },
      );
    else last.results.set(turn.id, turn.text);
  }
  return rounds.map(({ calls, results, param }) => ({
    calls,
    results: calls.map(({ id, name }) => {
      const result = results.get(id);
      if (result !== undefined) return result;
      throw new AnsatzError("invalid_request", `The call ${name} has no result. Send one.`, {
        param,
      });
    }),
  }));
}

import { z } from "zod";
import type { ToolChoice } from "../core/agent-port.ts";
import { AnsatzError } from "../core/errors.ts";
import type { ToolSpecification } from "../core/model-port.ts";

const namedSchema = z.looseObject({
  type: z.string(),
  /** Responses name the function here, chat completions under `function`. */
  name: z.string().nullish(),
  function: z.looseObject({ name: z.string() }).nullish(),
});
const allowedSchema = z.looseObject({
  mode: z.enum(["auto", "required"]),
  tools: z.array(namedSchema).min(1).max(64),
});

/** Every form in which the clients of either door say which tool is to be called. */
export const toolChoiceSchema = z.union([
  z.enum(["none", "auto", "required"]),
  namedSchema.extend({
    allowed_tools: allowedSchema.nullish(),
    mode: allowedSchema.shape.mode.nullish(),
    tools: allowedSchema.shape.tools.nullish(),
  }),
]);
export type WrittenToolChoice = z.infer<typeof toolChoiceSchema>;

export interface ChosenTools {
  readonly tools?: readonly ToolSpecification[];
  readonly toolChoice?: ToolChoice;
}

const PARAM = { param: "tool_choice" };

/**
 * The caller's tools as far as they may be called, and which has to be.
 *
 * @throws AnsatzError for a choice among tools that were not sent, and for tools of other kinds.
 */
export function chooseTools(
  tools: readonly ToolSpecification[],
  choice: WrittenToolChoice | null | undefined,
): ChosenTools {
  if (choice === "none") return {};
  if (typeof choice === "object" && choice !== null) {
    const allowed = choice.type === "allowed_tools" ? readAllowed(choice) : null;
    if (allowed === null) {
      const [named] = only(tools, [choice]);
      return { tools: [named as ToolSpecification], toolChoice: { name: named?.name ?? "" } };
    }
    const offered = only(tools, allowed.tools);
    return { tools: offered, ...(allowed.mode === "required" ? { toolChoice: "required" } : {}) };
  }
  if (choice === "required" && tools.length === 0)
    throw new AnsatzError(
      "invalid_request",
      "`tool_choice` is `required` and there are no `tools`. Send some, or leave it out.",
      PARAM,
    );
  return {
    ...(tools.length > 0 ? { tools } : {}),
    ...(choice === "required" ? { toolChoice: "required" } : {}),
  };
}

function readAllowed(choice: Exclude<WrittenToolChoice, string>) {
  const { allowed_tools: nested, mode, tools } = choice;
  if (nested) return nested;
  if (mode && tools) return { mode, tools };
  throw new AnsatzError(
    "invalid_request",
    "`allowed_tools` needs a `mode` and the names of `tools`. Add them.",
    PARAM,
  );
}

function only(
  tools: readonly ToolSpecification[],
  wanted: readonly z.infer<typeof namedSchema>[],
): ToolSpecification[] {
  return wanted.map((each) => {
    if (each.type !== "function")
      throw new AnsatzError(
        "unsupported",
        `Only tools of the type \`function\` can be called, not "${each.type.slice(0, 50)}". Name a function.`,
        PARAM,
      );
    const name = each.function?.name ?? each.name ?? "";
    const tool = tools.find((candidate) => candidate.name === name);
    if (tool) return tool;
    throw new AnsatzError(
      "invalid_request",
      `There is no tool "${name.slice(0, 64)}" in \`tools\`. Send it, or name one that is there.`,
      PARAM,
    );
  });
}

/** @throws AnsatzError where a call is wanted and there is no model that could make one. */
export function requireCaller(modelId: string, { toolChoice }: ChosenTools): void {
  if (toolChoice !== undefined && modelId === "none")
    throw new AnsatzError(
      "unsupported",
      "A tool has to be called, and there is no model that could call one. Leave `tool_choice` out, or start the service with a model.",
      PARAM,
    );
}

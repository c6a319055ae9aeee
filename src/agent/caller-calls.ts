import type { AgentRequest } from "../core/agent-port.ts";
import type { ToolCall, ToolSpecification } from "../core/model-port.ts";
import { type FormSchema, readFormSchema } from "./form/read-schema.ts";
import { parseJson } from "./parse-json.ts";

/** The calls of one reply, as far as they count. */
export interface CountedCalls {
  readonly calls: readonly ToolCall[];
  /** Those of the caller's tools, which only it can run. */
  readonly ofCaller: readonly ToolCall[];
  /** What keeps the reply from counting: a call that is wrong, or none where there has to be one. */
  readonly fault: string | null;
}

/** What a caller wants of its own tools: which may be called, whether one has to be, and how exactly. */
export class CallerCalls {
  readonly tools: readonly ToolSpecification[];
  readonly names: readonly string[];
  /** The turn has to end in a call of one of them. */
  readonly isForced: boolean;
  private readonly strict: ReadonlyMap<string, FormSchema>;

  constructor({ tools = [], toolChoice }: Pick<AgentRequest, "tools" | "toolChoice">) {
    this.isForced = toolChoice !== undefined;
    this.tools =
      typeof toolChoice === "object" ? tools.filter(({ name }) => name === toolChoice.name) : tools;
    this.names = this.tools.map(({ name }) => name);
    this.strict = new Map(
      this.tools
        .filter(({ strict }) => strict === true)
        .map(({ name, parameters }) => [name, readFormSchema(parameters)]),
    );
  }

  /** Where a call is wanted nothing else counts, and a strict tool is called rightly or not at all. */
  count(made: readonly ToolCall[], text: string): CountedCalls {
    const isOwn = ({ name }: ToolCall): boolean => this.names.includes(name);
    const calls = this.isForced ? made.filter(isOwn) : made;
    const fault = calls.map((call) => this.faultOf(call)).find((found) => found !== null) ?? null;
    if (fault !== null) return { calls: [], ofCaller: [], fault };
    const isMissing = this.isForced && calls.length === 0;
    return { calls, ofCaller: calls.filter(isOwn), fault: isMissing ? text : null };
  }

  private faultOf({ name, argumentsText }: ToolCall): string | null {
    const schema = this.strict.get(name);
    if (schema === undefined) return null;
    const fault = schema.fault(parseJson(argumentsText));
    return fault === null ? null : `${name}(${argumentsText.slice(0, 200)}): ${fault}`;
  }
}

import { AnsatzError } from "../../src/core/errors.ts";
import type {
  CandidateEngine,
  EngineOperation,
  EngineRequest,
  WitnessOperation,
} from "../../src/tools/math/engines/candidate-engine.ts";
import type {
  EngineSettings,
  PortfolioMember,
} from "../../src/tools/math/engines/portfolio-member.ts";
import type { Expression } from "../../src/tools/math/expression/expression.ts";

type Reply = { readonly answers: readonly Expression[] } | { readonly failure: AnsatzError };

/** A member whose engine is opened once, whose replies are kept, and which many math engines share. */
export interface SharedMember {
  readonly member: PortfolioMember;
  /** How often it was asked, answered from memory or not. */
  asked(): number;
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The same request gets the same reply in every configuration that is compared, and is computed once.
 * A stop is no reply: the next to ask has it computed anew.
 */
export function shareMember(member: PortfolioMember, settings: EngineSettings): SharedMember {
  const engine = member.open(settings);
  const replies = new Map<string, Reply>();
  let asked = 0;
  const run = async (
    request: EngineRequest<EngineOperation | WitnessOperation>,
  ): Promise<Expression[]> => {
    asked += 1;
    const key = JSON.stringify([request.operation, request.arguments, request.variables]);
    const known = replies.get(key) ?? (await replyOf(engine, request));
    if (!("failure" in known) || known.failure.code !== "stopped") replies.set(key, known);
    if ("failure" in known) throw known.failure;
    return [...known.answers];
  };
  return {
    member: {
      ...member,
      open: () =>
        engine === null
          ? null
          : { run, warmUp: () => engine.warmUp(), close: () => Promise.resolve() },
    },
    asked: () => asked,
    warmUp: async () => engine?.warmUp(),
    close: async () => engine?.close(),
  };
}

async function replyOf(
  engine: CandidateEngine | null,
  request: EngineRequest<EngineOperation | WitnessOperation>,
): Promise<Reply> {
  try {
    return { answers: (await engine?.run(request)) ?? [] };
  } catch (error) {
    if (AnsatzError.isInstance(error)) return { failure: error };
    throw error;
  }
}

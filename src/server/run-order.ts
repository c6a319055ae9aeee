import type { AgentRequest } from "../core/agent-port.ts";
import type { RunDetails } from "../core/store-port.ts";
import type { Caller } from "./caller.ts";

/** Whose limits a run counts against. */
export type Charge = Pick<Caller, "keyId" | "limits">;

/** What a door wants to have done, for whom, and where it belongs. */
export type RunOrder = Pick<
  AgentRequest,
  | "question"
  | "context"
  | "history"
  | "instructions"
  | "samples"
  | "policy"
  | "tools"
  | "toolRounds"
  | "toolChoice"
  | "parallelCalls"
  | "stop"
  | "maxTokens"
  | "temperature"
  | "topP"
  | "seed"
  | "variant"
  | "form"
  | "pictures"
> & {
  /** The id the run gets; a new one without. */
  readonly runId?: string;
  /** Continues this conversation; a new one is begun without it. */
  readonly conversationId?: string;
  /** The run of the conversation it is asked behind, null for its beginning; its newest one without. */
  readonly after?: string | null;
  /** Whose it is; empty on an open service. */
  readonly owner?: string;
  /** The key whose limits the run counts against. */
  readonly charge?: Charge;
  readonly details?: RunDetails;
  /** False: nothing of the run is stored, and it is forgotten with its end. */
  readonly isKept?: boolean;
};

/** Beside a run that is a further choice: the run of the first choice. */
export const CHOICE_OF = "choiceOf";

import type { PlotRequest, PlotResult } from "./plot.ts";
import type { QueryEvent } from "./query-event.ts";
import type { QueryRequest, QueryResult } from "./query-result.ts";
import type { ReadingResult, ReadRequest } from "./reading-result.ts";
import type { RecheckResult } from "./recheck-result.ts";
import type { Certificate, Verdict } from "./truth.ts";
import type { WorkingRequest, WorkingResult } from "./working-result.ts";

export interface EqualResult {
  readonly verdict: Verdict;
  /** `true`, `false`, or null when undecided. */
  readonly equal: boolean | null;
  readonly method: string;
  readonly detail: string;
  readonly a: string | null;
  readonly b: string | null;
}

export type Relation = "=" | "!=" | "<" | ">" | "<=" | ">=" | "≈";

export interface RelationDecision {
  readonly verdict: Verdict;
  /** The exact value the right-hand side should have had, in plain notation, when the relation is `=` or `≈` between numbers. */
  readonly expected?: string;
  /** True when neither side has a free variable. */
  readonly isNumeric: boolean;
  readonly method: string;
  readonly detail: string;
  readonly certificate?: Certificate;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** For whom an answer is remembered; what was remembered for another is not found. */
  readonly tenant?: string;
}

/** How many questions were answered from memory, by their text or by what was read, or worked out. */
export interface AnswerCounts {
  readonly text: number;
  readonly reading: number;
  readonly work: number;
}

/** The symbolic engine as the agent, the detector and the doors see it. */
export interface MathPort {
  /** Never throws for what a person may type: failures are statuses of the result. */
  query(request: QueryRequest, options?: CallOptions): Promise<QueryResult>;
  /** The same as `query` in the bytes of its JSON, which is written once for an answer that is remembered. */
  queryJson(request: QueryRequest, options?: CallOptions): Promise<Uint8Array<ArrayBuffer>>;
  /** The same as events: the result with its quick pods first, then each pod that was asked for. */
  queryEvents(request: QueryRequest, options?: CallOptions): AsyncIterable<QueryEvent>;
  /** Are two answers mathematically the same? Accepts expressions, sets, lists, quantities, percentages. */
  equal(a: string, b: string, options?: CallOptions): Promise<EqualResult>;
  /** Runs the check of an earlier result again, with its answer as the only candidate. */
  recheck(result: QueryResult, options?: CallOptions): Promise<RecheckResult>;
  /** Judges a person's solution line by line and finds the first line that does not follow. */
  working(request: WorkingRequest, options?: CallOptions): Promise<WorkingResult>;
  /**
   * Draws what a plot is of in another window. Throws `invalid_request` for a window that is too large, too
   * small or empty and for formulas that are not of the named variables, `syntax` for what cannot be read,
   * `timed_out` past the deadline.
   */
  plot(request: PlotRequest, options?: CallOptions): Promise<PlotResult>;
  /** Decides one written relation between two expressions. Synchronous and bounded. */
  decideRelation(left: string, relation: Relation, right: string): RelationDecision;
  /** True when the whole text reads as a mathematical expression. */
  isExpression(text: string): boolean;
  /**
   * Is this text a question for the engine? `readable`: it is read completely; `mathematical`: it has the
   * marks of mathematics but is not read; `other`: neither. Fast, and nothing is computed.
   */
  recognise(text: string): "readable" | "mathematical" | "other";
  /** How a text is understood, or why it is not; nothing is computed. Synchronous and bounded. */
  read(request: ReadRequest): ReadingResult;
  close(): Promise<void>;
}

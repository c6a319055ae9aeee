import type { Pod, PodName } from "../../../core/pod.ts";
import type { Outcome, ComputeContext } from "../plan/outcome.ts";
import type { MathQuery } from "../read/math-query.ts";

/** What was asked and what came of it: all that a pod can speak about. */
export interface PodSubject {
  readonly query: MathQuery;
  readonly outcome: Extract<Outcome, { kind: "answer" }>;
  readonly isChinese: boolean;
}

/** The engine as a pod may use it: what it works out is proved like any answer. */
export interface PodTools {
  readonly context: ComputeContext;
  /** How many digits decimal forms show, where the caller said so. */
  readonly digits: number | undefined;
  answer(query: MathQuery): Promise<Outcome>;
}

/** What came of making a pod. */
export type MadePod =
  | { readonly kind: "pod"; readonly pod: Pod }
  | { readonly kind: "nothing"; readonly id: string }
  | { readonly kind: "timed-out"; readonly name: PodName };

export type PodContent = Omit<Pod, "id" | "title">;

/** Makes one kind of pod. */
export interface PodMaker {
  readonly id: string;
  readonly title: { readonly en: string; readonly zh: string };
  /** Quick pods come with the answer, within a few milliseconds; slow ones are asked for or follow it. */
  readonly speed: "quick" | "slow";
  /** Cheap: decides from the kinds of question and answer alone. */
  appliesTo(subject: PodSubject): boolean;
  /** For pods that often come to nothing: whether there is something to show. They are offered only where there is. */
  isThere?(subject: PodSubject, tools: PodTools): Promise<boolean>;
  /** Null when there is nothing worth showing. Heeds the deadline of the context. */
  make(subject: PodSubject, tools: PodTools): Promise<PodContent | null> | PodContent | null;
}

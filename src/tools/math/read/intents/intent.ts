import type { Groups, QueryBuilder } from "../query-builders.ts";
import { compileFrame, type Frame, frameOfPattern } from "./frame.ts";

/** A question that must be answered so: a test, and a line of the page of what can be asked. */
export interface Example {
  readonly ask: string;
  /** `answer.short` of the result. */
  readonly answer: string;
  /** Answered by the deep engine only. */
  readonly isDeep?: true;
}

/** One thing that can be asked, with all the ways of asking it in English and Chinese. */
export interface Intent {
  /** Unique, in kebab case. */
  readonly name: string;
  /**
   * Whole questions with slots, in the notation explained at `compileFrame`; a regular expression with
   * named groups where that notation does not reach.
   */
  readonly frames: readonly (string | RegExp)[];
  /** Null means "not mine after all": the next frame is tried. */
  readonly read?: QueryBuilder;
  /** Instead of `read`: the same question in words that another intent or the expression reader knows. */
  readonly rewrite?: (groups: Groups) => string | null;
  readonly examples: readonly Example[];
}

const compiled = new WeakMap<Intent, readonly Frame[]>();

/** The frames of an intent, compiled once, when first needed. */
export function framesOf(intent: Intent): readonly Frame[] {
  const known = compiled.get(intent);
  if (known !== undefined) return known;
  const frames = intent.frames.map((frame) =>
    typeof frame === "string" ? compileFrame(frame) : frameOfPattern(frame),
  );
  compiled.set(intent, frames);
  return frames;
}

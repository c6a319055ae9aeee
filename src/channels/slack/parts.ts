import type { Picture as ShownPicture } from "../../core/model-port.ts";
import type { Sight } from "../../core/model-profile.ts";
import type { RunRecord, StoredEvent } from "../../core/store-port.ts";
import type { Clock, Ids } from "../../core/system-port.ts";
import type { VerifierPort } from "../../core/verifier-port.ts";

export interface SlackOrder {
  readonly question: string;
  readonly context?: string;
  readonly conversationId: string;
  /** What the model is shown with the question. */
  readonly pictures?: readonly ShownPicture[];
}

/** What people's own pictures are looked at with. */
export interface Eyes {
  sight(): Sight;
  /** Null for bytes of no kind that models take. */
  read(bytes: Uint8Array): ShownPicture | null;
}

/** Runs as the channel sees them; the conversation's earlier turns are the service's to add. */
export interface SlackRuns {
  start(order: SlackOrder): Promise<{ readonly id: string }>;
  follow(runId: string, afterSequence: number): Promise<AsyncIterable<StoredEvent> | null>;
  stop(runId: string): Promise<unknown>;
  get(runId: string): Promise<RunRecord | null>;
}

/** Named values that all instances of the service share. */
export interface SharedRecords {
  /** Null when the value was put in; what stands there already when the id is taken. */
  insertRecord(
    kind: string,
    record: {
      readonly id: string;
      readonly value: unknown;
      readonly createdAtMs: number;
      readonly expiresAtMs?: number;
    },
  ): Promise<SharedRecord | null>;
  updateRecord(kind: string, id: string, value: unknown): Promise<boolean>;
  getRecord(kind: string, id: string, nowMs: number): Promise<SharedRecord | null>;
  listRecords(
    kind: string,
    page: { readonly limit: number; readonly nowMs: number; readonly afterId?: string },
  ): Promise<SharedRecord[]>;
  deleteRecord(kind: string, id: string): Promise<boolean>;
}

export interface SharedRecord {
  readonly id: string;
  readonly value: unknown;
  readonly createdAtMs: number;
}

/** A click under an answer. */
export interface SlackRating {
  readonly runId: string;
  readonly rating: "good" | "bad";
  /** Who clicked, as `slack:TEAM:USER`. */
  readonly rater: string;
}

/** A picture as PNG, with its size in pixels. */
export interface Picture {
  readonly png: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** Draws what Slack has no notation for. Null for what cannot be drawn. */
export interface PictureMaker {
  formula(latex: string): Promise<Picture | null>;
  plot(svg: string): Promise<Picture | null>;
}

export interface SlackLogger {
  info(event: string, fields: Readonly<Record<string, unknown>>): void;
  error(event: string, fields: Readonly<Record<string, unknown>>): void;
}

export interface SlackSettings {
  /** Null where nothing comes by HTTP: then every request there is refused. */
  readonly signingSecret: string | null;
  readonly botToken: string;
  /** Ends in a slash; `https://slack.com/api/` without. */
  readonly apiUrl?: string;
  /** How long work may go without a sign of life before another instance takes it over. */
  readonly leaseMs?: number;
  /** Age and length at which a streamed message is closed and the next one begun. */
  readonly maxStreamMs?: number;
  readonly maxStreamCharacters?: number;
}

/** What the channel works with. Web standards only; whoever mounts it chooses the parts. */
export interface SlackParts {
  readonly settings: SlackSettings;
  readonly runs: SlackRuns;
  readonly records: SharedRecords;
  readonly verifier: VerifierPort;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: SlackLogger;
  readonly eyes: Eyes;
  /** `none` where no language model is set up. */
  readonly modelId: string;
  /** Plain notation, or a sentence with such in it, in Unicode signs. */
  readonly writeUnicode: (plain: string) => string;
  readonly rate: (rating: SlackRating) => Promise<void>;
  /** Without it formulas that Unicode cannot write are shown as LaTeX. */
  readonly pictures?: PictureMaker;
  readonly fetch?: typeof fetch;
}

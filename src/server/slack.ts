import type { PictureMaker, SlackRating, SlackSettings } from "../channels/slack/parts.ts";
import { SlackChannel } from "../channels/slack/slack-channel.ts";
import type { Store } from "../core/store-port.ts";
import type { Clock, Ids } from "../core/system-port.ts";
import type { VerifierPort } from "../core/verifier-port.ts";
import { toUnicode } from "../tools/math/formats/unicode-text.ts";
import { storeFeedback } from "./feedback.ts";
import { withHistory } from "./history.ts";
import type { ServerLimits } from "./limits.ts";
import type { Logger } from "./logger.ts";
import type { RunHub, RunOrder } from "./run-hub.ts";

export interface SlackOptions {
  readonly settings: SlackSettings;
  readonly pictures?: PictureMaker;
  /** Opens another way in than HTTP, once the channel is there. */
  readonly connect?: (channel: SlackChannel) => Promise<{ close(): Promise<void> }>;
}

interface SlackServiceParts {
  readonly hub: RunHub;
  readonly store: Store;
  readonly verifier: VerifierPort;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly limits: ServerLimits;
  readonly logger: Logger;
  readonly modelId: string;
}

/** What is asked in Slack belongs to the service itself, as what is asked on its own page does. */
const OWNER = "";

/** The Slack channel over the service's own runs, store and detector. */
export function createSlackChannel(options: SlackOptions, parts: SlackServiceParts): SlackChannel {
  const { hub, store, limits, verifier, clock, ids, logger, modelId } = parts;
  const { settings, pictures } = options;
  return new SlackChannel({
    settings,
    ...(pictures === undefined ? {} : { pictures }),
    runs: {
      start: async (order) => hub.start(await continued({ ...order, history: [] }, store, limits)),
      follow: (runId, after) => hub.follow(runId, after, { owner: OWNER }),
      stop: (runId) => hub.stop(runId, OWNER),
      get: (runId) => store.getRun(runId),
    },
    records: store,
    verifier,
    clock,
    ids,
    logger,
    modelId,
    writeUnicode: toUnicode,
    rate: (rating) => storeRating(rating, store, clock),
  });
}

/** A thread has its id before it has a conversation, so an unknown one is a new one. */
async function continued(order: RunOrder, store: Store, limits: ServerLimits): Promise<RunOrder> {
  if (!order.conversationId || !(await store.getConversation(order.conversationId))) return order;
  return withHistory(order, store, limits.maxHistoryTurns, "conversationId");
}

/** One rating of one person for one run; a second click replaces the first. */
async function storeRating(rating: SlackRating, store: Store, clock: Clock): Promise<void> {
  await storeFeedback(store, rating, clock.nowMs());
}

import type { PictureMaker, SlackRating, SlackSettings } from "../channels/slack/parts.ts";
import { SlackChannel } from "../channels/slack/slack-channel.ts";
import { AnsatzError } from "../core/errors.ts";
import type { Picture } from "../core/model-port.ts";
import type { Store } from "../core/store-port.ts";
import type { Clock, Ids } from "../core/system-port.ts";
import type { VerifierPort } from "../core/verifier-port.ts";
import { toUnicode } from "../tools/math/formats/unicode-text.ts";
import { storeFeedback } from "./feedback.ts";
import { withHistory } from "./history.ts";
import type { ServerLimits } from "./limits.ts";
import type { Logger } from "./logger.ts";
import { pictureOf, PICTURES, sightOf } from "./pictures.ts";
import type { RunHub } from "./run-hub.ts";
import type { RunOrder } from "./run-order.ts";
import type { Service } from "./service.ts";

export interface SlackOptions {
  readonly settings: SlackSettings;
  readonly pictures?: PictureMaker;
  /** The tenant whose keys read what is asked in Slack and go on with it; the operator alone without. */
  readonly tenant?: string;
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
  readonly modelProfiles?: Service["modelProfiles"];
}

/** The Slack channel over the service's own runs, store and detector. */
export function createSlackChannel(options: SlackOptions, parts: SlackServiceParts): SlackChannel {
  const { hub, store, limits, verifier, clock, ids, logger, modelId } = parts;
  // Without a tenant it belongs to the service itself, as what is asked on its own page does.
  const { settings, pictures, tenant: owner = "" } = options;
  const profiles = parts.modelProfiles ?? (() => []);
  return new SlackChannel({
    settings,
    ...(pictures === undefined ? {} : { pictures }),
    runs: {
      start: async (order) => {
        const details =
          order.pictures === undefined ? {} : { details: { [PICTURES]: order.pictures.length } };
        const full = { ...order, ...details, owner, history: [] };
        return hub.start(await continued(full, store, limits));
      },
      follow: (runId, after) => hub.follow(runId, after, { owner }),
      stop: (runId) => hub.stop(runId, owner),
      get: (runId) => hub.find(runId, owner),
    },
    eyes: { sight: () => sightOf(profiles()), read: readBytes },
    records: store,
    verifier: { verify: (input, call) => verifier.verify(input, { ...call, tenant: owner }) },
    clock,
    ids,
    logger,
    modelId,
    writeUnicode: toUnicode,
    rate: (rating) => storeRating(rating, store, clock),
  });
}

function readBytes(bytes: Uint8Array): Picture | null {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += 8_192)
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 8_192)));
  try {
    return pictureOf(btoa(parts.join("")));
  } catch (thrown) {
    if (AnsatzError.isInstance(thrown)) return null;
    throw thrown;
  }
}

/** A thread has its id before it has a conversation, so an unknown one is a new one. */
async function continued(order: RunOrder, store: Store, limits: ServerLimits): Promise<RunOrder> {
  const known = order.conversationId && (await store.getConversation(order.conversationId));
  if (!known) return order;
  if (known.owner !== (order.owner ?? ""))
    throw new AnsatzError(
      "forbidden",
      "This thread belongs to another tenant of the service: it was begun before ANSATZ_SLACK_TENANT was changed. Ask in a new thread.",
    );
  return withHistory(order, store, limits.maxHistoryTurns, "conversationId");
}

/** One rating of one person for one run; a second click replaces the first. */
async function storeRating(rating: SlackRating, store: Store, clock: Clock): Promise<void> {
  await storeFeedback(store, rating, clock.nowMs());
}

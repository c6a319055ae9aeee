import { startNodeServer, type NodeServer, type NodeServerOptions } from "../../src/server/node.ts";
import type { PictureMaker, SlackRating, SlackSettings } from "../../src/channels/slack/parts.ts";
import { randomIds, systemClock } from "../../src/core/system-port.ts";
import type { SlackOptions } from "../../src/server/slack.ts";
import { answerWith, ScriptedAgent, scriptedParts, type Script } from "../http/scripted-parts.ts";
import { SECRET } from "./slack-sender.ts";
import { SlackStandIn, type StandInOptions } from "./slack-stand-in.ts";

export interface SlackSetup {
  readonly slack: SlackStandIn;
  readonly server: NodeServer;
  readonly agent: ScriptedAgent;
  readonly logged: { event: string; fields: Readonly<Record<string, unknown>> }[];
  /** What was rated, in the order of the first clicks. */
  ratings(): Promise<SlackRating[]>;
  close(): Promise<void>;
}

/** The service with its Slack agent on a real port, and Slack's stand-in on another. */
export async function setUp(
  script: Script = answerWith("The answer is 4.", { answer: "4" }),
  options: {
    slack?: StandInOptions;
    settings?: Partial<SlackSettings>;
    parts?: Partial<NodeServerOptions>;
    standIn?: SlackStandIn;
    connect?: SlackOptions["connect"];
    pictures?: PictureMaker;
    tenant?: string;
  } = {},
): Promise<SlackSetup> {
  const slack = options.standIn ?? (await SlackStandIn.start(options.slack));
  const agent = new ScriptedAgent(script);
  const logged: SlackSetup["logged"] = [];
  const log = (event: string, fields: Readonly<Record<string, unknown>>) =>
    void logged.push({ event, fields });
  const parts = { ...scriptedParts(agent), ...options.parts };
  const server = await startNodeServer({
    ...parts,
    clock: systemClock,
    ids: randomIds,
    logger: { info: log, warn: log, error: log },
    port: 0,
    slack: {
      settings: {
        signingSecret: SECRET,
        botToken: "xoxb-test",
        apiUrl: slack.apiUrl,
        ...options.settings,
      },
      ...(options.connect === undefined ? {} : { connect: options.connect }),
      ...(options.tenant === undefined ? {} : { tenant: options.tenant }),
      ...(options.pictures === undefined ? {} : { pictures: options.pictures }),
    },
  });
  return {
    slack,
    server,
    agent,
    logged,
    ratings: async () => {
      const page = { limit: 100, nowMs: Date.now() };
      const records = await parts.store.listRecords("feedback", page);
      return records.map((record) => record.value as SlackRating);
    },
    close: async () => {
      await server.close();
      if (!options.standIn) await slack.close();
    },
  };
}

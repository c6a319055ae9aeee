import { startNodeServer, type NodeServer, type NodeServerOptions } from "../../src/server/node.ts";
import type { SlackSettings } from "../../src/channels/slack/parts.ts";
import { randomIds, systemClock } from "../../src/core/system-port.ts";
import { answerWith, ScriptedAgent, scriptedParts, type Script } from "../http/scripted-parts.ts";
import { SECRET } from "./slack-sender.ts";
import { SlackStandIn, type StandInOptions } from "./slack-stand-in.ts";

export interface SlackSetup {
  readonly slack: SlackStandIn;
  readonly server: NodeServer;
  readonly agent: ScriptedAgent;
  readonly logged: { event: string; fields: Readonly<Record<string, unknown>> }[];
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
  } = {},
): Promise<SlackSetup> {
  const slack = options.standIn ?? (await SlackStandIn.start(options.slack));
  const agent = new ScriptedAgent(script);
  const logged: SlackSetup["logged"] = [];
  const log = (event: string, fields: Readonly<Record<string, unknown>>) =>
    void logged.push({ event, fields });
  const server = await startNodeServer({
    ...scriptedParts(agent),
    clock: systemClock,
    ids: randomIds,
    logger: { info: log, warn: log, error: log },
    ...options.parts,
    port: 0,
    slack: {
      settings: {
        signingSecret: SECRET,
        botToken: "xoxb-test",
        apiUrl: slack.apiUrl,
        ...options.settings,
      },
      ...options.parts?.slack,
    },
  });
  return {
    slack,
    server,
    agent,
    logged,
    close: async () => {
      await server.close();
      if (!options.standIn) await slack.close();
    },
  };
}

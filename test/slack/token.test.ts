import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli } from "../cli/run-cli.ts";
import { setUp } from "./slack-service.ts";
import { SlackStandIn } from "./slack-stand-in.ts";

let slack: SlackStandIn;
beforeAll(async () => {
  slack = await SlackStandIn.start();
});
afterAll(() => slack.close());

const serve = (token: string) =>
  runCli(["serve", "--port", "0", "--store", "memory:", "--model", "none"], {
    settings: {
      ANSATZ_SLACK_BOT_TOKEN: token,
      ANSATZ_SLACK_SIGNING_SECRET: "s",
      ANSATZ_SLACK_API_URL: slack.apiUrl,
    },
  });

test("a bot token that Slack refuses ends the start with what to set, and does not print it", async () => {
  const run = await serve("xoxb-wrong");
  expect(run.status).toBe(2);
  expect(run.stderr).toMatch(
    /Slack refuses ANSATZ_SLACK_BOT_TOKEN \(invalid_auth\)\. Install the app to the workspace/,
  );
  expect(run.stderr).not.toContain("xoxb-wrong");
  expect(run.stdout).not.toContain("ready");
});

test.each(["account_inactive", "token_revoked", "missing_scope"])("so does %s", async (code) => {
  const standIn = await SlackStandIn.start({ refuse: { "auth.test": code } });
  await expect(setUp(undefined, { standIn })).rejects.toMatchObject({
    code: "invalid_configuration",
    message: expect.stringContaining(code),
  });
  await standIn.close();
});

test("a Slack with trouble of its own, or away, ends no start and is logged", async () => {
  const busy = await setUp(undefined, { slack: { refuse: { "auth.test": "internal_error" } } });
  const away = await setUp(undefined, { settings: { apiUrl: "http://127.0.0.1:1/api/" } });
  for (const { logged, close } of [busy, away]) {
    expect(logged.map(({ event }) => event)).toContain("slack-away");
    await close();
  }
});

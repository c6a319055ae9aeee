import { expect, test } from "vitest";
import { readConfiguration } from "./configuration.ts";
import { slackConfiguration } from "../server/slack-settings.ts";

const settingsOf = (environment: Record<string, string>) =>
  slackConfiguration(readConfiguration(environment));

test("a tenant is passed on; a name that no key can have is refused", () => {
  const environment = { ANSATZ_SLACK_SIGNING_SECRET: "s", ANSATZ_SLACK_BOT_TOKEN: "xoxb-1" };
  expect(settingsOf({ ...environment, ANSATZ_SLACK_TENANT: "team-a" })?.tenant).toBe("team-a");
  expect(settingsOf(environment)?.tenant).toBeUndefined();
  expect(() => settingsOf({ ...environment, ANSATZ_SLACK_TENANT: "a b" })).toThrow(
    /ANSATZ_SLACK_TENANT/,
  );
});

test("without any of the settings there is no Slack", () => {
  expect(settingsOf({})).toBeNull();
});

test("HTTP takes a secret and a token; the address of the Web API ends in a slash", () => {
  expect(
    settingsOf({
      ANSATZ_SLACK_SIGNING_SECRET: "s",
      ANSATZ_SLACK_BOT_TOKEN: "xoxb-1",
      ANSATZ_SLACK_API_URL: "https://slack-gov.com/api",
    }),
  ).toEqual({
    appToken: null,
    settings: { signingSecret: "s", botToken: "xoxb-1", apiUrl: "https://slack-gov.com/api/" },
  });
});

test("socket mode takes an app-level token in place of the secret", () => {
  const environment = { ANSATZ_SLACK_APP_TOKEN: "xapp-1", ANSATZ_SLACK_BOT_TOKEN: "xoxb-1" };
  expect(settingsOf(environment)).toMatchObject({ appToken: "xapp-1" });
});

test.each([
  [{ ANSATZ_SLACK_SIGNING_SECRET: "s" }, "ANSATZ_SLACK_BOT_TOKEN is missing"],
  [{ ANSATZ_SLACK_BOT_TOKEN: "xoxb-1" }, "ANSATZ_SLACK_SIGNING_SECRET is missing"],
  [{ ANSATZ_SLACK_BOT_TOKEN: "xoxp-1", ANSATZ_SLACK_SIGNING_SECRET: "s" }, "begins with xoxb-"],
  [{ ANSATZ_SLACK_BOT_TOKEN: "xoxb-1", ANSATZ_SLACK_APP_TOKEN: "xoxb-1" }, "begins with xapp-"],
])("%o stops the start with what to set", (environment, message) => {
  expect(() => settingsOf(environment)).toThrow(message);
});

test("the secrets print themselves nowhere", () => {
  const configuration = readConfiguration({ ANSATZ_SLACK_BOT_TOKEN: "xoxb-secret" });
  expect(JSON.stringify(configuration)).not.toContain("xoxb-secret");
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ACTIONS } from "../../src/channels/slack/blocks.ts";

const manifest = readFileSync(new URL("../../deploy/slack/manifest.yaml", import.meta.url), "utf8");

/** The items of the list under a key of the manifest. */
function listUnder(key: string): string[] {
  const block = new RegExp(`\\n *${key}:\\n((?: +- .+\\n)+)`).exec(manifest)?.[1] ?? "";
  return block.split("\n").flatMap((line) => /- (.+)/.exec(line)?.[1] ?? []);
}

test("the manifest subscribes to what the agent acts on, and asks for what it calls", () => {
  expect(listUnder("bot_events")).toEqual([
    "agent_session_stopped",
    "app_home_opened",
    "app_mention",
    "message.im",
  ]);
  for (const scope of [
    "app_mentions:read",
    "assistant:write",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "im:history",
    "users:read",
  ])
    expect(listUnder("bot")).toContain(scope);
});

test("the manifest names the addresses, the shortcut and the command that are served", () => {
  for (const part of ["/slack/events", "/slack/interactions", "/slack/commands"])
    expect(manifest).toContain(`https://ansatz.example.com${part}`);
  expect(manifest).toContain(`callback_id: ${ACTIONS.check}`);
  expect(manifest).toContain("command: /ansatz");
});

test("the description keeps to Slack's 300 characters", () => {
  const description = /agent_description: (.+)/.exec(manifest)?.[1] ?? "";
  expect(description.length).toBeGreaterThan(50);
  expect(description.length).toBeLessThanOrEqual(300);
});

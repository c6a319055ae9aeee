/**
 * The conversation a thread is: the same id through Slack, the HTTP API and the page. Ids of Slack are
 * letters and digits, so the parts cannot run into each other.
 */
export function conversationIdOf(team: string, channel: string, threadTs: string): string {
  return `slack_${team}_${channel}_${threadTs.replace(".", "-")}`;
}

import { expect, test } from "vitest";
import { answered, askResult } from "../../../test/http/scripted-parts.ts";
import { copiedForms } from "./copied-forms.ts";

const result = (reply: string) => ({
  ...askResult({ question: "", history: [], runId: "r", conversationId: "c" }, reply),
  route: "loop" as const,
});

test("an engine's answer is copied as its plain form and its LaTeX", () => {
  const direct = { ...result("It is 5."), route: "direct" as const, query: answered };
  expect(copiedForms("what is\n2+3", direct)).toEqual({
    text: "5",
    markdown: "**what is 2+3**\n\n$$\n5\n$$\n",
    latex: "5",
  });
});

test("a reply is copied without its marks, as it was written, and as its formulas", () => {
  const reply = "So **$x$ is** 2.\n\n- one\n- $y^2$";
  expect(copiedForms("q", result("So **x** is $2$.\n\n- one\n- $y^2$"))).toEqual({
    text: "So x is 2.\n\n- one\n- y^2",
    markdown: "So **x** is $2$.\n\n- one\n- $y^2$",
    latex: "2\ny^2",
  });
  expect(copiedForms("q", result(reply)).markdown).toBe(reply);
  expect(copiedForms("q", result("no formula, $5")).latex).toBeNull();
});

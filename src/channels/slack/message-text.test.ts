import { expect, test } from "vitest";
import { readMessageText, shorten } from "./message-text.ts";

test.each([
  ["<@U0LAN0Z89> what is 2+2?", "what is 2+2?"],
  ["<@U0LAN0Z89|ansatz>, what is 2+2?", "what is 2+2?"],
  ["is <@U2> right that 2+2=4?", "is @U2 right that 2+2=4?"],
  ["1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"],
  ["&amp;lt; is how &lt; is written", "&lt; is how < is written"],
  ["see <https://x.test/a|the page> and <https://x.test/b>", "see the page and https://x.test/b"],
  ["<mailto:a@x.test>", "a@x.test"],
  ["in <#C1|general>, <!here> and <!date^1^{date}|today>", "in #general, @here and today"],
  ["2*x_1 * 3_000 ~ `y`", "2*x_1 * 3_000 ~ `y`"],
])("%s is read as %s", (sent, text) => {
  expect(readMessageText(sent)).toBe(text);
});

test("a cut shows that it is one and leaves no half sign", () => {
  expect(shorten("abcdef", 6)).toBe("abcdef");
  expect(shorten("abcdefg", 6)).toBe("abcde…");
  expect(shorten("ab😀😀", 4)).toBe("ab…");
});

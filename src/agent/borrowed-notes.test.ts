import { describe, expect, test } from "vitest";
import { withoutBorrowedNotes } from "./borrowed-notes.ts";
import { PHRASES } from "./phrases.ts";

describe.each(["en", "zh"] as const)("what this service says of a check (%s)", (language) => {
  const phrases = PHRASES[language];

  test.each([
    ["that it is proved", phrases.provedNote],
    ["how many drafts agree", phrases.agreeNote(2, 3)],
    ["that the check outweighs the vote", phrases.againstVote],
    ["that drafts stand together", phrases.standsNote],
  ])("is no part of a draft: %s", (_what, note) => {
    expect(withoutBorrowedNotes(`12 - 1 = 11\n${note}\nANSWER: 11`)).toBe(
      "12 - 1 = 11\nANSWER: 11",
    );
  });
});

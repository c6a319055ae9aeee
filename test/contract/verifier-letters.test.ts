import { describe, expect, it } from "vitest";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createStubMath } from "./math-stub.ts";

const verifier = createVerifier(createStubMath());
const verify = (text: string) => verifier.verify({ text });

describe("letters of words", () => {
  it.each([
    'The last letter of the word "Sue" is "e".',
    "The third letter of banana is n.",
    'There are three r\'s in "strawberry".',
    "There are 3 r's in strawberry.",
    'The letter e appears twice in the word "letter".',
    'The word "banana" has 6 letters.',
    '"stop" spelled backwards is "pots".',
    "“strawberry”中有3个r。",
    "strawberry 中有3个字母r。",
    'The last letter of "Al" is "l". The last letter of "Jo" is "o". The concatenated last letters are "lo".',
  ])("proves %s", async (text) => {
    expect((await verify(text)).verdict).toBe("proved");
  });

  it.each([
    'The last letter of the word "Sue" is "u".',
    "The third letter of banana is b.",
    "There are 2 r's in strawberry.",
    'There are two letters r in "strawberry".',
    'The letter e appears once in the word "letter".',
    'The word "banana" has 7 letters.',
    '"stop" spelled backwards is "post".',
    "“strawberry”中有2个r。",
    'The last letter of "Al" is "l". The last letter of "Jo" is "o". The concatenated last letters are "ol".',
  ])("refutes %s, and says what is true", async (text) => {
    const { verdict, claims } = await verify(text);
    expect(verdict).toBe("refuted");
    expect(claims.find((claim) => claim.verdict === "refuted")?.evidence.expected).toBeDefined();
  });

  it.each([
    'The last letter of "Jo" is "o". The last letter of "Toño" is "o". The concatenated last letters are "oo".',
    'The last letter of "Jo" is "o". The last letter of "王" is "王". The concatenated last letters are "o王".',
    "The first letter of Paul is a masterpiece.",
    "There is a C in the exam.",
    "There are two A's in biology.",
    "There are 10 m in length.",
    "The second letter of the alphabet is c.",
    "The last letter of his is a.",
    'Tom wrote: "there are 2 r\'s in strawberry".',
    "Some say there are 2 r's in strawberry.",
    "It is not true that there are 2 r's in strawberry.",
  ])("does not refute %s", async (text) => {
    expect((await verify(text)).verdict).not.toBe("refuted");
  });
});

describe("a date and a stretch of time", () => {
  it.each([
    "10 days after April 30, 2021 is May 10, 2021.",
    "Two weeks before May 6, 1992 is April 22, 1992.",
    "One year ago from May 6, 2002 is 05/06/2001.",
    "One month before May 6, 1992 is April 6, 1992.",
    "Adding 7 days to 01/01/2007, we get 01/08/2007.",
    "Subtracting 10 days from 03/02/1966, we get 02/20/1966.",
    "2024-02-28 plus 2 days is 2024-03-01.",
    "4/19/1969 - 10 days = 4/9/1969",
  ])("proves %s", async (text) => {
    expect((await verify(text)).verdict).toBe("proved");
  });

  it.each([
    "10 days after April 30, 2021 is May 11, 2021.",
    "Two weeks before May 6, 1992 is April 21, 1992.",
    "One year ago from May 6, 2002 is May 6, 2000.",
    "Adding 7 days to 01/01/2007, we get 01/09/2007.",
    "2023-02-28 plus 2 days is 2023-03-01.",
  ])("refutes %s", async (text) => {
    expect((await verify(text)).verdict).toBe("refuted");
  });

  it.each([
    "Subtracting 10 days from March 2, 1966 is February 20, 1966.",
    "Taking away 10 days from March 2, 1966 is February 20, 1966.",
    "Counting back 10 days from 03/02/1966, we get 02/20/1966.",
    // The day and the month may stand in either order, and some months are too short.
    "7 days after 02/03/2019 is 09/03/2019.",
    "One year ago from 02/29/2016 is 02/28/2015.",
    "One month after January 31, 2023 is February 28, 2023.",
    "10 days after April 30, 1421 is May 11, 1421.",
    "If 10 days after April 30, 2021 is May 11, 2021, then all is lost.",
  ])("does not refute %s", async (text) => {
    expect((await verify(text)).verdict).not.toBe("refuted");
  });
});

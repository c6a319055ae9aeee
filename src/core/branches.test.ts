import { expect, test } from "vitest";
import { type BranchTurn, currentRunOf, newestBehind, pathTo, versionsBehind } from "./branches.ts";

const ask = (runId: string, after?: string | null): BranchTurn[] => [
  { role: "user", runId, ...(after === undefined ? {} : { after }) },
  { role: "assistant", runId },
];

/** a – b – c, another b behind a with d behind it, then e behind c and another beginning f. */
const turns = [
  ...ask("a"),
  ...ask("b"),
  ...ask("c"),
  ...ask("b2", "a"),
  ...ask("d"),
  ...ask("e", "c"),
  ...ask("f", null),
];

test.each([
  ["a", ["a"]],
  ["c", ["a", "b", "c"]],
  ["d", ["a", "b2", "d"]],
  ["e", ["a", "b", "c", "e"]],
  ["f", ["f"]],
  ["nothing", []],
  [null, []],
])("the path to %s goes through its own branch alone", (runId, path) => {
  expect(pathTo(turns, runId)).toEqual(path);
});

test("versions were asked behind the same question; first questions are versions of each other", () => {
  expect(Object.fromEntries(versionsBehind(turns))).toEqual({
    null: ["a", "f"],
    a: ["b", "b2"],
    b: ["c"],
    b2: ["d"],
    c: ["e"],
  });
});

test("a branch is entered at its newest end", () => {
  expect(newestBehind(turns, "b")).toBe("e");
  expect(newestBehind(turns, "b2")).toBe("d");
  expect(newestBehind(turns, "a")).toBe("e");
  expect(newestBehind(turns, "f")).toBe("f");
});

test("the newest question is the current end until a branch is chosen", () => {
  expect(currentRunOf({ turns: [] })).toBeNull();
  expect(currentRunOf({ turns })).toBe("f");
  expect(currentRunOf({ turns, currentRunId: "d" })).toBe("d");
  expect(currentRunOf({ turns, currentRunId: "gone" })).toBe("f");
});

test("a question that names one of later or unknown stands behind the one before it", () => {
  const odd = [...ask("a", "b"), ...ask("b", "b"), ...ask("c", "unknown")];
  expect(pathTo(odd, "c")).toEqual(["a", "b", "c"]);
});

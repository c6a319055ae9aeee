import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AnsatzError } from "../core/errors.ts";
import { GroupCommit } from "./group-commit.ts";

let database: DatabaseSync;
let commits: GroupCommit;
beforeEach(() => {
  database = new DatabaseSync(":memory:");
  database.exec("CREATE TABLE notes (text TEXT NOT NULL)");
  commits = new GroupCommit(database);
});
afterEach(() => database.isOpen && database.close());

const add = (text: string) => void database.prepare("INSERT INTO notes VALUES (?)").run(text);
const notes = () =>
  database
    .prepare("SELECT text FROM notes")
    .all()
    .map((row) => row["text"]);

test("a write that fails half way is undone as a whole, and its neighbours stand", async () => {
  const outcomes = await Promise.allSettled([
    commits.write(() => add("before")),
    commits.write(() => {
      add("half");
      throw new AnsatzError("conflict", "No. Try another.");
    }),
    commits.write(() => add("after")),
  ]);
  expect(outcomes[1]).toMatchObject({ status: "rejected", reason: { code: "conflict" } });
  expect(notes()).toEqual(["before", "after"]);
});

test("writes of one turn share one commit", async () => {
  const exec = vi.spyOn(database, "exec");
  await Promise.all([commits.write(() => add("a")), commits.write(() => add("b"))]);
  expect(exec.mock.calls.filter(([sql]) => sql === "COMMIT")).toHaveLength(1);
  expect(notes()).toEqual(["a", "b"]);
});

test("a commit that fails rejects every write of it with what to do, and hides the cause", async () => {
  const written = commits.write(() => add("x"));
  database.close();
  await expect(written).rejects.toMatchObject({
    code: "internal",
    message: expect.stringMatching(/free space/),
  });
});

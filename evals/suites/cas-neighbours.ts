import { ownDataFile, readRows } from "../data-folder.ts";
import { casRowSchema } from "../scoring/cas-rules.ts";
import { casSuite } from "./cas.ts";

/** Questions of the manner of `cas`, written before any of them was tried; judged by the same rules. */
export const casNeighbourSuite: typeof casSuite = {
  ...casSuite,
  name: "cas-neighbours",
  description: "computer algebra: our own questions of the kinds of cas, with traps",
  load: ({ file }) => readRows([file ?? ownDataFile("cas-neighbours.jsonl")], casRowSchema),
};

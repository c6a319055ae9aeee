import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { MemoryStore } from "../../src/store/memory.ts";
import { SqliteStore } from "../../src/store/sqlite.ts";
import { describeStore } from "./store.ts";

const folder = mkdtempSync(join(tmpdir(), "ansatz-store-"));
let count = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeStore("memory", () => new MemoryStore());
describeStore("sqlite", () => new SqliteStore(join(folder, `${(count += 1)}.sqlite`)));

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { MemoryStore } from "../../src/store/memory.ts";
import { SqliteStore } from "../../src/store/sqlite.ts";
import { describeLimits } from "./limits.ts";
import { describeStore } from "./store.ts";

const folder = mkdtempSync(join(tmpdir(), "ansatz-store-"));
let count = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const openFile = () => new SqliteStore(join(folder, `${(count += 1)}.sqlite`));

describeStore("memory", () => new MemoryStore());
describeStore("sqlite", openFile);
describeLimits("memory", () => new MemoryStore());
describeLimits("sqlite", openFile);

test("processes that share a file share its limits, and a restart does not fill them", async () => {
  const path = join(folder, "shared.sqlite");
  const take = (store: SqliteStore, cost: number) =>
    store.limits.take(
      [{ kind: "tokens", id: "key", bucket: { capacity: 10, perSecond: 1 }, cost }],
      1_000,
    );
  const [one, two] = [new SqliteStore(path), new SqliteStore(path)];
  const outcomes = await Promise.all(
    Array.from({ length: 30 }, (_, index) => take(index % 2 ? one : two, 1)),
  );
  expect(outcomes.filter(([state]) => state?.isAllowed)).toHaveLength(10);
  await Promise.all([one.close(), two.close()]);
  const again = new SqliteStore(path);
  expect(await take(again, 1)).toMatchObject([{ isAllowed: false, retryAfterMs: 1_000 }]);
  await again.close();
});

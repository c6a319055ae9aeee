import { mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { zipOf } from "../../test/model/zip-of.ts";
import { appendZipMember } from "./zip-member.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ansatz-zip-"));
});

afterAll(() => rm(folder, { recursive: true }));

async function unpack(zip: Buffer, members: readonly string[]): Promise<string> {
  const zipPath = join(folder, "a.zip");
  const outPath = join(folder, "out");
  await writeFile(zipPath, zip);
  const out = await open(outPath, "w");
  try {
    for (const member of members) await appendZipMember(zipPath, member, out);
  } finally {
    await out.close();
  }
  return readFile(outPath, "utf8");
}

const CONTENT = "weights ".repeat(50_000);

test("deflated and stored members are appended one after the other", async () => {
  const zip = zipOf([
    { name: "a/one", data: CONTENT, deflate: true },
    { name: "a/two", data: "second", deflate: false },
  ]);
  expect(await unpack(zip, ["a/one", "a/two"])).toBe(`${CONTENT}second`);
});

test("a missing member, a cut archive and a member of another size are refused", async () => {
  const zip = zipOf([{ name: "one", data: CONTENT, deflate: true }]);
  await expect(unpack(zip, ["two"])).rejects.toMatchObject({ code: "model_unavailable" });
  await expect(unpack(zip.subarray(0, zip.length - 30), ["one"])).rejects.toMatchObject({
    code: "model_unavailable",
  });
  await expect(unpack(Buffer.from("<html>"), ["one"])).rejects.toMatchObject({
    code: "model_unavailable",
  });
  for (const statedBytes of [10, CONTENT.length + 1]) {
    await expect(
      unpack(zipOf([{ name: "one", data: CONTENT, deflate: true, statedBytes }]), ["one"]),
    ).rejects.toMatchObject({ code: "model_unavailable" });
    const written = await readFile(join(folder, "out"));
    expect(written.length).toBeLessThanOrEqual(statedBytes);
  }
});

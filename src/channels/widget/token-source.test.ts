import { afterEach, expect, test, vi } from "vitest";
import { TokenSource } from "./token-source.ts";

afterEach(() => void vi.unstubAllGlobals());

/** A page's server whose tokens are good for so long, with the tokens it gave out. */
function pageServer(expiresInMs: number) {
  const given: string[] = [];
  vi.stubGlobal("fetch", async () => {
    given.push(`azw_${given.length + 1}`);
    return Response.json({ token: given.at(-1), expiresInMs });
  });
  return { source: new TokenSource(new URL("https://shop.test/token")), given };
}

test("calls that wait at once share one token, and those after them too", async () => {
  const { source, given } = pageServer(600_000);
  const together = await Promise.all([source.token(), source.token(), source.token()]);
  expect([...together, await source.token()]).toEqual(["azw_1", "azw_1", "azw_1", "azw_1"]);
  expect(given).toHaveLength(1);
});

test("a token that has run out is replaced once, however many calls find it so", async () => {
  const { source, given } = pageServer(0);
  await source.token();
  const together = await Promise.all([source.token(), source.token(), source.token()]);
  expect(together).toEqual(["azw_2", "azw_2", "azw_2"]);
  expect(given).toHaveLength(2);
});

test("a token that was refused is not used again", async () => {
  const { source } = pageServer(600_000);
  await source.token();
  source.forget();
  expect(await source.token()).toBe("azw_2");
});

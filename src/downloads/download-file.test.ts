import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { access, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { downloadFile } from "./download-file.ts";

const CONTENT = Buffer.from("0123456789".repeat(20_000));
const SHA256 = createHash("sha256").update(CONTENT).digest("hex");

let folder = "";
let close = (): Promise<void> => Promise.resolve();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ansatz-download-"));
});

afterEach(async () => {
  await close();
  await rm(folder, { recursive: true });
});

type Answer = (response: ServerResponse, request: IncomingMessage, attempt: number) => void;

async function serve(answer: Answer): Promise<{ url: string; ranges: (string | undefined)[] }> {
  const ranges: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(response, request, ranges.length);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`, ranges };
}

function sendFrom(response: ServerResponse, start: number): void {
  response.writeHead(206, {
    "content-range": `bytes ${start}-${CONTENT.length - 1}/${CONTENT.length}`,
    "content-length": CONTENT.length - start,
  });
  response.end(CONTENT.subarray(start));
}

function sendWhole(response: ServerResponse): void {
  response.writeHead(200, { "content-length": CONTENT.length }).end(CONTENT);
}

function startOf(request: IncomingMessage): number {
  return Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

function download(url: string, more: Partial<Parameters<typeof downloadFile>[0]> = {}) {
  return downloadFile({ url, to: join(folder, "file"), sha256: SHA256, ...more });
}

test("a file is downloaded, checked and moved into place, with progress", async () => {
  const { url } = await serve(sendWhole);
  const seen: [number, number | null][] = [];
  await download(url, { onBytes: (received, total) => seen.push([received, total]) });
  expect(await readFile(join(folder, "file"))).toEqual(CONTENT);
  expect(await exists(join(folder, "file.partial"))).toBe(false);
  expect(seen.at(-1)).toEqual([CONTENT.length, CONTENT.length]);
});

test("a dropped connection is continued where it ended", async () => {
  let drop = (): void => undefined;
  const { url, ranges } = await serve((response, request, attempt) => {
    if (attempt > 1) return sendFrom(response, startOf(request));
    response.writeHead(200, { "content-length": CONTENT.length });
    response.write(CONTENT.subarray(0, 70_000));
    drop = () => response.destroy();
  });
  await download(url, { onBytes: () => drop() });
  expect(ranges[0]).toBeUndefined();
  expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
  expect(await readFile(join(folder, "file"))).toEqual(CONTENT);
});

test("a connection that drops before any byte is tried again, a refusal is not", async () => {
  const dropping = await serve((response, _request, attempt) => {
    if (attempt > 1) return sendWhole(response);
    response.writeHead(200, { "content-length": CONTENT.length });
    response.flushHeaders();
    response.destroy();
  });
  await download(dropping.url);
  expect(dropping.ranges).toHaveLength(2);
  await close();
  await rm(join(folder, "file"));
  const refusing = await serve((response) => void response.writeHead(403).end());
  await expect(download(refusing.url)).rejects.toThrow("status 403");
  expect(refusing.ranges).toHaveLength(1);
});

test("a part left by an earlier process is continued, or replaced when the server cannot", async () => {
  for (const canContinue of [true, false]) {
    await rm(join(folder, "file"), { force: true });
    await writeFile(join(folder, "file.partial"), CONTENT.subarray(0, 1000));
    const { url, ranges } = await serve((response, request) =>
      canContinue ? sendFrom(response, startOf(request)) : sendWhole(response),
    );
    await download(url);
    expect(ranges).toEqual(["bytes=1000-"]);
    expect(await readFile(join(folder, "file"))).toEqual(CONTENT);
    await close();
  }
});

test("a wrong part is thrown away and the whole is fetched", async () => {
  await writeFile(join(folder, "file.partial"), "x".repeat(1000));
  const { url, ranges } = await serve((response, request) =>
    request.headers.range ? sendFrom(response, startOf(request)) : sendWhole(response),
  );
  await download(url);
  expect(ranges).toEqual(["bytes=1000-", undefined]);
  expect(await readFile(join(folder, "file"))).toEqual(CONTENT);
});

test("a wrong file never gets into place", async () => {
  const { url } = await serve((response) => void response.end("something else"));
  await expect(download(url)).rejects.toMatchObject({
    code: "model_unavailable",
    message: expect.stringContaining("checksum") as string,
  });
  expect(await exists(join(folder, "file"))).toBe(false);
  expect(await exists(join(folder, "file.partial"))).toBe(false);
});

test("more bytes than stated and a server that is down are told apart", async () => {
  const { url } = await serve((response) => void response.end(Buffer.alloc(5000)));
  await expect(download(url, { bytes: 100 })).rejects.toThrow("more than");
  await close();
  await expect(download(url)).rejects.toThrow("could not be reached");
});

test("silence and a stop end the download; the part stays for the next try", async () => {
  const stall: Answer = (response) => {
    response.writeHead(200, { "content-length": CONTENT.length });
    response.write(CONTENT.subarray(0, 70_000));
  };
  const { url } = await serve(stall);
  const controller = new AbortController();
  await expect(
    download(url, { signal: controller.signal, onBytes: () => controller.abort() }),
  ).rejects.toMatchObject({ name: "AbortError" });
  expect(await exists(join(folder, "file.partial"))).toBe(true);
  await rm(join(folder, "file.partial"));
  await expect(download(url, { silenceMs: 40 })).rejects.toMatchObject({
    code: "model_unavailable",
  });
});

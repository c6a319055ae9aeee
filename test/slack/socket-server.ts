import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

const MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** The server's end of one WebSocket: text messages up to 64 KB, as socket mode sends them. */
export class ServerSocket {
  readonly received: string[] = [];
  readonly #socket: Duplex;
  #buffer = Buffer.alloc(0);

  private constructor(socket: Duplex) {
    this.#socket = socket;
    socket.on("data", (part: Buffer) => this.#take(part));
    socket.on("error", () => socket.destroy());
  }

  static accept(request: IncomingMessage, socket: Duplex): ServerSocket {
    const accept = createHash("sha1")
      .update(`${request.headers["sec-websocket-key"]}${MAGIC}`)
      .digest("base64");
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    return new ServerSocket(socket);
  }

  send(message: unknown): void {
    this.#frame(1, Buffer.from(JSON.stringify(message)));
  }

  close(): void {
    this.#socket.destroy();
  }

  #frame(opcode: number, payload: Buffer): void {
    const head =
      payload.length < 126
        ? Buffer.from([0x80 | opcode, payload.length])
        : Buffer.from([0x80 | opcode, 126, payload.length >> 8, payload.length & 255]);
    this.#socket.write(Buffer.concat([head, payload]));
  }

  #take(part: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, part]);
    while (this.#buffer.length >= 6) {
      const short = (this.#buffer[1] ?? 0) & 127;
      const start = short === 126 ? 4 : 2;
      const length = short === 126 ? this.#buffer.readUInt16BE(2) : short;
      if (this.#buffer.length < start + 4 + length) return;
      const mask = this.#buffer.subarray(start, start + 4);
      const payload = Buffer.from(this.#buffer.subarray(start + 4, start + 4 + length));
      for (let index = 0; index < length; index += 1)
        payload[index] = (payload[index] ?? 0) ^ (mask[index % 4] ?? 0);
      const opcode = (this.#buffer[0] ?? 0) & 15;
      this.#buffer = this.#buffer.subarray(start + 4 + length);
      if (opcode === 1) this.received.push(payload.toString());
      if (opcode === 8) this.close();
      if (opcode === 9) this.#frame(10, payload);
    }
  }
}

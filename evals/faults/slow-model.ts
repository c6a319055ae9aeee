import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A model server as a program: it streams one word of its reasoning at a time and then an answer, so that
 * whatever breaks does so in the middle. `node evals/faults/slow-model.ts WORDS PAUSE_MS`; its first line
 * of output is its address.
 */
const words = Number(process.argv[2] ?? 20);
const pauseMs = Number(process.argv[3] ?? 100);

const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    if (request.method !== "POST") {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ object: "list", data: [{ id: "slow-70b", object: "model" }] }));
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    const send = (delta: object, finish: string | null = null) =>
      response.write(
        `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "slow-70b", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`,
      );
    let count = 0;
    const timer = setInterval(() => {
      count += 1;
      if (count <= words) {
        send({ reasoning_content: `thought ${count} ` });
        return;
      }
      clearInterval(timer);
      send({ content: "I cannot tell how many are left: the numbers are not given." });
      send({}, "stop");
      response.end("data: [DONE]\n\n");
    }, pauseMs);
    response.on("close", () => clearInterval(timer));
  });
});

server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1\n`);
});

/**
 * Asks Ansatz through the official `openai` client, once whole and once as a stream.
 *
 *   bin/ansatz serve
 *   node_modules/.bin/node examples/openai-client.ts "integrate x^2 e^x"
 *
 * ANSATZ_URL names another address than http://127.0.0.1:8787/v1, ANSATZ_API_KEY a key.
 */
import OpenAI from "openai";
import type { ChatCompletion, ChatCompletionChunk } from "openai/resources/chat/completions";
import type { AskResult } from "../src/core/ask-result.ts";

type WithResult<T> = T & { readonly ansatz?: AskResult };

const question = process.argv.slice(2).join(" ") || "Solve x^2 - 5x + 6 = 0";
const client = new OpenAI({
  baseURL: process.env["ANSATZ_URL"] ?? "http://127.0.0.1:8787/v1",
  apiKey: process.env["ANSATZ_API_KEY"] ?? "none",
});
const messages = [{ role: "user" as const, content: question }];

const completion: WithResult<ChatCompletion> = await client.chat.completions.create({
  model: "ansatz",
  messages,
});
console.log(completion.choices[0]?.message.content);
printVerdict(completion.ansatz);

console.log("\nThe same as a stream; the work is marked with |, the checked answer follows:");
const stream = await client.chat.completions.create({ model: "ansatz", messages, stream: true });
let result: AskResult | undefined;
for await (const chunk of stream as AsyncIterable<WithResult<ChatCompletionChunk>>) {
  const delta = chunk.choices[0]?.delta as
    | { content?: string; reasoning_content?: string }
    | undefined;
  if (delta?.reasoning_content) process.stdout.write(`| ${delta.reasoning_content}`);
  if (delta?.content) process.stdout.write(delta.content);
  result = chunk.ansatz ?? result;
}
process.stdout.write("\n");
printVerdict(result);

function printVerdict(result: AskResult | undefined): void {
  if (!result) return;
  const certificate = result.query?.certificate;
  console.log(`verdict:     ${result.verdict}`);
  if (result.answer !== undefined) console.log(`answer:      ${result.answer}`);
  if (result.query?.reading) console.log(`read as:     ${result.query.reading.text}`);
  if (certificate)
    console.log(
      `certificate: ${certificate.grade} by ${certificate.method}. ${certificate.detail}`,
    );
}

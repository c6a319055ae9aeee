import { expect, test } from "vitest";
import { parseModelSpec } from "./model-spec.ts";

test.each([
  ["none", { kind: "none" }],
  [" embedded ", { kind: "embedded", name: null }],
  ["embedded:gemma-3-270m", { kind: "embedded", name: "gemma-3-270m" }],
  ["./models/a b.gguf", { kind: "file", path: "./models/a b.gguf" }],
  ["hf:owner/repo/sub/file.gguf", { kind: "hub", repository: "owner/repo", file: "sub/file.gguf" }],
  [
    "http://localhost:8000/v1/",
    { kind: "server", baseUrl: "http://localhost:8000/v1", model: null },
  ],
  [
    "https://host/v1#org/model-7B",
    { kind: "server", baseUrl: "https://host/v1", model: "org/model-7B" },
  ],
])("%s is understood", (spec, parsed) => {
  expect(parseModelSpec(spec)).toEqual(parsed);
});

test.each([
  "",
  "gpt-5",
  "ftp://host/v1",
  "http://",
  "http://user:secret@host/v1",
  "http://host/v1?key=1",
  "hf:owner/repo",
  "hf:owner/../file.gguf",
  "hf:owner/repo/../../file.gguf",
  "hf:owner/repo/file.bin",
  `./${"x".repeat(3000)}.gguf`,
])("%s is refused with examples", (spec) => {
  expect(() => parseModelSpec(spec)).toThrow(/localhost:8000\/v1/);
});

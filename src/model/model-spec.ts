import { AnsatzError } from "../core/errors.ts";

export type ModelSpec =
  | { readonly kind: "none" }
  | { readonly kind: "embedded"; readonly name: string | null }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "hub"; readonly repository: string; readonly file: string }
  | { readonly kind: "server"; readonly baseUrl: string; readonly model: string | null };

const EXAMPLES =
  "none, embedded, ./model.gguf, hf:owner/repository/file.gguf, or http://localhost:8000/v1 with an optional #model";
const SEGMENT = /^(?!\.+$)[\w.-]+$/;
const MAX_LENGTH = 2000;

function bad(problem: string): AnsatzError {
  return new AnsatzError("invalid_configuration", `${problem} A model is one of: ${EXAMPLES}.`);
}

function parseServer(text: string): ModelSpec {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.search !== "") throw bad("The model server's address is not valid.");
  if (url.username || url.password)
    throw bad("The model server's address must not hold a password; set ANSATZ_MODEL_API_KEY.");
  const hash = text.indexOf("#");
  const model = hash < 0 ? "" : text.slice(hash + 1);
  url.hash = "";
  return { kind: "server", baseUrl: url.href.replace(/\/+$/, ""), model: model || null };
}

function parseHub(text: string): ModelSpec {
  const segments = text.split("/");
  const [owner, repository, ...file] = segments;
  if (!owner || !repository || file.length === 0 || !segments.every((one) => SEGMENT.test(one)))
    throw bad("The file on the model hub is not named fully.");
  if (!text.endsWith(".gguf")) throw bad("The file on the model hub must be a GGUF file.");
  return { kind: "hub", repository: `${owner}/${repository}`, file: file.join("/") };
}

/** Reads a model spec. Throws `invalid_configuration` with examples when it is none. */
export function parseModelSpec(spec: string): ModelSpec {
  const text = spec.trim();
  if (text.length > MAX_LENGTH) throw bad("The model's name is too long.");
  if (text === "none") return { kind: "none" };
  if (text === "embedded") return { kind: "embedded", name: null };
  if (text.startsWith("embedded:"))
    return { kind: "embedded", name: text.slice("embedded:".length) };
  if (/^https?:\/\//i.test(text)) return parseServer(text);
  if (text.startsWith("hf:")) return parseHub(text.slice("hf:".length));
  if (text.toLowerCase().endsWith(".gguf")) return { kind: "file", path: text };
  throw bad(text === "" ? "No model is named." : "The model's name is not understood.");
}

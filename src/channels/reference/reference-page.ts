import {
  type Description,
  type Operation,
  operationsOf,
  sampleOf,
  schemaText,
} from "./read-description.ts";

/** Builds the page from `/openapi.json`; every text goes in as text, never as markup. */
async function build(main: HTMLElement): Promise<void> {
  const response = await fetch("/openapi.json");
  const description = (await response.json()) as Description;
  const key = field("API key, where the service asks for one", "password");
  main.replaceChildren(
    element("h1", `${description.info.title} ${description.info.version}`),
    element("p", description.info.description),
    key.label,
    ...operationsOf(description).map((operation) =>
      operationView(operation, description, () => key.input.value),
    ),
  );
}

function operationView(operation: Operation, description: Description, key: () => string) {
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.append(
    element("span", operation.method.toUpperCase(), "method"),
    element("code", operation.path),
    ` ${operation.summary}`,
  );
  const form = document.createElement("form");
  const inputs = operation.parameters.map((parameter) => {
    const { label, input } = field(
      `${parameter.name} (${parameter.in}) ${parameter.description ?? ""}`,
    );
    form.append(label);
    return { parameter, input };
  });
  const body = document.createElement("textarea");
  if (operation.body !== null) {
    body.value = JSON.stringify(sampleOf(operation.body, description), null, 2);
    body.spellcheck = false;
    const label = element("label", `Body: ${operation.body}`);
    label.append(body);
    const schema = document.createElement("details");
    schema.append(
      element("summary", "Schema"),
      element("pre", schemaText(operation.body, description)),
    );
    form.append(label, schema);
  }
  const button = element("button", "Send");
  const output = element("pre", "");
  output.hidden = true;
  output.setAttribute("role", "status");
  form.append(button, output);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = inputs.map(({ parameter, input }) => ({ ...parameter, value: input.value }));
    void send(operation, values, operation.body === null ? null : body.value, key(), output);
  });
  details.append(summary, form);
  return details;
}

async function send(
  operation: Operation,
  values: readonly { readonly name: string; readonly in: string; readonly value: string }[],
  body: string | null,
  key: string,
  output: HTMLElement,
): Promise<void> {
  let path = operation.path;
  const query = new URLSearchParams();
  for (const { name, in: place, value } of values)
    if (place === "path") path = path.replace(`{${name}}`, encodeURIComponent(value));
    else if (value !== "") query.set(name, value);
  output.hidden = false;
  output.textContent = "…";
  try {
    const response = await fetch(query.size > 0 ? `${path}?${query}` : path, {
      method: operation.method.toUpperCase(),
      headers: {
        ...(body === null ? {} : { "content-type": "application/json" }),
        ...(key === "" ? {} : { authorization: `Bearer ${key}` }),
      },
      ...(body === null ? {} : { body }),
    });
    output.textContent = `${response.status}\n`;
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
      output.append(part.value);
    output.textContent = pretty(output.textContent ?? "");
  } catch {
    output.textContent = "The service could not be reached. Is it still running?";
  }
}

function pretty(text: string): string {
  const [status = "", ...rest] = text.split("\n");
  try {
    return `${status}\n${JSON.stringify(JSON.parse(rest.join("\n")), null, 2)}`;
  } catch {
    return text;
  }
}

function field(text: string, type = "text") {
  const label = element("label", text);
  const input = document.createElement("input");
  input.type = type;
  input.autocomplete = "off";
  label.append(input);
  return { label, input };
}

function element(name: string, text: string, className = ""): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  if (className !== "") made.className = className;
  return made;
}

const main = document.querySelector<HTMLElement>("#reference");
if (main) void build(main);

import { z } from "zod";
import { AnsatzError } from "../../core/errors.ts";
import type { ConstitutionMark } from "../../core/verify-result.ts";
import { CODE_RULES } from "./code-rules.ts";

/** One principle of a constitution. */
export interface Principle {
  readonly id: string;
  readonly check: "code" | "model";
  /** What a breach causes: the draft is sent back, or the breach is told and nothing else. */
  readonly breach: "repair" | "note";
  readonly text: string;
}

/** The principles that replies are held to, and the mark by which a trace names them. */
export interface Constitution extends ConstitutionMark {
  readonly isGrading: boolean;
  readonly principles: readonly Principle[];
}

const MAX_CHARACTERS = 100_000;
const MAX_PRINCIPLES = 50;

const headSchema = z.object({
  version: z.string().min(1).max(40),
  grading: z.enum(["on", "off"]).default("off"),
});
const principleSchema = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, "is a name of small letters, digits and hyphens"),
  check: z.enum(["code", "model"]),
  breach: z.enum(["repair", "note"]),
  text: z.string().min(1, "says the principle in words").max(2_000),
});

/**
 * Reads a constitution from its Markdown: `Version:` and `Grading:` at the top, then a section for each
 * principle with `Check:`, `Breach:` and its words. The hash is the SHA-256 of the text. Throws
 * `invalid_configuration` with what to mend; a check by code that does not exist is no principle.
 */
export async function readConstitution(markdown: string): Promise<Constitution> {
  if (markdown.length > MAX_CHARACTERS)
    throw invalid(`It has ${markdown.length} characters; the limit is ${MAX_CHARACTERS}.`);
  const [head = "", ...sections] = markdown.split(/^## +/m);
  const top = parse(headSchema, fieldsOf(head).fields, "at the top");
  const principles = sections.map(readPrinciple);
  if (principles.length > MAX_PRINCIPLES)
    throw invalid(`It has ${principles.length} principles; the limit is ${MAX_PRINCIPLES}.`);
  const ids = principles.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw invalid(`The principle ${twice} stands in it twice.`);
  return {
    version: top.version,
    hash: await sha256(markdown),
    isGrading: top.grading === "on",
    principles,
  };
}

function readPrinciple(section: string): Principle {
  const [title = "", ...rest] = section.split("\n");
  const { fields, prose } = fieldsOf(rest.join("\n"));
  const id = title.trim();
  const principle = parse(
    principleSchema,
    { ...fields, id, text: prose },
    `in the section "${id}"`,
  );
  if (principle.check === "code" && !Object.hasOwn(CODE_RULES, id))
    throw invalid(
      `There is no check by code called "${id}". There are: ${Object.keys(CODE_RULES).join(", ")}.`,
    );
  if (principle.check === "model" && principle.breach === "repair")
    throw invalid(
      `"${id}" is graded by a model, whose word is weak: its breach can only be a note.`,
    );
  return principle;
}

/** Lines of the form "Name: value", and the rest as one paragraph. */
function fieldsOf(text: string): {
  readonly fields: Record<string, string>;
  readonly prose: string;
} {
  const fields: Record<string, string> = {};
  const prose: string[] = [];
  for (const line of text.split("\n")) {
    const field = /^(Version|Grading|Check|Breach):\s*(\S.*?)\s*$/.exec(line);
    if (field === null) prose.push(line.trim());
    else fields[(field[1] as string).toLowerCase()] = field[2] as string;
  }
  return { fields, prose: prose.filter((line) => line !== "").join(" ") };
}

function parse<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalid(`${String(issue?.path[0])} ${where}: ${issue?.message}.`);
}

function invalid(what: string): AnsatzError {
  return new AnsatzError(
    "invalid_configuration",
    `The constitution cannot be used. ${what} Mend the file that ANSATZ_CONSTITUTION names.`,
  );
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

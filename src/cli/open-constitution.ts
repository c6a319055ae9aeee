import { readFile } from "node:fs/promises";
import { AnsatzError } from "../core/errors.ts";
import { type Constitution, readConstitution } from "../hallucination/constitution/constitution.ts";

const OWN = new URL("../../constitution.md", import.meta.url);

/**
 * The constitution in force: the file that is named, the project's own without, none with "none". Throws
 * `invalid_configuration` with what to mend.
 */
export async function openConstitution(path: string | undefined): Promise<Constitution | null> {
  if (path === "none") return null;
  return readConstitution(await textOf(path ?? OWN));
}

async function textOf(path: string | URL): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new AnsatzError(
      "invalid_configuration",
      `The constitution ${String(path)} cannot be read. Set ANSATZ_CONSTITUTION to a Markdown file, or to none.`,
      { cause },
    );
  }
}

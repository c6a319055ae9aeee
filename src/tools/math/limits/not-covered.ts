import { AnsatzError } from "../../../core/errors.ts";

/** What the expansions cannot take apart; the limit is then looked for in other ways. */
export function notCovered(reason: string): AnsatzError {
  return new AnsatzError("unsupported", `This limit is not found by expansion: ${reason}.`);
}

import type { AnsatzError } from "../core/errors.ts";

/** Exit statuses of every command. */
export const EXIT = { answered: 0, notAnswered: 1, usage: 2, fault: 3 } as const;

/** The exit status for a command that failed. */
export function exitStatusOf(error: AnsatzError): number {
  switch (error.code) {
    case "invalid_request":
    case "invalid_configuration":
    case "not_found":
    case "model_not_found":
    case "too_large":
      return EXIT.usage;
    case "internal":
      return EXIT.fault;
    default:
      return EXIT.notAnswered;
  }
}

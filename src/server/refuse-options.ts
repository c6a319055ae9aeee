import { AnsatzError } from "../core/errors.ts";

/** An option, the values that change nothing, and why others are refused. */
export type Refusal = readonly [
  option: string,
  isHarmless: (value: unknown) => boolean,
  reason: string,
];

export const isEmpty = (value: unknown): boolean =>
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === "object" && value !== null && Object.keys(value).length === 0);

export const isOneOf =
  (...allowed: readonly unknown[]) =>
  (value: unknown): boolean =>
    allowed.includes(value);

/** @throws AnsatzError `unsupported` for the first option that Ansatz would have to imitate. */
export function refuseOptions(
  request: Readonly<Record<string, unknown>>,
  refusals: readonly Refusal[],
): void {
  for (const [param, isHarmless, reason] of refusals) {
    const value = request[param];
    if (value === undefined || value === null || isHarmless(value)) continue;
    throw new AnsatzError(
      "unsupported",
      `The option \`${param}\` is not supported with this value: ${reason} Leave it out.`,
      { param },
    );
  }
}

/**
 * Where the service writes what happened. Fields are plain values; a question or an answer is never
 * among them.
 */
export interface Logger {
  info(event: string, fields: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields: Readonly<Record<string, unknown>>): void;
  error(event: string, fields: Readonly<Record<string, unknown>>): void;
}

export const silentLogger: Logger = { info: () => {}, warn: () => {}, error: () => {} };

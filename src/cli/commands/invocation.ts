import type { Configuration } from "../configuration.ts";
import type { Options } from "./options.ts";

export interface Invocation {
  readonly command: string | null;
  readonly positionals: readonly string[];
  readonly options: Readonly<Options>;
  readonly configuration: Configuration;
  /** Names of the settings that were taken from the settings file. */
  readonly ofFile: ReadonlySet<string>;
}

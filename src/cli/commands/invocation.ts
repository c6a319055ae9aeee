import type { Configuration } from "../configuration.ts";

/** The options any command may see; each reads its own. */
export interface Invocation {
  readonly command: string | null;
  readonly positionals: readonly string[];
  readonly options: {
    readonly help?: boolean;
    readonly version?: boolean;
    readonly json?: boolean;
    readonly jsonl?: boolean;
    readonly batch?: string;
    readonly stream?: boolean;
    readonly model?: string;
    readonly store?: string;
    readonly port?: string;
    readonly host?: string;
    readonly image?: string;
    readonly question?: string;
    readonly context?: string;
    readonly language?: string;
    readonly timeout?: string;
    readonly pods?: string;
    readonly digits?: string;
    readonly format?: string;
    readonly reveal?: string;
    readonly problem?: string;
    readonly limit?: string;
    readonly samples?: string;
    readonly policy?: string;
    readonly seed?: string;
    readonly data?: string;
    readonly file?: string;
    readonly name?: string;
    readonly tenant?: string;
    readonly scopes?: string;
    readonly models?: string;
    readonly rpm?: string;
    readonly tpm?: string;
    readonly runs?: string;
    readonly days?: string;
    readonly grace?: string;
    readonly style?: string;
    readonly consent?: string;
    readonly unredacted?: boolean;
    readonly weights?: string;
    readonly "context-tokens"?: string;
    readonly concurrency?: string;
  };
  readonly configuration: Configuration;
  /** Names of the settings that were taken from the settings file. */
  readonly ofFile: ReadonlySet<string>;
}

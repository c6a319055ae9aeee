import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "..");

export interface Upload {
  readonly kib: number;
  readonly gzipKib: number;
}

/** What `wrangler deploy` would upload, bundled into a folder and sent nowhere. */
export async function bundledSize(folder: string): Promise<Upload> {
  const wrangler = join(root, "node_modules/.bin/wrangler");
  const { stdout } = await promisify(execFile)(
    wrangler,
    ["deploy", "--dry-run", "--outdir", folder],
    {
      cwd: root,
      env: {
        ...process.env,
        PATH: `${join(root, "node_modules/.bin")}:${process.env["PATH"]}`,
        WRANGLER_SEND_METRICS: "false",
      },
    },
  );
  return readUpload(stdout);
}

export function readUpload(text: string): Upload {
  const [, kib, gzipKib] = /Total Upload: ([\d.]+) KiB \/ gzip: ([\d.]+) KiB/.exec(text) ?? [];
  if (kib === undefined || gzipKib === undefined)
    throw new Error(`The size is not found in what wrangler says: ${text.slice(-500)}`);
  return { kib: Number(kib), gzipKib: Number(gzipKib) };
}

import { z } from "zod";

const NAME = /^[a-z][a-z0-9_-]{0,23}$/i;

const common = {
  /** Only these of its tools; all that are pinned without. */
  tools: z.array(z.string().min(1).max(200)).max(64).optional(),
  /** How long one call may take. */
  timeoutMs: z.number().int().min(100).max(60_000).default(20_000),
};

const stdioSchema = z.strictObject({
  command: z.string().min(1),
  args: z.array(z.string()).default([]),
  env: z.record(z.string(), z.string()).default({}),
  ...common,
});

const httpSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  headers: z.record(z.string(), z.string()).default({}),
  ...common,
});

/** The file of servers, in the form that other clients of the protocol use, and the pins beside it. */
export const serverFileSchema = z.strictObject({
  mcpServers: z.record(z.string().regex(NAME), z.union([stdioSchema, httpSchema])),
});

export type ServerSettings = z.infer<typeof serverFileSchema>["mcpServers"][string];

/** The hash of every tool that may be used, by server and tool. */
export const pinFileSchema = z.record(z.string(), z.record(z.string(), z.string()));
export type Pins = z.infer<typeof pinFileSchema>;

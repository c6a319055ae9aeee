import { z } from "zod";
import { AnsatzError } from "../../core/errors.ts";
import { systemClock } from "../../core/system-port.ts";
import { SCOPES } from "../../server/keys/key-record.ts";
import { KeyStore, type NewKey, type StoredKey } from "../../server/keys/key-store.ts";
import { openStore } from "../../store/open-store.ts";
import { EXIT } from "../exit-status.ts";
import { print, wholeNumber } from "./arguments.ts";
import type { Invocation } from "./invocation.ts";

const USAGE =
  "Usage: ansatz keys create [--name N] [--tenant T] [--scopes chat,engine] [--models A,B] [--rpm N] [--tpm N] [--runs N] [--days N], ansatz keys list, ansatz keys revoke ID, ansatz keys rotate ID [--grace MINUTES].";
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const scopesSchema = z.array(z.enum(SCOPES)).min(1);
const tenantSchema = z.string().regex(/^[\w.-]{1,64}$/);

/** `ansatz keys create | list | revoke ID | rotate ID`: the keys in the service's store. */
export async function keysCommand({
  options,
  positionals,
  configuration,
}: Invocation): Promise<number> {
  const url = options.store ?? configuration.ANSATZ_STORE;
  if (url === "memory:")
    throw new AnsatzError(
      "invalid_request",
      "Keys in memory: would be gone with this command. Name the service's store with --store.",
    );
  const store = openStore(url);
  try {
    const keys = new KeyStore(store, systemClock);
    const [action, id] = positionals;
    const isJson = options.json === true;
    if (action === "create") return showMade(await keys.create(readNewKey(options)), isJson);
    if (action === "list") return showList(await keys.list(), isJson);
    if (id === undefined || (action !== "revoke" && action !== "rotate"))
      throw new AnsatzError("invalid_request", USAGE);
    if (action === "rotate") {
      const graceMs = (wholeNumber(options.grace, "grace", 0, 525_600) ?? 0) * MINUTE_MS;
      const made = await keys.rotate(id, systemClock.nowMs() + graceMs);
      if (made === null) throw unknownKey(id);
      return showMade(made, isJson);
    }
    const revoked = await keys.revoke(id);
    if (revoked === null) throw unknownKey(id);
    if (isJson) print(shownKey(revoked));
    else process.stdout.write(`The key ${id} is revoked and opens nothing any more.\n`);
    return EXIT.answered;
  } finally {
    await store.close();
  }
}

function readNewKey(options: Invocation["options"]): NewKey {
  const list = (text: string | undefined) =>
    text
      ?.split(",")
      .map((part) => part.trim())
      .filter((part) => part !== "");
  const scopes = scopesSchema.safeParse(list(options.scopes) ?? ["chat", "engine", "feedback"]);
  if (!scopes.success)
    throw new AnsatzError("invalid_request", `--scopes takes some of ${SCOPES.join(", ")}.`);
  if (options.tenant !== undefined && !tenantSchema.safeParse(options.tenant).success)
    throw new AnsatzError(
      "invalid_request",
      "--tenant takes up to 64 letters, digits, points, dashes and underscores.",
    );
  const requestsPerMinute = wholeNumber(options.rpm, "rpm", 1, 1_000_000);
  const tokensPerMinute = wholeNumber(options.tpm, "tpm", 1, 1_000_000_000);
  const runs = wholeNumber(options.runs, "runs", 1, 100_000);
  const days = wholeNumber(options.days, "days", 1, 36_500);
  return {
    name: (options.name ?? "").slice(0, 200),
    ...(options.tenant === undefined ? {} : { tenant: options.tenant }),
    scopes: scopes.data,
    models: list(options.models) ?? null,
    limits: {
      ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
      ...(tokensPerMinute === undefined ? {} : { tokensPerMinute }),
      ...(runs === undefined ? {} : { runs }),
    },
    expiresAtMs: days === undefined ? null : systemClock.nowMs() + days * DAY_MS,
  };
}

function showMade({ key, text }: { key: StoredKey; text: string }, isJson: boolean): number {
  if (isJson) print({ ...shownKey(key), key: text });
  else {
    process.stdout.write(`${text}\n`);
    process.stderr.write("This is the only time the key is shown. Only its digest is stored.\n");
  }
  return EXIT.answered;
}

function showList(keys: readonly StoredKey[], isJson: boolean): number {
  if (isJson) print({ keys: keys.map(shownKey) });
  else
    for (const key of keys) {
      const limits = Object.entries(key.limits).map(([name, value]) => `${name} ${value}`);
      const parts = [key.scopes.join(","), ...(key.models ?? []), ...limits, key.name];
      process.stdout.write(
        `${key.id}  ${stateOf(key).padEnd(8)} ${key.tenant.padEnd(14)} ${parts.join("  ")}\n`,
      );
    }
  return EXIT.answered;
}

function shownKey({ digest: _digest, ...key }: StoredKey) {
  return { ...key, state: stateOf(key) };
}

function stateOf(key: Omit<StoredKey, "digest">): "active" | "expired" | "revoked" {
  const nowMs = systemClock.nowMs();
  if (key.revokedAtMs !== null && key.revokedAtMs <= nowMs) return "revoked";
  return key.expiresAtMs !== null && key.expiresAtMs <= nowMs ? "expired" : "active";
}

function unknownKey(id: string): AnsatzError {
  return new AnsatzError("not_found", `There is no key ${id}. ansatz keys list shows them.`);
}

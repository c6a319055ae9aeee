import { type Context, Hono } from "hono";
import { z } from "zod";
import { AnsatzError } from "../../core/errors.ts";
import { callerOf } from "../caller.ts";
import { readBody } from "../read-body.ts";
import { TOKEN_LIMITS, type WidgetTokens } from "../widget-tokens/widget-tokens.ts";

const { defaultSeconds, minSeconds, maxSeconds } = TOKEN_LIMITS;

export const tokenRequestSchema = z.strictObject({
  /** The origin of the page, such as `https://shop.example`. */
  origin: z.string().max(200),
  /** Who looks at the page, by an id of the page's own; conversations belong to it. */
  user: z.string().regex(/^[\w.@:-]{1,100}$/, "It takes letters, digits and . @ : - _"),
  expiresInSeconds: z.number().int().min(minSeconds).max(maxSeconds).default(defaultSeconds),
});

/** Tokens for the widget: a page's server makes them with its key, the page never sees the key. */
export function widgetTokenRoutes(tokens: WidgetTokens, allowed: readonly string[]): Hono {
  return new Hono()
    .post("/v1/widget/tokens", async (context) => {
      const request = await readBody(context, tokenRequestSchema);
      const { origin, user, expiresInSeconds: seconds } = request;
      requireOrigin(context, origin, allowed);
      const minted = await tokens.mint(callerOf(context), { origin, user, seconds });
      context.header("cache-control", "no-store");
      return context.json(minted, 201);
    })
    .delete("/v1/widget/tokens/:id", async (context) => {
      const id = context.req.param("id");
      if (!/^wt_[\w-]{16}$/.test(id))
        throw new AnsatzError("not_found", "There is no widget token with this id. Check the id.");
      await tokens.revoke(callerOf(context), id);
      return context.json({ id, revoked: true });
    });
}

/** @throws AnsatzError for what is no origin, and for one whose pages may not call here anyway. */
function requireOrigin(context: Context, origin: string, allowed: readonly string[]): void {
  const url = URL.parse(origin);
  if (!url || url.origin !== origin || !/^https?:$/.test(url.protocol))
    throw new AnsatzError(
      "invalid_request",
      "`origin` is a scheme, a host and a port, such as https://shop.example, without a path.",
      { param: "origin" },
    );
  if (allowed.includes(origin) || url.host === context.req.header("host")) return;
  throw new AnsatzError(
    "forbidden",
    "Pages of this origin may not call here. Add it to ANSATZ_ALLOWED_ORIGINS.",
    { param: "origin" },
  );
}

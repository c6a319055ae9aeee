import { Hono, type Context } from "hono";
import { AnsatzError } from "../../core/errors.ts";
import { sendAsset } from "../send-asset.ts";
import type { Service } from "../service.ts";
import { modulePath, widgetModules } from "../widget-modules.ts";

/** Everything the page loads comes from here, and nothing on it may run that is not a file of it. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const KEPT = "public, max-age=31536000, immutable";

/**
 * The page, the widget and the files they load. Assets may be used from other origins. Under `/v/VERSION/`
 * they are kept by browsers for good; everything else is asked for again and answered with "unchanged".
 */
export function pageRoutes(service: Service): Hono {
  const { assets } = service;
  let modules: Promise<string[]> | null = null;
  const send = async (context: Context, name: string, cacheControl = "no-cache") => {
    const asset = await assets?.(name);
    if (!asset)
      throw new AnsatzError("not_found", "There is nothing at this address. The page is at `/`.");
    return sendAsset(context, asset, cacheControl);
  };
  const sendPage = (context: Context, name: string) => {
    context.header("content-security-policy", PAGE_POLICY);
    return send(context, name);
  };
  const sendShared = async (context: Context, name: string) => {
    context.header("access-control-allow-origin", "*");
    const asked = context.req.param("version");
    const isCurrent = asked !== undefined && asked === (await assets?.version?.());
    return send(context, name, isCurrent ? KEPT : "no-cache");
  };
  const routes = new Hono()
    .get("/", (context) => sendPage(context, "page.html"))
    .get("/docs", (context) => sendPage(context, "reference.html"))
    .get("/assets/reference/:name", (context) =>
      send(context, `reference/${context.req.param("name")}`),
    )
    .get("/widget.js", async (context) => {
      context.header("access-control-allow-origin", "*");
      const version = await assets?.version?.();
      const root = version === undefined ? "./" : `./v/${version}/`;
      const names = await (modules ??= assets ? widgetModules(assets) : Promise.resolve([]));
      if (names.length === 0) modules = null;
      const body = names.map((name) => `import "${root}${modulePath(name)}";\n`).join("");
      const contentType = "text/javascript; charset=utf-8";
      const tag = version === undefined ? {} : { etag: version };
      return sendAsset(context, { body, contentType, ...tag }, "no-cache");
    });
  for (const root of ["", "/v/:version{[0-9a-f]{16}}"]) {
    // `../../core/` of a module in `/assets/widget/`.
    routes.get(`${root}/core/:name`, (context) =>
      sendShared(context, `core/${context.req.param("name")}`),
    );
    // A route each: one with a choice in it would keep Hono from its fast router for all of them.
    for (const folder of ["katex", "widget"])
      routes.get(`${root}/assets/${folder}/:name{.+}`, (context) =>
        sendShared(context, `${folder}/${context.req.param("name") ?? ""}`),
      );
  }
  return routes;
}

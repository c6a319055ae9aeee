import { Hono, type Context } from "hono";
import { AnsatzError } from "../../core/errors.ts";
import type { Service } from "../service.ts";

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

/** The page, the widget and the files they load. Assets may be used from other origins. */
export function pageRoutes(service: Service): Hono {
  const send = async (context: Context, name: string, cacheControl: string) => {
    const asset = await service.assets?.(name);
    if (!asset)
      throw new AnsatzError("not_found", "There is nothing at this address. The page is at `/`.");
    context.header("content-type", asset.contentType);
    context.header("cache-control", cacheControl);
    return context.body(asset.body);
  };
  return (
    new Hono()
      .get("/", (context) => {
        context.header("content-security-policy", PAGE_POLICY);
        return send(context, "page.html", "no-cache");
      })
      .get("/docs", (context) => {
        context.header("content-security-policy", PAGE_POLICY);
        return send(context, "reference.html", "no-cache");
      })
      .get("/assets/reference/:name", (context) =>
        send(context, `reference/${context.req.param("name")}`, "no-cache"),
      )
      .get("/widget.js", (context) => {
        context.header("access-control-allow-origin", "*");
        context.header("content-type", "text/javascript; charset=utf-8");
        context.header("cache-control", "no-cache");
        return context.body('import "./assets/widget/ansatz-chat.ts";\n');
      })
      // `../../core/` of a module in `/assets/widget/`.
      .get("/core/:name", (context) => {
        context.header("access-control-allow-origin", "*");
        return send(context, `core/${context.req.param("name")}`, "no-cache");
      })
      .get("/assets/:folder{katex|widget}/:name{.+}", (context) => {
        context.header("access-control-allow-origin", "*");
        const { folder, name } = context.req.param();
        const cacheControl = folder === "katex" ? "public, max-age=86400" : "no-cache";
        return send(context, `${folder}/${name}`, cacheControl);
      })
  );
}

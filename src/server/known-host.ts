import { AnsatzError, toErrorBody } from "../core/errors.ts";

type Fetch = (request: Request, env?: object) => Response | Promise<Response>;

/** Most calls, told without taking the address apart. */
const OWN = /^http:\/\/(127\.0\.0\.1|localhost)(:\d{1,5})?\//;

/**
 * Answers only requests that name this machine as their host. A foreign page can point its own name
 * at 127.0.0.1 and would then pass for the service's own page in the browser's eyes.
 */
export function requireKnownHost(fetch: Fetch): Fetch {
  return (request, ...rest) => {
    if (OWN.test(request.url)) return fetch(request, ...rest);
    const { hostname, pathname } = new URL(request.url);
    // Slack comes through a tunnel under the tunnel's name, and signs what it sends.
    if (pathname.startsWith("/slack/")) return fetch(request, ...rest);
    if (/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) return fetch(request, ...rest);
    const error = new AnsatzError(
      "invalid_request",
      "This service is open to its own machine only. Call it as http://localhost, or start it with another host.",
    );
    return Response.json(toErrorBody(error), {
      status: error.status,
      headers: { "x-request-id": "unknown-host" },
    });
  };
}

import { expect, test, vi } from "vitest";

/** Work at import breaks other runtimes: Workers forbid timers, random numbers and sockets there. */
test("nothing happens when the parts are loaded", async () => {
  const watched = [
    vi.spyOn(globalThis, "setTimeout"),
    vi.spyOn(globalThis, "setInterval"),
    vi.spyOn(globalThis, "fetch"),
    vi.spyOn(crypto, "getRandomValues"),
    vi.spyOn(crypto, "randomUUID"),
  ];
  try {
    await import("../../src/agent/agent.ts");
    await import("../../src/hallucination/verifier.ts");
    await import("../../src/model/openai-compatible.ts");
    await import("../../src/tools/math/engine.ts");
    await import("../../src/server/app.ts");
    await import("../../src/channels/slack/slack-channel.ts");
    expect(watched.map((one) => [one.getMockName(), one.mock.calls.length])).toEqual(
      watched.map((one) => [one.getMockName(), 0]),
    );
  } finally {
    for (const one of watched) one.mockRestore();
  }
});

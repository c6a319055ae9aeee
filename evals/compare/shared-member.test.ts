import { expect, test } from "vitest";
import { AnsatzError } from "../../src/core/errors.ts";
import type { PortfolioMember } from "../../src/tools/math/engines/portfolio-member.ts";
import { shareMember } from "./shared-member.ts";

const request = (name: string) =>
  ({ operation: "evaluate", arguments: [name], variables: [], timeoutMs: 1 }) as const;

test("a reply is computed once, a stop never counts as one, and closing is left to the owner", async () => {
  const asked: string[] = [];
  let closed = 0;
  let isStopped = true;
  const member: PortfolioMember = {
    name: "counted",
    family: "counted",
    afterMs: 0,
    operations: ["evaluate"],
    isWitness: false,
    open: () => ({
      run: async ({ arguments: [name] }) => {
        asked.push(String(name));
        if (name === "late") throw new AnsatzError("timed_out", "Late.");
        if (name === "stopped" && isStopped) throw new AnsatzError("stopped", "Stopped.");
        return ["answer"];
      },
      warmUp: () => Promise.resolve(),
      close: async () => void (closed += 1),
    }),
  };
  const shared = shareMember(member, {});
  const engines = [shared.member.open({}), shared.member.open({})];
  for (const engine of engines) {
    expect(await engine?.run(request("x"))).toEqual(["answer"]);
    await expect(engine?.run(request("late"))).rejects.toMatchObject({ code: "timed_out" });
    await engine?.close();
  }
  await expect(engines[0]?.run(request("stopped"))).rejects.toMatchObject({ code: "stopped" });
  isStopped = false;
  expect(await engines[1]?.run(request("stopped"))).toEqual(["answer"]);
  expect(asked).toEqual(["x", "late", "stopped", "stopped"]);
  expect(closed).toBe(0);
  await shared.close();
  expect(closed).toBe(1);
});

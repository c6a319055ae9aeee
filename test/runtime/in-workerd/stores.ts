import { env } from "cloudflare:workers";
import { Secret } from "../../../src/core/secret.ts";
import { IsolateStore } from "../../../src/store/isolate-store.ts";
import { HttpRedis } from "../../../src/store/redis/http-redis.ts";
import { openHttpRedis } from "../../../src/store/redis/open-http-redis.ts";
import { RedisStore } from "../../../src/store/redis/redis-store.ts";
import { describeLimits } from "../../contract/limits.ts";
import { describeStore } from "../../contract/store.ts";

let count = 0;
describeStore("an isolate's memory", () => new IsolateStore());
describeLimits("an isolate's memory", () => new IsolateStore());

const address = env["REDIS"];
if (typeof address === "string") {
  const token = new Secret(String(env["REDIS_TOKEN"]));
  describeStore("redis by HTTP", () =>
    openHttpRedis(`${address}/?prefix=workerd-${(count += 1)}`, token),
  );
  describeLimits("redis by HTTP", () => {
    const prefix = `workerd-${(count += 1)}`;
    return new RedisStore(new HttpRedis({ url: address, token }), { prefix, isAskersTime: true });
  });
}

/** Lua that runs whole or not at all. Every key of a store carries one hash tag, so a cluster keeps them together. */

/** KEYS run conversation turns list running runs · ARGV meta instance conversation owner now turn run */
export const START_RUN = `
if redis.call('EXISTS', KEYS[1]) == 1 then return 'duplicate' end
local owner = redis.call('HGET', KEYS[2], 'owner')
if owner and owner ~= ARGV[4] then return 'foreign' end
redis.call('HSET', KEYS[1], 'meta', ARGV[1], 'state', 'running', 'instance', ARGV[2])
redis.call('HSETNX', KEYS[2], 'created', ARGV[5])
redis.call('HSET', KEYS[2], 'owner', ARGV[4], 'updated', ARGV[5])
redis.call('HDEL', KEYS[2], 'current')
redis.call('RPUSH', KEYS[3], ARGV[6])
redis.call('ZADD', KEYS[4], ARGV[5], ARGV[3])
redis.call('SADD', KEYS[5], ARGV[7])
redis.call('SADD', KEYS[6], ARGV[7])
return 'ok'`;

/** KEYS conversation · ARGV run. One that is deleted meanwhile does not come back. */
export const SET_CURRENT_RUN = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], 'current', ARGV[1])
return 1`;

const REQUIRE_RUNNING = `
local state = redis.call('HGET', KEYS[1], 'state')
if not state then return 'unknown' end
if state ~= 'running' then return 'ended' end`;

const APPEND = `
local last = redis.call('XLEN', KEYS[2])
for index = 1, count do
  redis.call('XADD', KEYS[2], (last + index) .. '-0', 'event', ARGV[index])
end`;

/** KEYS run events · ARGV event … */
export const APPEND_EVENTS = `${REQUIRE_RUNNING}
local count = #ARGV
${APPEND}
return 'ok'`;

/** KEYS run events conversation turns list running · ARGV event-or-nothing state end now conversation run turn-or-nothing */
export const END_RUN = `${REQUIRE_RUNNING}
local count = ARGV[1] == '' and 0 or 1
${APPEND}
redis.call('HSET', KEYS[1], 'state', ARGV[2], 'end', ARGV[3])
redis.call('HSET', KEYS[3], 'updated', ARGV[4])
redis.call('ZADD', KEYS[5], ARGV[4], ARGV[5])
redis.call('SREM', KEYS[6], ARGV[6])
if ARGV[7] ~= '' then redis.call('RPUSH', KEYS[4], ARGV[7]) end
return 'ok'`;

/** KEYS record list · ARGV record created expires-or-nothing id. Answers with what stands there, or nothing. */
export const INSERT_RECORD = `
local existing = redis.call('GET', KEYS[1])
if existing then
  local expires = cjson.decode(existing)['expiresAtMs']
  if type(expires) ~= 'number' or expires > tonumber(ARGV[2]) then return existing end
end
redis.call('SET', KEYS[1], ARGV[1])
if ARGV[3] ~= '' then redis.call('PEXPIREAT', KEYS[1], ARGV[3]) end
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[4])
return false`;

/** KEYS bucket · ARGV capacity per-second cost now owing. Answers allowed, tokens left, tokens missing. */
export const TAKE_TOKENS = `
local level = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local capacity, rate, cost, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local tokens, at = tonumber(level[1] or capacity), tonumber(level[2] or now)
tokens = math.min(capacity, tokens + math.max(0, now - at) / 1000 * rate)
local allowed = ARGV[5] == '1' or tokens >= cost
local left = allowed and math.min(capacity, tokens - cost) or tokens
redis.call('HSET', KEYS[1], 'tokens', string.format('%.17g', left), 'at', string.format('%.0f', now))
local full = rate > 0 and math.ceil((capacity - left) / rate * 1000) or 3600000
redis.call('PEXPIRE', KEYS[1], math.max(60000, full + 60000))
return { allowed and 1 or 0, string.format('%.17g', left), string.format('%.17g', cost - tokens) }`;

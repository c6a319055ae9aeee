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

/** KEYS run events · ARGV after-or-nothing event … What is there behind `after` already is left out. */
export const APPEND_EVENTS = `${REQUIRE_RUNNING}
local last = redis.call('XLEN', KEYS[2])
local known = math.max(0, last - (tonumber(ARGV[1]) or last))
for index = known + 1, #ARGV - 1 do
  last = last + 1
  redis.call('XADD', KEYS[2], last .. '-0', 'event', ARGV[index + 1])
end
return 'ok'`;

/** KEYS run events conversation turns list running · ARGV event-or-nothing state end now conversation run turn-or-nothing */
export const END_RUN = `${REQUIRE_RUNNING}
if ARGV[1] ~= '' then
  redis.call('XADD', KEYS[2], (redis.call('XLEN', KEYS[2]) + 1) .. '-0', 'event', ARGV[1])
end
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

/**
 * KEYS one a take · ARGV now-or-nothing, then six a take: kind, capacity or places, per-second or
 * duration, cost or holder, least, owing. Takes all or none; answers allowed, left, missing for each.
 * Without a given time Redis's own counts, the one clock that all instances share.
 */
export const TAKE_LIMITS = `
local time = redis.call('TIME')
local now = tonumber(ARGV[1]) or time[1] * 1000 + math.floor(time[2] / 1000)
local number = function(value) return string.format('%.17g', value) end
local answer, writes, refused = {}, {}, false
for index, key in ipairs(KEYS) do
  local at = 2 + (index - 1) * 6
  local size, pace, owing = tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), ARGV[at + 5] == '1'
  if ARGV[at] == 'tokens' then
    local cost, least = tonumber(ARGV[at + 3]), tonumber(ARGV[at + 4])
    local level = redis.call('HMGET', key, 'tokens', 'at')
    local tokens, since = tonumber(level[1] or size), tonumber(level[2] or now)
    tokens = math.min(size, tokens + math.max(0, now - since) / 1000 * pace)
    local allowed = owing or tokens >= least
    local left = allowed and math.min(size, tokens - cost) or tokens
    refused = refused or not allowed
    answer[index] = { allowed and 1 or 0, number(left), number(least - tokens) }
    writes[index] = function(taken)
      if not taken then left = tokens end
      redis.call('HSET', key, 'tokens', number(left), 'at', string.format('%.0f', now))
      local full = pace > 0 and math.ceil((size - left) / pace * 1000) or 3600000
      redis.call('PEXPIRE', key, math.max(60000, full + 60000))
    end
  else
    local holder = ARGV[at + 3]
    redis.call('ZREMRANGEBYSCORE', key, '-inf', string.format('%.0f', now))
    local held, has = redis.call('ZCARD', key), redis.call('ZSCORE', key, holder)
    local allowed = has or owing or held < size
    refused = refused or not allowed
    answer[index] = { allowed and 1 or 0, number(size - held - ((allowed and not has) and 1 or 0)), '0' }
    writes[index] = function(taken)
      if not taken then return end
      redis.call('ZADD', key, 'GT', string.format('%.0f', now + pace), holder)
      redis.call('PEXPIRE', key, math.max(pace, redis.call('PTTL', key)))
    end
  end
end
for _, write in ipairs(writes) do write(not refused) end
return answer`;

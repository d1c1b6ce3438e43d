-- The ids of events that were seen lately in one partition, store by store. Put in front of the scripts that use it.
--
-- A store's ids lie in slots (hashes: digest of the id -> value). The current slot takes new ids until it is full or old;
-- then the oldest is dropped at once and takes over, so that forgetting costs nothing. When the stores of the partition
-- have more ids than it may hold, the store with most of them loses its oldest slot: none pushes out the ids of another
-- that has fewer.
--
-- KEYS[1]: a sorted set, store -> how many ids are kept of it. Beside it, under names that begin with it: `total`, and for
-- each store a hash of its current slot and its slots. All have one hash tag.
-- ARGV[1..5]: slots, slotMs, slotIdsMax, partitionIdsMax, now (epoch ms)
local ids = KEYS[1]
local slots, slotMs, slotIdsMax = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local partitionIdsMax, now = tonumber(ARGV[4]), tonumber(ARGV[5])
-- A slot that is dropped early still takes so many ids with it.
local slotIdsMin = 128

local function slotKey(store, slot) return ids .. ':' .. store .. ':' .. slot end
local function total() return tonumber(redis.call('GET', ids .. ':total') or '0') end
local function idsOf(store) return tonumber(redis.call('ZSCORE', ids, store) or '0') end

local function openWindow(store)
  local current = redis.call('HMGET', ids .. ':' .. store, 'slot', 'since')
  return { store = store, slot = tonumber(current[1]), since = tonumber(current[2]) }
end

-- Value and slot's key of each digest that is known; the newest slot first, where almost all of them are.
local function lookUp(window, digests)
  local values, places, missing = {}, {}, digests
  for step = 0, (window.slot and slots or 0) - 1 do
    if #missing == 0 then break end
    local key = slotKey(window.store, (window.slot - 1 - step) % slots + 1)
    if redis.call('EXISTS', key) == 1 then
      local found, still, count = redis.call('HMGET', key, unpack(missing)), {}, 0
      for i = 1, #missing do
        local value, digest = found[i], missing[i]
        if value then
          values[digest], places[digest] = value, key
        else
          count = count + 1
          still[count] = digest
        end
      end
      missing = still
    end
  end
  return values, places
end

-- Slots also end by their own time to live, which nobody counts: how many ids there are now.
local function recount(store)
  local count, counted = 0, idsOf(store)
  for slot = 1, slots do count = count + redis.call('HLEN', slotKey(store, slot)) end
  if count == 0 then redis.call('ZREM', ids, store) else redis.call('ZADD', ids, count, store) end
  redis.call('INCRBY', ids .. ':total', count - counted)
  return count
end

local function begin(window, slot)
  window.slot, window.since = slot, now
  redis.call('UNLINK', slotKey(window.store, slot))
  redis.call('HSET', ids .. ':' .. window.store, 'slot', slot, 'since', now)
  redis.call('PEXPIRE', ids .. ':' .. window.store, 2 * slots * slotMs)
  recount(window.store)
end

local function makeRoom(window)
  if not window.slot or window.slot > slots then return begin(window, 1) end
  local isOld = now - window.since >= slotMs
  local slotMax = slotIdsMax
  -- Where room is short, slots are small against what their store has, so that little is lost with one.
  if total() >= partitionIdsMax * 0.75 then
    slotMax = math.min(slotMax, math.max(slotIdsMin, idsOf(window.store) / slots))
  end
  if isOld or redis.call('HLEN', slotKey(window.store, window.slot)) >= slotMax then
    begin(window, window.slot % slots + 1)
  end
end

local function dropOldestSlot(store)
  local current = tonumber(redis.call('HGET', ids .. ':' .. store, 'slot') or '1')
  for step = 1, slots do
    local key = slotKey(store, (current - 1 + step) % slots + 1)
    if redis.call('UNLINK', key) == 1 then break end
  end
  recount(store)
end

local function dropSurplus()
  for _ = 1, slots do
    if total() <= partitionIdsMax then return end
    local most = redis.call('ZREVRANGE', ids, 0, 0, 'WITHSCORES')
    if not most[1] then return redis.call('DEL', ids .. ':total') end
    -- Otherwise less is kept than was counted.
    if recount(most[1]) == tonumber(most[2]) then dropOldestSlot(most[1]) end
  end
end

-- Keeps new digests (digest, value, digest, value …) of a store.
local function remember(window, fields)
  makeRoom(window)
  local key = slotKey(window.store, window.slot)
  redis.call('HSET', key, unpack(fields))
  if redis.call('PTTL', key) < 0 then redis.call('PEXPIRE', key, slots * slotMs) end
  redis.call('ZINCRBY', ids, #fields / 2, window.store)
  redis.call('INCRBY', ids .. ':total', #fields / 2)
  dropSurplus()
end

-- For each record of a partition: is it the first of its event in the log? Of all records of an event that were ever
-- named here within the window, the one with the lowest offset is the first, whoever asks and however often.
--
-- KEYS: 1 the number of the window's current slot, 2.. the slots of the window (hashes: digest -> offset)
-- ARGV: 1 slotIdsMax, 2 slotMs, 3 now (epoch ms), 4 windowMs, then for each record: the digest of its event, its offset
-- Returns one character per record: 'f' first, 'd' duplicate.
local slots = #KEYS - 1
local idsMax, slotMs, now, windowMs = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local first, count = 5, (#ARGV - 4) / 2

local current = redis.call('HMGET', KEYS[1], 'slot', 'since')
local slot, since = tonumber(current[1]), tonumber(current[2])
if not slot or slot > slots then
  slot, since = 1, now
  redis.call('HSET', KEYS[1], 'slot', slot, 'since', now)
elseif now - since >= slotMs or redis.call('HLEN', KEYS[1 + slot]) >= idsMax then
  slot, since = slot % slots + 1, now
  redis.call('UNLINK', KEYS[1 + slot])
  redis.call('HSET', KEYS[1], 'slot', slot, 'since', now)
end

-- Where each digest is known, the newest slot first: that is where almost all of them are.
local missing, place, known = {}, {}, {}
for i = 1, count do missing[i] = ARGV[first + (i - 1) * 2] end
for step = 0, slots - 1 do
  if #missing == 0 then break end
  local index = (slot - 1 - step) % slots + 1
  local key = KEYS[1 + index]
  if redis.call('EXISTS', key) == 1 then
    local found = redis.call('HMGET', key, unpack(missing))
    local still = {}
    for i = 1, #missing do
      if found[i] then
        place[missing[i]], known[missing[i]] = key, tonumber(found[i])
      else
        still[#still + 1] = missing[i]
      end
    end
    missing = still
  end
end

local answer, writes = {}, {}
for i = 1, count do
  local digest, offset = ARGV[first + (i - 1) * 2], tonumber(ARGV[first + (i - 1) * 2 + 1])
  if known[digest] == nil or offset < known[digest] then
    local key = place[digest] or KEYS[1 + slot]
    place[digest], known[digest] = key, offset
    writes[key] = writes[key] or {}
    table.insert(writes[key], digest)
    table.insert(writes[key], ARGV[first + (i - 1) * 2 + 1])
  end
  answer[i] = known[digest] == offset and 'f' or 'd'
end
for key, fields in pairs(writes) do
  redis.call('HSET', key, unpack(fields))
  if redis.call('TTL', key) < 0 then redis.call('PEXPIRE', key, windowMs) end
end
return table.concat(answer)

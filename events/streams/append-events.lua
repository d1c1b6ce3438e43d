-- Appends events to one partition, once per id: the check of the ids and the append are one atomic step.
--
-- KEYS: 1 the stream, 2 the number of the window's current slot, 3.. the slots of the window (sets of seen ids)
-- ARGV: 1 slotIdsMax, 2 slotMs, 3 now (epoch ms), 4 windowMs, 5 entryEventsMax, 6 entryBytesMax, 7 length of a digest,
--       8 the digests of the events in a row, 9 their JSON, a line each, all but the last line ended by a comma
-- Returns one character per event: 'a' accepted, 'd' duplicate.
local slots = #KEYS - 2
local idsMax, slotMs, now, windowMs = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local eventsMax, bytesMax = tonumber(ARGV[5]), tonumber(ARGV[6])
local length, json = tonumber(ARGV[7]), ARGV[9]
local count = #ARGV[8] / length

local digests, seen = {}, {}
for i = 1, count do digests[i] = string.sub(ARGV[8], (i - 1) * length + 1, i * length) end
for slot = 1, slots do
  if redis.call('EXISTS', KEYS[2 + slot]) == 1 then
    local hits = redis.call('SMISMEMBER', KEYS[2 + slot], unpack(digests))
    for i = 1, count do if hits[i] == 1 then seen[digests[i]] = true end end
  end
end

local answer, fresh = {}, {}
for i = 1, count do
  local digest = digests[i]
  if seen[digest] then
    answer[i] = 'd'
  else
    seen[digest] = true
    answer[i] = 'a'
    fresh[#fresh + 1] = digest
  end
end

local function append(events) redis.call('XADD', KEYS[1], '*', 'e', '[' .. events .. ']') end
if #fresh == count and count <= eventsMax and #json <= bytesMax then
  append(json)
else
  local entry, bytes, start = {}, 0, 1
  local function flush()
    if #entry > 0 then
      append(table.concat(entry, ','))
      entry, bytes = {}, 0
    end
  end
  for i = 1, count do
    local lineBreak = string.find(json, '\n', start, true)
    local line = string.sub(json, start, lineBreak and lineBreak - 2 or -1)
    start = lineBreak and lineBreak + 1
    if answer[i] == 'a' then
      if #entry >= eventsMax or bytes + #line > bytesMax then flush() end
      entry[#entry + 1] = line
      bytes = bytes + #line + 1
    end
  end
  flush()
end

if #fresh > 0 then
  -- The current slot takes new ids until it is full or old; then the oldest slot is emptied and takes over.
  local current = redis.call('HMGET', KEYS[2], 'slot', 'since')
  local slot, since = tonumber(current[1]), tonumber(current[2])
  if not slot then
    slot = 1
    redis.call('HSET', KEYS[2], 'slot', slot, 'since', now)
  elseif slot > slots or now - since >= slotMs or redis.call('SCARD', KEYS[2 + slot]) >= idsMax then
    slot = slot % slots + 1
    redis.call('UNLINK', KEYS[2 + slot])
    redis.call('HSET', KEYS[2], 'slot', slot, 'since', now)
  end
  local key = KEYS[2 + slot]
  redis.call('SADD', key, unpack(fresh))
  if redis.call('TTL', key) < 0 then redis.call('PEXPIRE', key, windowMs) end
end
return table.concat(answer)

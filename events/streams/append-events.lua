-- Appends events to one partition, once per id: the check of the ids and the append are one atomic step.
-- Behind `id-window.lua`.
--
-- KEYS: 1 the window of ids, 2 the stream
-- ARGV: 1..5 of the window, 6 entryEventsMax, 7 entryBytesMax, 8 length of a digest of an id, 9 length of a record,
--       10 stores with how many of the events each has (`store count store count …`), 11 the records in a row (`b` or
--       `i`, digest of the id, digest of the body), 12 the events' JSON, a line each, all but the last ended by a comma
-- Returns one character per event: 'a' accepted, 'd' duplicate, 'r' the id is known with another body.
local eventsMax, bytesMax = tonumber(ARGV[6]), tonumber(ARGV[7])
local digestLength, recordLength = tonumber(ARGV[8]), tonumber(ARGV[9])
local records, json = ARGV[11], ARGV[12]
local count = #records / recordLength

local answer, freshOf, accepted = {}, {}, 0
local function decide(store, first, last)
  local digests = {}
  for i = first, last do
    local start = (i - 1) * recordLength + 2
    digests[#digests + 1] = string.sub(records, start, start + digestLength - 1)
  end
  local window = openWindow(store)
  local known = lookUp(window, digests)
  local fresh = {}
  for i = first, last do
    local digest = digests[i - first + 1]
    local start = (i - 1) * recordLength + 1
    local body = string.sub(records, start + 1 + digestLength, start + recordLength - 1)
    if known[digest] == nil then
      known[digest] = body
      answer[i], accepted = 'a', accepted + 1
      fresh[#fresh + 1], fresh[#fresh + 2] = digest, body
    elseif known[digest] ~= body and string.sub(records, start, start) == 'b' then
      answer[i] = 'r'
    else
      answer[i] = 'd'
    end
  end
  if #fresh > 0 then freshOf[#freshOf + 1] = { window, fresh } end
end
local place = 0
for store, events in string.gmatch(ARGV[10], '(%S+) (%d+)') do
  decide(store, place + 1, place + tonumber(events))
  place = place + tonumber(events)
end

local function append(events) redis.call('XADD', KEYS[2], '*', 'e', '[' .. events .. ']') end
if accepted == count and count <= eventsMax and #json <= bytesMax then
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

for _, fresh in ipairs(freshOf) do remember(fresh[1], fresh[2]) end
return table.concat(answer)

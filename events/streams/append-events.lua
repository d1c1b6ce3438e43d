-- Appends events to one partition, once per id: the check of the ids and the append are one atomic step.
-- Behind `id-window.lua`.
--
-- KEYS: 1 the window of ids, 2 the stream
-- ARGV: 1..5 of the window, 6 entryEventsMax, 7 entryBytesMax, 8 length of a digest of an id, 9 length of a record,
--       10 stores with how many of the events each has (`store count store count …`), 11 the records in a row (`b` or
--       `i`, digest of the id, digest of the body), 12.. the events entry by entry: how many, and their JSON, a line
--       each, all but the last of an entry ended by a comma
-- Returns one character per event: 'a' accepted, 'd' duplicate, 'r' the id is known with another body.
local eventsMax, bytesMax = tonumber(ARGV[6]), tonumber(ARGV[7])
local digestLength, recordLength = tonumber(ARGV[8]), tonumber(ARGV[9])
local records = ARGV[11]
local sub = string.sub

local answer, freshOf = {}, {}
local function decide(store, first, last)
  local digests, bodies = {}, {}
  local start = (first - 1) * recordLength + 2
  for i = 1, last - first + 1 do
    digests[i] = sub(records, start, start + digestLength - 1)
    bodies[i] = sub(records, start + digestLength, start + recordLength - 2)
    start = start + recordLength
  end
  local window = openWindow(store)
  local known = lookUp(window, digests)
  local fresh, size = {}, 0
  for i = 1, #digests do
    local digest, body = digests[i], bodies[i]
    local before, place = known[digest], first + i - 1
    if before == nil then
      known[digest], answer[place] = body, 'a'
      fresh[size + 1], fresh[size + 2] = digest, body
      size = size + 2
    elseif before ~= body and sub(records, (place - 1) * recordLength + 1, (place - 1) * recordLength + 1) == 'b' then
      answer[place] = 'r'
    else
      answer[place] = 'd'
    end
  end
  if size > 0 then freshOf[#freshOf + 1] = { window, fresh } end
end
local decided = 0
for store, events in string.gmatch(ARGV[10], '(%S+) (%d+)') do
  decide(store, decided + 1, decided + tonumber(events))
  decided = decided + tonumber(events)
end
local answers = table.concat(answer)

local function append(events) redis.call('XADD', KEYS[2], '*', 'e', '[' .. events .. ']') end
-- What is left of entries that are not appended as they came.
local rest, bytes = {}, 0
local function flush()
  if #rest > 0 then
    append(table.concat(rest, ','))
    rest, bytes = {}, 0
  end
end
local function appendAccepted(json, first)
  local start, place = 1, first
  while start do
    local lineBreak = string.find(json, '\n', start, true)
    local line = sub(json, start, lineBreak and lineBreak - 2 or -1)
    start = lineBreak and lineBreak + 1
    if answer[place] == 'a' then
      if #rest >= eventsMax or bytes + #line > bytesMax then flush() end
      rest[#rest + 1] = line
      bytes = bytes + #line + 1
    end
    place = place + 1
  end
end
local place = 1
for argument = 12, #ARGV, 2 do
  local events, json = tonumber(ARGV[argument]), ARGV[argument + 1]
  if #json <= bytesMax and not string.find(sub(answers, place, place + events - 1), '[^a]') then
    flush()
    append(json)
  else
    appendAccepted(json, place)
  end
  place = place + events
end
flush()

for _, fresh in ipairs(freshOf) do remember(fresh[1], fresh[2]) end
return answers

-- For each record of a partition: is it the first of its event in the log? Of all records of an event that were ever
-- named here within the window, the one with the lowest offset is the first, whoever asks and however often.
-- Behind `id-window.lua`; a value of the window is `<offset>`, or `<offset>:<digest of the body>`.
--
-- KEYS: 1 the window of ids
-- ARGV: 1..5 of the window, then for each record: store, digest of the event's id, `b` or `i` with the digest of its body
--       (empty: not known), offset
-- Returns one character per record: 'f' first, 'd' duplicate, 'r' the first one has another body.
local first, count = 6, (#ARGV - 5) / 4
local function recordAt(i)
  local start = first + (i - 1) * 4
  return ARGV[start], ARGV[start + 1], ARGV[start + 2], tonumber(ARGV[start + 3])
end

local stores, placesOf = {}, {}
for i = 1, count do
  local store = recordAt(i)
  if not placesOf[store] then
    stores[#stores + 1], placesOf[store] = store, {}
  end
  table.insert(placesOf[store], i)
end

local function read(value)
  local colon = string.find(value, ':', 1, true)
  if not colon then return { offset = tonumber(value), body = '' } end
  return { offset = tonumber(string.sub(value, 1, colon - 1)), body = string.sub(value, colon + 1) }
end

local answer = {}
for _, store in ipairs(stores) do
  local digests = {}
  for _, i in ipairs(placesOf[store]) do
    local _, digest = recordAt(i)
    digests[#digests + 1] = digest
  end
  local window = openWindow(store)
  local values, places = lookUp(window, digests)
  local known, changed, order = {}, {}, {}
  for digest, value in pairs(values) do known[digest] = read(value) end
  for _, i in ipairs(placesOf[store]) do
    local _, digest, mark, offset = recordAt(i)
    local body, elected = string.sub(mark, 2), known[digest]
    if not elected or offset < elected.offset or (offset == elected.offset and elected.body == '' and body ~= '') then
      known[digest] = { offset = offset, body = body }
      if not changed[digest] then
        changed[digest], order[#order + 1] = true, digest
      end
      elected = known[digest]
    end
    if elected.offset == offset then
      answer[i] = 'f'
    elseif string.sub(mark, 1, 1) == 'b' and elected.body ~= '' and elected.body ~= body then
      answer[i] = 'r'
    else
      answer[i] = 'd'
    end
  end
  local fresh = {}
  for _, digest in ipairs(order) do
    local value = string.format('%d', known[digest].offset)
    if known[digest].body ~= '' then value = value .. ':' .. known[digest].body end
    if places[digest] then
      redis.call('HSET', places[digest], digest, value)
    else
      fresh[#fresh + 1], fresh[#fresh + 2] = digest, value
    end
  end
  if #fresh > 0 then remember(window, fresh) end
end
return table.concat(answer)

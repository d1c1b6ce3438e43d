-- Which events are in the log already, as far as the window reaches. Behind `id-window.lua`.
--
-- KEYS: 1 the window of ids; ARGV: 1..5 of the window, 6 the store, 7 length of a digest of an id, then for each event its
-- record (`b` or `i`, digest of the id, digest of the body)
-- Returns one character per event: 'n' not known, 'd' known, 'r' known with another body.
local digestLength = tonumber(ARGV[7])
local digests = {}
for i = 8, #ARGV do digests[#digests + 1] = string.sub(ARGV[i], 2, digestLength + 1) end
local known = lookUp(openWindow(ARGV[6]), digests)

local answer = {}
for i, digest in ipairs(digests) do
  local record, value = ARGV[i + 7], known[digest]
  local colon = value and string.find(value, ':', 1, true)
  if not value then
    answer[i] = 'n'
  elseif colon and string.sub(record, 1, 1) == 'b' and string.sub(value, colon + 1) ~= string.sub(record, digestLength + 2) then
    answer[i] = 'r'
  else
    answer[i] = 'd'
  end
end
return table.concat(answer)

-- Which events are in the log already, as far as the window reaches.
--
-- KEYS: the slots of the window (hashes: digest -> offset); ARGV: digests
-- Returns one character per digest: 'k' known, 'n' not.
local answer = {}
for i = 1, #ARGV do answer[i] = 'n' end
for slot = 1, #KEYS do
  if redis.call('EXISTS', KEYS[slot]) == 1 then
    local found = redis.call('HMGET', KEYS[slot], unpack(ARGV))
    for i = 1, #ARGV do if found[i] then answer[i] = 'k' end end
  end
end
return table.concat(answer)

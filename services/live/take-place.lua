-- KEYS: places of the store, places of the one who asks; ARGV: now, end of the lease, id, most of the store, most of one.
for index = 1, 2 do
  redis.call('ZREMRANGEBYSCORE', KEYS[index], '-inf', ARGV[1])
  if redis.call('ZCARD', KEYS[index]) >= tonumber(ARGV[3 + index]) then
    return index
  end
end
for index = 1, 2 do
  redis.call('ZADD', KEYS[index], ARGV[2], ARGV[3])
  redis.call('PEXPIREAT', KEYS[index], ARGV[2])
end
return 0

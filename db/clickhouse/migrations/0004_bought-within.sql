-- How soon after the abandonment a cart was bought.
alter table abandonment_slots
  add column if not exists bought_within1d Int64,
  add column if not exists bought_within3d Int64,
  add column if not exists bought_within7d Int64,
  add column if not exists bought_within14d Int64,
  add column if not exists bought_within30d Int64;

-- Without a mark nobody reads the sums from before, which lack these: all slots are counted anew.
truncate table slot_marks;

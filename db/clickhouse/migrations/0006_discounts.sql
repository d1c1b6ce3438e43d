-- What codes of offers took off an order, in minor units of its currency. Rows from before have none.
alter table orders
  add column if not exists discount_minor Int64;

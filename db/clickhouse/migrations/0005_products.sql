-- The products of a cart and of an order, each once: their ids in the shop, and what their lines cost. A blank id stands for
-- what is not known one by one. Rows from before have none.
alter table abandonments
  add column if not exists product_ids Array(String),
  add column if not exists product_values Array(Int64);

alter table orders
  add column if not exists product_ids Array(String),
  add column if not exists product_values Array(Int64);

-- Forced isolation cannot be said in the schema files.
ALTER TABLE idempotency_keys FORCE ROW LEVEL SECURITY;

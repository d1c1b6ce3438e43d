-- Forced isolation cannot be said in the schema files.
ALTER TABLE dead_letters FORCE ROW LEVEL SECURITY;

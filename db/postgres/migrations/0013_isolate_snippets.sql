-- Forced isolation cannot be said in the schema files.
ALTER TABLE snippets FORCE ROW LEVEL SECURITY;

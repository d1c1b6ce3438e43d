-- The registry belongs to the installation: what acts in a store neither reads nor changes it.
REVOKE ALL ON registry_schemas, registry_versions, registry_compatibility FROM cart_app;

-- Forced isolation cannot be said in the schema files.
ALTER TABLE predictions FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE topic_outbox FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- Who relays what is the engine's business: what acts in a store neither reads nor changes it.
REVOKE ALL ON topic_relays FROM cart_app;--> statement-breakpoint
-- Queues the rows of one statement for the topics that the trigger names, in the rights of who inserts them.
CREATE FUNCTION queue_for_topics() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.topic_outbox (topic, store_id, row_id)
  SELECT told.topic, added.store_id, added.id FROM added CROSS JOIN unnest(TG_ARGV) AS told (topic);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER queue_for_topics AFTER INSERT ON webhook_deliveries
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_for_topics('events.raw');--> statement-breakpoint
CREATE TRIGGER queue_for_topics AFTER INSERT ON predictions
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_for_topics('features.v1', 'predictions.v1');--> statement-breakpoint
CREATE TRIGGER queue_for_topics AFTER INSERT ON messages
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_for_topics('interventions.commands');--> statement-breakpoint
CREATE TRIGGER queue_for_topics AFTER INSERT ON dead_letters
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_for_topics('dlq.failed-events');

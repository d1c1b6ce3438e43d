DROP INDEX "opt_in_requests_by_token";--> statement-breakpoint
CREATE INDEX "opt_in_requests_by_token" ON "opt_in_requests" USING btree ("token_hash");
// Written by `npm run web:schema` from the routes in api/: change those.
export interface paths {
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send one event or a batch
         * @description The body is one event, or `{ "events": [ … ] }` with up to 1000 of them. Each is checked by itself: a refused one never spoils its neighbours. An id that was sent before with the same body is answered with `duplicate`, so a request may always be sent again; with another body it is refused as `id_reused`, and kept as a dead letter.
         */
        post: operations["postEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/browser/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send events from a page of the shop
         * @description For the storefront snippet. A publishable key says which store is meant; it may be seen by anybody, so this door believes a browser only what concerns its own visitor: products, its carts and checkouts, and, where the store allows it, its own e-mail address. Orders are refused. The body is `{ "sentAt", "events": [ … ] }` with up to 100 events and 64 KiB, as `text/plain` so that no preflight is needed. 410 means: stop, and keep nothing.
         */
        post: operations["postBrowserEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/browser/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the cart of a recovery link
         * @description For the storefront snippet. The token is the whole permission and opens one cart: no person, no session, no account. Changes nothing.
         */
        post: operations["restoreCartInBrowser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/snippet.js": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The storefront snippet of a store */
        get: operations["getSnippetScript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shopify-pixel.js": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The code of a custom pixel for Shopify, to be pasted there */
        get: operations["getShopifyPixelScript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List carts: `from` and `to` are calendar days of the store, of the last change or of what was not done */
        get: operations["listCarts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a cart with its timeline */
        get: operations["getCart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a cart into quarantine: no recovery starts, and it is in no count */
        post: operations["quarantineCart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a cart out of quarantine for good, and look at it anew */
        post: operations["releaseCart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/recovery-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show the recovery link of the newest message about a cart; the audit log says who asked */
        post: operations["showRecoveryLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List orders
         * @description Every order that was heard of, also those that do not count, with what stands of each.
         */
        get: operations["listOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an order */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List customers */
        get: operations["listCustomers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a customer with identities, consents, suppressions and merges */
        get: operations["getCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customer-searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find who is known by an address; the audit log says who asked, not for whom */
        post: operations["findCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}/unmask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read a customer with names and addresses in full; the audit log says who did */
        post: operations["unmaskCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recoveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List recoveries */
        get: operations["listRecoveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recoveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a recovery with its decisions and messages */
        get: operations["getRecovery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recoveries/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause a recovery: nothing goes out until it is resumed */
        post: operations["pauseRecovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recoveries/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resume a paused recovery */
        post: operations["resumeRecovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recoveries/{id}/skip-wait": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the wait that a recovery is in */
        post: operations["skipRecoveryWait"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recoveries/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a recovery for good */
        post: operations["stopRecovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List messages: `from` and `to` are calendar days of the store */
        get: operations["listMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a message, with its content where it was kept */
        get: operations["getMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List decisions: the carts behind every number */
        get: operations["listDecisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what needs a person now */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count carts, orders, recoveries, messages and reasons over a time range */
        get: operations["getStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/recovered-revenue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Report what recoveries brought, by day, campaign and currency */
        get: operations["getRecoveredRevenueReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/funnel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Report how far abandoned carts came */
        get: operations["getFunnelReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/non-sends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Report why nothing was started or sent */
        get: operations["getNonSendsReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Report what became of messages, by channel and provider */
        get: operations["getMessagesReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/scheduled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the reports that go out by themselves */
        get: operations["listScheduledReports"];
        put?: never;
        /**
         * Make a report that goes out by itself
         * @description By e-mail to members of the store, or to a webhook. The questions are copied: a view that is changed later changes no report.
         */
        post: operations["createScheduledReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/recipients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the members of the store that a report can go to, by name */
        get: operations["listReportRecipients"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/scheduled/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a scheduled report and forget its runs */
        delete: operations["deleteScheduledReport"];
        options?: never;
        head?: never;
        /**
         * Change a scheduled report, pause it or let it go on
         * @description What is given is replaced. A period that was reported stays reported, whatever the new time says.
         */
        patch: operations["updateScheduledReport"];
        trace?: never;
    };
    "/v1/reports/scheduled/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what became of a scheduled report
         * @description Newest first; the newest 100 are kept.
         */
        get: operations["listReportRuns"];
        put?: never;
        /**
         * Send the newest report now, as a test
         * @description By e-mail to the person who asks, whoever is on the list, or to the webhook with `test: true`. The report of the period still goes out at its time.
         */
        post: operations["testScheduledReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List every metric with its definition, and by what it can be broken down */
        get: operations["getAnalyticsCatalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Count a metric, by time and dimensions */
        post: operations["queryAnalytics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/queries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Count several metrics as of one moment */
        post: operations["queryAnalyticsTogether"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** List what is behind a number */
        post: operations["listAnalyticsRows"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export numbers, or the rows behind one, as a file
         * @description All rows or none: at most 1000000, and more are refused before the first. They are counted before and while they are written; where that differs, or something fails on the way, the connection is ended before the end of the file. The audit log says who exported what.
         */
        post: operations["exportAnalytics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the questions that the team keeps by a name */
        get: operations["listSavedViews"];
        put?: never;
        /** Keep a question by a name, for the whole team */
        post: operations["createSavedView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a view, for the whole team */
        delete: operations["deleteSavedView"];
        options?: never;
        head?: never;
        /** Give a view another name or another question */
        patch: operations["updateSavedView"];
        trace?: never;
    };
    "/v1/analytics/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Forecast a metric for the next days, with an interval and how wrong the same forecast was before */
        get: operations["getForecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letter-clusters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what fails, one entry for all that failed alike */
        get: operations["listDeadLetterClusters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what was refused or could not be applied */
        get: operations["listDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show one with its content, what is wrong with it and what is proposed
         * @description What says who somebody is stands in the content and the proposal with the permission `customers:unmask` only; without it one sees its shape.
         */
        get: operations["getDeadLetter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve the proposed repair for all that failed alike
         * @description The proposal becomes the rule of the cluster (a new version if there was another), and every letter of the cluster that it mends is taken in under its own event id. Later letters wait for an approval again, until 3 letters were approved and nothing is lost or guarded: then they are repaired without asking.
         */
        post: operations["approveRepair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a letter aside for good, or all that failed alike */
        post: operations["rejectDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a letter through the door once more, as it is */
        post: operations["retryDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/repair-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List approved repairs in all their versions */
        get: operations["listRepairRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/repair-rules/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo an approval
         * @description The rule mends nothing more, and letters that it had not mended yet are looked at anew. Events that it had taken in stay in force, since shoppers may have acted on them: they are listed, to be corrected by new events where that is needed.
         */
        post: operations["withdrawRepairRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/predictions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Predict whether a cart is bought without help */
        post: operations["predict"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/predictions/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Compare predictions with what happened, by the predicted chance */
        get: operations["getPredictionReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/predictions/model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Describe the model that predicts: what it learned from, how good it is, where it is wrong */
        get: operations["getModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/live/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a ticket to be told of changes as they happen
         * @description Opens one WebSocket at `GET /v1/live?ticket=…`, which tells of carts, recoveries, messages, orders, decisions and campaigns: as much of it as the caller may read. The frames are `LiveFrame` in the components.
         */
        post: operations["createLiveTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List campaigns */
        get: operations["listCampaigns"];
        put?: never;
        /** Create a campaign as a draft */
        post: operations["createCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaign-results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Report what each campaign did and brought
         * @description By the recoveries that began within the days, with all that became of them until now.
         */
        get: operations["listCampaignResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the templates that steps may name, with the channels that each has a text for
         * @description The built-in ones, then the store’s own. Of these, steps may name those that are published.
         */
        get: operations["listTemplates"];
        put?: never;
        /**
         * Create an own template
         * @description Nothing is sent with it before it is published. What could never be sent is refused, with the line and the column in `details.findings`.
         */
        post: operations["createTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a template before it is saved: what is wrong, where, and how large its messages are
         * @description Keeps nothing and sends nothing.
         */
        post: operations["checkTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Render an edit of a template as it would be sent
         * @description In one of its languages or the one that the person reads, for a cart of the store (with the permissions `carts:read` and `customers:read`) or an invented one. Its links lead nowhere. Nothing is sent or kept.
         */
        post: operations["previewTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a template: what it says in each language, and who uses it */
        get: operations["getTemplate"];
        /**
         * Keep an edit of an own template as a new version
         * @description Messages are made of the published version until this one is published. `If-Match` names the version that was read.
         */
        put: operations["changeTemplate"];
        post?: never;
        /**
         * Delete an own template that no campaign uses
         * @description One that a campaign names is kept: `details.uses` says where.
         */
        delete: operations["deleteTemplate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{name}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a version the one that messages are made of
         * @description From now on, in recoveries under way too. An earlier version brings its words back.
         */
        post: operations["publishTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the versions of an own template that are kept: who saved them and when */
        get: operations["listTemplateVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{name}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a version of an own template */
        get: operations["getTemplateVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/draft-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read which model writes drafts, and what they have to be like */
        get: operations["getDraftSettings"];
        /**
         * Say which model writes drafts, and what they have to be like
         * @description The model is told of the guidance, and every draft is checked by it. A key is kept for its address only: with another address it has to be given again.
         */
        put: operations["replaceDraftSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/draft-settings/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the model of the store something that any model can answer
         * @description Takes as long as the model does, and counts among the requests of the day.
         */
        post: operations["testDraftModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{name}/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a model write texts of an own template
         * @description Kept as a version that is not published before a person saves it; nothing is sent by it. Every text is checked by code: what promises something that was not stated, leads somewhere, is too long or holds markup is refused, and the model is asked again at most twice. Takes as long as the model does.
         */
        post: operations["draftTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/flow-drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a model make a flow of a sentence
         * @description The model answers in a small grammar; code makes a flow of it, checks it, and runs it over yesterday’s carts. Keeps nothing and sends nothing: save what you like as the draft of the campaign. Takes as long as the model does.
         */
        post: operations["draftFlow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/catalog-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read who is asked about the goods of a cart when a message goes out */
        get: operations["getCatalogSettings"];
        /**
         * Say who is asked about the goods of a cart when a message goes out
         * @description Lines that cannot be bought are left out of the message or marked in it, and prices are those of now; of a cart of which nothing can be bought no message goes out. A shop that does not answer within two seconds says nothing, and the message goes out as the cart was told. Another `url` gets another secret.
         */
        put: operations["replaceCatalogSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/catalog-settings/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the shop about one product
         * @description As a message would ask, within two seconds. Nothing is kept of it.
         */
        post: operations["testCatalog"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a campaign with its newest rules */
        get: operations["getCampaign"];
        /**
         * Replace name and rules, or name and flow
         * @description A changed content is a new version: recoveries that began on an older one finish on it.
         */
        put: operations["updateCampaign"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/holdout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set the share of people who get no message, so that it shows what messages bring
         * @description From 0 to 50 percent; 0 writes to everybody. Whoever has an arm keeps it, and the comparison begins anew with people who come from now on.
         */
        put: operations["setCampaignHoldout"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keep an edit without anything going out by it */
        put: operations["saveCampaignDraft"];
        post?: never;
        /** Forget an edit that was not published */
        delete: operations["discardCampaignDraft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the draft the newest version
         * @description Recoveries under way finish on their version, or go over to the new one where `people` says so. Rules or a flow by which a step could never send, or that nobody could follow, are refused; `details.findings` says which, as in `POST /v1/campaigns/{id}/check`.
         */
        post: operations["publishCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the versions of a campaign: who published them and when */
        get: operations["listCampaignVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a version with what it does, and what it changed */
        get: operations["getCampaignVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check rules or a flow before they are published, and see what they would change
         * @description Keeps nothing and changes nothing.
         */
        post: operations["checkCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/check-move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See what a new version would mean for those who are inside, before it is published
         * @description Keeps nothing and changes nothing. Counts from what is recorded: each recovery decides for itself later.
         */
        post: operations["checkCampaignMove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See what rules or a flow would send for the carts of some days, without sending it
         * @description Who would get what and when, and who not and why, by the decisions of a real recovery: consents, quiet hours and country rules, caps, the holdout, and orders of their time. Days of the store, at most 90; yesterday unless given. Each line is a report of what was counted so far; the last one is `done`. With `Accept: application/json` the answer is the last report alone. Asks for `carts:read` too. One run of a store at a time.
         */
        post: operations["dryRunCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Explain what a campaign, or an edit of it, does with one cart
         * @description Step by step, with times and reasons. Of a recovery that is under way: what was decided, and what comes next. By the newest version unless rules, a flow or a version is given. Keeps nothing and sends nothing. Asks for `carts:read` too.
         */
        post: operations["explainCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/suggestion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask what a campaign could try
         * @description At most one thing, and only with enough people behind it: another time for the first message, from how many buy by themselves meanwhile. Nothing goes live by it: save `asArm` as the draft, publish it, and the split says whether it brings more.
         */
        get: operations["getCampaignSuggestion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a campaign as a file to keep beside your code
         * @description YAML with the names of this API; durations are written as `90m`. Ids of steps stay over export and import.
         */
        get: operations["getCampaignFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaign-files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read a file as a campaign, without keeping it
         * @description The answer is what `POST /v1/campaigns`, `PUT /v1/campaigns/{id}/draft` and `POST …/check` take.
         */
        post: operations["readCampaignFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Render the message of a step as it would be sent
         * @description Of the rules given, of a version, else of the draft, else of the newest version; for a cart of the store (with the permissions `carts:read` and `customers:read`) or an invented one. Its links lead nowhere. Nothing is sent or kept.
         */
        post: operations["previewCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count what became of each step: sent, delivered, clicked, bought, skipped by reason, and who waits at it
         * @description By the recoveries that began within the days. An order counts once, to the last message before it; a click is what the provider reported, or that somebody followed the link. `waiting` is who stands at a step now, whenever their recovery began.
         */
        get: operations["countCampaignSteps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/step-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the carts behind a number of a step
         * @description As many as the count of the same figure, step, channel, reason and days.
         */
        get: operations["listCampaignStepEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/experiments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare, for each campaign, the people who got its messages with its holdout
         * @description Of the 50 newest campaigns that were ever active.
         */
        get: operations["listExperiments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/experiments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare the people who got the messages of a campaign with its holdout, and how it came about
         * @description People count from the first message that would have gone out, for seven days of the store. A followed link, last touch and the comparison are three views of the same people and never added up.
         */
        get: operations["getExperiment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/experiments/{id}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the orders behind a number of an experiment
         * @description As many as the number of the same figure, currency and channel.
         */
        get: operations["listExperimentOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/splits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare the arms of every split of a flow
         * @description Of the 50 newest campaigns that were ever active, as their newest versions have them.
         */
        get: operations["listSplits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/splits/{splitId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare the arms of a split
         * @description People count from the moment when they come to the split, for seven days of the store. The first arm is what the others are compared with.
         */
        get: operations["getSplit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/splits/{splitId}/object": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Object to the proposed winner of a split
         * @description The split goes on with its shares as they are learned, and proposes nothing more until its arms are others.
         */
        post: operations["objectToSplitWinner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/splits/{splitId}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the proposed winner of a split take all new people now
         * @description Without waiting for its date. Whoever has an arm keeps it; the campaign gets no new version.
         */
        post: operations["applySplitWinner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Activate a draft: carts touched from now on may start recoveries */
        post: operations["activateCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause a campaign and its open recoveries */
        post: operations["pauseCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resume a paused campaign and its open recoveries */
        post: operations["resumeCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a campaign for good; its open recoveries send nothing more */
        post: operations["archiveCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where to try out what the store does */
        get: operations["getTrialPlaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/test-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the message of a step to yourself
         * @description Of the draft, else of the newest version, for a cart of the store or an invented one, once, through the provider of the store. Its subject begins with `[Test]` and its links lead nowhere. It counts in no report and for no cap, and changes no consent and no suppression. At most 20 an hour and sender.
         */
        post: operations["sendTestMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/test-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the newest test runs of a campaign */
        get: operations["listTestRuns"];
        put?: never;
        /**
         * Play a campaign on yourself, 60 times faster
         * @description Leaves a cart of yours in a space of your own, where the draft, else the newest version, is played by the real engine: an hour of waiting is a minute. Nothing of it counts anywhere, and nobody else is written to. Ends the test run that you began before. Only for a person who is signed in; at most 20 an hour.
         */
        post: operations["startTestRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test-runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a test run with everything that happened in it */
        get: operations["getTestRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test-runs/{id}/skip-wait": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the wait that a test run is in */
        post: operations["skipTestRunWait"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test-runs/{id}/buy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Buy the test cart, as the shopper would */
        post: operations["buyTestCart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test-runs/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a test run: nothing more of it goes out */
        post: operations["stopTestRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/store": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the settings of the key's store */
        get: operations["getStore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change settings of the key's store
         * @description New thresholds count from each cart's next activity.
         */
        patch: operations["updateStore"];
        trace?: never;
    };
    "/v1/store/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how messages to telephones go out */
        get: operations["getPhoneSettings"];
        /**
         * Say how messages to telephones go out
         * @description WhatsApp and RCS carry the message of a step on the channel `sms`; SMS takes their place where they do not reach the person. It is one message with one claim whatever carries it.
         */
        put: operations["replacePhoneSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/store/phone/templates/{contentSid}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let messages go out by a template of the vendor’s again */
        post: operations["resumeContentTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/store/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how the dashboard looks to the team of the store */
        get: operations["getStoreLook"];
        /** Say how the dashboard looks to the team of the store */
        put: operations["replaceStoreLook"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/snippet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the settings of the snippet, its key and the tag to paste */
        get: operations["getSnippet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what the snippet may do, or switch it off */
        patch: operations["updateSnippet"];
        trace?: never;
    };
    "/v1/snippet/rotate-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take another publishable key
         * @description Pages with the old key are told to stop within seconds: paste the new tag right after.
         */
        post: operations["rotateSnippetKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/snippet/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look at a page of the shop and say whether the snippet works there
         * @description Fetches the page as a visitor would, from public addresses only, and reads its tag, its content policy, its origin and its product markup. What a script adds to the page later is not seen.
         */
        post: operations["checkSnippet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get how one can sign in */
        get: operations["getSignInMethods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description Begins a session, by the cookies `crk_access` and `crk_refresh`, or asks for the second factor.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish signing in by the second factor
         * @description By a code of the authenticator app, each of which is good once, or by a passkey.
         */
        post: operations["answerSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/second-factor/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get what a passkey has to sign */
        post: operations["askForPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on with a session
         * @description Exchanges the refresh token for its successor. Tabs that ask at once, or again because an answer was lost, are given the same one. A session that is over is answered with 401, and its cookies are cleared.
         */
        post: operations["refreshSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description Ends the session: its tokens are refused from now on. Without a session it does nothing.
         */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/set-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Use the link of the installation
         * @description Makes the account of an admin, or sets a new password, whichever the link is for, and begins a session.
         */
        post: operations["setUpAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a mail with a link to a new password
         * @description It goes to those who have an account. The answer and its time are the same for everybody.
         */
        post: operations["requestPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/password-resets/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look at a link to a new password
         * @description Uses nothing up: programs that look through mail may open it.
         */
        get: operations["showPasswordReset"];
        put?: never;
        /**
         * Set a new password by a link
         * @description Ends all sessions of the account and signs nobody in; second factors stay. Works once.
         */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/invitations/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look at an invitation
         * @description Uses nothing up: programs that look through mail may open it.
         */
        get: operations["showInvitation"];
        put?: never;
        /**
         * Join a store
         * @description For the invited address alone: with an account, signed in as it; without one, by a name and a password, which make it and begin a session.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get your account and your stores */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change your name or your language */
        patch: operations["updateMe"];
        trace?: never;
    };
    "/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List where you are signed in */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a session of yours
         * @description Its tokens are refused from now on, on every instance.
         */
        delete: operations["revokeSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change your password
         * @description Every other session of yours ends.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/second-factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your second factors */
        get: operations["listSecondFactors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/second-factors/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to enrol an authenticator app */
        post: operations["beginTotp"];
        /** Remove the authenticator app */
        delete: operations["removeTotp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/second-factors/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm the authenticator app by a code of it */
        post: operations["confirmTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/second-factors/passkey-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to enrol a passkey */
        post: operations["beginPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/second-factors/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep the passkey that the browser made */
        post: operations["confirmPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/second-factors/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a passkey */
        delete: operations["removePasskey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the identity providers that you can sign in by */
        get: operations["listIdentities"];
        put?: never;
        /**
         * Begin to link an identity provider
         * @description Send the browser to the address; it comes back to the page of your account.
         */
        post: operations["linkIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/identities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Unlink an identity provider */
        delete: operations["removeIdentity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List who works in the store */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a member out of the store
         * @description Their sessions, sockets and keys do nothing in this store from then on.
         */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        /**
         * Give a member another role
         * @description Nobody gives or takes a role that holds more than they do, and the last owner of a store stays.
         */
        patch: operations["changeMember"];
        trace?: never;
    };
    "/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List invitations that wait */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite somebody into the store
         * @description By mail, or by a link that you bring to them. It works for a week, for this address alone.
         */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw an invitation */
        delete: operations["withdrawInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a link that sets up an account
         * @description For one use within a day: it makes an admin or, with an address, sets the password of that account.
         */
        post: operations["createAccountLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all accounts of the installation */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deactivate an account
         * @description Ends all its sessions, and its keys do nothing any more: on every instance, within a second.
         */
        post: operations["deactivateUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Activate an account again
         * @description It can sign in, and its keys do what they did.
         */
        post: operations["activateUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the keys of the store */
        get: operations["listApiKeys"];
        put?: never;
        /** Create a key */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a key
         * @description It stops working at once, and within a few seconds where news of it are lost, for good.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take in a webhook of the platform of an integration
         * @description The body is whatever the platform sends, signed over its exact bytes with the secret of the integration. Sources that sign nothing (Segment, Klaviyo, Braze) may send an API key with the scope `events:write` instead.
         */
        post: operations["receiveWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take in a delivery report of a provider, or what a person answered
         * @description The body is whatever the provider sends, signed with the secret that the installation shares with it. No store and no API key is involved.
         */
        post: operations["receiveProviderCallback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inbound/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take in a mail that somebody wrote to this installation, as it came
         * @description The body is the mail of RFC 5322 in its own bytes, signed with `INBOUND_EMAIL_SECRET` by the scheme of Standard Webhooks (`webhook-id`, `webhook-timestamp`, `webhook-signature`). No store and no API key is involved: whom it is about stands in its recipient.
         */
        post: operations["receiveMail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inbound/email/{provider}/mime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take in a mail that a provider took for this installation
         * @description For a route of Mailgun’s that forwards to this address: a form with `body-mime`, signed as its webhooks are.
         */
        post: operations["receiveMailOfProvider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what people wrote back, without their words */
        get: operations["listReplies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replies/{id}/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read what a person wrote and from where; the audit log says who did */
        post: operations["showReplyWords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platforms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the platforms that a store can be connected to, with what to do at each */
        get: operations["listPlatforms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/integrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the integrations of the store */
        get: operations["listIntegrations"];
        put?: never;
        /**
         * Connect the store to its platform
         * @description The answer has the address that the platform has to send to, what to subscribe to, and the secret, which nobody can show again. A platform that makes its own secret (Shopify, BigCommerce) needs `secret`.
         */
        post: operations["createIntegration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/integrations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an integration: first and newest event, what became of its deliveries, and the gaps that were found */
        get: operations["getIntegration"];
        put?: never;
        post?: never;
        /**
         * Forget an integration and its deliveries
         * @description Carts and orders stay. To keep the deliveries, set its status to `disabled` instead.
         */
        delete: operations["deleteIntegration"];
        options?: never;
        head?: never;
        /**
         * Change an integration
         * @description Of `settings`, what is given is replaced. A disabled integration still answers its platform, but its events are ignored; requests on behalf of persons are still recorded.
         */
        patch: operations["updateIntegration"];
        trace?: never;
    };
    "/v1/integrations/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a new secret in place
         * @description For `overlapMs` both secrets are good, so that no delivery falls between the two. A platform that makes its own secret needs `secret`.
         */
        post: operations["rotateIntegrationSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/integrations/{id}/check-api": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the platform’s own API once, to see that the access works
         * @description Nothing that it answers is taken in.
         */
        post: operations["checkIntegrationApi"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/integrations/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what the platform delivered and what became of it */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a delivery with its bytes
         * @description As they came with the permission `customers:unmask`. Without it a JSON body shows amounts, moments, codes and references, and the shape of everything else; another body is left empty.
         */
        get: operations["getWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Work on a delivery once more
         * @description With the settings of today. Events that were taken in before count as duplicates, so this is always safe. Read the delivery to see its outcome.
         */
        post: operations["replayWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the discounts that messages may carry */
        get: operations["listOffers"];
        put?: never;
        /**
         * Make an offer
         * @description A flow names it by its key in a step of the kind `offer`; the messages behind that step may carry a code of it. Whether one does is decided when it goes out, by the terms.
         */
        post: operations["createOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one offer */
        get: operations["getOffer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an offer, switch it off or on
         * @description What is given is replaced. Codes that were made keep the terms that they were made on.
         */
        patch: operations["updateOffer"];
        trace?: never;
    };
    "/v1/offers/{id}/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the codes of an offer */
        get: operations["listOfferCodes"];
        put?: never;
        /**
         * Import codes that were made in the shop
         * @description For offers of the minter `pool`. Each code goes to one recovery and is never given twice.
         */
        post: operations["importOfferCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what an endpoint can be told of */
        get: operations["listWebhookEventTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the addresses that are told what happens */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /**
         * Have an address told what happens from now on
         * @description Signed as Standard Webhooks say (`webhook-id`, `webhook-timestamp`, `webhook-signature`).
         */
        post: operations["createWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one endpoint */
        get: operations["getWebhookEndpoint"];
        put?: never;
        post?: never;
        /** Forget an endpoint and its deliveries */
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        /**
         * Change an endpoint, switch it off or on
         * @description What is given is replaced. Switched off, it is told nothing, and what waits for a retry ends.
         */
        patch: operations["updateWebhookEndpoint"];
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new signing secret
         * @description For 24 hours the secret before signs too, so that the receiver can change over without a gap.
         */
        post: operations["rotateWebhookEndpointSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an endpoint the example of an event
         * @description With `test: true` in its body. The list of deliveries says what becomes of it.
         */
        post: operations["testWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what an endpoint was told and what became of it
         * @description Kept for 30 days.
         */
        get: operations["listEndpointDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/endpoint-deliveries/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send one delivery again, or make its next attempt now
         * @description Under the same `webhook-id`: a receiver that has it already knows it by that.
         */
        post: operations["replayEndpointDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send again what failed or ended unsent since a moment
         * @description Oldest first, at most 1000 of one request.
         */
        post: operations["replayFailedDeliveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what platforms asked for on behalf of persons */
        get: operations["listPrivacyRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy-requests/{id}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record that a person has seen to it */
        post: operations["finishPrivacyRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List who changed what in the store */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/installation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List who changed what belongs to no store */
        get: operations["listInstallationAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sender-domain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether DNS says that the e-mails of the store are from whom they say
         * @description SPF, DKIM and DMARC of the domain that e-mails come from, with what is wrong and what to publish. Kept for ten minutes; `anew` asks DNS again, at most every ten seconds.
         */
        get: operations["getSenderDomain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sender-domain/signatures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look at the source of a message that arrived and say whether its signature holds what mailboxes ask
         * @description Reads which domains signed it and which headers they signed. Whether a signature is true is said by the mailbox (`Authentication-Results`).
         */
        post: operations["checkSignatures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/basis-policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * On what a message may rest, by country
         * @description Data for whoever runs a shop and no legal advice: each entry says where it was read and when. Nothing of it holds until a store chooses it by `softOptIn` and `doubleOptInCountries` of `PATCH /v1/store`. Texts and push messages always need a consent.
         */
        get: operations["listBasisPolicies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/country-policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What countries are known to ask of reminders
         * @description Data for whoever runs a shop and no legal advice: each entry says where it was read and when. They hold for a store with `countryRules: by_country`, for everybody whose address, number or clock points to the country. Where a state is not known, the hours of all its states do.
         */
        get: operations["listCountryPolicies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all stores of the installation */
        get: operations["listStores"];
        put?: never;
        /** Create a store with its first key and the default campaign */
        post: operations["createStore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the whole installation stands, and what needs its operator */
        get: operations["getOperations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliverability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the providers of the store do, and what mailbox providers ask of it */
        get: operations["getDeliverability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/senders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the providers’ accounts of the installation do, and who stands in for whom */
        get: operations["listSenders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/domain-pauses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Domains from which no store sends e-mail now, because too much of it bounced or was complained about */
        get: operations["listDomainPauses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/domain-pauses/{domain}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let e-mail from a domain go out again, now that what was wrong is mended
         * @description It is judged anew from then on.
         */
        post: operations["resumeDomain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/senders/{channel}/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say for whom an account may stand in
         * @description It stands in only while the account that is meant to send is stopped or failing, only before a message was handed over, only for e-mail from a domain that it signs for, and only once its list was imported or is declared empty.
         */
        put: operations["setUpSender"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/senders/{channel}/{provider}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let messages go to an account again, now that what was wrong is mended */
        post: operations["reopenSender"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/senders/{channel}/{provider}/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Take over whom a provider does not write to
         * @description Only hashes of the addresses are kept. An import replaces the one before it.
         */
        put: operations["importSenderList"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channel-pauses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the channels on which messages were stopped
         * @description E-mail of a store stops by itself when complaints or bounces reach the limits that `GET /v1/deliverability` names as `bad`. What would have gone out meanwhile is not sent, with the reason `channel_paused`.
         */
        get: operations["listChannelPauses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channel-pauses/{channel}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let messages go out again on a channel where they were stopped
         * @description They are judged from then on; what was before is not held against them.
         */
        post: operations["resumeChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppressions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List addresses that are not written to, masked */
        get: operations["listSuppressions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppressions/{id}/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let an address be written to again that bounced, was invalid or was suppressed by the team */
        post: operations["liftSuppression"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process answers */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process can serve, and how its servers answer */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metrics in the text format of Prometheus */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "recovery.started": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An abandoned cart was taken up by a campaign. */
        post: operations["webhook.recovery.started"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "recovery.ended": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The recovery of a cart ended; `outcome` and `reason` say how. */
        post: operations["webhook.recovery.ended"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.sent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The provider took a message. */
        post: operations["webhook.message.sent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.not_sent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A message that a campaign asked for was not sent; `reason` says why. */
        post: operations["webhook.message.not_sent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.delivered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The provider reported that the message arrived. */
        post: operations["webhook.message.delivered"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.bounced": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The provider reported that the address did not take the message. */
        post: operations["webhook.message.bounced"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.complained": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer marked the message as unwanted. */
        post: operations["webhook.message.complained"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.clicked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer opened a link of the message for the first time. Each way of seeing it tells once. */
        post: operations["webhook.message.clicked"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "order.recovered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A customer bought after a message within the attribution window. Told once for an order. */
        post: operations["webhook.order.recovered"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "reply.received": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Somebody answered a message. `class` says what the answer is by rules. */
        post: operations["webhook.reply.received"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        LiveFrame: {
            /** @enum {string} */
            type: "hello";
            /** @description Milliseconds */
            heartbeatMs: number;
            roomsMax: number;
        } | {
            /** @enum {string} */
            type: "subscribed";
            /**
             * @description `store`, `campaign:<id>` or `cart:<id>`
             * @example store
             */
            room: string;
            /**
             * @description How far the room is told; opaque, to be sent as `after` when the page comes back.
             * @example 9f86d081b3c4a1de.0:1764201600000-0
             */
            position: string;
        } | {
            /** @enum {string} */
            type: "events";
            /**
             * @description `store`, `campaign:<id>` or `cart:<id>`
             * @example store
             */
            room: string;
            /**
             * @description How far the room is told; opaque, to be sent as `after` when the page comes back.
             * @example 9f86d081b3c4a1de.0:1764201600000-0
             */
            position: string;
            events: components["schemas"]["LiveEvent"][];
        } | {
            /** @enum {string} */
            type: "reset";
            /**
             * @description `store`, `campaign:<id>` or `cart:<id>`
             * @example store
             */
            room: string;
            /**
             * @description How far the room is told; opaque, to be sent as `after` when the page comes back.
             * @example 9f86d081b3c4a1de.0:1764201600000-0
             */
            position: string;
            cause: string;
        } | {
            /** @enum {string} */
            type: "heartbeat";
            /**
             * @description How far the room is told; opaque, to be sent as `after` when the page comes back.
             * @example 9f86d081b3c4a1de.0:1764201600000-0
             */
            position?: string;
        } | {
            /** @enum {string} */
            type: "error";
            /**
             * @description `store`, `campaign:<id>` or `cart:<id>`
             * @example store
             */
            room?: string;
            error: {
                /** @enum {string} */
                code: "bad_request" | "unauthenticated" | "forbidden" | "origin_mismatch" | "not_found" | "method_not_allowed" | "conflict" | "version_conflict" | "id_reused" | "idempotency_key_reused" | "idempotency_key_in_use" | "gone" | "payload_too_large" | "unsupported_media_type" | "invalid" | "rate_limited" | "overloaded" | "unavailable" | "timeout" | "internal";
                message: string;
                path?: string;
            };
        } | {
            /** @enum {string} */
            type: "closing";
            reason: string;
            /** @description Milliseconds */
            comeBackMs?: number;
        };
        LiveEvent: {
            /** @enum {string} */
            kind: "cart";
            /** Format: uuid */
            id: string;
            /** @description Where it stands, in the words of the API. */
            state: string;
            /** @description Of one kind and id only the highest counts. */
            version: number;
            /**
             * Format: date-time
             * @description UTC
             */
            at: string;
            /** Format: uuid */
            cartId: string;
            stage: string;
            valueMinor: number | null;
            currency: string | null;
        } | {
            /** @enum {string} */
            kind: "recovery";
            /** Format: uuid */
            id: string;
            /** @description Where it stands, in the words of the API. */
            state: string;
            /** @description Of one kind and id only the highest counts. */
            version: number;
            /**
             * Format: date-time
             * @description UTC
             */
            at: string;
            /** Format: uuid */
            cartId: string;
            /** Format: uuid */
            recoveryId: string;
            /** Format: uuid */
            campaignId: string | null;
            outcome: string | null;
            /** @description Nothing of it was decided yet. */
            isNew: boolean;
            reason: string | null;
        } | {
            /** @enum {string} */
            kind: "message";
            /** Format: uuid */
            id: string;
            /** @description Where it stands, in the words of the API. */
            state: string;
            /** @description Of one kind and id only the highest counts. */
            version: number;
            /**
             * Format: date-time
             * @description UTC
             */
            at: string;
            /** Format: uuid */
            cartId: string;
            /** Format: uuid */
            recoveryId: string;
            /** Format: uuid */
            campaignId: string | null;
            channel: string;
            deliveryState: string | null;
            reason: string | null;
        } | {
            /** @enum {string} */
            kind: "order";
            /** Format: uuid */
            id: string;
            /** @description Where it stands, in the words of the API. */
            state: string;
            /** @description Of one kind and id only the highest counts. */
            version: number;
            /**
             * Format: date-time
             * @description UTC
             */
            at: string;
            /** Format: uuid */
            cartId: string | null;
            /** Format: uuid */
            recoveryId: string | null;
            /** Format: uuid */
            campaignId: string | null;
            totalMinor: number | null;
            currency: string | null;
        } | {
            /** @enum {string} */
            kind: "decision";
            /** Format: uuid */
            id: string;
            /** @description Where it stands, in the words of the API. */
            state: string;
            /** @description Of one kind and id only the highest counts. */
            version: number;
            /**
             * Format: date-time
             * @description UTC
             */
            at: string;
            /** Format: uuid */
            cartId: string;
            /** Format: uuid */
            recoveryId: string | null;
            /** Format: uuid */
            campaignId: string | null;
            channel: string | null;
            reason: string | null;
        } | {
            /** @enum {string} */
            kind: "campaign";
            /** Format: uuid */
            id: string;
            /** @description Where it stands, in the words of the API. */
            state: string;
            /** @description Of one kind and id only the highest counts. */
            version: number;
            /**
             * Format: date-time
             * @description UTC
             */
            at: string;
            /** Format: uuid */
            campaignId: string;
        };
        EventRequest: {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            who: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "product_viewed";
            productId: string;
            unitPriceMinor?: number;
            name?: string;
            /** Format: uri */
            url?: string;
            /** Format: uri */
            imageUrl?: string;
            category?: string;
            variantId?: string;
            currency?: string;
            cartId?: string;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            who: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "cart_updated";
            cartId: string;
            cartAliases?: string[];
            lines: {
                productId: string;
                quantity: number;
                unitPriceMinor?: number;
                name?: string;
                /** Format: uri */
                url?: string;
                /** Format: uri */
                imageUrl?: string;
                category?: string;
                variantId?: string;
                totalMinor?: number;
                currency?: string;
            }[];
            currency?: string;
            valueMinor?: number;
            /** Format: uri */
            restoreUrl?: string;
            linesOmitted?: number;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            who: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "line_added";
            cartId: string;
            line: {
                productId: string;
                quantity: number;
                unitPriceMinor?: number;
                name?: string;
                /** Format: uri */
                url?: string;
                /** Format: uri */
                imageUrl?: string;
                category?: string;
                variantId?: string;
                totalMinor?: number;
                currency?: string;
            };
            currency?: string;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            who: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "line_removed";
            cartId: string;
            productId: string;
            quantity: number;
            variantId?: string;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            who: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "checkout_started";
            cartId: string;
            cartAliases?: string[];
            lines: {
                productId: string;
                quantity: number;
                unitPriceMinor?: number;
                name?: string;
                /** Format: uri */
                url?: string;
                /** Format: uri */
                imageUrl?: string;
                category?: string;
                variantId?: string;
                totalMinor?: number;
                currency?: string;
            }[];
            currency?: string;
            valueMinor?: number;
            /** Format: uri */
            restoreUrl?: string;
            linesOmitted?: number;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            who: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "checkout_updated";
            cartId: string;
            cartAliases?: string[];
            lines: {
                productId: string;
                quantity: number;
                unitPriceMinor?: number;
                name?: string;
                /** Format: uri */
                url?: string;
                /** Format: uri */
                imageUrl?: string;
                category?: string;
                variantId?: string;
                totalMinor?: number;
                currency?: string;
            }[];
            currency?: string;
            valueMinor?: number;
            /** Format: uri */
            restoreUrl?: string;
            linesOmitted?: number;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            /** @default {} */
            who?: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "order_placed";
            orderId: string;
            /** Format: date-time */
            changedAt?: string;
            cartId?: string;
            cartAliases?: string[];
            lines?: {
                productId: string;
                quantity: number;
                unitPriceMinor?: number;
                name?: string;
                /** Format: uri */
                url?: string;
                /** Format: uri */
                imageUrl?: string;
                category?: string;
                variantId?: string;
                totalMinor?: number;
                currency?: string;
            }[];
            linesOmitted?: number;
            totalMinor?: number;
            currency?: string;
            incomplete?: string[];
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            /** @default {} */
            who?: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "order_pending";
            orderId: string;
            /** Format: date-time */
            changedAt?: string;
            cartId?: string;
            cartAliases?: string[];
            lines?: {
                productId: string;
                quantity: number;
                unitPriceMinor?: number;
                name?: string;
                /** Format: uri */
                url?: string;
                /** Format: uri */
                imageUrl?: string;
                category?: string;
                variantId?: string;
                totalMinor?: number;
                currency?: string;
            }[];
            linesOmitted?: number;
            totalMinor?: number;
            currency?: string;
            incomplete?: string[];
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            /** @default {} */
            who?: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "order_failed";
            orderId: string;
            /** Format: date-time */
            changedAt?: string;
            cartId?: string;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            /** @default {} */
            who?: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "order_paid";
            orderId: string;
            /** Format: date-time */
            changedAt?: string;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            /** @default {} */
            who?: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "order_cancelled";
            orderId: string;
            /** Format: date-time */
            changedAt?: string;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            /** @default {} */
            who?: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "order_refunded";
            orderId: string;
            /** Format: date-time */
            changedAt?: string;
            refundedMinor: number;
            currency?: string;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            who: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "customer_identified";
            firstName?: string;
            locale?: string;
            country?: string;
            region?: string;
            timeZone?: string;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            who: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "consent_updated";
            /** @enum {string} */
            channel: "email" | "sms" | "push";
            /** @enum {string} */
            status: "granted" | "denied";
            source: string;
            textVersion?: string;
            /** @enum {string} */
            basis?: "act" | "record";
        } | {
            events: components["schemas"]["Event"][];
        };
        Event: {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            who: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "product_viewed";
            productId: string;
            unitPriceMinor?: number;
            name?: string;
            /** Format: uri */
            url?: string;
            /** Format: uri */
            imageUrl?: string;
            category?: string;
            variantId?: string;
            currency?: string;
            cartId?: string;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            who: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "cart_updated";
            cartId: string;
            cartAliases?: string[];
            lines: {
                productId: string;
                quantity: number;
                unitPriceMinor?: number;
                name?: string;
                /** Format: uri */
                url?: string;
                /** Format: uri */
                imageUrl?: string;
                category?: string;
                variantId?: string;
                totalMinor?: number;
                currency?: string;
            }[];
            currency?: string;
            valueMinor?: number;
            /** Format: uri */
            restoreUrl?: string;
            linesOmitted?: number;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            who: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "line_added";
            cartId: string;
            line: {
                productId: string;
                quantity: number;
                unitPriceMinor?: number;
                name?: string;
                /** Format: uri */
                url?: string;
                /** Format: uri */
                imageUrl?: string;
                category?: string;
                variantId?: string;
                totalMinor?: number;
                currency?: string;
            };
            currency?: string;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            who: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "line_removed";
            cartId: string;
            productId: string;
            quantity: number;
            variantId?: string;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            who: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "checkout_started";
            cartId: string;
            cartAliases?: string[];
            lines: {
                productId: string;
                quantity: number;
                unitPriceMinor?: number;
                name?: string;
                /** Format: uri */
                url?: string;
                /** Format: uri */
                imageUrl?: string;
                category?: string;
                variantId?: string;
                totalMinor?: number;
                currency?: string;
            }[];
            currency?: string;
            valueMinor?: number;
            /** Format: uri */
            restoreUrl?: string;
            linesOmitted?: number;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            who: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "checkout_updated";
            cartId: string;
            cartAliases?: string[];
            lines: {
                productId: string;
                quantity: number;
                unitPriceMinor?: number;
                name?: string;
                /** Format: uri */
                url?: string;
                /** Format: uri */
                imageUrl?: string;
                category?: string;
                variantId?: string;
                totalMinor?: number;
                currency?: string;
            }[];
            currency?: string;
            valueMinor?: number;
            /** Format: uri */
            restoreUrl?: string;
            linesOmitted?: number;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            /** @default {} */
            who?: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "order_placed";
            orderId: string;
            /** Format: date-time */
            changedAt?: string;
            cartId?: string;
            cartAliases?: string[];
            lines?: {
                productId: string;
                quantity: number;
                unitPriceMinor?: number;
                name?: string;
                /** Format: uri */
                url?: string;
                /** Format: uri */
                imageUrl?: string;
                category?: string;
                variantId?: string;
                totalMinor?: number;
                currency?: string;
            }[];
            linesOmitted?: number;
            totalMinor?: number;
            currency?: string;
            incomplete?: string[];
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            /** @default {} */
            who?: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "order_pending";
            orderId: string;
            /** Format: date-time */
            changedAt?: string;
            cartId?: string;
            cartAliases?: string[];
            lines?: {
                productId: string;
                quantity: number;
                unitPriceMinor?: number;
                name?: string;
                /** Format: uri */
                url?: string;
                /** Format: uri */
                imageUrl?: string;
                category?: string;
                variantId?: string;
                totalMinor?: number;
                currency?: string;
            }[];
            linesOmitted?: number;
            totalMinor?: number;
            currency?: string;
            incomplete?: string[];
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            /** @default {} */
            who?: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "order_failed";
            orderId: string;
            /** Format: date-time */
            changedAt?: string;
            cartId?: string;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            /** @default {} */
            who?: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "order_paid";
            orderId: string;
            /** Format: date-time */
            changedAt?: string;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            /** @default {} */
            who?: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "order_cancelled";
            orderId: string;
            /** Format: date-time */
            changedAt?: string;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            /** @default {} */
            who?: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "order_refunded";
            orderId: string;
            /** Format: date-time */
            changedAt?: string;
            refundedMinor: number;
            currency?: string;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            who: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "customer_identified";
            firstName?: string;
            locale?: string;
            country?: string;
            region?: string;
            timeZone?: string;
        } | {
            id: string;
            /** Format: date-time */
            occurredAt: string;
            who: {
                anonymousId?: string;
                customerId?: string;
                /** Format: email */
                email?: string;
                phone?: string;
                pushToken?: string;
            };
            /** @enum {string} */
            type: "consent_updated";
            /** @enum {string} */
            channel: "email" | "sms" | "push";
            /** @enum {string} */
            status: "granted" | "denied";
            source: string;
            textVersion?: string;
            /** @enum {string} */
            basis?: "act" | "record";
        };
        EventResult: {
            /** @description The id as sent; null when there was none to read. */
            id: string | null;
            /** @enum {string} */
            status: "accepted" | "duplicate" | "rejected";
            /**
             * @description Details that could not be used, as paths: the event was accepted without them.
             * @example [
             *       "lines.0.imageUrl"
             *     ]
             */
            mended?: string[];
            error?: {
                /**
                 * @description `id_reused`: another event had this id before.
                 * @enum {string}
                 */
                code: "invalid" | "id_reused";
                path: string;
                message: string;
            };
        };
        EventBatchResult: {
            accepted: number;
            duplicates: number;
            rejected: number;
            /** @description In the order of the request. */
            items: components["schemas"]["EventResult"][];
        };
        Error: {
            error: {
                /** @enum {string} */
                code: "bad_request" | "unauthenticated" | "forbidden" | "origin_mismatch" | "not_found" | "method_not_allowed" | "conflict" | "version_conflict" | "id_reused" | "idempotency_key_reused" | "idempotency_key_in_use" | "gone" | "payload_too_large" | "unsupported_media_type" | "invalid" | "rate_limited" | "overloaded" | "unavailable" | "timeout" | "internal";
                message: string;
                /** @description Where the wrong value is. */
                path?: string;
                /** @description What a program needs to go on; which names it holds depends on the code. */
                details?: {
                    [key: string]: unknown;
                };
                requestId: string;
            };
        };
        RejectedEvent: {
            id?: string | null;
            /** @enum {string} */
            status?: "rejected";
            error: {
                /** @enum {string} */
                code: "bad_request" | "unauthenticated" | "forbidden" | "origin_mismatch" | "not_found" | "method_not_allowed" | "conflict" | "version_conflict" | "id_reused" | "idempotency_key_reused" | "idempotency_key_in_use" | "gone" | "payload_too_large" | "unsupported_media_type" | "invalid" | "rate_limited" | "overloaded" | "unavailable" | "timeout" | "internal";
                message: string;
                path?: string;
                requestId: string;
            };
        };
        RestoredCart: {
            /** @description Null: unknown, expired, bought or empty. */
            cart: {
                cartId: string;
                currency: string | null;
                lines: {
                    productId: string;
                    quantity: number;
                    unitPriceMinor?: number;
                    name?: string;
                    url?: string;
                    imageUrl?: string;
                    category?: string;
                }[];
            } | null;
        };
        ListedCart: components["schemas"]["Cart"] & {
            /** @description Names of the first products, or their ids. */
            goods: string[];
            /** @description The newest. */
            recovery: {
                id: string;
                campaignId: string;
                /** @enum {string} */
                stage: "starting" | "predicting" | "waiting" | "sending" | "paused" | "ended";
                /** @enum {string|null} */
                outcome: "purchased" | "completed" | "stopped" | "nothing_to_send" | null;
                reason: string | null;
                waitsFor: string | null;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                waitsUntil: string | null;
            } | null;
            /** @description The newest that was bought and names the cart: its goods lie in the cart no more. */
            order: {
                id: string;
                externalId: string;
                totalMinor: number | null;
                currency: string | null;
            } | null;
            /** @description The newest reason against a recovery or a message: the one asked for, or any. */
            nonSend: {
                reason: string;
                reasonText: string;
                /** @enum {string|null} */
                channel: "email" | "sms" | "push" | null;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                at: string;
            } | null;
        };
        Cart: {
            id: string;
            externalId: string;
            customerId: string | null;
            /** @enum {string} */
            status: "open" | "purchased";
            /** @enum {string} */
            stage: "browsing" | "cart" | "checkout" | "payment";
            /**
             * @description Where it stands: open, abandoned (and nobody is written to), recovering, recovered (bought after a message), purchased (without one), or in quarantine.
             * @enum {string}
             */
            standing: "open" | "abandoned" | "recovering" | "recovered" | "purchased" | "quarantined";
            /** @description Lines of the cart, those too that the shop did not tell one by one. */
            lineCount: number;
            /** @description Null where lines are in two currencies. */
            currency: string | null;
            /** @description What the shop told, else the sum of the lines; null where a price is not known, or in another currency. */
            valueMinor: number | null;
            version: number;
            /**
             * Format: date-time
             * @description UTC
             */
            lastActivityAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            purchasedAt: string | null;
            /**
             * Format: date-time
             * @description When it counts as abandoned unless something happens.
             */
            abandonAt: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            abandonedAt: string | null;
            activeRecoveryId: string | null;
            recoveries: number;
            /** @description Looks like the work of a bot: no recovery starts, and it is in no count. */
            quarantined: boolean;
            /**
             * Format: date-time
             * @description UTC
             */
            updatedAt: string;
        };
        CartDetail: components["schemas"]["Cart"] & {
            lines: {
                productId: string;
                variantId?: string;
                /** @description Pieces, or a measure such as 2.5 metres. */
                quantity: number;
                unitPriceMinor?: number;
                /** @description What the whole line costs, where the price of one piece is not exact. */
                totalMinor?: number;
                /** @description Where it is not the currency of the cart. */
                currency?: string;
                name?: string;
                url?: string;
                imageUrl?: string;
                category?: string;
            }[];
            restoreUrl: string | null;
            /** @description What was decided, by whom and why; null: nothing was. */
            quarantine: {
                /** @enum {string} */
                state: "quarantined" | "released";
                /** @description 0 to 1; null when a person decided without a score. */
                score: number | null;
                reasons: {
                    /** @enum {string} */
                    reason: "rapid_actions" | "regular_intervals" | "huge_quantity" | "many_products" | "many_carts";
                    text: string;
                    /** @description How strong the sign is by itself, 0 to 1. */
                    weight: number;
                    /** @description The figure that it was seen in. */
                    value: number;
                }[];
                /** @description `engine`, `operator`, `key:<id>` or `user:<id>`. */
                decidedBy: string;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                decidedAt: string;
            } | null;
            /** @description Trace of the event that said last when the cart counts as abandoned; null: it named none. */
            traceId: string | null;
            situation: components["schemas"]["CartSituation"];
            /** @description Newest first. */
            recoveryList: {
                id: string;
                n: number;
                campaignId: string;
                campaignName: string;
                campaignVersion: number;
                /** @enum {string} */
                stage: "starting" | "predicting" | "waiting" | "sending" | "paused" | "ended";
                /** @enum {string|null} */
                outcome: "purchased" | "completed" | "stopped" | "nothing_to_send" | null;
                reason: string | null;
                reasonText: string | null;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                abandonedAt: string;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                endedAt: string | null;
                workflowId: string;
                /** @description Its workflow in the Temporal UI. */
                temporalUrl: string | null;
            }[];
            /** @description Everything that was not started or not sent, and why, newest first. */
            nonSends: {
                /** @enum {string} */
                kind: "not_started" | "not_sent";
                reason: string;
                reasonText: string;
                /** @enum {string|null} */
                channel: "email" | "sms" | "push" | null;
                ruleId: string | null;
                recoveryId: string | null;
                /**
                 * Format: date-time
                 * @description When it was decided last, UTC
                 */
                at: string;
                times: number;
            }[];
            /** @description Newest first. */
            messages: {
                id: string;
                recoveryId: string;
                ruleId: string;
                /** @enum {string} */
                channel: "email" | "sms" | "push";
                template: string;
                provider: string;
                /** @enum {string} */
                state: "sending" | "accepted" | "rejected" | "unknown" | "retry";
                /** @enum {string|null} */
                deliveryState: "delivered" | "opened" | "clicked" | "failed" | "refused" | "bounced" | "unsubscribed" | "complained" | null;
                reason: string | null;
                reasonText: string | null;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                claimedAt: string;
            }[];
            /** @description Every order of the cart, its person or its device, and whether it counts. */
            orders: {
                id: string;
                externalId: string;
                /** @enum {string|null} */
                status: "placed" | "pending" | "failed" | "cancelled" | null;
                /** @description It names this cart; otherwise it is of the same person or device. */
                own: boolean;
                /** @description Whether it counts for this cart; `event` says why. */
                counts: boolean;
                /** @enum {string} */
                event: "cart_told" | "checkout_told" | "added" | "removed" | "bought" | "bought_everything" | "order_called_off" | "payment_awaited" | "payment_failed" | "product_seen" | "product_browsed" | "order_bought" | "order_before_new_wish" | "order_pending" | "order_failed" | "order_cancelled" | "order_unknown" | "recovery_began" | "recovery_ended" | "not_started" | "predicted" | "sent" | "not_sent" | "ended" | "merged" | "operator" | "delivery" | "replied" | "offered" | "message";
                /** @description Null: it took its whole cart, or its lines are not known. */
                lines: {
                    productId: string;
                    variantId?: string;
                    /** @description Pieces, or a measure such as 2.5 metres. */
                    quantity: number;
                    unitPriceMinor?: number;
                    /** @description What the whole line costs, where the price of one piece is not exact. */
                    totalMinor?: number;
                    /** @description Where it is not the currency of the cart. */
                    currency?: string;
                    name?: string;
                    url?: string;
                    imageUrl?: string;
                    category?: string;
                }[] | null;
                totalMinor: number | null;
                refundedMinor: number;
                currency: string | null;
                /** @description The recovery that it is counted to. */
                recoveryId: string | null;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                arrivedAt: string | null;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                createdAt: string;
            }[];
            /** @description What recoveries decided by. */
            predictions: {
                recoveryId: string | null;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                at: string;
                probability: number;
                modelVersion: string;
                reasons: {
                    feature: string;
                    value: number | null;
                    /** @enum {string} */
                    direction: "raises" | "lowers";
                    contribution: number;
                }[];
            }[];
            timeline: components["schemas"]["TimelineEntry"][];
        };
        /** @description Where the cart stands, in the parts of one sentence. */
        CartSituation: {
            /** @enum {string} */
            kind: "empty" | "shopper_active" | "idle" | "quarantined" | "starting" | "waiting" | "sending" | "paused" | "ended" | "not_started" | "bought";
            /**
             * Format: date-time
             * @description What it waits for happens then.
             */
            until: string | null;
            /** @enum {string|null} */
            outcome: "purchased" | "completed" | "stopped" | "nothing_to_send" | null;
            /** @description Why it ended, or did not begin. */
            reason: string | null;
            reasonText: string | null;
            /** @description What ends this at once, or brings the cart back. */
            endedBy: ("purchase" | "cart_emptied" | "unsubscribe" | "newer_cart" | "activity" | "address" | "consent" | "release" | "resume")[];
            step: {
                id: string;
                /** @description From 1; null: the campaign does not have it any more. */
                number: number | null;
                of: number;
                /** @enum {string|null} */
                channel: "email" | "sms" | "push" | "all" | null;
                template: string | null;
            } | null;
        };
        TimelineEntry: {
            /**
             * Format: date-time
             * @description UTC
             */
            at: string;
            /** @enum {string} */
            kind: "activity" | "purchase" | "order" | "recovery" | "decision" | "message";
            /** @enum {string} */
            event: "cart_told" | "checkout_told" | "added" | "removed" | "bought" | "bought_everything" | "order_called_off" | "payment_awaited" | "payment_failed" | "product_seen" | "product_browsed" | "order_bought" | "order_before_new_wish" | "order_pending" | "order_failed" | "order_cancelled" | "order_unknown" | "recovery_began" | "recovery_ended" | "not_started" | "predicted" | "sent" | "not_sent" | "ended" | "merged" | "operator" | "delivery" | "replied" | "offered" | "message";
            /** @description What the words are made of: ids, codes and numbers. */
            values: {
                [key: string]: string | number | boolean | null;
            };
            /** @description Of an order: whether it counts for this cart. */
            counts: boolean | null;
            /** @description What happened, in words. */
            text: string;
            /** @description Reason code, for everything that was not done. */
            reason: string | null;
            /** @enum {string|null} */
            channel: "email" | "sms" | "push" | null;
            recoveryId: string | null;
            messageId: string | null;
            ruleId: string | null;
        };
        RecoveryLink: {
            url: string;
            /**
             * Format: date-time
             * @description UTC
             */
            expiresAt: string;
        };
        Order: {
            id: string;
            /** @description The id that the shop gave it. */
            externalId: string;
            /**
             * @description What stands of it. Null: only payments or refunds are known.
             * @enum {string|null}
             */
            status: "placed" | "pending" | "failed" | "cancelled" | null;
            customerId: string | null;
            cartId: string | null;
            /** @description Null: its lines are not known; it took its whole cart. */
            lineCount: number | null;
            currency: string | null;
            totalMinor: number | null;
            refundedMinor: number;
            /** @description Details that the shop told and that could not be used. The order counts all the same. */
            incomplete: string[];
            /**
             * Format: date-time
             * @description When the engine was told what stands of it: it speaks for carts that were touched until then.
             */
            arrivedAt: string | null;
            /**
             * Format: date-time
             * @description When it was bought, as the shop dates it.
             */
            placedAt: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            pendingAt: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            failedAt: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            paidAt: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            cancelledAt: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            refundedAt: string | null;
            /** @description The recovery that it is counted to. */
            recoveryId: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
        };
        OrderDetail: components["schemas"]["Order"] & {
            lines: {
                productId: string;
                variantId?: string;
                /** @description Pieces, or a measure such as 2.5 metres. */
                quantity: number;
                unitPriceMinor?: number;
                /** @description What the whole line costs, where the price of one piece is not exact. */
                totalMinor?: number;
                /** @description Where it is not the currency of the cart. */
                currency?: string;
                name?: string;
                url?: string;
                imageUrl?: string;
                category?: string;
            }[] | null;
        };
        Customer: {
            id: string;
            externalId: string | null;
            firstName: string | null;
            locale: string | null;
            country: string | null;
            timeZone: string | null;
            /** @description The person that this one turned out to be. */
            mergedInto: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            lastOrderAt: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
        };
        CustomerDetail: components["schemas"]["Customer"] & {
            /** @description Whether names and addresses are cut to what is needed to recognise them. */
            masked: boolean;
            /** @description Masked unless the key may see addresses in full (`customers:unmask`), or it was asked for. */
            identities: {
                /** @enum {string} */
                kind: "anonymous" | "customer" | "email" | "phone" | "push";
                value: string;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                createdAt: string;
            }[];
            consents: {
                /** @enum {string} */
                channel: "email" | "sms" | "push";
                /** @enum {string} */
                status: "granted" | "denied";
                /**
                 * Format: date-time
                 * @description UTC
                 */
                at: string;
                /**
                 * @description How the word that counts came in: over the API or a platform of the shop, from a page of it, by a confirmed opt-in, by the link in a message, or with a privacy request.
                 * @enum {string}
                 */
                provenance: "shop" | "browser" | "confirmation" | "unsubscribe_link" | "delivery_report" | "inbound_message" | "privacy_request";
            }[];
            /** @description The first thing that stands against a message on each channel; null: nothing does. */
            reach: {
                /** @enum {string} */
                channel: "email" | "sms" | "push";
                /** @enum {string|null} */
                missing: "address" | "consent" | "usable_address" | null;
                /** @enum {string|null} */
                basis: "consent" | "soft_opt_in" | null;
            }[];
            /** @description The proof: every word about consent, newest first. */
            consentLedger: {
                eventId: string;
                /** @enum {string} */
                channel: "email" | "sms" | "push";
                /** @enum {string} */
                status: "granted" | "denied";
                /**
                 * @description `record`: what a shop’s record says, without the time at which the customer said it.
                 * @enum {string}
                 */
                basis: "act" | "record";
                /**
                 * @description How the word that counts came in: over the API or a platform of the shop, from a page of it, by a confirmed opt-in, by the link in a message, or with a privacy request.
                 * @enum {string}
                 */
                provenance: "shop" | "browser" | "confirmation" | "unsubscribe_link" | "delivery_report" | "inbound_message" | "privacy_request";
                /** @description In the words of who sent it. */
                source: string;
                textVersion: string | null;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                at: string;
            }[];
            /** @description Addresses, or the shop’s number of the customer, that must not be used. */
            suppressions: {
                /** @enum {string} */
                channel: "email" | "sms" | "push";
                /** @enum {string} */
                cause: "unsubscribe" | "bounce" | "complaint" | "invalid" | "soft_bounces" | "operator" | "privacy_request";
                /**
                 * Format: date-time
                 * @description UTC
                 */
                at: string;
                address: string;
            }[];
            /** @description Who turned out to be whom, newest first. */
            merges: {
                fromCustomerId: string;
                intoCustomerId: string;
                movedIdentityKinds: string[];
                causeEventId: string;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                at: string;
            }[];
        };
        Recovery: {
            id: string;
            cartId: string;
            customerId: string;
            campaignId: string;
            campaignVersion: number;
            n: number;
            workflowId: string;
            /** @enum {string} */
            stage: "starting" | "predicting" | "waiting" | "sending" | "paused" | "ended";
            /** @enum {string|null} */
            outcome: "purchased" | "completed" | "stopped" | "nothing_to_send" | null;
            reason: string | null;
            reasonText: string | null;
            probability: number | null;
            modelVersion: string | null;
            /** @description What it waits for now, e.g. touch-2. */
            waitsFor: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            waitsUntil: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            abandonedAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            startedAt: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            endedAt: string | null;
            /** @description Its workflow in the Temporal UI. */
            temporalUrl: string | null;
        };
        RecoveryDetail: components["schemas"]["Recovery"] & {
            decisions: components["schemas"]["Decision"][];
            messages: components["schemas"]["Message"][];
        };
        Decision: {
            id: string;
            /** @enum {string} */
            kind: "not_started" | "predicted" | "sent" | "not_sent" | "ended" | "merged" | "operator" | "delivery" | "replied" | "offered";
            cartId: string;
            recoveryId: string | null;
            ruleId: string | null;
            /** @enum {string|null} */
            channel: "email" | "sms" | "push" | null;
            reason: string | null;
            reasonText: string | null;
            detail: {
                [key: string]: string | number | boolean | null;
            } | null;
            /**
             * Format: date-time
             * @description UTC
             */
            at: string;
        };
        Message: {
            id: string;
            recoveryId: string;
            cartId: string;
            customerId: string;
            ruleId: string;
            /** @enum {string} */
            channel: "email" | "sms" | "push";
            template: string;
            provider: string;
            /**
             * @description On what it rests: the consent of the person, or by e-mail the soft opt-in of a buyer.
             * @enum {string}
             */
            basis: "consent" | "soft_opt_in";
            /** @enum {string} */
            state: "sending" | "accepted" | "rejected" | "unknown" | "retry";
            attempts: number;
            cartVersion: number;
            providerMessageId: string | null;
            reason: string | null;
            reasonText: string | null;
            errorCode: string | null;
            /**
             * Format: date-time
             * @description Every purchase acknowledged before then was known when the permission to send was given, UTC
             */
            claimedAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            attemptedAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            settledAt: string | null;
            /**
             * @description What the provider reported after it had taken the message; null: nothing
             * @enum {string|null}
             */
            deliveryState: "delivered" | "opened" | "clicked" | "failed" | "refused" | "bounced" | "unsubscribed" | "complained" | null;
            /** @description When each of it was first reported to have happened, UTC */
            deliveryTimes: {
                /** Format: date-time */
                delivered?: string;
                /** Format: date-time */
                opened?: string;
                /** Format: date-time */
                clicked?: string;
                /** Format: date-time */
                failed?: string;
                /** Format: date-time */
                refused?: string;
                /** Format: date-time */
                bounced?: string;
                /** Format: date-time */
                unsubscribed?: string;
                /** Format: date-time */
                complained?: string;
            };
        };
        RecoveryCommandResult: {
            id: string;
            command: string;
            /** @enum {string} */
            status: "told";
        };
        MessageDetail: components["schemas"]["Message"] & {
            campaign: {
                id: string;
                name: string;
                version: number;
                /** @description Which of its steps, from 1. */
                step: number | null;
                steps: number;
            } | null;
            /** @description By what it went to a telephone; null on other channels. */
            carriage: {
                /** @enum {string} */
                carrier: "sms" | "whatsapp" | "rcs";
                /** @description What did not carry it before, and why: a reason or the code of the vendor. */
                passed: {
                    /** @enum {string} */
                    carrier: "sms" | "whatsapp" | "rcs";
                    because: string;
                }[];
                /** @description As how many SMS it is billed. */
                parts: number | null;
                /** @description Of all parts by the prices of the store today, in units of the currency; null: not known. */
                cost: {
                    currency: string;
                    amount: string;
                } | null;
            } | null;
            /** @description As it went out, without the tokens of its links, its address masked; null: the provider that took it keeps no copy here. */
            content: {
                /** @enum {string} */
                channel: "email";
                to: string;
                from: string;
                subject: string;
                text: string;
                html: string;
            } | {
                /** @enum {string} */
                channel: "sms";
                to: string;
                text: string;
            } | {
                /** @enum {string} */
                channel: "push";
                to: string;
                title: string;
                body: string;
            } | null;
        };
        Alert: {
            /** @enum {string} */
            kind: "events_stopped";
            /**
             * Format: date-time
             * @description UTC
             */
            since: string;
            expectedEvents: number;
        } | {
            /** @enum {string} */
            kind: "provider_failing";
            /**
             * Format: date-time
             * @description UTC
             */
            since: string;
            provider: string;
            /** @description Refused or without an answer, within the last hour. */
            failed: number;
            attempted: number;
            errorCode: string | null;
        } | {
            /** @enum {string} */
            kind: "webhooks_failing";
            /**
             * Format: date-time
             * @description UTC
             */
            since: string;
            integrationId: string;
            /** @description Within the last day. */
            failed: number;
        } | {
            /** @enum {string} */
            kind: "reconciliation_failing";
            /**
             * Format: date-time
             * @description UTC
             */
            since: string;
            integrationId: string;
            cause: string | null;
        } | {
            /** @enum {string} */
            kind: "endpoint_failing";
            /**
             * Format: date-time
             * @description UTC
             */
            since: string;
            endpointId: string;
            description: string;
            /** @description Switched off after five days, or because it wants no more. */
            isOff: boolean;
        } | {
            /** @enum {string} */
            kind: "content_template_stopped";
            /**
             * Format: date-time
             * @description UTC
             */
            since: string;
            template: string;
            /** @description By which the vendor paused or rejected it. */
            code: string;
        } | {
            /** @enum {string} */
            kind: "dead_letters";
            /**
             * Format: date-time
             * @description UTC
             */
            since: string;
            letters: number;
            proposed: number;
        } | {
            /** @enum {string} */
            kind: "privacy_requests";
            /**
             * Format: date-time
             * @description UTC
             */
            since: string;
            open: number;
            /**
             * Format: date-time
             * @description UTC
             */
            dueAt: string;
        } | {
            /** @enum {string} */
            channel: "email" | "sms" | "push";
            /**
             * @description The rate that was too high.
             * @enum {string}
             */
            measure: "complaint_rate" | "bounce_rate";
            /** @description What it was counted from: the newest messages that a provider took. */
            messages: number;
            /** @description Of these, how many were complained about or bounced. */
            counted: number;
            /** @enum {string} */
            kind: "channel_paused";
            /**
             * Format: date-time
             * @description UTC
             */
            since: string;
        } | {
            /** @enum {string} */
            kind: "sender_domain";
            /**
             * Format: date-time
             * @description UTC
             */
            since: string | null;
            domain: string;
            /** @description For which mailboxes refuse or hide messages: `GET /v1/sender-domain`. */
            records: ("spf" | "dkim" | "dmarc")[];
        } | {
            /** @enum {string} */
            kind: "offer_codes_low";
            /**
             * Format: date-time
             * @description UTC
             */
            since: string | null;
            offerId: string;
            name: string;
            /** @description Codes that no message has. */
            left: number;
        } | {
            /** @enum {string} */
            kind: "no_active_campaign";
            /**
             * Format: date-time
             * @description UTC
             */
            since: string | null;
        };
        Stats: {
            /**
             * Format: date-time
             * @description UTC
             */
            from: string;
            /**
             * Format: date-time
             * @description UTC
             */
            to: string;
            /** @description Carts as they stand now that changed within the range. What looks like the work of a bot is only in `quarantined`. */
            carts: {
                open: number;
                abandoned: number;
                purchased: number;
                quarantined: number;
            };
            /** @description Placed within the range. */
            orders: number;
            /** @description Of these, orders of which a detail was told that could not be used, e.g. the total. */
            incompleteOrders: number;
            recoveries: {
                outcome: string;
                reason: string | null;
                reasonText: string | null;
                count: number;
            }[];
            messages: {
                channel: string;
                state: string;
                count: number;
            }[];
            decisions: {
                kind: string;
                reason: string | null;
                reasonText: string | null;
                channel: string | null;
                count: number;
            }[];
        };
        RecoveredRevenueReport: {
            /**
             * Format: date-time
             * @description UTC
             */
            from: string;
            /**
             * Format: date-time
             * @description UTC
             */
            to: string;
            /**
             * Format: date-time
             * @description Everything that was committed before then is counted.
             */
            asOf: string;
            /** @description Whether there were more rows than a report may have. */
            truncated: boolean;
            rows: {
                /**
                 * Format: date
                 * @description On which the order was placed, in the time zone of the report.
                 */
                day: string;
                campaignId: string | null;
                /** @description ISO 4217; empty: the shop told none. */
                currency: string;
                /** @description Orders that count to a recovery and arrived after one of its messages. */
                orders: number;
                /** @description Of these, orders without a known total. */
                ordersWithoutAmount: number;
                /** @description Their totals in minor units; refunds are not deducted. */
                amountMinor: number;
                refundedMinor: number;
                /** @description Orders that count to a recovery which had sent nothing yet. */
                unaidedOrders: number;
                unaidedAmountMinor: number;
            }[];
        };
        FunnelReport: {
            /**
             * Format: date-time
             * @description UTC
             */
            from: string;
            /**
             * Format: date-time
             * @description UTC
             */
            to: string;
            /**
             * Format: date-time
             * @description Everything that was committed before then is counted.
             */
            asOf: string;
            /** @description Whether there were more rows than a report may have. */
            truncated: boolean;
            rows: {
                /** @description Carts judged abandoned within the range, with a recovery or without. */
                abandoned: number;
                /** @description Carts whose recovery started within the range; all that follows is of these. */
                started: number;
                /** @description With a message that a provider took. */
                messaged: number;
                /** @description Of whose messages a provider said more; 0: nothing is known of the next three. */
                reported: number;
                delivered: number;
                opened: number;
                clicked: number;
                /** @description Bought after a message. */
                recovered: number;
                /** @description Bought before any message. */
                unaided: number;
            }[];
        };
        NonSendsReport: {
            /**
             * Format: date-time
             * @description UTC
             */
            from: string;
            /**
             * Format: date-time
             * @description UTC
             */
            to: string;
            /**
             * Format: date-time
             * @description Everything that was committed before then is counted.
             */
            asOf: string;
            /** @description Whether there were more rows than a report may have. */
            truncated: boolean;
            rows: {
                /** @enum {string} */
                kind: "not_started" | "not_sent";
                reason: string | null;
                reasonText: string | null;
                channel: string | null;
                decisions: number;
                /** @description Different carts among these decisions. */
                carts: number;
            }[];
        };
        MessagesReport: {
            /**
             * Format: date-time
             * @description UTC
             */
            from: string;
            /**
             * Format: date-time
             * @description UTC
             */
            to: string;
            /**
             * Format: date-time
             * @description Everything that was committed before then is counted.
             */
            asOf: string;
            /** @description Whether there were more rows than a report may have. */
            truncated: boolean;
            rows: {
                channel: string;
                provider: string;
                state: string;
                /** @description What the provider said last; null: nothing. */
                deliveryState: string | null;
                messages: number;
                /** @description How often a provider was asked to send them. */
                attempts: number;
            }[];
        };
        ScheduledReport: {
            id: string;
            revision: number;
            name: string;
            /** @enum {string} */
            status: "active" | "paused";
            /** @enum {string} */
            frequency: "daily" | "weekly" | "monthly";
            timeOfDay: string;
            /** @description The store’s: its clock says when, its calendar what. */
            timeZone: string;
            /**
             * Format: date-time
             * @description UTC
             */
            nextRunAt: string | null;
            /** @description Null: the built-in summary. */
            queries: {
                /** @enum {string} */
                metric: "abandoned_carts" | "abandoned_value" | "reachable_share" | "unreachable_carts" | "recovery_rate" | "recovered_within_1d" | "recovered_within_3d" | "recovered_within_7d" | "recovered_within_14d" | "recovered_within_30d" | "recovered_orders" | "recovered_revenue" | "recovered_revenue_gross" | "discount_cost" | "recovered_revenue_last_touch" | "refunds" | "abandoned_products" | "abandoned_products_value" | "recovered_products" | "recovered_products_value" | "messages" | "non_sends" | "revenue_per_recipient" | "unsubscribe_rate" | "complaint_rate" | "delivered" | "opened" | "clicked" | "bounced" | "time_to_recovery" | "funnel_seen" | "funnel_identified" | "funnel_reachable" | "funnel_messaged" | "funnel_clicked" | "funnel_bought";
                dimensions: ("campaignId" | "channel" | "provider" | "template" | "state" | "deliveryState" | "kind" | "reason" | "stage" | "currency" | "productId" | "weekday" | "hourOfDay")[];
                /** @enum {string|null} */
                granularity: "day" | "week" | "month" | null;
                filters: {
                    [key: string]: string[];
                };
            }[] | null;
            delivery: {
                /** @enum {string} */
                kind: "email";
                recipients: {
                    id: string;
                    /** @description Null: they left the store and get nothing. */
                    name: string | null;
                }[];
            } | {
                /** @enum {string} */
                kind: "webhook";
                url: string;
            };
            lastRun: {
                /**
                 * @description A test goes to whoever asked for it, or to the webhook.
                 * @enum {string}
                 */
                kind: "scheduled" | "test";
                /** @description The day, ISO week or month that it is about: `2026-W44`. */
                period: string;
                /** @description Of the period, both included. */
                days: {
                    from: string;
                    to: string;
                };
                /**
                 * @description `done`: every delivery has ended, however; see them.
                 * @enum {string}
                 */
                state: "preparing" | "sending" | "done" | "not_sent";
                /** @description Why nothing was sent, as a code. */
                reason: string | null;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                createdAt: string;
            } | null;
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            updatedAt: string;
        };
        NewScheduledReport: {
            name: string;
            /**
             * @default active
             * @enum {string}
             */
            status?: "active" | "paused";
            /**
             * @description Each day about the day before, each Monday about the week before, each first about the month before.
             * @enum {string}
             */
            frequency: "daily" | "weekly" | "monthly";
            /** @description Of the store’s clock. */
            timeOfDay: string;
            /**
             * @description Questions of analytics, asked of the period; null: the built-in summary.
             * @default null
             */
            queries?: {
                /** @enum {string} */
                metric: "abandoned_carts" | "abandoned_value" | "reachable_share" | "unreachable_carts" | "recovery_rate" | "recovered_within_1d" | "recovered_within_3d" | "recovered_within_7d" | "recovered_within_14d" | "recovered_within_30d" | "recovered_orders" | "recovered_revenue" | "recovered_revenue_gross" | "discount_cost" | "recovered_revenue_last_touch" | "refunds" | "abandoned_products" | "abandoned_products_value" | "recovered_products" | "recovered_products_value" | "messages" | "non_sends" | "revenue_per_recipient" | "unsubscribe_rate" | "complaint_rate" | "delivered" | "opened" | "clicked" | "bounced" | "time_to_recovery" | "funnel_seen" | "funnel_identified" | "funnel_reachable" | "funnel_messaged" | "funnel_clicked" | "funnel_bought";
                /** @default [] */
                dimensions?: ("campaignId" | "channel" | "provider" | "template" | "state" | "deliveryState" | "kind" | "reason" | "stage" | "currency" | "productId" | "weekday" | "hourOfDay")[];
                /**
                 * @default null
                 * @enum {string|null}
                 */
                granularity?: "day" | "week" | "month" | null;
                /** @default {} */
                filters?: {
                    campaignId?: string[];
                    channel?: string[];
                    provider?: string[];
                    template?: string[];
                    state?: string[];
                    deliveryState?: string[];
                    kind?: string[];
                    reason?: string[];
                    stage?: string[];
                    currency?: string[];
                    productId?: string[];
                    weekday?: string[];
                    hourOfDay?: string[];
                };
            }[] | null;
            delivery: {
                /** @enum {string} */
                kind: "email";
                /** @description Members of the store. Whoever leaves it gets no more. */
                recipientIds: string[];
            } | {
                /** @enum {string} */
                kind: "webhook";
                /**
                 * Format: uri
                 * @description On the public internet, over https.
                 */
                url: string;
            };
        };
        ScheduledReportChange: {
            name?: string;
            /** @enum {string} */
            status?: "active" | "paused";
            /**
             * @description Each day about the day before, each Monday about the week before, each first about the month before.
             * @enum {string}
             */
            frequency?: "daily" | "weekly" | "monthly";
            /** @description Of the store’s clock. */
            timeOfDay?: string;
            queries?: {
                /** @enum {string} */
                metric: "abandoned_carts" | "abandoned_value" | "reachable_share" | "unreachable_carts" | "recovery_rate" | "recovered_within_1d" | "recovered_within_3d" | "recovered_within_7d" | "recovered_within_14d" | "recovered_within_30d" | "recovered_orders" | "recovered_revenue" | "recovered_revenue_gross" | "discount_cost" | "recovered_revenue_last_touch" | "refunds" | "abandoned_products" | "abandoned_products_value" | "recovered_products" | "recovered_products_value" | "messages" | "non_sends" | "revenue_per_recipient" | "unsubscribe_rate" | "complaint_rate" | "delivered" | "opened" | "clicked" | "bounced" | "time_to_recovery" | "funnel_seen" | "funnel_identified" | "funnel_reachable" | "funnel_messaged" | "funnel_clicked" | "funnel_bought";
                /** @default [] */
                dimensions?: ("campaignId" | "channel" | "provider" | "template" | "state" | "deliveryState" | "kind" | "reason" | "stage" | "currency" | "productId" | "weekday" | "hourOfDay")[];
                /**
                 * @default null
                 * @enum {string|null}
                 */
                granularity?: "day" | "week" | "month" | null;
                /** @default {} */
                filters?: {
                    campaignId?: string[];
                    channel?: string[];
                    provider?: string[];
                    template?: string[];
                    state?: string[];
                    deliveryState?: string[];
                    kind?: string[];
                    reason?: string[];
                    stage?: string[];
                    currency?: string[];
                    productId?: string[];
                    weekday?: string[];
                    hourOfDay?: string[];
                };
            }[] | null;
            delivery?: {
                /** @enum {string} */
                kind: "email";
                /** @description Members of the store. Whoever leaves it gets no more. */
                recipientIds: string[];
            } | {
                /** @enum {string} */
                kind: "webhook";
                /**
                 * Format: uri
                 * @description On the public internet, over https.
                 */
                url: string;
            };
        };
        ReportRun: {
            id: string;
            /**
             * @description A test goes to whoever asked for it, or to the webhook.
             * @enum {string}
             */
            kind: "scheduled" | "test";
            /** @description The day, ISO week or month that it is about: `2026-W44`. */
            period: string;
            /** @description Of the period, both included. */
            days: {
                from: string;
                to: string;
            };
            /**
             * @description `done`: every delivery has ended, however; see them.
             * @enum {string}
             */
            state: "preparing" | "sending" | "done" | "not_sent";
            /** @description Why nothing was sent, as a code. */
            reason: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            endedAt: string | null;
            deliveries: {
                /** @description Null: the webhook. */
                recipientId: string | null;
                recipientName: string | null;
                /**
                 * @description `unknown`: perhaps taken, never sent again.
                 * @enum {string}
                 */
                state: "waiting" | "sending" | "accepted" | "rejected" | "unknown";
                reason: string | null;
                attempts: number;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                settledAt: string | null;
            }[];
        };
        AnalyticsCatalogue: {
            metrics: {
                /** @enum {string} */
                id: "abandoned_carts" | "abandoned_value" | "reachable_share" | "unreachable_carts" | "recovery_rate" | "recovered_within_1d" | "recovered_within_3d" | "recovered_within_7d" | "recovered_within_14d" | "recovered_within_30d" | "recovered_orders" | "recovered_revenue" | "recovered_revenue_gross" | "discount_cost" | "recovered_revenue_last_touch" | "refunds" | "abandoned_products" | "abandoned_products_value" | "recovered_products" | "recovered_products_value" | "messages" | "non_sends" | "revenue_per_recipient" | "unsubscribe_rate" | "complaint_rate" | "delivered" | "opened" | "clicked" | "bounced" | "time_to_recovery" | "funnel_seen" | "funnel_identified" | "funnel_reachable" | "funnel_messaged" | "funnel_clicked" | "funnel_bought";
                name: string;
                definition: string;
                /** @enum {string} */
                unit: "count" | "money" | "share" | "duration_ms";
                dimensions: ("campaignId" | "channel" | "provider" | "template" | "state" | "deliveryState" | "kind" | "reason" | "stage" | "currency" | "productId" | "weekday" | "hourOfDay")[];
            }[];
            dimensions: {
                /** @enum {string} */
                id: "campaignId" | "channel" | "provider" | "template" | "state" | "deliveryState" | "kind" | "reason" | "stage" | "currency" | "productId" | "weekday" | "hourOfDay";
                definition: string;
            }[];
        };
        AnalyticsAnswer: {
            /** @enum {string} */
            metric: "abandoned_carts" | "abandoned_value" | "reachable_share" | "unreachable_carts" | "recovery_rate" | "recovered_within_1d" | "recovered_within_3d" | "recovered_within_7d" | "recovered_within_14d" | "recovered_within_30d" | "recovered_orders" | "recovered_revenue" | "recovered_revenue_gross" | "discount_cost" | "recovered_revenue_last_touch" | "refunds" | "abandoned_products" | "abandoned_products_value" | "recovered_products" | "recovered_products_value" | "messages" | "non_sends" | "revenue_per_recipient" | "unsubscribe_rate" | "complaint_rate" | "delivered" | "opened" | "clicked" | "bounced" | "time_to_recovery" | "funnel_seen" | "funnel_identified" | "funnel_reachable" | "funnel_messaged" | "funnel_clicked" | "funnel_bought";
            /** @enum {string} */
            unit: "count" | "money" | "share" | "duration_ms";
            /** @description Of money; null: no currency is known. */
            currency: string | null;
            range: {
                from: string;
                to: string;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                fromInstant: string;
                /**
                 * Format: date-time
                 * @description Not in it.
                 */
                toInstant: string;
            };
            previousRange: {
                from: string;
                to: string;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                fromInstant: string;
                /**
                 * Format: date-time
                 * @description Not in it.
                 */
                toInstant: string;
            } | null;
            /**
             * Format: date-time
             * @description Everything that was committed before then is counted.
             */
            asOf: string;
            total: {
                /** @description Null: there is nothing to divide by. */
                value: number | string | null;
                /** @description Money in minor units. A whole number beyond 2^53 is text. */
                numerator?: number | string;
                /** @description Money in minor units. A whole number beyond 2^53 is text. */
                denominator?: number | string;
                /** @description The value of the period before, if asked for. */
                previous?: number | string | null;
            };
            /** @description Rows add up to the total, but for medians. What has no row counts as 0. */
            rows: {
                /** @description The bucket, by the name of the granularity, and a value of each dimension. */
                dimensions: {
                    [key: string]: string;
                };
                /** @description Null: there is nothing to divide by. */
                value: number | string | null;
                /** @description Money in minor units. A whole number beyond 2^53 is text. */
                numerator?: number | string;
                /** @description Money in minor units. A whole number beyond 2^53 is text. */
                denominator?: number | string;
                /** @description The value of the period before, if asked for. */
                previous?: number | string | null;
                /**
                 * @description The bucket is not over yet.
                 * @enum {boolean}
                 */
                running?: true;
            }[];
            otherCurrencies: {
                currency: string;
                orders: number;
            }[];
            /** @description What the shop called the products last, by their ids; those without a name are left out. */
            names: {
                productId?: {
                    [key: string]: string;
                };
            };
        };
        AnalyticsQuestion: {
            /** @enum {string} */
            metric: "abandoned_carts" | "abandoned_value" | "reachable_share" | "unreachable_carts" | "recovery_rate" | "recovered_within_1d" | "recovered_within_3d" | "recovered_within_7d" | "recovered_within_14d" | "recovered_within_30d" | "recovered_orders" | "recovered_revenue" | "recovered_revenue_gross" | "discount_cost" | "recovered_revenue_last_touch" | "refunds" | "abandoned_products" | "abandoned_products_value" | "recovered_products" | "recovered_products_value" | "messages" | "non_sends" | "revenue_per_recipient" | "unsubscribe_rate" | "complaint_rate" | "delivered" | "opened" | "clicked" | "bounced" | "time_to_recovery" | "funnel_seen" | "funnel_identified" | "funnel_reachable" | "funnel_messaged" | "funnel_clicked" | "funnel_bought";
            /**
             * @description Break down by these, at most 3; the catalogue says which a metric has.
             * @default []
             */
            dimensions?: ("campaignId" | "channel" | "provider" | "template" | "state" | "deliveryState" | "kind" | "reason" | "stage" | "currency" | "productId" | "weekday" | "hourOfDay")[];
            /**
             * @description Break down by time too. Weeks are those of ISO 8601, from Monday; the first and the last may be cut.
             * @enum {string}
             */
            granularity?: "hour" | "day" | "week" | "month";
            /**
             * @description Values that a dimension must have; several are alternatives. `unknown` and `none` stand for rows without one.
             * @default {}
             */
            filters?: {
                campaignId?: string | string[];
                channel?: string | string[];
                provider?: string | string[];
                template?: string | string[];
                state?: string | string[];
                deliveryState?: string | string[];
                kind?: string | string[];
                reason?: string | string[];
                stage?: string | string[];
                currency?: string | string[];
                productId?: string | string[];
                weekday?: string | string[];
                hourOfDay?: string | string[];
            };
            /**
             * @description The period before: as long, or the same part of the month or year before where the range is one.
             * @default null
             * @enum {string|null}
             */
            compareTo?: "previous_period" | null;
            /**
             * @description Combinations of dimensions with rows of their own; all others are the row `other`.
             * @default 50
             */
            top?: number;
            /** @description Days of the store’s calendar, both included; at most 400. */
            timeRange: {
                /** Format: date */
                from: string;
                /** Format: date */
                to: string;
            };
        };
        AnalyticsAnswers: {
            /** @description In the order of the questions; `status` is what the question alone would have got. */
            answers: ({
                /** @enum {number} */
                status: 200;
                answer: components["schemas"]["AnalyticsAnswer"];
            } | {
                status: number;
                error: {
                    /** @enum {string} */
                    code: "bad_request" | "unauthenticated" | "forbidden" | "origin_mismatch" | "not_found" | "method_not_allowed" | "conflict" | "version_conflict" | "id_reused" | "idempotency_key_reused" | "idempotency_key_in_use" | "gone" | "payload_too_large" | "unsupported_media_type" | "invalid" | "rate_limited" | "overloaded" | "unavailable" | "timeout" | "internal";
                    message: string;
                    /** @description Where the wrong value is. */
                    path?: string;
                    /** @description What a program needs to go on; which names it holds depends on the code. */
                    details?: {
                        [key: string]: unknown;
                    };
                    requestId: string;
                };
            })[];
        };
        AnalyticsRows: {
            /** @enum {string} */
            kind: "abandonment" | "message" | "decision" | "order" | "left_product" | "recovered_product";
            /** @enum {string} */
            unit: "count" | "money" | "share" | "duration_ms";
            currency: string | null;
            /** @description Rows of all pages: of a count the number itself. */
            total: number;
            items: {
                /** @description Of the row: of a product in a cart or order one of its own. */
                id: string;
                cartId: string | null;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                at: string;
                /** @description What it adds to the number. */
                value: number | string;
            }[];
            /** @description Null on the last page. */
            nextCursor: string | null;
        };
        AnalyticsRowsQuestion: {
            /** @enum {string} */
            metric: "abandoned_carts" | "abandoned_value" | "reachable_share" | "unreachable_carts" | "recovery_rate" | "recovered_within_1d" | "recovered_within_3d" | "recovered_within_7d" | "recovered_within_14d" | "recovered_within_30d" | "recovered_orders" | "recovered_revenue" | "recovered_revenue_gross" | "discount_cost" | "recovered_revenue_last_touch" | "refunds" | "abandoned_products" | "abandoned_products_value" | "recovered_products" | "recovered_products_value" | "messages" | "non_sends" | "revenue_per_recipient" | "unsubscribe_rate" | "complaint_rate" | "delivered" | "opened" | "clicked" | "bounced" | "time_to_recovery" | "funnel_seen" | "funnel_identified" | "funnel_reachable" | "funnel_messaged" | "funnel_clicked" | "funnel_bought";
            /**
             * @description Break down by these, at most 3; the catalogue says which a metric has.
             * @default []
             */
            dimensions?: ("campaignId" | "channel" | "provider" | "template" | "state" | "deliveryState" | "kind" | "reason" | "stage" | "currency" | "productId" | "weekday" | "hourOfDay")[];
            /**
             * @description Break down by time too. Weeks are those of ISO 8601, from Monday; the first and the last may be cut.
             * @enum {string}
             */
            granularity?: "hour" | "day" | "week" | "month";
            /**
             * @description Values that a dimension must have; several are alternatives. `unknown` and `none` stand for rows without one.
             * @default {}
             */
            filters?: {
                campaignId?: string | string[];
                channel?: string | string[];
                provider?: string | string[];
                template?: string | string[];
                state?: string | string[];
                deliveryState?: string | string[];
                kind?: string | string[];
                reason?: string | string[];
                stage?: string | string[];
                currency?: string | string[];
                productId?: string | string[];
                weekday?: string | string[];
                hourOfDay?: string | string[];
            };
            /**
             * @description The period before: as long, or the same part of the month or year before where the range is one.
             * @default null
             * @enum {string|null}
             */
            compareTo?: "previous_period" | null;
            /**
             * @description Combinations of dimensions with rows of their own; all others are the row `other`.
             * @default 50
             */
            top?: number;
            /** @description Days of the store’s calendar, both included; at most 400. */
            timeRange: {
                /** Format: date */
                from: string;
                /** Format: date */
                to: string;
            };
            /**
             * @description The `dimensions` of a row of the answer; empty for the total.
             * @default {}
             */
            cell?: {
                [key: string]: string;
            };
            /**
             * @description Of a ratio: the rows that are divided, or those that they are divided by.
             * @default numerator
             * @enum {string}
             */
            part?: "numerator" | "denominator";
            /** @default 50 */
            limit?: number;
            /** @description nextCursor of the page before */
            cursor?: string;
        };
        AnalyticsExport: {
            metric: string;
            unit: string;
            currency: string | null;
            range: {
                from: string;
                to: string;
                timeZone: string;
            };
            /**
             * Format: date-time
             * @description Of numbers: everything that was committed before is counted.
             */
            asOf?: string;
            /** @description Of numbers: what the rows add up to. */
            total?: {
                /** @description Null: there is nothing to divide by. */
                value: number | string | null;
                /** @description Money in minor units. A whole number beyond 2^53 is text. */
                numerator?: number | string;
                /** @description Money in minor units. A whole number beyond 2^53 is text. */
                denominator?: number | string;
                /** @description The value of the period before, if asked for. */
                previous?: number | string | null;
            };
            rows: {
                [key: string]: string | number | null;
            }[];
            /** @description The last member: a file without it was cut off. */
            end: {
                rows: number;
            };
        };
        AnalyticsExportQuestion: {
            /** @enum {string} */
            what: "numbers";
            /** @enum {string} */
            metric: "abandoned_carts" | "abandoned_value" | "reachable_share" | "unreachable_carts" | "recovery_rate" | "recovered_within_1d" | "recovered_within_3d" | "recovered_within_7d" | "recovered_within_14d" | "recovered_within_30d" | "recovered_orders" | "recovered_revenue" | "recovered_revenue_gross" | "discount_cost" | "recovered_revenue_last_touch" | "refunds" | "abandoned_products" | "abandoned_products_value" | "recovered_products" | "recovered_products_value" | "messages" | "non_sends" | "revenue_per_recipient" | "unsubscribe_rate" | "complaint_rate" | "delivered" | "opened" | "clicked" | "bounced" | "time_to_recovery" | "funnel_seen" | "funnel_identified" | "funnel_reachable" | "funnel_messaged" | "funnel_clicked" | "funnel_bought";
            /**
             * @description Break down by these, at most 3; the catalogue says which a metric has.
             * @default []
             */
            dimensions?: ("campaignId" | "channel" | "provider" | "template" | "state" | "deliveryState" | "kind" | "reason" | "stage" | "currency" | "productId" | "weekday" | "hourOfDay")[];
            /**
             * @description Break down by time too. Weeks are those of ISO 8601, from Monday; the first and the last may be cut.
             * @enum {string}
             */
            granularity?: "hour" | "day" | "week" | "month";
            /**
             * @description Values that a dimension must have; several are alternatives. `unknown` and `none` stand for rows without one.
             * @default {}
             */
            filters?: {
                campaignId?: string | string[];
                channel?: string | string[];
                provider?: string | string[];
                template?: string | string[];
                state?: string | string[];
                deliveryState?: string | string[];
                kind?: string | string[];
                reason?: string | string[];
                stage?: string | string[];
                currency?: string | string[];
                productId?: string | string[];
                weekday?: string | string[];
                hourOfDay?: string | string[];
            };
            /**
             * @description The period before: as long, or the same part of the month or year before where the range is one.
             * @default null
             * @enum {string|null}
             */
            compareTo?: "previous_period" | null;
            /**
             * @description Combinations of dimensions with rows of their own; all others are the row `other`.
             * @default 50
             */
            top?: number;
            /** @description Days of the store’s calendar, both included; at most 400. */
            timeRange: {
                /** Format: date */
                from: string;
                /** Format: date */
                to: string;
            };
            /** @enum {string} */
            format: "csv" | "json" | "parquet";
            /**
             * @description Of CSV: `;` and `,` are what Excel takes in countries that write 1,5 for one and a half.
             * @default {
             *       "separator": ",",
             *       "decimal": "."
             *     }
             */
            csv?: {
                /**
                 * @default ,
                 * @enum {string}
                 */
                separator?: "," | ";";
                /**
                 * @default .
                 * @enum {string}
                 */
                decimal?: "." | ",";
            };
        } | {
            /** @enum {string} */
            what: "rows";
            /** @enum {string} */
            metric: "abandoned_carts" | "abandoned_value" | "reachable_share" | "unreachable_carts" | "recovery_rate" | "recovered_within_1d" | "recovered_within_3d" | "recovered_within_7d" | "recovered_within_14d" | "recovered_within_30d" | "recovered_orders" | "recovered_revenue" | "recovered_revenue_gross" | "discount_cost" | "recovered_revenue_last_touch" | "refunds" | "abandoned_products" | "abandoned_products_value" | "recovered_products" | "recovered_products_value" | "messages" | "non_sends" | "revenue_per_recipient" | "unsubscribe_rate" | "complaint_rate" | "delivered" | "opened" | "clicked" | "bounced" | "time_to_recovery" | "funnel_seen" | "funnel_identified" | "funnel_reachable" | "funnel_messaged" | "funnel_clicked" | "funnel_bought";
            /**
             * @description Break down by these, at most 3; the catalogue says which a metric has.
             * @default []
             */
            dimensions?: ("campaignId" | "channel" | "provider" | "template" | "state" | "deliveryState" | "kind" | "reason" | "stage" | "currency" | "productId" | "weekday" | "hourOfDay")[];
            /**
             * @description Break down by time too. Weeks are those of ISO 8601, from Monday; the first and the last may be cut.
             * @enum {string}
             */
            granularity?: "hour" | "day" | "week" | "month";
            /**
             * @description Values that a dimension must have; several are alternatives. `unknown` and `none` stand for rows without one.
             * @default {}
             */
            filters?: {
                campaignId?: string | string[];
                channel?: string | string[];
                provider?: string | string[];
                template?: string | string[];
                state?: string | string[];
                deliveryState?: string | string[];
                kind?: string | string[];
                reason?: string | string[];
                stage?: string | string[];
                currency?: string | string[];
                productId?: string | string[];
                weekday?: string | string[];
                hourOfDay?: string | string[];
            };
            /**
             * @description The period before: as long, or the same part of the month or year before where the range is one.
             * @default null
             * @enum {string|null}
             */
            compareTo?: "previous_period" | null;
            /**
             * @description Combinations of dimensions with rows of their own; all others are the row `other`.
             * @default 50
             */
            top?: number;
            /** @description Days of the store’s calendar, both included; at most 400. */
            timeRange: {
                /** Format: date */
                from: string;
                /** Format: date */
                to: string;
            };
            /**
             * @description The `dimensions` of a row of the answer; empty for the total.
             * @default {}
             */
            cell?: {
                [key: string]: string;
            };
            /**
             * @description Of a ratio: the rows that are divided, or those that they are divided by.
             * @default numerator
             * @enum {string}
             */
            part?: "numerator" | "denominator";
            /** @enum {string} */
            format: "csv" | "json" | "parquet";
            /**
             * @description Of CSV: `;` and `,` are what Excel takes in countries that write 1,5 for one and a half.
             * @default {
             *       "separator": ",",
             *       "decimal": "."
             *     }
             */
            csv?: {
                /**
                 * @default ,
                 * @enum {string}
                 */
                separator?: "," | ";";
                /**
                 * @default .
                 * @enum {string}
                 */
                decimal?: "." | ",";
            };
        };
        SavedView: {
            id: string;
            name: string;
            query: components["schemas"]["SavedQuery"];
            /** @description The person who made it; null: no person did. */
            createdBy: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            updatedAt: string;
        };
        SavedQuery: {
            /** @enum {string} */
            metric: "abandoned_carts" | "abandoned_value" | "reachable_share" | "unreachable_carts" | "recovery_rate" | "recovered_within_1d" | "recovered_within_3d" | "recovered_within_7d" | "recovered_within_14d" | "recovered_within_30d" | "recovered_orders" | "recovered_revenue" | "recovered_revenue_gross" | "discount_cost" | "recovered_revenue_last_touch" | "refunds" | "abandoned_products" | "abandoned_products_value" | "recovered_products" | "recovered_products_value" | "messages" | "non_sends" | "revenue_per_recipient" | "unsubscribe_rate" | "complaint_rate" | "delivered" | "opened" | "clicked" | "bounced" | "time_to_recovery" | "funnel_seen" | "funnel_identified" | "funnel_reachable" | "funnel_messaged" | "funnel_clicked" | "funnel_bought";
            /**
             * @description Break down by these, at most 3; the catalogue says which a metric has.
             * @default []
             */
            dimensions?: ("campaignId" | "channel" | "provider" | "template" | "state" | "deliveryState" | "kind" | "reason" | "stage" | "currency" | "productId" | "weekday" | "hourOfDay")[];
            /**
             * @description Break down by time too. Weeks are those of ISO 8601, from Monday; the first and the last may be cut.
             * @enum {string}
             */
            granularity?: "hour" | "day" | "week" | "month";
            /**
             * @description Values that a dimension must have; several are alternatives. `unknown` and `none` stand for rows without one.
             * @default {}
             */
            filters?: {
                campaignId?: string | string[];
                channel?: string | string[];
                provider?: string | string[];
                template?: string | string[];
                state?: string | string[];
                deliveryState?: string | string[];
                kind?: string | string[];
                reason?: string | string[];
                stage?: string | string[];
                currency?: string | string[];
                productId?: string | string[];
                weekday?: string | string[];
                hourOfDay?: string | string[];
            };
            /**
             * @description The period before: as long, or the same part of the month or year before where the range is one.
             * @default null
             * @enum {string|null}
             */
            compareTo?: "previous_period" | null;
            /**
             * @description Combinations of dimensions with rows of their own; all others are the row `other`.
             * @default 50
             */
            top?: number;
            /**
             * @description The days of the view: by a word, counted back from today, or written down.
             * @default 30d
             */
            period?: ("today" | "7d" | "30d" | "90d" | "this_month" | "last_month") | {
                /** Format: date */
                from: string;
                /** Format: date */
                to: string;
            };
        };
        SavedViewInput: {
            name: string;
            query: components["schemas"]["SavedQuery"];
        };
        SavedViewChange: {
            name?: string;
            query?: components["schemas"]["SavedQuery"];
        };
        Forecast: {
            /** @enum {string} */
            metric: "recovered_revenue" | "abandoned_value" | "abandoned_carts";
            /** @enum {string} */
            unit: "count" | "money" | "share" | "duration_ms";
            currency: string | null;
            /** @description Of the store, whose days they are. */
            timeZone: string;
            /**
             * Format: date-time
             * @description Everything that was committed before then is counted.
             */
            asOf: string;
            /** @description Whole days, oldest first; at most half a year. */
            past: {
                /** Format: date */
                day: string;
                value: number;
            }[];
            forecast: {
                /** @enum {string} */
                kind: "ready";
                /**
                 * @description What was wrong by least on the held-out days: the mean of the same weekday in the weeks before, exponential smoothing with a weekly season, or the mean of the two.
                 * @enum {string}
                 */
                method: "weekday_mean" | "holt_winters" | "mean_of_both";
                /** @description The first is the first day that is not over. Eight of ten days lie within their ends. */
                days: {
                    /** Format: date */
                    day: string;
                    value: number;
                    lower: number;
                    upper: number;
                }[];
                /** @description Of all these days. The interval is null while there are too few days to judge it by. */
                total: {
                    value: number;
                    interval: {
                        lower: number;
                        upper: number;
                    } | null;
                };
                /** @description How wrong the same forecast was on days of the past. */
                heldOut: {
                    /** @description Days from which a forecast was made without the days after them. */
                    origins: number;
                    meanAbsoluteError: number;
                    /** @description The same of taking each day as a week before. */
                    lastWeekError: number;
                    /** @description The mean absolute error divided by that of the day a week before (MASE); below 1 is better. */
                    scaledError: number | null;
                    /** @description Share of the days within an interval that was made before them; 0.8 is meant. */
                    coverage: number | null;
                };
            } | {
                /** @enum {string} */
                kind: "not_enough";
                /** @description Whole days since the first that had anything. */
                days: number;
                /** @description Until there are 35. */
                daysMissing: number;
            };
            otherCurrencies: {
                currency: string;
                orders: number;
            }[];
        };
        DeadLetterCluster: {
            /** @description Shared by letters that failed alike */
            fingerprint: string;
            source: string;
            eventType: string | null;
            cause: string;
            path: string;
            message: string | null;
            new: number;
            proposed: number;
            repaired: number;
            rejected: number;
            expired: number;
            times: number;
            /**
             * Format: date-time
             * @description UTC
             */
            firstAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            lastAt: string;
            exampleId: string;
            proposal: components["schemas"]["RepairProposal"];
            /** @description Open letters for which exactly this repair is proposed. */
            agreeing: number;
            rule: {
                id: string;
                version: number;
                approvals: number;
            } | null;
        };
        RepairProposal: {
            steps: components["schemas"]["RepairStep"][];
            /** @description JSON Patch (RFC 6902) from the letter to the event */
            patch: {
                /** @enum {string} */
                op: "add" | "remove" | "replace";
                path: string;
                /** @description Any JSON value */
                value?: unknown;
            }[];
            confidence: number;
            /** @description The letter can be had back exactly from the repaired event */
            lossless: boolean;
            /** @description Fields of money, consent or identity that it changes: only a person may approve that */
            guarded: string[];
        } | null;
        RepairStep: {
            /** @enum {string} */
            kind: "move";
            /** @description `*` is every item of a list */
            from: string[];
            /** @description `*` is every item of a list */
            to: string[];
            /** @enum {string} */
            by: "dictionary" | "matcher";
            confidence: number;
        } | {
            /** @enum {string} */
            kind: "convert";
            /** @description `*` is every item of a list */
            at: string[];
            conversion: string;
            form: string;
            confidence: number;
        } | {
            /** @enum {string} */
            kind: "drop";
            /** @description `*` is every item of a list */
            at: string[];
            /** @description Any JSON value */
            value?: unknown;
            confidence: number;
        };
        DeadLetter: {
            id: string;
            /** @description Where it failed: `api`, `websocket`, `webhook:<platform>`, `pipeline` */
            source: string;
            /** @enum {string} */
            kind: "event" | "body";
            /** @description Shared by letters that failed alike */
            fingerprint: string;
            /** @enum {string} */
            state: "new" | "proposed" | "repaired" | "rejected" | "expired";
            eventId: string | null;
            eventType: string | null;
            cause: string;
            path: string;
            message: string | null;
            /** @description Why no repair was looked for to the end: `too_large`, `too_slow`, `too_much_memory`, `failed`, `broke_off`. Such a letter is for a person. */
            lookProblem: string | null;
            sizeBytes: number;
            /** @description How often exactly this came */
            times: number;
            /**
             * Format: date-time
             * @description UTC
             */
            at: string;
            /**
             * Format: date-time
             * @description UTC
             */
            lastAt: string;
            ruleId: string | null;
            /** @description Id of the event that came of it */
            takenInAs: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            settledAt: string | null;
            /** @description `engine`, `operator`, `key:<id>` or `user:<id>` */
            settledBy: string | null;
        };
        DeadLetterDetail: components["schemas"]["DeadLetter"] & {
            /** @description The JSON as it came; empty when its time has passed */
            content: string;
            /** @description What says who somebody is was left out of the content and the proposal. */
            masked: boolean;
            proposal: components["schemas"]["RepairProposal"];
            history: {
                /**
                 * Format: date-time
                 * @description UTC
                 */
                at: string;
                actor: string;
                /** @enum {string} */
                action: "approved" | "replayed" | "repaired" | "rejected" | "withdrawn" | "retried" | "expired";
                letterId: string | null;
                ruleId: string | null;
                letters: number;
            }[];
        };
        ApprovedRepair: {
            ruleId: string;
            version: number;
            approvals: number;
            repaired: number;
        };
        RejectedDeadLetters: {
            rejected: number;
        };
        RejectDeadLetter: {
            /** @default false */
            wholeCluster?: boolean;
        };
        RetriedDeadLetter: {
            /** @enum {string} */
            status: "accepted" | "duplicate" | "rejected";
            eventId?: string;
            error?: {
                /**
                 * @description `id_reused`: another event had this id before.
                 * @enum {string}
                 */
                code: "invalid" | "id_reused";
                path: string;
                message: string;
            };
        };
        RepairRule: {
            id: string;
            /** @description Shared by letters that failed alike */
            fingerprint: string;
            version: number;
            source: string;
            eventType: string | null;
            /** @enum {string} */
            state: "active" | "withdrawn" | "replaced";
            steps: components["schemas"]["RepairStep"][];
            confidence: number;
            lossless: boolean;
            guarded: string[];
            approvals: number;
            /** @description Later letters of the cluster are repaired without asking */
            automatic: boolean;
            approvedBy: string;
            /**
             * Format: date-time
             * @description UTC
             */
            approvedAt: string;
            withdrawnBy: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            withdrawnAt: string | null;
        };
        WithdrawnRule: {
            ruleId: string;
            /** @description Letters that wait for a person again */
            reopened: number;
            /** @description Events that the rule took in: they stay in force */
            takenIn: number;
            /** @description Their ids, newest first, up to 1,000 */
            eventIds: string[];
        };
        Prediction: {
            cartId: string;
            /** @description Chance of a purchase without any help, 0 to 1. */
            probability: number;
            modelVersion: string;
            /** @description What moved it most, strongest first; contributions are log-odds. */
            reasons: {
                feature: string;
                value: number | null;
                /** @enum {string} */
                direction: "raises" | "lowers";
                contribution: number;
            }[];
        };
        PredictionRequest: {
            cartId: string;
        };
        PredictionReport: {
            range: {
                from: string;
                to: string;
            };
            /**
             * Format: date-time
             * @description UTC
             */
            asOf: string;
            /** @description How long is waited for a purchase, by the store’s clock. */
            maturityMs: number;
            cartsPerBinMin: number;
            bins: {
                from: number;
                to: number;
                predictions: number;
                /** @description Predictions whose time to buy is over. */
                matured: number;
                /** @description Mean chance of the matured ones. */
                predicted: number | null;
                bought: number;
                /** @description Of these, after a message: the prediction is of none. */
                boughtAfterMessage: number;
                /** @description Share that bought, with its 95 % interval (Wilson); null: not enough carts yet. */
                observed: {
                    share: number;
                    low: number;
                    high: number;
                } | null;
            }[];
            total: {
                predictions: number;
                /** @description Predictions whose time to buy is over. */
                matured: number;
                /** @description Mean chance of the matured ones. */
                predicted: number | null;
                bought: number;
                /** @description Of these, after a message: the prediction is of none. */
                boughtAfterMessage: number;
                /** @description Share that bought, with its 95 % interval (Wilson); null: not enough carts yet. */
                observed: {
                    share: number;
                    low: number;
                    high: number;
                } | null;
            };
            /** @description Predictions are kept for 30 days: earlier days have none. */
            days: {
                day: string;
                forRecoveries: number;
                forApi: number;
                medianMs: number | null;
                p95Ms: number | null;
            }[];
            /** @description What moved the newest 20,000 predictions, most frequent first. */
            reasons: {
                feature: string;
                raises: number;
                lowers: number;
                meanContribution: number;
            }[];
        };
        Model: {
            version: string;
            featureSet: {
                name: string;
                version: number;
                hash: string;
            };
            features: {
                name: string;
                unit: string;
                description: string;
            }[];
            training: {
                name: string;
                url: string;
                licence: string;
                attribution: string;
                label: string;
                rows: number;
                positives: number;
                /** @description A day; null: its trainer did not say. */
                trainedAt: string | null;
            };
            metrics: {
                auc: {
                    mean: number;
                    low: number;
                    high: number;
                };
                averagePrecision: {
                    mean: number;
                    low: number;
                    high: number;
                };
                logLoss: {
                    mean: number;
                    low: number;
                    high: number;
                };
                brier: {
                    mean: number;
                    low: number;
                    high: number;
                };
            };
            calibration: {
                ece: number;
                slope: number;
            };
            /** @description The same where product views are not observed. */
            withoutBrowsingAuc: number;
            /** @description Where a yes or no has its best F1. */
            threshold: number;
            gates: {
                name: string;
                found: number;
                asked: string;
            }[];
            /** @description The model card, Markdown. */
            card: string | null;
        };
        LiveTicket: {
            /** @description For the address `/v1/live?ticket=…`, once. */
            ticket: string;
            /** @description How long it may be used, in milliseconds. */
            expiresInMs: number;
        };
        Campaign: {
            id: string;
            name: string;
            /** @enum {string} */
            status: "draft" | "active" | "paused" | "archived";
            /**
             * Format: date-time
             * @description UTC
             */
            activatedAt: string | null;
            version: number;
            /** @description Grows with each change of name, content and draft: send it as `If-Match`, and nothing is overwritten unseen. */
            revision: number;
            /** @description The rules; of a flow, its messages. */
            rules: components["schemas"]["CampaignStep"][];
            flow: components["schemas"]["Flow"];
            /** @description An edit by which nothing goes out before it is published. */
            draft: {
                name: string;
                /** @description The rules; of a flow, its messages. */
                rules: components["schemas"]["CampaignStep"][];
                flow: components["schemas"]["Flow"];
                /** @description The version that the edit began with. */
                baseVersion: number;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                savedAt: string;
                /** @enum {string} */
                actorKind: "user" | "api_key" | "operator" | "system" | "platform";
                actorId: string | null;
            } | null;
            /** @description Share of its people who get no message, to compare with. */
            holdoutPercent: number;
            /**
             * Format: date-time
             * @description Since when it is this share: since then people are compared.
             */
            holdoutSince: string;
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
        };
        CampaignStep: {
            id: string;
            delayMs: number;
            /** @enum {string} */
            channel: "email" | "sms" | "push" | "all";
            template: string;
            /** @default {} */
            conditions?: {
                valueMinorMin?: number;
                valueMinorMax?: number;
                currencies?: string[];
                stages?: ("browsing" | "cart" | "checkout" | "payment")[];
                itemsMin?: number;
                /** @enum {string} */
                customer?: "new" | "returning";
                probabilityMin?: number;
                probabilityMax?: number;
            };
            /** @enum {string} */
            trigger: "cart_abandoned";
        } | {
            id: string;
            delayMs: number;
            /** @enum {string} */
            channel: "email" | "sms" | "push" | "all";
            template: string;
            /** @default {} */
            conditions?: {
                valueMinorMin?: number;
                valueMinorMax?: number;
                currencies?: string[];
                stages?: ("browsing" | "cart" | "checkout" | "payment")[];
                itemsMin?: number;
                /** @enum {string} */
                customer?: "new" | "returning";
                probabilityMin?: number;
                probabilityMax?: number;
            };
            /** @enum {string} */
            trigger: "prediction_high";
            probabilityMin: number;
        } | {
            id: string;
            delayMs: number;
            /** @enum {string} */
            channel: "email" | "sms" | "push" | "all";
            template: string;
            /** @default {} */
            conditions?: {
                valueMinorMin?: number;
                valueMinorMax?: number;
                currencies?: string[];
                stages?: ("browsing" | "cart" | "checkout" | "payment")[];
                itemsMin?: number;
                /** @enum {string} */
                customer?: "new" | "returning";
                probabilityMin?: number;
                probabilityMax?: number;
            };
            /** @enum {string} */
            trigger: "time_based";
            localTime: string;
        };
        /** @description Null: the rules are all of it. */
        Flow: {
            /** @default {} */
            entry?: {
                valueMinorMin?: number;
                valueMinorMax?: number;
                currencies?: string[];
                stages?: ("browsing" | "cart" | "checkout" | "payment")[];
                itemsMin?: number;
                /** @enum {string} */
                customer?: "new" | "returning";
                probabilityMin?: number;
                probabilityMax?: number;
                ordersBeforeMin?: number;
                ordersBeforeMax?: number;
                messagesMin?: number;
                messagesMax?: number;
                clicked?: boolean;
                opened?: boolean;
            };
            /** @default [] */
            exits?: {
                /** @enum {string} */
                name: "checkout_started" | "order_placed" | "message_opened" | "message_clicked" | "consent_granted";
                /** @enum {string} */
                key: "cart" | "person";
            }[];
            messagesMax: number;
            start: string;
            steps: ({
                id: string;
                /** @enum {string} */
                kind: "send";
                /** @enum {string} */
                channel: "email" | "sms" | "push" | "all";
                template: string;
                /** @default {} */
                conditions?: {
                    valueMinorMin?: number;
                    valueMinorMax?: number;
                    currencies?: string[];
                    stages?: ("browsing" | "cart" | "checkout" | "payment")[];
                    itemsMin?: number;
                    /** @enum {string} */
                    customer?: "new" | "returning";
                    probabilityMin?: number;
                    probabilityMax?: number;
                };
                /** @default null */
                probabilityMin?: number | null;
                /** @default null */
                window?: {
                    from: string;
                    until: string;
                } | null;
                /** @default null */
                staleAfterMs?: number | null;
                next: string;
            } | ({
                id: string;
                /** @enum {string} */
                kind: "wait";
                /** @enum {string} */
                until: "duration";
                ms: number;
                next: string;
            } | {
                id: string;
                /** @enum {string} */
                kind: "wait";
                /** @enum {string} */
                until: "window";
                window: {
                    from: string;
                    until: string;
                };
                next: string;
            } | {
                id: string;
                /** @enum {string} */
                kind: "wait";
                /** @enum {string} */
                until: "event";
                event: {
                    /** @enum {string} */
                    name: "checkout_started" | "order_placed" | "message_opened" | "message_clicked" | "consent_granted";
                    /** @enum {string} */
                    key: "cart" | "person";
                };
                withinMs: number;
                next: string;
                onTimeout: string;
            } | {
                id: string;
                /** @enum {string} */
                kind: "wait";
                /** @enum {string} */
                until: "first_due";
                touches: {
                    send: string;
                    delayMs: number;
                    /** @default null */
                    localTime?: string | null;
                }[];
                next: string;
            }) | {
                id: string;
                /** @enum {string} */
                kind: "branch";
                paths: {
                    when: {
                        valueMinorMin?: number;
                        valueMinorMax?: number;
                        currencies?: string[];
                        stages?: ("browsing" | "cart" | "checkout" | "payment")[];
                        itemsMin?: number;
                        /** @enum {string} */
                        customer?: "new" | "returning";
                        probabilityMin?: number;
                        probabilityMax?: number;
                        ordersBeforeMin?: number;
                        ordersBeforeMax?: number;
                        messagesMin?: number;
                        messagesMax?: number;
                        clicked?: boolean;
                        opened?: boolean;
                    };
                    next: string;
                }[];
                otherwise: string;
            } | {
                id: string;
                /** @enum {string} */
                kind: "split";
                /** @enum {string} */
                by: "recovery" | "person";
                arms: {
                    id: string;
                    share: number;
                    next: string;
                }[];
                /** @enum {string} */
                allocation?: "fixed" | "learning" | "personal";
                floorPercent?: number;
                baselinePercent?: number;
                /** @enum {string} */
                goal?: "recovered" | "revenue";
            } | {
                id: string;
                /** @enum {string} */
                kind: "offer";
                offer: string;
                next: string;
            } | {
                id: string;
                /** @enum {string} */
                kind: "goal";
                next: string;
            } | {
                id: string;
                /** @enum {string} */
                kind: "end";
            })[];
        } | null;
        CampaignResult: {
            campaignId: string;
            recoveries: number;
            /** @description Taken by a provider. */
            messages: number;
            /** @description Orders after a message of the recovery, by currency. */
            recovered: {
                /** @description ISO 4217; empty: the shop told none. */
                currency: string;
                orders: number;
                /** @description Minor units; refunds are not deducted. */
                amountMinor: number;
            }[];
        };
        TemplateName: {
            name: string;
            /** @description Channels that it has a text for. */
            channels: ("email" | "sms" | "push")[];
            locales: string[];
            /** @description False: it is built in and cannot be changed. */
            own: boolean;
            /** @description The newest version; null: a built-in one has none. */
            version: number | null;
            /** @description What messages are made of; null: of an own one that nothing is sent with so far, or of a built-in one. */
            publishedVersion: number | null;
            /**
             * Format: date-time
             * @description UTC
             */
            updatedAt: string | null;
            /** @description The model that wrote the newest version: it is not published before a person saves it. Null: a person did. */
            draftedBy: string | null;
        };
        SavedTemplate: {
            name: string;
            version: number;
            publishedVersion: number | null;
            content: components["schemas"]["TemplateContent"];
            /** @description The model that wrote the newest version: it is not published before a person saves it. Null: a person did. */
            draftedBy: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            updatedAt: string;
        };
        TemplateContent: {
            variants: {
                /** @example de */
                locale: string;
                email?: {
                    subject: string;
                    /** @description What an inbox shows beside the subject. */
                    preheader?: string;
                    mjml: string;
                    /** @description Without it, it is made from what the e-mail says. */
                    text?: string;
                };
                sms?: {
                    text: string;
                };
                push?: {
                    title: string;
                    body: string;
                };
            }[];
        };
        NewTemplate: {
            name: string;
            content: components["schemas"]["TemplateContent"];
        };
        TemplateCheck: {
            findings: {
                /**
                 * @description Problems keep it from being saved.
                 * @enum {string}
                 */
                severity: "problem" | "warning";
                /** @enum {string} */
                code: "liquid_syntax" | "unknown_name" | "mjml_invalid" | "markup_refused" | "render_failed" | "too_large" | "sms_too_long" | "sms_no_way_out" | "value_may_be_missing" | "link_outside" | "spam_words" | "shouting" | "picture_without_text" | "channel_missing" | "store_language_missing" | "no_postal_address" | "foot_in_english" | "no_way_back" | "sms_parts" | "sms_over_parts" | "sms_alphabet" | "nearly_too_large";
                message: string;
                locale: string | null;
                /** @enum {string|null} */
                part: "email.subject" | "email.preheader" | "email.mjml" | "email.text" | "sms.text" | "push.title" | "push.body" | null;
                /** @description From 1, in the source of the part. */
                line: number | null;
                column: number | null;
                /** @description What is there, and what would be right. */
                detail: string | null;
            }[];
            /** @description Of a message to a full cart, as it would be sent: bytes of HTML (102,000 are shown whole) or of text, and the parts of an SMS. */
            measures: {
                locale: string;
                /** @enum {string} */
                channel: "email" | "sms" | "push";
                bytes: number;
                segments: number;
                longest: components["schemas"]["SmsLength"];
            }[];
        };
        /** @description Of an SMS with a long name, dear goods and a code; null: it is none. */
        SmsLength: {
            /** @description As how many SMS it is billed. */
            parts: number;
            /** @description What the store sends at most. */
            partsMax: number;
            /** @description Of all parts, in units of the currency, by the dearest price of the store’s phone settings. */
            cost: {
                currency: string;
                amount: string;
            } | null;
        } | null;
        TemplateCheckInput: {
            content: components["schemas"]["TemplateContent"];
        };
        TemplatePreview: {
            /** @description Null: an invented cart. */
            cartId: string | null;
            message: {
                /** @enum {string} */
                channel: "email";
                /** @description Masked unless the caller may see addresses; empty: there is none. */
                to: string;
                from: string;
                subject: string;
                html: string;
                text: string;
            } | {
                /** @enum {string} */
                channel: "sms";
                to: string;
                text: string;
                /** @description How many SMS it is billed as. */
                segments: number;
                /** @description By the prices of the store, in units of the currency; null: it set none for the country. */
                cost: {
                    currency: string;
                    amount: string;
                } | null;
            } | {
                /** @enum {string} */
                channel: "push";
                to: string;
                title: string;
                body: string;
                url: string;
            } | null;
            /** @description Why it could not be rendered. */
            error: {
                code: string;
                message: string;
            } | null;
            /** @description What the message lacks, and why it would not go out to this person. */
            gaps: {
                /** @enum {string} */
                code: "sample" | "name_masked" | "no_name" | "no_person" | "no_address" | "suppressed" | "no_consent" | "no_pictures" | "no_total" | "no_shop_address";
                message: string;
            }[];
        };
        TemplatePreviewInput: {
            content: {
                variants: {
                    /** @example de */
                    locale: string;
                    email?: {
                        subject: string;
                        /** @description What an inbox shows beside the subject. */
                        preheader?: string;
                        mjml: string;
                        /** @description Without it, it is made from what the e-mail says. */
                        text?: string;
                    };
                    sms?: {
                        text: string;
                    };
                    push?: {
                        title: string;
                        body: string;
                    };
                }[];
            };
            /** @default null */
            locale?: string | null;
            /** @enum {string} */
            channel: "email" | "sms" | "push";
            /** @default null */
            cartId?: string | null;
        };
        Template: {
            name: string;
            /** @description Channels that it has a text for. */
            channels: ("email" | "sms" | "push")[];
            locales: string[];
            /** @description False: it is built in and cannot be changed. */
            own: boolean;
            /** @description The newest version; null: a built-in one has none. */
            version: number | null;
            /** @description What messages are made of; null: of an own one that nothing is sent with so far, or of a built-in one. */
            publishedVersion: number | null;
            /**
             * Format: date-time
             * @description UTC
             */
            updatedAt: string | null;
            /** @description The model that wrote the newest version: it is not published before a person saves it. Null: a person did. */
            draftedBy: string | null;
            content: components["schemas"]["TemplateContent"] & unknown;
            /** @description Steps of campaigns that name it. */
            uses: {
                campaignId: string;
                campaign: string;
                stepId: string;
                /** @enum {string} */
                in: "published" | "draft" | "running";
            }[];
        };
        TemplateChange: {
            content: components["schemas"]["TemplateContent"];
        };
        TemplatePublication: {
            version: number;
        };
        TemplateVersion: {
            version: number;
            /**
             * @description Who saved it.
             * @enum {string}
             */
            actorKind: "user" | "api_key" | "operator" | "system" | "platform";
            actorId: string | null;
            /** @description The model that wrote it; null: a person did. */
            draftedBy: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
        };
        TemplateVersionDetail: components["schemas"]["TemplateVersion"] & {
            content: components["schemas"]["TemplateContent"];
        };
        DraftSettings: {
            /** @enum {string} */
            source: "installation" | "own" | "off";
            /** @description Null: the installation has none. */
            installationModel: string | null;
            own: {
                url: string;
                model: string;
                /** @description The key itself is never shown. */
                hasKey: boolean;
            } | null;
            guidance: {
                /** @description In the words of the store, e.g. "warm, brief, no exclamation marks". */
                tone: string;
                /** @description The most characters of a part; the usual length where there is none. */
                lengths: {
                    subject?: number;
                    preheader?: number;
                    headline?: number;
                    body?: number;
                    button?: number;
                    sms?: number;
                    push_title?: number;
                    push_body?: number;
                };
                /** @description Words and phrases that no draft contains, in any case and with or without accents. */
                neverSay: string[];
                /** @description No draft names a larger discount, whatever is stated; null: there is no ceiling. */
                discountPercentMax: number | null;
                /** @description Languages that drafts may be in; empty: all. */
                languages: string[];
            };
            /** @description Whether there is a model to ask. */
            isReady: boolean;
            /** @description By days of UTC. */
            requestsToday: number;
            requestsPerDayMax: number;
        };
        DraftSettingsInput: {
            /**
             * @description Which model is asked: the one of the installation, one of the store’s own, or none.
             * @enum {string}
             */
            source: "installation" | "own" | "off";
            own: {
                /**
                 * Format: uri
                 * @description Of an OpenAI-compatible API, up to `/v1`: on the public internet, over https.
                 * @example https://models.example/v1
                 */
                url: string;
                /** @example small-model */
                model: string;
                /** @description Kept sealed and never shown. Not given: the one that is kept, for the same address only. Null: none. */
                key?: string | null;
            } | null;
            guidance: {
                /** @description In the words of the store, e.g. "warm, brief, no exclamation marks". */
                tone: string;
                /** @description The most characters of a part; the usual length where there is none. */
                lengths: {
                    subject?: number;
                    preheader?: number;
                    headline?: number;
                    body?: number;
                    button?: number;
                    sms?: number;
                    push_title?: number;
                    push_body?: number;
                };
                /** @description Words and phrases that no draft contains, in any case and with or without accents. */
                neverSay: string[];
                /** @description No draft names a larger discount, whatever is stated; null: there is no ceiling. */
                discountPercentMax: number | null;
                /** @description Languages that drafts may be in; empty: all. */
                languages: string[];
            };
        };
        DraftModelTest: {
            /** @enum {string} */
            kind: "works";
            /** @description Which one was asked. */
            model: string;
            tookMs: number;
        } | {
            /** @enum {string} */
            kind: "unusable";
            /** @description Which one was asked. */
            model: string;
            tookMs: number;
        } | {
            /** @enum {string} */
            kind: "failed";
            /** @enum {string} */
            reason: "away" | "forbidden_address" | "slow" | "busy" | "broken" | "denied" | "refused" | "too_large" | "strange";
            message: string;
            /** @description Of its HTTP answer; null: there was none. */
            status: number | null;
            /** @description Which one was asked. */
            model: string;
            tookMs: number;
        };
        TemplateDraft: {
            /** @enum {string} */
            kind: "drafted";
            /** @description Which one was asked. */
            model: string;
            /** @description How often it was asked. */
            requests: number;
            texts: {
                subject?: string;
                preheader?: string;
                headline?: string;
                body?: string;
                button?: string;
                sms?: string;
                push_title?: string;
                push_body?: string;
            };
            /** @description The version that holds them: not published before a person saves it. */
            version: number;
        } | {
            /** @enum {string} */
            kind: "unusable";
            /** @description Which one was asked. */
            model: string;
            /** @description How often it was asked. */
            requests: number;
            texts: {
                subject?: string;
                preheader?: string;
                headline?: string;
                body?: string;
                button?: string;
                sms?: string;
                push_title?: string;
                push_body?: string;
            } | null;
            findings: {
                /** @enum {string} */
                code: "part_missing" | "part_unasked" | "too_long" | "markup" | "percent_not_in_facts" | "amount_not_in_facts" | "code_not_in_facts" | "url_not_in_facts" | "number_not_in_facts" | "free_not_in_facts" | "discount_above_ceiling" | "never_said" | "mixed_scripts" | "wrong_script" | "not_json" | "not_in_form";
                /** @description Where in the answer; empty: all of it. */
                part: string;
                /** @description What it is about, as it stands there. */
                found: string | null;
                /** @description What would be right. */
                right: string;
            }[];
        } | {
            /** @enum {string} */
            kind: "failed";
            /** @description How often it was asked. */
            requests: number;
            /** @enum {string} */
            reason: "away" | "forbidden_address" | "slow" | "busy" | "broken" | "denied" | "refused" | "too_large" | "strange";
            message: string;
            /** @description Of its HTTP answer; null: there was none. */
            status: number | null;
            /** @description Which one was asked. */
            model: string;
        };
        TemplateDraftInput: {
            /** @example de */
            locale: string;
            channels: ("email" | "sms" | "push")[];
            /**
             * @description Of this draft, beside the one of the guidance.
             * @default
             */
            tone?: string;
            /**
             * @description What the message is for. Numbers in it are no facts: those are stated.
             * @default
             */
            hint?: string;
            /**
             * @description What is true of this message. Only percentages, amounts, codes, addresses and numbers that stand here may be named.
             * @default []
             */
            statements?: string[];
            /**
             * @description A cart whose goods the model is told of, by their names. Asks for `carts:read`.
             * @default null
             */
            cartId?: string | null;
        };
        FlowDraft: {
            /** @enum {string} */
            kind: "drafted";
            /** @description Which one was asked. */
            model: string;
            /** @description How often it was asked. */
            requests: number;
            flow: components["schemas"]["Flow"];
            warnings: {
                /** @enum {string} */
                code: "template_unknown" | "template_without_channel" | "value_not_in_sentence" | "id_duplicate" | "start_unknown" | "next_unknown" | "unreachable" | "no_end" | "loop_without_wait" | "touch_not_send" | "touch_leaves" | "arms_missing" | "floor_too_high" | "too_many_steps" | "messages_max_wrong" | "window_empty" | "wait_too_long" | "event_without_key" | "never_true" | "offer_unknown" | "no_provider" | "sms_no_way_out" | "sms_twice" | "no_message" | "sms_over_parts" | "offer_carried_by_none" | "arm_sends_nothing" | "arms_alike" | "offer_not_given" | "late" | "at_night" | "same_moment" | "same_message" | "over_cap" | "browsing_off" | "value_without_currency" | "nobody_reached" | "not_json" | "not_in_form";
                message: string;
                stepId: string | null;
            }[];
            /** @description What the flow would have done with the carts of yesterday; null: without `carts:read`, or while another run of the store is under way. */
            run: {
                /**
                 * Format: date
                 * @description Yesterday, by the calendar of the store.
                 */
                day: string;
                carts: number;
                /** @description Carts that would have got at least one message. */
                reached: number;
                messages: {
                    email?: number;
                    sms?: number;
                    push?: number;
                };
            } | null;
        } | {
            /** @enum {string} */
            kind: "unusable";
            /** @description Which one was asked. */
            model: string;
            /** @description How often it was asked. */
            requests: number;
            findings: {
                /** @enum {string} */
                code: "template_unknown" | "template_without_channel" | "value_not_in_sentence" | "id_duplicate" | "start_unknown" | "next_unknown" | "unreachable" | "no_end" | "loop_without_wait" | "touch_not_send" | "touch_leaves" | "arms_missing" | "floor_too_high" | "too_many_steps" | "messages_max_wrong" | "window_empty" | "wait_too_long" | "event_without_key" | "never_true" | "offer_unknown" | "no_provider" | "sms_no_way_out" | "sms_twice" | "no_message" | "sms_over_parts" | "offer_carried_by_none" | "arm_sends_nothing" | "arms_alike" | "offer_not_given" | "late" | "at_night" | "same_moment" | "same_message" | "over_cap" | "browsing_off" | "value_without_currency" | "nobody_reached" | "not_json" | "not_in_form";
                /** @description Where in the answer; empty: all of it. */
                part: string;
                /** @description What it is about, as it stands there. */
                found: string | null;
                /** @description What would be right. */
                right: string;
            }[];
        } | {
            /** @enum {string} */
            kind: "failed";
            /** @description How often it was asked. */
            requests: number;
            /** @enum {string} */
            reason: "away" | "forbidden_address" | "slow" | "busy" | "broken" | "denied" | "refused" | "too_large" | "strange";
            message: string;
            /** @description Of its HTTP answer; null: there was none. */
            status: number | null;
            /** @description Which one was asked. */
            model: string;
        };
        FlowDraftInput: {
            /**
             * @description What the campaign should do, in any language.
             * @example An e-mail after an hour, a second one after a day if nobody clicked, only for carts from 50 EUR.
             */
            sentence: string;
        };
        CatalogSettings: {
            /** @enum {string} */
            source: "off" | "shopify" | "woocommerce" | "http";
            /** @enum {string} */
            soldOut: "drop" | "mark";
            url: string | null;
            /** @description Platforms of which a shop is connected, with access to its API, that can be asked. */
            connected: string[];
            /** @description Whether the source can be asked. */
            isReady: boolean;
        };
        CatalogSettingsInput: {
            /**
             * @description Who is asked about the goods of a cart when a message goes out: nobody, the connected shop of a platform, or `url`.
             * @enum {string}
             */
            source: "off" | "shopify" | "woocommerce" | "http";
            /**
             * @description What becomes of lines that cannot be bought: left out, or shown as sold out behind the others.
             * @enum {string}
             */
            soldOut: "drop" | "mark";
            /**
             * Format: uri
             * @description Of the source `http`: on the public internet, over https. Not given: the one that is kept.
             * @default null
             */
            url?: string | null;
            /**
             * @description Makes another secret for the same address. The one before is not used any more.
             * @default false
             */
            newSecret?: boolean;
        };
        CatalogTest: {
            /** @enum {string} */
            kind: "answered";
            /** @description Null: it said nothing of this product. */
            said: {
                /** @enum {string} */
                availability: "for_sale" | "sold_out" | "unclear" | "missing";
                price: {
                    amountMinor: number;
                    currency: string;
                } | null;
            } | null;
            tookMs: number;
        } | {
            /** @enum {string} */
            kind: "failed";
            /** @enum {string} */
            problem: "no_access" | "denied" | "busy" | "away" | "strange";
            tookMs: number;
        };
        CatalogTestInput: {
            /** @description As the lines of carts name it. */
            productId: string;
            /** @default null */
            variantId?: string | null;
        };
        CampaignInput: {
            name: string;
            rules?: components["schemas"]["CampaignStep"][];
            flow?: components["schemas"]["Flow"];
        } & (unknown | unknown);
        CampaignPublishInput: {
            /**
             * @description What becomes of those who are inside; null: they finish on their version.
             * @default null
             */
            people?: {
                /**
                 * @description By the id of the step that people stand at. Whoever stands at a step without a fate goes over to the step of that id.
                 * @default {}
                 */
                fates?: {
                    [key: string]: {
                        /** @enum {string} */
                        kind: "stays";
                    } | {
                        /** @enum {string} */
                        kind: "moves";
                        to: string;
                    } | {
                        /** @enum {string} */
                        kind: "leaves";
                    };
                };
                /**
                 * @description So many of those whose wait is over in the new version are decided anew in each minute.
                 * @default 60
                 */
                releasesPerMinute?: number;
            } | null;
        };
        CampaignVersion: {
            version: number;
            steps: number;
            /**
             * @description Who published it.
             * @enum {string}
             */
            actorKind: "user" | "api_key" | "operator" | "system" | "platform";
            actorId: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
        };
        CampaignVersionDetail: components["schemas"]["CampaignVersion"] & {
            /** @description The rules; of a flow, its messages. */
            rules: components["schemas"]["CampaignStep"][];
            flow: components["schemas"]["Flow"];
            comparedWith: number | null;
            /** @description What this version changed; null: it is the first. */
            difference: {
                /** @description Of a flow as a whole: whom it takes in, its exits, where it begins. */
                settings: {
                    field: string;
                    before: string | number | boolean | string[] | null;
                    after: string | number | boolean | string[] | null;
                }[];
                steps: {
                    /** @enum {string} */
                    kind: "added" | "removed" | "changed";
                    stepId: string;
                    fields: {
                        field: string;
                        before: string | number | boolean | string[] | null;
                        after: string | number | boolean | string[] | null;
                    }[];
                }[];
                reordered: boolean;
            } | null;
        };
        CampaignCheck: {
            findings: components["schemas"]["CampaignFinding"][];
            /** @description From the newest version. */
            difference: {
                /** @description Of a flow as a whole: whom it takes in, its exits, where it begins. */
                settings: {
                    field: string;
                    before: string | number | boolean | string[] | null;
                    after: string | number | boolean | string[] | null;
                }[];
                steps: {
                    /** @enum {string} */
                    kind: "added" | "removed" | "changed";
                    stepId: string;
                    fields: {
                        field: string;
                        before: string | number | boolean | string[] | null;
                        after: string | number | boolean | string[] | null;
                    }[];
                }[];
                reordered: boolean;
            };
            /** @description What both would send for the carts that were abandoned in the last seven days and still are, at most 1,000, if their people did nothing more; null: nobody could follow a flow with such findings. */
            rehearsal: {
                /**
                 * Format: date-time
                 * @description UTC
                 */
                from: string;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                to: string;
                carts: number;
                /** @description There are more carts than were looked at. */
                truncated: boolean;
                /** @description Carts that get at least one message by the newest version. */
                reachedBefore: number;
                reachedAfter: number;
                steps: {
                    stepId: string;
                    /** @enum {string} */
                    channel: "email" | "sms" | "push";
                    before: number;
                    after: number;
                    /** @description Carts, the first few. */
                    gaining: string[];
                    losing: string[];
                }[];
            } | null;
        };
        CampaignFinding: {
            /**
             * @description Problems keep it from being published.
             * @enum {string}
             */
            severity: "problem" | "warning";
            /** @enum {string} */
            code: "id_duplicate" | "start_unknown" | "next_unknown" | "unreachable" | "no_end" | "loop_without_wait" | "touch_not_send" | "touch_leaves" | "arms_missing" | "floor_too_high" | "too_many_steps" | "messages_max_wrong" | "window_empty" | "wait_too_long" | "event_without_key" | "never_true" | "template_unknown" | "template_without_channel" | "offer_unknown" | "no_provider" | "sms_no_way_out" | "sms_twice" | "no_message" | "sms_over_parts" | "offer_carried_by_none" | "arm_sends_nothing" | "arms_alike" | "offer_not_given" | "late" | "at_night" | "same_moment" | "same_message" | "over_cap" | "browsing_off" | "value_without_currency" | "nobody_reached";
            message: string;
            /** @description Of the value that it is about, as in the request. */
            path: string;
            /** @description Null: it is about the campaign as a whole. */
            stepId: string | null;
            /** @enum {string|null} */
            channel: "email" | "sms" | "push" | null;
            otherStepId: string | null;
            sms?: components["schemas"]["SmsLength"] & unknown;
        };
        CampaignCheckInput: {
            rules?: components["schemas"]["CampaignStep"][];
            flow?: components["schemas"]["Flow"];
        } & (unknown | unknown);
        CampaignMoveCheck: {
            /** @description Open recoveries that stand in the campaign. */
            people: number;
            counts: {
                /** @description Where they stand, in their version. */
                stepId: string;
                stays: number;
                leaves: number;
                /** @description They go over and wait on. */
                waits: number;
                /** @description Their wait is over in the new version: decided anew, at the rate. */
                released: number;
            }[];
            /** @description What keeps the version from being published with these fates. */
            findings: {
                /** @enum {string} */
                code: "fate_missing" | "target_unknown";
                message: string;
                path: string;
                stepId: string;
                people: number;
            }[];
        };
        CampaignMoveCheckInput: {
            rules?: components["schemas"]["CampaignStep"][];
            flow?: components["schemas"]["Flow"];
            /** @default {} */
            people?: {
                /**
                 * @description By the id of the step that people stand at. Whoever stands at a step without a fate goes over to the step of that id.
                 * @default {}
                 */
                fates?: {
                    [key: string]: {
                        /** @enum {string} */
                        kind: "stays";
                    } | {
                        /** @enum {string} */
                        kind: "moves";
                        to: string;
                    } | {
                        /** @enum {string} */
                        kind: "leaves";
                    };
                };
                /**
                 * @description So many of those whose wait is over in the new version are decided anew in each minute.
                 * @default 60
                 */
                releasesPerMinute?: number;
            };
        } & (unknown | unknown);
        DryRunReport: {
            /** @description False: what was counted so far. */
            done: boolean;
            range: {
                /** Format: date */
                from: string;
                /** Format: date */
                to: string;
                timeZone: string;
            };
            /**
             * Format: date-time
             * @description Carts that were abandoned before are counted.
             */
            until: string;
            /** @description There are more than 100000 carts. */
            truncated: boolean;
            /** @description Times that a cart was abandoned. */
            carts: number;
            /** @description Of these, those with at least one message. */
            reached: number;
            people: number;
            messages: {
                email: number;
                sms: number;
                push: number;
            };
            /** @description Of the cost; null: the shop named none. */
            currency: string | null;
            /** @description Messages times the price of one, in minor units. Of an SMS that no price is given for: the dearest price of the store’s phone settings, times the parts of its longest text; else it is assumed. */
            cost: {
                prices: {
                    email: number;
                    sms: number;
                    push: number;
                };
                amountMinor: number;
            };
            /** @description Carts that are reached, times the share of recoveries with a message that an order followed in the last 90 days, times the mean of these orders; low and high are the 95 % interval of the share. */
            revenue: {
                /** @enum {string} */
                kind: "not_enough_data";
                recoveries: number;
                recovered: number;
            } | {
                /** @enum {string} */
                kind: "estimate";
                currency: string;
                amountMinor: number;
                lowMinor: number;
                highMinor: number;
                recoveries: number;
                recovered: number;
                meanOrderMinor: number;
            };
            /** @description What codes of offers would take off; null: no message offers anything. */
            discounts: {
                codes: number;
                /** @description If every code were used, in `currency`. */
                mostMinor: number;
                /** @description The same times the share of recoveries that an order followed; null: too little is recorded. */
                expectedMinor: number | null;
            } | null;
            steps: components["schemas"]["DryRunStep"][];
            outcomes: components["schemas"]["DryRunOutcome"][];
            /** @description Messages by calendar day of the store. */
            days: {
                /** Format: date */
                day: string;
                /** @enum {string} */
                channel: "email" | "sms" | "push";
                messages: number;
            }[];
            /** @description By hour of the day of the store. */
            hours: {
                hour: number;
                /** @enum {string} */
                channel: "email" | "sms" | "push";
                messages: number;
            }[];
        };
        DryRunStep: {
            stepId: string;
            /**
             * @description Null: before a channel was chosen.
             * @enum {string|null}
             */
            channel: "email" | "sms" | "push" | null;
            sent: number;
            people: number;
            /**
             * Format: date-time
             * @description UTC
             */
            firstAt: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            lastAt: string | null;
            /** @description At most 20, of the last line only. */
            examples: {
                cartId: string;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                at: string;
            }[];
            skipped: components["schemas"]["DryRunReason"][];
            /** @description How often a message had to wait, whatever became of it. */
            postponed: components["schemas"]["DryRunReason"][];
        };
        DryRunReason: {
            /** @enum {string} */
            reason: "no_active_campaign" | "before_activation" | "anonymous" | "no_reachable_channel" | "no_consent" | "suppressed" | "cool_down" | "superseded" | "active_recovery" | "has_open_cart" | "order_pending" | "store_paused" | "bot_suspected" | "purchased" | "purchased_elsewhere" | "purchased_before" | "order_unclear" | "cart_emptied" | "cart_active" | "unsubscribed" | "privacy_request" | "human_contact" | "campaign_paused" | "campaign_ended" | "campaign_changed" | "exit_met" | "stopped_by_operator" | "conditions_not_met" | "prediction_below_threshold" | "prediction_unavailable" | "channel_not_reachable" | "channel_no_consent" | "channel_suppressed" | "sender_opted_out" | "listed_by_provider" | "sender_waits" | "channel_paused" | "frequency_cap" | "frequency_cap_waits" | "quiet_hours" | "policy_forbids" | "message_ceiling" | "stale" | "already_claimed" | "sold_out" | "template_error" | "carrier_template_stopped" | "provider_rejected" | "provider_unavailable" | "outcome_unknown" | "bounced" | "complained" | "delivery_failed" | "holdout" | "no_touch_left" | "engine_failure";
            reasonText: string;
            count: number;
            /** @description At most 20, of the last line only. */
            examples: {
                cartId: string;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                at: string;
            }[];
        };
        DryRunOutcome: {
            /** @enum {string} */
            outcome: "not_started" | "purchased" | "completed" | "stopped" | "nothing_to_send";
            /** @enum {string} */
            reason: "no_active_campaign" | "before_activation" | "anonymous" | "no_reachable_channel" | "no_consent" | "suppressed" | "cool_down" | "superseded" | "active_recovery" | "has_open_cart" | "order_pending" | "store_paused" | "bot_suspected" | "purchased" | "purchased_elsewhere" | "purchased_before" | "order_unclear" | "cart_emptied" | "cart_active" | "unsubscribed" | "privacy_request" | "human_contact" | "campaign_paused" | "campaign_ended" | "campaign_changed" | "exit_met" | "stopped_by_operator" | "conditions_not_met" | "prediction_below_threshold" | "prediction_unavailable" | "channel_not_reachable" | "channel_no_consent" | "channel_suppressed" | "sender_opted_out" | "listed_by_provider" | "sender_waits" | "channel_paused" | "frequency_cap" | "frequency_cap_waits" | "quiet_hours" | "policy_forbids" | "message_ceiling" | "stale" | "already_claimed" | "sold_out" | "template_error" | "carrier_template_stopped" | "provider_rejected" | "provider_unavailable" | "outcome_unknown" | "bounced" | "complained" | "delivery_failed" | "holdout" | "no_touch_left" | "engine_failure";
            reasonText: string;
            carts: number;
            /** @description At most 20, of the last line only. */
            examples: {
                cartId: string;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                at: string;
            }[];
        };
        DryRunInput: {
            rules?: components["schemas"]["CampaignStep"][];
            flow?: components["schemas"]["Flow"];
            /** Format: date */
            from?: string;
            /** Format: date */
            to?: string;
            prices?: {
                email?: number;
                sms?: number;
                push?: number;
            };
        } & (unknown | unknown);
        CampaignExplanation: {
            cartId: string;
            /**
             * Format: date-time
             * @description UTC
             */
            abandonedAt: string;
            /**
             * @description `to_come`: the cart is not abandoned so far. `running`: a recovery of the campaign is under way.
             * @enum {string}
             */
            standing: "abandoned" | "to_come" | "running";
            /** @description Why no recovery would begin. */
            startsNot: {
                reason: string;
                reasonText: string;
            } | null;
            turns: components["schemas"]["ExplainedTurn"][];
            /** @description Arms of splits that choose for each person, and why. */
            choices: components["schemas"]["ExplainedChoice"][];
        };
        ExplainedTurn: {
            /**
             * Format: date-time
             * @description UTC
             */
            at: string;
            /**
             * @description `recorded`: it happened. `expected`: it would, or will, if the person does nothing more.
             * @enum {string}
             */
            basis: "recorded" | "expected";
            /** @enum {string} */
            kind: "waits" | "passed" | "heard" | "sent" | "skipped" | "postponed" | "ended";
            stepId: string | null;
            /** @enum {string|null} */
            channel: "email" | "sms" | "push" | null;
            /** @description Of `passed`: how, e.g. `waited`, `branched 0`, `split a`. Of `heard`: what, e.g. `order_placed`. Of `ended`: the outcome. */
            detail: string | null;
            reason: string | null;
            reasonText: string | null;
            /**
             * Format: date-time
             * @description Of `waits` and `postponed`.
             */
            until: string | null;
        };
        ExplainedChoice: {
            splitId: string;
            armId: string;
            /**
             * @description `taken`: the person came to the split already.
             * @enum {string}
             */
            basis: "taken" | "expected";
            /**
             * @description `chosen`: the best arm for the person. `baseline`: drawn evenly, to compare with.
             * @enum {string}
             */
            group: "chosen" | "baseline";
            /** @description What of the person’s own messages speaks for the arm: so many had its channel, time of day or template. Null: it was drawn, or does best at the store. */
            because: {
                /** @enum {string} */
                trait: "channel" | "band" | "template";
                value: string;
                messages: number;
                clicked: number;
                bought: number;
            } | null;
        };
        CampaignExplainInput: {
            rules?: components["schemas"]["CampaignStep"][];
            flow?: components["schemas"]["Flow"];
            version?: number;
            cartId: string;
        };
        CampaignSuggestion: {
            /**
             * @description `too_early`: too few people were seen without a message. `nothing`: no other time has anything for it. `no_first_wait`: the flow does not begin with a wait.
             * @enum {string}
             */
            kind: "suggested" | "too_early" | "nothing" | "no_first_wait";
            missingPeople: number | null;
            suggestion: {
                /**
                 * @description `wait_longer`: so many buy until then by themselves. `wait_less`: hardly anybody buys between then and now.
                 * @enum {string}
                 */
                kind: "wait_longer" | "wait_less";
                /** @description From the abandonment to the first message now, store time. */
                nowMs: number;
                suggestedMs: number;
                evidence: components["schemas"]["UnaidedPurchases"];
                forEverybody: components["schemas"]["Flow"] & unknown;
                asArm: components["schemas"]["Flow"] & unknown;
            } | null;
        };
        UnaidedPurchases: {
            /** @description Of those who had not bought before, the share that did within the time. */
            share: number;
            interval: {
                low: number;
                high: number;
            };
            /** @description Seen without a message and without a purchase when the time began. */
            people: number;
            peopleAtEnd: number;
            bought: number;
        };
        CampaignYaml: {
            /** @enum {number} */
            format: 1;
            name: string;
            rules?: unknown[];
            flow?: unknown;
        };
        CampaignFileContent: {
            name: string;
            rules?: components["schemas"]["CampaignStep"][];
            flow?: components["schemas"]["Flow"];
        };
        CampaignFile: {
            text: string;
        };
        CampaignPreview: {
            stepId: string;
            template: string;
            /** @enum {string} */
            channel: "email" | "sms" | "push";
            /** @description Null: an invented cart. */
            cartId: string | null;
            message: {
                /** @enum {string} */
                channel: "email";
                /** @description Masked unless the caller may see addresses; empty: there is none. */
                to: string;
                from: string;
                subject: string;
                html: string;
                text: string;
            } | {
                /** @enum {string} */
                channel: "sms";
                to: string;
                text: string;
                /** @description How many SMS it is billed as. */
                segments: number;
                /** @description By the prices of the store, in units of the currency; null: it set none for the country. */
                cost: {
                    currency: string;
                    amount: string;
                } | null;
            } | {
                /** @enum {string} */
                channel: "push";
                to: string;
                title: string;
                body: string;
                url: string;
            } | null;
            /** @description Why it could not be rendered. */
            error: {
                code: string;
                message: string;
            } | null;
            /** @description What the message lacks, and why it would not go out to this person. */
            gaps: {
                /** @enum {string} */
                code: "sample" | "name_masked" | "no_name" | "no_person" | "no_address" | "suppressed" | "no_consent" | "no_pictures" | "no_total" | "no_shop_address";
                message: string;
            }[];
        };
        CampaignPreviewInput: {
            rules?: components["schemas"]["CampaignStep"][];
            flow?: components["schemas"]["Flow"];
            version?: number;
            stepId: string;
            /** @enum {string} */
            channel: "email" | "sms" | "push";
            /** @default null */
            cartId?: string | null;
        };
        StepCount: {
            stepId: string;
            /**
             * @description Null: skipped before a channel was chosen.
             * @enum {string|null}
             */
            channel: "email" | "sms" | "push" | null;
            /** @enum {string} */
            figure: "sent" | "delivered" | "clicked" | "bought" | "skipped" | "waiting";
            reason: string | null;
            reasonText: string | null;
            count: number;
        };
        StepEntry: {
            id: string;
            /** @enum {string} */
            figure: "sent" | "delivered" | "clicked" | "bought" | "skipped" | "waiting";
            stepId: string;
            /** @enum {string|null} */
            channel: "email" | "sms" | "push" | null;
            reason: string | null;
            reasonText: string | null;
            recoveryId: string;
            cartId: string;
            customerId: string;
            messageId: string | null;
            orderId: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            at: string;
        };
        ExperimentSummary: {
            campaignId: string;
            name: string;
            /** @enum {string} */
            status: "draft" | "active" | "paused" | "archived";
            holdoutPercent: number;
            /**
             * Format: date-time
             * @description People are compared who were exposed since then.
             */
            since: string;
            /**
             * @description By the share of people that buys: `more` or `less` than without messages, `undecided`, `too_early`, `ratio_wrong` (the arms were not filled by their shares), `no_holdout`.
             * @enum {string}
             */
            verdict: "no_holdout" | "ratio_wrong" | "too_early" | "undecided" | "more" | "less";
            treated: components["schemas"]["ExperimentArm"];
            holdout: components["schemas"]["ExperimentArm"];
            sampleRatio: {
                /** @description How probable such uneven arms are, at every look at once. */
                p: number;
                limit: number;
                wrong: boolean;
            };
            share: components["schemas"]["Compared"];
            /** @description What is missing to find the planned lift in 80 of 100 experiments. */
            missing: {
                plannedLift: number;
                /** @description Of both arms together. */
                people: number;
                /** @description At the pace of late; null: nobody comes. */
                days: number | null;
            } | null;
            /** @description By currency, most orders first. */
            money: {
                /** @description ISO 4217; empty: the shop told none. */
                currency: string;
                treated: {
                    buyers: number;
                    orders: number;
                    /** @description Minor units, net of refunds. */
                    amountMinor: number;
                    /** @description Minor units per matured person. */
                    perPersonMinor: number | null;
                };
                holdout: {
                    buyers: number;
                    orders: number;
                    /** @description Minor units, net of refunds. */
                    amountMinor: number;
                    /** @description Minor units per matured person. */
                    perPersonMinor: number | null;
                };
                perPerson: components["schemas"]["Compared"] & unknown;
                /** @description The same without what people had spent in 28 days before; null: nobody had. */
                withoutPast: {
                    difference: number | null;
                    interval: {
                        low: number;
                        high: number;
                    } | null;
                } | null;
                /** @description What the treated spent more than they would have without messages. */
                incremental: {
                    amountMinor: number | null;
                    interval: {
                        low: number;
                        high: number;
                    } | null;
                };
                /** @description Of the treated: ordered within seven days after following a link. */
                link: {
                    orders: number;
                    amountMinor: number;
                };
                /** @description Of the treated: the newest message before the order was one of this campaign. */
                lastTouch: {
                    orders: number;
                    amountMinor: number;
                    /** @enum {string} */
                    channel: "email" | "sms" | "push";
                }[];
            }[];
        };
        ExperimentArm: {
            /** @description Exposed: a message would have gone out, and did or was held back. */
            people: number;
            /** @description Their seven days to buy are over: only these are compared. */
            matured: number;
            /** @description Of the matured: bought at least once. */
            buyers: number;
            /** @description Were in both arms before they turned out to be one person; not compared. */
            crossed: number;
            /** @description Got a message of another campaign in their seven days. */
            otherCampaigns: number;
            /** @description Got a message of this campaign in their seven days. */
            ownMessages: number;
        };
        /** @description The share of people that buys. */
        Compared: {
            /** @description Treated less holdout, per person. */
            difference: number | null;
            /** @description Where the true difference lies, in 95 of 100 experiments, however often one looks; null: too few bought. */
            interval: {
                low: number;
                high: number;
            } | null;
            /** @description The difference as a share of what the holdout does. */
            lift: number | null;
            liftInterval: {
                low: number;
                high: number;
            } | null;
        };
        Experiment: components["schemas"]["ExperimentSummary"] & {
            money?: {
                /** @description ISO 4217; empty: the shop told none. */
                currency: string;
                treated: {
                    buyers: number;
                    orders: number;
                    /** @description Minor units, net of refunds. */
                    amountMinor: number;
                    /** @description Minor units per matured person. */
                    perPersonMinor: number | null;
                };
                holdout: {
                    buyers: number;
                    orders: number;
                    /** @description Minor units, net of refunds. */
                    amountMinor: number;
                    /** @description Minor units per matured person. */
                    perPersonMinor: number | null;
                };
                perPerson: components["schemas"]["Compared"] & unknown;
                /** @description The same without what people had spent in 28 days before; null: nobody had. */
                withoutPast: {
                    difference: number | null;
                    interval: {
                        low: number;
                        high: number;
                    } | null;
                } | null;
                /** @description What the treated spent more than they would have without messages. */
                incremental: {
                    amountMinor: number | null;
                    interval: {
                        low: number;
                        high: number;
                    } | null;
                };
                /** @description Of the treated: ordered within seven days after following a link. */
                link: {
                    orders: number;
                    amountMinor: number;
                };
                /** @description Of the treated: the newest message before the order was one of this campaign. */
                lastTouch: {
                    orders: number;
                    amountMinor: number;
                    /** @enum {string} */
                    channel: "email" | "sms" | "push";
                }[];
                /** @description How it stood at the end of each day of the store, at most the last 366. */
                course: (components["schemas"]["Compared"] & {
                    /** Format: date */
                    day: string;
                })[];
            }[];
            /** @description How it stood at the end of each day of the store, at most the last 366. */
            shareCourse: (components["schemas"]["Compared"] & {
                /** Format: date */
                day: string;
            })[];
        };
        ExperimentOrder: {
            id: string;
            customerId: string;
            cartId: string | null;
            /** @enum {string} */
            arm: "treated" | "holdout";
            /**
             * Format: date-time
             * @description UTC
             */
            placedAt: string;
            currency: string;
            /** @description Minor units, net of refunds. */
            netMinor: number;
            refundedMinor: number;
            /** @description That is credited by the figure; null for those of an arm. */
            messageId: string | null;
            /** @enum {string|null} */
            channel: "email" | "sms" | "push" | null;
        };
        SplitResult: {
            campaignId: string;
            campaignName: string;
            /** @enum {string} */
            campaignStatus: "draft" | "active" | "paused" | "archived";
            splitId: string;
            /** @enum {string} */
            by: "recovery" | "person";
            /** @enum {string} */
            allocation: "fixed" | "learning" | "personal";
            /** @enum {string} */
            goal: "recovered" | "revenue";
            /** @description Least share of an arm; null: the shares are fixed. */
            floorPercent: number | null;
            /** @enum {string} */
            verdict: "ratio_wrong" | "too_early" | "undecided" | "best" | "choosing_pays" | "choosing_costs";
            /** @description The arm that is surely better than every other. */
            best: string | null;
            arms: components["schemas"]["SplitArmResult"][];
            /** @description Of the amounts: the one of most orders. */
            currency: string | null;
            otherCurrencyOrders: number;
            /** @description Were in two arms, or both groups of `personal`, before they turned out to be one person; not compared. */
            crossed: number;
            /** @description Get no message by the holdout of the campaign; not compared. */
            heldOut: number;
            /** @description Whether the arms, or the groups of `personal`, were filled by their shares; null: they are learned. */
            sampleRatio: {
                p: number;
                limit: number;
                wrong: boolean;
            } | null;
            personal: components["schemas"]["PersonalSplitResult"];
            /** @description People that are still missing to tell the planned lift. */
            missing: {
                plannedLift: number;
                people: number;
            } | null;
            winner: {
                arm: string;
                /** @enum {string} */
                state: "proposed" | "objected" | "applied";
                /**
                 * Format: date-time
                 * @description UTC
                 */
                proposedAt: string;
                /**
                 * Format: date-time
                 * @description When it takes all new people, unless somebody objects.
                 */
                dueAt: string;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                decidedAt: string | null;
            } | null;
        };
        SplitArmResult: {
            id: string;
            /** @description Of the people who come now, 0 to 1; of a split that chooses for each person, of those who came so far. */
            share: number;
            /** @description Came to the split, are not held back, and were in no other arm. */
            people: number;
            /** @description Their seven days to buy are over: only these are compared. */
            matured: number;
            /** @description Of the matured: bought at least once. */
            buyers: number;
            orders: number;
            /** @description Minor units, net of refunds. */
            amountMinor: number;
            /** @description Of the matured; with learned shares each counts by how probable their arm was when they came. */
            buyingShare: number | null;
            perPersonMinor: number | null;
            /** @description Beside the first arm; null: it is the first arm, or the arms were chosen for different people. */
            than: {
                recovered: components["schemas"]["ArmDifference"];
                revenue: components["schemas"]["ArmDifference"];
            } | null;
        };
        ArmDifference: {
            /** @description Less the first arm, per person. */
            difference: number | null;
            /** @description Where the true difference lies, in 95 of 100 splits for all arms together, however often one looks; null: too few bought. */
            interval: {
                low: number;
                high: number;
            } | null;
        };
        /** @description Whether choosing an arm for each person pays so far; null: the split does not choose. */
        PersonalSplitResult: {
            /** @description Of the people: their arm is drawn evenly. */
            baselinePercent: number;
            chosen: components["schemas"]["PersonalGroupResult"];
            baseline: components["schemas"]["PersonalGroupResult"];
            /** @description People whose arm was chosen, less the baseline. */
            difference: {
                recovered: components["schemas"]["ArmDifference"];
                revenue: components["schemas"]["ArmDifference"];
            };
        } | null;
        PersonalGroupResult: {
            people: number;
            matured: number;
            buyers: number;
            orders: number;
            amountMinor: number;
            buyingShare: number | null;
            perPersonMinor: number | null;
        };
        TrialPlaces: {
            /** @description Of the person who asks; null: it is a program. */
            ownAddress: string | null;
            /** @description What sends the e-mails of the store. */
            email: {
                provider: string;
                /** @description False: it only keeps messages, in the sandbox inbox. */
                delivers: boolean;
            } | null;
            /** @description The sandbox inbox, for those who may open it; a path of this server. */
            sandboxUrl: string | null;
            /** @description A shop to leave a cart of this store in; null: there is none. A path of this server. */
            demoShopUrl: string | null;
            /** @description How long after a left checkout the first message goes out; null: no campaign is active. */
            firstMessageAfterMs: number | null;
        };
        TestMessage: {
            id: string;
            /** @enum {string} */
            channel: "email" | "sms" | "push";
            provider: string;
            /**
             * @description `rejected`: the provider did not take it; `unknown`: it may or may not have taken it.
             * @enum {string}
             */
            state: "sending" | "accepted" | "rejected" | "unknown";
            /** @description By which the provider knows it. */
            providerMessageId: string | null;
            errorCode: string | null;
            /** @description False: it lies in the sandbox inbox and reaches nobody. */
            delivered: boolean;
            /** @description Where it can be read there, for those who may; a path of this server. */
            sandboxUrl: string | null;
        };
        NewTestMessage: {
            stepId: string;
            /** @enum {string} */
            channel: "email" | "sms" | "push";
            /** @default null */
            cartId?: string | null;
            /** @description E-mail: the address of somebody of the team; without it, of the person who asks. SMS: a phone number with its country (+43…). Push: the token of a device. */
            to?: string;
        };
        TestRun: {
            id: string;
            campaignId: string;
            /** @description Of the campaign; null: the draft as it was then. */
            version: number | null;
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When its person ended it, or began another.
             */
            stoppedAt: string | null;
        };
        NewTestRun: {
            /**
             * @description Whose goods the test cart has; without it, those of the newest cart, or invented ones.
             * @default null
             */
            cartId?: string | null;
            /**
             * @description Where e-mails go: into the sandbox inbox, or to your own address. SMS and push stay in the sandbox.
             * @default sandbox
             * @enum {string}
             */
            deliverTo?: "sandbox" | "own_address";
        };
        TestRunDetail: {
            id: string;
            campaignId: string;
            /** @description Of the campaign; null: the draft as it was then. */
            version: number | null;
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When its person ended it, or began another.
             */
            stoppedAt: string | null;
            /** @description How much faster than the wall its time goes. */
            timeScale: number;
            /** @description Where its messages can be read, by their ids; paths of this server. */
            sandboxUrls: {
                [key: string]: string;
            };
            /** @description The test cart with its timeline, as of any cart; null until it has arrived, which takes a moment. */
            cart: components["schemas"]["CartDetail"] | null;
        };
        TestRunCommandResult: {
            id: string;
            command: string;
            /** @enum {string} */
            status: "told";
        };
        OwnStore: components["schemas"]["Store"] & {
            /** @description Whether this installation has a domain for mail, without which `replyHandling` has no effect. */
            takesMail: boolean;
            /** @description What `providers` may pick from. */
            configuredProviders: {
                email: string[];
                sms: string[];
                push: string[];
            };
            /** @description Whether events come as they used to, by the hour of the day. `silent`: they stopped at `since`, and the store's own past would have brought `expectedEvents` by now. It ends by itself with the next event. Null: there was none yet. */
            eventFlow: {
                /** @enum {string} */
                state: "learning" | "flowing" | "silent";
                /**
                 * Format: date-time
                 * @description UTC
                 */
                since: string;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                lastEventAt: string;
                expectedEvents: number;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                checkedAt: string;
            } | null;
        };
        Store: {
            id: string;
            name: string;
            /** @enum {string} */
            status: "active" | "paused";
            locale: string;
            timeZone: string;
            /** @description Null: a store of before addresses were asked for. Set one. */
            url: string | null;
            senderName: string | null;
            postalAddress: string | null;
            timeScale: number;
            cartIdleMs: number;
            checkoutIdleMs: number;
            browseIdleMs: number | null;
            coolDownMs: number;
            capMessages: number;
            capMessagesOfAll: number | null;
            /** @enum {string} */
            capAction: "skip" | "postpone";
            capPeriodMs: number;
            quietHours: {
                from: string;
                until: string;
                channels: ("email" | "sms" | "push")[];
            } | null;
            /** @enum {string} */
            countryRules: "by_country" | "off";
            /** @enum {string} */
            replyHandling: "sender" | "engine";
            replyMailbox: string | null;
            replyTextInWebhooks: boolean;
            clickTracking: boolean;
            softOptIn: {
                countries: string[];
                /**
                 * Format: date
                 * @description Since when the shop offers to object where it takes the address of an order; by setting it the store says so. Orders placed before midnight UTC of that day do not count.
                 */
                objectionOfferedSince: string;
            } | null;
            doubleOptInCountries: string[];
            /** @description On channels without an entry the installation's provider sends. */
            providers: {
                email?: string;
                sms?: string;
                push?: string;
            };
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
        };
        PhoneSettings: {
            /** @description What is tried before SMS, in this order. Empty: SMS alone. */
            carriers: ("whatsapp" | "rcs")[];
            /** @description The `source` of consents to texts whose words name WhatsApp too. Nobody else is written to by WhatsApp. */
            whatsAppSources: string[];
            /** @description An SMS that would be billed as more is not sent. */
            segmentsMax: number;
            currency: string | null;
            /** @description What one SMS of one part costs, in units of the currency. */
            prices: {
                country: string;
                perSegment: string;
            }[];
            templates: {
                /** @enum {string} */
                carrier: "whatsapp" | "rcs";
                /** @description Name of a template of ours. */
                template: string;
                locale: string;
                contentSid: string;
                /** @description What stands for {{1}}, {{2}} and so on, in this order. */
                variables: ("store_name" | "first_name" | "first_item" | "items" | "cart_total" | "restore_link" | "restore_code" | "unsubscribe_link" | "text")[];
                /** @description Since when the vendor has paused or rejected it, and its code: nothing goes out by it. */
                stopped: {
                    code: string;
                    /**
                     * Format: date-time
                     * @description UTC
                     */
                    at: string;
                } | null;
            }[];
            /** @description What the provider that sends for the store has senders for. */
            connected: ("whatsapp" | "rcs")[];
            /** @description Beginnings of numbers that a carrier takes no marketing for. No legal advice. */
            rules: {
                /** @enum {string} */
                carrier: "whatsapp" | "rcs";
                prefix: string;
                source: string;
                /** Format: uri */
                url: string;
                /** Format: date */
                asOf: string;
            }[];
        };
        PhoneSettingsInput: {
            /** @description What is tried before SMS, in this order. Empty: SMS alone. */
            carriers: ("whatsapp" | "rcs")[];
            /** @description The `source` of consents to texts whose words name WhatsApp too. Nobody else is written to by WhatsApp. */
            whatsAppSources: string[];
            /** @description An SMS that would be billed as more is not sent. */
            segmentsMax: number;
            currency: string | null;
            /** @description What one SMS of one part costs, in units of the currency. */
            prices: {
                country: string;
                perSegment: string;
            }[];
            /** @description Our templates as the vendor approved them, one for each carrier and language. */
            templates: {
                /** @enum {string} */
                carrier: "whatsapp" | "rcs";
                /** @description Name of a template of ours. */
                template: string;
                locale: string;
                contentSid: string;
                /** @description What stands for {{1}}, {{2}} and so on, in this order. */
                variables: ("store_name" | "first_name" | "first_item" | "items" | "cart_total" | "restore_link" | "restore_code" | "unsubscribe_link" | "text")[];
            }[];
        };
        StoreLook: {
            /** @description What the dashboard calls itself; null: its own name. */
            productName: string | null;
            /** @description Of buttons; their text is black or white, whichever can be read better. */
            accentColour: string | null;
            /** @description A PNG in base64. Only its pixels are kept. It has no address of its own. */
            logo: string | null;
        };
        StoreChange: {
            name?: string;
            /**
             * @description A paused store sends nothing.
             * @enum {string}
             */
            status?: "active" | "paused";
            locale?: string;
            timeZone?: string;
            /**
             * Format: uri
             * @description The address of the shop. Links of a message lead to pages below it and nowhere else, so a store without one could remind nobody.
             */
            url?: string;
            senderName?: string | null;
            /** @description Where letters reach the store, in lines. It stands at the foot of each e-mail; many countries ask for it. */
            postalAddress?: string | null;
            /** @description How much faster than the wall the store's clock runs; 1 in production. */
            timeScale?: number;
            /** @description A cart untouched for so long is abandoned. */
            cartIdleMs?: number;
            /** @description The same once the checkout was begun. */
            checkoutIdleMs?: number;
            /** @description The same for known people who only looked at products; null: they start nothing. */
            browseIdleMs?: number | null;
            /** @description No new recovery of a person for so long after the last one. */
            coolDownMs?: number;
            /** @description Messages per person and channel within capPeriodMs. */
            capMessages?: number;
            /** @description Messages per person over all channels and campaigns within capPeriodMs; null: no such cap. */
            capMessagesOfAll?: number | null;
            /**
             * @description What becomes of a message that a cap holds back: `skip` lets it go, `postpone` lets it wait until there is room, for two days at most.
             * @enum {string}
             */
            capAction?: "skip" | "postpone";
            /** @description A rolling period, counted back from each message; not days of a calendar. */
            capPeriodMs?: number;
            /** @description Nothing goes out in these hours of the wall clock of whoever would get it, on the channels that are named; what is due waits for their end. Null: none. A new shop begins with 21:00 to 08:00 for SMS and push; one whose clock runs faster, with none. */
            quietHours?: {
                from: string;
                until: string;
                channels: ("email" | "sms" | "push")[];
            } | null;
            /**
             * @description Whether the presets of the countries that people live in hold: `GET /v1/country-policies` lists them. They are data with their sources and no legal advice.
             * @enum {string}
             */
            countryRules?: "by_country" | "off";
            /**
             * @description Who gets answers to the e-mails of the store: `sender`, whoever reads the mailbox of its sender; `engine`, this installation, which acts on refusals, pauses what is open for whoever answered, and hands the answer on. For `engine` the operator has to have set up a domain for mail.
             * @enum {string}
             */
            replyHandling?: "sender" | "engine";
            /**
             * Format: email
             * @description Where answers that the engine took are forwarded to, so that one reply reaches the person; null: nowhere.
             */
            replyMailbox?: string | null;
            /** @description Whether `reply.received` holds what the person wrote, too. */
            replyTextInWebhooks?: boolean;
            /** @description Whether it is noted who opens a message or follows its link. Without it nothing is counted as opened or clicked, and conditions of flows on them are never true. */
            clickTracking?: boolean;
            /** @description Where buyers may be reminded by e-mail without having agreed: people with an address in one of these countries who placed an order since the shop offers to object, and of whom no refusal is known. Null: nowhere. `GET /v1/basis-policies` lists what countries ask. */
            softOptIn?: {
                countries: string[];
                /**
                 * Format: date
                 * @description Since when the shop offers to object where it takes the address of an order; by setting it the store says so. Orders placed before midnight UTC of that day do not count.
                 */
                objectionOfferedSince: string;
            } | null;
            /** @description Where a consent to e-mail counts only when it was confirmed from the mailbox: for people with an address in one of these countries. */
            doubleOptInCountries?: string[];
            /** @description Which of the configured providers sends for the store on a channel; null: the installation's. Channels that are not named stay as they are. A message under way stays with the provider that may have it. */
            providers?: {
                email?: string | null;
                sms?: string | null;
                push?: string | null;
            };
        };
        Snippet: {
            /** @description False stops the snippet: new pages within five minutes, open ones at once. */
            enabled: boolean;
            /** @description Nothing is stored or sent before the page says that the visitor agreed. */
            consentRequired: boolean;
            /** @description Global Privacy Control and Do Not Track count as a refusal. */
            honourSignals: boolean;
            /** @description Reads products and carts from common markup and carts of Shopify and WooCommerce. */
            autoCapture: boolean;
            /** @description Takes e-mail addresses from the browser: typed into a form, or named by the page. */
            emailCapture: boolean;
            /** @description A recovery link hands its cart to the snippet on the shop’s page. */
            restoreCarts: boolean;
            allowedOrigins: string[];
            publishableKey: string;
            /** @description What to paste into every page of the shop. */
            tag: string;
            /** @description The code of a custom pixel for Shopify. */
            shopifyPixelUrl: string;
            /**
             * Format: date-time
             * @description UTC
             */
            updatedAt: string;
        };
        SnippetChange: {
            /** @description False stops the snippet: new pages within five minutes, open ones at once. */
            enabled?: boolean;
            /** @description Nothing is stored or sent before the page says that the visitor agreed. */
            consentRequired?: boolean;
            /** @description Global Privacy Control and Do Not Track count as a refusal. */
            honourSignals?: boolean;
            /** @description Reads products and carts from common markup and carts of Shopify and WooCommerce. */
            autoCapture?: boolean;
            /** @description Takes e-mail addresses from the browser: typed into a form, or named by the page. */
            emailCapture?: boolean;
            /** @description A recovery link hands its cart to the snippet on the shop’s page. */
            restoreCarts?: boolean;
            /** @description Origins beside the site of the store’s own address; `null` for Shopify’s custom pixels. */
            allowedOrigins?: string[];
        };
        SnippetCheck: {
            /** @enum {string} */
            status: "checked";
            /** @description Where the redirects ended. */
            url: string;
            findings: {
                /** @enum {string} */
                check: "switch" | "tag" | "policy" | "origin" | "product";
                /**
                 * @description `problem`: the snippet does not work on this page until it is mended.
                 * @enum {string}
                 */
                outcome: "ok" | "problem" | "note";
                /** @enum {string} */
                code: "switched_on" | "switched_off" | "tag_found" | "tag_missing" | "tag_in_tag_manager" | "tag_other_key" | "tag_other_server" | "policy_allows" | "policy_refuses_script" | "policy_refuses_requests" | "origin_allowed" | "origin_not_allowed" | "product_found" | "product_not_found";
                /** @description What was found, e.g. the directive that refuses. */
                detail: string | null;
            }[];
        } | {
            /** @enum {string} */
            status: "not_loaded";
            /** @enum {string} */
            problem: "forbidden_address" | "unreachable" | "too_slow" | "too_many_redirects" | "refused" | "not_html";
            httpStatus: number | null;
        };
        PageToCheck: {
            /** @description A page of the shop, best of a product. Public addresses only. */
            url: string;
        };
        SignInMethods: {
            /** @description Whether `GET /v1/auth/oidc/start` leads to one. */
            identityProvider: boolean;
            /** @description False: the link that the installation printed is needed. */
            anyAccount: boolean;
            /** @description Where the dashboard is: other origins are refused. */
            publicUrl: string;
            /** @description False: passwords travel in the open; TLS is missing. */
            private: boolean;
        };
        SignInAnswer: {
            /** @enum {string} */
            status: "signed_in";
        } | {
            /** @enum {string} */
            status: "second_factor";
            /** @description For POST /v1/auth/second-factor, within five minutes. */
            challenge: string;
            methods: ("totp" | "passkey")[];
        };
        SignIn: {
            /** Format: email */
            email: string;
            password: string;
        };
        SecondFactorAnswer: {
            challenge: string;
            code: string;
        } | {
            challenge: string;
            passkey: components["schemas"]["PasskeyAssertion"];
        };
        PasskeyAssertion: {
            id: string;
            rawId: string;
            /** @enum {string} */
            type: "public-key";
            /** @enum {string} */
            authenticatorAttachment?: "platform" | "cross-platform";
            clientExtensionResults: Record<string, never>;
            response: {
                clientDataJSON: string;
                authenticatorData: string;
                signature: string;
                userHandle?: string;
            };
        };
        PasskeyRequestOptions: {
            challenge: string;
        } & {
            [key: string]: unknown;
        };
        SecondFactorChallenge: {
            challenge: string;
        };
        SetUp: {
            token: string;
            /** Format: email */
            email: string;
            name: string;
            password: string;
            /**
             * @default en
             * @enum {string}
             */
            locale?: "en" | "de";
        };
        AskedPasswordReset: {
            /**
             * @description The same whether there is such an account or not.
             * @enum {string}
             */
            status: "asked";
            linkLifeMs: number;
        };
        PasswordResetRequest: {
            /** Format: email */
            email: string;
        };
        PasswordReset: {
            /**
             * Format: date-time
             * @description UTC
             */
            expiresAt: string;
        };
        NewPassword: {
            password: string;
        };
        ShownInvitation: {
            storeName: string;
            email: string;
            /** @enum {string} */
            role: "store_owner" | "marketer" | "analyst" | "developer" | "support" | "api_user";
            /**
             * Format: date-time
             * @description UTC
             */
            expiresAt: string;
            /** @description True: sign in with it to join. False: joining makes one. */
            hasAccount: boolean;
        };
        Joined: {
            /** @enum {string} */
            status: "joined" | "signed_up";
            storeId: string;
        };
        NewAccount: {
            name?: string;
            password?: string;
            /**
             * @default en
             * @enum {string}
             */
            locale?: "en" | "de";
        };
        Me: {
            user: {
                id: string;
                email: string;
                name: string;
                locale: string;
            };
            /** @description May do everything, in each store and in the installation. */
            admin: boolean;
            stores: {
                id: string;
                name: string;
                url: string | null;
                timeZone: string;
                /** @description Of the newest order; null before the first. */
                currency: string | null;
                locale: string;
                /** @enum {string} */
                role: "admin" | "store_owner" | "marketer" | "analyst" | "developer" | "support" | "api_user" | "customer";
                permissions: ("events:write" | "carts:read" | "carts:quarantine" | "orders:read" | "customers:read" | "customers:unmask" | "suppressions:lift" | "recoveries:read" | "recoveries:command" | "messages:read" | "decisions:read" | "stats:read" | "reports:write" | "predictions:read" | "campaigns:read" | "campaigns:write" | "offers:read" | "offers:write" | "store:read" | "store:write" | "snippet:read" | "snippet:write" | "api-keys:read" | "api-keys:write" | "api-keys:grant" | "integrations:read" | "integrations:write" | "webhooks:read" | "webhooks:replay" | "webhook-endpoints:read" | "webhook-endpoints:write" | "dead-letters:read" | "dead-letters:decide" | "privacy-requests:read" | "privacy-requests:finish" | "privacy-requests:act" | "audit:read" | "members:read" | "members:write" | "stores:read" | "stores:create" | "schemas:write" | "installation-audit:read" | "installation:read" | "users:read" | "users:write" | "operations:read" | "senders:write" | "account:write")[];
            }[];
        };
        OwnChange: {
            name?: string;
            /** @enum {string} */
            locale?: "en" | "de";
        };
        Session: {
            id: string;
            /** @description Browser and system, coarsely. */
            agent: string;
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            lastSeenAt: string;
            /** @description The one that asks. */
            current: boolean;
        };
        PasswordChange: {
            currentPassword: string;
            newPassword: string;
        };
        SecondFactors: {
            totp: {
                /**
                 * Format: date-time
                 * @description UTC
                 */
                confirmedAt: string;
            } | null;
            passkeys: {
                id: string;
                name: string;
                /** @description The host name that it was made under. */
                rpId: string;
                /** @description False: the dashboard has another address by now. */
                usable: boolean;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                createdAt: string;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                lastUsedAt: string | null;
            }[];
        };
        BegunTotp: {
            /** @description To be typed into the app. Shown this once. */
            secret: string;
            /** @description To be shown as a picture that the app takes. */
            uri: string;
        };
        TotpCode: {
            code: string;
        };
        BegunPasskey: {
            challenge: string;
            options: {
                challenge: string;
            } & {
                [key: string]: unknown;
            };
        };
        AddedPasskey: {
            id: string;
        };
        NewPasskey: {
            challenge: string;
            name: string;
            response: components["schemas"]["PasskeyAttestation"];
        };
        PasskeyAttestation: {
            id: string;
            rawId: string;
            /** @enum {string} */
            type: "public-key";
            /** @enum {string} */
            authenticatorAttachment?: "platform" | "cross-platform";
            clientExtensionResults: Record<string, never>;
            response: {
                clientDataJSON: string;
                attestationObject: string;
                transports?: ("ble" | "cable" | "hybrid" | "internal" | "nfc" | "smart-card" | "usb")[];
            };
        };
        LinkedIdentity: {
            id: string;
            issuer: string;
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
        };
        BegunIdentity: {
            url: string;
        };
        Member: {
            id: string;
            name: string;
            email: string;
            /** @enum {string} */
            role: "store_owner" | "marketer" | "analyst" | "developer" | "support" | "api_user";
            /**
             * Format: date-time
             * @description UTC
             */
            joinedAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            deactivatedAt: string | null;
        };
        RoleChange: {
            /** @enum {string} */
            role: "store_owner" | "marketer" | "analyst" | "developer" | "support" | "api_user";
        };
        Invitation: {
            id: string;
            email: string;
            /** @enum {string} */
            role: "store_owner" | "marketer" | "analyst" | "developer" | "support" | "api_user";
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            expiresAt: string;
        };
        CreatedInvitation: {
            invitation: components["schemas"]["Invitation"];
            delivery: {
                /** @enum {string} */
                kind: "mailed";
            } | {
                /** @enum {string} */
                kind: "link";
                /** @description No provider took the mail: bring this link to the person. */
                url: string;
            };
        };
        NewInvitation: {
            /** Format: email */
            email: string;
            /** @enum {string} */
            role: "store_owner" | "marketer" | "analyst" | "developer" | "support" | "api_user";
        };
        AccountLink: {
            /** @description Shown this once. */
            url: string;
            /**
             * Format: date-time
             * @description UTC
             */
            expiresAt: string;
        };
        NewAccountLink: {
            /**
             * Format: email
             * @description Of an account whose password is to be set anew; without it the link makes an admin.
             */
            email?: string;
        };
        User: {
            id: string;
            email: string;
            name: string;
            admin: boolean;
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            deactivatedAt: string | null;
        };
        ApiKey: {
            id: string;
            name: string;
            prefix: string;
            scopes: ("events:write" | "carts:read" | "campaigns:write" | "store:admin" | "carts:quarantine" | "orders:read" | "customers:read" | "customers:unmask" | "suppressions:lift" | "recoveries:read" | "recoveries:command" | "messages:read" | "decisions:read" | "stats:read" | "reports:write" | "predictions:read" | "campaigns:read" | "offers:read" | "offers:write" | "store:read" | "store:write" | "snippet:read" | "snippet:write" | "api-keys:read" | "api-keys:write" | "integrations:read" | "integrations:write" | "webhooks:read" | "webhooks:replay" | "webhook-endpoints:read" | "webhook-endpoints:write" | "dead-letters:read" | "dead-letters:decide" | "privacy-requests:read" | "privacy-requests:finish" | "audit:read" | "members:read" | "members:write")[];
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            revokedAt: string | null;
        };
        CreatedApiKey: components["schemas"]["ApiKey"] & {
            /** @description The key itself: shown this once. */
            key: string;
        };
        NewApiKey: {
            name: string;
            scopes: ("events:write" | "carts:read" | "campaigns:write" | "store:admin" | "carts:quarantine" | "orders:read" | "customers:read" | "customers:unmask" | "suppressions:lift" | "recoveries:read" | "recoveries:command" | "messages:read" | "decisions:read" | "stats:read" | "reports:write" | "predictions:read" | "campaigns:read" | "offers:read" | "offers:write" | "store:read" | "store:write" | "snippet:read" | "snippet:write" | "api-keys:read" | "api-keys:write" | "integrations:read" | "integrations:write" | "webhooks:read" | "webhooks:replay" | "webhook-endpoints:read" | "webhook-endpoints:write" | "dead-letters:read" | "dead-letters:decide" | "privacy-requests:read" | "privacy-requests:finish" | "audit:read" | "members:read" | "members:write")[];
        };
        WebhookAnswer: {
            /** @enum {string} */
            status: "kept" | "duplicate" | "ping";
        };
        CallbackAnswer: {
            /** @enum {string} */
            status: "kept" | "duplicate";
        };
        InboundMailAnswer: {
            /** @enum {string} */
            status: "kept" | "duplicate";
        };
        Reply: {
            id: string;
            /** @enum {string} */
            channel: "email" | "sms" | "push";
            /**
             * @description `unsubscribe` was a refusal and has taken effect; `complaint`, `question` and `other` paused what was open for the person; `automatic` and `bounce` were written by no person.
             * @enum {string}
             */
            class: "unsubscribe" | "complaint" | "question" | "other" | "automatic" | "bounce";
            customerId: string;
            /** @description Null: the answer names none. */
            messageId: string | null;
            recoveryId: string | null;
            cartId: string | null;
            /**
             * @description Where it stands on its way to the mailbox of the store. `none`: it does not go there. `unknown`: the provider may have it.
             * @enum {string}
             */
            forwardState: "none" | "waiting" | "sending" | "sent" | "not_sent" | "unknown";
            /** @description Why it was not forwarded: a code. */
            forwardReason: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            receivedAt: string;
        };
        ReplyWords: {
            id: string;
            /** @description Null: it cannot be answered. */
            fromAddress: string | null;
            subject: string;
            /** @description Without what it quotes. */
            text: string;
        };
        PlatformGuide: {
            platform: string;
            /**
             * @description Who makes the secret that signs: the platform (hand it in) or this engine.
             * @enum {string}
             */
            secretFrom: "platform" | "engine";
            /** @description What to subscribe to. */
            topics: string[];
            /** @description What to do at the platform. */
            steps: string[];
            /** @description An API key of the store may stand for a signature. */
            acceptsApiKey: boolean;
            /** @description What the address of its own API looks like; null: there is nothing to ask it for. */
            apiUrlExample: string | null;
        };
        Integration: {
            id: string;
            platform: string;
            /** @enum {string} */
            status: "active" | "disabled" | "uninstalled";
            /**
             * @description Stands before the ids of this shop’s customers and orders (`<namespace>:5`), because another shop of the store numbers its own in the same way. Null: their ids are as the shop has them. It never changes.
             * @example woocommerce-5b0c1b9e
             */
            namespace: string | null;
            /** @description Where the platform sends its webhooks. */
            webhookUrl: string;
            settings: {
                /** @description Used where the platform’s bodies name none. */
                currency: string | null;
                /** @description What the store’s own order statuses mean, over the platform’s defaults. */
                orderStatuses: {
                    [key: string]: "bought" | "payment_pending" | "failed" | "cancelled" | "refunded" | "ignored";
                };
                /**
                 * @description Telephone numbers without their country code are of this country.
                 * @example AT
                 */
                country?: string | null;
                /**
                 * @description Where the platform shows carts and checkouts, beside the store’s own address. The platform’s first events tell it.
                 * @example https://your-shop.myshopify.com
                 */
                siteUrl?: string | null;
                /**
                 * @description Shopify’s own name of the shop; an `api.url` below myshopify.com says the same. Webhooks that name another shop are refused as `other_shop`: every shop that has an app is signed for with the app’s one secret.
                 * @example your-shop.myshopify.com
                 */
                shopDomain?: string | null;
                /**
                 * @description Shopify’s number of the shop, compared likewise. Orders and checkouts of a shop with a domain of its own name it by this only.
                 * @example 548380009
                 */
                shopId?: string | null;
            };
            apiUrl: string | null;
            reconcileEveryMs: number | null;
            /**
             * Format: date-time
             * @description UTC
             */
            reconciledUntil: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            previousSecretUntil: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            firstEventAt: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            lastEventAt: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            updatedAt: string;
        };
        CreatedIntegration: {
            integration: components["schemas"]["Integration"];
            /** @description What signs the webhooks: shown this once. */
            secret: string;
            setup: {
                /** @description What to subscribe to. */
                topics: string[];
                steps: string[];
            };
        };
        NewIntegration: {
            platform: string;
            secret?: string;
            settings?: {
                /** @description Used where the platform’s bodies name none. */
                currency?: string | null;
                /** @description What the store’s own order statuses mean, over the platform’s defaults. */
                orderStatuses?: {
                    [key: string]: "bought" | "payment_pending" | "failed" | "cancelled" | "refunded" | "ignored";
                };
                /**
                 * @description Telephone numbers without their country code are of this country.
                 * @example AT
                 */
                country?: string | null;
                /**
                 * @description Where the platform shows carts and checkouts, beside the store’s own address. The platform’s first events tell it.
                 * @example https://your-shop.myshopify.com
                 */
                siteUrl?: string | null;
                /**
                 * @description Shopify’s own name of the shop; an `api.url` below myshopify.com says the same. Webhooks that name another shop are refused as `other_shop`: every shop that has an app is signed for with the app’s one secret.
                 * @example your-shop.myshopify.com
                 */
                shopDomain?: string | null;
                /**
                 * @description Shopify’s number of the shop, compared likewise. Orders and checkouts of a shop with a domain of its own name it by this only.
                 * @example 548380009
                 */
                shopId?: string | null;
            };
            /** @description Access to the platform’s own API, for what its webhooks did not bring. Kept sealed. */
            api?: {
                /** @description Where the platform’s own API is; https only. */
                url: string;
                token: string;
            };
            reconcileEveryMs?: number | null;
        };
        IntegrationDetail: components["schemas"]["Integration"] & {
            /** @description Deliveries of the last 30 days by what became of them. */
            deliveries: {
                received: number;
                processed: number;
                processed_in_part: number;
                ignored: number;
                refused: number;
                failed: number;
            };
            reconciliations: {
                id: string;
                /** @enum {string} */
                status: "done" | "failed";
                /**
                 * Format: date-time
                 * @description UTC
                 */
                since: string;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                until: string;
                seen: number;
                /** @description Events that no webhook had brought. */
                missed: number;
                duplicates: number;
                refused: number;
                cause: string | null;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                finishedAt: string;
            }[];
        };
        IntegrationChange: {
            /** @enum {string} */
            status?: "active" | "disabled";
            settings?: {
                /** @description Used where the platform’s bodies name none. */
                currency?: string | null;
                /** @description What the store’s own order statuses mean, over the platform’s defaults. */
                orderStatuses?: {
                    [key: string]: "bought" | "payment_pending" | "failed" | "cancelled" | "refunded" | "ignored";
                };
                /**
                 * @description Telephone numbers without their country code are of this country.
                 * @example AT
                 */
                country?: string | null;
                /**
                 * @description Where the platform shows carts and checkouts, beside the store’s own address. The platform’s first events tell it.
                 * @example https://your-shop.myshopify.com
                 */
                siteUrl?: string | null;
                /**
                 * @description Shopify’s own name of the shop; an `api.url` below myshopify.com says the same. Webhooks that name another shop are refused as `other_shop`: every shop that has an app is signed for with the app’s one secret.
                 * @example your-shop.myshopify.com
                 */
                shopDomain?: string | null;
                /**
                 * @description Shopify’s number of the shop, compared likewise. Orders and checkouts of a shop with a domain of its own name it by this only.
                 * @example 548380009
                 */
                shopId?: string | null;
            };
            /** @description Access to the platform’s own API, for what its webhooks did not bring. Kept sealed. */
            api?: {
                /** @description Where the platform’s own API is; https only. */
                url: string;
                token: string;
            } | null;
            reconcileEveryMs?: number | null;
        };
        RotatedSecret: {
            secret: string;
            /**
             * Format: date-time
             * @description UTC
             */
            previousSecretUntil: string;
        };
        SecretRotation: {
            secret?: string;
            /**
             * @description How long the secret before stays good.
             * @default 86400000
             */
            overlapMs?: number;
        };
        PlatformApiCheck: {
            /**
             * @description `no_access`: no address and token were given. `denied`: the token is not good. `busy`, `away`: it did not answer. `strange`: what it answered is not its API.
             * @enum {string}
             */
            status: "works" | "no_access" | "denied" | "busy" | "away" | "strange";
            /** @description What changed there in the last hour, of the first page; null: nothing was read. */
            seen: number | null;
        };
        WebhookDelivery: {
            id: string;
            integrationId: string;
            /** @description The platform’s own name of it. */
            deliveryId: string | null;
            topic: string;
            /** @enum {string} */
            status: "received" | "processed" | "processed_in_part" | "ignored" | "refused" | "failed";
            /** @description Why it was ignored, refused or failed: a code. */
            reason: string | null;
            path: string | null;
            message: string | null;
            /** @description What became of each event in it. */
            events: {
                id: string | null;
                /** @enum {string} */
                status: "accepted" | "duplicate" | "rejected";
                path?: string;
                message?: string;
            }[] | null;
            attempts: number;
            bodyBytes: number;
            /**
             * Format: date-time
             * @description UTC
             */
            receivedAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            settledAt: string | null;
        };
        WebhookDeliveryDetail: components["schemas"]["WebhookDelivery"] & {
            /** @description What says who somebody is was left out of the body. */
            masked: boolean;
            headers: {
                [key: string]: string;
            };
            body: {
                /**
                 * @description base64 when the bytes are no UTF-8 text.
                 * @enum {string}
                 */
                encoding: "text" | "base64";
                content: string;
            };
        };
        ReplayedDelivery: {
            id: string;
            /** @enum {string} */
            status: "received";
        };
        Offer: {
            id: string;
            key: string;
            revision: number;
            name: string;
            /** @enum {string} */
            status: "active" | "off";
            /** @enum {string} */
            minter: "pool" | "shopify" | "http";
            mintUrl: string | null;
            terms: components["schemas"]["OfferTerms"];
            codes: {
                /** @description Imported, and nobody’s so far. */
                free: number;
                minting: number;
                /** @description Made, and in no message that went out. */
                minted: number;
                sent: number;
                /** @description Seen to be used; imported codes never are. */
                redeemed: number;
                revoked: number;
                expired: number;
            };
            /** @description Of imported codes: fewer than 50 are left. */
            isLow: boolean;
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            updatedAt: string;
        };
        OfferTerms: {
            /** @enum {string} */
            kind: "percent" | "amount" | "free_shipping";
            /** @description Percent: 1 to 90. Amount: what it takes off, in minor units. Free shipping: what shipping costs the store, in minor units. */
            value: number;
            /**
             * @description Of all amounts. Null only where there is none.
             * @default null
             */
            currency?: string | null;
            /**
             * @description The least value of the cart.
             * @default 0
             */
            cartMinorMin?: number;
            /**
             * @description Of a percentage: the most that it takes off. Null: no limit.
             * @default null
             */
            discountMinorMax?: number | null;
            /**
             * @description The code is good until the end of the day that many days later, in the store’s zone.
             * @default 7
             */
            validDays?: number;
            /**
             * @description Messages of the recovery that have to go before. With 0 even the first one may carry it.
             * @default 1
             */
            messagesBefore?: number;
            /**
             * @description What is left of a cart’s value after its goods are paid for.
             * @default 40
             */
            marginPercent?: number;
            /**
             * @description What has to be left of it after the discount too.
             * @default 0
             */
            floorMarginPercent?: number;
            /**
             * @description By how many points of a hundred a code is expected to raise the probability of a purchase.
             * @default 5
             */
            upliftPoints?: number;
            /** @default null */
            monthlyCodesMax?: number | null;
            /** @default null */
            monthlyMinorMax?: number | null;
            /**
             * @description People who got a code in so many recoveries within `lockoutDays` get none. Null: nobody is locked out.
             * @default 2
             */
            lockoutRecoveries?: number | null;
            /** @default 180 */
            lockoutDays?: number;
        };
        OfferInput: {
            /** @description What flows and files call the offer; it never changes. */
            key: string;
            name: string;
            /**
             * @description `pool`: imported codes. `shopify`: made in the connected shop. `http`: asked for at `mintUrl`.
             * @enum {string}
             */
            minter: "pool" | "shopify" | "http";
            /**
             * Format: uri
             * @description Of the minter `http`: where codes are asked for.
             * @default null
             */
            mintUrl?: string | null;
            terms: components["schemas"]["OfferTerms"];
        };
        OfferChange: {
            name?: string;
            /**
             * @description `off`: no message gets a new code.
             * @enum {string}
             */
            status?: "active" | "off";
            /**
             * Format: uri
             * @description Of the minter `http`: where codes are asked for.
             */
            mintUrl?: string;
            terms?: components["schemas"]["OfferTerms"];
        };
        OfferCode: {
            id: string;
            code: string;
            /** @enum {string} */
            state: "free" | "minting" | "minted" | "sent" | "redeemed" | "revoked" | "expired";
            recoveryId: string | null;
            /** @description The first message that carries it. */
            messageId: string | null;
            /** @description What it takes off the cart that it is for. */
            costMinor: number | null;
            currency: string | null;
            /**
             * Format: date-time
             * @description It is good before then.
             */
            expiresAt: string | null;
            reason: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            mintedAt: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            sentAt: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            settledAt: string | null;
        };
        OfferCodesInput: {
            /** @description One a line; of a CSV, the first column. A heading is left out. */
            codes: string;
        };
        WebhookEndpoint: {
            id: string;
            revision: number;
            url: string;
            description: string;
            eventTypes: ("recovery.started" | "recovery.ended" | "message.sent" | "message.not_sent" | "message.delivered" | "message.bounced" | "message.complained" | "message.clicked" | "order.recovered" | "reply.received")[];
            /** @enum {string} */
            status: "active" | "off";
            /**
             * @description `failing`: five days without a success. `gone`: it answered 410.
             * @enum {string|null}
             */
            offReason: "by_person" | "failing" | "gone" | null;
            /**
             * Format: date-time
             * @description UTC
             */
            offAt: string | null;
            /**
             * Format: date-time
             * @description The first failure since the last success.
             */
            failingSince: string | null;
            /**
             * Format: date-time
             * @description Until when the secret before the newest signs too.
             */
            previousSecretUntil: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            updatedAt: string;
        };
        NewWebhookEndpoint: {
            /**
             * Format: uri
             * @description On the public internet, over https.
             */
            url: string;
            /** @default  */
            description?: string;
            /** @description What the endpoint is told; `GET /v1/webhook-event-types` lists all. */
            eventTypes: ("recovery.started" | "recovery.ended" | "message.sent" | "message.not_sent" | "message.delivered" | "message.bounced" | "message.complained" | "message.clicked" | "order.recovered" | "reply.received")[];
        };
        WebhookEndpointChange: {
            /**
             * Format: uri
             * @description On the public internet, over https.
             */
            url?: string;
            description?: string;
            /** @description What the endpoint is told; `GET /v1/webhook-event-types` lists all. */
            eventTypes?: ("recovery.started" | "recovery.ended" | "message.sent" | "message.not_sent" | "message.delivered" | "message.bounced" | "message.complained" | "message.clicked" | "order.recovered" | "reply.received")[];
            /**
             * @description `off`: nothing is sent, and what waits for a retry ends.
             * @enum {string}
             */
            status?: "active" | "off";
        };
        EndpointDelivery: {
            id: string;
            endpointId: string;
            /** @description The header `webhook-id`: the same over all attempts. */
            eventId: string;
            /** @enum {string} */
            type: "recovery.started" | "recovery.ended" | "message.sent" | "message.not_sent" | "message.delivered" | "message.bounced" | "message.complained" | "message.clicked" | "order.recovered" | "reply.received";
            isTest: boolean;
            /**
             * @description `failed`: not tried any more. `ended`: its endpoint was switched off.
             * @enum {string}
             */
            state: "waiting" | "delivered" | "failed" | "ended";
            attempts: number;
            /** @description Why the newest attempt failed: `http_<status>`, `timed_out`, `unreachable`, `redirect_refused`, `address_forbidden` or `endpoint_off`. */
            reason: string | null;
            statusCode: number | null;
            durationMs: number | null;
            /** @description The first kilobyte of the newest answer. */
            answer: string | null;
            /** @description What is sent. */
            body: string;
            /**
             * Format: date-time
             * @description When it is tried next.
             */
            dueAt: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            attemptedAt: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            settledAt: string | null;
        };
        WebhookTest: {
            /** @enum {string} */
            type: "recovery.started" | "recovery.ended" | "message.sent" | "message.not_sent" | "message.delivered" | "message.bounced" | "message.complained" | "message.clicked" | "order.recovered" | "reply.received";
        };
        WebhookReplay: {
            /**
             * Format: date-time
             * @description Of the event, not of its failure.
             */
            since: string;
        };
        PrivacyRequest: {
            id: string;
            integrationId: string;
            /** @description The delivery that says whom it is about. */
            deliveryId: string;
            /** @enum {string} */
            kind: "data_request" | "customer_redact" | "store_redact";
            /** @enum {string} */
            status: "open" | "done";
            /**
             * Format: date-time
             * @description UTC
             */
            receivedAt: string;
            /**
             * Format: date-time
             * @description Has to be done by then.
             */
            dueAt: string;
            /**
             * Format: date-time
             * @description UTC
             */
            doneAt: string | null;
            /** @description People whom it names and whom the engine knew. Nothing goes to them any more. */
            persons: number;
            /** @description Recoveries that were ended at once. */
            recoveriesStopped: number;
            /** @description Addresses and customer numbers that are suppressed until their person agrees anew. */
            addressesSuppressed: number;
        };
        AuditEntry: {
            id: string;
            /**
             * Format: date-time
             * @description UTC
             */
            at: string;
            /** @enum {string} */
            actorKind: "user" | "api_key" | "operator" | "system" | "platform";
            /** @description Null for the operator and the engine itself. */
            actorId: string | null;
            /**
             * @description The permission by which it was done.
             * @enum {string}
             */
            action: "events:write" | "carts:read" | "carts:quarantine" | "orders:read" | "customers:read" | "customers:unmask" | "suppressions:lift" | "recoveries:read" | "recoveries:command" | "messages:read" | "decisions:read" | "stats:read" | "reports:write" | "predictions:read" | "campaigns:read" | "campaigns:write" | "offers:read" | "offers:write" | "store:read" | "store:write" | "snippet:read" | "snippet:write" | "api-keys:read" | "api-keys:write" | "api-keys:grant" | "integrations:read" | "integrations:write" | "webhooks:read" | "webhooks:replay" | "webhook-endpoints:read" | "webhook-endpoints:write" | "dead-letters:read" | "dead-letters:decide" | "privacy-requests:read" | "privacy-requests:finish" | "privacy-requests:act" | "audit:read" | "members:read" | "members:write" | "stores:read" | "stores:create" | "schemas:write" | "installation-audit:read" | "installation:read" | "users:read" | "users:write" | "operations:read" | "senders:write" | "account:write";
            /** @enum {string} */
            subjectKind: "store" | "api_key" | "campaign" | "cart" | "customer" | "recovery" | "integration" | "webhook_delivery" | "dead_letter" | "repair_rule" | "privacy_request" | "snippet" | "schema_subject" | "suppression" | "user" | "session" | "second_factor" | "membership" | "invitation" | "analytics_export" | "saved_view" | "scheduled_report" | "webhook_endpoint" | "template" | "sender_account" | "sender_domain" | "offer";
            subjectId: string;
            /** @description By field; without values where they are personal, secret or long. */
            change: {
                [key: string]: {
                    before?: string | number | boolean | string[] | null;
                    after?: string | number | boolean | string[] | null;
                };
            };
        };
        SenderDomain: {
            /** @description Of the address that e-mails come from. */
            domain: string;
            provider: string;
            /** @description False: the provider only keeps messages, so nobody judges them. */
            delivers: boolean;
            /**
             * @description `reserved`: a name for examples and tests, which is in no DNS and cannot send.
             * @enum {string}
             */
            kind: "checked" | "reserved";
            records: {
                /** @enum {string} */
                kind: "spf" | "dkim" | "dmarc";
                /** @description Where the record stands, or should. */
                name: string;
                /** @description As they were found. */
                values: string[];
                /**
                 * @description `bad`: mailboxes refuse or hide messages for it.
                 * @enum {string}
                 */
                state: "good" | "warn" | "bad";
                findings: ("dns_unavailable" | "spf_missing" | "spf_several" | "spf_too_many_lookups" | "spf_open" | "spf_without_provider" | "dkim_selector_unknown" | "dkim_missing" | "dkim_revoked" | "dkim_not_aligned" | "dmarc_missing" | "dmarc_several" | "dmarc_without_policy" | "dmarc_only_watches")[];
                /** @description A TXT record to publish instead; null: nothing, or only the provider knows it. */
                publish: {
                    name: string;
                    value: string;
                } | null;
            }[];
            /**
             * Format: date-time
             * @description UTC
             */
            checkedAt: string;
        };
        SignatureCheck: {
            signatures: {
                domain: string;
                selector: string;
                /** @description The address of the sender is of this domain or below it. */
                aligned: boolean;
                /** @description Both headers of the button to unsubscribe are among those that it signs. */
                signsUnsubscribe: boolean;
            }[];
            findings: ("no_headers" | "not_signed" | "not_aligned" | "unsubscribe_missing" | "unsubscribe_not_signed")[];
        };
        MailSource: {
            /** @description The source of a message as it arrived, or its headers alone. Nothing of it is kept. */
            source: string;
        };
        BasisPolicy: {
            /** @description ISO 3166-1 alpha-2. */
            country: string;
            /**
             * @description When buyers may be reminded by e-mail without having agreed: after an order, never by an account or a cart alone.
             * @enum {string}
             */
            softOptIn: "after_order";
            /** @description A yes that was not confirmed from the mailbox is held to prove too little. */
            doubleOptIn: boolean;
            source: {
                name: string;
                url: string;
            };
            /** @description The calendar day on which the source was read. */
            asOf: string;
        };
        CountryPolicy: {
            id: string;
            /** @description ISO 3166-1 alpha-2. */
            country: string;
            /** @description A state of it, e.g. `FL`; null: the whole country. */
            region: string | null;
            channels: ("email" | "sms" | "push")[];
            /** @description When messages may go out, by day of the week from Monday on, in minutes of the wall clock of whoever gets them: from `from` on and before `until`. With `holidays` nothing goes out on those of that country. */
            hours: {
                week: {
                    from: number;
                    until: number;
                }[][];
                /** @enum {string|null} */
                holidays: "FR" | null;
            } | null;
            /** @description The most messages about one abandoned cart, and for how long after it was abandoned. */
            perCart: {
                messages: number;
                withinMs: number;
            } | null;
            source: {
                name: string;
                url: string;
            };
            /** @description The calendar day on which the source was read. */
            asOf: string;
        };
        NewStore: {
            name: string;
            /**
             * @description A paused store sends nothing.
             * @enum {string}
             */
            status?: "active" | "paused";
            locale?: string;
            timeZone?: string;
            /**
             * Format: uri
             * @description The address of the shop. Links of a message lead to pages below it and nowhere else, so a store without one could remind nobody.
             */
            url: string;
            senderName?: string | null;
            /** @description Where letters reach the store, in lines. It stands at the foot of each e-mail; many countries ask for it. */
            postalAddress?: string | null;
            /** @description How much faster than the wall the store's clock runs; 1 in production. */
            timeScale?: number;
            /** @description A cart untouched for so long is abandoned. */
            cartIdleMs?: number;
            /** @description The same once the checkout was begun. */
            checkoutIdleMs?: number;
            /** @description The same for known people who only looked at products; null: they start nothing. */
            browseIdleMs?: number | null;
            /** @description No new recovery of a person for so long after the last one. */
            coolDownMs?: number;
            /** @description Messages per person and channel within capPeriodMs. */
            capMessages?: number;
            /** @description Messages per person over all channels and campaigns within capPeriodMs; null: no such cap. */
            capMessagesOfAll?: number | null;
            /**
             * @description What becomes of a message that a cap holds back: `skip` lets it go, `postpone` lets it wait until there is room, for two days at most.
             * @enum {string}
             */
            capAction?: "skip" | "postpone";
            /** @description A rolling period, counted back from each message; not days of a calendar. */
            capPeriodMs?: number;
            /** @description Nothing goes out in these hours of the wall clock of whoever would get it, on the channels that are named; what is due waits for their end. Null: none. A new shop begins with 21:00 to 08:00 for SMS and push; one whose clock runs faster, with none. */
            quietHours?: {
                from: string;
                until: string;
                channels: ("email" | "sms" | "push")[];
            } | null;
            /**
             * @description Whether the presets of the countries that people live in hold: `GET /v1/country-policies` lists them. They are data with their sources and no legal advice.
             * @enum {string}
             */
            countryRules?: "by_country" | "off";
            /**
             * @description Who gets answers to the e-mails of the store: `sender`, whoever reads the mailbox of its sender; `engine`, this installation, which acts on refusals, pauses what is open for whoever answered, and hands the answer on. For `engine` the operator has to have set up a domain for mail.
             * @enum {string}
             */
            replyHandling?: "sender" | "engine";
            /**
             * Format: email
             * @description Where answers that the engine took are forwarded to, so that one reply reaches the person; null: nowhere.
             */
            replyMailbox?: string | null;
            /** @description Whether `reply.received` holds what the person wrote, too. */
            replyTextInWebhooks?: boolean;
            /** @description Whether it is noted who opens a message or follows its link. Without it nothing is counted as opened or clicked, and conditions of flows on them are never true. */
            clickTracking?: boolean;
            /** @description Where buyers may be reminded by e-mail without having agreed: people with an address in one of these countries who placed an order since the shop offers to object, and of whom no refusal is known. Null: nowhere. `GET /v1/basis-policies` lists what countries ask. */
            softOptIn?: {
                countries: string[];
                /**
                 * Format: date
                 * @description Since when the shop offers to object where it takes the address of an order; by setting it the store says so. Orders placed before midnight UTC of that day do not count.
                 */
                objectionOfferedSince: string;
            } | null;
            /** @description Where a consent to e-mail counts only when it was confirmed from the mailbox: for people with an address in one of these countries. */
            doubleOptInCountries?: string[];
            /** @description Of its first campaign: share of the people who get no message, so that it shows what messages bring. Unless given: 10 in a store that a person makes, 0 in one that a program makes. */
            holdoutPercent?: number;
        };
        Operations: {
            /**
             * Format: date-time
             * @description UTC
             */
            asOf: string;
            /** @description What needs the operator, worst first; what to do is in docs/operators.md. */
            problems: {
                /** @enum {string} */
                kind: "dependency_away" | "role_missing" | "events_waiting" | "carts_waiting" | "recoveries_waiting" | "queue_without_workers" | "queue_behind" | "inbox_behind" | "relay_behind" | "analytics_behind" | "store_silent" | "sender_stopped" | "sender_failing" | "from_domain_stopped";
                /** @enum {string} */
                severity: "bad" | "warn";
                /** @description A server, role, partition, queue, topic or store. */
                subject: string | null;
                /** @description The name of the store that `subject` is. */
                subjectName: string | null;
                /**
                 * Format: date-time
                 * @description UTC
                 */
                since: string | null;
                count: number | null;
            }[];
            dependencies: {
                name: string;
                ok: boolean;
                latencyMs: number;
                /**
                 * Format: date-time
                 * @description Since when it is so, as far as the answering process asked.
                 */
                since: string;
                error: string | null;
            }[];
            processes: {
                /** @enum {string} */
                status: "known";
                value: {
                    id: string;
                    roles: string[];
                    version: string;
                    host: string;
                    /**
                     * Format: date-time
                     * @description UTC
                     */
                    startedAt: string;
                    /** @description Servers that this process cannot reach. */
                    away: string[];
                }[];
            } | {
                /** @enum {string} */
                status: "unavailable";
                error: string;
            };
            partitions: {
                /** @enum {string} */
                status: "known";
                value: {
                    partition: number;
                    entries: number;
                    /** @description Age of the oldest event that is not applied yet. */
                    eventsLagMs: number;
                    /** @description Age of the oldest event that analytics lacks. */
                    analyticsLagMs: number;
                }[];
            } | {
                /** @enum {string} */
                status: "unavailable";
                error: string;
            };
            work: {
                /** @enum {string} */
                status: "known";
                value: {
                    carts: {
                        /** @description Counted up to 10,000. */
                        waiting: number;
                        /**
                         * Format: date-time
                         * @description Null: nothing waits.
                         */
                        oldestAt: string | null;
                    };
                    recoveries: {
                        /** @description Counted up to 10,000. */
                        waiting: number;
                        /**
                         * Format: date-time
                         * @description Null: nothing waits.
                         */
                        oldestAt: string | null;
                    };
                    inboxes: {
                        /** @enum {string} */
                        name: "webhooks" | "callbacks" | "signals" | "confirmations";
                        /** @description Counted up to 10,000. */
                        waiting: number;
                        /**
                         * Format: date-time
                         * @description Null: nothing waits.
                         */
                        oldestAt: string | null;
                    }[];
                };
            } | {
                /** @enum {string} */
                status: "unavailable";
                error: string;
            };
            taskQueues: {
                /** @enum {string} */
                status: "known";
                value: {
                    queues: {
                        name: string;
                        /** @enum {string} */
                        kind: "workflow" | "activity";
                        /** @description Counted up to 10,000. */
                        waiting: number;
                        /**
                         * Format: date-time
                         * @description Null: nothing waits.
                         */
                        oldestAt: string | null;
                        workers: number;
                        tasksPerSecond: number;
                    }[];
                    currentBuildId: string | null;
                };
            } | {
                /** @enum {string} */
                status: "unavailable";
                error: string;
            };
            relays: {
                /** @enum {string} */
                status: "known";
                value: {
                    topic: string;
                    /** @description Counted up to 10,000. */
                    waiting: number;
                    /**
                     * Format: date-time
                     * @description Null: nothing waits.
                     */
                    oldestAt: string | null;
                    /**
                     * Format: date-time
                     * @description UTC
                     */
                    heldUntil: string | null;
                }[];
            } | {
                /** @enum {string} */
                status: "unavailable";
                error: string;
            };
            flows: {
                /** @enum {string} */
                status: "known";
                value: {
                    stores: {
                        storeId: string;
                        name: string;
                        /** @enum {string|null} */
                        state: "learning" | "flowing" | "silent" | null;
                        /**
                         * Format: date-time
                         * @description UTC
                         */
                        since: string | null;
                        /**
                         * Format: date-time
                         * @description UTC
                         */
                        lastEventAt: string | null;
                        expectedEvents: number | null;
                    }[];
                    total: number;
                };
            } | {
                /** @enum {string} */
                status: "unavailable";
                error: string;
            };
            links: {
                temporalUi: string | null;
                metrics: string;
            };
        };
        Deliverability: {
            providers: {
                /** @enum {string} */
                channel: "email" | "sms" | "push";
                provider: string;
                /** @description Whether messages of the channel go to it now. */
                inUse: boolean;
                configured: boolean;
                /** @description Whether it is heard what became of messages after the provider took them. False where the provider has no reports, or they are not set up: accepted is then the last thing that is known. */
                reports: boolean;
                /**
                 * Format: date-time
                 * @description Within the last 24 hours.
                 */
                lastAcceptedAt: string | null;
                /** @description Settled messages of the last 24 hours. */
                attempted: number;
                /** @description Of these, refused or without an answer. */
                failed: number;
                /** @description Messages of the last 24 hours that it took in place of another. */
                stoodIn: number;
                stoodInFor: string | null;
                /** @description How the account does, for all stores; null: it is not configured. */
                account: {
                    /**
                     * @description `slow`: it asked for a slower pace. `failing`: others refuse its messages because of who sends. `stopped`: nothing is handed to it. `trying`: the next message tries whether it is back.
                     * @enum {string}
                     */
                    state: "ok" | "slow" | "failing" | "stopped" | "trying";
                    /**
                     * @description Why it is stopped or tried.
                     * @enum {string|null}
                     */
                    trouble: "unreachable" | "day_quota" | "month_quota" | "refused" | null;
                    /** @description The provider’s own code of it. */
                    code: string | null;
                    /**
                     * Format: date-time
                     * @description UTC
                     */
                    since: string | null;
                    /**
                     * Format: date-time
                     * @description When messages go to it again.
                     */
                    until: string | null;
                    /** @description Milliseconds between two messages; 0: as fast as they come. */
                    gapMs: number;
                    /** @description 0 to 100: each refusal because of the sender lowers it, time heals it. */
                    health: number;
                } | null;
                /** @description Whether other stores send through it too. By SMS they share its number: a STOP then counts for all of them. */
                shared: boolean;
                errorCodes: {
                    code: string;
                    messages: number;
                    /**
                     * Format: date-time
                     * @description UTC
                     */
                    lastAt: string;
                }[];
            }[];
            /** @description What mailbox providers and sending services ask of e-mail. */
            emailLimits: {
                /** @enum {string} */
                measure: "complaint_rate" | "bounce_rate";
                warn: number;
                bad: number;
                /** @description With fewer messages nothing is said. */
                messagesMin: number;
                source: {
                    name: string;
                    url: string;
                };
            }[];
        };
        SenderAccount: {
            /** @enum {string} */
            channel: "email" | "sms" | "push";
            provider: string;
            /**
             * @description `slow`: it asked for a slower pace. `failing`: others refuse its messages because of who sends. `stopped`: nothing is handed to it. `trying`: the next message tries whether it is back.
             * @enum {string}
             */
            state: "ok" | "slow" | "failing" | "stopped" | "trying";
            /**
             * @description Why it is stopped or tried.
             * @enum {string|null}
             */
            trouble: "unreachable" | "day_quota" | "month_quota" | "refused" | null;
            /** @description The provider’s own code of it. */
            code: string | null;
            /**
             * Format: date-time
             * @description UTC
             */
            since: string | null;
            /**
             * Format: date-time
             * @description When messages go to it again.
             */
            until: string | null;
            /** @description Milliseconds between two messages; 0: as fast as they come. */
            gapMs: number;
            /** @description 0 to 100: each refusal because of the sender lowers it, time heals it. */
            health: number;
            /** @description Its place among those that stand in; null: for nobody. */
            standsIn: number | null;
            /** @description Domains in whose name it signs e-mail. */
            domains: string[];
            /**
             * @description What is known of the list of people that the provider does not write to.
             * @enum {string}
             */
            list: "unknown" | "empty" | "imported";
            /**
             * Format: date-time
             * @description UTC
             */
            listAt: string | null;
            listed: number;
            /** @description Messages of the last 24 hours that it took in place of another. */
            stoodIn: number;
            /** @description Stores whose messages on the channel go to it. */
            stores: number;
        };
        DomainPause: {
            domain: string;
            /** @enum {string} */
            measure: "complaint_rate" | "bounce_rate";
            /** @description The newest of all stores that send from it. */
            messages: number;
            /** @description Of these, how many bounced or were complained about. */
            counted: number;
            /**
             * Format: date-time
             * @description UTC
             */
            pausedAt: string;
        };
        ChannelPause: {
            /** @enum {string} */
            channel: "email" | "sms" | "push";
            /**
             * @description The rate that was too high.
             * @enum {string}
             */
            measure: "complaint_rate" | "bounce_rate";
            /** @description What it was counted from: the newest messages that a provider took. */
            messages: number;
            /** @description Of these, how many were complained about or bounced. */
            counted: number;
            /**
             * Format: date-time
             * @description UTC
             */
            pausedAt: string;
        };
        Suppression: {
            id: string;
            /** @enum {string} */
            channel: "email" | "sms" | "push";
            /** @enum {string} */
            cause: "unsubscribe" | "bounce" | "complaint" | "invalid" | "soft_bounces" | "operator" | "privacy_request";
            /**
             * Format: date-time
             * @description UTC
             */
            at: string;
            /** @description Masked; null: no customer of the store has it any more. */
            address: string | null;
            customerId: string | null;
            /** @description False where the customer asked for it. */
            mayLift: boolean;
        };
        LiftedSuppression: {
            id: string;
            /** @enum {string} */
            channel: "email" | "sms" | "push";
            /** @enum {string} */
            cause: "unsubscribe" | "bounce" | "complaint" | "invalid" | "soft_bounces" | "operator" | "privacy_request";
        };
        Readiness: {
            /** @enum {string} */
            status: "ok" | "unavailable" | "draining";
            checks: {
                [key: string]: {
                    ok: boolean;
                    latencyMs: number;
                };
            };
            /** @description What waits between the doors and the pipeline. While `overloaded`, events are answered with 503; all else is served. */
            log: {
                lagMs: number;
                entries: number;
                overloaded: boolean;
            } | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    postEvents: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The trace of the request (W3C Trace Context, version 00), carried to the recovery that comes of it. What is not valid is ignored.
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
                 */
                traceparent?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventRequest"];
            };
        };
        responses: {
            /** @description Durable, or seen before; a batch may hold refused items */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventResult"] | components["schemas"]["EventBatchResult"];
                };
            };
        };
    };
    postBrowserEvents: {
        parameters: {
            query: {
                /** @description The publishable key of the store. */
                key: string;
            };
            header?: {
                /**
                 * @description The trace of the request (W3C Trace Context, version 00), carried to the recovery that comes of it. What is not valid is ignored.
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
                 */
                traceparent?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {"sentAt":"2026-11-22T10:15:02Z","events":[{"id":"0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11","type":"cart_updated","occurredAt":"2026-11-22T10:15:00Z","who":{"anonymousId":"k3v9x0w1q8z7y6u5t4s3"},"cartId":"w-k3v9x0w1q8z7y6u5t4s3-1","currency":"EUR","lines":[{"productId":"lamp-oak","quantity":1,"unitPriceMinor":8900,"name":"Oak lamp"}]}]} */
                "text/plain": string;
            };
        };
        responses: {
            /** @description Durable, or seen before; refused items are not worth repeating */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accepted": 1,
                     *       "duplicates": 0,
                     *       "rejected": 0,
                     *       "items": [
                     *         {
                     *           "id": "0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11",
                     *           "status": "accepted"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["EventBatchResult"];
                };
            };
        };
    };
    restoreCartInBrowser: {
        parameters: {
            query: {
                /** @description The publishable key of the store. */
                key: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {"token":"o0p1q2r3s4t5u6v7w8x9y0z1a2b3c4d5e6f7g8h9i0j"} */
                "text/plain": string;
            };
        };
        responses: {
            /** @description The cart, or null */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cart": {
                     *         "cartId": "w-k3v9x0w1q8z7y6u5t4s3-1",
                     *         "currency": "EUR",
                     *         "lines": [
                     *           {
                     *             "productId": "lamp-oak",
                     *             "quantity": 1,
                     *             "unitPriceMinor": 8900,
                     *             "name": "Oak lamp"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["RestoredCart"];
                };
            };
        };
    };
    getSnippetScript: {
        parameters: {
            query: {
                /** @description The publishable key of the store. */
                key: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The script; kept by browsers for 5 minutes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example !function(CONFIG){…}({"key":"pk_…"}); */
                    "text/javascript": string;
                };
            };
        };
    };
    getShopifyPixelScript: {
        parameters: {
            query: {
                /** @description The publishable key of the store. */
                key: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The script; kept by browsers for 5 minutes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example !function(CONFIG){…}({"key":"pk_…"}); */
                    "text/javascript": string;
                };
            };
        };
    };
    listCarts: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description Says how long the whole list is: exactly up to a limit, else how long at least */
                count?: "true" | "false";
                status?: "open" | "purchased";
                standing?: "open" | "abandoned" | "recovering" | "recovered" | "purchased" | "quarantined";
                abandoned?: "true" | "false";
                quarantined?: "true" | "false";
                customerId?: string;
                externalId?: string;
                /** @description The beginning of the shop’s own id. */
                search?: string;
                currency?: string;
                valueMinorMin?: number;
                valueMinorMax?: number;
                /** @description A recovery of the cart belongs to it. */
                campaignId?: string;
                /** @description A recovery of the cart ended so. */
                outcome?: "purchased" | "completed" | "stopped" | "nothing_to_send";
                /** @description Something was not started, not sent or ended for this reason, within `from` and `to`. */
                reason?: string;
                /** @description The channel on which it was not sent, with `reason`. */
                channel?: "email" | "sms" | "push";
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Last changed first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21",
                     *           "externalId": "cart-1042",
                     *           "customerId": "0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55",
                     *           "status": "open",
                     *           "stage": "checkout",
                     *           "standing": "recovering",
                     *           "lineCount": 1,
                     *           "currency": "EUR",
                     *           "valueMinor": 8900,
                     *           "version": 3,
                     *           "lastActivityAt": "2026-11-22T10:15:00.000Z",
                     *           "purchasedAt": null,
                     *           "abandonAt": null,
                     *           "abandonedAt": "2026-11-22T10:45:00.000Z",
                     *           "activeRecoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "recoveries": 1,
                     *           "quarantined": false,
                     *           "updatedAt": "2026-11-22T10:45:00.412Z",
                     *           "goods": [
                     *             "Oak lamp"
                     *           ],
                     *           "recovery": {
                     *             "id": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *             "campaignId": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *             "stage": "waiting",
                     *             "outcome": null,
                     *             "reason": null,
                     *             "waitsFor": "touch-2",
                     *             "waitsUntil": "2026-11-23T10:45:00.000Z"
                     *           },
                     *           "order": null,
                     *           "nonSend": {
                     *             "reason": "channel_no_consent",
                     *             "reasonText": "The person has not agreed to messages on this channel.",
                     *             "channel": "sms",
                     *             "at": "2026-11-22T11:45:00.000Z"
                     *           }
                     *         }
                     *       ],
                     *       "nextCursor": null,
                     *       "total": 1,
                     *       "totalAtLeast": 1
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ListedCart"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                        /** @description Entries of the whole list, with `count=true`; null where there are more than are counted. */
                        total?: number | null;
                        /** @description With `count=true`: as many at least. */
                        totalAtLeast?: number;
                    };
                };
            };
        };
    };
    getCart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A cart with its timeline */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21",
                     *       "externalId": "cart-1042",
                     *       "customerId": "0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55",
                     *       "status": "open",
                     *       "stage": "checkout",
                     *       "standing": "recovering",
                     *       "lineCount": 1,
                     *       "currency": "EUR",
                     *       "valueMinor": 8900,
                     *       "version": 3,
                     *       "lastActivityAt": "2026-11-22T10:15:00.000Z",
                     *       "purchasedAt": null,
                     *       "abandonAt": null,
                     *       "abandonedAt": "2026-11-22T10:45:00.000Z",
                     *       "activeRecoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *       "recoveries": 1,
                     *       "quarantined": false,
                     *       "updatedAt": "2026-11-22T10:45:00.412Z",
                     *       "lines": [
                     *         {
                     *           "productId": "lamp-oak",
                     *           "quantity": 1,
                     *           "unitPriceMinor": 8900,
                     *           "name": "Oak lamp"
                     *         }
                     *       ],
                     *       "restoreUrl": "https://shop.example/cart/cart-1042",
                     *       "quarantine": null,
                     *       "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "situation": {
                     *         "kind": "waiting",
                     *         "until": "2026-11-23T10:45:00.000Z",
                     *         "outcome": null,
                     *         "reason": null,
                     *         "reasonText": null,
                     *         "endedBy": [
                     *           "purchase",
                     *           "cart_emptied",
                     *           "unsubscribe",
                     *           "newer_cart"
                     *         ],
                     *         "step": {
                     *           "id": "touch-2",
                     *           "number": 2,
                     *           "of": 3,
                     *           "channel": "email",
                     *           "template": "cart-reminder-2"
                     *         }
                     *       },
                     *       "recoveryList": [
                     *         {
                     *           "id": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "n": 1,
                     *           "campaignId": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *           "campaignName": "Cart reminders",
                     *           "campaignVersion": 1,
                     *           "stage": "waiting",
                     *           "outcome": null,
                     *           "reason": null,
                     *           "reasonText": null,
                     *           "abandonedAt": "2026-11-22T10:45:00.000Z",
                     *           "endedAt": null,
                     *           "workflowId": "recovery/0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11/3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21/1",
                     *           "temporalUrl": null
                     *         }
                     *       ],
                     *       "nonSends": [
                     *         {
                     *           "kind": "not_sent",
                     *           "reason": "channel_no_consent",
                     *           "reasonText": "The person has not agreed to messages on this channel.",
                     *           "channel": "sms",
                     *           "ruleId": "touch-2",
                     *           "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "at": "2026-11-22T11:45:00.000Z",
                     *           "times": 1
                     *         }
                     *       ],
                     *       "messages": [
                     *         {
                     *           "id": "0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77",
                     *           "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "ruleId": "touch-1",
                     *           "channel": "email",
                     *           "template": "cart-reminder-1",
                     *           "provider": "outbox",
                     *           "state": "accepted",
                     *           "deliveryState": "opened",
                     *           "reason": null,
                     *           "reasonText": null,
                     *           "claimedAt": "2026-11-22T11:45:00.000Z"
                     *         }
                     *       ],
                     *       "orders": [],
                     *       "predictions": [
                     *         {
                     *           "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "at": "2026-11-22T10:45:00.000Z",
                     *           "probability": 0.31,
                     *           "modelVersion": "prior-1",
                     *           "reasons": [
                     *             {
                     *               "feature": "views",
                     *               "value": 3,
                     *               "direction": "raises",
                     *               "contribution": 0.4
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "timeline": [
                     *         {
                     *           "at": "2026-11-22T10:15:00.000Z",
                     *           "kind": "activity",
                     *           "event": "checkout_told",
                     *           "values": {
                     *             "lines": 1
                     *           },
                     *           "counts": null,
                     *           "text": "Checkout with 1 line.",
                     *           "reason": null,
                     *           "channel": null,
                     *           "recoveryId": null,
                     *           "messageId": null,
                     *           "ruleId": null
                     *         },
                     *         {
                     *           "at": "2026-11-22T11:45:00.000Z",
                     *           "kind": "decision",
                     *           "event": "not_sent",
                     *           "values": {},
                     *           "counts": null,
                     *           "text": "A message was not sent. The person has not agreed to messages on this channel.",
                     *           "reason": "channel_no_consent",
                     *           "channel": "sms",
                     *           "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "messageId": null,
                     *           "ruleId": "touch-2"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CartDetail"];
                };
            };
        };
    };
    quarantineCart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cart as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21",
                     *       "externalId": "cart-1042",
                     *       "customerId": "0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55",
                     *       "status": "open",
                     *       "stage": "checkout",
                     *       "standing": "recovering",
                     *       "lineCount": 1,
                     *       "currency": "EUR",
                     *       "valueMinor": 8900,
                     *       "version": 3,
                     *       "lastActivityAt": "2026-11-22T10:15:00.000Z",
                     *       "purchasedAt": null,
                     *       "abandonAt": null,
                     *       "abandonedAt": "2026-11-22T10:45:00.000Z",
                     *       "activeRecoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *       "recoveries": 1,
                     *       "quarantined": false,
                     *       "updatedAt": "2026-11-22T10:45:00.412Z",
                     *       "lines": [
                     *         {
                     *           "productId": "lamp-oak",
                     *           "quantity": 1,
                     *           "unitPriceMinor": 8900,
                     *           "name": "Oak lamp"
                     *         }
                     *       ],
                     *       "restoreUrl": "https://shop.example/cart/cart-1042",
                     *       "quarantine": null,
                     *       "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "situation": {
                     *         "kind": "waiting",
                     *         "until": "2026-11-23T10:45:00.000Z",
                     *         "outcome": null,
                     *         "reason": null,
                     *         "reasonText": null,
                     *         "endedBy": [
                     *           "purchase",
                     *           "cart_emptied",
                     *           "unsubscribe",
                     *           "newer_cart"
                     *         ],
                     *         "step": {
                     *           "id": "touch-2",
                     *           "number": 2,
                     *           "of": 3,
                     *           "channel": "email",
                     *           "template": "cart-reminder-2"
                     *         }
                     *       },
                     *       "recoveryList": [
                     *         {
                     *           "id": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "n": 1,
                     *           "campaignId": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *           "campaignName": "Cart reminders",
                     *           "campaignVersion": 1,
                     *           "stage": "waiting",
                     *           "outcome": null,
                     *           "reason": null,
                     *           "reasonText": null,
                     *           "abandonedAt": "2026-11-22T10:45:00.000Z",
                     *           "endedAt": null,
                     *           "workflowId": "recovery/0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11/3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21/1",
                     *           "temporalUrl": null
                     *         }
                     *       ],
                     *       "nonSends": [
                     *         {
                     *           "kind": "not_sent",
                     *           "reason": "channel_no_consent",
                     *           "reasonText": "The person has not agreed to messages on this channel.",
                     *           "channel": "sms",
                     *           "ruleId": "touch-2",
                     *           "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "at": "2026-11-22T11:45:00.000Z",
                     *           "times": 1
                     *         }
                     *       ],
                     *       "messages": [
                     *         {
                     *           "id": "0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77",
                     *           "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "ruleId": "touch-1",
                     *           "channel": "email",
                     *           "template": "cart-reminder-1",
                     *           "provider": "outbox",
                     *           "state": "accepted",
                     *           "deliveryState": "opened",
                     *           "reason": null,
                     *           "reasonText": null,
                     *           "claimedAt": "2026-11-22T11:45:00.000Z"
                     *         }
                     *       ],
                     *       "orders": [],
                     *       "predictions": [
                     *         {
                     *           "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "at": "2026-11-22T10:45:00.000Z",
                     *           "probability": 0.31,
                     *           "modelVersion": "prior-1",
                     *           "reasons": [
                     *             {
                     *               "feature": "views",
                     *               "value": 3,
                     *               "direction": "raises",
                     *               "contribution": 0.4
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "timeline": [
                     *         {
                     *           "at": "2026-11-22T10:15:00.000Z",
                     *           "kind": "activity",
                     *           "event": "checkout_told",
                     *           "values": {
                     *             "lines": 1
                     *           },
                     *           "counts": null,
                     *           "text": "Checkout with 1 line.",
                     *           "reason": null,
                     *           "channel": null,
                     *           "recoveryId": null,
                     *           "messageId": null,
                     *           "ruleId": null
                     *         },
                     *         {
                     *           "at": "2026-11-22T11:45:00.000Z",
                     *           "kind": "decision",
                     *           "event": "not_sent",
                     *           "values": {},
                     *           "counts": null,
                     *           "text": "A message was not sent. The person has not agreed to messages on this channel.",
                     *           "reason": "channel_no_consent",
                     *           "channel": "sms",
                     *           "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "messageId": null,
                     *           "ruleId": "touch-2"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CartDetail"];
                };
            };
        };
    };
    releaseCart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cart as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21",
                     *       "externalId": "cart-1042",
                     *       "customerId": "0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55",
                     *       "status": "open",
                     *       "stage": "checkout",
                     *       "standing": "recovering",
                     *       "lineCount": 1,
                     *       "currency": "EUR",
                     *       "valueMinor": 8900,
                     *       "version": 3,
                     *       "lastActivityAt": "2026-11-22T10:15:00.000Z",
                     *       "purchasedAt": null,
                     *       "abandonAt": null,
                     *       "abandonedAt": "2026-11-22T10:45:00.000Z",
                     *       "activeRecoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *       "recoveries": 1,
                     *       "quarantined": false,
                     *       "updatedAt": "2026-11-22T10:45:00.412Z",
                     *       "lines": [
                     *         {
                     *           "productId": "lamp-oak",
                     *           "quantity": 1,
                     *           "unitPriceMinor": 8900,
                     *           "name": "Oak lamp"
                     *         }
                     *       ],
                     *       "restoreUrl": "https://shop.example/cart/cart-1042",
                     *       "quarantine": null,
                     *       "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "situation": {
                     *         "kind": "waiting",
                     *         "until": "2026-11-23T10:45:00.000Z",
                     *         "outcome": null,
                     *         "reason": null,
                     *         "reasonText": null,
                     *         "endedBy": [
                     *           "purchase",
                     *           "cart_emptied",
                     *           "unsubscribe",
                     *           "newer_cart"
                     *         ],
                     *         "step": {
                     *           "id": "touch-2",
                     *           "number": 2,
                     *           "of": 3,
                     *           "channel": "email",
                     *           "template": "cart-reminder-2"
                     *         }
                     *       },
                     *       "recoveryList": [
                     *         {
                     *           "id": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "n": 1,
                     *           "campaignId": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *           "campaignName": "Cart reminders",
                     *           "campaignVersion": 1,
                     *           "stage": "waiting",
                     *           "outcome": null,
                     *           "reason": null,
                     *           "reasonText": null,
                     *           "abandonedAt": "2026-11-22T10:45:00.000Z",
                     *           "endedAt": null,
                     *           "workflowId": "recovery/0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11/3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21/1",
                     *           "temporalUrl": null
                     *         }
                     *       ],
                     *       "nonSends": [
                     *         {
                     *           "kind": "not_sent",
                     *           "reason": "channel_no_consent",
                     *           "reasonText": "The person has not agreed to messages on this channel.",
                     *           "channel": "sms",
                     *           "ruleId": "touch-2",
                     *           "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "at": "2026-11-22T11:45:00.000Z",
                     *           "times": 1
                     *         }
                     *       ],
                     *       "messages": [
                     *         {
                     *           "id": "0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77",
                     *           "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "ruleId": "touch-1",
                     *           "channel": "email",
                     *           "template": "cart-reminder-1",
                     *           "provider": "outbox",
                     *           "state": "accepted",
                     *           "deliveryState": "opened",
                     *           "reason": null,
                     *           "reasonText": null,
                     *           "claimedAt": "2026-11-22T11:45:00.000Z"
                     *         }
                     *       ],
                     *       "orders": [],
                     *       "predictions": [
                     *         {
                     *           "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "at": "2026-11-22T10:45:00.000Z",
                     *           "probability": 0.31,
                     *           "modelVersion": "prior-1",
                     *           "reasons": [
                     *             {
                     *               "feature": "views",
                     *               "value": 3,
                     *               "direction": "raises",
                     *               "contribution": 0.4
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "timeline": [
                     *         {
                     *           "at": "2026-11-22T10:15:00.000Z",
                     *           "kind": "activity",
                     *           "event": "checkout_told",
                     *           "values": {
                     *             "lines": 1
                     *           },
                     *           "counts": null,
                     *           "text": "Checkout with 1 line.",
                     *           "reason": null,
                     *           "channel": null,
                     *           "recoveryId": null,
                     *           "messageId": null,
                     *           "ruleId": null
                     *         },
                     *         {
                     *           "at": "2026-11-22T11:45:00.000Z",
                     *           "kind": "decision",
                     *           "event": "not_sent",
                     *           "values": {},
                     *           "counts": null,
                     *           "text": "A message was not sent. The person has not agreed to messages on this channel.",
                     *           "reason": "channel_no_consent",
                     *           "channel": "sms",
                     *           "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "messageId": null,
                     *           "ruleId": "touch-2"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CartDetail"];
                };
            };
        };
    };
    showRecoveryLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://engine.example/r/…",
                     *       "expiresAt": "2026-12-22T11:45:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryLink"];
                };
            };
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                status?: "placed" | "pending" | "failed" | "cancelled";
                customerId?: string;
                cartId?: string;
                externalId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "5b0e9a7c-3d2f-5c1e-9a44-1f2c3d4e5f60",
                     *           "externalId": "order-5001",
                     *           "status": "placed",
                     *           "customerId": "0199a3c0-4b1d-7c2e-8f3a-6d5e4c3b2a19",
                     *           "cartId": "8f2d6c1b-7a3e-5b9d-8c4f-2e1a0b9c8d7f",
                     *           "lineCount": 1,
                     *           "currency": "EUR",
                     *           "totalMinor": 8900,
                     *           "refundedMinor": 0,
                     *           "incomplete": [],
                     *           "arrivedAt": "2026-11-22T10:31:02.000Z",
                     *           "placedAt": "2026-11-22T10:31:00.000Z",
                     *           "pendingAt": null,
                     *           "failedAt": null,
                     *           "paidAt": "2026-11-22T10:31:05.000Z",
                     *           "cancelledAt": null,
                     *           "refundedAt": null,
                     *           "recoveryId": null,
                     *           "createdAt": "2026-11-22T10:31:02.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Order"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    getOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An order with its lines */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5b0e9a7c-3d2f-5c1e-9a44-1f2c3d4e5f60",
                     *       "externalId": "order-5001",
                     *       "status": "placed",
                     *       "customerId": "0199a3c0-4b1d-7c2e-8f3a-6d5e4c3b2a19",
                     *       "cartId": "8f2d6c1b-7a3e-5b9d-8c4f-2e1a0b9c8d7f",
                     *       "lineCount": 1,
                     *       "currency": "EUR",
                     *       "totalMinor": 8900,
                     *       "refundedMinor": 0,
                     *       "incomplete": [],
                     *       "arrivedAt": "2026-11-22T10:31:02.000Z",
                     *       "placedAt": "2026-11-22T10:31:00.000Z",
                     *       "pendingAt": null,
                     *       "failedAt": null,
                     *       "paidAt": "2026-11-22T10:31:05.000Z",
                     *       "cancelledAt": null,
                     *       "refundedAt": null,
                     *       "recoveryId": null,
                     *       "createdAt": "2026-11-22T10:31:02.000Z",
                     *       "lines": [
                     *         {
                     *           "productId": "lamp-oak",
                     *           "quantity": 1,
                     *           "unitPriceMinor": 8900,
                     *           "name": "Oak lamp"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OrderDetail"];
                };
            };
        };
    };
    listCustomers: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description Says how long the whole list is: exactly up to a limit, else how long at least */
                count?: "true" | "false";
                externalId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55",
                     *           "externalId": "cu•••",
                     *           "firstName": "A•••",
                     *           "locale": "de-AT",
                     *           "country": "AT",
                     *           "timeZone": "Europe/Vienna",
                     *           "mergedInto": null,
                     *           "lastOrderAt": null,
                     *           "createdAt": "2026-11-22T10:15:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Customer"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                        /** @description Entries of the whole list, with `count=true`; null where there are more than are counted. */
                        total?: number | null;
                        /** @description With `count=true`: as many at least. */
                        totalAtLeast?: number;
                    };
                };
            };
        };
    };
    getCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A customer with identities and consents */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55",
                     *       "externalId": "cu•••",
                     *       "firstName": "A•••",
                     *       "locale": "de-AT",
                     *       "country": "AT",
                     *       "timeZone": "Europe/Vienna",
                     *       "mergedInto": null,
                     *       "lastOrderAt": null,
                     *       "createdAt": "2026-11-22T10:15:00.000Z",
                     *       "masked": true,
                     *       "identities": [
                     *         {
                     *           "kind": "email",
                     *           "value": "a•••@s•••.example",
                     *           "createdAt": "2026-11-22T10:15:00.000Z"
                     *         }
                     *       ],
                     *       "consents": [
                     *         {
                     *           "channel": "email",
                     *           "status": "granted",
                     *           "at": "2026-11-22T10:14:30.000Z",
                     *           "provenance": "shop"
                     *         }
                     *       ],
                     *       "reach": [
                     *         {
                     *           "channel": "email",
                     *           "missing": null,
                     *           "basis": "consent"
                     *         },
                     *         {
                     *           "channel": "sms",
                     *           "missing": "address",
                     *           "basis": null
                     *         },
                     *         {
                     *           "channel": "push",
                     *           "missing": "address",
                     *           "basis": null
                     *         }
                     *       ],
                     *       "consentLedger": [
                     *         {
                     *           "eventId": "evt-1042",
                     *           "channel": "email",
                     *           "status": "granted",
                     *           "basis": "act",
                     *           "provenance": "shop",
                     *           "source": "checkout",
                     *           "textVersion": "2026-05",
                     *           "at": "2026-11-22T10:14:30.000Z"
                     *         }
                     *       ],
                     *       "suppressions": [],
                     *       "merges": []
                     *     }
                     */
                    "application/json": components["schemas"]["CustomerDetail"];
                };
            };
        };
    };
    findCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "address": "ada@shopper.example"
                 *     }
                 */
                "application/json": {
                    /** @description An e-mail address, a phone number in E.164, or the shop’s own id of the customer: exactly. */
                    address: string;
                };
            };
        };
        responses: {
            /** @description Who is known by it, masked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55",
                     *           "externalId": "cu•••",
                     *           "firstName": "A•••",
                     *           "locale": "de-AT",
                     *           "country": "AT",
                     *           "timeZone": "Europe/Vienna",
                     *           "mergedInto": null,
                     *           "lastOrderAt": null,
                     *           "createdAt": "2026-11-22T10:15:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Customer"][];
                    };
                };
            };
        };
    };
    unmaskCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer, unmasked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55",
                     *       "externalId": "cu•••",
                     *       "firstName": "A•••",
                     *       "locale": "de-AT",
                     *       "country": "AT",
                     *       "timeZone": "Europe/Vienna",
                     *       "mergedInto": null,
                     *       "lastOrderAt": null,
                     *       "createdAt": "2026-11-22T10:15:00.000Z",
                     *       "masked": false,
                     *       "identities": [
                     *         {
                     *           "kind": "email",
                     *           "value": "a•••@s•••.example",
                     *           "createdAt": "2026-11-22T10:15:00.000Z"
                     *         }
                     *       ],
                     *       "consents": [
                     *         {
                     *           "channel": "email",
                     *           "status": "granted",
                     *           "at": "2026-11-22T10:14:30.000Z",
                     *           "provenance": "shop"
                     *         }
                     *       ],
                     *       "reach": [
                     *         {
                     *           "channel": "email",
                     *           "missing": null,
                     *           "basis": "consent"
                     *         },
                     *         {
                     *           "channel": "sms",
                     *           "missing": "address",
                     *           "basis": null
                     *         },
                     *         {
                     *           "channel": "push",
                     *           "missing": "address",
                     *           "basis": null
                     *         }
                     *       ],
                     *       "consentLedger": [
                     *         {
                     *           "eventId": "evt-1042",
                     *           "channel": "email",
                     *           "status": "granted",
                     *           "basis": "act",
                     *           "provenance": "shop",
                     *           "source": "checkout",
                     *           "textVersion": "2026-05",
                     *           "at": "2026-11-22T10:14:30.000Z"
                     *         }
                     *       ],
                     *       "suppressions": [],
                     *       "merges": []
                     *     }
                     */
                    "application/json": components["schemas"]["CustomerDetail"];
                };
            };
        };
    };
    listRecoveries: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                stage?: "starting" | "predicting" | "waiting" | "sending" | "paused" | "ended";
                outcome?: "purchased" | "completed" | "stopped" | "nothing_to_send";
                campaignId?: string;
                customerId?: string;
                cartId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "cartId": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21",
                     *           "customerId": "0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55",
                     *           "campaignId": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *           "campaignVersion": 1,
                     *           "n": 1,
                     *           "workflowId": "recovery/0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11/3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21/1",
                     *           "stage": "waiting",
                     *           "outcome": null,
                     *           "reason": null,
                     *           "reasonText": null,
                     *           "probability": 0.31,
                     *           "modelVersion": "prior-1",
                     *           "waitsFor": "touch-2",
                     *           "waitsUntil": "2026-11-23T10:45:00.000Z",
                     *           "abandonedAt": "2026-11-22T10:45:00.000Z",
                     *           "createdAt": "2026-11-22T10:45:00.412Z",
                     *           "startedAt": "2026-11-22T10:45:00.700Z",
                     *           "endedAt": null,
                     *           "temporalUrl": null
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Recovery"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    getRecovery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The recovery */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *       "cartId": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21",
                     *       "customerId": "0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55",
                     *       "campaignId": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *       "campaignVersion": 1,
                     *       "n": 1,
                     *       "workflowId": "recovery/0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11/3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21/1",
                     *       "stage": "waiting",
                     *       "outcome": null,
                     *       "reason": null,
                     *       "reasonText": null,
                     *       "probability": 0.31,
                     *       "modelVersion": "prior-1",
                     *       "waitsFor": "touch-2",
                     *       "waitsUntil": "2026-11-23T10:45:00.000Z",
                     *       "abandonedAt": "2026-11-22T10:45:00.000Z",
                     *       "createdAt": "2026-11-22T10:45:00.412Z",
                     *       "startedAt": "2026-11-22T10:45:00.700Z",
                     *       "endedAt": null,
                     *       "temporalUrl": null,
                     *       "decisions": [
                     *         {
                     *           "id": "e3b0c442-98fc-8c14-9afb-f4c8996fb924",
                     *           "kind": "not_sent",
                     *           "cartId": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21",
                     *           "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "ruleId": "touch-2",
                     *           "channel": "sms",
                     *           "reason": "channel_no_consent",
                     *           "reasonText": "The person has not agreed to messages on this channel.",
                     *           "detail": null,
                     *           "at": "2026-11-23T10:45:00.000Z"
                     *         }
                     *       ],
                     *       "messages": [
                     *         {
                     *           "id": "0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77",
                     *           "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "cartId": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21",
                     *           "customerId": "0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55",
                     *           "ruleId": "touch-1",
                     *           "channel": "email",
                     *           "template": "cart-reminder-1",
                     *           "provider": "outbox",
                     *           "basis": "consent",
                     *           "state": "accepted",
                     *           "attempts": 1,
                     *           "cartVersion": 3,
                     *           "providerMessageId": "outbox-1",
                     *           "reason": null,
                     *           "reasonText": null,
                     *           "errorCode": null,
                     *           "claimedAt": "2026-11-22T11:45:00.000Z",
                     *           "attemptedAt": "2026-11-22T11:45:00.000Z",
                     *           "settledAt": "2026-11-22T11:45:00.310Z",
                     *           "deliveryState": "opened",
                     *           "deliveryTimes": {
                     *             "delivered": "2026-11-22T11:45:02.000Z",
                     *             "opened": "2026-11-22T12:10:41.000Z"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryDetail"];
                };
            };
        };
    };
    pauseRecovery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workflow was told */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *       "command": "pause",
                     *       "status": "told"
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryCommandResult"];
                };
            };
        };
    };
    resumeRecovery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workflow was told */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *       "command": "resume",
                     *       "status": "told"
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryCommandResult"];
                };
            };
        };
    };
    skipRecoveryWait: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workflow was told */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *       "command": "skip-wait",
                     *       "status": "told"
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryCommandResult"];
                };
            };
        };
    };
    stopRecovery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workflow was told */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *       "command": "stop",
                     *       "status": "told"
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryCommandResult"];
                };
            };
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description Says how long the whole list is: exactly up to a limit, else how long at least */
                count?: "true" | "false";
                channel?: "email" | "sms" | "push";
                state?: "sending" | "accepted" | "rejected" | "unknown" | "retry";
                deliveryState?: "delivered" | "opened" | "clicked" | "failed" | "refused" | "bounced" | "unsubscribed" | "complained";
                provider?: string;
                recoveryId?: string;
                customerId?: string;
                cartId?: string;
                campaignId?: string;
                /** @description The step of the campaign. */
                ruleId?: string;
                reason?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77",
                     *           "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "cartId": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21",
                     *           "customerId": "0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55",
                     *           "ruleId": "touch-1",
                     *           "channel": "email",
                     *           "template": "cart-reminder-1",
                     *           "provider": "outbox",
                     *           "basis": "consent",
                     *           "state": "accepted",
                     *           "attempts": 1,
                     *           "cartVersion": 3,
                     *           "providerMessageId": "outbox-1",
                     *           "reason": null,
                     *           "reasonText": null,
                     *           "errorCode": null,
                     *           "claimedAt": "2026-11-22T11:45:00.000Z",
                     *           "attemptedAt": "2026-11-22T11:45:00.000Z",
                     *           "settledAt": "2026-11-22T11:45:00.310Z",
                     *           "deliveryState": "opened",
                     *           "deliveryTimes": {
                     *             "delivered": "2026-11-22T11:45:02.000Z",
                     *             "opened": "2026-11-22T12:10:41.000Z"
                     *           }
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Message"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                        /** @description Entries of the whole list, with `count=true`; null where there are more than are counted. */
                        total?: number | null;
                        /** @description With `count=true`: as many at least. */
                        totalAtLeast?: number;
                    };
                };
            };
        };
    };
    getMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A message */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77",
                     *       "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *       "cartId": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21",
                     *       "customerId": "0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55",
                     *       "ruleId": "touch-1",
                     *       "channel": "email",
                     *       "template": "cart-reminder-1",
                     *       "provider": "outbox",
                     *       "basis": "consent",
                     *       "state": "accepted",
                     *       "attempts": 1,
                     *       "cartVersion": 3,
                     *       "providerMessageId": "outbox-1",
                     *       "reason": null,
                     *       "reasonText": null,
                     *       "errorCode": null,
                     *       "claimedAt": "2026-11-22T11:45:00.000Z",
                     *       "attemptedAt": "2026-11-22T11:45:00.000Z",
                     *       "settledAt": "2026-11-22T11:45:00.310Z",
                     *       "deliveryState": "opened",
                     *       "deliveryTimes": {
                     *         "delivered": "2026-11-22T11:45:02.000Z",
                     *         "opened": "2026-11-22T12:10:41.000Z"
                     *       },
                     *       "campaign": {
                     *         "id": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *         "name": "Cart reminders",
                     *         "version": 1,
                     *         "step": 1,
                     *         "steps": 3
                     *       },
                     *       "carriage": null,
                     *       "content": {
                     *         "channel": "email",
                     *         "to": "a•••@s•••.example",
                     *         "from": "Loom House <hello@loom.example>",
                     *         "subject": "You left something behind",
                     *         "text": "Your oak lamp is still here: https://engine.example/r/…",
                     *         "html": "<p>Your oak lamp is still here.</p>"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MessageDetail"];
                };
            };
        };
    };
    listDecisions: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                kind?: "not_started" | "predicted" | "sent" | "not_sent" | "ended" | "merged" | "operator" | "delivery" | "replied" | "offered";
                reason?: string;
                cartId?: string;
                recoveryId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "e3b0c442-98fc-8c14-9afb-f4c8996fb924",
                     *           "kind": "not_sent",
                     *           "cartId": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21",
                     *           "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "ruleId": "touch-2",
                     *           "channel": "sms",
                     *           "reason": "channel_no_consent",
                     *           "reasonText": "The person has not agreed to messages on this channel.",
                     *           "detail": null,
                     *           "at": "2026-11-23T10:45:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Decision"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    listAlerts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Worst first; empty when nothing does */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "kind": "provider_failing",
                     *           "since": "2026-11-24T09:12:00.000Z",
                     *           "provider": "resend",
                     *           "failed": 41,
                     *           "attempted": 44,
                     *           "errorCode": "daily_quota_exceeded"
                     *         },
                     *         {
                     *           "kind": "dead_letters",
                     *           "since": "2026-11-23T17:40:00.000Z",
                     *           "letters": 12,
                     *           "proposed": 12
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Alert"][];
                    };
                };
            };
        };
    };
    getStats: {
        parameters: {
            query?: {
                /** @description Inclusive; 30 days before `to` unless given. */
                from?: string;
                /** @description Exclusive; now unless given. At most 366 days after `from`. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts; every number can be followed up by GET /v1/decisions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "2026-10-23T00:00:00.000Z",
                     *       "to": "2026-11-22T00:00:00.000Z",
                     *       "carts": {
                     *         "open": 903,
                     *         "abandoned": 714,
                     *         "purchased": 318,
                     *         "quarantined": 4
                     *       },
                     *       "orders": 322,
                     *       "incompleteOrders": 3,
                     *       "recoveries": [
                     *         {
                     *           "outcome": "purchased",
                     *           "reason": "purchased",
                     *           "reasonText": "The person bought this cart.",
                     *           "count": 41
                     *         }
                     *       ],
                     *       "messages": [
                     *         {
                     *           "channel": "email",
                     *           "state": "accepted",
                     *           "count": 212
                     *         }
                     *       ],
                     *       "decisions": [
                     *         {
                     *           "kind": "not_started",
                     *           "reason": "no_consent",
                     *           "reasonText": "The person has not agreed to messages on any reachable channel.",
                     *           "channel": null,
                     *           "count": 77
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Stats"];
                };
            };
        };
    };
    getRecoveredRevenueReport: {
        parameters: {
            query?: {
                /** @description Inclusive; 30 days before `to` unless given. */
                from?: string;
                /** @description Exclusive; now unless given. At most 366 days after `from`. */
                to?: string;
                /** @description Whose days are counted; the store's unless given. */
                timeZone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By day, campaign and currency */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "2026-10-23T00:00:00.000Z",
                     *       "to": "2026-11-22T00:00:00.000Z",
                     *       "asOf": "2026-11-22T09:59:58.400Z",
                     *       "truncated": false,
                     *       "timeZone": "Europe/Vienna",
                     *       "rows": [
                     *         {
                     *           "day": "2026-11-21",
                     *           "campaignId": "0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11",
                     *           "currency": "EUR",
                     *           "orders": 7,
                     *           "ordersWithoutAmount": 0,
                     *           "amountMinor": 48650,
                     *           "refundedMinor": 1900,
                     *           "unaidedOrders": 2,
                     *           "unaidedAmountMinor": 9980
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveredRevenueReport"] & {
                        timeZone: string;
                    };
                };
            };
        };
    };
    getFunnelReport: {
        parameters: {
            query?: {
                /** @description Inclusive; 30 days before `to` unless given. */
                from?: string;
                /** @description Exclusive; now unless given. At most 366 days after `from`. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One row, in carts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "2026-10-23T00:00:00.000Z",
                     *       "to": "2026-11-22T00:00:00.000Z",
                     *       "asOf": "2026-11-22T09:59:58.400Z",
                     *       "truncated": false,
                     *       "rows": [
                     *         {
                     *           "abandoned": 714,
                     *           "started": 402,
                     *           "messaged": 365,
                     *           "reported": 360,
                     *           "delivered": 351,
                     *           "opened": 190,
                     *           "clicked": 77,
                     *           "recovered": 41,
                     *           "unaided": 12
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FunnelReport"];
                };
            };
        };
    };
    getNonSendsReport: {
        parameters: {
            query?: {
                /** @description Inclusive; 30 days before `to` unless given. */
                from?: string;
                /** @description Exclusive; now unless given. At most 366 days after `from`. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By reason and channel, most frequent first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "2026-10-23T00:00:00.000Z",
                     *       "to": "2026-11-22T00:00:00.000Z",
                     *       "asOf": "2026-11-22T09:59:58.400Z",
                     *       "truncated": false,
                     *       "rows": [
                     *         {
                     *           "kind": "not_started",
                     *           "reason": "no_consent",
                     *           "reasonText": "The person has not agreed to messages on any reachable channel.",
                     *           "channel": null,
                     *           "decisions": 77,
                     *           "carts": 75
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["NonSendsReport"];
                };
            };
        };
    };
    getMessagesReport: {
        parameters: {
            query?: {
                /** @description Inclusive; 30 days before `to` unless given. */
                from?: string;
                /** @description Exclusive; now unless given. At most 366 days after `from`. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By channel, provider and state */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "2026-10-23T00:00:00.000Z",
                     *       "to": "2026-11-22T00:00:00.000Z",
                     *       "asOf": "2026-11-22T09:59:58.400Z",
                     *       "truncated": false,
                     *       "rows": [
                     *         {
                     *           "channel": "email",
                     *           "provider": "resend",
                     *           "state": "accepted",
                     *           "deliveryState": null,
                     *           "messages": 212,
                     *           "attempts": 215
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MessagesReport"];
                };
            };
        };
    };
    listScheduledReports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, by name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3d0-52c1-7e20-8a11-0c9d4b7e6f21",
                     *           "revision": 1,
                     *           "name": "Monday numbers",
                     *           "status": "active",
                     *           "frequency": "weekly",
                     *           "timeOfDay": "08:00",
                     *           "timeZone": "Europe/Vienna",
                     *           "nextRunAt": "2026-11-09T07:00:00.000Z",
                     *           "queries": null,
                     *           "delivery": {
                     *             "kind": "email",
                     *             "recipients": [
                     *               {
                     *                 "id": "0199a3c0-1111-7d52-a9a4-6f0c7a5f2b11",
                     *                 "name": "Ada Example"
                     *               }
                     *             ]
                     *           },
                     *           "lastRun": {
                     *             "kind": "scheduled",
                     *             "period": "2026-W44",
                     *             "days": {
                     *               "from": "2026-10-26",
                     *               "to": "2026-11-01"
                     *             },
                     *             "state": "done",
                     *             "reason": null,
                     *             "createdAt": "2026-11-02T07:00:00.412Z"
                     *           },
                     *           "createdAt": "2026-10-26T15:12:09.000Z",
                     *           "updatedAt": "2026-10-26T15:12:09.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ScheduledReport"][];
                    };
                };
            };
        };
    };
    createScheduledReport: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Monday numbers",
                 *       "frequency": "weekly",
                 *       "timeOfDay": "08:00",
                 *       "delivery": {
                 *         "kind": "email",
                 *         "recipientIds": [
                 *           "0199a3c0-1111-7d52-a9a4-6f0c7a5f2b11"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NewScheduledReport"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "report": {
                     *         "id": "0199a3d0-52c1-7e20-8a11-0c9d4b7e6f21",
                     *         "revision": 1,
                     *         "name": "Monday numbers",
                     *         "status": "active",
                     *         "frequency": "weekly",
                     *         "timeOfDay": "08:00",
                     *         "timeZone": "Europe/Vienna",
                     *         "nextRunAt": "2026-11-09T07:00:00.000Z",
                     *         "queries": null,
                     *         "delivery": {
                     *           "kind": "email",
                     *           "recipients": [
                     *             {
                     *               "id": "0199a3c0-1111-7d52-a9a4-6f0c7a5f2b11",
                     *               "name": "Ada Example"
                     *             }
                     *           ]
                     *         },
                     *         "lastRun": null,
                     *         "createdAt": "2026-10-26T15:12:09.000Z",
                     *         "updatedAt": "2026-10-26T15:12:09.000Z"
                     *       },
                     *       "secret": null
                     *     }
                     */
                    "application/json": {
                        report: components["schemas"]["ScheduledReport"];
                        /** @description Of a webhook: signs its requests as Standard Webhooks say. Shown here and never again. */
                        secret: string | null;
                    };
                };
            };
        };
    };
    listReportRecipients: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Without their addresses */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3c0-1111-7d52-a9a4-6f0c7a5f2b11",
                     *           "name": "Ada Example"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                        }[];
                    };
                };
            };
        };
    };
    deleteScheduledReport: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing of it goes out any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateScheduledReport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `revision` that was read, in quotes: somebody else’s change since then is answered with 412. Without it, or with `*`, the newest state is changed whatever it is. */
                "if-match"?: string;
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "timeOfDay": "07:30"
                 *     }
                 */
                "application/json": components["schemas"]["ScheduledReportChange"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3d0-52c1-7e20-8a11-0c9d4b7e6f21",
                     *       "revision": 2,
                     *       "name": "Monday numbers",
                     *       "status": "active",
                     *       "frequency": "weekly",
                     *       "timeOfDay": "07:30",
                     *       "timeZone": "Europe/Vienna",
                     *       "nextRunAt": "2026-11-09T07:00:00.000Z",
                     *       "queries": null,
                     *       "delivery": {
                     *         "kind": "email",
                     *         "recipients": [
                     *           {
                     *             "id": "0199a3c0-1111-7d52-a9a4-6f0c7a5f2b11",
                     *             "name": "Ada Example"
                     *           }
                     *         ]
                     *       },
                     *       "lastRun": {
                     *         "kind": "scheduled",
                     *         "period": "2026-W44",
                     *         "days": {
                     *           "from": "2026-10-26",
                     *           "to": "2026-11-01"
                     *         },
                     *         "state": "done",
                     *         "reason": null,
                     *         "createdAt": "2026-11-02T07:00:00.412Z"
                     *       },
                     *       "createdAt": "2026-10-26T15:12:09.000Z",
                     *       "updatedAt": "2026-10-26T15:12:09.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ScheduledReport"];
                };
            };
        };
    };
    listReportRuns: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Runs with their deliveries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3d1-7b1e-7c52-9c31-5d0e8f2a4b10",
                     *           "kind": "scheduled",
                     *           "period": "2026-W44",
                     *           "days": {
                     *             "from": "2026-10-26",
                     *             "to": "2026-11-01"
                     *           },
                     *           "state": "done",
                     *           "reason": null,
                     *           "createdAt": "2026-11-02T07:00:00.412Z",
                     *           "endedAt": "2026-11-02T07:00:02.951Z",
                     *           "deliveries": [
                     *             {
                     *               "recipientId": "0199a3c0-1111-7d52-a9a4-6f0c7a5f2b11",
                     *               "recipientName": "Ada Example",
                     *               "state": "accepted",
                     *               "reason": null,
                     *               "attempts": 1,
                     *               "settledAt": "2026-11-02T07:00:02.910Z"
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ReportRun"][];
                    };
                };
            };
        };
    };
    testScheduledReport: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Asked for; the list of runs says what becomes of it */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3d1-7b1e-7c52-9c31-5d0e8f2a4b10",
                     *       "kind": "test",
                     *       "period": "2026-W44",
                     *       "days": {
                     *         "from": "2026-10-26",
                     *         "to": "2026-11-01"
                     *       },
                     *       "state": "preparing",
                     *       "reason": null,
                     *       "createdAt": "2026-11-02T07:00:00.412Z",
                     *       "endedAt": null,
                     *       "deliveries": []
                     *     }
                     */
                    "application/json": components["schemas"]["ReportRun"];
                };
            };
        };
    };
    getAnalyticsCatalogue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The same for every store */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "metrics": [
                     *         {
                     *           "id": "recovery_rate",
                     *           "name": "Recovery rate",
                     *           "definition": "Abandoned carts that were bought after a message about them, of all abandoned carts. Counted by the moment at which the cart was abandoned.",
                     *           "unit": "share",
                     *           "dimensions": [
                     *             "campaignId",
                     *             "reason",
                     *             "stage",
                     *             "currency",
                     *             "weekday",
                     *             "hourOfDay"
                     *           ]
                     *         }
                     *       ],
                     *       "dimensions": [
                     *         {
                     *           "id": "campaignId",
                     *           "definition": "The campaign, by its id."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AnalyticsCatalogue"];
                };
            };
        };
    };
    queryAnalytics: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "metric": "recovered_revenue",
                 *       "dimensions": [
                 *         "channel"
                 *       ],
                 *       "timeRange": {
                 *         "from": "2026-11-01",
                 *         "to": "2026-11-30"
                 *       },
                 *       "granularity": "day",
                 *       "filters": {
                 *         "campaignId": "0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11"
                 *       },
                 *       "compareTo": "previous_period"
                 *     }
                 */
                "application/json": components["schemas"]["AnalyticsQuestion"];
            };
        };
        responses: {
            /** @description A number, and the rows that it is made of */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "metric": "recovered_revenue",
                     *       "unit": "money",
                     *       "currency": "EUR",
                     *       "range": {
                     *         "from": "2026-11-01",
                     *         "to": "2026-11-30",
                     *         "fromInstant": "2026-10-31T23:00:00.000Z",
                     *         "toInstant": "2026-11-30T23:00:00.000Z"
                     *       },
                     *       "previousRange": {
                     *         "from": "2026-10-01",
                     *         "to": "2026-10-31",
                     *         "fromInstant": "2026-09-30T22:00:00.000Z",
                     *         "toInstant": "2026-10-31T23:00:00.000Z"
                     *       },
                     *       "asOf": "2026-12-02T08:59:58.400Z",
                     *       "total": {
                     *         "value": 184650,
                     *         "previous": 150210
                     *       },
                     *       "rows": [
                     *         {
                     *           "dimensions": {
                     *             "day": "2026-11-01",
                     *             "channel": "email"
                     *           },
                     *           "value": 140650,
                     *           "previous": 150210
                     *         },
                     *         {
                     *           "dimensions": {
                     *             "day": "2026-11-02",
                     *             "channel": "sms"
                     *           },
                     *           "value": 44000,
                     *           "previous": 0
                     *         }
                     *       ],
                     *       "otherCurrencies": [
                     *         {
                     *           "currency": "USD",
                     *           "orders": 33
                     *         }
                     *       ],
                     *       "names": {}
                     *     }
                     */
                    "application/json": components["schemas"]["AnalyticsAnswer"];
                };
            };
        };
    };
    queryAnalyticsTogether: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "questions": [
                 *         {
                 *           "metric": "recovered_revenue",
                 *           "dimensions": [
                 *             "channel"
                 *           ],
                 *           "timeRange": {
                 *             "from": "2026-11-01",
                 *             "to": "2026-11-30"
                 *           },
                 *           "granularity": "day",
                 *           "filters": {
                 *             "campaignId": "0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11"
                 *           },
                 *           "compareTo": "previous_period"
                 *         },
                 *         {
                 *           "metric": "recovered_revenue",
                 *           "dimensions": [
                 *             "productId"
                 *           ],
                 *           "timeRange": {
                 *             "from": "2026-11-01",
                 *             "to": "2026-11-30"
                 *           },
                 *           "granularity": "day",
                 *           "filters": {
                 *             "campaignId": "0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11"
                 *           },
                 *           "compareTo": "previous_period"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    questions: components["schemas"]["AnalyticsQuestion"][];
                };
            };
        };
        responses: {
            /** @description An answer or a refusal for each question */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "answers": [
                     *         {
                     *           "status": 200,
                     *           "answer": {
                     *             "metric": "recovered_revenue",
                     *             "unit": "money",
                     *             "currency": "EUR",
                     *             "range": {
                     *               "from": "2026-11-01",
                     *               "to": "2026-11-30",
                     *               "fromInstant": "2026-10-31T23:00:00.000Z",
                     *               "toInstant": "2026-11-30T23:00:00.000Z"
                     *             },
                     *             "previousRange": {
                     *               "from": "2026-10-01",
                     *               "to": "2026-10-31",
                     *               "fromInstant": "2026-09-30T22:00:00.000Z",
                     *               "toInstant": "2026-10-31T23:00:00.000Z"
                     *             },
                     *             "asOf": "2026-12-02T08:59:58.400Z",
                     *             "total": {
                     *               "value": 184650,
                     *               "previous": 150210
                     *             },
                     *             "rows": [
                     *               {
                     *                 "dimensions": {
                     *                   "day": "2026-11-01",
                     *                   "channel": "email"
                     *                 },
                     *                 "value": 140650,
                     *                 "previous": 150210
                     *               },
                     *               {
                     *                 "dimensions": {
                     *                   "day": "2026-11-02",
                     *                   "channel": "sms"
                     *                 },
                     *                 "value": 44000,
                     *                 "previous": 0
                     *               }
                     *             ],
                     *             "otherCurrencies": [
                     *               {
                     *                 "currency": "USD",
                     *                 "orders": 33
                     *               }
                     *             ],
                     *             "names": {}
                     *           }
                     *         },
                     *         {
                     *           "status": 422,
                     *           "error": {
                     *             "code": "invalid",
                     *             "message": "of messages must be of channel, campaignId",
                     *             "path": "dimensions.0",
                     *             "requestId": "6f1f6d0e-3d0c-4b6e-9f53-1d1f0c2b7a10"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AnalyticsAnswers"];
                };
            };
        };
    };
    listAnalyticsRows: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "metric": "recovered_revenue",
                 *       "dimensions": [
                 *         "channel"
                 *       ],
                 *       "timeRange": {
                 *         "from": "2026-11-01",
                 *         "to": "2026-11-30"
                 *       },
                 *       "granularity": "day",
                 *       "filters": {
                 *         "campaignId": "0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11"
                 *       },
                 *       "compareTo": "previous_period",
                 *       "cell": {
                 *         "day": "2026-11-02",
                 *         "channel": "sms"
                 *       },
                 *       "limit": 50
                 *     }
                 */
                "application/json": components["schemas"]["AnalyticsRowsQuestion"];
            };
        };
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "order",
                     *       "unit": "money",
                     *       "currency": "EUR",
                     *       "total": 1,
                     *       "items": [
                     *         {
                     *           "id": "0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b12",
                     *           "cartId": "0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b13",
                     *           "at": "2026-11-02T08:12:44.020Z",
                     *           "value": 4400
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["AnalyticsRows"];
                };
            };
        };
    };
    exportAnalytics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "what": "rows",
                 *       "metric": "recovered_revenue",
                 *       "timeRange": {
                 *         "from": "2026-11-01",
                 *         "to": "2026-11-30"
                 *       },
                 *       "dimensions": [
                 *         "channel"
                 *       ],
                 *       "cell": {
                 *         "channel": "sms"
                 *       },
                 *       "format": "csv",
                 *       "csv": {
                 *         "separator": ";",
                 *         "decimal": ","
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["AnalyticsExportQuestion"];
            };
        };
        responses: {
            /** @description The file, as it is written */
            200: {
                headers: {
                    /** @description Rows of the whole file, counted before the first. */
                    "X-Export-Rows": string;
                    /** @description By which the audit log names the export. */
                    "X-Export-Id": string;
                    /** @description A name for the file, with the number of its rows. */
                    "Content-Disposition": string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example "id","cartId","at","channel","campaignId","currency","value"
                     *     "0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b12","0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b13","2026-11-02T09:12:44.020+01:00","sms","0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11","EUR",44.00
                     */
                    "text/csv": string;
                    /**
                     * @example {
                     *       "metric": "recovered_revenue",
                     *       "unit": "money",
                     *       "currency": "EUR",
                     *       "range": {
                     *         "from": "2026-11-01",
                     *         "to": "2026-11-30",
                     *         "timeZone": "Europe/Vienna"
                     *       },
                     *       "rows": [
                     *         {
                     *           "id": "0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b12",
                     *           "cartId": "0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b13",
                     *           "at": "2026-11-02T08:12:44.020Z",
                     *           "channel": "sms",
                     *           "campaignId": "0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11",
                     *           "currency": "EUR",
                     *           "value": 4400
                     *         }
                     *       ],
                     *       "end": {
                     *         "rows": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["AnalyticsExport"];
                    /** @example PAR1…PAR1 */
                    "application/vnd.apache.parquet": string;
                };
            };
        };
    };
    listSavedViews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3c5-7c1e-7d52-a9a4-6f0c7a5f2b11",
                     *           "name": "Recovered by channel",
                     *           "query": {
                     *             "metric": "recovered_revenue",
                     *             "dimensions": [
                     *               "channel"
                     *             ],
                     *             "granularity": "week",
                     *             "period": "90d",
                     *             "filters": {},
                     *             "compareTo": null,
                     *             "top": 50
                     *           },
                     *           "createdBy": "0199a3c0-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *           "createdAt": "2026-11-22T10:00:00.000Z",
                     *           "updatedAt": "2026-11-22T10:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["SavedView"][];
                    };
                };
            };
        };
    };
    createSavedView: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Recovered by channel",
                 *       "query": {
                 *         "metric": "recovered_revenue",
                 *         "dimensions": [
                 *           "channel"
                 *         ],
                 *         "granularity": "week",
                 *         "period": "90d"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SavedViewInput"];
            };
        };
        responses: {
            /** @description Kept */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c5-7c1e-7d52-a9a4-6f0c7a5f2b11",
                     *       "name": "Recovered by channel",
                     *       "query": {
                     *         "metric": "recovered_revenue",
                     *         "dimensions": [
                     *           "channel"
                     *         ],
                     *         "granularity": "week",
                     *         "period": "90d",
                     *         "filters": {},
                     *         "compareTo": null,
                     *         "top": 50
                     *       },
                     *       "createdBy": "0199a3c0-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *       "createdAt": "2026-11-22T10:00:00.000Z",
                     *       "updatedAt": "2026-11-22T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SavedView"];
                };
            };
        };
    };
    deleteSavedView: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateSavedView: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Recovered by channel and week"
                 *     }
                 */
                "application/json": components["schemas"]["SavedViewChange"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c5-7c1e-7d52-a9a4-6f0c7a5f2b11",
                     *       "name": "Recovered by channel",
                     *       "query": {
                     *         "metric": "recovered_revenue",
                     *         "dimensions": [
                     *           "channel"
                     *         ],
                     *         "granularity": "week",
                     *         "period": "90d",
                     *         "filters": {},
                     *         "compareTo": null,
                     *         "top": 50
                     *       },
                     *       "createdBy": "0199a3c0-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *       "createdAt": "2026-11-22T10:00:00.000Z",
                     *       "updatedAt": "2026-11-22T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SavedView"];
                };
            };
        };
    };
    getForecast: {
        parameters: {
            query: {
                metric: "recovered_revenue" | "abandoned_value" | "abandoned_carts";
                /** @description How many days ahead, today included. */
                days?: number;
                /** @description Of money the currency with most orders unless given; of carts all currencies. */
                currency?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A forecast, or how many days it still needs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "metric": "recovered_revenue",
                     *       "unit": "money",
                     *       "currency": "EUR",
                     *       "timeZone": "Europe/Vienna",
                     *       "asOf": "2026-11-27T08:59:58.400Z",
                     *       "past": [
                     *         {
                     *           "day": "2026-11-25",
                     *           "value": 41200
                     *         },
                     *         {
                     *           "day": "2026-11-26",
                     *           "value": 38950
                     *         }
                     *       ],
                     *       "forecast": {
                     *         "kind": "ready",
                     *         "method": "holt_winters",
                     *         "days": [
                     *           {
                     *             "day": "2026-11-27",
                     *             "value": 52300,
                     *             "lower": 39800,
                     *             "upper": 66100
                     *           },
                     *           {
                     *             "day": "2026-11-28",
                     *             "value": 61750,
                     *             "lower": 48200,
                     *             "upper": 77900
                     *           }
                     *         ],
                     *         "total": {
                     *           "value": 114050,
                     *           "interval": {
                     *             "lower": 96400,
                     *             "upper": 133800
                     *           }
                     *         },
                     *         "heldOut": {
                     *           "origins": 70,
                     *           "meanAbsoluteError": 9840,
                     *           "lastWeekError": 12310,
                     *           "scaledError": 0.81,
                     *           "coverage": 0.79
                     *         }
                     *       },
                     *       "otherCurrencies": []
                     *     }
                     */
                    "application/json": components["schemas"]["Forecast"];
                };
            };
        };
    };
    listDeadLetterClusters: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                open?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Last seen first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "fingerprint": "9b1f0c2a4d5e6f708192a3b4c5d6e7f8",
                     *           "source": "api",
                     *           "eventType": "cart_updated",
                     *           "cause": "invalid",
                     *           "path": "occurredAt",
                     *           "message": "Invalid input: expected string, received number",
                     *           "new": 0,
                     *           "proposed": 41,
                     *           "repaired": 0,
                     *           "rejected": 0,
                     *           "expired": 0,
                     *           "times": 44,
                     *           "firstAt": "2026-11-22T10:15:02.000Z",
                     *           "lastAt": "2026-11-22T10:15:02.000Z",
                     *           "exampleId": "0199a3c2-4d10-7b21-9a55-2f0c7a5f2b44",
                     *           "proposal": {
                     *             "steps": [
                     *               {
                     *                 "kind": "convert",
                     *                 "at": [
                     *                   "occurredAt"
                     *                 ],
                     *                 "conversion": "epoch_moment",
                     *                 "form": "seconds:number",
                     *                 "confidence": 0.999
                     *               },
                     *               {
                     *                 "kind": "move",
                     *                 "from": [
                     *                   "cart_id"
                     *                 ],
                     *                 "to": [
                     *                   "cartId"
                     *                 ],
                     *                 "by": "dictionary",
                     *                 "confidence": 0.997
                     *               }
                     *             ],
                     *             "patch": [
                     *               {
                     *                 "op": "remove",
                     *                 "path": "/cart_id"
                     *               },
                     *               {
                     *                 "op": "replace",
                     *                 "path": "/occurredAt",
                     *                 "value": "2026-11-22T10:15:00.000Z"
                     *               },
                     *               {
                     *                 "op": "add",
                     *                 "path": "/cartId",
                     *                 "value": "cart-1042"
                     *               }
                     *             ],
                     *             "confidence": 0.996,
                     *             "lossless": true,
                     *             "guarded": []
                     *           },
                     *           "agreeing": 41,
                     *           "rule": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["DeadLetterCluster"][];
                    };
                };
            };
        };
    };
    listDeadLetters: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                state?: "new" | "proposed" | "repaired" | "rejected" | "expired";
                fingerprint?: string;
                source?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3c2-4d10-7b21-9a55-2f0c7a5f2b44",
                     *           "source": "api",
                     *           "kind": "event",
                     *           "fingerprint": "9b1f0c2a4d5e6f708192a3b4c5d6e7f8",
                     *           "state": "proposed",
                     *           "eventId": "e-1",
                     *           "eventType": "cart_updated",
                     *           "cause": "invalid",
                     *           "path": "occurredAt",
                     *           "message": "Invalid input: expected string, received number",
                     *           "lookProblem": null,
                     *           "sizeBytes": 164,
                     *           "times": 1,
                     *           "at": "2026-11-22T10:15:02.000Z",
                     *           "lastAt": "2026-11-22T10:15:02.000Z",
                     *           "ruleId": null,
                     *           "takenInAs": null,
                     *           "settledAt": null,
                     *           "settledBy": null
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["DeadLetter"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    getDeadLetter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The letter */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c2-4d10-7b21-9a55-2f0c7a5f2b44",
                     *       "source": "api",
                     *       "kind": "event",
                     *       "fingerprint": "9b1f0c2a4d5e6f708192a3b4c5d6e7f8",
                     *       "state": "proposed",
                     *       "eventId": "e-1",
                     *       "eventType": "cart_updated",
                     *       "cause": "invalid",
                     *       "path": "occurredAt",
                     *       "message": "Invalid input: expected string, received number",
                     *       "lookProblem": null,
                     *       "sizeBytes": 164,
                     *       "times": 1,
                     *       "at": "2026-11-22T10:15:02.000Z",
                     *       "lastAt": "2026-11-22T10:15:02.000Z",
                     *       "ruleId": null,
                     *       "takenInAs": null,
                     *       "settledAt": null,
                     *       "settledBy": null,
                     *       "content": "{\"id\":\"e-1\",\"type\":\"cart_updated\",\"occurredAt\":1795342500,\"who\":{\"anonymousId\":\"visitor-81f3\"},\"cart_id\":\"cart-1042\",\"lines\":[]}",
                     *       "masked": false,
                     *       "proposal": {
                     *         "steps": [
                     *           {
                     *             "kind": "convert",
                     *             "at": [
                     *               "occurredAt"
                     *             ],
                     *             "conversion": "epoch_moment",
                     *             "form": "seconds:number",
                     *             "confidence": 0.999
                     *           },
                     *           {
                     *             "kind": "move",
                     *             "from": [
                     *               "cart_id"
                     *             ],
                     *             "to": [
                     *               "cartId"
                     *             ],
                     *             "by": "dictionary",
                     *             "confidence": 0.997
                     *           }
                     *         ],
                     *         "patch": [
                     *           {
                     *             "op": "remove",
                     *             "path": "/cart_id"
                     *           },
                     *           {
                     *             "op": "replace",
                     *             "path": "/occurredAt",
                     *             "value": "2026-11-22T10:15:00.000Z"
                     *           },
                     *           {
                     *             "op": "add",
                     *             "path": "/cartId",
                     *             "value": "cart-1042"
                     *           }
                     *         ],
                     *         "confidence": 0.996,
                     *         "lossless": true,
                     *         "guarded": []
                     *       },
                     *       "history": []
                     *     }
                     */
                    "application/json": components["schemas"]["DeadLetterDetail"];
                };
            };
        };
    };
    approveRepair: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rule, and how many letters it repaired at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ruleId": "0199a3c2-9a44-7c10-8b77-b1d5f0a91c33",
                     *       "version": 1,
                     *       "approvals": 1,
                     *       "repaired": 41
                     *     }
                     */
                    "application/json": components["schemas"]["ApprovedRepair"];
                };
            };
        };
    };
    rejectDeadLetter: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "wholeCluster": false
                 *     }
                 */
                "application/json": components["schemas"]["RejectDeadLetter"];
            };
        };
        responses: {
            /** @description How many were rejected */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "rejected": 1
                     *     }
                     */
                    "application/json": components["schemas"]["RejectedDeadLetters"];
                };
            };
        };
    };
    retryDeadLetter: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the door said this time */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "accepted",
                     *       "eventId": "e-1"
                     *     }
                     */
                    "application/json": components["schemas"]["RetriedDeadLetter"];
                };
            };
        };
    };
    listRepairRules: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest approval first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3c2-9a44-7c10-8b77-b1d5f0a91c33",
                     *           "fingerprint": "9b1f0c2a4d5e6f708192a3b4c5d6e7f8",
                     *           "version": 1,
                     *           "source": "api",
                     *           "eventType": "cart_updated",
                     *           "state": "active",
                     *           "steps": [
                     *             {
                     *               "kind": "convert",
                     *               "at": [
                     *                 "occurredAt"
                     *               ],
                     *               "conversion": "epoch_moment",
                     *               "form": "seconds:number",
                     *               "confidence": 0.999
                     *             },
                     *             {
                     *               "kind": "move",
                     *               "from": [
                     *                 "cart_id"
                     *               ],
                     *               "to": [
                     *                 "cartId"
                     *               ],
                     *               "by": "dictionary",
                     *               "confidence": 0.997
                     *             }
                     *           ],
                     *           "confidence": 0.996,
                     *           "lossless": true,
                     *           "guarded": [],
                     *           "approvals": 1,
                     *           "automatic": false,
                     *           "approvedBy": "key:0199a3c1-2a44-7e0a-8f11-b1d5f0a91c33",
                     *           "approvedAt": "2026-11-22T10:15:02.000Z",
                     *           "withdrawnBy": null,
                     *           "withdrawnAt": null
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["RepairRule"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    withdrawRepairRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What becomes of its letters */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ruleId": "0199a3c2-9a44-7c10-8b77-b1d5f0a91c33",
                     *       "reopened": 3,
                     *       "takenIn": 1,
                     *       "eventIds": [
                     *         "e-1"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WithdrawnRule"];
                };
            };
        };
    };
    predict: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cartId": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21"
                 *     }
                 */
                "application/json": components["schemas"]["PredictionRequest"];
            };
        };
        responses: {
            /** @description The prediction and what moved it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cartId": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21",
                     *       "probability": 0.31,
                     *       "modelVersion": "prior-1",
                     *       "reasons": [
                     *         {
                     *           "feature": "views",
                     *           "value": 14,
                     *           "direction": "raises",
                     *           "contribution": 0.62
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Prediction"];
                };
            };
        };
    };
    getPredictionReport: {
        parameters: {
            query?: {
                /** @description A day of the store’s calendar, included; with `to`. */
                from?: string;
                /** @description Included. Without both: the last 30 days. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ten bins, and all together */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "range": {
                     *         "from": "2026-11-01",
                     *         "to": "2026-11-30"
                     *       },
                     *       "asOf": "2026-11-30T09:59:58.400Z",
                     *       "maturityMs": 259200000,
                     *       "cartsPerBinMin": 30,
                     *       "bins": [
                     *         {
                     *           "from": 0.1,
                     *           "to": 0.2,
                     *           "predictions": 812,
                     *           "matured": 640,
                     *           "predicted": 0.146,
                     *           "bought": 88,
                     *           "boughtAfterMessage": 31,
                     *           "observed": {
                     *             "share": 0.1375,
                     *             "low": 0.113,
                     *             "high": 0.166
                     *           }
                     *         }
                     *       ],
                     *       "total": {
                     *         "predictions": 812,
                     *         "matured": 640,
                     *         "predicted": 0.146,
                     *         "bought": 88,
                     *         "boughtAfterMessage": 31,
                     *         "observed": {
                     *           "share": 0.1375,
                     *           "low": 0.113,
                     *           "high": 0.166
                     *         }
                     *       },
                     *       "days": [
                     *         {
                     *           "day": "2026-11-30",
                     *           "forRecoveries": 41,
                     *           "forApi": 3,
                     *           "medianMs": 4.1,
                     *           "p95Ms": 11.8
                     *         }
                     *       ],
                     *       "reasons": [
                     *         {
                     *           "feature": "product_views",
                     *           "raises": 402,
                     *           "lowers": 211,
                     *           "meanContribution": 0.41
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PredictionReport"];
                };
            };
        };
    };
    getModel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As its trainer and its card say */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": "prior-1",
                     *       "featureSet": {
                     *         "name": "session",
                     *         "version": 1,
                     *         "hash": "d2633d96e855f601f798a7da2accc53320fc992b980e70e9fc179bb6fc0177da"
                     *       },
                     *       "features": [
                     *         {
                     *           "name": "weekend",
                     *           "unit": "0 or 1",
                     *           "description": "the session began on a Saturday or Sunday of the shop"
                     *         }
                     *       ],
                     *       "training": {
                     *         "name": "Online Shoppers Purchasing Intention Dataset (UCI 468)",
                     *         "url": "https://archive.ics.uci.edu/dataset/468",
                     *         "licence": "CC BY 4.0",
                     *         "attribution": "C. O. Sakar, S. O. Polat, M. Katircioglu, Y. Kastro (2019)",
                     *         "label": "the session ended with a purchase",
                     *         "rows": 12330,
                     *         "positives": 1908,
                     *         "trainedAt": null
                     *       },
                     *       "metrics": {
                     *         "auc": {
                     *           "mean": 0.711,
                     *           "low": 0.697,
                     *           "high": 0.721
                     *         },
                     *         "averagePrecision": {
                     *           "mean": 0.3,
                     *           "low": 0.277,
                     *           "high": 0.312
                     *         },
                     *         "logLoss": {
                     *           "mean": 0.392,
                     *           "low": 0.382,
                     *           "high": 0.402
                     *         },
                     *         "brier": {
                     *           "mean": 0.121,
                     *           "low": 0.117,
                     *           "high": 0.126
                     *         }
                     *       },
                     *       "calibration": {
                     *         "ece": 0.0089,
                     *         "slope": 1
                     *       },
                     *       "withoutBrowsingAuc": 0.567,
                     *       "threshold": 0.19,
                     *       "gates": [
                     *         {
                     *           "name": "calibration slope",
                     *           "found": 1,
                     *           "asked": "0.9 to 1.1"
                     *         }
                     *       ],
                     *       "card": "# Model card: prior-1"
                     *     }
                     */
                    "application/json": components["schemas"]["Model"];
                };
            };
        };
    };
    createLiveTicket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ticket */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ticket": "mT5pQ0XnJ6oG1cVwq3H8dZ2yBfR7sLkE9uAiC4tNxYo",
                     *       "expiresInMs": 30000
                     *     }
                     */
                    "application/json": components["schemas"]["LiveTicket"];
                };
            };
        };
    };
    listCampaigns: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                status?: "draft" | "active" | "paused" | "archived";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *           "status": "active",
                     *           "activatedAt": "2026-11-22T10:00:00.000Z",
                     *           "version": 1,
                     *           "revision": 1,
                     *           "draft": null,
                     *           "flow": null,
                     *           "holdoutPercent": 10,
                     *           "holdoutSince": "2026-11-22T10:00:00.000Z",
                     *           "createdAt": "2026-11-22T10:00:00.000Z",
                     *           "name": "Cart reminder",
                     *           "rules": [
                     *             {
                     *               "id": "touch-1",
                     *               "trigger": "cart_abandoned",
                     *               "delayMs": 3600000,
                     *               "channel": "email",
                     *               "template": "cart-reminder-1",
                     *               "conditions": {}
                     *             },
                     *             {
                     *               "id": "touch-2",
                     *               "trigger": "cart_abandoned",
                     *               "delayMs": 86400000,
                     *               "channel": "sms",
                     *               "template": "cart-reminder-2",
                     *               "conditions": {}
                     *             },
                     *             {
                     *               "id": "touch-3",
                     *               "trigger": "cart_abandoned",
                     *               "delayMs": 259200000,
                     *               "channel": "push",
                     *               "template": "cart-reminder-3",
                     *               "conditions": {}
                     *             },
                     *             {
                     *               "id": "payment-1",
                     *               "trigger": "cart_abandoned",
                     *               "delayMs": 86400000,
                     *               "channel": "email",
                     *               "template": "payment-reminder-1",
                     *               "conditions": {
                     *                 "stages": [
                     *                   "payment"
                     *                 ]
                     *               }
                     *             },
                     *             {
                     *               "id": "browsing-1",
                     *               "trigger": "cart_abandoned",
                     *               "delayMs": 0,
                     *               "channel": "email",
                     *               "template": "browsing-reminder-1",
                     *               "conditions": {
                     *                 "stages": [
                     *                   "browsing"
                     *                 ]
                     *               }
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Campaign"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    createCampaign: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Cart reminder",
                 *       "rules": [
                 *         {
                 *           "id": "touch-1",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 3600000,
                 *           "channel": "email",
                 *           "template": "cart-reminder-1",
                 *           "conditions": {}
                 *         },
                 *         {
                 *           "id": "touch-2",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 86400000,
                 *           "channel": "sms",
                 *           "template": "cart-reminder-2",
                 *           "conditions": {}
                 *         },
                 *         {
                 *           "id": "touch-3",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 259200000,
                 *           "channel": "push",
                 *           "template": "cart-reminder-3",
                 *           "conditions": {}
                 *         },
                 *         {
                 *           "id": "payment-1",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 86400000,
                 *           "channel": "email",
                 *           "template": "payment-reminder-1",
                 *           "conditions": {
                 *             "stages": [
                 *               "payment"
                 *             ]
                 *           }
                 *         },
                 *         {
                 *           "id": "browsing-1",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 0,
                 *           "channel": "email",
                 *           "template": "browsing-reminder-1",
                 *           "conditions": {
                 *             "stages": [
                 *               "browsing"
                 *             ]
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CampaignInput"];
            };
        };
        responses: {
            /** @description The draft: it sends nothing before it is activated */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *       "status": "draft",
                     *       "activatedAt": null,
                     *       "version": 1,
                     *       "revision": 1,
                     *       "draft": null,
                     *       "flow": null,
                     *       "holdoutPercent": 10,
                     *       "holdoutSince": "2026-11-22T10:00:00.000Z",
                     *       "createdAt": "2026-11-22T10:00:00.000Z",
                     *       "name": "Cart reminder",
                     *       "rules": [
                     *         {
                     *           "id": "touch-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 3600000,
                     *           "channel": "email",
                     *           "template": "cart-reminder-1",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-2",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "sms",
                     *           "template": "cart-reminder-2",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-3",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 259200000,
                     *           "channel": "push",
                     *           "template": "cart-reminder-3",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "payment-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "email",
                     *           "template": "payment-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "payment"
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "browsing-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 0,
                     *           "channel": "email",
                     *           "template": "browsing-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "browsing"
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Campaign"];
                };
            };
        };
    };
    listCampaignResults: {
        parameters: {
            query?: {
                /** @description First calendar day of the store; the last 30 days unless given. */
                from?: string;
                /** @description Last calendar day, included; today unless given. At most 366 days. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Campaigns that began a recovery within the days */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "range": {
                     *         "from": "2026-11-01",
                     *         "to": "2026-11-30",
                     *         "timeZone": "Europe/Vienna"
                     *       },
                     *       "items": [
                     *         {
                     *           "campaignId": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *           "recoveries": 412,
                     *           "messages": 655,
                     *           "recovered": [
                     *             {
                     *               "currency": "EUR",
                     *               "orders": 37,
                     *               "amountMinor": 284150
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        range: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            timeZone: string;
                        };
                        items: components["schemas"]["CampaignResult"][];
                    };
                };
            };
        };
    };
    listTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "own-spring",
                     *           "channels": [
                     *             "email",
                     *             "sms"
                     *           ],
                     *           "locales": [
                     *             "en"
                     *           ],
                     *           "own": true,
                     *           "version": 2,
                     *           "publishedVersion": 1,
                     *           "updatedAt": "2026-11-23T09:15:00.000Z",
                     *           "draftedBy": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["TemplateName"][];
                    };
                };
            };
        };
    };
    createTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "own-spring",
                 *       "content": {
                 *         "variants": [
                 *           {
                 *             "locale": "en",
                 *             "email": {
                 *               "subject": "Your cart at {{ store.name }}",
                 *               "preheader": "Everything is still there.",
                 *               "mjml": "<mjml><mj-body><mj-section><mj-column><mj-text>Hello {{ customer.firstName | default: \"there\" }}</mj-text><mj-button href=\"{{ links.restore }}\">Go back</mj-button></mj-column></mj-section></mj-body></mjml>"
                 *             },
                 *             "sms": {
                 *               "text": "{{ store.name }}: your cart waits: {{ links.restore }} Reply STOP to opt out"
                 *             }
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NewTemplate"];
            };
        };
        responses: {
            /** @description Its first version */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "own-spring",
                     *       "version": 1,
                     *       "publishedVersion": null,
                     *       "content": {
                     *         "variants": [
                     *           {
                     *             "locale": "en",
                     *             "email": {
                     *               "subject": "Your cart at {{ store.name }}",
                     *               "preheader": "Everything is still there.",
                     *               "mjml": "<mjml><mj-body><mj-section><mj-column><mj-text>Hello {{ customer.firstName | default: \"there\" }}</mj-text><mj-button href=\"{{ links.restore }}\">Go back</mj-button></mj-column></mj-section></mj-body></mjml>"
                     *             },
                     *             "sms": {
                     *               "text": "{{ store.name }}: your cart waits: {{ links.restore }} Reply STOP to opt out"
                     *             }
                     *           }
                     *         ]
                     *       },
                     *       "draftedBy": null,
                     *       "createdAt": "2026-11-23T09:12:00.000Z",
                     *       "updatedAt": "2026-11-23T09:12:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SavedTemplate"];
                };
            };
        };
    };
    checkTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "content": {
                 *         "variants": [
                 *           {
                 *             "locale": "en",
                 *             "email": {
                 *               "subject": "Your cart at {{ store.name }}",
                 *               "preheader": "Everything is still there.",
                 *               "mjml": "<mjml><mj-body><mj-section><mj-column><mj-text>Hello {{ customer.firstName | default: \"there\" }}</mj-text><mj-button href=\"{{ links.restore }}\">Go back</mj-button></mj-column></mj-section></mj-body></mjml>"
                 *             },
                 *             "sms": {
                 *               "text": "{{ store.name }}: your cart waits: {{ links.restore }} Reply STOP to opt out"
                 *             }
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TemplateCheckInput"];
            };
        };
        responses: {
            /** @description What was found */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "findings": [
                     *         {
                     *           "severity": "problem",
                     *           "code": "unknown_name",
                     *           "message": "There is no such name, so the message would be stopped.",
                     *           "locale": "en",
                     *           "part": "email.mjml",
                     *           "line": 12,
                     *           "column": 20,
                     *           "detail": "customer.name: did you mean customer.firstName?"
                     *         }
                     *       ],
                     *       "measures": []
                     *     }
                     */
                    "application/json": components["schemas"]["TemplateCheck"];
                };
            };
        };
    };
    previewTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "content": {
                 *         "variants": [
                 *           {
                 *             "locale": "en",
                 *             "email": {
                 *               "subject": "Your cart at {{ store.name }}",
                 *               "preheader": "Everything is still there.",
                 *               "mjml": "<mjml><mj-body><mj-section><mj-column><mj-text>Hello {{ customer.firstName | default: \"there\" }}</mj-text><mj-button href=\"{{ links.restore }}\">Go back</mj-button></mj-column></mj-section></mj-body></mjml>"
                 *             },
                 *             "sms": {
                 *               "text": "{{ store.name }}: your cart waits: {{ links.restore }} Reply STOP to opt out"
                 *             }
                 *           }
                 *         ]
                 *       },
                 *       "channel": "sms"
                 *     }
                 */
                "application/json": components["schemas"]["TemplatePreviewInput"];
            };
        };
        responses: {
            /** @description The message */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cartId": null,
                     *       "message": {
                     *         "channel": "sms",
                     *         "to": "+43 660 0000000",
                     *         "text": "Lamp Shop: your cart waits: https://engine.example/r/preview-of-a-link-that-leads-nowhere-000000",
                     *         "segments": 1
                     *       },
                     *       "error": null,
                     *       "gaps": [
                     *         {
                     *           "code": "sample",
                     *           "message": "This is an invented cart."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TemplatePreview"];
                };
            };
        };
    };
    getTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The template */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "own-spring",
                     *       "channels": [
                     *         "email",
                     *         "sms"
                     *       ],
                     *       "locales": [
                     *         "en"
                     *       ],
                     *       "own": true,
                     *       "version": 2,
                     *       "publishedVersion": 1,
                     *       "updatedAt": "2026-11-23T09:15:00.000Z",
                     *       "draftedBy": null,
                     *       "content": {
                     *         "variants": [
                     *           {
                     *             "locale": "en",
                     *             "email": {
                     *               "subject": "Your cart at {{ store.name }}",
                     *               "preheader": "Everything is still there.",
                     *               "mjml": "<mjml><mj-body><mj-section><mj-column><mj-text>Hello {{ customer.firstName | default: \"there\" }}</mj-text><mj-button href=\"{{ links.restore }}\">Go back</mj-button></mj-column></mj-section></mj-body></mjml>"
                     *             },
                     *             "sms": {
                     *               "text": "{{ store.name }}: your cart waits: {{ links.restore }} Reply STOP to opt out"
                     *             }
                     *           }
                     *         ]
                     *       },
                     *       "uses": [
                     *         {
                     *           "campaignId": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *           "campaign": "Left carts",
                     *           "stepId": "touch-1",
                     *           "in": "published"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    changeTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `revision` that was read, in quotes: somebody else’s change since then is answered with 412. Without it, or with `*`, the newest state is changed whatever it is. */
                "if-match"?: string;
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "content": {
                 *         "variants": [
                 *           {
                 *             "locale": "en",
                 *             "email": {
                 *               "subject": "Your cart at {{ store.name }}",
                 *               "preheader": "Everything is still there.",
                 *               "mjml": "<mjml><mj-body><mj-section><mj-column><mj-text>Hello {{ customer.firstName | default: \"there\" }}</mj-text><mj-button href=\"{{ links.restore }}\">Go back</mj-button></mj-column></mj-section></mj-body></mjml>"
                 *             },
                 *             "sms": {
                 *               "text": "{{ store.name }}: your cart waits: {{ links.restore }} Reply STOP to opt out"
                 *             }
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TemplateChange"];
            };
        };
        responses: {
            /** @description The newest version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "own-spring",
                     *       "version": 2,
                     *       "publishedVersion": null,
                     *       "content": {
                     *         "variants": [
                     *           {
                     *             "locale": "en",
                     *             "email": {
                     *               "subject": "Your cart at {{ store.name }}",
                     *               "preheader": "Everything is still there.",
                     *               "mjml": "<mjml><mj-body><mj-section><mj-column><mj-text>Hello {{ customer.firstName | default: \"there\" }}</mj-text><mj-button href=\"{{ links.restore }}\">Go back</mj-button></mj-column></mj-section></mj-body></mjml>"
                     *             },
                     *             "sms": {
                     *               "text": "{{ store.name }}: your cart waits: {{ links.restore }} Reply STOP to opt out"
                     *             }
                     *           }
                     *         ]
                     *       },
                     *       "draftedBy": null,
                     *       "createdAt": "2026-11-23T09:12:00.000Z",
                     *       "updatedAt": "2026-11-23T09:12:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SavedTemplate"];
                };
            };
        };
    };
    deleteTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is no more, with all its versions */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    publishTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 1
                 *     }
                 */
                "application/json": components["schemas"]["TemplatePublication"];
            };
        };
        responses: {
            /** @description The template */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "own-spring",
                     *       "version": 1,
                     *       "publishedVersion": 1,
                     *       "content": {
                     *         "variants": [
                     *           {
                     *             "locale": "en",
                     *             "email": {
                     *               "subject": "Your cart at {{ store.name }}",
                     *               "preheader": "Everything is still there.",
                     *               "mjml": "<mjml><mj-body><mj-section><mj-column><mj-text>Hello {{ customer.firstName | default: \"there\" }}</mj-text><mj-button href=\"{{ links.restore }}\">Go back</mj-button></mj-column></mj-section></mj-body></mjml>"
                     *             },
                     *             "sms": {
                     *               "text": "{{ store.name }}: your cart waits: {{ links.restore }} Reply STOP to opt out"
                     *             }
                     *           }
                     *         ]
                     *       },
                     *       "draftedBy": null,
                     *       "createdAt": "2026-11-23T09:12:00.000Z",
                     *       "updatedAt": "2026-11-23T09:12:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SavedTemplate"];
                };
            };
        };
    };
    listTemplateVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "version": 2,
                     *           "actorKind": "user",
                     *           "actorId": "0199a3c0-11d0-7c4b-9a55-3b7a2e8f4d99",
                     *           "draftedBy": null,
                     *           "createdAt": "2026-11-23T09:15:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["TemplateVersion"][];
                    };
                };
            };
        };
    };
    getTemplateVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 2,
                     *       "actorKind": "user",
                     *       "actorId": "0199a3c0-11d0-7c4b-9a55-3b7a2e8f4d99",
                     *       "draftedBy": null,
                     *       "createdAt": "2026-11-23T09:15:00.000Z",
                     *       "content": {
                     *         "variants": [
                     *           {
                     *             "locale": "en",
                     *             "email": {
                     *               "subject": "Your cart at {{ store.name }}",
                     *               "preheader": "Everything is still there.",
                     *               "mjml": "<mjml><mj-body><mj-section><mj-column><mj-text>Hello {{ customer.firstName | default: \"there\" }}</mj-text><mj-button href=\"{{ links.restore }}\">Go back</mj-button></mj-column></mj-section></mj-body></mjml>"
                     *             },
                     *             "sms": {
                     *               "text": "{{ store.name }}: your cart waits: {{ links.restore }} Reply STOP to opt out"
                     *             }
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TemplateVersionDetail"];
                };
            };
        };
    };
    getDraftSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "source": "own",
                     *       "installationModel": null,
                     *       "guidance": {
                     *         "tone": "warm, brief, no exclamation marks",
                     *         "lengths": {
                     *           "subject": 50
                     *         },
                     *         "neverSay": [
                     *           "cheap",
                     *           "last chance"
                     *         ],
                     *         "discountPercentMax": 20,
                     *         "languages": [
                     *           "en",
                     *           "de"
                     *         ]
                     *       },
                     *       "own": {
                     *         "url": "https://models.example/v1",
                     *         "model": "small-model",
                     *         "hasKey": true
                     *       },
                     *       "isReady": true,
                     *       "requestsToday": 4,
                     *       "requestsPerDayMax": 200
                     *     }
                     */
                    "application/json": components["schemas"]["DraftSettings"];
                };
            };
        };
    };
    replaceDraftSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "source": "own",
                 *       "guidance": {
                 *         "tone": "warm, brief, no exclamation marks",
                 *         "lengths": {
                 *           "subject": 50
                 *         },
                 *         "neverSay": [
                 *           "cheap",
                 *           "last chance"
                 *         ],
                 *         "discountPercentMax": 20,
                 *         "languages": [
                 *           "en",
                 *           "de"
                 *         ]
                 *       },
                 *       "own": {
                 *         "url": "https://models.example/v1",
                 *         "model": "small-model",
                 *         "key": "the key of the model"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["DraftSettingsInput"];
            };
        };
        responses: {
            /** @description As they are now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "source": "own",
                     *       "installationModel": null,
                     *       "guidance": {
                     *         "tone": "warm, brief, no exclamation marks",
                     *         "lengths": {
                     *           "subject": 50
                     *         },
                     *         "neverSay": [
                     *           "cheap",
                     *           "last chance"
                     *         ],
                     *         "discountPercentMax": 20,
                     *         "languages": [
                     *           "en",
                     *           "de"
                     *         ]
                     *       },
                     *       "own": {
                     *         "url": "https://models.example/v1",
                     *         "model": "small-model",
                     *         "hasKey": true
                     *       },
                     *       "isReady": true,
                     *       "requestsToday": 4,
                     *       "requestsPerDayMax": 200
                     *     }
                     */
                    "application/json": components["schemas"]["DraftSettings"];
                };
            };
        };
    };
    testDraftModel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What came of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "works",
                     *       "model": "small-model",
                     *       "tookMs": 840
                     *     }
                     */
                    "application/json": components["schemas"]["DraftModelTest"];
                };
            };
        };
    };
    draftTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "locale": "en",
                 *       "channels": [
                 *         "sms"
                 *       ],
                 *       "hint": "A friendly reminder",
                 *       "statements": [
                 *         "10 % off with the code SPRING10 until Sunday"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["TemplateDraftInput"];
            };
        };
        responses: {
            /** @description What came of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "drafted",
                     *       "model": "small-model",
                     *       "requests": 1,
                     *       "version": 3,
                     *       "texts": {
                     *         "sms": "Your lamp is still in your cart. Go on here:"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TemplateDraft"];
                };
            };
        };
    };
    draftFlow: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "sentence": "An e-mail an hour after the cart was left."
                 *     }
                 */
                "application/json": components["schemas"]["FlowDraftInput"];
            };
        };
        responses: {
            /** @description What came of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "drafted",
                     *       "model": "small-model",
                     *       "requests": 1,
                     *       "warnings": [],
                     *       "flow": {
                     *         "entry": {},
                     *         "exits": [],
                     *         "messagesMax": 3,
                     *         "start": "wait-1",
                     *         "steps": [
                     *           {
                     *             "id": "wait-1",
                     *             "kind": "wait",
                     *             "until": "duration",
                     *             "ms": 3600000,
                     *             "next": "message-1"
                     *           },
                     *           {
                     *             "id": "message-1",
                     *             "kind": "send",
                     *             "channel": "email",
                     *             "template": "cart-reminder-1",
                     *             "conditions": {},
                     *             "probabilityMin": null,
                     *             "window": null,
                     *             "staleAfterMs": null,
                     *             "next": "end"
                     *           },
                     *           {
                     *             "id": "end",
                     *             "kind": "end"
                     *           }
                     *         ]
                     *       },
                     *       "run": {
                     *         "day": "2026-11-22",
                     *         "carts": 412,
                     *         "reached": 180,
                     *         "messages": {
                     *           "email": 180,
                     *           "sms": 0,
                     *           "push": 0
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["FlowDraft"];
                };
            };
        };
    };
    getCatalogSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "source": "shopify",
                     *       "soldOut": "drop",
                     *       "url": null,
                     *       "connected": [
                     *         "shopify"
                     *       ],
                     *       "isReady": true
                     *     }
                     */
                    "application/json": components["schemas"]["CatalogSettings"];
                };
            };
        };
    };
    replaceCatalogSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "source": "http",
                 *       "soldOut": "mark",
                 *       "url": "https://shop.example/catalog"
                 *     }
                 */
                "application/json": components["schemas"]["CatalogSettingsInput"];
            };
        };
        responses: {
            /** @description As they are now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "settings": {
                     *         "source": "http",
                     *         "soldOut": "mark",
                     *         "url": "https://shop.example/catalog",
                     *         "connected": [
                     *           "shopify"
                     *         ],
                     *         "isReady": true
                     *       },
                     *       "secret": "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDazfgJJ6cLGY="
                     *     }
                     */
                    "application/json": {
                        settings: components["schemas"]["CatalogSettings"];
                        /** @description Of a new `url`: verifies our requests, as Standard Webhooks say. Shown here and never again. Null: the one that was shown. */
                        secret: string | null;
                    };
                };
            };
        };
    };
    testCatalog: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "productId": "808950810"
                 *     }
                 */
                "application/json": components["schemas"]["CatalogTestInput"];
            };
        };
        responses: {
            /** @description What the shop says of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "answered",
                     *       "tookMs": 180,
                     *       "said": {
                     *         "availability": "for_sale",
                     *         "price": {
                     *           "amountMinor": 1990,
                     *           "currency": "EUR"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CatalogTest"];
                };
            };
        };
    };
    getCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The campaign */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *       "status": "active",
                     *       "activatedAt": "2026-11-22T10:00:00.000Z",
                     *       "version": 1,
                     *       "revision": 1,
                     *       "draft": null,
                     *       "flow": null,
                     *       "holdoutPercent": 10,
                     *       "holdoutSince": "2026-11-22T10:00:00.000Z",
                     *       "createdAt": "2026-11-22T10:00:00.000Z",
                     *       "name": "Cart reminder",
                     *       "rules": [
                     *         {
                     *           "id": "touch-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 3600000,
                     *           "channel": "email",
                     *           "template": "cart-reminder-1",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-2",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "sms",
                     *           "template": "cart-reminder-2",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-3",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 259200000,
                     *           "channel": "push",
                     *           "template": "cart-reminder-3",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "payment-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "email",
                     *           "template": "payment-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "payment"
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "browsing-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 0,
                     *           "channel": "email",
                     *           "template": "browsing-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "browsing"
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Campaign"];
                };
            };
        };
    };
    updateCampaign: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `revision` that was read, in quotes: somebody else’s change since then is answered with 412. Without it, or with `*`, the newest state is changed whatever it is. */
                "if-match"?: string;
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Cart reminder",
                 *       "rules": [
                 *         {
                 *           "id": "touch-1",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 3600000,
                 *           "channel": "email",
                 *           "template": "cart-reminder-1",
                 *           "conditions": {}
                 *         },
                 *         {
                 *           "id": "touch-2",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 86400000,
                 *           "channel": "sms",
                 *           "template": "cart-reminder-2",
                 *           "conditions": {}
                 *         },
                 *         {
                 *           "id": "touch-3",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 259200000,
                 *           "channel": "push",
                 *           "template": "cart-reminder-3",
                 *           "conditions": {}
                 *         },
                 *         {
                 *           "id": "payment-1",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 86400000,
                 *           "channel": "email",
                 *           "template": "payment-reminder-1",
                 *           "conditions": {
                 *             "stages": [
                 *               "payment"
                 *             ]
                 *           }
                 *         },
                 *         {
                 *           "id": "browsing-1",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 0,
                 *           "channel": "email",
                 *           "template": "browsing-reminder-1",
                 *           "conditions": {
                 *             "stages": [
                 *               "browsing"
                 *             ]
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CampaignInput"];
            };
        };
        responses: {
            /** @description The campaign as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *       "status": "active",
                     *       "activatedAt": "2026-11-22T10:00:00.000Z",
                     *       "version": 2,
                     *       "revision": 2,
                     *       "draft": null,
                     *       "flow": null,
                     *       "holdoutPercent": 10,
                     *       "holdoutSince": "2026-11-22T10:00:00.000Z",
                     *       "createdAt": "2026-11-22T10:00:00.000Z",
                     *       "name": "Cart reminder",
                     *       "rules": [
                     *         {
                     *           "id": "touch-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 3600000,
                     *           "channel": "email",
                     *           "template": "cart-reminder-1",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-2",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "sms",
                     *           "template": "cart-reminder-2",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-3",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 259200000,
                     *           "channel": "push",
                     *           "template": "cart-reminder-3",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "payment-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "email",
                     *           "template": "payment-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "payment"
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "browsing-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 0,
                     *           "channel": "email",
                     *           "template": "browsing-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "browsing"
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Campaign"];
                };
            };
        };
    };
    setCampaignHoldout: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "percent": 10
                 *     }
                 */
                "application/json": {
                    percent: number;
                };
            };
        };
        responses: {
            /** @description The campaign as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *       "status": "active",
                     *       "activatedAt": "2026-11-22T10:00:00.000Z",
                     *       "version": 1,
                     *       "revision": 1,
                     *       "draft": null,
                     *       "flow": null,
                     *       "holdoutPercent": 10,
                     *       "holdoutSince": "2026-11-22T10:00:00.000Z",
                     *       "createdAt": "2026-11-22T10:00:00.000Z",
                     *       "name": "Cart reminder",
                     *       "rules": [
                     *         {
                     *           "id": "touch-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 3600000,
                     *           "channel": "email",
                     *           "template": "cart-reminder-1",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-2",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "sms",
                     *           "template": "cart-reminder-2",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-3",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 259200000,
                     *           "channel": "push",
                     *           "template": "cart-reminder-3",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "payment-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "email",
                     *           "template": "payment-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "payment"
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "browsing-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 0,
                     *           "channel": "email",
                     *           "template": "browsing-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "browsing"
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Campaign"];
                };
            };
        };
    };
    saveCampaignDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `revision` that was read, in quotes: somebody else’s change since then is answered with 412. Without it, or with `*`, the newest state is changed whatever it is. */
                "if-match"?: string;
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Cart reminder",
                 *       "rules": [
                 *         {
                 *           "id": "touch-1",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 3600000,
                 *           "channel": "email",
                 *           "template": "cart-reminder-1",
                 *           "conditions": {}
                 *         },
                 *         {
                 *           "id": "touch-2",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 86400000,
                 *           "channel": "sms",
                 *           "template": "cart-reminder-2",
                 *           "conditions": {}
                 *         },
                 *         {
                 *           "id": "touch-3",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 259200000,
                 *           "channel": "push",
                 *           "template": "cart-reminder-3",
                 *           "conditions": {}
                 *         },
                 *         {
                 *           "id": "payment-1",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 86400000,
                 *           "channel": "email",
                 *           "template": "payment-reminder-1",
                 *           "conditions": {
                 *             "stages": [
                 *               "payment"
                 *             ]
                 *           }
                 *         },
                 *         {
                 *           "id": "browsing-1",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 0,
                 *           "channel": "email",
                 *           "template": "browsing-reminder-1",
                 *           "conditions": {
                 *             "stages": [
                 *               "browsing"
                 *             ]
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CampaignInput"];
            };
        };
        responses: {
            /** @description The campaign with its draft */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *       "status": "active",
                     *       "activatedAt": "2026-11-22T10:00:00.000Z",
                     *       "version": 1,
                     *       "revision": 2,
                     *       "draft": {
                     *         "name": "Cart reminder",
                     *         "rules": [
                     *           {
                     *             "id": "touch-1",
                     *             "trigger": "cart_abandoned",
                     *             "delayMs": 3600000,
                     *             "channel": "email",
                     *             "template": "cart-reminder-1",
                     *             "conditions": {}
                     *           },
                     *           {
                     *             "id": "touch-2",
                     *             "trigger": "cart_abandoned",
                     *             "delayMs": 86400000,
                     *             "channel": "sms",
                     *             "template": "cart-reminder-2",
                     *             "conditions": {}
                     *           },
                     *           {
                     *             "id": "touch-3",
                     *             "trigger": "cart_abandoned",
                     *             "delayMs": 259200000,
                     *             "channel": "push",
                     *             "template": "cart-reminder-3",
                     *             "conditions": {}
                     *           },
                     *           {
                     *             "id": "payment-1",
                     *             "trigger": "cart_abandoned",
                     *             "delayMs": 86400000,
                     *             "channel": "email",
                     *             "template": "payment-reminder-1",
                     *             "conditions": {
                     *               "stages": [
                     *                 "payment"
                     *               ]
                     *             }
                     *           },
                     *           {
                     *             "id": "browsing-1",
                     *             "trigger": "cart_abandoned",
                     *             "delayMs": 0,
                     *             "channel": "email",
                     *             "template": "browsing-reminder-1",
                     *             "conditions": {
                     *               "stages": [
                     *                 "browsing"
                     *               ]
                     *             }
                     *           }
                     *         ],
                     *         "flow": null,
                     *         "baseVersion": 1,
                     *         "savedAt": "2026-11-23T09:12:00.000Z",
                     *         "actorKind": "user",
                     *         "actorId": "0199a3c0-11d0-7c4b-9a55-3b7a2e8f4d99"
                     *       },
                     *       "flow": null,
                     *       "holdoutPercent": 10,
                     *       "holdoutSince": "2026-11-22T10:00:00.000Z",
                     *       "createdAt": "2026-11-22T10:00:00.000Z",
                     *       "name": "Cart reminder",
                     *       "rules": [
                     *         {
                     *           "id": "touch-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 3600000,
                     *           "channel": "email",
                     *           "template": "cart-reminder-1",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-2",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "sms",
                     *           "template": "cart-reminder-2",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-3",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 259200000,
                     *           "channel": "push",
                     *           "template": "cart-reminder-3",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "payment-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "email",
                     *           "template": "payment-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "payment"
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "browsing-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 0,
                     *           "channel": "email",
                     *           "template": "browsing-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "browsing"
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Campaign"];
                };
            };
        };
    };
    discardCampaignDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `revision` that was read, in quotes: somebody else’s change since then is answered with 412. Without it, or with `*`, the newest state is changed whatever it is. */
                "if-match"?: string;
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The campaign without a draft */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *       "status": "active",
                     *       "activatedAt": "2026-11-22T10:00:00.000Z",
                     *       "version": 1,
                     *       "revision": 3,
                     *       "draft": null,
                     *       "flow": null,
                     *       "holdoutPercent": 10,
                     *       "holdoutSince": "2026-11-22T10:00:00.000Z",
                     *       "createdAt": "2026-11-22T10:00:00.000Z",
                     *       "name": "Cart reminder",
                     *       "rules": [
                     *         {
                     *           "id": "touch-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 3600000,
                     *           "channel": "email",
                     *           "template": "cart-reminder-1",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-2",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "sms",
                     *           "template": "cart-reminder-2",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-3",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 259200000,
                     *           "channel": "push",
                     *           "template": "cart-reminder-3",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "payment-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "email",
                     *           "template": "payment-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "payment"
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "browsing-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 0,
                     *           "channel": "email",
                     *           "template": "browsing-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "browsing"
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Campaign"];
                };
            };
        };
    };
    publishCampaign: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `revision` that was read, in quotes: somebody else’s change since then is answered with 412. Without it, or with `*`, the newest state is changed whatever it is. */
                "if-match"?: string;
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "people": {
                 *         "fates": {
                 *           "touch-2": {
                 *             "kind": "leaves"
                 *           }
                 *         },
                 *         "releasesPerMinute": 60
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CampaignPublishInput"];
            };
        };
        responses: {
            /** @description The campaign as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *       "status": "active",
                     *       "activatedAt": "2026-11-22T10:00:00.000Z",
                     *       "version": 2,
                     *       "revision": 3,
                     *       "draft": null,
                     *       "flow": null,
                     *       "holdoutPercent": 10,
                     *       "holdoutSince": "2026-11-22T10:00:00.000Z",
                     *       "createdAt": "2026-11-22T10:00:00.000Z",
                     *       "name": "Cart reminder",
                     *       "rules": [
                     *         {
                     *           "id": "touch-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 3600000,
                     *           "channel": "email",
                     *           "template": "cart-reminder-1",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-2",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "sms",
                     *           "template": "cart-reminder-2",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-3",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 259200000,
                     *           "channel": "push",
                     *           "template": "cart-reminder-3",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "payment-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "email",
                     *           "template": "payment-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "payment"
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "browsing-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 0,
                     *           "channel": "email",
                     *           "template": "browsing-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "browsing"
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Campaign"];
                };
            };
        };
    };
    listCampaignVersions: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "version": 2,
                     *           "steps": 5,
                     *           "actorKind": "user",
                     *           "actorId": "0199a3c0-11d0-7c4b-9a55-3b7a2e8f4d99",
                     *           "createdAt": "2026-11-23T09:15:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["CampaignVersion"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    getCampaignVersion: {
        parameters: {
            query?: {
                /** @description The version to compare with; the one before unless given. */
                against?: number;
            };
            header?: never;
            path: {
                id: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 2,
                     *       "steps": 5,
                     *       "actorKind": "user",
                     *       "actorId": "0199a3c0-11d0-7c4b-9a55-3b7a2e8f4d99",
                     *       "createdAt": "2026-11-23T09:15:00.000Z",
                     *       "rules": [
                     *         {
                     *           "id": "touch-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 3600000,
                     *           "channel": "email",
                     *           "template": "cart-reminder-1",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-2",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "sms",
                     *           "template": "cart-reminder-2",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-3",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 259200000,
                     *           "channel": "push",
                     *           "template": "cart-reminder-3",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "payment-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "email",
                     *           "template": "payment-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "payment"
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "browsing-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 0,
                     *           "channel": "email",
                     *           "template": "browsing-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "browsing"
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "flow": null,
                     *       "comparedWith": 1,
                     *       "difference": {
                     *         "settings": [],
                     *         "steps": [
                     *           {
                     *             "kind": "changed",
                     *             "stepId": "touch-1",
                     *             "fields": [
                     *               {
                     *                 "field": "delayMs",
                     *                 "before": 3600000,
                     *                 "after": 7200000
                     *               }
                     *             ]
                     *           }
                     *         ],
                     *         "reordered": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CampaignVersionDetail"];
                };
            };
        };
    };
    checkCampaign: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rules": [
                 *         {
                 *           "id": "touch-1",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 3600000,
                 *           "channel": "email",
                 *           "template": "cart-reminder-1",
                 *           "conditions": {}
                 *         },
                 *         {
                 *           "id": "touch-2",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 86400000,
                 *           "channel": "sms",
                 *           "template": "cart-reminder-2",
                 *           "conditions": {}
                 *         },
                 *         {
                 *           "id": "touch-3",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 259200000,
                 *           "channel": "push",
                 *           "template": "cart-reminder-3",
                 *           "conditions": {}
                 *         },
                 *         {
                 *           "id": "payment-1",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 86400000,
                 *           "channel": "email",
                 *           "template": "payment-reminder-1",
                 *           "conditions": {
                 *             "stages": [
                 *               "payment"
                 *             ]
                 *           }
                 *         },
                 *         {
                 *           "id": "browsing-1",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 0,
                 *           "channel": "email",
                 *           "template": "browsing-reminder-1",
                 *           "conditions": {
                 *             "stages": [
                 *               "browsing"
                 *             ]
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CampaignCheckInput"];
            };
        };
        responses: {
            /** @description What is wrong with it, and what it would change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "findings": [
                     *         {
                     *           "severity": "warning",
                     *           "code": "same_message",
                     *           "message": "Another step sends the same template on the same channel.",
                     *           "path": "rules.1.template",
                     *           "stepId": "touch-2",
                     *           "channel": null,
                     *           "otherStepId": "touch-1"
                     *         }
                     *       ],
                     *       "difference": {
                     *         "settings": [],
                     *         "steps": [
                     *           {
                     *             "kind": "changed",
                     *             "stepId": "touch-1",
                     *             "fields": [
                     *               {
                     *                 "field": "delayMs",
                     *                 "before": 3600000,
                     *                 "after": 7200000
                     *               }
                     *             ]
                     *           }
                     *         ],
                     *         "reordered": false
                     *       },
                     *       "rehearsal": {
                     *         "from": "2026-11-16T09:00:00.000Z",
                     *         "to": "2026-11-23T09:00:00.000Z",
                     *         "carts": 412,
                     *         "truncated": false,
                     *         "reachedBefore": 180,
                     *         "reachedAfter": 176,
                     *         "steps": [
                     *           {
                     *             "stepId": "touch-1",
                     *             "channel": "email",
                     *             "before": 180,
                     *             "after": 176,
                     *             "gaining": [],
                     *             "losing": [
                     *               "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21"
                     *             ]
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CampaignCheck"];
                };
            };
        };
    };
    checkCampaignMove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rules": [
                 *         {
                 *           "id": "touch-1",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 3600000,
                 *           "channel": "email",
                 *           "template": "cart-reminder-1",
                 *           "conditions": {}
                 *         },
                 *         {
                 *           "id": "touch-2",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 86400000,
                 *           "channel": "sms",
                 *           "template": "cart-reminder-2",
                 *           "conditions": {}
                 *         },
                 *         {
                 *           "id": "touch-3",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 259200000,
                 *           "channel": "push",
                 *           "template": "cart-reminder-3",
                 *           "conditions": {}
                 *         },
                 *         {
                 *           "id": "payment-1",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 86400000,
                 *           "channel": "email",
                 *           "template": "payment-reminder-1",
                 *           "conditions": {
                 *             "stages": [
                 *               "payment"
                 *             ]
                 *           }
                 *         },
                 *         {
                 *           "id": "browsing-1",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 0,
                 *           "channel": "email",
                 *           "template": "browsing-reminder-1",
                 *           "conditions": {
                 *             "stages": [
                 *               "browsing"
                 *             ]
                 *           }
                 *         }
                 *       ],
                 *       "people": {
                 *         "fates": {},
                 *         "releasesPerMinute": 60
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CampaignMoveCheckInput"];
            };
        };
        responses: {
            /** @description Who stands where, and what becomes of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "people": 320,
                     *       "counts": [
                     *         {
                     *           "stepId": "touch-2",
                     *           "stays": 0,
                     *           "leaves": 0,
                     *           "waits": 300,
                     *           "released": 20
                     *         }
                     *       ],
                     *       "findings": []
                     *     }
                     */
                    "application/json": components["schemas"]["CampaignMoveCheck"];
                };
            };
        };
    };
    dryRunCampaign: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rules": [
                 *         {
                 *           "id": "touch-1",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 3600000,
                 *           "channel": "email",
                 *           "template": "cart-reminder-1",
                 *           "conditions": {}
                 *         },
                 *         {
                 *           "id": "touch-2",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 86400000,
                 *           "channel": "sms",
                 *           "template": "cart-reminder-2",
                 *           "conditions": {}
                 *         },
                 *         {
                 *           "id": "touch-3",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 259200000,
                 *           "channel": "push",
                 *           "template": "cart-reminder-3",
                 *           "conditions": {}
                 *         },
                 *         {
                 *           "id": "payment-1",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 86400000,
                 *           "channel": "email",
                 *           "template": "payment-reminder-1",
                 *           "conditions": {
                 *             "stages": [
                 *               "payment"
                 *             ]
                 *           }
                 *         },
                 *         {
                 *           "id": "browsing-1",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 0,
                 *           "channel": "email",
                 *           "template": "browsing-reminder-1",
                 *           "conditions": {
                 *             "stages": [
                 *               "browsing"
                 *             ]
                 *           }
                 *         }
                 *       ],
                 *       "from": "2026-11-22",
                 *       "to": "2026-11-22"
                 *     }
                 */
                "application/json": components["schemas"]["DryRunInput"];
            };
        };
        responses: {
            /** @description Reports, one a line; or the last one */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "done": true,
                     *       "range": {
                     *         "from": "2026-11-22",
                     *         "to": "2026-11-22",
                     *         "timeZone": "Europe/Vienna"
                     *       },
                     *       "truncated": false,
                     *       "until": "2026-11-22T23:00:00.000Z",
                     *       "carts": 412,
                     *       "reached": 180,
                     *       "people": 176,
                     *       "messages": {
                     *         "email": 180,
                     *         "sms": 0,
                     *         "push": 0
                     *       },
                     *       "currency": "EUR",
                     *       "cost": {
                     *         "prices": {
                     *           "email": 0.05,
                     *           "sms": 6,
                     *           "push": 0
                     *         },
                     *         "amountMinor": 9
                     *       },
                     *       "revenue": {
                     *         "kind": "estimate",
                     *         "currency": "EUR",
                     *         "amountMinor": 138600,
                     *         "lowMinor": 98400,
                     *         "highMinor": 192100,
                     *         "recoveries": 400,
                     *         "recovered": 40,
                     *         "meanOrderMinor": 7700
                     *       },
                     *       "discounts": null,
                     *       "steps": [
                     *         {
                     *           "stepId": "touch-1",
                     *           "channel": "email",
                     *           "sent": 180,
                     *           "people": 176,
                     *           "firstAt": "2026-11-22T06:10:00.000Z",
                     *           "lastAt": "2026-11-23T07:00:00.000Z",
                     *           "examples": [
                     *             {
                     *               "cartId": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21",
                     *               "at": "2026-11-22T10:12:00.000Z"
                     *             }
                     *           ],
                     *           "skipped": [
                     *             {
                     *               "reason": "purchased",
                     *               "reasonText": "The person bought this cart.",
                     *               "count": 31,
                     *               "examples": [
                     *                 {
                     *                   "cartId": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21",
                     *                   "at": "2026-11-22T10:12:00.000Z"
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "postponed": []
                     *         }
                     *       ],
                     *       "outcomes": [
                     *         {
                     *           "outcome": "not_started",
                     *           "reason": "anonymous",
                     *           "reasonText": "Nobody is known behind the cart.",
                     *           "carts": 201,
                     *           "examples": [
                     *             {
                     *               "cartId": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21",
                     *               "at": "2026-11-22T10:12:00.000Z"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "days": [
                     *         {
                     *           "day": "2026-11-22",
                     *           "channel": "email",
                     *           "messages": 180
                     *         }
                     *       ],
                     *       "hours": [
                     *         {
                     *           "hour": 11,
                     *           "channel": "email",
                     *           "messages": 38
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DryRunReport"];
                    /**
                     * @example {"done":false,"carts":2000,…}
                     *     {"done":true,"carts":4120,…}
                     */
                    "application/x-ndjson": string;
                };
            };
        };
    };
    explainCampaign: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rules": [
                 *         {
                 *           "id": "touch-1",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 3600000,
                 *           "channel": "email",
                 *           "template": "cart-reminder-1",
                 *           "conditions": {}
                 *         },
                 *         {
                 *           "id": "touch-2",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 86400000,
                 *           "channel": "sms",
                 *           "template": "cart-reminder-2",
                 *           "conditions": {}
                 *         },
                 *         {
                 *           "id": "touch-3",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 259200000,
                 *           "channel": "push",
                 *           "template": "cart-reminder-3",
                 *           "conditions": {}
                 *         },
                 *         {
                 *           "id": "payment-1",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 86400000,
                 *           "channel": "email",
                 *           "template": "payment-reminder-1",
                 *           "conditions": {
                 *             "stages": [
                 *               "payment"
                 *             ]
                 *           }
                 *         },
                 *         {
                 *           "id": "browsing-1",
                 *           "trigger": "cart_abandoned",
                 *           "delayMs": 0,
                 *           "channel": "email",
                 *           "template": "browsing-reminder-1",
                 *           "conditions": {
                 *             "stages": [
                 *               "browsing"
                 *             ]
                 *           }
                 *         }
                 *       ],
                 *       "cartId": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21"
                 *     }
                 */
                "application/json": components["schemas"]["CampaignExplainInput"];
            };
        };
        responses: {
            /** @description What becomes of the cart */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cartId": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21",
                     *       "abandonedAt": "2026-11-22T10:12:00.000Z",
                     *       "standing": "abandoned",
                     *       "startsNot": null,
                     *       "turns": [
                     *         {
                     *           "stepId": "touch-1",
                     *           "channel": null,
                     *           "detail": null,
                     *           "reason": null,
                     *           "reasonText": null,
                     *           "until": "2026-11-22T11:12:00.000Z",
                     *           "at": "2026-11-22T10:12:00.000Z",
                     *           "basis": "expected",
                     *           "kind": "waits"
                     *         },
                     *         {
                     *           "stepId": "touch-1",
                     *           "channel": "email",
                     *           "detail": null,
                     *           "reason": null,
                     *           "reasonText": null,
                     *           "until": null,
                     *           "at": "2026-11-22T11:12:00.000Z",
                     *           "basis": "expected",
                     *           "kind": "sent"
                     *         },
                     *         {
                     *           "stepId": null,
                     *           "channel": null,
                     *           "detail": "purchased",
                     *           "reason": "purchased",
                     *           "reasonText": "The person bought this cart.",
                     *           "until": null,
                     *           "at": "2026-11-22T14:02:00.000Z",
                     *           "basis": "expected",
                     *           "kind": "ended"
                     *         }
                     *       ],
                     *       "choices": []
                     *     }
                     */
                    "application/json": components["schemas"]["CampaignExplanation"];
                };
            };
        };
    };
    getCampaignSuggestion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it could try */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "suggested",
                     *       "missingPeople": null,
                     *       "suggestion": {
                     *         "kind": "wait_longer",
                     *         "nowMs": 3600000,
                     *         "suggestedMs": 14400000,
                     *         "evidence": {
                     *           "share": 0.14,
                     *           "interval": {
                     *             "low": 0.08,
                     *             "high": 0.23
                     *           },
                     *           "people": 412,
                     *           "peopleAtEnd": 350,
                     *           "bought": 57
                     *         },
                     *         "forEverybody": {
                     *           "entry": {},
                     *           "exits": [],
                     *           "messagesMax": 3,
                     *           "start": "first-wait",
                     *           "steps": [
                     *             {
                     *               "id": "first-wait",
                     *               "kind": "wait",
                     *               "until": "duration",
                     *               "ms": 14400000,
                     *               "next": "reminder"
                     *             },
                     *             {
                     *               "id": "reminder",
                     *               "kind": "send",
                     *               "channel": "email",
                     *               "template": "cart-reminder-1",
                     *               "conditions": {},
                     *               "probabilityMin": null,
                     *               "window": null,
                     *               "staleAfterMs": null,
                     *               "next": "done"
                     *             },
                     *             {
                     *               "id": "done",
                     *               "kind": "end"
                     *             }
                     *           ]
                     *         },
                     *         "asArm": {
                     *           "entry": {},
                     *           "exits": [],
                     *           "messagesMax": 3,
                     *           "start": "first-message-time",
                     *           "steps": [
                     *             {
                     *               "id": "first-message-time",
                     *               "kind": "split",
                     *               "by": "person",
                     *               "arms": [
                     *                 {
                     *                   "id": "as-now",
                     *                   "share": 50,
                     *                   "next": "first-wait"
                     *                 },
                     *                 {
                     *                   "id": "suggested",
                     *                   "share": 50,
                     *                   "next": "first-wait-suggested"
                     *                 }
                     *               ]
                     *             },
                     *             {
                     *               "id": "first-wait",
                     *               "kind": "wait",
                     *               "until": "duration",
                     *               "ms": 3600000,
                     *               "next": "reminder"
                     *             },
                     *             {
                     *               "id": "reminder",
                     *               "kind": "send",
                     *               "channel": "email",
                     *               "template": "cart-reminder-1",
                     *               "conditions": {},
                     *               "probabilityMin": null,
                     *               "window": null,
                     *               "staleAfterMs": null,
                     *               "next": "done"
                     *             },
                     *             {
                     *               "id": "done",
                     *               "kind": "end"
                     *             },
                     *             {
                     *               "id": "first-wait-suggested",
                     *               "kind": "wait",
                     *               "until": "duration",
                     *               "ms": 14400000,
                     *               "next": "reminder"
                     *             }
                     *           ]
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CampaignSuggestion"];
                };
            };
        };
    };
    getCampaignFile: {
        parameters: {
            query?: {
                /** @description The newest one unless given. */
                version?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example format: 1
                     *     name: Cart reminder
                     *     rules:
                     *       - id: touch-1
                     *         trigger: cart_abandoned
                     *         delay: 1h
                     *         channel: email
                     *         template: cart-reminder-1
                     *       - id: touch-2
                     *         trigger: cart_abandoned
                     *         delay: 1d
                     *         channel: sms
                     *         template: cart-reminder-2
                     *       - id: touch-3
                     *         trigger: cart_abandoned
                     *         delay: 3d
                     *         channel: push
                     *         template: cart-reminder-3
                     *       - id: payment-1
                     *         trigger: cart_abandoned
                     *         delay: 1d
                     *         channel: email
                     *         template: payment-reminder-1
                     *         conditions:
                     *           stages:
                     *             - payment
                     *       - id: browsing-1
                     *         trigger: cart_abandoned
                     *         delay: 0m
                     *         channel: email
                     *         template: browsing-reminder-1
                     *         conditions:
                     *           stages:
                     *             - browsing
                     */
                    "application/yaml": components["schemas"]["CampaignYaml"];
                };
            };
        };
    };
    readCampaignFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "format: 1\nname: Cart reminder\nrules:\n  - id: touch-1\n    trigger: cart_abandoned\n    delay: 1h\n    channel: email\n    template: cart-reminder-1\n  - id: touch-2\n    trigger: cart_abandoned\n    delay: 1d\n    channel: sms\n    template: cart-reminder-2\n  - id: touch-3\n    trigger: cart_abandoned\n    delay: 3d\n    channel: push\n    template: cart-reminder-3\n  - id: payment-1\n    trigger: cart_abandoned\n    delay: 1d\n    channel: email\n    template: payment-reminder-1\n    conditions:\n      stages:\n        - payment\n  - id: browsing-1\n    trigger: cart_abandoned\n    delay: 0m\n    channel: email\n    template: browsing-reminder-1\n    conditions:\n      stages:\n        - browsing\n"
                 *     }
                 */
                "application/json": components["schemas"]["CampaignFile"];
            };
        };
        responses: {
            /** @description What the file says */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "Cart reminder",
                     *       "rules": [
                     *         {
                     *           "id": "touch-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 3600000,
                     *           "channel": "email",
                     *           "template": "cart-reminder-1",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-2",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "sms",
                     *           "template": "cart-reminder-2",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-3",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 259200000,
                     *           "channel": "push",
                     *           "template": "cart-reminder-3",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "payment-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "email",
                     *           "template": "payment-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "payment"
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "browsing-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 0,
                     *           "channel": "email",
                     *           "template": "browsing-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "browsing"
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CampaignFileContent"];
                };
            };
        };
    };
    previewCampaign: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "stepId": "touch-2",
                 *       "channel": "sms"
                 *     }
                 */
                "application/json": components["schemas"]["CampaignPreviewInput"];
            };
        };
        responses: {
            /** @description The message */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "stepId": "touch-2",
                     *       "template": "cart-reminder-2",
                     *       "channel": "sms",
                     *       "cartId": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21",
                     *       "message": {
                     *         "channel": "sms",
                     *         "to": "+43•••67",
                     *         "text": "Demo Shop: your cart waits. https://engine.example/r/preview-of-a-link-that-leads-nowhere-000000",
                     *         "segments": 1,
                     *         "cost": {
                     *           "currency": "EUR",
                     *           "amount": "0.0831"
                     *         }
                     *       },
                     *       "error": null,
                     *       "gaps": [
                     *         {
                     *           "code": "no_total",
                     *           "message": "The total of the cart is not known, so no prices are shown."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CampaignPreview"];
                };
            };
        };
    };
    countCampaignSteps: {
        parameters: {
            query?: {
                /** @description First calendar day of the store; the last 30 days unless given. */
                from?: string;
                /** @description Last calendar day, included; today unless given. At most 366 days. */
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "range": {
                     *         "from": "2026-11-01",
                     *         "to": "2026-11-30",
                     *         "timeZone": "Europe/Vienna"
                     *       },
                     *       "recoveries": 412,
                     *       "counts": [
                     *         {
                     *           "stepId": "touch-1",
                     *           "channel": "email",
                     *           "figure": "sent",
                     *           "reason": null,
                     *           "reasonText": null,
                     *           "count": 380
                     *         },
                     *         {
                     *           "stepId": "touch-1",
                     *           "channel": "email",
                     *           "figure": "skipped",
                     *           "reason": "channel_suppressed",
                     *           "reasonText": "The address on this channel is suppressed.",
                     *           "count": 4
                     *         },
                     *         {
                     *           "stepId": "wait-2",
                     *           "channel": null,
                     *           "figure": "waiting",
                     *           "reason": null,
                     *           "reasonText": null,
                     *           "count": 12
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        range: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            timeZone: string;
                        };
                        recoveries: number;
                        counts: components["schemas"]["StepCount"][];
                    };
                };
            };
        };
    };
    listCampaignStepEntries: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description First calendar day of the store; the last 30 days unless given. */
                from?: string;
                /** @description Last calendar day, included; today unless given. At most 366 days. */
                to?: string;
                figure?: "sent" | "delivered" | "clicked" | "bought" | "skipped" | "waiting";
                stepId?: string;
                /** @description `none`: skipped before a channel was chosen. */
                channel?: "email" | "sms" | "push" | "none";
                reason?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77",
                     *           "figure": "sent",
                     *           "stepId": "touch-1",
                     *           "channel": "email",
                     *           "reason": null,
                     *           "reasonText": null,
                     *           "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "cartId": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21",
                     *           "customerId": "0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55",
                     *           "messageId": "0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77",
                     *           "orderId": null,
                     *           "at": "2026-11-22T11:45:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["StepEntry"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    listExperiments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "campaignId": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *           "name": "Cart reminder",
                     *           "status": "active",
                     *           "holdoutPercent": 10,
                     *           "since": "2026-09-01T10:00:00.000Z",
                     *           "verdict": "more",
                     *           "treated": {
                     *             "people": 18640,
                     *             "matured": 18000,
                     *             "buyers": 1068,
                     *             "crossed": 3,
                     *             "otherCampaigns": 0,
                     *             "ownMessages": 18612
                     *           },
                     *           "holdout": {
                     *             "people": 2071,
                     *             "matured": 2000,
                     *             "buyers": 90,
                     *             "crossed": 1,
                     *             "otherCampaigns": 0,
                     *             "ownMessages": 0
                     *           },
                     *           "sampleRatio": {
                     *             "p": 1,
                     *             "limit": 0.001,
                     *             "wrong": false
                     *           },
                     *           "share": {
                     *             "difference": 0.0142,
                     *             "interval": {
                     *               "low": 0.0021,
                     *               "high": 0.0263
                     *             },
                     *             "lift": 0.315,
                     *             "liftInterval": {
                     *               "low": 0.032,
                     *               "high": 0.91
                     *             }
                     *           },
                     *           "missing": null,
                     *           "money": [
                     *             {
                     *               "currency": "EUR",
                     *               "treated": {
                     *                 "buyers": 1068,
                     *                 "orders": 1102,
                     *                 "amountMinor": 8264900,
                     *                 "perPersonMinor": 459.2
                     *               },
                     *               "holdout": {
                     *                 "buyers": 90,
                     *                 "orders": 92,
                     *                 "amountMinor": 675600,
                     *                 "perPersonMinor": 337.8
                     *               },
                     *               "perPerson": {
                     *                 "difference": 121.4,
                     *                 "interval": {
                     *                   "low": -12.1,
                     *                   "high": 254.9
                     *                 },
                     *                 "lift": 0.36,
                     *                 "liftInterval": {
                     *                   "low": -0.03,
                     *                   "high": 1.2
                     *                 }
                     *               },
                     *               "withoutPast": null,
                     *               "incremental": {
                     *                 "amountMinor": 2185200,
                     *                 "interval": {
                     *                   "low": -217800,
                     *                   "high": 4588200
                     *                 }
                     *               },
                     *               "link": {
                     *                 "orders": 391,
                     *                 "amountMinor": 2963300
                     *               },
                     *               "lastTouch": [
                     *                 {
                     *                   "channel": "email",
                     *                   "orders": 702,
                     *                   "amountMinor": 5301000
                     *                 }
                     *               ]
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ExperimentSummary"][];
                    };
                };
            };
        };
    };
    getExperiment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The comparison; `id` is that of the campaign */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "campaignId": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *       "name": "Cart reminder",
                     *       "status": "active",
                     *       "holdoutPercent": 10,
                     *       "since": "2026-09-01T10:00:00.000Z",
                     *       "verdict": "more",
                     *       "treated": {
                     *         "people": 18640,
                     *         "matured": 18000,
                     *         "buyers": 1068,
                     *         "crossed": 3,
                     *         "otherCampaigns": 0,
                     *         "ownMessages": 18612
                     *       },
                     *       "holdout": {
                     *         "people": 2071,
                     *         "matured": 2000,
                     *         "buyers": 90,
                     *         "crossed": 1,
                     *         "otherCampaigns": 0,
                     *         "ownMessages": 0
                     *       },
                     *       "sampleRatio": {
                     *         "p": 1,
                     *         "limit": 0.001,
                     *         "wrong": false
                     *       },
                     *       "share": {
                     *         "difference": 0.0142,
                     *         "interval": {
                     *           "low": 0.0021,
                     *           "high": 0.0263
                     *         },
                     *         "lift": 0.315,
                     *         "liftInterval": {
                     *           "low": 0.032,
                     *           "high": 0.91
                     *         }
                     *       },
                     *       "missing": null,
                     *       "money": [
                     *         {
                     *           "currency": "EUR",
                     *           "treated": {
                     *             "buyers": 1068,
                     *             "orders": 1102,
                     *             "amountMinor": 8264900,
                     *             "perPersonMinor": 459.2
                     *           },
                     *           "holdout": {
                     *             "buyers": 90,
                     *             "orders": 92,
                     *             "amountMinor": 675600,
                     *             "perPersonMinor": 337.8
                     *           },
                     *           "perPerson": {
                     *             "difference": 121.4,
                     *             "interval": {
                     *               "low": -12.1,
                     *               "high": 254.9
                     *             },
                     *             "lift": 0.36,
                     *             "liftInterval": {
                     *               "low": -0.03,
                     *               "high": 1.2
                     *             }
                     *           },
                     *           "withoutPast": null,
                     *           "incremental": {
                     *             "amountMinor": 2185200,
                     *             "interval": {
                     *               "low": -217800,
                     *               "high": 4588200
                     *             }
                     *           },
                     *           "link": {
                     *             "orders": 391,
                     *             "amountMinor": 2963300
                     *           },
                     *           "lastTouch": [
                     *             {
                     *               "channel": "email",
                     *               "orders": 702,
                     *               "amountMinor": 5301000
                     *             }
                     *           ],
                     *           "course": [
                     *             {
                     *               "day": "2026-11-22",
                     *               "difference": 121.4,
                     *               "interval": {
                     *                 "low": -12.1,
                     *                 "high": 254.9
                     *               },
                     *               "lift": 0.36,
                     *               "liftInterval": {
                     *                 "low": -0.03,
                     *                 "high": 1.2
                     *               }
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "shareCourse": [
                     *         {
                     *           "day": "2026-11-22",
                     *           "difference": 0.0142,
                     *           "interval": {
                     *             "low": 0.0021,
                     *             "high": 0.0263
                     *           },
                     *           "lift": 0.315,
                     *           "liftInterval": {
                     *             "low": 0.032,
                     *             "high": 0.91
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Experiment"];
                };
            };
        };
    };
    listExperimentOrders: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                /** @description `treated` and `holdout`: of an arm; `link` and `last_touch`: of the treated, credited to a message. */
                figure?: "treated" | "holdout" | "link" | "last_touch";
                currency?: string;
                channel?: "email" | "sms" | "push";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b99",
                     *           "customerId": "0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55",
                     *           "cartId": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21",
                     *           "arm": "treated",
                     *           "placedAt": "2026-11-22T11:45:00.000Z",
                     *           "currency": "EUR",
                     *           "netMinor": 7490,
                     *           "refundedMinor": 0,
                     *           "messageId": "0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77",
                     *           "channel": "email"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ExperimentOrder"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    listSplits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those of the newest campaign first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "campaignId": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *           "campaignName": "Cart reminder",
                     *           "campaignStatus": "active",
                     *           "splitId": "split-1",
                     *           "by": "person",
                     *           "allocation": "learning",
                     *           "goal": "recovered",
                     *           "floorPercent": 5,
                     *           "verdict": "best",
                     *           "best": "b",
                     *           "arms": [
                     *             {
                     *               "id": "a",
                     *               "share": 0.05,
                     *               "people": 4120,
                     *               "matured": 3900,
                     *               "buyers": 195,
                     *               "orders": 201,
                     *               "amountMinor": 1507500,
                     *               "buyingShare": 0.05,
                     *               "perPersonMinor": 386.5,
                     *               "than": null
                     *             },
                     *             {
                     *               "id": "b",
                     *               "share": 0.95,
                     *               "people": 9870,
                     *               "matured": 8700,
                     *               "buyers": 661,
                     *               "orders": 690,
                     *               "amountMinor": 5175000,
                     *               "buyingShare": 0.076,
                     *               "perPersonMinor": 594.8,
                     *               "than": {
                     *                 "recovered": {
                     *                   "difference": 0.026,
                     *                   "interval": {
                     *                     "low": 0.01,
                     *                     "high": 0.042
                     *                   }
                     *                 },
                     *                 "revenue": {
                     *                   "difference": 208.3,
                     *                   "interval": {
                     *                     "low": 62.5,
                     *                     "high": 354.1
                     *                   }
                     *                 }
                     *               }
                     *             }
                     *           ],
                     *           "currency": "EUR",
                     *           "otherCurrencyOrders": 0,
                     *           "crossed": 2,
                     *           "heldOut": 1540,
                     *           "sampleRatio": null,
                     *           "personal": null,
                     *           "missing": null,
                     *           "winner": {
                     *             "arm": "b",
                     *             "state": "proposed",
                     *             "proposedAt": "2026-11-20T09:05:00.000Z",
                     *             "dueAt": "2026-11-23T09:05:00.000Z",
                     *             "decidedAt": null
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["SplitResult"][];
                    };
                };
            };
        };
    };
    getSplit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                splitId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The comparison */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "campaignId": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *       "campaignName": "Cart reminder",
                     *       "campaignStatus": "active",
                     *       "splitId": "split-1",
                     *       "by": "person",
                     *       "allocation": "learning",
                     *       "goal": "recovered",
                     *       "floorPercent": 5,
                     *       "verdict": "best",
                     *       "best": "b",
                     *       "arms": [
                     *         {
                     *           "id": "a",
                     *           "share": 0.05,
                     *           "people": 4120,
                     *           "matured": 3900,
                     *           "buyers": 195,
                     *           "orders": 201,
                     *           "amountMinor": 1507500,
                     *           "buyingShare": 0.05,
                     *           "perPersonMinor": 386.5,
                     *           "than": null
                     *         },
                     *         {
                     *           "id": "b",
                     *           "share": 0.95,
                     *           "people": 9870,
                     *           "matured": 8700,
                     *           "buyers": 661,
                     *           "orders": 690,
                     *           "amountMinor": 5175000,
                     *           "buyingShare": 0.076,
                     *           "perPersonMinor": 594.8,
                     *           "than": {
                     *             "recovered": {
                     *               "difference": 0.026,
                     *               "interval": {
                     *                 "low": 0.01,
                     *                 "high": 0.042
                     *               }
                     *             },
                     *             "revenue": {
                     *               "difference": 208.3,
                     *               "interval": {
                     *                 "low": 62.5,
                     *                 "high": 354.1
                     *               }
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "currency": "EUR",
                     *       "otherCurrencyOrders": 0,
                     *       "crossed": 2,
                     *       "heldOut": 1540,
                     *       "sampleRatio": null,
                     *       "personal": null,
                     *       "missing": null,
                     *       "winner": {
                     *         "arm": "b",
                     *         "state": "proposed",
                     *         "proposedAt": "2026-11-20T09:05:00.000Z",
                     *         "dueAt": "2026-11-23T09:05:00.000Z",
                     *         "decidedAt": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SplitResult"];
                };
            };
        };
    };
    objectToSplitWinner: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
                splitId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The split as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "campaignId": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *       "campaignName": "Cart reminder",
                     *       "campaignStatus": "active",
                     *       "splitId": "split-1",
                     *       "by": "person",
                     *       "allocation": "learning",
                     *       "goal": "recovered",
                     *       "floorPercent": 5,
                     *       "verdict": "best",
                     *       "best": "b",
                     *       "arms": [
                     *         {
                     *           "id": "a",
                     *           "share": 0.05,
                     *           "people": 4120,
                     *           "matured": 3900,
                     *           "buyers": 195,
                     *           "orders": 201,
                     *           "amountMinor": 1507500,
                     *           "buyingShare": 0.05,
                     *           "perPersonMinor": 386.5,
                     *           "than": null
                     *         },
                     *         {
                     *           "id": "b",
                     *           "share": 0.95,
                     *           "people": 9870,
                     *           "matured": 8700,
                     *           "buyers": 661,
                     *           "orders": 690,
                     *           "amountMinor": 5175000,
                     *           "buyingShare": 0.076,
                     *           "perPersonMinor": 594.8,
                     *           "than": {
                     *             "recovered": {
                     *               "difference": 0.026,
                     *               "interval": {
                     *                 "low": 0.01,
                     *                 "high": 0.042
                     *               }
                     *             },
                     *             "revenue": {
                     *               "difference": 208.3,
                     *               "interval": {
                     *                 "low": 62.5,
                     *                 "high": 354.1
                     *               }
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "currency": "EUR",
                     *       "otherCurrencyOrders": 0,
                     *       "crossed": 2,
                     *       "heldOut": 1540,
                     *       "sampleRatio": null,
                     *       "personal": null,
                     *       "missing": null,
                     *       "winner": {
                     *         "arm": "b",
                     *         "state": "objected",
                     *         "proposedAt": "2026-11-20T09:05:00.000Z",
                     *         "dueAt": "2026-11-23T09:05:00.000Z",
                     *         "decidedAt": "2026-11-21T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SplitResult"];
                };
            };
        };
    };
    applySplitWinner: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
                splitId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The split as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "campaignId": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *       "campaignName": "Cart reminder",
                     *       "campaignStatus": "active",
                     *       "splitId": "split-1",
                     *       "by": "person",
                     *       "allocation": "learning",
                     *       "goal": "recovered",
                     *       "floorPercent": 5,
                     *       "verdict": "best",
                     *       "best": "b",
                     *       "arms": [
                     *         {
                     *           "id": "a",
                     *           "share": 0.05,
                     *           "people": 4120,
                     *           "matured": 3900,
                     *           "buyers": 195,
                     *           "orders": 201,
                     *           "amountMinor": 1507500,
                     *           "buyingShare": 0.05,
                     *           "perPersonMinor": 386.5,
                     *           "than": null
                     *         },
                     *         {
                     *           "id": "b",
                     *           "share": 0.95,
                     *           "people": 9870,
                     *           "matured": 8700,
                     *           "buyers": 661,
                     *           "orders": 690,
                     *           "amountMinor": 5175000,
                     *           "buyingShare": 0.076,
                     *           "perPersonMinor": 594.8,
                     *           "than": {
                     *             "recovered": {
                     *               "difference": 0.026,
                     *               "interval": {
                     *                 "low": 0.01,
                     *                 "high": 0.042
                     *               }
                     *             },
                     *             "revenue": {
                     *               "difference": 208.3,
                     *               "interval": {
                     *                 "low": 62.5,
                     *                 "high": 354.1
                     *               }
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "currency": "EUR",
                     *       "otherCurrencyOrders": 0,
                     *       "crossed": 2,
                     *       "heldOut": 1540,
                     *       "sampleRatio": null,
                     *       "personal": null,
                     *       "missing": null,
                     *       "winner": {
                     *         "arm": "b",
                     *         "state": "applied",
                     *         "proposedAt": "2026-11-20T09:05:00.000Z",
                     *         "dueAt": "2026-11-23T09:05:00.000Z",
                     *         "decidedAt": "2026-11-21T08:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SplitResult"];
                };
            };
        };
    };
    activateCampaign: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The campaign as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *       "status": "active",
                     *       "activatedAt": "2026-11-22T10:00:00.000Z",
                     *       "version": 1,
                     *       "revision": 1,
                     *       "draft": null,
                     *       "flow": null,
                     *       "holdoutPercent": 10,
                     *       "holdoutSince": "2026-11-22T10:00:00.000Z",
                     *       "createdAt": "2026-11-22T10:00:00.000Z",
                     *       "name": "Cart reminder",
                     *       "rules": [
                     *         {
                     *           "id": "touch-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 3600000,
                     *           "channel": "email",
                     *           "template": "cart-reminder-1",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-2",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "sms",
                     *           "template": "cart-reminder-2",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-3",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 259200000,
                     *           "channel": "push",
                     *           "template": "cart-reminder-3",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "payment-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "email",
                     *           "template": "payment-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "payment"
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "browsing-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 0,
                     *           "channel": "email",
                     *           "template": "browsing-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "browsing"
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Campaign"];
                };
            };
        };
    };
    pauseCampaign: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The campaign as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *       "status": "active",
                     *       "activatedAt": "2026-11-22T10:00:00.000Z",
                     *       "version": 1,
                     *       "revision": 1,
                     *       "draft": null,
                     *       "flow": null,
                     *       "holdoutPercent": 10,
                     *       "holdoutSince": "2026-11-22T10:00:00.000Z",
                     *       "createdAt": "2026-11-22T10:00:00.000Z",
                     *       "name": "Cart reminder",
                     *       "rules": [
                     *         {
                     *           "id": "touch-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 3600000,
                     *           "channel": "email",
                     *           "template": "cart-reminder-1",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-2",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "sms",
                     *           "template": "cart-reminder-2",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-3",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 259200000,
                     *           "channel": "push",
                     *           "template": "cart-reminder-3",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "payment-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "email",
                     *           "template": "payment-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "payment"
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "browsing-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 0,
                     *           "channel": "email",
                     *           "template": "browsing-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "browsing"
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Campaign"];
                };
            };
        };
    };
    resumeCampaign: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The campaign as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *       "status": "active",
                     *       "activatedAt": "2026-11-22T10:00:00.000Z",
                     *       "version": 1,
                     *       "revision": 1,
                     *       "draft": null,
                     *       "flow": null,
                     *       "holdoutPercent": 10,
                     *       "holdoutSince": "2026-11-22T10:00:00.000Z",
                     *       "createdAt": "2026-11-22T10:00:00.000Z",
                     *       "name": "Cart reminder",
                     *       "rules": [
                     *         {
                     *           "id": "touch-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 3600000,
                     *           "channel": "email",
                     *           "template": "cart-reminder-1",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-2",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "sms",
                     *           "template": "cart-reminder-2",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-3",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 259200000,
                     *           "channel": "push",
                     *           "template": "cart-reminder-3",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "payment-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "email",
                     *           "template": "payment-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "payment"
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "browsing-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 0,
                     *           "channel": "email",
                     *           "template": "browsing-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "browsing"
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Campaign"];
                };
            };
        };
    };
    archiveCampaign: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The campaign as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *       "status": "active",
                     *       "activatedAt": "2026-11-22T10:00:00.000Z",
                     *       "version": 1,
                     *       "revision": 1,
                     *       "draft": null,
                     *       "flow": null,
                     *       "holdoutPercent": 10,
                     *       "holdoutSince": "2026-11-22T10:00:00.000Z",
                     *       "createdAt": "2026-11-22T10:00:00.000Z",
                     *       "name": "Cart reminder",
                     *       "rules": [
                     *         {
                     *           "id": "touch-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 3600000,
                     *           "channel": "email",
                     *           "template": "cart-reminder-1",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-2",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "sms",
                     *           "template": "cart-reminder-2",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "touch-3",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 259200000,
                     *           "channel": "push",
                     *           "template": "cart-reminder-3",
                     *           "conditions": {}
                     *         },
                     *         {
                     *           "id": "payment-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 86400000,
                     *           "channel": "email",
                     *           "template": "payment-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "payment"
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "browsing-1",
                     *           "trigger": "cart_abandoned",
                     *           "delayMs": 0,
                     *           "channel": "email",
                     *           "template": "browsing-reminder-1",
                     *           "conditions": {
                     *             "stages": [
                     *               "browsing"
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Campaign"];
                };
            };
        };
    };
    getTrialPlaces: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The places */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ownAddress": "ada@shop.example",
                     *       "email": {
                     *         "provider": "outbox",
                     *         "delivers": false
                     *       },
                     *       "sandboxUrl": "/outbox",
                     *       "demoShopUrl": "/demo/shop",
                     *       "firstMessageAfterMs": 65000
                     *     }
                     */
                    "application/json": components["schemas"]["TrialPlaces"];
                };
            };
        };
    };
    sendTestMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "stepId": "touch-1",
                 *       "channel": "email"
                 *     }
                 */
                "application/json": components["schemas"]["NewTestMessage"];
            };
        };
        responses: {
            /** @description What became of it */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77",
                     *       "channel": "email",
                     *       "provider": "outbox",
                     *       "state": "accepted",
                     *       "providerMessageId": "0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77",
                     *       "errorCode": null,
                     *       "delivered": false,
                     *       "sandboxUrl": "/outbox/0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11/0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77"
                     *     }
                     */
                    "application/json": components["schemas"]["TestMessage"];
                };
            };
        };
    };
    listTestRuns: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first, at most 20 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3c6-5c1e-7d52-a9a4-6f0c7a5f2b01",
                     *           "campaignId": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *           "version": null,
                     *           "createdAt": "2026-11-22T10:15:00.000Z",
                     *           "stoppedAt": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["TestRun"][];
                    };
                };
            };
        };
    };
    startTestRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "deliverTo": "sandbox"
                 *     }
                 */
                "application/json": components["schemas"]["NewTestRun"];
            };
        };
        responses: {
            /** @description It has begun */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c6-5c1e-7d52-a9a4-6f0c7a5f2b01",
                     *       "campaignId": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *       "version": null,
                     *       "createdAt": "2026-11-22T10:15:00.000Z",
                     *       "stoppedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["TestRun"];
                };
            };
        };
    };
    getTestRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The test run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c6-5c1e-7d52-a9a4-6f0c7a5f2b01",
                     *       "campaignId": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *       "version": null,
                     *       "createdAt": "2026-11-22T10:15:00.000Z",
                     *       "stoppedAt": null,
                     *       "timeScale": 60,
                     *       "sandboxUrls": {
                     *         "0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77": "/outbox/7d1c1b9e-55c7-8a0e-9f41-2d1f6c0a7b21/0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77"
                     *       },
                     *       "cart": {
                     *         "id": "3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21",
                     *         "externalId": "cart-1042",
                     *         "customerId": "0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55",
                     *         "status": "open",
                     *         "stage": "checkout",
                     *         "standing": "recovering",
                     *         "lineCount": 1,
                     *         "currency": "EUR",
                     *         "valueMinor": 8900,
                     *         "version": 3,
                     *         "lastActivityAt": "2026-11-22T10:15:00.000Z",
                     *         "purchasedAt": null,
                     *         "abandonAt": null,
                     *         "abandonedAt": "2026-11-22T10:45:00.000Z",
                     *         "activeRecoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *         "recoveries": 1,
                     *         "quarantined": false,
                     *         "updatedAt": "2026-11-22T10:45:00.412Z",
                     *         "lines": [
                     *           {
                     *             "productId": "lamp-oak",
                     *             "quantity": 1,
                     *             "unitPriceMinor": 8900,
                     *             "name": "Oak lamp"
                     *           }
                     *         ],
                     *         "restoreUrl": "https://shop.example/cart/cart-1042",
                     *         "quarantine": null,
                     *         "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *         "situation": {
                     *           "kind": "waiting",
                     *           "until": "2026-11-23T10:45:00.000Z",
                     *           "outcome": null,
                     *           "reason": null,
                     *           "reasonText": null,
                     *           "endedBy": [
                     *             "purchase",
                     *             "cart_emptied",
                     *             "unsubscribe",
                     *             "newer_cart"
                     *           ],
                     *           "step": {
                     *             "id": "touch-2",
                     *             "number": 2,
                     *             "of": 3,
                     *             "channel": "email",
                     *             "template": "cart-reminder-2"
                     *           }
                     *         },
                     *         "recoveryList": [
                     *           {
                     *             "id": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *             "n": 1,
                     *             "campaignId": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *             "campaignName": "Cart reminders",
                     *             "campaignVersion": 1,
                     *             "stage": "waiting",
                     *             "outcome": null,
                     *             "reason": null,
                     *             "reasonText": null,
                     *             "abandonedAt": "2026-11-22T10:45:00.000Z",
                     *             "endedAt": null,
                     *             "workflowId": "recovery/0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11/3f0c1b9e-55c7-5a0e-9f41-2d1f6c0a7b21/1",
                     *             "temporalUrl": null
                     *           }
                     *         ],
                     *         "nonSends": [
                     *           {
                     *             "kind": "not_sent",
                     *             "reason": "channel_no_consent",
                     *             "reasonText": "The person has not agreed to messages on this channel.",
                     *             "channel": "sms",
                     *             "ruleId": "touch-2",
                     *             "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *             "at": "2026-11-22T11:45:00.000Z",
                     *             "times": 1
                     *           }
                     *         ],
                     *         "messages": [
                     *           {
                     *             "id": "0199a3c5-5c1e-7d52-a9a4-6f0c7a5f2b77",
                     *             "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *             "ruleId": "touch-1",
                     *             "channel": "email",
                     *             "template": "cart-reminder-1",
                     *             "provider": "outbox",
                     *             "state": "accepted",
                     *             "deliveryState": "opened",
                     *             "reason": null,
                     *             "reasonText": null,
                     *             "claimedAt": "2026-11-22T11:45:00.000Z"
                     *           }
                     *         ],
                     *         "orders": [],
                     *         "predictions": [
                     *           {
                     *             "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *             "at": "2026-11-22T10:45:00.000Z",
                     *             "probability": 0.31,
                     *             "modelVersion": "prior-1",
                     *             "reasons": [
                     *               {
                     *                 "feature": "views",
                     *                 "value": 3,
                     *                 "direction": "raises",
                     *                 "contribution": 0.4
                     *               }
                     *             ]
                     *           }
                     *         ],
                     *         "timeline": [
                     *           {
                     *             "at": "2026-11-22T10:15:00.000Z",
                     *             "kind": "activity",
                     *             "event": "checkout_told",
                     *             "values": {
                     *               "lines": 1
                     *             },
                     *             "counts": null,
                     *             "text": "Checkout with 1 line.",
                     *             "reason": null,
                     *             "channel": null,
                     *             "recoveryId": null,
                     *             "messageId": null,
                     *             "ruleId": null
                     *           },
                     *           {
                     *             "at": "2026-11-22T11:45:00.000Z",
                     *             "kind": "decision",
                     *             "event": "not_sent",
                     *             "values": {},
                     *             "counts": null,
                     *             "text": "A message was not sent. The person has not agreed to messages on this channel.",
                     *             "reason": "channel_no_consent",
                     *             "channel": "sms",
                     *             "recoveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *             "messageId": null,
                     *             "ruleId": "touch-2"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TestRunDetail"];
                };
            };
        };
    };
    skipTestRunWait: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was told */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c6-5c1e-7d52-a9a4-6f0c7a5f2b01",
                     *       "command": "skip-wait",
                     *       "status": "told"
                     *     }
                     */
                    "application/json": components["schemas"]["TestRunCommandResult"];
                };
            };
        };
    };
    buyTestCart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was told */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c6-5c1e-7d52-a9a4-6f0c7a5f2b01",
                     *       "command": "buy",
                     *       "status": "told"
                     *     }
                     */
                    "application/json": components["schemas"]["TestRunCommandResult"];
                };
            };
        };
    };
    stopTestRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was told */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c6-5c1e-7d52-a9a4-6f0c7a5f2b01",
                     *       "command": "stop",
                     *       "status": "told"
                     *     }
                     */
                    "application/json": components["schemas"]["TestRunCommandResult"];
                };
            };
        };
    };
    getStore: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The store */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11",
                     *       "name": "Lamp Shop",
                     *       "status": "active",
                     *       "locale": "de-AT",
                     *       "timeZone": "Europe/Vienna",
                     *       "url": "https://shop.example",
                     *       "senderName": "Lamp Shop",
                     *       "postalAddress": "Lamp Shop GmbH\nLampengasse 1\n1010 Wien",
                     *       "timeScale": 1,
                     *       "cartIdleMs": 3600000,
                     *       "checkoutIdleMs": 1800000,
                     *       "browseIdleMs": null,
                     *       "coolDownMs": 86400000,
                     *       "capMessages": 4,
                     *       "capMessagesOfAll": 6,
                     *       "capAction": "skip",
                     *       "capPeriodMs": 604800000,
                     *       "quietHours": {
                     *         "from": "21:00",
                     *         "until": "08:00",
                     *         "channels": [
                     *           "sms",
                     *           "push"
                     *         ]
                     *       },
                     *       "countryRules": "by_country",
                     *       "replyHandling": "engine",
                     *       "replyMailbox": "help@shop.example",
                     *       "replyTextInWebhooks": false,
                     *       "clickTracking": true,
                     *       "softOptIn": {
                     *         "countries": [
                     *           "AT",
                     *           "DE"
                     *         ],
                     *         "objectionOfferedSince": "2026-01-31"
                     *       },
                     *       "doubleOptInCountries": [
                     *         "IT"
                     *       ],
                     *       "providers": {
                     *         "email": "resend"
                     *       },
                     *       "createdAt": "2026-11-22T10:00:00.000Z",
                     *       "takesMail": true,
                     *       "configuredProviders": {
                     *         "email": [
                     *           "resend",
                     *           "sandbox"
                     *         ],
                     *         "sms": [
                     *           "twilio",
                     *           "sandbox"
                     *         ],
                     *         "push": [
                     *           "sandbox"
                     *         ]
                     *       },
                     *       "eventFlow": {
                     *         "state": "flowing",
                     *         "since": "2026-11-18T08:01:00.000Z",
                     *         "lastEventAt": "2026-11-22T10:14:31.020Z",
                     *         "expectedEvents": 3,
                     *         "checkedAt": "2026-11-22T10:15:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["OwnStore"];
                };
            };
        };
    };
    updateStore: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cartIdleMs": 2700000,
                 *       "providers": {
                 *         "email": "resend"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["StoreChange"];
            };
        };
        responses: {
            /** @description The store as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11",
                     *       "name": "Lamp Shop",
                     *       "status": "active",
                     *       "locale": "de-AT",
                     *       "timeZone": "Europe/Vienna",
                     *       "url": "https://shop.example",
                     *       "senderName": "Lamp Shop",
                     *       "postalAddress": "Lamp Shop GmbH\nLampengasse 1\n1010 Wien",
                     *       "timeScale": 1,
                     *       "cartIdleMs": 3600000,
                     *       "checkoutIdleMs": 1800000,
                     *       "browseIdleMs": null,
                     *       "coolDownMs": 86400000,
                     *       "capMessages": 4,
                     *       "capMessagesOfAll": 6,
                     *       "capAction": "skip",
                     *       "capPeriodMs": 604800000,
                     *       "quietHours": {
                     *         "from": "21:00",
                     *         "until": "08:00",
                     *         "channels": [
                     *           "sms",
                     *           "push"
                     *         ]
                     *       },
                     *       "countryRules": "by_country",
                     *       "replyHandling": "engine",
                     *       "replyMailbox": "help@shop.example",
                     *       "replyTextInWebhooks": false,
                     *       "clickTracking": true,
                     *       "softOptIn": {
                     *         "countries": [
                     *           "AT",
                     *           "DE"
                     *         ],
                     *         "objectionOfferedSince": "2026-01-31"
                     *       },
                     *       "doubleOptInCountries": [
                     *         "IT"
                     *       ],
                     *       "providers": {
                     *         "email": "resend"
                     *       },
                     *       "createdAt": "2026-11-22T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Store"];
                };
            };
        };
    };
    getPhoneSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description SMS alone unless it says otherwise */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "carriers": [
                     *         "whatsapp"
                     *       ],
                     *       "whatsAppSources": [
                     *         "checkout: texts and WhatsApp"
                     *       ],
                     *       "segmentsMax": 3,
                     *       "currency": "EUR",
                     *       "prices": [
                     *         {
                     *           "country": "AT",
                     *           "perSegment": "0.0831"
                     *         }
                     *       ],
                     *       "templates": [
                     *         {
                     *           "carrier": "whatsapp",
                     *           "template": "cart-reminder-1",
                     *           "locale": "de",
                     *           "contentSid": "HX0123456789abcdef0123456789abcdef",
                     *           "variables": [
                     *             "first_name",
                     *             "restore_code"
                     *           ],
                     *           "stopped": {
                     *             "code": "63041",
                     *             "at": "2026-11-23T08:00:00.000Z"
                     *           }
                     *         }
                     *       ],
                     *       "connected": [
                     *         "whatsapp"
                     *       ],
                     *       "rules": [
                     *         {
                     *           "carrier": "whatsapp",
                     *           "prefix": "+1",
                     *           "source": "Marketing templates are not delivered to numbers of the country code 1 since 1 April 2025; Twilio reports 63049",
                     *           "url": "https://www.twilio.com/docs/api/errors/63049",
                     *           "asOf": "2026-11-27"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PhoneSettings"];
                };
            };
        };
    };
    replacePhoneSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "carriers": [
                 *         "whatsapp"
                 *       ],
                 *       "whatsAppSources": [
                 *         "checkout: texts and WhatsApp"
                 *       ],
                 *       "segmentsMax": 3,
                 *       "currency": "EUR",
                 *       "prices": [
                 *         {
                 *           "country": "AT",
                 *           "perSegment": "0.0831"
                 *         }
                 *       ],
                 *       "templates": [
                 *         {
                 *           "carrier": "whatsapp",
                 *           "template": "cart-reminder-1",
                 *           "locale": "de",
                 *           "contentSid": "HX0123456789abcdef0123456789abcdef",
                 *           "variables": [
                 *             "first_name",
                 *             "restore_code"
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["PhoneSettingsInput"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "carriers": [
                     *         "whatsapp"
                     *       ],
                     *       "whatsAppSources": [
                     *         "checkout: texts and WhatsApp"
                     *       ],
                     *       "segmentsMax": 3,
                     *       "currency": "EUR",
                     *       "prices": [
                     *         {
                     *           "country": "AT",
                     *           "perSegment": "0.0831"
                     *         }
                     *       ],
                     *       "templates": [
                     *         {
                     *           "carrier": "whatsapp",
                     *           "template": "cart-reminder-1",
                     *           "locale": "de",
                     *           "contentSid": "HX0123456789abcdef0123456789abcdef",
                     *           "variables": [
                     *             "first_name",
                     *             "restore_code"
                     *           ],
                     *           "stopped": {
                     *             "code": "63041",
                     *             "at": "2026-11-23T08:00:00.000Z"
                     *           }
                     *         }
                     *       ],
                     *       "connected": [
                     *         "whatsapp"
                     *       ],
                     *       "rules": [
                     *         {
                     *           "carrier": "whatsapp",
                     *           "prefix": "+1",
                     *           "source": "Marketing templates are not delivered to numbers of the country code 1 since 1 April 2025; Twilio reports 63049",
                     *           "url": "https://www.twilio.com/docs/api/errors/63049",
                     *           "asOf": "2026-11-27"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PhoneSettings"];
                };
            };
        };
    };
    resumeContentTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                contentSid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "carriers": [
                     *         "whatsapp"
                     *       ],
                     *       "whatsAppSources": [
                     *         "checkout: texts and WhatsApp"
                     *       ],
                     *       "segmentsMax": 3,
                     *       "currency": "EUR",
                     *       "prices": [
                     *         {
                     *           "country": "AT",
                     *           "perSegment": "0.0831"
                     *         }
                     *       ],
                     *       "templates": [
                     *         {
                     *           "carrier": "whatsapp",
                     *           "template": "cart-reminder-1",
                     *           "locale": "de",
                     *           "contentSid": "HX0123456789abcdef0123456789abcdef",
                     *           "variables": [
                     *             "first_name",
                     *             "restore_code"
                     *           ],
                     *           "stopped": {
                     *             "code": "63041",
                     *             "at": "2026-11-23T08:00:00.000Z"
                     *           }
                     *         }
                     *       ],
                     *       "connected": [
                     *         "whatsapp"
                     *       ],
                     *       "rules": [
                     *         {
                     *           "carrier": "whatsapp",
                     *           "prefix": "+1",
                     *           "source": "Marketing templates are not delivered to numbers of the country code 1 since 1 April 2025; Twilio reports 63049",
                     *           "url": "https://www.twilio.com/docs/api/errors/63049",
                     *           "asOf": "2026-11-27"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PhoneSettings"];
                };
            };
        };
    };
    getStoreLook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Null: as it comes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "productName": "Lamp Shop recoveries",
                     *       "accentColour": "#0f766e",
                     *       "logo": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
                     *     }
                     */
                    "application/json": components["schemas"]["StoreLook"];
                };
            };
        };
    };
    replaceStoreLook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "productName": "Lamp Shop recoveries",
                 *       "accentColour": "#0f766e",
                 *       "logo": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
                 *     }
                 */
                "application/json": components["schemas"]["StoreLook"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "productName": "Lamp Shop recoveries",
                     *       "accentColour": "#0f766e",
                     *       "logo": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
                     *     }
                     */
                    "application/json": components["schemas"]["StoreLook"];
                };
            };
        };
    };
    getSnippet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The snippet */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "enabled": true,
                     *       "consentRequired": true,
                     *       "honourSignals": true,
                     *       "autoCapture": true,
                     *       "emailCapture": false,
                     *       "restoreCarts": true,
                     *       "allowedOrigins": [
                     *         "https://checkout.shop.example"
                     *       ],
                     *       "publishableKey": "pk_6f1f6d0e3d0c4b6e9f531d1f0c2b7a10",
                     *       "tag": "<script async src=\"https://recover.example/snippet.js?key=pk_6f1f6d0e3d0c4b6e9f531d1f0c2b7a10\"></script>",
                     *       "shopifyPixelUrl": "https://recover.example/shopify-pixel.js?key=pk_6f1f6d0e3d0c4b6e9f531d1f0c2b7a10",
                     *       "updatedAt": "2026-11-22T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Snippet"];
                };
            };
        };
    };
    updateSnippet: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "consentRequired": false,
                 *       "emailCapture": true
                 *     }
                 */
                "application/json": components["schemas"]["SnippetChange"];
            };
        };
        responses: {
            /** @description The snippet as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "enabled": true,
                     *       "consentRequired": true,
                     *       "honourSignals": true,
                     *       "autoCapture": true,
                     *       "emailCapture": false,
                     *       "restoreCarts": true,
                     *       "allowedOrigins": [
                     *         "https://checkout.shop.example"
                     *       ],
                     *       "publishableKey": "pk_6f1f6d0e3d0c4b6e9f531d1f0c2b7a10",
                     *       "tag": "<script async src=\"https://recover.example/snippet.js?key=pk_6f1f6d0e3d0c4b6e9f531d1f0c2b7a10\"></script>",
                     *       "shopifyPixelUrl": "https://recover.example/shopify-pixel.js?key=pk_6f1f6d0e3d0c4b6e9f531d1f0c2b7a10",
                     *       "updatedAt": "2026-11-22T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Snippet"];
                };
            };
        };
    };
    rotateSnippetKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The snippet with its new key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "enabled": true,
                     *       "consentRequired": true,
                     *       "honourSignals": true,
                     *       "autoCapture": true,
                     *       "emailCapture": false,
                     *       "restoreCarts": true,
                     *       "allowedOrigins": [
                     *         "https://checkout.shop.example"
                     *       ],
                     *       "publishableKey": "pk_6f1f6d0e3d0c4b6e9f531d1f0c2b7a10",
                     *       "tag": "<script async src=\"https://recover.example/snippet.js?key=pk_6f1f6d0e3d0c4b6e9f531d1f0c2b7a10\"></script>",
                     *       "shopifyPixelUrl": "https://recover.example/shopify-pixel.js?key=pk_6f1f6d0e3d0c4b6e9f531d1f0c2b7a10",
                     *       "updatedAt": "2026-11-22T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Snippet"];
                };
            };
        };
    };
    checkSnippet: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://shop.example/lamps/floor-lamp"
                 *     }
                 */
                "application/json": components["schemas"]["PageToCheck"];
            };
        };
        responses: {
            /** @description What was found */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "checked",
                     *       "url": "https://shop.example/lamps/floor-lamp",
                     *       "findings": [
                     *         {
                     *           "check": "tag",
                     *           "outcome": "ok",
                     *           "code": "tag_found",
                     *           "detail": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SnippetCheck"];
                };
            };
        };
    };
    getSignInMethods: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description For the page that one signs in on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "identityProvider": false,
                     *       "anyAccount": true,
                     *       "private": true,
                     *       "publicUrl": "https://recover.example.com"
                     *     }
                     */
                    "application/json": components["schemas"]["SignInMethods"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@shop.example",
                 *       "password": "a long sentence only I know"
                 *     }
                 */
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Who it is, is known */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "signed_in"
                     *     }
                     */
                    "application/json": components["schemas"]["SignInAnswer"];
                };
            };
        };
    };
    answerSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "challenge": "mB7xT0cY5rP2eW8uN4jL6hG1dS9fK3aV0oIZk3v9aQ1",
                 *       "code": "492039"
                 *     }
                 */
                "application/json": components["schemas"]["SecondFactorAnswer"];
            };
        };
        responses: {
            /** @description Signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "signed_in"
                     *     }
                     */
                    "application/json": components["schemas"]["SignInAnswer"];
                };
            };
        };
    };
    askForPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "challenge": "mB7xT0cY5rP2eW8uN4jL6hG1dS9fK3aV0oIZk3v9aQ1"
                 *     }
                 */
                "application/json": components["schemas"]["SecondFactorChallenge"];
            };
        };
        responses: {
            /** @description For `startAuthentication` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "challenge": "gH2kq0c5Y1o3W7mJx8vR4tLzE6sUaQ9dPfNbTiCyKhA",
                     *       "rpId": "recover.example.com",
                     *       "allowCredentials": [
                     *         {
                     *           "id": "dGhpcyBpcyBhIGNyZWRlbnRpYWw",
                     *           "type": "public-key"
                     *         }
                     *       ],
                     *       "userVerification": "required",
                     *       "timeout": 60000
                     *     }
                     */
                    "application/json": components["schemas"]["PasskeyRequestOptions"];
                };
            };
        };
    };
    refreshSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Goes on, by new cookies */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out, now or before */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    setUpAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "Zk3v9aQ1mB7xT0cY5rP2eW8uN4jL6hG1dS9fK3aV0oI",
                 *       "email": "ada@shop.example",
                 *       "name": "Ada",
                 *       "password": "a long sentence only I know"
                 *     }
                 */
                "application/json": components["schemas"]["SetUp"];
            };
        };
        responses: {
            /** @description Set up, and signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "signed_in"
                     *     }
                     */
                    "application/json": components["schemas"]["SignInAnswer"];
                };
            };
        };
    };
    requestPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@shop.example"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordResetRequest"];
            };
        };
        responses: {
            /** @description Who has an account gets a mail */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "asked",
                     *       "linkLifeMs": 1800000
                     *     }
                     */
                    "application/json": components["schemas"]["AskedPasswordReset"];
                };
            };
        };
    };
    showPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It works until then */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expiresAt": "2026-11-27T10:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PasswordReset"];
                };
            };
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "a long sentence only I know"
                 *     }
                 */
                "application/json": components["schemas"]["NewPassword"];
            };
        };
        responses: {
            /** @description Set */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    showInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the link is about */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "storeName": "Lamp Shop",
                     *       "email": "grace@shop.example",
                     *       "role": "marketer",
                     *       "expiresAt": "2026-12-01T08:00:00.000Z",
                     *       "hasAccount": false
                     *     }
                     */
                    "application/json": components["schemas"]["ShownInvitation"];
                };
            };
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Grace",
                 *       "password": "a long sentence only I know"
                 *     }
                 */
                "application/json": components["schemas"]["NewAccount"];
            };
        };
        responses: {
            /** @description Joined */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "signed_up",
                     *       "storeId": "0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11"
                     *     }
                     */
                    "application/json": components["schemas"]["Joined"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who is signed in, and what they may do where */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user": {
                     *         "id": "0199a3d0-1f2e-7a10-8c44-5d0b7f6a1e21",
                     *         "email": "ada@shop.example",
                     *         "name": "Ada",
                     *         "locale": "en"
                     *       },
                     *       "admin": false,
                     *       "stores": [
                     *         {
                     *           "id": "0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11",
                     *           "name": "Lamp Shop",
                     *           "url": "https://shop.example",
                     *           "timeZone": "Europe/Vienna",
                     *           "currency": "EUR",
                     *           "locale": "de-AT",
                     *           "role": "analyst",
                     *           "permissions": [
                     *             "carts:read",
                     *             "stats:read"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    updateMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Ada",
                 *       "locale": "de"
                 *     }
                 */
                "application/json": components["schemas"]["OwnChange"];
            };
        };
        responses: {
            /** @description Changed, or as it was */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Last used first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3d1-52c0-7d11-9a3e-0b6f3c2d4e55",
                     *           "agent": "Firefox on Windows",
                     *           "createdAt": "2026-11-24T08:00:00.000Z",
                     *           "lastSeenAt": "2026-11-24T09:00:00.000Z",
                     *           "current": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Session"][];
                    };
                };
            };
        };
    };
    revokeSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended, now or before */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "a long sentence only I know",
                 *       "newPassword": "another sentence nobody has read"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Changed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listSecondFactors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What signing in asks for beside the password */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "totp": {
                     *         "confirmedAt": "2026-11-24T08:00:00.000Z"
                     *       },
                     *       "passkeys": [
                     *         {
                     *           "id": "0199a3d4-0c1d-7e2f-8a3b-4c5d6e7f8091",
                     *           "name": "Laptop",
                     *           "rpId": "recover.example.com",
                     *           "usable": true,
                     *           "createdAt": "2026-11-24T08:00:00.000Z",
                     *           "lastUsedAt": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SecondFactors"];
                };
            };
        };
    };
    beginTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts once a code is confirmed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
                     *       "uri": "otpauth://totp/Cart%20recovery:ada%40shop.example?issuer=Cart%20recovery&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30"
                     *     }
                     */
                    "application/json": components["schemas"]["BegunTotp"];
                };
            };
        };
    };
    removeTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed, now or before */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    confirmTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "492039"
                 *     }
                 */
                "application/json": components["schemas"]["TotpCode"];
            };
        };
        responses: {
            /** @description From now on signing in asks for a code */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    beginPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description For `startRegistration` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "challenge": "mB7xT0cY5rP2eW8uN4jL6hG1dS9fK3aV0oIZk3v9aQ1",
                     *       "options": {
                     *         "challenge": "gH2kq0c5Y1o3W7mJx8vR4tLzE6sUaQ9dPfNbTiCyKhA",
                     *         "rp": {
                     *           "name": "Cart recovery",
                     *           "id": "recover.example.com"
                     *         },
                     *         "user": {
                     *           "id": "c29tZWJvZHk",
                     *           "name": "ada@shop.example",
                     *           "displayName": "Ada"
                     *         },
                     *         "pubKeyCredParams": [
                     *           {
                     *             "alg": -7,
                     *             "type": "public-key"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["BegunPasskey"];
                };
            };
        };
    };
    confirmPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "challenge": "mB7xT0cY5rP2eW8uN4jL6hG1dS9fK3aV0oIZk3v9aQ1",
                 *       "name": "Laptop",
                 *       "response": {
                 *         "id": "dGhpcyBpcyBhIGNyZWRlbnRpYWw",
                 *         "rawId": "dGhpcyBpcyBhIGNyZWRlbnRpYWw",
                 *         "type": "public-key",
                 *         "clientExtensionResults": {},
                 *         "response": {
                 *           "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0",
                 *           "attestationObject": "o2NmbXRkbm9uZQ"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NewPasskey"];
            };
        };
        responses: {
            /** @description Kept */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3d4-0c1d-7e2f-8a3b-4c5d6e7f8091"
                     *     }
                     */
                    "application/json": components["schemas"]["AddedPasskey"];
                };
            };
        };
    };
    removePasskey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listIdentities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3d5-1b2c-7d3e-8f40-5a6b7c8d9e0f",
                     *           "issuer": "https://id.example.com",
                     *           "createdAt": "2026-11-24T08:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["LinkedIdentity"][];
                    };
                };
            };
        };
    };
    linkIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where to send the browser */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://id.example.com/authorize?client_id=recovery"
                     *     }
                     */
                    "application/json": components["schemas"]["BegunIdentity"];
                };
            };
        };
    };
    removeIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Unlinked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listMembers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3d0-1f2e-7a10-8c44-5d0b7f6a1e21",
                     *           "name": "Ada",
                     *           "email": "ada@shop.example",
                     *           "role": "analyst",
                     *           "joinedAt": "2026-11-24T08:00:00.000Z",
                     *           "deactivatedAt": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Member"][];
                    };
                };
            };
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    changeMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "marketer"
                 *     }
                 */
                "application/json": components["schemas"]["RoleChange"];
            };
        };
        responses: {
            /** @description Changed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listInvitations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3d2-77aa-7b20-8e11-2c9d0f4a6b33",
                     *           "email": "grace@shop.example",
                     *           "role": "marketer",
                     *           "createdAt": "2026-11-24T08:00:00.000Z",
                     *           "expiresAt": "2026-12-01T08:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Invitation"][];
                    };
                };
            };
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "grace@shop.example",
                 *       "role": "marketer"
                 *     }
                 */
                "application/json": components["schemas"]["NewInvitation"];
            };
        };
        responses: {
            /** @description Invited */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "invitation": {
                     *         "id": "0199a3d2-77aa-7b20-8e11-2c9d0f4a6b33",
                     *         "email": "grace@shop.example",
                     *         "role": "marketer",
                     *         "createdAt": "2026-11-24T08:00:00.000Z",
                     *         "expiresAt": "2026-12-01T08:00:00.000Z"
                     *       },
                     *       "delivery": {
                     *         "kind": "mailed"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedInvitation"];
                };
            };
        };
    };
    withdrawInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdrawn, now or before */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    createAccountLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["NewAccountLink"];
            };
        };
        responses: {
            /** @description Shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://recover.example.com/set-up#Zk3v9aQ1mB7xT0cY5rP2eW8uN4jL6hG1dS9fK3aV0oI",
                     *       "expiresAt": "2026-11-25T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AccountLink"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3d0-1f2e-7a10-8c44-5d0b7f6a1e21",
                     *           "email": "ada@shop.example",
                     *           "name": "Ada",
                     *           "admin": false,
                     *           "createdAt": "2026-11-24T08:00:00.000Z",
                     *           "deactivatedAt": null
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["User"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    deactivateUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, now or before */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    activateUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, now or before */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first, revoked ones too */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3c1-2a44-7e0a-8f11-b1d5f0a91c33",
                     *           "name": "storefront",
                     *           "prefix": "crk_Zk3v9aQ1",
                     *           "scopes": [
                     *             "events:write"
                     *           ],
                     *           "createdAt": "2026-11-22T10:00:00.000Z",
                     *           "revokedAt": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ApiKey"][];
                    };
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "storefront",
                 *       "scopes": [
                 *         "events:write"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewApiKey"];
            };
        };
        responses: {
            /** @description The key, shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c1-2a44-7e0a-8f11-b1d5f0a91c33",
                     *       "name": "storefront",
                     *       "prefix": "crk_Zk3v9aQ1",
                     *       "scopes": [
                     *         "events:write"
                     *       ],
                     *       "createdAt": "2026-11-22T10:00:00.000Z",
                     *       "revokedAt": null,
                     *       "key": "crk_Zk3v9aQ1mB7xT0cY5rP2eW8uN4jL6hG1dS9fK3aV0oI5b91f27"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked, now or before */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receiveWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The trace of the request (W3C Trace Context, version 00), carried to the recovery that comes of it. What is not valid is ignored.
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
                 */
                traceparent?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Kept, now or before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "kept"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
        };
    };
    receiveProviderCallback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Kept, now or before; Twilio, which hands on what a person wrote, is answered in its own language */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "kept"
                     *     }
                     */
                    "application/json": components["schemas"]["CallbackAnswer"];
                    /** @example <Response/> */
                    "text/xml": string;
                };
            };
        };
    };
    receiveMail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example From: ada@example.com
                 *     To: reply@in.shop.example
                 *     Subject: Re: Your cart
                 *
                 *     Do you ship to Graz?
                 */
                "message/rfc822": string;
            };
        };
        responses: {
            /** @description Kept, now or before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "kept"
                     *     }
                     */
                    "application/json": components["schemas"]["InboundMailAnswer"];
                };
            };
        };
    };
    receiveMailOfProvider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Kept, now or before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "kept"
                     *     }
                     */
                    "application/json": components["schemas"]["InboundMailAnswer"];
                };
            };
        };
    };
    listReplies: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                customerId?: string;
                cartId?: string;
                class?: "unsubscribe" | "complaint" | "question" | "other" | "automatic" | "bounce";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3e1-5b0c-7d3a-9f42-6c8e1a7b2d90",
                     *           "channel": "email",
                     *           "class": "question",
                     *           "customerId": "0199a3c4-1f00-7a6b-9d21-7f3e5c8b1a02",
                     *           "messageId": "0199a3d4-77c1-7b9e-a410-9e2f6d5c8b71",
                     *           "recoveryId": "0199a3c4-6d10-7d0e-8f5b-2c1d9a7e4b33",
                     *           "cartId": "5b0c7a51-0b3e-5d0c-9a43-0d6f1c2e7a90",
                     *           "forwardState": "sent",
                     *           "forwardReason": null,
                     *           "receivedAt": "2026-11-24T09:12:04.512Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Reply"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    showReplyWords: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The words */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3e1-5b0c-7d3a-9f42-6c8e1a7b2d90",
                     *       "fromAddress": "ada@example.com",
                     *       "subject": "Re: Your cart",
                     *       "text": "Do you ship to Graz?"
                     *     }
                     */
                    "application/json": components["schemas"]["ReplyWords"];
                };
            };
        };
    };
    listPlatforms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the order of their names */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "platform": "woocommerce",
                     *           "secretFrom": "engine",
                     *           "topics": [
                     *             "order.created",
                     *             "order.updated"
                     *           ],
                     *           "steps": [
                     *             "In WooCommerce → Settings → Advanced → Webhooks, add one webhook per topic."
                     *           ],
                     *           "acceptsApiKey": false,
                     *           "apiUrlExample": "https://shop.example"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["PlatformGuide"][];
                    };
                };
            };
        };
    };
    listIntegrations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "5b0c1b9e-55c7-4a0e-9f41-2d1f6c0a7b21",
                     *           "platform": "woocommerce",
                     *           "status": "active",
                     *           "namespace": null,
                     *           "webhookUrl": "https://engine.example/v1/webhooks/5b0c1b9e-55c7-4a0e-9f41-2d1f6c0a7b21",
                     *           "settings": {
                     *             "currency": "EUR",
                     *             "orderStatuses": {
                     *               "awaiting-shipment": "bought"
                     *             }
                     *           },
                     *           "apiUrl": null,
                     *           "reconcileEveryMs": null,
                     *           "reconciledUntil": null,
                     *           "previousSecretUntil": null,
                     *           "firstEventAt": "2026-11-22T11:45:00.000Z",
                     *           "lastEventAt": "2026-11-22T11:45:00.000Z",
                     *           "createdAt": "2026-11-22T11:40:00.000Z",
                     *           "updatedAt": "2026-11-22T11:40:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Integration"][];
                    };
                };
            };
        };
    };
    createIntegration: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "platform": "woocommerce",
                 *       "settings": {
                 *         "currency": "EUR"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NewIntegration"];
            };
        };
        responses: {
            /** @description Connected */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "integration": {
                     *         "id": "5b0c1b9e-55c7-4a0e-9f41-2d1f6c0a7b21",
                     *         "platform": "woocommerce",
                     *         "status": "active",
                     *         "namespace": null,
                     *         "webhookUrl": "https://engine.example/v1/webhooks/5b0c1b9e-55c7-4a0e-9f41-2d1f6c0a7b21",
                     *         "settings": {
                     *           "currency": "EUR",
                     *           "orderStatuses": {
                     *             "awaiting-shipment": "bought"
                     *           }
                     *         },
                     *         "apiUrl": null,
                     *         "reconcileEveryMs": null,
                     *         "reconciledUntil": null,
                     *         "previousSecretUntil": null,
                     *         "firstEventAt": null,
                     *         "lastEventAt": null,
                     *         "createdAt": "2026-11-22T11:40:00.000Z",
                     *         "updatedAt": "2026-11-22T11:40:00.000Z"
                     *       },
                     *       "secret": "8f4b2d0c6e1a9f3b5d7c8e2a4b6d0f1c3e5a7b9d2f4c6e8a0b1d3f5c7e9a2b4d",
                     *       "setup": {
                     *         "topics": [
                     *           "order.created",
                     *           "order.updated"
                     *         ],
                     *         "steps": [
                     *           "In WooCommerce → Settings → Advanced → Webhooks, add one webhook per topic with the URL and the secret."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedIntegration"];
                };
            };
        };
    };
    getIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An integration */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5b0c1b9e-55c7-4a0e-9f41-2d1f6c0a7b21",
                     *       "platform": "woocommerce",
                     *       "status": "active",
                     *       "namespace": null,
                     *       "webhookUrl": "https://engine.example/v1/webhooks/5b0c1b9e-55c7-4a0e-9f41-2d1f6c0a7b21",
                     *       "settings": {
                     *         "currency": "EUR",
                     *         "orderStatuses": {
                     *           "awaiting-shipment": "bought"
                     *         }
                     *       },
                     *       "apiUrl": null,
                     *       "reconcileEveryMs": null,
                     *       "reconciledUntil": null,
                     *       "previousSecretUntil": null,
                     *       "firstEventAt": "2026-11-22T11:45:00.000Z",
                     *       "lastEventAt": "2026-11-22T11:45:00.000Z",
                     *       "createdAt": "2026-11-22T11:40:00.000Z",
                     *       "updatedAt": "2026-11-22T11:40:00.000Z",
                     *       "deliveries": {
                     *         "received": 0,
                     *         "processed": 31,
                     *         "processed_in_part": 0,
                     *         "ignored": 2,
                     *         "refused": 1,
                     *         "failed": 0
                     *       },
                     *       "reconciliations": [
                     *         {
                     *           "id": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "status": "done",
                     *           "since": "2026-11-22T10:40:00.000Z",
                     *           "until": "2026-11-22T11:40:00.000Z",
                     *           "seen": 12,
                     *           "missed": 1,
                     *           "duplicates": 11,
                     *           "refused": 0,
                     *           "cause": null,
                     *           "finishedAt": "2026-11-22T11:40:02.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["IntegrationDetail"];
                };
            };
        };
    };
    deleteIntegration: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forgotten */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateIntegration: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "settings": {
                 *         "orderStatuses": {
                 *           "awaiting-shipment": "bought"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["IntegrationChange"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5b0c1b9e-55c7-4a0e-9f41-2d1f6c0a7b21",
                     *       "platform": "woocommerce",
                     *       "status": "active",
                     *       "namespace": null,
                     *       "webhookUrl": "https://engine.example/v1/webhooks/5b0c1b9e-55c7-4a0e-9f41-2d1f6c0a7b21",
                     *       "settings": {
                     *         "currency": "EUR",
                     *         "orderStatuses": {
                     *           "awaiting-shipment": "bought"
                     *         }
                     *       },
                     *       "apiUrl": null,
                     *       "reconcileEveryMs": null,
                     *       "reconciledUntil": null,
                     *       "previousSecretUntil": null,
                     *       "firstEventAt": "2026-11-22T11:45:00.000Z",
                     *       "lastEventAt": "2026-11-22T11:45:00.000Z",
                     *       "createdAt": "2026-11-22T11:40:00.000Z",
                     *       "updatedAt": "2026-11-22T11:40:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Integration"];
                };
            };
        };
    };
    rotateIntegrationSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "secret": "a-new-secret-of-the-platform-0123456789",
                 *       "overlapMs": 3600000
                 *     }
                 */
                "application/json": components["schemas"]["SecretRotation"];
            };
        };
        responses: {
            /** @description The new secret, shown this once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "a-new-secret-of-the-platform-0123456789",
                     *       "previousSecretUntil": "2026-11-22T12:40:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RotatedSecret"];
                };
            };
        };
    };
    checkIntegrationApi: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it said */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "works",
                     *       "seen": 3
                     *     }
                     */
                    "application/json": components["schemas"]["PlatformApiCheck"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                status?: "received" | "processed" | "processed_in_part" | "ignored" | "refused" | "failed";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "integrationId": "5b0c1b9e-55c7-4a0e-9f41-2d1f6c0a7b21",
                     *           "deliveryId": "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
                     *           "topic": "order.created",
                     *           "status": "processed",
                     *           "reason": null,
                     *           "path": null,
                     *           "message": null,
                     *           "events": [
                     *             {
                     *               "id": "woocommerce:order:723:placed:2026-11-22T11:44:58.000Z",
                     *               "status": "accepted"
                     *             }
                     *           ],
                     *           "attempts": 1,
                     *           "bodyBytes": 3412,
                     *           "receivedAt": "2026-11-22T11:45:00.000Z",
                     *           "settledAt": "2026-11-22T11:45:00.031Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["WebhookDelivery"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    getWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A delivery */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *       "integrationId": "5b0c1b9e-55c7-4a0e-9f41-2d1f6c0a7b21",
                     *       "deliveryId": "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
                     *       "topic": "order.created",
                     *       "status": "processed",
                     *       "reason": null,
                     *       "path": null,
                     *       "message": null,
                     *       "events": [
                     *         {
                     *           "id": "woocommerce:order:723:placed:2026-11-22T11:44:58.000Z",
                     *           "status": "accepted"
                     *         }
                     *       ],
                     *       "attempts": 1,
                     *       "bodyBytes": 3412,
                     *       "receivedAt": "2026-11-22T11:45:00.000Z",
                     *       "settledAt": "2026-11-22T11:45:00.031Z",
                     *       "masked": false,
                     *       "headers": {
                     *         "content-type": "application/json",
                     *         "x-wc-webhook-topic": "order.created"
                     *       },
                     *       "body": {
                     *         "encoding": "text",
                     *         "content": "{\"id\":723,\"status\":\"processing\"}"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDeliveryDetail"];
                };
            };
        };
    };
    replayWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It will be worked on at once */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *       "status": "received"
                     *     }
                     */
                    "application/json": components["schemas"]["ReplayedDelivery"];
                };
            };
        };
    };
    listOffers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3e1-51c7-7b60-8e2f-4d9a0c7b6e15",
                     *           "key": "ten-percent",
                     *           "revision": 1,
                     *           "name": "Ten percent to come back",
                     *           "status": "active",
                     *           "minter": "pool",
                     *           "mintUrl": null,
                     *           "terms": {
                     *             "kind": "percent",
                     *             "value": 10,
                     *             "currency": "EUR",
                     *             "cartMinorMin": 3000,
                     *             "discountMinorMax": null,
                     *             "validDays": 7,
                     *             "messagesBefore": 1,
                     *             "marginPercent": 45,
                     *             "floorMarginPercent": 25,
                     *             "upliftPoints": 5,
                     *             "monthlyCodesMax": 500,
                     *             "monthlyMinorMax": 200000,
                     *             "lockoutRecoveries": 2,
                     *             "lockoutDays": 180
                     *           },
                     *           "codes": {
                     *             "free": 412,
                     *             "minting": 0,
                     *             "minted": 1,
                     *             "sent": 71,
                     *             "redeemed": 0,
                     *             "revoked": 0,
                     *             "expired": 16
                     *           },
                     *           "isLow": false,
                     *           "createdAt": "2026-11-02T07:00:00.412Z",
                     *           "updatedAt": "2026-11-02T07:00:00.412Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Offer"][];
                    };
                };
            };
        };
    };
    createOffer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "key": "ten-percent",
                 *       "name": "Ten percent to come back",
                 *       "minter": "pool",
                 *       "terms": {
                 *         "kind": "percent",
                 *         "value": 10,
                 *         "currency": "EUR",
                 *         "cartMinorMin": 3000,
                 *         "discountMinorMax": null,
                 *         "validDays": 7,
                 *         "messagesBefore": 1,
                 *         "marginPercent": 45,
                 *         "floorMarginPercent": 25,
                 *         "upliftPoints": 5,
                 *         "monthlyCodesMax": 500,
                 *         "monthlyMinorMax": 200000,
                 *         "lockoutRecoveries": 2,
                 *         "lockoutDays": 180
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["OfferInput"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "offer": {
                     *         "id": "0199a3e1-51c7-7b60-8e2f-4d9a0c7b6e15",
                     *         "key": "ten-percent",
                     *         "revision": 1,
                     *         "name": "Ten percent to come back",
                     *         "status": "active",
                     *         "minter": "pool",
                     *         "mintUrl": null,
                     *         "terms": {
                     *           "kind": "percent",
                     *           "value": 10,
                     *           "currency": "EUR",
                     *           "cartMinorMin": 3000,
                     *           "discountMinorMax": null,
                     *           "validDays": 7,
                     *           "messagesBefore": 1,
                     *           "marginPercent": 45,
                     *           "floorMarginPercent": 25,
                     *           "upliftPoints": 5,
                     *           "monthlyCodesMax": 500,
                     *           "monthlyMinorMax": 200000,
                     *           "lockoutRecoveries": 2,
                     *           "lockoutDays": 180
                     *         },
                     *         "codes": {
                     *           "free": 0,
                     *           "minting": 0,
                     *           "minted": 0,
                     *           "sent": 0,
                     *           "redeemed": 0,
                     *           "revoked": 0,
                     *           "expired": 0
                     *         },
                     *         "isLow": true,
                     *         "createdAt": "2026-11-02T07:00:00.412Z",
                     *         "updatedAt": "2026-11-02T07:00:00.412Z"
                     *       },
                     *       "secret": null
                     *     }
                     */
                    "application/json": {
                        offer: components["schemas"]["Offer"];
                        /** @description Of the minter `http`: verifies its requests, as Standard Webhooks say. Shown here and never again. */
                        secret: string | null;
                    };
                };
            };
        };
    };
    getOffer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The offer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3e1-51c7-7b60-8e2f-4d9a0c7b6e15",
                     *       "key": "ten-percent",
                     *       "revision": 1,
                     *       "name": "Ten percent to come back",
                     *       "status": "active",
                     *       "minter": "pool",
                     *       "mintUrl": null,
                     *       "terms": {
                     *         "kind": "percent",
                     *         "value": 10,
                     *         "currency": "EUR",
                     *         "cartMinorMin": 3000,
                     *         "discountMinorMax": null,
                     *         "validDays": 7,
                     *         "messagesBefore": 1,
                     *         "marginPercent": 45,
                     *         "floorMarginPercent": 25,
                     *         "upliftPoints": 5,
                     *         "monthlyCodesMax": 500,
                     *         "monthlyMinorMax": 200000,
                     *         "lockoutRecoveries": 2,
                     *         "lockoutDays": 180
                     *       },
                     *       "codes": {
                     *         "free": 412,
                     *         "minting": 0,
                     *         "minted": 1,
                     *         "sent": 71,
                     *         "redeemed": 0,
                     *         "revoked": 0,
                     *         "expired": 16
                     *       },
                     *       "isLow": false,
                     *       "createdAt": "2026-11-02T07:00:00.412Z",
                     *       "updatedAt": "2026-11-02T07:00:00.412Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Offer"];
                };
            };
        };
    };
    updateOffer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `revision` that was read, in quotes: somebody else’s change since then is answered with 412. Without it, or with `*`, the newest state is changed whatever it is. */
                "if-match"?: string;
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "off"
                 *     }
                 */
                "application/json": components["schemas"]["OfferChange"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3e1-51c7-7b60-8e2f-4d9a0c7b6e15",
                     *       "key": "ten-percent",
                     *       "revision": 2,
                     *       "name": "Ten percent to come back",
                     *       "status": "off",
                     *       "minter": "pool",
                     *       "mintUrl": null,
                     *       "terms": {
                     *         "kind": "percent",
                     *         "value": 10,
                     *         "currency": "EUR",
                     *         "cartMinorMin": 3000,
                     *         "discountMinorMax": null,
                     *         "validDays": 7,
                     *         "messagesBefore": 1,
                     *         "marginPercent": 45,
                     *         "floorMarginPercent": 25,
                     *         "upliftPoints": 5,
                     *         "monthlyCodesMax": 500,
                     *         "monthlyMinorMax": 200000,
                     *         "lockoutRecoveries": 2,
                     *         "lockoutDays": 180
                     *       },
                     *       "codes": {
                     *         "free": 412,
                     *         "minting": 0,
                     *         "minted": 1,
                     *         "sent": 71,
                     *         "redeemed": 0,
                     *         "revoked": 0,
                     *         "expired": 16
                     *       },
                     *       "isLow": false,
                     *       "createdAt": "2026-11-02T07:00:00.412Z",
                     *       "updatedAt": "2026-11-02T07:00:00.412Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Offer"];
                };
            };
        };
    };
    listOfferCodes: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                state?: "free" | "minting" | "minted" | "sent" | "redeemed" | "revoked" | "expired";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3e4-9c11-7a02-8b6d-5e1f0c3a7d44",
                     *           "code": "K7WQ2-M9TRX",
                     *           "state": "sent",
                     *           "recoveryId": "0199a3c4-6d10-7d0e-8f5b-2c1d9a7e4b33",
                     *           "messageId": "0199a3d4-77c1-7b9e-a410-9e2f6d5c8b71",
                     *           "costMinor": 1580,
                     *           "currency": "EUR",
                     *           "expiresAt": "2026-12-01T23:00:00.000Z",
                     *           "reason": null,
                     *           "createdAt": "2026-11-24T09:12:04.512Z",
                     *           "mintedAt": "2026-11-24T09:12:04.804Z",
                     *           "sentAt": "2026-11-24T09:12:05.104Z",
                     *           "settledAt": null
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["OfferCode"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    importOfferCodes: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "codes": "SAVE-1\nSAVE-2"
                 *     }
                 */
                "application/json": components["schemas"]["OfferCodesInput"];
            };
        };
        responses: {
            /** @description In the pool */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "imported": 2,
                     *       "duplicates": 0,
                     *       "refused": [],
                     *       "free": 414
                     *     }
                     */
                    "application/json": {
                        imported: number;
                        /** @description Named twice, or known to the store already. */
                        duplicates: number;
                        /** @description Lines that are no code; the first of them. */
                        refused: {
                            line: number;
                            text: string;
                        }[];
                        /** @description Unused codes of the offer by now. */
                        free: number;
                    };
                };
            };
        };
    };
    listWebhookEventTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every type */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "type": "reply.received",
                     *           "version": 1,
                     *           "when": "Somebody answered a message. `class` says what the answer is by rules.",
                     *           "schema": {
                     *             "$schema": "https://json-schema.org/draft/2020-12/schema",
                     *             "type": "object",
                     *             "properties": {
                     *               "replyId": {
                     *                 "type": "string"
                     *               },
                     *               "channel": {
                     *                 "type": "string",
                     *                 "enum": [
                     *                   "email",
                     *                   "sms",
                     *                   "push"
                     *                 ]
                     *               },
                     *               "class": {
                     *                 "type": "string",
                     *                 "enum": [
                     *                   "unsubscribe",
                     *                   "complaint",
                     *                   "question",
                     *                   "other",
                     *                   "automatic",
                     *                   "bounce"
                     *                 ]
                     *               },
                     *               "messageId": {
                     *                 "type": [
                     *                   "string",
                     *                   "null"
                     *                 ]
                     *               },
                     *               "recoveryId": {
                     *                 "type": [
                     *                   "string",
                     *                   "null"
                     *                 ]
                     *               },
                     *               "cartId": {
                     *                 "type": [
                     *                   "string",
                     *                   "null"
                     *                 ]
                     *               },
                     *               "customerId": {
                     *                 "type": "string"
                     *               },
                     *               "subject": {
                     *                 "type": [
                     *                   "string",
                     *                   "null"
                     *                 ]
                     *               },
                     *               "text": {
                     *                 "type": [
                     *                   "string",
                     *                   "null"
                     *                 ]
                     *               },
                     *               "at": {
                     *                 "type": "string"
                     *               }
                     *             },
                     *             "required": [
                     *               "replyId",
                     *               "channel",
                     *               "class",
                     *               "messageId",
                     *               "recoveryId",
                     *               "cartId",
                     *               "customerId",
                     *               "subject",
                     *               "text",
                     *               "at"
                     *             ],
                     *             "additionalProperties": false
                     *           },
                     *           "example": {
                     *             "replyId": "0199a3e1-5b0c-7d3a-9f42-6c8e1a7b2d90",
                     *             "channel": "email",
                     *             "class": "question",
                     *             "messageId": "0199a3d4-77c1-7b9e-a410-9e2f6d5c8b71",
                     *             "recoveryId": "0199a3c4-6d10-7d0e-8f5b-2c1d9a7e4b33",
                     *             "cartId": "5b0c7a51-0b3e-5d0c-9a43-0d6f1c2e7a90",
                     *             "customerId": "0199a3c4-1f00-7a6b-9d21-7f3e5c8b1a02",
                     *             "subject": null,
                     *             "text": null,
                     *             "at": "2026-11-24T09:12:04.512Z"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: {
                            /** @enum {string} */
                            type: "recovery.started" | "recovery.ended" | "message.sent" | "message.not_sent" | "message.delivered" | "message.bounced" | "message.complained" | "message.clicked" | "order.recovered" | "reply.received";
                            /** @description Raised when a field goes or changes its meaning. */
                            version: number;
                            when: string;
                            /** @description JSON Schema of `data`. */
                            schema: {
                                [key: string]: unknown;
                            };
                            /** @description An example of `data`. */
                            example: {
                                [key: string]: unknown;
                            };
                        }[];
                    };
                };
            };
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3e1-40b2-7c18-9d5e-3a7f1c6b2e90",
                     *           "revision": 1,
                     *           "url": "https://erp.example/hooks/cart-recovery",
                     *           "description": "Orders to the ERP",
                     *           "eventTypes": [
                     *             "order.recovered",
                     *             "recovery.ended"
                     *           ],
                     *           "status": "active",
                     *           "offReason": null,
                     *           "offAt": null,
                     *           "failingSince": null,
                     *           "previousSecretUntil": null,
                     *           "createdAt": "2026-11-02T07:00:00.412Z",
                     *           "updatedAt": "2026-11-02T07:00:00.412Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["WebhookEndpoint"][];
                    };
                };
            };
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://erp.example/hooks/cart-recovery",
                 *       "description": "Orders to the ERP",
                 *       "eventTypes": [
                 *         "order.recovered",
                 *         "recovery.ended"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewWebhookEndpoint"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "endpoint": {
                     *         "id": "0199a3e1-40b2-7c18-9d5e-3a7f1c6b2e90",
                     *         "revision": 1,
                     *         "url": "https://erp.example/hooks/cart-recovery",
                     *         "description": "Orders to the ERP",
                     *         "eventTypes": [
                     *           "order.recovered",
                     *           "recovery.ended"
                     *         ],
                     *         "status": "active",
                     *         "offReason": null,
                     *         "offAt": null,
                     *         "failingSince": null,
                     *         "previousSecretUntil": null,
                     *         "createdAt": "2026-11-02T07:00:00.412Z",
                     *         "updatedAt": "2026-11-02T07:00:00.412Z"
                     *       },
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwV2pZb1aYd0Q="
                     *     }
                     */
                    "application/json": {
                        endpoint: components["schemas"]["WebhookEndpoint"];
                        /** @description Verifies the signatures, as Standard Webhooks say. Shown here and never again. */
                        secret: string;
                    };
                };
            };
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3e1-40b2-7c18-9d5e-3a7f1c6b2e90",
                     *       "revision": 1,
                     *       "url": "https://erp.example/hooks/cart-recovery",
                     *       "description": "Orders to the ERP",
                     *       "eventTypes": [
                     *         "order.recovered",
                     *         "recovery.ended"
                     *       ],
                     *       "status": "active",
                     *       "offReason": null,
                     *       "offAt": null,
                     *       "failingSince": null,
                     *       "previousSecretUntil": null,
                     *       "createdAt": "2026-11-02T07:00:00.412Z",
                     *       "updatedAt": "2026-11-02T07:00:00.412Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is told nothing any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `revision` that was read, in quotes: somebody else’s change since then is answered with 412. Without it, or with `*`, the newest state is changed whatever it is. */
                "if-match"?: string;
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "off"
                 *     }
                 */
                "application/json": components["schemas"]["WebhookEndpointChange"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3e1-40b2-7c18-9d5e-3a7f1c6b2e90",
                     *       "revision": 2,
                     *       "url": "https://erp.example/hooks/cart-recovery",
                     *       "description": "Orders to the ERP",
                     *       "eventTypes": [
                     *         "order.recovered",
                     *         "recovery.ended"
                     *       ],
                     *       "status": "off",
                     *       "offReason": "by_person",
                     *       "offAt": "2026-11-24T09:12:04.512Z",
                     *       "failingSince": null,
                     *       "previousSecretUntil": null,
                     *       "createdAt": "2026-11-02T07:00:00.412Z",
                     *       "updatedAt": "2026-11-02T07:00:00.412Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    rotateWebhookEndpointSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new one */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwV2pZb1aYd0Q=",
                     *       "previousSecretUntil": "2026-11-25T09:12:04.512Z"
                     *     }
                     */
                    "application/json": {
                        /** @description Verifies the signatures, as Standard Webhooks say. Shown here and never again. */
                        secret: string;
                        /**
                         * Format: date-time
                         * @description UTC
                         */
                        previousSecretUntil: string;
                    };
                };
            };
        };
    };
    testWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "order.recovered"
                 *     }
                 */
                "application/json": components["schemas"]["WebhookTest"];
            };
        };
        responses: {
            /** @description On its way */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3e4-9c11-7a02-8b6d-5e1f0c3a7d44",
                     *       "endpointId": "0199a3e1-40b2-7c18-9d5e-3a7f1c6b2e90",
                     *       "eventId": "7f2d5b0c-1e9a-4c36-a0d8-94b6e3f17c25",
                     *       "type": "order.recovered",
                     *       "isTest": true,
                     *       "state": "waiting",
                     *       "attempts": 0,
                     *       "reason": null,
                     *       "statusCode": null,
                     *       "durationMs": null,
                     *       "answer": null,
                     *       "body": "{\"type\":\"order.recovered\",\"version\":1,\"timestamp\":\"2026-11-24T09:12:04.512Z\",\"storeId\":\"0199a3c0-0001-7d52-a9a4-6f0c7a5f2b11\",\"test\":false,\"data\":{\"orderId\":\"7d3c1f60-9a4b-5e2d-8c11-6f0a2b9d4e57\",\"totalMinor\":15947,\"currency\":\"EUR\"}}",
                     *       "dueAt": "2026-11-24T09:17:20.000Z",
                     *       "createdAt": "2026-11-24T09:12:04.512Z",
                     *       "attemptedAt": null,
                     *       "settledAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["EndpointDelivery"];
                };
            };
        };
    };
    listEndpointDeliveries: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                state?: "waiting" | "delivered" | "failed" | "ended";
                type?: "recovery.started" | "recovery.ended" | "message.sent" | "message.not_sent" | "message.delivered" | "message.bounced" | "message.complained" | "message.clicked" | "order.recovered" | "reply.received";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3e4-9c11-7a02-8b6d-5e1f0c3a7d44",
                     *           "endpointId": "0199a3e1-40b2-7c18-9d5e-3a7f1c6b2e90",
                     *           "eventId": "7f2d5b0c-1e9a-4c36-a0d8-94b6e3f17c25",
                     *           "type": "order.recovered",
                     *           "isTest": false,
                     *           "state": "waiting",
                     *           "attempts": 2,
                     *           "reason": "http_503",
                     *           "statusCode": 503,
                     *           "durationMs": 212,
                     *           "answer": "down for maintenance",
                     *           "body": "{\"type\":\"order.recovered\",\"version\":1,\"timestamp\":\"2026-11-24T09:12:04.512Z\",\"storeId\":\"0199a3c0-0001-7d52-a9a4-6f0c7a5f2b11\",\"test\":false,\"data\":{\"orderId\":\"7d3c1f60-9a4b-5e2d-8c11-6f0a2b9d4e57\",\"totalMinor\":15947,\"currency\":\"EUR\"}}",
                     *           "dueAt": "2026-11-24T09:17:20.000Z",
                     *           "createdAt": "2026-11-24T09:12:04.512Z",
                     *           "attemptedAt": "2026-11-24T09:12:10.104Z",
                     *           "settledAt": null
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["EndpointDelivery"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    replayEndpointDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description On its way */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3e4-9c11-7a02-8b6d-5e1f0c3a7d44",
                     *       "endpointId": "0199a3e1-40b2-7c18-9d5e-3a7f1c6b2e90",
                     *       "eventId": "7f2d5b0c-1e9a-4c36-a0d8-94b6e3f17c25",
                     *       "type": "order.recovered",
                     *       "isTest": false,
                     *       "state": "waiting",
                     *       "attempts": 0,
                     *       "reason": "http_503",
                     *       "statusCode": 503,
                     *       "durationMs": 212,
                     *       "answer": "down for maintenance",
                     *       "body": "{\"type\":\"order.recovered\",\"version\":1,\"timestamp\":\"2026-11-24T09:12:04.512Z\",\"storeId\":\"0199a3c0-0001-7d52-a9a4-6f0c7a5f2b11\",\"test\":false,\"data\":{\"orderId\":\"7d3c1f60-9a4b-5e2d-8c11-6f0a2b9d4e57\",\"totalMinor\":15947,\"currency\":\"EUR\"}}",
                     *       "dueAt": "2026-11-24T09:17:20.000Z",
                     *       "createdAt": "2026-11-24T09:12:04.512Z",
                     *       "attemptedAt": "2026-11-24T09:12:10.104Z",
                     *       "settledAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["EndpointDelivery"];
                };
            };
        };
    };
    replayFailedDeliveries: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "since": "2026-11-23T00:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["WebhookReplay"];
            };
        };
        responses: {
            /** @description On their way */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "replayed": 37,
                     *       "more": false
                     *     }
                     */
                    "application/json": {
                        replayed: number;
                        /** @description Ask again: there was more than one request sends. */
                        more: boolean;
                    };
                };
            };
        };
    };
    listPrivacyRequests: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                status?: "open" | "done";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3c6-5c1e-7d52-a9a4-6f0c7a5f2b88",
                     *           "integrationId": "5b0c1b9e-55c7-4a0e-9f41-2d1f6c0a7b21",
                     *           "deliveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *           "kind": "customer_redact",
                     *           "status": "open",
                     *           "receivedAt": "2026-11-22T11:45:00.000Z",
                     *           "dueAt": "2026-12-22T11:45:00.000Z",
                     *           "doneAt": null,
                     *           "persons": 1,
                     *           "recoveriesStopped": 1,
                     *           "addressesSuppressed": 2
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["PrivacyRequest"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    finishPrivacyRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, now or before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199a3c6-5c1e-7d52-a9a4-6f0c7a5f2b88",
                     *       "integrationId": "5b0c1b9e-55c7-4a0e-9f41-2d1f6c0a7b21",
                     *       "deliveryId": "0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66",
                     *       "kind": "customer_redact",
                     *       "status": "done",
                     *       "receivedAt": "2026-11-22T11:45:00.000Z",
                     *       "dueAt": "2026-12-22T11:45:00.000Z",
                     *       "doneAt": "2026-11-24T09:00:00.000Z",
                     *       "persons": 1,
                     *       "recoveriesStopped": 1,
                     *       "addressesSuppressed": 2
                     *     }
                     */
                    "application/json": components["schemas"]["PrivacyRequest"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                subjectKind?: "store" | "api_key" | "campaign" | "cart" | "customer" | "recovery" | "integration" | "webhook_delivery" | "dead_letter" | "repair_rule" | "privacy_request" | "snippet" | "schema_subject" | "suppression" | "user" | "session" | "second_factor" | "membership" | "invitation" | "analytics_export" | "saved_view" | "scheduled_report" | "webhook_endpoint" | "template" | "sender_account" | "sender_domain" | "offer";
                subjectId?: string;
                actorKind?: "user" | "api_key" | "operator" | "system" | "platform";
                actorId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3c4-9d1e-7d52-a9a4-6f0c7a5f2b77",
                     *           "at": "2026-11-24T09:00:00.000Z",
                     *           "actorKind": "api_key",
                     *           "actorId": "0199a3c1-2a44-7e0a-8f11-b1d5f0a91c33",
                     *           "action": "campaigns:write",
                     *           "subjectKind": "campaign",
                     *           "subjectId": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *           "change": {
                     *             "status": {
                     *               "before": "draft",
                     *               "after": "active"
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    listInstallationAudit: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                subjectKind?: "store" | "api_key" | "campaign" | "cart" | "customer" | "recovery" | "integration" | "webhook_delivery" | "dead_letter" | "repair_rule" | "privacy_request" | "snippet" | "schema_subject" | "suppression" | "user" | "session" | "second_factor" | "membership" | "invitation" | "analytics_export" | "saved_view" | "scheduled_report" | "webhook_endpoint" | "template" | "sender_account" | "sender_domain" | "offer";
                subjectId?: string;
                actorKind?: "user" | "api_key" | "operator" | "system" | "platform";
                actorId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3c4-9d1e-7d52-a9a4-6f0c7a5f2b78",
                     *           "at": "2026-11-24T09:00:00.000Z",
                     *           "actorKind": "operator",
                     *           "actorId": null,
                     *           "action": "schemas:write",
                     *           "subjectKind": "schema_subject",
                     *           "subjectId": "events.validated-value",
                     *           "change": {
                     *             "version": {
                     *               "before": null,
                     *               "after": 2
                     *             },
                     *             "schemaId": {
                     *               "after": 12
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    getSenderDomain: {
        parameters: {
            query?: {
                anew?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The records */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "domain": "shop.example",
                     *       "provider": "resend",
                     *       "delivers": true,
                     *       "kind": "checked",
                     *       "records": [
                     *         {
                     *           "kind": "dmarc",
                     *           "name": "_dmarc.shop.example",
                     *           "values": [],
                     *           "state": "bad",
                     *           "findings": [
                     *             "dmarc_missing"
                     *           ],
                     *           "publish": {
                     *             "name": "_dmarc.shop.example",
                     *             "value": "v=DMARC1; p=none; rua=mailto:dmarc@shop.example"
                     *           }
                     *         }
                     *       ],
                     *       "checkedAt": "2026-11-27T10:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SenderDomain"];
                };
            };
        };
    };
    checkSignatures: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "source": "DKIM-Signature: v=1; d=shop.example; s=resend; h=from:list-unsubscribe:list-unsubscribe-post; b=…\nFrom: hello@shop.example"
                 *     }
                 */
                "application/json": components["schemas"]["MailSource"];
            };
        };
        responses: {
            /** @description What was found */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "signatures": [
                     *         {
                     *           "domain": "shop.example",
                     *           "selector": "resend",
                     *           "aligned": true,
                     *           "signsUnsubscribe": true
                     *         }
                     *       ],
                     *       "findings": [
                     *         "unsubscribe_missing"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SignatureCheck"];
                };
            };
        };
    };
    listBasisPolicies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The presets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "country": "IT",
                     *           "softOptIn": "after_order",
                     *           "doubleOptIn": true,
                     *           "source": {
                     *             "name": "Decision of the authority on double opt-in",
                     *             "url": "https://laws.example/italy"
                     *           },
                     *           "asOf": "2026-11-27"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["BasisPolicy"][];
                    };
                };
            };
        };
    };
    listCountryPolicies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The presets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "us-fl",
                     *           "country": "US",
                     *           "region": "FL",
                     *           "channels": [
                     *             "sms"
                     *           ],
                     *           "hours": {
                     *             "week": [
                     *               [
                     *                 {
                     *                   "from": 480,
                     *                   "until": 1200
                     *                 }
                     *               ],
                     *               [
                     *                 {
                     *                   "from": 480,
                     *                   "until": 1200
                     *                 }
                     *               ],
                     *               [
                     *                 {
                     *                   "from": 480,
                     *                   "until": 1200
                     *                 }
                     *               ],
                     *               [
                     *                 {
                     *                   "from": 480,
                     *                   "until": 1200
                     *                 }
                     *               ],
                     *               [
                     *                 {
                     *                   "from": 480,
                     *                   "until": 1200
                     *                 }
                     *               ],
                     *               [
                     *                 {
                     *                   "from": 480,
                     *                   "until": 1200
                     *                 }
                     *               ],
                     *               [
                     *                 {
                     *                   "from": 480,
                     *                   "until": 1200
                     *                 }
                     *               ]
                     *             ],
                     *             "holidays": null
                     *           },
                     *           "perCart": null,
                     *           "source": {
                     *             "name": "Hours for marketing texts by state of the USA",
                     *             "url": "https://laws.example/texts"
                     *           },
                     *           "asOf": "2026-11-26"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["CountryPolicy"][];
                    };
                };
            };
        };
    };
    listStores: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11",
                     *           "name": "Lamp Shop",
                     *           "status": "active",
                     *           "locale": "de-AT",
                     *           "timeZone": "Europe/Vienna",
                     *           "url": "https://shop.example",
                     *           "senderName": "Lamp Shop",
                     *           "postalAddress": "Lamp Shop GmbH\nLampengasse 1\n1010 Wien",
                     *           "timeScale": 1,
                     *           "cartIdleMs": 3600000,
                     *           "checkoutIdleMs": 1800000,
                     *           "browseIdleMs": null,
                     *           "coolDownMs": 86400000,
                     *           "capMessages": 4,
                     *           "capMessagesOfAll": 6,
                     *           "capAction": "skip",
                     *           "capPeriodMs": 604800000,
                     *           "quietHours": {
                     *             "from": "21:00",
                     *             "until": "08:00",
                     *             "channels": [
                     *               "sms",
                     *               "push"
                     *             ]
                     *           },
                     *           "countryRules": "by_country",
                     *           "replyHandling": "engine",
                     *           "replyMailbox": "help@shop.example",
                     *           "replyTextInWebhooks": false,
                     *           "clickTracking": true,
                     *           "softOptIn": {
                     *             "countries": [
                     *               "AT",
                     *               "DE"
                     *             ],
                     *             "objectionOfferedSince": "2026-01-31"
                     *           },
                     *           "doubleOptInCountries": [
                     *             "IT"
                     *           ],
                     *           "providers": {
                     *             "email": "resend"
                     *           },
                     *           "createdAt": "2026-11-22T10:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Store"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    createStore: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Lamp Shop",
                 *       "timeZone": "Europe/Vienna",
                 *       "locale": "de-AT",
                 *       "url": "https://shop.example"
                 *     }
                 */
                "application/json": components["schemas"]["NewStore"];
            };
        };
        responses: {
            /** @description The store; its key is shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "store": {
                     *         "id": "0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11",
                     *         "name": "Lamp Shop",
                     *         "status": "active",
                     *         "locale": "de-AT",
                     *         "timeZone": "Europe/Vienna",
                     *         "url": "https://shop.example",
                     *         "senderName": "Lamp Shop",
                     *         "postalAddress": "Lamp Shop GmbH\nLampengasse 1\n1010 Wien",
                     *         "timeScale": 1,
                     *         "cartIdleMs": 3600000,
                     *         "checkoutIdleMs": 1800000,
                     *         "browseIdleMs": null,
                     *         "coolDownMs": 86400000,
                     *         "capMessages": 4,
                     *         "capMessagesOfAll": 6,
                     *         "capAction": "skip",
                     *         "capPeriodMs": 604800000,
                     *         "quietHours": {
                     *           "from": "21:00",
                     *           "until": "08:00",
                     *           "channels": [
                     *             "sms",
                     *             "push"
                     *           ]
                     *         },
                     *         "countryRules": "by_country",
                     *         "replyHandling": "engine",
                     *         "replyMailbox": "help@shop.example",
                     *         "replyTextInWebhooks": false,
                     *         "clickTracking": true,
                     *         "softOptIn": {
                     *           "countries": [
                     *             "AT",
                     *             "DE"
                     *           ],
                     *           "objectionOfferedSince": "2026-01-31"
                     *         },
                     *         "doubleOptInCountries": [
                     *           "IT"
                     *         ],
                     *         "providers": {
                     *           "email": "resend"
                     *         },
                     *         "createdAt": "2026-11-22T10:00:00.000Z"
                     *       },
                     *       "apiKey": {
                     *         "id": "0199a3c1-2a44-7e0a-8f11-b1d5f0a91c33",
                     *         "name": "storefront",
                     *         "prefix": "crk_Zk3v9aQ1",
                     *         "scopes": [
                     *           "events:write"
                     *         ],
                     *         "createdAt": "2026-11-22T10:00:00.000Z",
                     *         "revokedAt": null,
                     *         "key": "crk_Zk3v9aQ1mB7xT0cY5rP2eW8uN4jL6hG1dS9fK3aV0oI5b91f27"
                     *       },
                     *       "campaign": {
                     *         "id": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                     *         "status": "active",
                     *         "activatedAt": "2026-11-22T10:00:00.000Z",
                     *         "version": 1,
                     *         "revision": 1,
                     *         "draft": null,
                     *         "flow": null,
                     *         "holdoutPercent": 10,
                     *         "holdoutSince": "2026-11-22T10:00:00.000Z",
                     *         "createdAt": "2026-11-22T10:00:00.000Z",
                     *         "name": "Cart reminder",
                     *         "rules": [
                     *           {
                     *             "id": "touch-1",
                     *             "trigger": "cart_abandoned",
                     *             "delayMs": 3600000,
                     *             "channel": "email",
                     *             "template": "cart-reminder-1",
                     *             "conditions": {}
                     *           },
                     *           {
                     *             "id": "touch-2",
                     *             "trigger": "cart_abandoned",
                     *             "delayMs": 86400000,
                     *             "channel": "sms",
                     *             "template": "cart-reminder-2",
                     *             "conditions": {}
                     *           },
                     *           {
                     *             "id": "touch-3",
                     *             "trigger": "cart_abandoned",
                     *             "delayMs": 259200000,
                     *             "channel": "push",
                     *             "template": "cart-reminder-3",
                     *             "conditions": {}
                     *           },
                     *           {
                     *             "id": "payment-1",
                     *             "trigger": "cart_abandoned",
                     *             "delayMs": 86400000,
                     *             "channel": "email",
                     *             "template": "payment-reminder-1",
                     *             "conditions": {
                     *               "stages": [
                     *                 "payment"
                     *               ]
                     *             }
                     *           },
                     *           {
                     *             "id": "browsing-1",
                     *             "trigger": "cart_abandoned",
                     *             "delayMs": 0,
                     *             "channel": "email",
                     *             "template": "browsing-reminder-1",
                     *             "conditions": {
                     *               "stages": [
                     *                 "browsing"
                     *               ]
                     *             }
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        store: components["schemas"]["Store"];
                        apiKey: components["schemas"]["CreatedApiKey"];
                        campaign: components["schemas"]["Campaign"];
                    };
                };
            };
        };
    };
    getOperations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Each part by itself, also while others are away */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "asOf": "2026-11-26T03:04:05.000Z",
                     *       "problems": [
                     *         {
                     *           "kind": "dependency_away",
                     *           "severity": "bad",
                     *           "subject": "clickhouse",
                     *           "subjectName": null,
                     *           "since": "2026-11-26T02:51:40.000Z",
                     *           "count": null
                     *         }
                     *       ],
                     *       "dependencies": [
                     *         {
                     *           "name": "postgres",
                     *           "ok": true,
                     *           "latencyMs": 0.9,
                     *           "since": "2026-11-25T18:00:00.000Z",
                     *           "error": null
                     *         },
                     *         {
                     *           "name": "clickhouse",
                     *           "ok": false,
                     *           "latencyMs": 2000,
                     *           "since": "2026-11-26T02:51:40.000Z",
                     *           "error": "ECONNREFUSED"
                     *         }
                     *       ],
                     *       "processes": {
                     *         "status": "known",
                     *         "value": [
                     *           {
                     *             "id": "5b2c1a34-6f0e-4d8f-9a51-0c3f3a1d7e21",
                     *             "roles": [
                     *               "pipeline"
                     *             ],
                     *             "version": "0.1.0",
                     *             "host": "cart-pipeline-1",
                     *             "startedAt": "2026-11-25T18:00:00.000Z",
                     *             "away": [
                     *               "clickhouse"
                     *             ]
                     *           }
                     *         ]
                     *       },
                     *       "partitions": {
                     *         "status": "known",
                     *         "value": [
                     *           {
                     *             "partition": 0,
                     *             "entries": 340,
                     *             "eventsLagMs": 12,
                     *             "analyticsLagMs": 760000
                     *           }
                     *         ]
                     *       },
                     *       "work": {
                     *         "status": "known",
                     *         "value": {
                     *           "carts": {
                     *             "waiting": 0,
                     *             "oldestAt": null
                     *           },
                     *           "recoveries": {
                     *             "waiting": 0,
                     *             "oldestAt": null
                     *           },
                     *           "inboxes": [
                     *             {
                     *               "name": "webhooks",
                     *               "waiting": 0,
                     *               "oldestAt": null
                     *             }
                     *           ]
                     *         }
                     *       },
                     *       "taskQueues": {
                     *         "status": "known",
                     *         "value": {
                     *           "queues": [
                     *             {
                     *               "name": "delivery-email",
                     *               "kind": "activity",
                     *               "waiting": 0,
                     *               "oldestAt": null,
                     *               "workers": 1,
                     *               "tasksPerSecond": 0.4
                     *             }
                     *           ],
                     *           "currentBuildId": "7d0a1c9f"
                     *         }
                     *       },
                     *       "relays": {
                     *         "status": "known",
                     *         "value": [
                     *           {
                     *             "topic": "analytics.orders",
                     *             "waiting": 812,
                     *             "oldestAt": "2026-11-26T02:51:38.000Z",
                     *             "heldUntil": null
                     *           }
                     *         ]
                     *       },
                     *       "flows": {
                     *         "status": "known",
                     *         "value": {
                     *           "stores": [
                     *             {
                     *               "storeId": "0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11",
                     *               "name": "Loom House",
                     *               "state": "flowing",
                     *               "since": "2026-11-20T09:00:00.000Z",
                     *               "lastEventAt": "2026-11-26T03:04:01.000Z",
                     *               "expectedEvents": 0
                     *             }
                     *           ],
                     *           "total": 1
                     *         }
                     *       },
                     *       "links": {
                     *         "temporalUi": "https://temporal.example.com",
                     *         "metrics": "/metrics"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Operations"];
                };
            };
        };
    };
    getDeliverability: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Providers in use, and those with messages of the last day */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "providers": [
                     *         {
                     *           "channel": "email",
                     *           "provider": "resend",
                     *           "inUse": true,
                     *           "configured": true,
                     *           "reports": true,
                     *           "lastAcceptedAt": "2026-11-26T09:58:12.000Z",
                     *           "attempted": 212,
                     *           "failed": 3,
                     *           "stoodIn": 0,
                     *           "stoodInFor": null,
                     *           "account": {
                     *             "state": "stopped",
                     *             "trouble": "day_quota",
                     *             "code": "daily_quota_exceeded",
                     *             "gapMs": 0,
                     *             "health": 100,
                     *             "since": "2026-11-26T08:01:44.000Z",
                     *             "until": "2026-11-27T00:00:00.000Z"
                     *           },
                     *           "shared": false,
                     *           "errorCodes": [
                     *             {
                     *               "code": "daily_quota_exceeded",
                     *               "messages": 3,
                     *               "lastAt": "2026-11-26T08:01:44.000Z"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "emailLimits": [
                     *         {
                     *           "measure": "complaint_rate",
                     *           "warn": 0.001,
                     *           "bad": 0.003,
                     *           "messagesMin": 1000,
                     *           "source": {
                     *             "name": "Gmail and Yahoo, rules for bulk senders",
                     *             "url": "https://support.google.com/a/answer/81126"
                     *           }
                     *         },
                     *         {
                     *           "measure": "bounce_rate",
                     *           "warn": 0.05,
                     *           "bad": 0.1,
                     *           "messagesMin": 100,
                     *           "source": {
                     *             "name": "Amazon SES, reviews of senders",
                     *             "url": "https://docs.aws.amazon.com/ses/latest/dg/faqs-enforcement.html"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Deliverability"];
                };
            };
        };
    };
    listSenders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every configured account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "channel": "email",
                     *           "provider": "sendgrid",
                     *           "state": "stopped",
                     *           "trouble": "day_quota",
                     *           "code": "daily_quota_exceeded",
                     *           "since": "2026-11-27T12:10:00.000Z",
                     *           "until": "2026-11-28T00:00:00.000Z",
                     *           "gapMs": 0,
                     *           "health": 100,
                     *           "standsIn": 1,
                     *           "domains": [
                     *             "shop.example"
                     *           ],
                     *           "list": "imported",
                     *           "listAt": "2026-11-26T09:00:00.000Z",
                     *           "listed": 214,
                     *           "stoodIn": 0,
                     *           "stores": 3
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["SenderAccount"][];
                    };
                };
            };
        };
    };
    listDomainPauses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is stopped */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "domain": "shop.example",
                     *           "measure": "complaint_rate",
                     *           "messages": 1400,
                     *           "counted": 5,
                     *           "pausedAt": "2026-11-27T09:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["DomainPause"][];
                    };
                };
            };
        };
    };
    resumeDomain: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                domain: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was stopped */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "domain": "shop.example",
                     *       "measure": "complaint_rate",
                     *       "messages": 1400,
                     *       "counted": 5,
                     *       "pausedAt": "2026-11-27T09:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DomainPause"];
                };
            };
        };
    };
    setUpSender: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                channel: "email" | "sms" | "push";
                provider: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "standsIn": 1,
                 *       "domains": [
                 *         "shop.example"
                 *       ],
                 *       "listIsEmpty": true
                 *     }
                 */
                "application/json": {
                    standsIn: number | null;
                    domains: string[];
                    /** @description The provider has no list of people it does not write to. */
                    listIsEmpty?: boolean;
                };
            };
        };
        responses: {
            /** @description The account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "channel": "email",
                     *       "provider": "sendgrid",
                     *       "state": "stopped",
                     *       "trouble": "day_quota",
                     *       "code": "daily_quota_exceeded",
                     *       "since": "2026-11-27T12:10:00.000Z",
                     *       "until": "2026-11-28T00:00:00.000Z",
                     *       "gapMs": 0,
                     *       "health": 100,
                     *       "standsIn": 1,
                     *       "domains": [
                     *         "shop.example"
                     *       ],
                     *       "list": "imported",
                     *       "listAt": "2026-11-26T09:00:00.000Z",
                     *       "listed": 214,
                     *       "stoodIn": 0,
                     *       "stores": 3
                     *     }
                     */
                    "application/json": components["schemas"]["SenderAccount"];
                };
            };
        };
    };
    reopenSender: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                channel: "email" | "sms" | "push";
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "channel": "email",
                     *       "provider": "sendgrid",
                     *       "state": "stopped",
                     *       "trouble": "day_quota",
                     *       "code": "daily_quota_exceeded",
                     *       "since": "2026-11-27T12:10:00.000Z",
                     *       "until": "2026-11-28T00:00:00.000Z",
                     *       "gapMs": 0,
                     *       "health": 100,
                     *       "standsIn": 1,
                     *       "domains": [
                     *         "shop.example"
                     *       ],
                     *       "list": "imported",
                     *       "listAt": "2026-11-26T09:00:00.000Z",
                     *       "listed": 214,
                     *       "stoodIn": 0,
                     *       "stores": 3
                     *     }
                     */
                    "application/json": components["schemas"]["SenderAccount"];
                };
            };
        };
    };
    importSenderList: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                channel: "email" | "sms" | "push";
                provider: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "file": "email,reason\nada@example.com,550 5.1.1 no such user\n",
                 *       "cause": "bounce",
                 *       "add": false
                 *     }
                 */
                "application/json": {
                    /** @description The provider’s export as it is: CSV with a header, or JSON with a list. */
                    file: string;
                    /**
                     * @description Of everybody in the file; null: the file says it. What was imported for the same cause is replaced.
                     * @default null
                     * @enum {string|null}
                     */
                    cause?: "bounce" | "complaint" | "unsubscribe" | "invalid" | "stop" | null;
                    /**
                     * @description Another part of the list: nothing is replaced.
                     * @default false
                     */
                    add?: boolean;
                };
            };
        };
        responses: {
            /** @description How many are on the file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "entries": 214
                     *     }
                     */
                    "application/json": {
                        entries: number;
                    };
                };
            };
        };
    };
    listChannelPauses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Empty when none is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "channel": "email",
                     *           "measure": "complaint_rate",
                     *           "messages": 2140,
                     *           "counted": 7,
                     *           "pausedAt": "2026-11-26T09:58:12.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ChannelPause"][];
                    };
                };
            };
        };
    };
    resumeChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                channel: "email" | "sms" | "push";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What had stopped them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "channel": "email",
                     *       "measure": "complaint_rate",
                     *       "messages": 2140,
                     *       "counted": 7,
                     *       "pausedAt": "2026-11-26T09:58:12.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ChannelPause"];
                };
            };
        };
    };
    listSuppressions: {
        parameters: {
            query?: {
                /** @description Entries per page */
                limit?: number;
                /** @description nextCursor of the page before */
                cursor?: string;
                channel?: "email" | "sms" | "push";
                cause?: "unsubscribe" | "bounce" | "complaint" | "invalid" | "soft_bounces" | "operator" | "privacy_request";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0f4c2f1e-8d0e-4a53-9a4e-4b2f2a4f9c10",
                     *           "channel": "email",
                     *           "cause": "bounce",
                     *           "at": "2026-11-24T09:12:00.000Z",
                     *           "address": "a•••@e•••.com",
                     *           "customerId": "0199a3c1-2a44-7e0a-8f11-b1d5f0a91c33",
                     *           "mayLift": true
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Suppression"][];
                        /** @description Null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    liftSuppression: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: for 24 hours the same key with the same request is answered with the first answer and `Idempotent-Replayed: true`, whatever became of it. Take a new random key (a UUID) for each new request. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was lifted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0f4c2f1e-8d0e-4a53-9a4e-4b2f2a4f9c10",
                     *       "channel": "email",
                     *       "cause": "bounce"
                     *     }
                     */
                    "application/json": components["schemas"]["LiftedSuppression"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "checks": {
                     *         "postgres": {
                     *           "ok": true,
                     *           "latencyMs": 0.9
                     *         },
                     *         "redis": {
                     *           "ok": true,
                     *           "latencyMs": 0.3
                     *         }
                     *       },
                     *       "log": {
                     *         "lagMs": 12,
                     *         "entries": 340,
                     *         "overloaded": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metrics */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example api_request_seconds_count 1 */
                    "text/plain": string;
                };
            };
        };
    };
    "webhook.recovery.started": {
        parameters: {
            query?: never;
            header: {
                /** @description The same over all attempts. */
                "webhook-id": string;
                /** @description Seconds since 1970. */
                "webhook-timestamp": string;
                /** @description `v1,…` of Standard Webhooks; several while secrets rotate. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "recovery.started",
                 *       "version": 1,
                 *       "timestamp": "2026-11-24T09:12:04.512Z",
                 *       "storeId": "0199a3c0-0001-7d52-a9a4-6f0c7a5f2b11",
                 *       "test": false,
                 *       "data": {
                 *         "recoveryId": "0199a3c4-6d10-7d0e-8f5b-2c1d9a7e4b33",
                 *         "cartId": "5b0c7a51-0b3e-5d0c-9a43-0d6f1c2e7a90",
                 *         "customerId": "0199a3c4-1f00-7a6b-9d21-7f3e5c8b1a02",
                 *         "campaignId": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                 *         "campaignVersion": 3,
                 *         "abandonedAt": "2026-11-24T09:12:04.512Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    type: "recovery.started";
                    /** @enum {number} */
                    version: 1;
                    /** Format: date-time */
                    timestamp: string;
                    storeId: string;
                    /** @description An example that a person sent. */
                    test: boolean;
                    data: {
                        /** Format: uuid */
                        recoveryId: string;
                        /** Format: uuid */
                        cartId: string;
                        /** Format: uuid */
                        customerId: string;
                        /** Format: uuid */
                        campaignId: string;
                        campaignVersion: number;
                        /**
                         * Format: date-time
                         * @description UTC
                         */
                        abandonedAt: string;
                    };
                };
            };
        };
        responses: {
            /** @description Taken; every other answer is tried again for days */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "webhook.recovery.ended": {
        parameters: {
            query?: never;
            header: {
                /** @description The same over all attempts. */
                "webhook-id": string;
                /** @description Seconds since 1970. */
                "webhook-timestamp": string;
                /** @description `v1,…` of Standard Webhooks; several while secrets rotate. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "recovery.ended",
                 *       "version": 1,
                 *       "timestamp": "2026-11-24T09:12:04.512Z",
                 *       "storeId": "0199a3c0-0001-7d52-a9a4-6f0c7a5f2b11",
                 *       "test": false,
                 *       "data": {
                 *         "recoveryId": "0199a3c4-6d10-7d0e-8f5b-2c1d9a7e4b33",
                 *         "cartId": "5b0c7a51-0b3e-5d0c-9a43-0d6f1c2e7a90",
                 *         "customerId": "0199a3c4-1f00-7a6b-9d21-7f3e5c8b1a02",
                 *         "campaignId": "0199a3c2-11d0-7c4b-9a55-3b7a2e8f4d10",
                 *         "campaignVersion": 3,
                 *         "outcome": "purchased",
                 *         "reason": "purchased",
                 *         "endedAt": "2026-11-24T09:12:04.512Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    type: "recovery.ended";
                    /** @enum {number} */
                    version: 1;
                    /** Format: date-time */
                    timestamp: string;
                    storeId: string;
                    /** @description An example that a person sent. */
                    test: boolean;
                    data: {
                        /** Format: uuid */
                        recoveryId: string;
                        /** Format: uuid */
                        cartId: string;
                        /** Format: uuid */
                        customerId: string;
                        /** Format: uuid */
                        campaignId: string;
                        campaignVersion: number;
                        /** @enum {string|null} */
                        outcome: "purchased" | "completed" | "stopped" | "nothing_to_send" | null;
                        /** @description A reason code of this API. */
                        reason: string | null;
                        /**
                         * Format: date-time
                         * @description UTC
                         */
                        endedAt: string;
                    };
                };
            };
        };
        responses: {
            /** @description Taken; every other answer is tried again for days */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "webhook.message.sent": {
        parameters: {
            query?: never;
            header: {
                /** @description The same over all attempts. */
                "webhook-id": string;
                /** @description Seconds since 1970. */
                "webhook-timestamp": string;
                /** @description `v1,…` of Standard Webhooks; several while secrets rotate. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "message.sent",
                 *       "version": 1,
                 *       "timestamp": "2026-11-24T09:12:04.512Z",
                 *       "storeId": "0199a3c0-0001-7d52-a9a4-6f0c7a5f2b11",
                 *       "test": false,
                 *       "data": {
                 *         "messageId": "0199a3d4-77c1-7b9e-a410-9e2f6d5c8b71",
                 *         "recoveryId": "0199a3c4-6d10-7d0e-8f5b-2c1d9a7e4b33",
                 *         "cartId": "5b0c7a51-0b3e-5d0c-9a43-0d6f1c2e7a90",
                 *         "customerId": "0199a3c4-1f00-7a6b-9d21-7f3e5c8b1a02",
                 *         "ruleId": "reminder",
                 *         "channel": "email",
                 *         "provider": "ses",
                 *         "sentAt": "2026-11-24T09:12:04.512Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    type: "message.sent";
                    /** @enum {number} */
                    version: 1;
                    /** Format: date-time */
                    timestamp: string;
                    storeId: string;
                    /** @description An example that a person sent. */
                    test: boolean;
                    data: {
                        /** Format: uuid */
                        messageId: string;
                        /** Format: uuid */
                        recoveryId: string;
                        /** Format: uuid */
                        cartId: string;
                        /** Format: uuid */
                        customerId: string;
                        ruleId: string;
                        /** @enum {string} */
                        channel: "email" | "sms" | "push";
                        provider: string;
                        /**
                         * Format: date-time
                         * @description UTC
                         */
                        sentAt: string | null;
                    };
                };
            };
        };
        responses: {
            /** @description Taken; every other answer is tried again for days */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "webhook.message.not_sent": {
        parameters: {
            query?: never;
            header: {
                /** @description The same over all attempts. */
                "webhook-id": string;
                /** @description Seconds since 1970. */
                "webhook-timestamp": string;
                /** @description `v1,…` of Standard Webhooks; several while secrets rotate. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "message.not_sent",
                 *       "version": 1,
                 *       "timestamp": "2026-11-24T09:12:04.512Z",
                 *       "storeId": "0199a3c0-0001-7d52-a9a4-6f0c7a5f2b11",
                 *       "test": false,
                 *       "data": {
                 *         "decisionId": "0199a3d5-02aa-7f31-8c0d-4b6a1e9f7d25",
                 *         "messageId": null,
                 *         "recoveryId": "0199a3c4-6d10-7d0e-8f5b-2c1d9a7e4b33",
                 *         "cartId": "5b0c7a51-0b3e-5d0c-9a43-0d6f1c2e7a90",
                 *         "customerId": "0199a3c4-1f00-7a6b-9d21-7f3e5c8b1a02",
                 *         "ruleId": "reminder",
                 *         "channel": "email",
                 *         "reason": "frequency_cap",
                 *         "at": "2026-11-24T09:12:04.512Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    type: "message.not_sent";
                    /** @enum {number} */
                    version: 1;
                    /** Format: date-time */
                    timestamp: string;
                    storeId: string;
                    /** @description An example that a person sent. */
                    test: boolean;
                    data: {
                        /** Format: uuid */
                        decisionId: string;
                        /**
                         * Format: uuid
                         * @description Null: it was refused before there was a message.
                         */
                        messageId: string | null;
                        /** Format: uuid */
                        recoveryId: string | null;
                        /** Format: uuid */
                        cartId: string;
                        /** Format: uuid */
                        customerId: string | null;
                        ruleId: string | null;
                        /** @enum {string|null} */
                        channel: "email" | "sms" | "push" | null;
                        /** @description A reason code of this API. */
                        reason: string | null;
                        /**
                         * Format: date-time
                         * @description UTC
                         */
                        at: string;
                    };
                };
            };
        };
        responses: {
            /** @description Taken; every other answer is tried again for days */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "webhook.message.delivered": {
        parameters: {
            query?: never;
            header: {
                /** @description The same over all attempts. */
                "webhook-id": string;
                /** @description Seconds since 1970. */
                "webhook-timestamp": string;
                /** @description `v1,…` of Standard Webhooks; several while secrets rotate. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "message.delivered",
                 *       "version": 1,
                 *       "timestamp": "2026-11-24T09:12:04.512Z",
                 *       "storeId": "0199a3c0-0001-7d52-a9a4-6f0c7a5f2b11",
                 *       "test": false,
                 *       "data": {
                 *         "messageId": "0199a3d4-77c1-7b9e-a410-9e2f6d5c8b71",
                 *         "recoveryId": "0199a3c4-6d10-7d0e-8f5b-2c1d9a7e4b33",
                 *         "cartId": "5b0c7a51-0b3e-5d0c-9a43-0d6f1c2e7a90",
                 *         "customerId": "0199a3c4-1f00-7a6b-9d21-7f3e5c8b1a02",
                 *         "ruleId": "reminder",
                 *         "channel": "email",
                 *         "provider": "ses",
                 *         "at": "2026-11-24T09:12:04.512Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    type: "message.delivered";
                    /** @enum {number} */
                    version: 1;
                    /** Format: date-time */
                    timestamp: string;
                    storeId: string;
                    /** @description An example that a person sent. */
                    test: boolean;
                    data: {
                        /** Format: uuid */
                        messageId: string;
                        /** Format: uuid */
                        recoveryId: string;
                        /** Format: uuid */
                        cartId: string;
                        /** Format: uuid */
                        customerId: string;
                        ruleId: string;
                        /** @enum {string} */
                        channel: "email" | "sms" | "push";
                        provider: string;
                        /**
                         * Format: date-time
                         * @description UTC
                         */
                        at: string;
                    };
                };
            };
        };
        responses: {
            /** @description Taken; every other answer is tried again for days */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "webhook.message.bounced": {
        parameters: {
            query?: never;
            header: {
                /** @description The same over all attempts. */
                "webhook-id": string;
                /** @description Seconds since 1970. */
                "webhook-timestamp": string;
                /** @description `v1,…` of Standard Webhooks; several while secrets rotate. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "message.bounced",
                 *       "version": 1,
                 *       "timestamp": "2026-11-24T09:12:04.512Z",
                 *       "storeId": "0199a3c0-0001-7d52-a9a4-6f0c7a5f2b11",
                 *       "test": false,
                 *       "data": {
                 *         "messageId": "0199a3d4-77c1-7b9e-a410-9e2f6d5c8b71",
                 *         "recoveryId": "0199a3c4-6d10-7d0e-8f5b-2c1d9a7e4b33",
                 *         "cartId": "5b0c7a51-0b3e-5d0c-9a43-0d6f1c2e7a90",
                 *         "customerId": "0199a3c4-1f00-7a6b-9d21-7f3e5c8b1a02",
                 *         "ruleId": "reminder",
                 *         "channel": "email",
                 *         "provider": "ses",
                 *         "at": "2026-11-24T09:12:04.512Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    type: "message.bounced";
                    /** @enum {number} */
                    version: 1;
                    /** Format: date-time */
                    timestamp: string;
                    storeId: string;
                    /** @description An example that a person sent. */
                    test: boolean;
                    data: {
                        /** Format: uuid */
                        messageId: string;
                        /** Format: uuid */
                        recoveryId: string;
                        /** Format: uuid */
                        cartId: string;
                        /** Format: uuid */
                        customerId: string;
                        ruleId: string;
                        /** @enum {string} */
                        channel: "email" | "sms" | "push";
                        provider: string;
                        /**
                         * Format: date-time
                         * @description UTC
                         */
                        at: string;
                    };
                };
            };
        };
        responses: {
            /** @description Taken; every other answer is tried again for days */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "webhook.message.complained": {
        parameters: {
            query?: never;
            header: {
                /** @description The same over all attempts. */
                "webhook-id": string;
                /** @description Seconds since 1970. */
                "webhook-timestamp": string;
                /** @description `v1,…` of Standard Webhooks; several while secrets rotate. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "message.complained",
                 *       "version": 1,
                 *       "timestamp": "2026-11-24T09:12:04.512Z",
                 *       "storeId": "0199a3c0-0001-7d52-a9a4-6f0c7a5f2b11",
                 *       "test": false,
                 *       "data": {
                 *         "messageId": "0199a3d4-77c1-7b9e-a410-9e2f6d5c8b71",
                 *         "recoveryId": "0199a3c4-6d10-7d0e-8f5b-2c1d9a7e4b33",
                 *         "cartId": "5b0c7a51-0b3e-5d0c-9a43-0d6f1c2e7a90",
                 *         "customerId": "0199a3c4-1f00-7a6b-9d21-7f3e5c8b1a02",
                 *         "ruleId": "reminder",
                 *         "channel": "email",
                 *         "provider": "ses",
                 *         "at": "2026-11-24T09:12:04.512Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    type: "message.complained";
                    /** @enum {number} */
                    version: 1;
                    /** Format: date-time */
                    timestamp: string;
                    storeId: string;
                    /** @description An example that a person sent. */
                    test: boolean;
                    data: {
                        /** Format: uuid */
                        messageId: string;
                        /** Format: uuid */
                        recoveryId: string;
                        /** Format: uuid */
                        cartId: string;
                        /** Format: uuid */
                        customerId: string;
                        ruleId: string;
                        /** @enum {string} */
                        channel: "email" | "sms" | "push";
                        provider: string;
                        /**
                         * Format: date-time
                         * @description UTC
                         */
                        at: string;
                    };
                };
            };
        };
        responses: {
            /** @description Taken; every other answer is tried again for days */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "webhook.message.clicked": {
        parameters: {
            query?: never;
            header: {
                /** @description The same over all attempts. */
                "webhook-id": string;
                /** @description Seconds since 1970. */
                "webhook-timestamp": string;
                /** @description `v1,…` of Standard Webhooks; several while secrets rotate. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "message.clicked",
                 *       "version": 1,
                 *       "timestamp": "2026-11-24T09:12:04.512Z",
                 *       "storeId": "0199a3c0-0001-7d52-a9a4-6f0c7a5f2b11",
                 *       "test": false,
                 *       "data": {
                 *         "messageId": "0199a3d4-77c1-7b9e-a410-9e2f6d5c8b71",
                 *         "recoveryId": "0199a3c4-6d10-7d0e-8f5b-2c1d9a7e4b33",
                 *         "cartId": "5b0c7a51-0b3e-5d0c-9a43-0d6f1c2e7a90",
                 *         "customerId": "0199a3c4-1f00-7a6b-9d21-7f3e5c8b1a02",
                 *         "ruleId": "reminder",
                 *         "channel": "email",
                 *         "provider": "ses",
                 *         "at": "2026-11-24T09:12:04.512Z",
                 *         "seenBy": "link"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    type: "message.clicked";
                    /** @enum {number} */
                    version: 1;
                    /** Format: date-time */
                    timestamp: string;
                    storeId: string;
                    /** @description An example that a person sent. */
                    test: boolean;
                    data: {
                        /** Format: uuid */
                        messageId: string;
                        /** Format: uuid */
                        recoveryId: string;
                        /** Format: uuid */
                        cartId: string;
                        /** Format: uuid */
                        customerId: string;
                        ruleId: string;
                        /** @enum {string} */
                        channel: "email" | "sms" | "push";
                        provider: string;
                        /**
                         * Format: date-time
                         * @description UTC
                         */
                        at: string;
                        /**
                         * @description `link`: the customer went on to the cart by it. `provider`: its own tracking reported a click.
                         * @enum {string}
                         */
                        seenBy: "link" | "provider";
                    };
                };
            };
        };
        responses: {
            /** @description Taken; every other answer is tried again for days */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "webhook.order.recovered": {
        parameters: {
            query?: never;
            header: {
                /** @description The same over all attempts. */
                "webhook-id": string;
                /** @description Seconds since 1970. */
                "webhook-timestamp": string;
                /** @description `v1,…` of Standard Webhooks; several while secrets rotate. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "order.recovered",
                 *       "version": 1,
                 *       "timestamp": "2026-11-24T09:12:04.512Z",
                 *       "storeId": "0199a3c0-0001-7d52-a9a4-6f0c7a5f2b11",
                 *       "test": false,
                 *       "data": {
                 *         "orderId": "7d3c1f60-9a4b-5e2d-8c11-6f0a2b9d4e57",
                 *         "externalOrderId": "100047",
                 *         "recoveryId": "0199a3c4-6d10-7d0e-8f5b-2c1d9a7e4b33",
                 *         "messageId": "0199a3d4-77c1-7b9e-a410-9e2f6d5c8b71",
                 *         "cartId": "5b0c7a51-0b3e-5d0c-9a43-0d6f1c2e7a90",
                 *         "customerId": "0199a3c4-1f00-7a6b-9d21-7f3e5c8b1a02",
                 *         "totalMinor": 15947,
                 *         "currency": "EUR",
                 *         "placedAt": "2026-11-24T09:12:04.512Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    type: "order.recovered";
                    /** @enum {number} */
                    version: 1;
                    /** Format: date-time */
                    timestamp: string;
                    storeId: string;
                    /** @description An example that a person sent. */
                    test: boolean;
                    data: {
                        /** Format: uuid */
                        orderId: string;
                        /** @description The shop’s own id of the order. */
                        externalOrderId: string;
                        /** Format: uuid */
                        recoveryId: string;
                        /**
                         * Format: uuid
                         * @description The newest message before the order.
                         */
                        messageId: string;
                        /** Format: uuid */
                        cartId: string | null;
                        /** Format: uuid */
                        customerId: string | null;
                        /** @description In minor units of the currency. */
                        totalMinor: number | null;
                        currency: string | null;
                        /**
                         * Format: date-time
                         * @description UTC
                         */
                        placedAt: string;
                    };
                };
            };
        };
        responses: {
            /** @description Taken; every other answer is tried again for days */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "webhook.reply.received": {
        parameters: {
            query?: never;
            header: {
                /** @description The same over all attempts. */
                "webhook-id": string;
                /** @description Seconds since 1970. */
                "webhook-timestamp": string;
                /** @description `v1,…` of Standard Webhooks; several while secrets rotate. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "reply.received",
                 *       "version": 1,
                 *       "timestamp": "2026-11-24T09:12:04.512Z",
                 *       "storeId": "0199a3c0-0001-7d52-a9a4-6f0c7a5f2b11",
                 *       "test": false,
                 *       "data": {
                 *         "replyId": "0199a3e1-5b0c-7d3a-9f42-6c8e1a7b2d90",
                 *         "channel": "email",
                 *         "class": "question",
                 *         "messageId": "0199a3d4-77c1-7b9e-a410-9e2f6d5c8b71",
                 *         "recoveryId": "0199a3c4-6d10-7d0e-8f5b-2c1d9a7e4b33",
                 *         "cartId": "5b0c7a51-0b3e-5d0c-9a43-0d6f1c2e7a90",
                 *         "customerId": "0199a3c4-1f00-7a6b-9d21-7f3e5c8b1a02",
                 *         "subject": null,
                 *         "text": null,
                 *         "at": "2026-11-24T09:12:04.512Z"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    type: "reply.received";
                    /** @enum {number} */
                    version: 1;
                    /** Format: date-time */
                    timestamp: string;
                    storeId: string;
                    /** @description An example that a person sent. */
                    test: boolean;
                    data: {
                        /** Format: uuid */
                        replyId: string;
                        /** @enum {string} */
                        channel: "email" | "sms" | "push";
                        /**
                         * @description `unsubscribe` was a refusal and has taken effect; `complaint`, `question` and `other` paused what was open for the person; `automatic` and `bounce` were written by no person.
                         * @enum {string}
                         */
                        class: "unsubscribe" | "complaint" | "question" | "other" | "automatic" | "bounce";
                        /**
                         * Format: uuid
                         * @description Null: the answer names none.
                         */
                        messageId: string | null;
                        /** Format: uuid */
                        recoveryId: string | null;
                        /** Format: uuid */
                        cartId: string | null;
                        /** Format: uuid */
                        customerId: string;
                        /** @description Null: the store did not switch on `replyTextInWebhooks`. */
                        subject: string | null;
                        /** @description Without what it quotes; null as `subject` is. */
                        text: string | null;
                        /**
                         * Format: date-time
                         * @description UTC
                         */
                        at: string;
                    };
                };
            };
        };
        responses: {
            /** @description Taken; every other answer is tried again for days */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}

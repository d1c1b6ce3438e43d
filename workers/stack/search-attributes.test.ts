import { expect, test } from 'vitest';
import { commandToAdd, registerSearchAttributes, searchAttributes } from './search-attributes.ts';

const codes = { ALREADY_EXISTS: 6, PERMISSION_DENIED: 7, UNIMPLEMENTED: 12, UNAVAILABLE: 14 };
type Code = keyof typeof codes;

/** A server that answers every addition, and the question for what it knows, with an error or not. */
function server({ add, list = [] }: { readonly add?: Code; readonly list?: Code | readonly string[] }) {
  return {
    operatorService: {
      async addSearchAttributes() {
        if (add) throw grpcError(add);
      },
      async listSearchAttributes() {
        if (typeof list === 'string') throw grpcError(list);
        return { customAttributes: Object.fromEntries(list.map((name) => [name, 2])) };
      },
    },
  };
}

function grpcError(code: Code): Error {
  return Object.assign(new Error(code), { code: codes[code], details: code, metadata: {} });
}

test('search attributes that are there already are not missing', async () => {
  expect(await registerSearchAttributes(server({}), 'default')).toEqual([]);
  expect(await registerSearchAttributes(server({ add: 'ALREADY_EXISTS' }), 'default')).toEqual([]);
});

test.for(['PERMISSION_DENIED', 'UNIMPLEMENTED'] as const)(
  'a server that answers %s is asked what it knows: only what it does not know is missing',
  async (add) => {
    const [first, ...others] = searchAttributes;
    expect(await registerSearchAttributes(server({ add, list: searchAttributes }), 'default')).toEqual([]);
    expect(await registerSearchAttributes(server({ add, list: others }), 'default')).toEqual([first]);
    expect(await registerSearchAttributes(server({ add, list: add }), 'default')).toEqual(searchAttributes);
  },
);

test('any other failure stays one', async () => {
  await expect(registerSearchAttributes(server({ add: 'UNAVAILABLE' }), 'default')).rejects.toThrow('UNAVAILABLE');
  const deaf = server({ add: 'PERMISSION_DENIED', list: 'UNAVAILABLE' });
  await expect(registerSearchAttributes(deaf, 'default')).rejects.toThrow('UNAVAILABLE');
});

test('the command names the server, the namespace and what is missing', () => {
  expect(commandToAdd(['StoreId', 'Stage'], { address: 'temporal:7233', namespace: 'ours' })).toBe(
    'temporal operator search-attribute create --address temporal:7233 --namespace ours --type Keyword --name StoreId --name Stage',
  );
});

test.for(['shop.a1b2c.tmprl.cloud:7233', 'eu-central-1.aws.api.temporal.io:7233'])(
  'for %s it is the one of Temporal Cloud',
  (address) => {
    expect(commandToAdd(['StoreId', 'Stage'], { address, namespace: 'shop.a1b2c' })).toBe(
      'tcld namespace search-attributes add --namespace shop.a1b2c --search-attribute StoreId=Keyword --search-attribute Stage=Keyword',
    );
  },
);

/** `neruba tenant create`: a tenant and its first API key. */
import { type Command, Option } from 'commander';
import { type Config, loadConfig } from '../config.ts';
import { parseTimeZone, type TimeZone } from '../core/calendar.ts';
import { type ApiAddress, ApiClient } from './apiClient.ts';
import { servingHolder } from './servingHolder.ts';
import { UsageFailure } from './failure.ts';
import { timeZoneName } from './optionValues.ts';
import { startOwnServer } from './ownServer.ts';
import { note, print, printJson, type Terminal } from './terminal.ts';

interface TenantOptions {
  readonly currency: string;
  readonly timeZone: TimeZone;
  readonly sandboxClock?: string;
  readonly url?: string;
  readonly rootKey?: string;
  readonly json?: boolean;
}

/** Answer of `createTenant`, as far as it is shown. */
interface CreatedTenant {
  readonly tenant: { readonly id: string; readonly name: string };
  readonly apiKey: { readonly id: string; readonly secret: string };
}

const EXAMPLE = `
Example:
  neruba tenant create "Acme Cloud" --currency EUR --time-zone Europe/Berlin

The key's secret is shown once and kept nowhere. A sandbox (--sandbox-clock) has a time of its own, for trying things out.`;

export function addTenantCreate(tenant: Command, terminal: Terminal): void {
  tenant
    .command('create')
    .argument('<name>', "the seller's name")
    .description('Create a tenant and its first API key.')
    .requiredOption('--currency <code>', 'of customers created without one, for example EUR')
    .option('--time-zone <zone>', 'of customers created without one', timeZoneName, parseTimeZone('UTC'))
    .option('--sandbox-clock <time>', 'make it a sandbox whose time starts here, for example 2026-01-01T00:00:00Z')
    .option('--url <url>', 'a running server; without it, the database that the environment names')
    .addOption(new Option('--root-key <secret>', "the server's root key").env('NERUBA_ROOT_KEY'))
    .option('--json', 'print the tenant and its key as one JSON document')
    .addHelpText('after', EXAMPLE)
    .action((name: string, options: TenantOptions) => createTenant(name, options, terminal));
}

async function createTenant(name: string, options: TenantOptions, terminal: Terminal): Promise<void> {
  const { currency: defaultCurrency, timeZone, sandboxClock } = options;
  const input = { name, defaultCurrency, timeZone, ...(sandboxClock === undefined ? {} : { sandboxClock }) };
  const { tenant, apiKey } = await throughApi(options, (client) => client.mutate<CreatedTenant>(CREATE_TENANT, input));
  if (options.json === true) {
    printJson(terminal, { tenant, apiKey });
    return;
  }
  print(terminal, `tenant   ${tenant.id}  ${tenant.name}`, `API key  ${apiKey.secret}`);
  note(terminal, 'Keep the key: it is not shown again.');
}

const CREATE_TENANT = `
  mutation CreateTenant($input: CreateTenantInput!) {
    createTenant(input: $input) {
      tenant { id name }
      apiKey { id secret }
      userErrors { message code path }
    }
  }
`;

/** Asks the server that was named or that holds the embedded database; without one, a server that runs just for this. */
async function throughApi<Answer>(options: TenantOptions, ask: (client: ApiClient) => Promise<Answer>): Promise<Answer> {
  if (options.url !== undefined) return await ask(new ApiClient(namedServer(options.url, options.rootKey)));
  const config = loadConfig();
  const holder = await servingHolder(config);
  return holder === null ? await askOwnServer(config, ask) : await ask(new ApiClient(holder));
}

function namedServer(url: string, key: string | undefined): ApiAddress {
  if (key === undefined) throw new UsageFailure('the root key is needed: --root-key, or NERUBA_ROOT_KEY in the environment');
  return { url, key };
}

async function askOwnServer<Answer>(config: Config, ask: (client: ApiClient) => Promise<Answer>): Promise<Answer> {
  const server = await startOwnServer({ ...config, host: '127.0.0.1', port: 0 });
  try {
    return await ask(new ApiClient({ url: server.url, key: server.rootKey }));
  } finally {
    await server.stop();
  }
}

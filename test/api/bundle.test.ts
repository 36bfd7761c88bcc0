/** Checkpoints and bundles on every engine: what was signed is provable, and whatever is changed in a bundle is found and named. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BundleEnd, type BundleHeader, type BundleRow, bundleDigest, headerHash, rowHash } from '../../src/core/bundle.ts';
import { leafHash, rootOfPath } from '../../src/core/merkle.ts';
import { bookLeaf } from '../../src/core/checkpoint.ts';
import { journalHash } from '../../src/core/book.ts';
import { type JsonObject, canonicalJson } from '../../src/core/json.ts';
import { checkpointAll } from '../../src/jobs/checkpoints.ts';
import { closeEngine, openEngine } from '../../src/main.ts';
import { fromJournalRow, type JournalRow, type PostingRow } from '../../src/repositories/journals.ts';
import { fromBundleRow } from '../../src/core/bundleValue.ts';
import { createCheckpoint } from '../../src/services/createCheckpoint.ts';
import type { Engine } from '../../src/services/engine.ts';
import { exportBundle } from '../../src/services/exportBundle.ts';
import { listTenants } from '../../src/services/listTenants.ts';
import { isSigned, signerOf } from '../../src/services/signer.ts';
import { BundleCheck, type BundleVerification } from '../../src/services/verifyBundle.ts';
import { type ApiClient, SIGNING_KEY, type TestApi, configOf, startApi, takeCheckpoints } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, MARCH, advance, completion, createCatalog, createSubscriber, issue, record, request } from '../support/shop.ts';
import { programFile } from '../support/program.ts';

const FORGER = signerOf(Buffer.alloc(32, 8).toString('base64'));
const SIGNER = signerOf(SIGNING_KEY);
const silent = { error: (): void => undefined };

interface Bundle {
  readonly header: BundleHeader;
  rows: BundleRow[];
  end: BundleEnd['end'];
}

function parseBundle(text: string): Bundle {
  const [header, ...lines] = text.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown);
  const { end } = lines.pop() as BundleEnd;
  return { header: header as BundleHeader, rows: lines as BundleRow[], end };
}

function verify({ header, rows, end }: Bundle, publicKey: string | null = null): BundleVerification {
  const check = new BundleCheck({ publicKey });
  for (const line of [header, ...rows, { end }]) check.add(canonicalJson(line as unknown as JsonObject));
  return check.finish();
}

/** As an attacker would: every line's hash made anew, and the end too, which only the key's holder can sign. */
function resealed({ header, rows }: Bundle, signer = FORGER): Bundle {
  let hash = headerHash(header);
  const again = rows.map(({ table, row }) => ({ table, row, hash: (hash = rowHash(hash, { table, row })) }));
  const digest = bundleDigest({ rows: again.length, hash, publicKey: signer.publicKey });
  return { header, rows: again, end: { rows: again.length, hash, publicKey: signer.publicKey, signature: signer.sign(digest) } };
}

const messages = ({ findings }: BundleVerification) => findings.map(({ check, message }) => `${check} ${message}`);

describe.each(dialectsUnderTest())('checkpoints and bundles on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  let engine: Engine;
  let tenantId: string;
  let sound: string;
  let journals: { id: string; hash: string; customer: { externalId: string } }[];
  let answers: unknown[];
  let asked: unknown[];

  beforeAll(async () => {
    api = await startApi(dialect);
    client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(client);
    for (const customer of ['acme', 'beta', 'gamma']) {
      await createSubscriber(client, customer);
      await record(client, [request(customer, 'r1'), completion(customer, 'c1', 100)]);
    }
    await client.must('createCoupon', { code: 'tenth', percentage: '10' }, 'replayed');
    await client.must('applyCoupon', { idempotencyKey: 'apply', customerExternalId: 'acme', couponCode: 'tenth', startAt: '2026-01-01T00:00:00Z' }, 'replayed');
    for (const [key, expiresAt] of [['kept', null], ['lapses', '2026-02-15T00:00:00Z']] as const) {
      const { grant } = await client.must<{ grant: { id: string } }>('grantCredits', { idempotencyKey: key, customerExternalId: 'beta', amount: '3', expiresAt }, 'grant { id }');
      if (key === 'kept') await client.must('voidGrant', { idempotencyKey: 'void', grantId: grant.id, amount: '1', reason: 'r' }, 'replayed');
    }
    await client.must('purchaseCredits', { idempotencyKey: 'buy', customerExternalId: 'beta', amount: '2', bonusAmount: '1' }, 'replayed');
    await issue(client, 'acme', 'acme 1');
    await issue(client, 'beta', 'beta 1');
    await takeCheckpoints(api.url);
    await advance(client, MARCH);
    await record(client, [request('acme', 'late')]);
    await issue(client, 'acme', 'acme 2');
    const taking = 'checkpoint { number } replayed';
    asked = [];
    for (const input of [{ after: 1 }, { after: 1 }, { after: 0 }]) asked.push(await client.must('createCheckpoint', input, taking));
    asked.push(await client.mutate('createCheckpoint', { after: 3 }, taking));
    await issue(client, 'gamma', 'gamma 1');
    const query = '{ ledgerJournals(first: 100) { nodes { id hash customer { externalId } } } checkpoints { nodes { number bookCount } } }';
    const found = await client.ask<{ ledgerJournals: { nodes: typeof journals }; checkpoints: unknown }>(query);
    journals = found.ledgerJournals.nodes;
    const fields = 'journalHash seq journalPath bookSeq bookHash journalsRoot tenantUuid customerUuid bookIndex bookPath checkpoint { number bookCount root hash publicKey signature }';
    answers = [found.checkpoints];
    for (const { id } of journals) answers.push((await client.ask<{ inclusionProof: unknown }>(`query($id: ID!) { inclusionProof(journalId: $id) { ${fields} } }`, { id })).inclusionProof);
    await api.stop({ keepDatabase: true });
    engine = await openEngine(configOf(api.database));
    [tenantId] = (await listTenants(engine)) as [string];
    sound = '';
    for await (const piece of exportBundle(engine, tenantId)) sound += piece;
  });
  afterAll(async () => {
    await closeEngine(engine);
    await api.database.drop();
  });

  it('checkpoint: one that finds nothing new is the newest; a slot of time has one, however many ask at once', async () => {
    expect(answers[0]).toEqual({ nodes: [{ number: 2, bookCount: '3' }, { number: 1, bookCount: '3' }] });
    await Promise.all([1, 2, 3].map(() => checkpointAll(engine, { slot: 77, log: silent })));
    const again = await createCheckpoint(engine, tenantId, { slot: null });
    expect([again.replayed, again.checkpoint.number]).toEqual([true, 3]);
    expect(isSigned(again.checkpoint.hash, again.checkpoint)).toBe(true);
    expect(isSigned(again.checkpoint.hash, { ...again.checkpoint, publicKey: FORGER.publicKey })).toBe(false);
  });

  it('createCheckpoint: takes the one after a number once; one that is there already is the answer, and none comes after one that is not', () => {
    const answer = (number: number, replayed: boolean) => ({ checkpoint: { number }, replayed, userErrors: [] });
    const refused = { checkpoint: null, replayed: false, userErrors: [{ code: 'OUT_OF_RANGE', message: 'after is not the number of a checkpoint: the newest is 2', path: ['input', 'after'] }] };
    expect(asked).toEqual([answer(2, false), answer(2, true), answer(1, true), refused]);
  });

  it('inclusion proof: leads from every journal that a checkpoint reaches to its signed root', () => {
    interface Proof {
      journalHash: string; seq: string; journalPath: string[]; bookSeq: string; bookHash: string; journalsRoot: string; tenantUuid: string; customerUuid: string; bookIndex: string; bookPath: string[];
      checkpoint: { number: number; bookCount: string; root: string; hash: string; publicKey: string; signature: string };
    }
    const proofs = answers.slice(1) as (Proof | null)[];
    expect(proofs.map((proof, index) => [journals[index]!.customer.externalId, proof?.checkpoint.number ?? null]).filter(([customer, number]) => (customer === 'gamma') !== (number === null))).toEqual([]);
    for (const [index, proof] of proofs.entries()) {
      if (proof === null) continue;
      expect(proof.journalHash).toBe(journals[index]!.hash);
      expect(rootOfPath(leafHash(proof.journalHash), { index: Number(proof.seq) - 1, size: Number(proof.bookSeq), path: proof.journalPath })).toBe(proof.journalsRoot);
      const leaf = bookLeaf(proof.tenantUuid, { customerId: proof.customerUuid, seq: Number(proof.bookSeq), hash: proof.bookHash, journalsRoot: proof.journalsRoot });
      expect(rootOfPath(leaf, { index: Number(proof.bookIndex), size: Number(proof.checkpoint.bookCount), path: proof.bookPath })).toBe(proof.checkpoint.root);
      expect(isSigned(proof.checkpoint.hash, { ...proof.checkpoint, publicKey: SIGNER.publicKey })).toBe(true);
    }
  });

  it('bundle: a sound one is valid, pinned to its key, with every row counted; another key is not the pinned one', () => {
    const bundle = parseBundle(sound);
    const result = verify(bundle, SIGNER.publicKey);
    expect(result.findings).toEqual([]);
    expect(result).toMatchObject({ isValid: true, books: 3, journals: journals.length, invoices: 5, checkpoints: 2, publicKeys: [SIGNER.publicKey] });
    for (const sums of Object.values(result.balances)) expect(Object.values(sums).reduce((a, b) => a + b, 0n)).toBe(0n);
    expect(messages(verify(bundle, FORGER.publicKey))).toContainEqual(expect.stringContaining('the bundle is signed by another key'));
    expect(sound).not.toContain('Customer acme');
  });

  it('bundle: one changed value in each column of each kind of row is found, and the row is named', () => {
    const { header, rows, end } = parseBundle(sound);
    for (const table of new Set(rows.map((each) => each.table))) {
      const at = rows.findLastIndex((each) => each.table === table);
      for (const column of Object.keys(rows[at]!.row)) {
        const value = rows[at]!.row[column];
        const changed = typeof value === 'number' ? value + 1 : `${JSON.stringify(value)}x`;
        const tampered = rows.map((each, index) => (index === at ? { ...each, row: { ...each.row, [column]: changed } } : each));
        const found = verify({ header, rows: tampered, end }).findings.filter(({ message }) => message.includes(`row ${at + 1} (${table}`));
        expect([table, column, found.length > 0]).toEqual([table, column, true]);
      }
    }
  });

  it('bundle: what an attacker makes anew without the key is found by what was signed', () => {
    const bundle = parseBundle(sound);
    const customers = [...new Set(bundle.rows.flatMap(({ row }) => (typeof row['customerId'] === 'string' ? [row['customerId']] : [])))];
    const [lost = ''] = customers;
    const without = (keep: (each: BundleRow) => boolean) => resealed({ ...bundle, rows: bundle.rows.filter(keep) });
    const found = (tampered: Bundle, publicKey: string | null = null) => messages(verify(tampered, publicKey));

    expect(found(without(({ row }) => row['customerId'] !== lost))).toContainEqual(expect.stringMatching(/^CHECKPOINT checkpoint 1 covers 3 books, and 2 are here$/));
    expect(found(without(({ table, row }) => row['customerId'] !== lost || table === 'checkpointBooks'))).toContainEqual(`CHAIN customer ${lost}: it was in checkpoint 1 and has no book: the customer is lost`);
    expect(found(without(({ table, row }) => table !== 'checkpoints' || row['number'] !== 1))).toContainEqual(expect.stringMatching(/^CHECKPOINT checkpoint 2 follows checkpoint 0/));
    expect(found(without(({ table, row }) => table !== 'checkpoints' || row['number'] !== 2))).toContainEqual(expect.stringMatching(/is in checkpoint 2, which is not here$/));
    expect(found(without(({ table, row }) => !table.startsWith('checkpoint') || row['number'] !== 2))).toEqual([expect.stringMatching(/signed by a key that signed no checkpoint/)]);
    expect(found(resealed(bundle), SIGNER.publicKey)).toEqual([`BUNDLE the bundle is signed by a key that signed no checkpoint: ${FORGER.publicKey}`, `BUNDLE the bundle is signed by another key: ${FORGER.publicKey}`]);
    const swapped = [...bundle.rows];
    const at = swapped.findIndex(({ table, row }) => table === 'journals' && row['seq'] === 2);
    [swapped[at], swapped[at - 1]] = [swapped[at - 1]!, swapped[at]!];
    expect(found({ ...bundle, rows: swapped })).toContainEqual(expect.stringContaining(`row ${at + 1} `));
    const forged = bundle.rows.map((each) => (each.table === 'checkpoints' && each.row['number'] === 2 ? { ...each, row: { ...each.row, signature: FORGER.sign(each.row['hash'] as string) } } : each));
    expect(found(resealed({ ...bundle, rows: forged }))).toContainEqual(expect.stringMatching(/^CHECKPOINT checkpoint 2 is not signed by its key/));
    expect(found({ ...bundle, end: { ...bundle.end, signature: FORGER.sign(bundleDigest(bundle.end)) } })).toContainEqual(expect.stringMatching(/^BUNDLE the bundle is not signed by its key/));
    const noEnd = new BundleCheck({ publicKey: null });
    for (const line of [bundle.header, ...bundle.rows]) noEnd.add(canonicalJson(line as unknown as JsonObject));
    expect(messages(noEnd.finish())).toContainEqual('BUNDLE the bundle has no end: it is cut off');
  });

  it('bundle: a cut-off tail and a rewritten head, with every hash made anew, are not what the checkpoints signed', () => {
    const bundle = parseBundle(sound);
    const head = bundle.rows.find(({ table, row }) => table === 'customerBooks' && bundle.rows.some((each) => each.table === 'checkpointBooks' && each.row['customerId'] === row['customerId'] && each.row['seq'] === row['seq'] && row['seq'] !== 0))!.row;
    const { customerId, seq } = head as { customerId: string; seq: number };
    const own = ({ row }: BundleRow) => row['customerId'] === customerId;
    const before = bundle.rows.find((each) => own(each) && each.table === 'journals' && each.row['seq'] === seq - 1)!.row;
    const moveHead = (changes: JsonObject) => (each: BundleRow) => (own(each) && each.table === 'customerBooks' ? { ...each, row: { ...each.row, ...changes } } : each);

    const cutOff = bundle.rows.filter((each) => !(own(each) && ['journals', 'postings'].includes(each.table) && each.row['seq'] === seq)).map(moveHead({ seq: seq - 1, hash: before['hash']!, recordedAt: before['recordedAt']! }));
    expect(messages(verify(resealed({ ...bundle, rows: cutOff })))).toContainEqual(expect.stringMatching(new RegExp(`^CHECKPOINT customer ${customerId}: checkpoint \\d has the book up to journal ${seq}, and it ends at ${seq - 1}: its tail is cut off$`)));

    const columns = bundle.header.tables;
    const journal = bundle.rows.find((each) => own(each) && each.table === 'journals' && each.row['seq'] === seq)!.row;
    const postings = bundle.rows.filter((each) => own(each) && each.table === 'postings' && each.row['seq'] === seq).map(({ row }) => fromBundleRow(row, columns['postings']!) as unknown as PostingRow);
    const rewritten = { ...journal, cause: 'another' };
    const hash = journalHash({ tenantId, customerId }, before['hash'] as string, fromJournalRow(fromBundleRow(rewritten, columns['journals']!) as unknown as JournalRow, postings));
    const replaced = bundle.rows.map((each) => (own(each) && each.table === 'journals' && each.row['seq'] === seq ? { ...each, row: { ...rewritten, hash } } : each)).map(moveHead({ hash }));
    expect(messages(verify(resealed({ ...bundle, rows: replaced })))).toContainEqual(expect.stringMatching(new RegExp(`^CHECKPOINT customer ${customerId}: journal ${seq} is not the one that checkpoint \\d signed: it was rewritten$`)));
  });

  it('neruba-verify: exits with 0 for a sound bundle and with 1 for another, naming the row', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'neruba-bundle-'));
    const file = join(folder, 'ledger.bundle');
    try {
      await writeFile(file, sound);
      expect(await neruba(file, '--public-key', SIGNER.publicKey)).toMatchObject({ code: 0, out: expect.stringContaining('\nvalid\n') });
      await writeFile(file, sound.replace('"kind":"INVOICE"', '"kind":"EARNING"'));
      const wrong = await neruba(file, '--json');
      expect([wrong.code, wrong.out]).toEqual([1, expect.stringMatching(/row \d+ \(journals /)]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

async function neruba(...words: string[]): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, [programFile('neruba-verify'), ...words], { env: { PATH: process.env['PATH'] } });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  return { code: await new Promise((resolve) => child.on('close', resolve)), out };
}

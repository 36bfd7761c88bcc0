/** A generated tenant: books of many customers in three currencies, posted straight through the repositories, the same for one seed. */
import { NOTHING_SAID } from '../../src/core/billingTerms.ts';
import { NO_DETAILS } from '../../src/core/seller.ts';
import { CHART } from '../../src/core/accounts.ts';
import { type BookHead, appendJournals, emptyBook } from '../../src/core/book.ts';
import { type CurrencyCode, parseCurrency } from '../../src/core/currency.ts';
import { deriveId } from '../../src/core/identity.ts';
import { instant, parseInstant } from '../../src/core/instant.ts';
import type { JournalDraft } from '../../src/core/journal.ts';
import { parseTimeZone } from '../../src/core/calendar.ts';
import { insertBook, saveBook } from '../../src/repositories/books.ts';
import { insertCustomer } from '../../src/repositories/customers.ts';
import { insertJournals } from '../../src/repositories/journals.ts';
import { insertTenant } from '../../src/repositories/tenants.ts';
import type { Store } from '../../src/store/database.ts';
import { type Chance, chanceOf } from './chance.ts';

export const GENERATED_CURRENCIES: readonly CurrencyCode[] = ['JPY', 'KWD', 'USD'].map((code) => parseCurrency(code));

const START = parseInstant('2026-01-01T00:00:00Z');
const HOUR_MS = 3_600_000;
const UTC = parseTimeZone('UTC');
const ODD = ['plain', 'with, comma', '"quoted"', '=1+1', 'a:b;c', 'Ünï 東京', '(x) [2020-01-01]', "it's -5%"];

/** Creates the tenant and fills its books. Answers the tenant's id. */
export async function generateLedger(store: Store, { customers, journals, seed }: { customers: number; journals: number; seed: number }): Promise<string> {
  const chance = chanceOf(seed);
  const tenantId = deriveId('tenant', START, [`generated ${seed}`, 1n]);
  const tenant = { id: tenantId, name: `generated ${seed}`, defaultCurrency: GENERATED_CURRENCIES[2]!, timeZone: UTC, clockAt: null, retentionYears: null, createdAt: START, ...NO_DETAILS, ...NOTHING_SAID };
  await store.transaction((tx) => insertTenant(tx, tenant, { ordinal: 1, idempotencyKey: null, intent: '00'.repeat(32) }));
  for (let number = 1; number <= customers; number += 1) await generateBook(store, { tenantId, number, journals, chance });
  return tenantId;
}

const BATCH = 1_000;

async function generateBook(store: Store, { tenantId, number, journals, chance }: { tenantId: string; number: number; journals: number; chance: Chance }): Promise<void> {
  const externalId = `${ODD[number % ODD.length]} ${number}`;
  const currency = GENERATED_CURRENCIES[number % 3]!;
  const owner = { tenantId, customerId: deriveId('customer', START, [tenantId, externalId]) };
  const context = { now: START, cause: `run ${ODD[(number + 3) % ODD.length]}`, actor: owner.customerId };
  let head: BookHead = emptyBook(owner, START);
  const customer = { id: owner.customerId, externalId, name: 'Generated', email: null, currency, firstTimeZone: UTC, billingAddress: null, metadata: {}, createdAt: START, taxNumber: null, taxExemption: null, language: null, ...NOTHING_SAID };
  await store.transaction(async (tx) => {
    await insertCustomer(tx, tenantId, customer);
    await insertBook(tx, { ...owner, ...head, cutNumber: 0, ratedThrough: null, ratedSeq: 0 });
  });
  for (let done = 0; done < journals; done += BATCH) {
    const drafts = Array.from({ length: Math.min(BATCH, journals - done) }, (_, index) => draftOf(currency, done + index, chance));
    const appended = appendJournals(owner, head, drafts, context);
    head = appended.head;
    await store.transaction(async (tx) => {
      await insertJournals(tx, owner, appended.journals);
      await saveBook(tx, { ...owner, ...appended.head, cutNumber: 0, ratedThrough: null, ratedSeq: 0 });
    });
  }
}

/** Up to three postings between any two accounts of the chart; some with none, some of amounts that a double would round. */
function draftOf(currency: CurrencyCode, index: number, chance: Chance): JournalDraft {
  const postings = Array.from({ length: chance.whole(0, 3) }, () => {
    const [debit, credit] = chance.shuffle(CHART);
    const amount = chance.whole(1, 50) === 1 ? 9_007_199_254_740_993n * BigInt(chance.whole(1, 9)) : BigInt(chance.whole(1, 1_000_000));
    return { debit: accountOf(debit!, chance), credit: accountOf(credit!, chance), amount };
  });
  return { kind: 'CHARGE', currency, effectiveAt: instant(START + index * HOUR_MS), billableAt: null, reversesSeq: null, invoiceId: null, line: null, postings };
}

function accountOf({ code, reference }: (typeof CHART)[number], chance: Chance) {
  return { code, reference: reference === 'NONE' ? '' : `${ODD[chance.whole(0, ODD.length - 1)]}:${chance.whole(1, 9)}` };
}

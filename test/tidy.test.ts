import { Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { BACKFILL_OUTCOMES, BACKFILL_STATES } from '../src/core/backfill.ts';
import { LATE_CREDIT_POLICIES, LATE_USAGE_POLICIES } from '../src/core/billingTerms.ts';
import { COUPON_DURATIONS } from '../src/core/coupon.ts';
import { INVOICE_KINDS } from '../src/core/documentTerms.ts';
import { ERROR_CODES } from '../src/core/errors.ts';
import { LEDGER_CHECKS } from '../src/core/bookCheck.ts';
import { KEPT_ANSWERS } from '../src/core/keptAnswer.ts';
import { INVOICE_CHANGES } from '../src/core/invoiceChange.ts';
import { JOURNAL_KINDS } from '../src/core/journal.ts';
import { LATE_CREDIT_REASONS } from '../src/core/credits/lateReport.ts';
import { CAPTURE_LIMITS, HOLD_STATUSES } from '../src/core/credits/hold.ts';
import { SPEND_REFUSALS } from '../src/core/credits/spending.ts';
import { BONUS_CREDIT, CREDIT_DESTINATIONS, LAPSED_CREDIT, VOIDED_LINES } from '../src/core/creditNote.ts';
import { VOIDED_PAYMENTS } from '../src/services/issueCreditNote.ts';
import { ALERT_EVENTS, ALERT_STATES } from '../src/core/credits/creditAlert.ts';
import { TOP_UP_BASES, TOP_UP_STATES } from '../src/core/credits/topUp.ts';
import { ALLOWANCE_PRORATIONS } from '../src/core/credits/allowance.ts';
import { GRANT_KINDS, LOT_PARTS, PURCHASE_USES } from '../src/core/credits/grant.ts';
import { VOID_DESTINATIONS } from '../src/core/credits/grantVoid.ts';
import { GRANT_STATUSES } from '../src/core/credits/lot.ts';
import { SETTLEMENT_KINDS } from '../src/core/settlement.ts';
import { DIVERGENCE_KINDS } from '../src/core/lineReplay.ts';
import { AGGREGATIONS } from '../src/core/meter.ts';
import { INTERVAL_UNITS } from '../src/core/period.ts';
import { STEP_KINDS } from '../src/core/pricing/model.ts';
import { ADJUSTMENT_CAUSES } from '../src/core/adjustmentCause.ts';
import { SEGMENT_STATES, TIER_POLICIES } from '../src/core/segment.ts';
import { TIMINGS } from '../src/core/pricing/price.ts';
import { UNIT_ROUNDINGS } from '../src/core/pricing/unitConversion.ts';
import { PRORATIONS } from '../src/core/proration.ts';
import { UNRATED_REASONS } from '../src/core/unrated.ts';
import { CORRECTION_KINDS } from '../src/core/usageCorrection.ts';
import { SCOPES } from '../src/services/actor.ts';
import { DRIFT_MODES } from '../src/services/driftReport.ts';
import { EVENT_CHARGE_STATES } from '../src/services/eventBilling.ts';
import { noDialectInTemplates, noOneSidedOperators, noOneSidedWrites, noRelationalQueries, sharedLocksByName } from './support/tidyDialects.ts';
import { doorsOnlyRead, drizzleStaysWithSql, importsFollowTheArrow, resolversStandAlone, servicesStandAlone, writesSayThatTheyWrite } from './support/tidyImports.ts';
import { coreHasNoMemory, coreIsPure, environmentIsConfiguration, moneyIsNoNumber } from './support/tidyPurity.ts';
import { type Rule, readSchema, readSources, sourceOf } from './support/tidySources.ts';
import { exportsAreNamed, filesAreNoBarrels, filesAreShort, filesSayWhatTheyAre, functionsFitAScreen, namesSaySomething, nothingIsAny, nothingIsSilenced } from './support/tidyStyle.ts';

type Snippet = readonly [path: string, text: string];

/** What the rule asks, who looks after it, texts it must object to, and texts it must leave alone. */
type RuleCase = readonly [asks: string, rule: Rule, bad: readonly Snippet[], good: readonly Snippet[]];

const LINE = 'const a = 1;\n';
const BODY = '  run();\n';

const RULES: readonly RuleCase[] = [
  [
    'imports follow the arrow',
    importsFollowTheArrow,
    [
      ['src/core/a.ts', "import { b } from '../store/b.ts';"],
      ['src/core/pricing/a.ts', "import type { B } from '../../services/b.ts';"],
      ['src/store/a.ts', "export { b } from '../repositories/b.ts';"],
      ['src/repositories/a.ts', "const b = await import('../services/b.ts');"],
      ['src/services/a.ts', "let b: import('../graphql/b.ts').B;"],
      ['src/services/a.ts', "import { b } from '../config.ts';"],
      ['src/graphql/a.ts', "import { b } from '../cli/b.ts';"],
      ['src/graphql/resolvers/a.ts', "import { b } from '../../server.ts';"],
      ['src/server.ts', "import { b } from './main.ts';"],
      ['src/main.ts', "import { b } from './cli/b.ts';"],
      ['src/config.ts', "import { b } from './services/b.ts';"],
      ['src/graphql/a.ts', "import { type B, b } from '../store/b.ts';"],
      ['src/services/a.ts', "import type { B } from '../graphql/b.ts';"],
      ['src/core/a.ts', "import { b } from '../../test/support/b.ts';"],
    ],
    [
      ['src/core/pricing/a.ts', "import { b } from '../b.ts';\nimport { c } from 'decimal.js';"],
      ['src/repositories/a.ts', "import { b } from '../store/b.ts';"],
      ['src/cli/a.ts', "import { b } from '../main.ts';"],
      ['src/graphql/a.ts', "import type { B } from '../store/b.ts';"],
      ['test/a.test.ts', "import { b } from '../src/main.ts';"],
    ],
  ],
  [
    'doors read through repositories and never write',
    doorsOnlyRead,
    [
      ['src/graphql/resolvers/a.ts', "import { insertPlan } from '../../repositories/plans.ts';"],
      ['src/graphql/loaders/a.ts', "import { findPlans, lockBook as findBook } from '../../repositories/plans.ts';"],
      ['src/rest/a.ts', "import * as plans from '../repositories/plans.ts';"],
    ],
    [
      ['src/graphql/loaders/a.ts', "import { findPlans, type Plan } from '../../repositories/plans.ts';\nimport type { Book } from '../../repositories/books.ts';"],
      ['src/services/a.ts', "import { insertPlan } from '../repositories/plans.ts';"],
    ],
  ],
  [
    'a repository function that writes begins with a word that says so',
    writesSayThatTheyWrite,
    [['src/repositories/a.ts', 'export async function addPlan(tx: Transaction): Promise<void> {}']],
    [['src/repositories/a.ts', 'export async function insertPlan(tx: Transaction): Promise<void> {}\nexport function findPlan(db: Database) {}\nfunction add(tx: Transaction) {}']],
  ],
  [
    'services do not call each other',
    servicesStandAlone,
    [['src/services/issueInvoice.ts', "import { recordUsage } from './recordUsage.ts';"]],
    [['src/services/issueInvoice.ts', "import { once } from './idempotency.ts';\nimport { a } from '../core/a.ts';"]],
  ],
  [
    'resolvers do not call each other',
    resolversStandAlone,
    [['src/graphql/resolvers/plan.ts', "import { meter } from './meter.ts';"]],
    [['src/graphql/resolvers/plan.ts', "import { meter } from '../loaders/meter.ts';"]],
  ],
  [
    'drizzle stays in store and repositories',
    drizzleStaysWithSql,
    [
      ['src/services/a.ts', "import { eq } from 'drizzle-orm';"],
      ['src/graphql/a.ts', "import type { PgTable } from 'drizzle-orm/pg-core';"],
    ],
    [['src/repositories/a.ts', "import { eq } from 'drizzle-orm';"]],
  ],
  [
    'the environment is read by the configuration alone',
    environmentIsConfiguration,
    [
      ['src/server.ts', "const port = process.env['PORT'];"],
      ['src/cli/a.ts', "import { env } from 'node:process';"],
    ],
    [
      ['src/config.ts', "const port = process.env['PORT'];"],
      ['src/server.ts', '// process.env is read in config.ts\nconst env = 1;'],
    ],
  ],
  [
    'core has no clock, chance, waiting or world',
    coreIsPure,
    [
      ['src/core/a.ts', 'const now = Date.now();'],
      ['src/core/a.ts', 'const now = new Date();'],
      ['src/core/a.ts', 'const now = new Date;'],
      ['src/core/a.ts', 'const now = Date();'],
      ['src/core/a.ts', 'const now = Temporal.Now.instant();'],
      ['src/core/a.ts', 'const now = performance.now();'],
      ['src/core/a.ts', 'const chance = Math.random();'],
      ['src/core/a.ts', "import { randomUUID } from 'node:crypto';"],
      ['src/core/a.ts', "import { readFileSync } from 'node:fs';"],
      ['src/core/a.ts', "import { join } from 'path';"],
      ['src/core/a.ts', 'async function a() {}'],
      ['src/core/a.ts', 'function a(): Promise<void> {}'],
      ['src/core/a.ts', 'setTimeout(a, 1);'],
      ['src/core/a.ts', 'console.log(1);'],
      ['src/core/a.ts', "const zone = process['env'];"],
    ],
    [
      ['src/core/a.ts', "import { createHash } from 'node:crypto';\nconst day = new Date(0); // not Date.now()\nconst text = 'await';"],
      ['src/services/a.ts', 'const now = Date.now();'],
    ],
  ],
  [
    'core remembers nothing',
    coreHasNoMemory,
    [
      ['src/core/a.ts', 'let count = 0;'],
      ['src/core/a.ts', 'const cache = new Map<string, number>();'],
      ['src/core/a.ts', 'export const seen: Set<string> = new Set();'],
      ['src/core/calendar.ts', 'const others = new Map<string, number>();'],
    ],
    [
      ['src/core/a.ts', 'const byCode: ReadonlyMap<string, number> = new Map();\nfunction f() { let i = 0; const m = new Map(); }'],
      ['src/core/calendar.ts', 'const zones = new Map<string, string>();'],
    ],
  ],
  [
    'money is never a number',
    moneyIsNoNumber,
    [
      ['src/core/a.ts', 'interface A { readonly amount: number }'],
      ['src/services/a.ts', 'function f(amountMinor: number) {}'],
      ['src/graphql/a.ts', 'interface A { minorUnits: number; }'],
      ['src/repositories/a.ts', 'let openBalance: number | null = 0;'],
      ['src/core/a.ts', 'class A { subtotal?: number; }'],
      ['src/core/a.ts', 'interface A { unitPrice: number; credits: number; }'],
    ],
    [['src/core/a.ts', 'interface A { priceCount: number; debitCode: string; totalBytes: number; amount: bigint; creditSeq: number; minorUnitDigits: number }']],
  ],
  [
    'writes that one family alone knows stay in write.ts',
    noOneSidedWrites,
    [
      ['src/repositories/a.ts', 'db.insert(t).values(v).returning();'],
      ['src/store/a.ts', 'q.onConflictDoNothing();'],
      ['src/repositories/a.ts', 'sql`insert into t values (1) ON DUPLICATE KEY UPDATE a = 1`;'],
      ['src/repositories/a.ts', 'q.onDuplicateKeyUpdate({});'],
    ],
    [
      ['src/store/write.ts', 'q.onConflictDoNothing().returning();'],
      ['src/repositories/a.ts', '// no returning() or onConflict here\nreturning(1);'],
    ],
  ],
  ['no relational queries', noRelationalQueries, [['src/repositories/a.ts', 'await db.query.plans.findMany();']], [['src/repositories/a.ts', 'await db.select(); builder.query(1);']]],
  [
    'shared locks are taken by their name in write.ts',
    sharedLocksByName,
    [
      ['src/repositories/a.ts', "q.for('share');"],
      ['src/repositories/a.ts', 'sql`select 1 FOR SHARE`;'],
      ['src/repositories/a.ts', 'sql`select 1 lock in share mode`;'],
    ],
    [
      ['src/store/write.ts', "q.for('share');"],
      ['src/repositories/a.ts', "q.for('update');"],
    ],
  ],
  [
    'SQL templates speak no dialect',
    noDialectInTemplates,
    [
      ['src/repositories/a.ts', 'sql`select now()`;'],
      ['src/repositories/a.ts', 'sql<string>`${a} > current_timestamp`;'],
      ['src/repositories/a.ts', 'c.sql`name ILIKE ${b}`;'],
      ['src/store/a.ts', 'sql`${a}::text`;'],
    ],
    [['src/repositories/a.ts', "sql`${a} <> ${b}`; Date.now(); const time = '00::00';"]],
  ],
  ['no operators that one family alone knows', noOneSidedOperators, [['src/repositories/a.ts', "import { eq, ilike } from 'drizzle-orm';"]], [['src/repositories/a.ts', "import { eq, like } from 'drizzle-orm';"]]],
  ['files have at most 400 lines', filesAreShort, [['test/a.ts', LINE.repeat(401)]], [['test/a.ts', LINE.repeat(400)]]],
  [
    'functions have at most 60 lines',
    functionsFitAScreen,
    [
      ['src/a.ts', `function a() {\n${BODY.repeat(59)}}`],
      ['src/a.ts', `const a = () => {\n${BODY.repeat(59)}};`],
      ['src/a.ts', `class A {\n  a() {\n${BODY.repeat(59)}  }\n}`],
    ],
    [
      ['src/a.ts', `/**\n${' *\n'.repeat(9)} */\nfunction a() {\n${BODY.repeat(58)}}`],
      ['src/store/tables.a.ts', `function a() {\n${BODY.repeat(99)}}`],
    ],
  ],
  [
    'files begin with what they are',
    filesSayWhatTheyAre,
    [
      ['src/a.ts', "import { b } from './b.ts';\n/** Late. */"],
      ['bench/a.ts', '// A comment for nobody.'],
    ],
    [
      ['src/a.ts', '/** What it is. */\n'],
      ['src/a.ts', '#!/usr/bin/env node\n/** What it is. */\n'],
      ['test/a.test.ts', LINE],
    ],
  ],
  [
    'files are named after what they hold',
    namesSaySomething,
    [
      ['src/core/utils.ts', LINE],
      ['src/types.ts', LINE],
      ['test/support/helpers.ts', LINE],
      ['src/services/planManager.ts', LINE],
      ['src/store/storeImpl.ts', LINE],
      ['src/common/money.ts', LINE],
      ['src/core/index.ts', LINE],
    ],
    [['src/core/pricing/model.ts', LINE]],
  ],
  [
    'exports have names',
    exportsAreNamed,
    [
      ['src/a.ts', 'export default 1;'],
      ['src/a.ts', 'export default function a() {}'],
      ['src/a.ts', 'export { a as default };'],
    ],
    [['src/a.ts', "import ts from 'typescript';\nexport const a = 1;"]],
  ],
  [
    'no barrels',
    filesAreNoBarrels,
    [
      ['src/a.ts', "export * from './b.ts';\nexport { c } from './c.ts';"],
      ['src/a.ts', "import { b } from './b.ts';\nexport { b };"],
    ],
    [['src/a.ts', "export { c } from './c.ts';\nexport const a = 1;"]],
  ],
  ['nothing is any', nothingIsAny, [['src/a.ts', 'const a: any = 1;'], ['test/a.ts', 'const a = b as any;']], [['src/a.ts', "const any = 'any';"]]],
  [
    'nothing is silenced',
    nothingIsSilenced,
    [
      ['src/a.ts', '// @ts-ignore\nconst a = 1;'],
      ['test/a.ts', 'f(\n  // @ts-expect-error wrong on purpose\n  1,\n);'],
      ['src/a.ts', '/* eslint-disable no-console */'],
      ['src/a.ts', 'const a = 1; // eslint-disable-line'],
    ],
    [['src/a.ts', "const a = '// @ts-ignore';"]],
  ],
];

const sources = readSources();

describe('tidy', () => {
  it('tidy: there is something to read', () => {
    expect(sources.filter(({ path }) => path.startsWith('src/core/')).length).toBeGreaterThan(40);
    expect(sources.map(({ path }) => path)).not.toContain('src/graphql/generated.ts');
  });

  it.each(RULES)('tidy: %s', (_, rule) => {
    expect(sources.flatMap(rule)).toEqual([]);
  });

  it.each(RULES)('tidy: "%s" is a rule that can fail', (_, rule, bad, good) => {
    for (const [path, text] of bad) expect(rule(sourceOf(path, text)), text).not.toEqual([]);
    for (const [path, text] of good) expect(rule(sourceOf(path, text)), text).toEqual([]);
  });

  it('tidy: a finding names file, line and what is wrong', () => {
    expect(importsFollowTheArrow(sourceOf('src/core/a.ts', "/** A. */\nimport { b } from '../store/b.ts';"))).toEqual(['src/core/a.ts:2: core imports store']);
  });
});

describe('idempotency', () => {
  it('idempotency: of each operation that keeps an answer it is known which rows the answer names', () => {
    const operations = sources.filter(({ path }) => path.startsWith('src/services/')).flatMap(({ text }) => [...text.matchAll(/operation: '(\w+)'/g)].map(([, name = '']) => name));
    expect(operations.filter((name) => name !== 'createTenant' && !Object.hasOwn(KEPT_ANSWERS, name))).toEqual([]);
    expect(operations.length).toBeGreaterThan(40);
  });
});

describe('the contract', () => {
  it.each<[string, readonly string[]]>([
    ['ErrorCode', ERROR_CODES],
    ['Scope', SCOPES],
    ['DriftMode', DRIFT_MODES],
    ['JournalKind', JOURNAL_KINDS],
    ['SettlementKind', SETTLEMENT_KINDS],
    ['GrantKind', GRANT_KINDS],
    ['RecurringLotPart', LOT_PARTS],
    ['AllowanceProration', ALLOWANCE_PRORATIONS],
    ['CreditAlertEventKind', ALERT_EVENTS],
    ['CreditAlertState', ALERT_STATES],
    ['TopUpBasis', TOP_UP_BASES],
    ['TopUpState', TOP_UP_STATES],
    ['GrantStatus', GRANT_STATUSES],
    ['PurchaseUse', PURCHASE_USES],
    ['HoldStatus', HOLD_STATUSES],
    ['CaptureLimit', CAPTURE_LIMITS],
    ['SpendRefusal', SPEND_REFUSALS],
    ['VoidDestination', VOID_DESTINATIONS],
    ['CreditDestination', CREDIT_DESTINATIONS],
    ['VoidedLines', VOIDED_LINES],
    ['LapsedCredit', LAPSED_CREDIT],
    ['BonusCredit', BONUS_CREDIT],
    ['VoidedPayments', VOIDED_PAYMENTS],
    ['LateUsagePolicy', LATE_USAGE_POLICIES],
    ['LateCreditPolicy', LATE_CREDIT_POLICIES],
    ['LateCreditReason', LATE_CREDIT_REASONS],
    ['InvoiceKind', INVOICE_KINDS],
    ['Aggregation', AGGREGATIONS],
    ['IntervalUnit', INTERVAL_UNITS],
    ['Proration', PRORATIONS],
    ['CouponDuration', COUPON_DURATIONS],
    ['ChargeTiming', TIMINGS],
    ['RatingStepKind', STEP_KINDS],
    ['UnitRounding', UNIT_ROUNDINGS],
    ['TierPolicy', TIER_POLICIES],
    ['AdjustmentCauseKind', ADJUSTMENT_CAUSES],
    ['InvoiceChangeKind', INVOICE_CHANGES],
    ['SegmentState', SEGMENT_STATES],
    ['UsageCorrectionKind', CORRECTION_KINDS],
    ['UnratedReason', UNRATED_REASONS],
    ['UsageBackfillState', BACKFILL_STATES],
    ['BackfillOutcome', BACKFILL_OUTCOMES],
    ['UsageEventChargeState', EVENT_CHARGE_STATES],
    ['LedgerCheck', LEDGER_CHECKS],
    ['DivergenceKind', DIVERGENCE_KINDS],
  ])('contract: enum %s lists the words of the code', (name, words) => {
    expect(enumWords(readSchema(), name)).toEqual([...words].sort());
  });

  it('contract: an enum that lacks a word is noticed', () => {
    expect(enumWords('enum A { C B }\nenum D { E }', 'A')).toEqual(['B', 'C']);
    expect(enumWords('enum A { C B }', 'D')).toEqual([]);
  });
});

function enumWords(schema: string, name: string): string[] {
  const definitions = parse(schema).definitions.filter(({ kind }) => kind === Kind.ENUM_TYPE_DEFINITION);
  return definitions
    .flatMap((definition) => (definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === name ? (definition.values ?? []) : []))
    .map((value) => value.name.value)
    .sort();
}

/** Inputs that services refuse, one fault each, with what they are refused for. They expect the tenant of `refusals.test.ts`. */
import { FEBRUARY, HYBRID, JANUARY } from './shop.ts';

/** What is wrong, the mutation, its input, and the refusal. */
export type RefusedInput = readonly [fault: string, mutation: string, input: object, code: string, path: string];

const LONG = 'k'.repeat(256);
/** Keys that are none, wherever a key is asked for. */
const BAD_KEYS: readonly (readonly [fault: string, key: string, code: string])[] = [
  ['an empty key', '', 'REQUIRED'],
  ['a key of 256 characters', LONG, 'TOO_LONG'],
  ['a key with a space before', ' a', 'INVALID_VALUE'],
  ['a key with a space after', 'a ', 'INVALID_VALUE'],
  ['a key with a no-break space after', 'a\u00a0', 'INVALID_VALUE'],
  ['a key with a tab inside', 'a\tb', 'INVALID_VALUE'],
  ['a key with U+0000 inside', 'a\u0000b', 'INVALID_VALUE'],
  ['a key with half a surrogate pair', 'a\ud800', 'INVALID_VALUE'],
];

const customer = { externalId: 'new', name: 'New' };
const meter = { code: 'new', eventName: 'new', aggregation: 'COUNT' };
const subscription = { idempotencyKey: 'new', customerExternalId: 'acme', planCode: 'hybrid' };
const invoice = { idempotencyKey: 'new', customerExternalId: 'acme' };
const fee = { code: 'fee', model: { flat: { amount: '1' } } };
const planOf = (...prices: object[]) => ({ code: 'new', currency: 'USD', interval: { unit: 'MONTH' }, prices });
const tiered = (...tiers: object[]) => planOf({ code: 'p', model: { graduated: { tiers } } });
const held = (...quantities: object[]) => ({ ...subscription, quantities });

const KEYS: readonly RefusedInput[] = BAD_KEYS.flatMap(([fault, key, code]): RefusedInput[] => [
  [`${fault} as externalId`, 'createCustomer', { ...customer, externalId: key }, code, 'externalId'],
  [`${fault} as a meter's code`, 'createMeter', { ...meter, code: key }, code, 'code'],
  [`${fault} as an event name`, 'createMeter', { ...meter, eventName: key }, code, 'eventName'],
  [`${fault} as a plan's code`, 'createPlan', { ...planOf(fee), code: key }, code, 'code'],
  [`${fault} as a price's code`, 'createPlan', planOf({ ...fee, code: key }), code, 'prices.0.code'],
  [`${fault} as idempotencyKey`, 'createSubscription', { ...subscription, idempotencyKey: key }, code, 'idempotencyKey'],
  [`${fault} as idempotencyKey of an invoice`, 'issueInvoice', { ...invoice, idempotencyKey: key }, code, 'idempotencyKey'],
  [`${fault} as a key's name`, 'createApiKey', { name: key, scopes: ['USAGE_READ'] }, code, 'name'],
]);

const CUSTOMERS: readonly RefusedInput[] = [
  ['no name', 'createCustomer', { ...customer, name: ' ' }, 'REQUIRED', 'name'],
  ['a name of 501 characters', 'createCustomer', { ...customer, name: 'n'.repeat(501) }, 'TOO_LONG', 'name'],
  ['half a surrogate pair in a name', 'createCustomer', { ...customer, name: '\udc00' }, 'INVALID_VALUE', 'name'],
  ['an address without @', 'createCustomer', { ...customer, email: 'acme.example' }, 'INVALID_VALUE', 'email'],
  ['an unknown currency', 'createCustomer', { ...customer, currency: 'XYZ' }, 'UNKNOWN_CURRENCY', 'currency'],
  ['a currency in lower case', 'createCustomer', { ...customer, currency: 'usd' }, 'UNKNOWN_CURRENCY', 'currency'],
  ['an unknown time zone', 'createCustomer', { ...customer, timeZone: 'Mars/Olympus' }, 'UNKNOWN_TIME_ZONE', 'timeZone'],
  ['an offset for a time zone', 'createCustomer', { ...customer, timeZone: '+02:00' }, 'UNKNOWN_TIME_ZONE', 'timeZone'],
  ['metadata of 9 KB', 'createCustomer', { ...customer, metadata: { a: 'x'.repeat(9_000) } }, 'TOO_LONG', 'metadata'],
  ['U+0000 in metadata', 'createCustomer', { ...customer, metadata: { a: '\u0000' } }, 'INVALID_VALUE', 'metadata.a'],
  ['another name for an externalId', 'createCustomer', { externalId: 'acme', name: 'Another' }, 'CONFLICT', 'externalId'],
  ['a change of nobody', 'updateCustomer', { externalId: 'nobody', name: 'N' }, 'NOT_FOUND', 'externalId'],
  ['a move to an unknown zone', 'updateCustomer', { externalId: 'acme', timeZone: 'Mars/Olympus' }, 'UNKNOWN_TIME_ZONE', 'timeZone'],
  ['a date without a zone', 'updateCustomer', { externalId: 'acme', timeZoneFrom: '2026-01-01T00:00:00Z' }, 'INVALID_VALUE', 'timeZoneFrom'],
  ['a reason with U+0000', 'updateCustomer', { externalId: 'acme', timeZone: 'UTC', reason: 'a\0' }, 'INVALID_VALUE', 'reason'],
  ['a change to a bad address', 'updateCustomer', { externalId: 'acme', email: '@' }, 'INVALID_VALUE', 'email'],
];

const METERS: readonly RefusedInput[] = [
  ['SUM of nothing', 'createMeter', { ...meter, aggregation: 'SUM' }, 'REQUIRED', 'valueProperty'],
  ['UNIQUE_COUNT of nothing', 'createMeter', { ...meter, aggregation: 'UNIQUE_COUNT' }, 'REQUIRED', 'valueProperty'],
  ['COUNT of a property', 'createMeter', { ...meter, valueProperty: 'n' }, 'INVALID_VALUE', 'valueProperty'],
  ['a dimension given twice', 'createMeter', { ...meter, groupBy: ['a', 'a'] }, 'CONFLICT', 'groupBy.1'],
  ['eleven dimensions', 'createMeter', { ...meter, groupBy: 'a b c d e f g h i j k'.split(' ') }, 'TOO_MANY', 'groupBy'],
  ['a filter both ways', 'createMeter', { ...meter, filters: [{ property: 'a', in: ['1'], notIn: ['2'] }] }, 'INVALID_VALUE', 'filters.0'],
  ['a filter that says nothing', 'createMeter', { ...meter, filters: [{ property: 'a' }] }, 'INVALID_VALUE', 'filters.0'],
  ['another definition for a code', 'createMeter', { ...meter, code: 'requests' }, 'CONFLICT', 'code'],
];

const PLANS: readonly RefusedInput[] = [
  ['a plan without prices', 'createPlan', planOf(), 'REQUIRED', 'prices'],
  ['a version without prices', 'publishPlanVersion', { code: 'hybrid', currency: 'USD', interval: { unit: 'MONTH' }, prices: [] }, 'REQUIRED', 'prices'],
  ['101 prices', 'createPlan', planOf(...Array.from({ length: 101 }, (_, n) => ({ ...fee, code: `p${n}` }))), 'TOO_MANY', 'prices'],
  ['included credit that says nothing of what', 'createPlan', { ...planOf(fee), allowances: [{ code: 'a', amount: '1', scope: {} }] }, 'INVALID_VALUE', 'allowances.0.scope'],
  ['a price code given twice', 'createPlan', planOf(fee, fee), 'CONFLICT', 'prices.1.code'],
  ['an unknown currency of a plan', 'createPlan', { ...planOf(fee), currency: 'XAU' }, 'UNKNOWN_CURRENCY', 'currency'],
  ['an interval of no months', 'createPlan', { ...planOf(fee), interval: { unit: 'MONTH', count: 0 } }, 'OUT_OF_RANGE', 'interval.count'],
  ['an interval of -1 months', 'createPlan', { ...planOf(fee), interval: { unit: 'MONTH', count: -1 } }, 'OUT_OF_RANGE', 'interval.count'],
  ['a negative fee', 'createPlan', planOf({ code: 'p', model: { flat: { amount: '-0.01' } } }), 'OUT_OF_RANGE', 'prices.0.model.flat.amount'],
  ['a negative minimum', 'createPlan', planOf(fee, { ...fee, code: 'q', minimumAmount: '-1' }), 'OUT_OF_RANGE', 'prices.1.minimumAmount'],
  ['a minimum above the maximum', 'createPlan', planOf({ ...fee, minimumAmount: '2', maximumAmount: '1' }), 'OUT_OF_RANGE', 'prices.0.minimumAmount'],
  ['an unknown meter', 'createPlan', planOf({ ...fee, meterCode: 'nothing' }), 'NOT_FOUND', 'prices.0.meterCode'],
  ['usage charged in advance', 'createPlan', planOf({ code: 'p', meterCode: 'requests', timing: 'IN_ADVANCE', model: { perUnit: { unitAmount: '1' } } }), 'INVALID_VALUE', 'prices.0.timing'],
  ['a dimension that the meter lacks', 'createPlan', planOf({ code: 'p', meterCode: 'tokens', model: { matrix: { dimensions: ['region'], entries: [{ values: { region: 'eu' }, unitAmount: '1' }] } } }), 'INVALID_VALUE', 'prices.0.model.matrix.dimensions.0'],
  ['no tier', 'createPlan', tiered(), 'INVALID_TIERS', 'prices.0.model.graduated.tiers'],
  ['tiers out of order', 'createPlan', tiered({ upTo: '10', unitAmount: '1' }, { upTo: '5', unitAmount: '1' }, { unitAmount: '1' }), 'INVALID_TIERS', 'prices.0.model.graduated.tiers.1.upTo'],
  ['two tiers to one bound', 'createPlan', tiered({ upTo: '10', unitAmount: '1' }, { upTo: '10.0', unitAmount: '1' }, { unitAmount: '1' }), 'INVALID_TIERS', 'prices.0.model.graduated.tiers.1.upTo'],
  ['a second open tier', 'createPlan', tiered({ upTo: null, unitAmount: '1' }, { upTo: null, unitAmount: '1' }), 'INVALID_TIERS', 'prices.0.model.graduated.tiers.0.upTo'],
  ['no open tier', 'createPlan', tiered({ upTo: '10', unitAmount: '1' }), 'INVALID_TIERS', 'prices.0.model.graduated.tiers.0.upTo'],
  ['a first tier up to zero', 'createPlan', tiered({ upTo: '0', unitAmount: '1' }, { unitAmount: '1' }), 'INVALID_TIERS', 'prices.0.model.graduated.tiers.0.upTo'],
  ['a negative tier price', 'createPlan', tiered({ unitAmount: '-1' }), 'OUT_OF_RANGE', 'prices.0.model.graduated.tiers.0.unitAmount'],
  ['packages of nothing', 'createPlan', planOf({ code: 'p', model: { package: { size: '0', amount: '1' } } }), 'OUT_OF_RANGE', 'prices.0.model.package.size'],
  ['101 percent', 'createPlan', planOf({ code: 'p', meterCode: 'tokens', model: { percentage: { rate: '101' } } }), 'OUT_OF_RANGE', 'prices.0.model.percentage.rate'],
  ['other terms for a plan', 'createPlan', { ...HYBRID, prices: [fee] }, 'CONFLICT', 'code'],
  ['a version of no plan', 'publishPlanVersion', { ...planOf(fee), code: 'nothing' }, 'NOT_FOUND', 'code'],
];

const SUBSCRIPTIONS: readonly RefusedInput[] = [
  ['an unknown customer', 'createSubscription', { ...subscription, customerExternalId: 'nobody' }, 'NOT_FOUND', 'customerExternalId'],
  ['an unknown plan', 'createSubscription', { ...subscription, planCode: 'nothing' }, 'NOT_FOUND', 'planCode'],
  ['a plan in another currency', 'createSubscription', { ...subscription, customerExternalId: 'kyoto' }, 'CURRENCY_MISMATCH', 'planCode'],
  ['units of no price', 'createSubscription', held({ priceCode: 'nothing', quantity: '1' }), 'NOT_FOUND', 'quantities.0.priceCode'],
  ['units given twice', 'createSubscription', held({ priceCode: 'fee', quantity: '1' }, { priceCode: 'fee', quantity: '1' }), 'CONFLICT', 'quantities.1.priceCode'],
  ['units of usage', 'createSubscription', held({ priceCode: 'requests', quantity: '1' }), 'INVALID_VALUE', 'quantities.0.priceCode'],
  ['units below zero', 'createSubscription', held({ priceCode: 'fee', quantity: '-1' }), 'OUT_OF_RANGE', 'quantities.0.quantity'],
];

const INVOICES: readonly RefusedInput[] = [
  ['an invoice for nobody', 'issueInvoice', { ...invoice, customerExternalId: 'nobody' }, 'NOT_FOUND', 'customerExternalId'],
  ['an invoice for tomorrow', 'issueInvoice', { ...invoice, asOf: '2026-02-02T00:00:00Z' }, 'OUT_OF_RANGE', 'asOf'],
  ['an invoice before the last', 'issueInvoice', { ...invoice, asOf: JANUARY }, 'INVALID_STATE', 'asOf'],
  ['an invoice of nothing', 'issueInvoice', invoice, 'NOTHING_TO_INVOICE', ''],
];

const rate = { code: 'new', percentage: '20' };
const TAXES: readonly RefusedInput[] = [
  ['an empty code of a rate', 'createTaxRate', { ...rate, code: '' }, 'REQUIRED', 'code'],
  ['a rate above 100 percent', 'createTaxRate', { ...rate, percentage: '101' }, 'OUT_OF_RANGE', 'percentage'],
  ['a standard rate of zero', 'createTaxRate', { ...rate, percentage: '0' }, 'OUT_OF_RANGE', 'percentage'],
  ['a reverse charge that charges', 'createTaxRate', { ...rate, category: 'AE' }, 'OUT_OF_RANGE', 'percentage'],
  ['an exemption without a reason', 'createTaxRate', { ...rate, percentage: '0', category: 'E' }, 'REQUIRED', 'reason'],
  ['a reason for a tax that is charged', 'createTaxRate', { ...rate, reason: 'none' }, 'INVALID_VALUE', 'reason'],
  ['a country that is none', 'createTaxRate', { ...rate, country: 'deu' }, 'TOO_LONG', 'country'],
  ['other terms for a rate', 'createTaxRate', { ...rate, code: 'vat', percentage: '21' }, 'CONFLICT', 'code'],
  ['a version of no rate', 'publishTaxRateVersion', { ...rate, effectiveFrom: JANUARY }, 'NOT_FOUND', 'code'],
  ['an unknown rate of a plan', 'createPlan', { ...planOf(fee), taxRateCodes: ['nothing'] }, 'NOT_FOUND', 'taxRateCodes.0'],
  ['an unknown rate of a price', 'createPlan', planOf(fee, { ...fee, code: 'q', taxRateCodes: ['vat', 'nothing'] }), 'NOT_FOUND', 'prices.1.taxRateCodes.1'],
  ['a rate given twice', 'createPlan', planOf({ ...fee, taxRateCodes: ['vat', 'vat'] }), 'CONFLICT', 'prices.0.taxRateCodes.1'],
  ['an unknown rate of a customer', 'createCustomer', { ...customer, taxRateCodes: ['nothing'] }, 'NOT_FOUND', 'taxRateCodes.0'],
  ['eleven rates of a customer', 'updateCustomer', { externalId: 'acme', taxRateCodes: 'a b c d e f g h i j k'.split(' ') }, 'TOO_MANY', 'taxRateCodes'],
  ['a standard rate as an exemption', 'updateCustomer', { externalId: 'acme', taxExemption: { category: 'S' } }, 'INVALID_VALUE', 'taxExemption.category'],
  ['a reverse charge to a buyer without a number', 'updateCustomer', { externalId: 'acme', taxExemption: { category: 'AE' } }, 'REQUIRED', 'taxNumber'],
  ['a language that is none', 'updateCustomer', { externalId: 'acme', language: 'German' }, 'INVALID_VALUE', 'language'],
  ['days to pay below zero', 'updateCustomer', { externalId: 'acme', netDays: -1 }, 'OUT_OF_RANGE', 'netDays'],
  ['an unknown rate of the tenant', 'updateTenant', { taxRateCodes: ['nothing'] }, 'NOT_FOUND', 'taxRateCodes.0'],
  ['a grace period of more than a year', 'updateTenant', { gracePeriodHours: 8_761 }, 'OUT_OF_RANGE', 'gracePeriodHours'],
  ['numbers without a sequence', 'updateTenant', { invoiceNumberFormat: 'INV-{YYYY}' }, 'INVALID_VALUE', 'invoiceNumberFormat'],
  ['a sequence that runs into a digit', 'updateTenant', { invoiceNumberFormat: 'INV{YYYY}{seq:6}' }, 'INVALID_VALUE', 'invoiceNumberFormat'],
  ['a hundred years of retention', 'updateTenant', { retentionYears: 100 }, 'OUT_OF_RANGE', 'retentionYears'],
  ['a legal name of 501 characters', 'updateTenant', { legalName: 'n'.repeat(501) }, 'TOO_LONG', 'legalName'],
];

const erasure = { idempotencyKey: 'new', customerExternalId: 'kyoto', reason: 'asked' };
const PRIVACY: readonly RefusedInput[] = [
  ['a checkpoint after one that is not there', 'createCheckpoint', { after: 1 }, 'OUT_OF_RANGE', 'after'],
  ['a checkpoint after less than none', 'createCheckpoint', { after: -1 }, 'OUT_OF_RANGE', 'after'],
  ['no property that is personal', 'declarePersonalProperties', { eventName: 'completion', properties: [] }, 'REQUIRED', 'properties'],
  ['one that is personal twice', 'declarePersonalProperties', { eventName: 'completion', properties: ['a', 'a'] }, 'CONFLICT', 'properties.1'],
  ['one with a space before', 'declarePersonalProperties', { eventName: 'completion', properties: [' a'] }, 'INVALID_VALUE', 'properties.0'],
  ['one of no event', 'declarePersonalProperties', { eventName: '', properties: ['a'] }, 'REQUIRED', 'eventName'],
  ['one that a meter adds up', 'declarePersonalProperties', { eventName: 'completion', properties: ['a', 'n'] }, 'INVALID_STATE', 'properties'],
  ['one that a meter groups by', 'declarePersonalProperties', { eventName: 'completion', properties: ['model'] }, 'INVALID_STATE', 'properties'],
  ['an erasure of nobody', 'eraseCustomer', { ...erasure, customerExternalId: 'nobody' }, 'NOT_FOUND', 'customerExternalId'],
  ['an erasure without a reason', 'eraseCustomer', { ...erasure, reason: ' ' }, 'REQUIRED', 'reason'],
  ['an erasure of a subscriber', 'eraseCustomer', { ...erasure, customerExternalId: 'acme' }, 'INVALID_STATE', 'customerExternalId'],
  ['an erasure without a key', 'eraseCustomer', { ...erasure, idempotencyKey: '' }, 'REQUIRED', 'idempotencyKey'],
];

const correction = { idempotencyKey: 'new', customerExternalId: 'acme', eventKey: 'e2', reason: 'sent in error' };
const CORRECTIONS: readonly RefusedInput[] = [
  ...BAD_KEYS.map(([fault, key, code]): RefusedInput => [`${fault} as idempotencyKey of a void`, 'voidUsage', { ...correction, idempotencyKey: key }, code, 'idempotencyKey']),
  ['a void without a reason', 'voidUsage', { ...correction, reason: ' ' }, 'REQUIRED', 'reason'],
  ['a void of nobody\'s event', 'voidUsage', { ...correction, customerExternalId: 'nobody' }, 'NOT_FOUND', 'customerExternalId'],
  ['a void of no event', 'voidUsage', { ...correction, eventKey: 'nothing' }, 'NOT_FOUND', 'eventKey'],
  ['a void of another customer\'s event', 'voidUsage', { ...correction, customerExternalId: 'kyoto' }, 'NOT_FOUND', 'eventKey'],
  ['an amendment without a reason', 'amendUsage', { ...correction, properties: { n: 1 }, reason: '' }, 'REQUIRED', 'reason'],
  ['an amendment for a reason of 1,001 characters', 'amendUsage', { ...correction, properties: { n: 1 }, reason: 'x'.repeat(1_001) }, 'TOO_LONG', 'reason'],
  ['an amendment of no event', 'amendUsage', { ...correction, eventKey: 'nothing', properties: { n: 1 } }, 'NOT_FOUND', 'eventKey'],
  ['an amendment of nothing', 'amendUsage', correction, 'REQUIRED', ''],
  ['an amendment to what it is', 'amendUsage', { ...correction, properties: { n: 10, model: 'small' } }, 'INVALID_VALUE', ''],
  ['an amendment that takes the value away', 'amendUsage', { ...correction, properties: { model: 'small' } }, 'REQUIRED', 'properties.n'],
  ['an amendment to a text', 'amendUsage', { ...correction, properties: { n: 'many' } }, 'INVALID_VALUE', 'properties.n'],
  ['an amendment to 13 fraction digits', 'amendUsage', { ...correction, properties: { n: '0.0000000000001' } }, 'OUT_OF_RANGE', 'properties.n'],
  ['an amendment to 9 KB', 'amendUsage', { ...correction, properties: { n: 1, text: 'x'.repeat(9_000) } }, 'TOO_LONG', 'properties'],
];

const charge = { idempotencyKey: 'new', customerExternalId: 'acme', description: 'Setup', amount: '5.00' };
const { amount: _, ...unpriced } = charge;
const CHARGES: readonly RefusedInput[] = [
  ['a charge for nobody', 'addCharge', { ...charge, customerExternalId: 'nobody' }, 'NOT_FOUND', 'customerExternalId'],
  ['a charge about no subscription', 'addCharge', { ...charge, subscriptionId: 'sub_AAAA' }, 'NOT_FOUND', 'subscriptionId'],
  ['a charge about a customer for a subscription', 'addCharge', { ...charge, subscriptionId: 'cus_AAAA' }, 'NOT_FOUND', 'subscriptionId'],
  ['a charge without a description', 'addCharge', { ...charge, description: ' ' }, 'REQUIRED', 'description'],
  ['a description of 501 characters', 'addCharge', { ...charge, description: 'd'.repeat(501) }, 'TOO_LONG', 'description'],
  ['U+0000 in a description', 'addCharge', { ...charge, description: 'a\u0000' }, 'INVALID_VALUE', 'description'],
  ['a charge of nothing said', 'addCharge', unpriced, 'REQUIRED', 'amount'],
  ['a negative charge', 'addCharge', { ...charge, amount: '-0.01' }, 'OUT_OF_RANGE', 'amount'],
  ['a tenth of a cent', 'addCharge', { ...charge, amount: '0.001' }, 'OUT_OF_RANGE', 'amount'],
  ['half a yen', 'addCharge', { ...charge, customerExternalId: 'kyoto', amount: '0.5' }, 'OUT_OF_RANGE', 'amount'],
  ['an amount beyond the ledger', 'addCharge', { ...charge, amount: '92233720368547758.08' }, 'OUT_OF_RANGE', 'amount'],
  ['an amount and a quantity', 'addCharge', { ...charge, quantity: '1', unitAmount: '5' }, 'INVALID_VALUE', 'amount'],
  ['a quantity without a price', 'addCharge', { ...unpriced, quantity: '1' }, 'REQUIRED', 'unitAmount'],
  ['a price without a quantity', 'addCharge', { ...unpriced, unitAmount: '1' }, 'REQUIRED', 'quantity'],
  ['a negative quantity of a charge', 'addCharge', { ...unpriced, quantity: '-1', unitAmount: '1' }, 'OUT_OF_RANGE', 'quantity'],
  ['a product beyond the ledger', 'addCharge', { ...unpriced, quantity: '10000000000', unitAmount: '10000000000' }, 'OUT_OF_RANGE', 'unitAmount'],
  ['a service that ends as it starts', 'addCharge', { ...charge, servicePeriod: { start: JANUARY, end: JANUARY } }, 'OUT_OF_RANGE', 'servicePeriod.end'],
  ['a tax rate given twice', 'addCharge', { ...charge, taxRateCodes: ['a', 'a'] }, 'CONFLICT', 'taxRateCodes.1'],
  ['an unknown rate of a charge', 'addCharge', { ...charge, taxRateCodes: ['vat', 'nothing'] }, 'NOT_FOUND', 'taxRateCodes.1'],
  ['21 tax rates', 'addCharge', { ...charge, taxRateCodes: Array.from({ length: 21 }, (_, n) => `t${n}`) }, 'TOO_MANY', 'taxRateCodes'],
  ['an empty reason', 'addCharge', { ...charge, reason: '' }, 'REQUIRED', 'reason'],
  ['a reversal of no charge', 'reverseCharge', { idempotencyKey: 'new', chargeId: 'chg_AAAA', reason: 'r' }, 'NOT_FOUND', 'chargeId'],
];

const credit = { idempotencyKey: 'new', customerExternalId: 'acme', amount: '5.00' };
const CREDITS: readonly RefusedInput[] = [
  ['credit of nobody', 'grantCredits', { ...credit, customerExternalId: 'nobody' }, 'NOT_FOUND', 'customerExternalId'],
  ['no credit', 'grantCredits', { ...credit, amount: '0' }, 'OUT_OF_RANGE', 'amount'],
  ['negative credit', 'grantCredits', { ...credit, amount: '-5' }, 'OUT_OF_RANGE', 'amount'],
  ['half a yen of credit', 'grantCredits', { ...credit, customerExternalId: 'kyoto', amount: '0.5' }, 'OUT_OF_RANGE', 'amount'],
  ['credit in another currency', 'grantCredits', { ...credit, currency: 'EUR' }, 'CURRENCY_MISMATCH', 'currency'],
  ['credit in an unknown unit', 'grantCredits', { ...credit, unit: 'HOURS' }, 'NOT_FOUND', 'unit'],
  ['credit in a unit without a rate for yen', 'grantCredits', { ...credit, customerExternalId: 'kyoto', unit: 'TOKENS' }, 'CURRENCY_MISMATCH', 'unit'],
  ['a purchase of less than a cent', 'purchaseCredits', { ...credit, amount: '0.01', unit: 'TOKENS' }, 'OUT_OF_RANGE', 'amount'],
  ['a unit named like a currency', 'createCreditUnit', { code: 'USD' }, 'INVALID_VALUE', 'code'],
  ['a rate of nothing', 'publishCreditUnitRate', { code: 'TOKENS', currency: 'USD', moneyPerUnit: '0', effectiveFrom: FEBRUARY }, 'OUT_OF_RANGE', 'moneyPerUnit'],
  ['a negative priority', 'grantCredits', { ...credit, priority: -1 }, 'OUT_OF_RANGE', 'priority'],
  ['credit that expires as it starts', 'grantCredits', { ...credit, expiresAt: FEBRUARY }, 'OUT_OF_RANGE', 'expiresAt'],
  ['credit that expires before it starts', 'grantCredits', { ...credit, startsAt: '2026-04-01T00:00:00Z', expiresAt: '2026-03-01T00:00:00Z' }, 'OUT_OF_RANGE', 'expiresAt'],
  ['a scope that names nothing', 'grantCredits', { ...credit, scope: {} }, 'INVALID_VALUE', 'scope'],
  ['a scope with an empty list', 'grantCredits', { ...credit, scope: { planCodes: [] } }, 'REQUIRED', 'scope.planCodes'],
  ['a scope of no meter', 'grantCredits', { ...credit, scope: { meterCodes: ['tokens', 'nothing'] } }, 'NOT_FOUND', 'scope.meterCodes.1'],
  ['a scope of no price', 'grantCredits', { ...credit, scope: { priceCodes: ['nothing'] } }, 'NOT_FOUND', 'scope.priceCodes.0'],
  ['a scope of no plan', 'grantCredits', { ...credit, scope: { planCodes: ['nothing'] } }, 'NOT_FOUND', 'scope.planCodes.0'],
  ['a provider of a gift', 'grantCredits', { ...credit, provider: 'bank' }, 'INVALID_VALUE', 'provider'],
  ['a purchase of nothing', 'purchaseCredits', { ...credit, amount: '0' }, 'OUT_OF_RANGE', 'amount'],
  ['a bonus of nothing', 'purchaseCredits', { ...credit, bonusAmount: '0.00' }, 'OUT_OF_RANGE', 'bonusAmount'],
  ['a purchase at an unknown rate', 'purchaseCredits', { ...credit, taxRateCodes: ['nothing'] }, 'NOT_FOUND', 'taxRateCodes.0'],
  ['an alert of nobody', 'createCreditAlert', { idempotencyKey: 'new', customerExternalId: 'nobody', threshold: '1' }, 'NOT_FOUND', 'customerExternalId'],
  ['an alert at nothing', 'createCreditAlert', { idempotencyKey: 'new', customerExternalId: 'acme', threshold: '0' }, 'OUT_OF_RANGE', 'threshold'],
  ['a removal of no alert', 'removeCreditAlert', { idempotencyKey: 'new', creditAlertId: 'cal_AAAA' }, 'NOT_FOUND', 'creditAlertId'],
  ['a top-up that would follow itself', 'setTopUpRule', { idempotencyKey: 'new', customerExternalId: 'acme', threshold: '10', amount: '9.99', monthlyLimit: '100' }, 'TOP_UP_LOOP', 'amount'],
  ['a top-up at an unknown rate', 'setTopUpRule', { idempotencyKey: 'new', customerExternalId: 'acme', threshold: '10', amount: '10', monthlyLimit: '10', taxRateCodes: ['nothing'] }, 'NOT_FOUND', 'taxRateCodes.0'],
  ['a top-up in an unknown unit', 'setTopUpRule', { idempotencyKey: 'new', customerExternalId: 'acme', threshold: '10', amount: '9', monthlyLimit: '10', unit: 'NONE' }, 'NOT_FOUND', 'unit'],
  ['an end of no top-up', 'endTopUpRule', { idempotencyKey: 'new', topUpRuleId: 'tur_AAAA' }, 'NOT_FOUND', 'topUpRuleId'],
  ['recurring credit of nobody', 'createRecurringGrant', { ...credit, customerExternalId: 'nobody', interval: { unit: 'MONTH' } }, 'NOT_FOUND', 'customerExternalId'],
  ['recurring credit that rolls over without a limit', 'createRecurringGrant', { ...credit, interval: { unit: 'MONTH' }, rollover: {} }, 'INVALID_VALUE', 'rollover'],
  ['recurring credit for no meter', 'createRecurringGrant', { ...credit, interval: { unit: 'MONTH' }, scope: { meterCodes: ['nothing'] } }, 'NOT_FOUND', 'scope.meterCodes.0'],
  ['an end of no recurring grant', 'endRecurringGrant', { idempotencyKey: 'new', recurringGrantId: 'rcg_AAAA' }, 'NOT_FOUND', 'recurringGrantId'],
  ['a void of no grant', 'voidGrant', { idempotencyKey: 'new', grantId: 'grt_AAAA' }, 'NOT_FOUND', 'grantId'],
  ['a transfer of no grant', 'transferCredits', { idempotencyKey: 'new', grantId: 'grt_AAAA', toCustomerExternalId: 'kyoto' }, 'NOT_FOUND', 'grantId'],
  ['a hold of more than there is', 'holdCredits', { idempotencyKey: 'new', customerExternalId: 'acme', amount: '0.01' }, 'INSUFFICIENT_CREDIT', 'amount'],
  ['a capture of no hold', 'captureHold', { idempotencyKey: 'new', holdId: 'hld_AAAA' }, 'NOT_FOUND', 'holdId'],
  ['a release of no hold', 'releaseHold', { idempotencyKey: 'new', holdId: 'hld_AAAA' }, 'NOT_FOUND', 'holdId'],
  ['another expiry of no grant', 'adjustGrantExpiry', { idempotencyKey: 'new', grantId: 'grt_AAAA' }, 'NOT_FOUND', 'grantId'],
];

const payment = { idempotencyKey: 'new', customerExternalId: 'acme', amount: '5.00', currency: 'USD' };
const SETTLEMENTS: readonly RefusedInput[] = [
  ['a payment of nobody', 'recordPayment', { ...payment, customerExternalId: 'nobody' }, 'NOT_FOUND', 'customerExternalId'],
  ['a payment in no currency', 'recordPayment', { ...payment, currency: 'XXX' }, 'UNKNOWN_CURRENCY', 'currency'],
  ['a payment in another currency', 'recordPayment', { ...payment, currency: 'EUR' }, 'CURRENCY_MISMATCH', 'currency'],
  ['a payment that is still to come', 'recordPayment', { ...payment, paidAt: '2026-02-01T00:00:00.001Z' }, 'OUT_OF_RANGE', 'paidAt'],
  ['a payment of nothing', 'recordPayment', { ...payment, amount: '0' }, 'OUT_OF_RANGE', 'amount'],
  ['a negative payment', 'recordPayment', { ...payment, amount: '-1' }, 'OUT_OF_RANGE', 'amount'],
  ['a payment of a tenth of a cent', 'recordPayment', { ...payment, amount: '0.001' }, 'OUT_OF_RANGE', 'amount'],
  ['a payment beyond the ledger', 'recordPayment', { ...payment, amount: '92233720368547758.08' }, 'OUT_OF_RANGE', 'amount'],
  ['a payment for no invoice', 'recordPayment', { ...payment, allocations: [{ invoiceId: 'inv_AAAA', amount: '5' }] }, 'NOT_FOUND', 'allocations.0.invoiceId'],
  ['an invoice paid twice at once', 'recordPayment', { ...payment, allocations: [{ invoiceId: 'x', amount: '1' }, { invoiceId: 'x', amount: '1' }] }, 'CONFLICT', 'allocations.1.invoiceId'],
  ['allocations of more than the payment', 'recordPayment', { ...payment, allocations: [{ invoiceId: 'x', amount: '5.01' }] }, 'OUT_OF_RANGE', 'allocations'],
  ['an allocation of nothing', 'recordPayment', { ...payment, allocations: [{ invoiceId: 'x', amount: '0' }] }, 'OUT_OF_RANGE', 'allocations.0.amount'],
  ['1,001 allocations', 'recordPayment', { ...payment, allocations: Array.from({ length: 1_001 }, () => ({ invoiceId: 'x', amount: '1' })) }, 'TOO_MANY', 'allocations'],
  ['an empty provider', 'recordPayment', { ...payment, provider: '' }, 'REQUIRED', 'provider'],
  ['a reference of 501 characters', 'recordPayment', { ...payment, reference: 'r'.repeat(501) }, 'TOO_LONG', 'reference'],
  ['credit of a customer without any', 'applyCustomerCredit', { idempotencyKey: 'new', customerExternalId: 'acme' }, 'INVALID_STATE', 'customerExternalId'],
  ['credit of nobody', 'applyCustomerCredit', { idempotencyKey: 'new', customerExternalId: 'nobody' }, 'NOT_FOUND', 'customerExternalId'],
  ['a refund of more than the credit', 'refundCustomerCredit', { idempotencyKey: 'new', customerExternalId: 'acme', amount: '0.01' }, 'OUT_OF_RANGE', 'amount'],
  ['a refund that is none', 'payRefund', { idempotencyKey: 'new', refundId: 'stl_AAAA' }, 'NOT_FOUND', 'refundId'],
  ['a write-off of no invoice', 'writeOffInvoice', { idempotencyKey: 'new', invoiceId: 'inv_AAAA' }, 'NOT_FOUND', 'invoiceId'],
];

const note = { idempotencyKey: 'new', invoiceId: 'inv_AAAA', reason: 'r' };
const CREDIT_NOTES: readonly RefusedInput[] = [
  ['a credit note on no invoice', 'issueCreditNote', note, 'NOT_FOUND', 'invoiceId'],
  ['a note of late usage for nobody', 'issueUsageNote', { idempotencyKey: 'new', customerExternalId: 'nobody' }, 'NOT_FOUND', 'customerExternalId'],
  ['a void of no invoice', 'voidInvoice', { ...note, lines: 'GIVE_UP' }, 'NOT_FOUND', 'invoiceId'],
  ['a payment back that is none', 'refundPayment', { idempotencyKey: 'new', paymentId: 'stl_AAAA' }, 'NOT_FOUND', 'paymentId'],
  ['a failure of no payment', 'failPayment', { idempotencyKey: 'new', paymentId: 'stl_AAAA' }, 'NOT_FOUND', 'paymentId'],
];

const coupon = { code: 'new', percentage: '10' };
const COUPONS: readonly RefusedInput[] = [
  ['a coupon of nothing', 'createCoupon', { code: 'new' }, 'REQUIRED', 'percentage'],
  ['a coupon of no percent', 'createCoupon', { ...coupon, percentage: '0' }, 'OUT_OF_RANGE', 'percentage'],
  ['a coupon of 101 percent', 'createCoupon', { ...coupon, percentage: '101' }, 'OUT_OF_RANGE', 'percentage'],
  ['a percentage and an amount', 'createCoupon', { ...coupon, amount: '1', currency: 'USD' }, 'INVALID_VALUE', 'amount'],
  ['a percentage in a currency', 'createCoupon', { ...coupon, currency: 'USD' }, 'INVALID_VALUE', 'currency'],
  ['an amount without a currency', 'createCoupon', { code: 'new', amount: '1' }, 'REQUIRED', 'currency'],
  ['an amount in no currency', 'createCoupon', { code: 'new', amount: '1', currency: 'XYZ' }, 'UNKNOWN_CURRENCY', 'currency'],
  ['half a yen off', 'createCoupon', { code: 'new', amount: '0.5', currency: 'JPY' }, 'OUT_OF_RANGE', 'amount'],
  ['a negative coupon', 'createCoupon', { code: 'new', amount: '-1', currency: 'USD' }, 'OUT_OF_RANGE', 'amount'],
  ['REPEATING without periods', 'createCoupon', { ...coupon, duration: 'REPEATING' }, 'REQUIRED', 'periods'],
  ['ONCE with periods', 'createCoupon', { ...coupon, periods: 2 }, 'INVALID_VALUE', 'periods'],
  ['no periods', 'createCoupon', { ...coupon, duration: 'REPEATING', periods: 0 }, 'OUT_OF_RANGE', 'periods'],
  ['a coupon for no price', 'createCoupon', { ...coupon, priceCodes: [] }, 'REQUIRED', 'priceCodes'],
  ['a price given twice', 'createCoupon', { ...coupon, priceCodes: ['a', 'a'] }, 'CONFLICT', 'priceCodes.1'],
  ['a coupon for no plan that there is', 'createCoupon', { ...coupon, planCodes: ['hybrid', 'nothing'] }, 'NOT_FOUND', 'planCodes.1'],
  ['a coupon for nobody to redeem', 'createCoupon', { ...coupon, redemptionLimit: 0 }, 'OUT_OF_RANGE', 'redemptionLimit'],
  ['no such coupon', 'applyCoupon', { idempotencyKey: 'new', customerExternalId: 'acme', couponCode: 'nothing' }, 'NOT_FOUND', 'couponCode'],
  ['a coupon for a customer who is not', 'applyCoupon', { idempotencyKey: 'new', customerExternalId: 'nobody', couponCode: 'nothing' }, 'NOT_FOUND', 'customerExternalId'],
  ['a coupon on no subscription', 'applyCoupon', { idempotencyKey: 'new', customerExternalId: 'acme', subscriptionId: 'sub_AAAA', couponCode: 'nothing' }, 'NOT_FOUND', 'subscriptionId'],
  ['a removal of no coupon', 'removeCoupon', { idempotencyKey: 'new', appliedCouponId: 'apc_AAAA' }, 'NOT_FOUND', 'appliedCouponId'],
];

const OTHERS: readonly RefusedInput[] = [
  ['a clock set back', 'advanceClock', { to: '2026-01-31T23:59:59.999Z' }, 'OUT_OF_RANGE', 'to'],
  ['a key without scopes', 'createApiKey', { name: 'k', scopes: [] }, 'REQUIRED', 'scopes'],
  ['a scope that its maker lacks', 'createApiKey', { name: 'k', scopes: ['USAGE_READ', 'TENANTS_MANAGE'] }, 'INVALID_VALUE', 'scopes.1'],
  ['a key for nobody', 'createApiKey', { name: 'k', scopes: ['USAGE_READ'], customerId: 'cus_AAAA' }, 'NOT_FOUND', 'customerId'],
  ['a key that has expired', 'createApiKey', { name: 'k', scopes: ['USAGE_READ'], expiresAt: '2026-02-01T00:00:00Z' }, 'OUT_OF_RANGE', 'expiresAt'],
  ['a key that is none', 'revokeApiKey', { id: 'key_AAAA' }, 'NOT_FOUND', 'id'],
  ['1,001 events', 'recordUsage', { events: Array.from({ length: 1_001 }, (_, n) => ({ key: `k${n}`, customerExternalId: 'acme', eventName: 'request', occurredAt: JANUARY })) }, 'TOO_MANY', 'events'],
];

export const REFUSED_INPUTS: readonly RefusedInput[] = [...KEYS, ...CUSTOMERS, ...METERS, ...PLANS, ...SUBSCRIPTIONS, ...INVOICES, ...CHARGES, ...COUPONS, ...CREDITS, ...SETTLEMENTS, ...CREDIT_NOTES, ...TAXES, ...CORRECTIONS, ...PRIVACY, ...OTHERS];

/** Values that are no decimals, and no times, as JSON. */
export const BAD_DECIMALS: readonly string[] = ['"12,5"', '"NaN"', '"Infinity"', '"1e400"', '"1e3"', '" 1"', '"+1"', '"01"', '"1."', '".5"', '""', '"0x10"', '1.5', '1e400', '9007199254740993', 'true', '["1"]'];
export const BAD_TIMES: readonly string[] = ['"yesterday"', '"2026-01-01"', '"2026-01-01T00:00:00"', '"2026-01-01 00:00:00Z"', '"2026-02-30T00:00:00Z"', '"2026-01-01T24:00:00Z"', '"2026-01-01T23:59:60Z"', '"1969-12-31T23:59:59Z"', '""', '1767225600000', 'true'];

/** An event's fields that are wrong, as JSON, and what the event is REJECTED for. */
export const REJECTED_EVENTS: readonly (readonly [fault: string, fields: string, code: string, path: string])[] = [
  ...BAD_KEYS.map(([fault, key, code]) => [fault, `"key": ${JSON.stringify(key)}`, code, 'key'] as const),
  ['an unknown customer', '"customerExternalId": "nobody"', 'NOT_FOUND', 'customerExternalId'],
  ['an empty event name', '"eventName": ""', 'REQUIRED', 'eventName'],
  ...BAD_TIMES.filter((time) => time.startsWith('"') && time !== '""' && !time.includes('1969')).map((time) => [`the time ${time}`, `"occurredAt": ${time}`, 'INVALID_VALUE', 'occurredAt'] as const),
  ['no time', '"occurredAt": ""', 'REQUIRED', 'occurredAt'],
  ['a time before 1970', '"occurredAt": "1969-12-31T23:59:59Z"', 'OUT_OF_RANGE', 'occurredAt'],
  ['no value for a SUM', '"properties": {"model": "small"}', 'REQUIRED', 'properties.n'],
  ['null for a SUM', '"properties": {"n": null}', 'REQUIRED', 'properties.n'],
  ['a truth value for a SUM', '"properties": {"n": true}', 'INVALID_VALUE', 'properties.n'],
  ['a text for a SUM', '"properties": {"n": "many"}', 'INVALID_VALUE', 'properties.n'],
  ['an object for a SUM', '"properties": {"n": {"value": 1}}', 'INVALID_VALUE', 'properties.n'],
  ['"NaN" for a SUM', '"properties": {"n": "NaN"}', 'INVALID_VALUE', 'properties.n'],
  ['"1e400" for a SUM', '"properties": {"n": "1e400"}', 'INVALID_VALUE', 'properties.n'],
  ['1e400 for a SUM', '"properties": {"n": 1e400}', 'INVALID_VALUE', 'properties.n'],
  ['1e400 where nobody looks', '"properties": {"n": 1, "other": {"deep": [0, 1e400]}}', 'INVALID_VALUE', 'properties.other.deep.1'],
  ['a number with too many digits', '"properties": {"n": 12345678901234567890}', 'INVALID_VALUE', 'properties.n'],
  ['27 integer digits', `"properties": {"n": "1${'0'.repeat(26)}"}`, 'OUT_OF_RANGE', 'properties.n'],
  ['13 fraction digits', '"properties": {"n": "0.0000000000001"}', 'OUT_OF_RANGE', 'properties.n'],
  ['properties of 9 KB', `"properties": {"n": 1, "text": "${'x'.repeat(9_000)}"}`, 'TOO_LONG', 'properties'],
  ['U+0000 in a property', '"properties": {"n": 1, "text": "\\u0000"}', 'INVALID_VALUE', 'properties.text'],
];

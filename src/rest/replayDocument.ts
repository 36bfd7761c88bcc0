/** A replay's proof object as plain JSON: for the operator's command, and for his API. */
import type { CurrencyCode } from '../core/currency.ts';
import { type Decimal, decimalText } from '../core/decimal.ts';
import { instantText } from '../core/instant.ts';
import type { JsonObject } from '../core/json.ts';
import type { LineFigures } from '../core/lineReplay.ts';
import { amountText } from '../core/money.ts';
import type { RatingStep } from '../core/pricing/model.ts';
import type { Divergence, LedgerReplay } from '../services/replayLedger.ts';

export function replayDocument({ drift, divergences, ...counts }: LedgerReplay): JsonObject {
  return {
    ...counts,
    drift: drift.map(({ minor, currency }) => ({ amount: amountText(minor, currency), currency })),
    divergences: divergences.map(divergenceDocument),
  };
}

function divergenceDocument({ kind, message, tenantId, customerExternalId, lineKey, service, currency, ledger, rebuilt }: Divergence): JsonObject {
  return {
    kind,
    message,
    tenantId,
    customerExternalId,
    lineKey,
    servicePeriod: service && { start: instantText(service.start), end: instantText(service.end) },
    currency,
    ledger: ledger && { ...figuresDocument(ledger, currency), journalSeq: ledger.seq },
    rebuilt: rebuilt && { ...figuresDocument(rebuilt, currency), steps: rebuilt.steps.map(stepDocument) },
  };
}

function figuresDocument({ quantity, eventCount, amount, exactAmount, ratedDigest }: LineFigures, currency: CurrencyCode): JsonObject {
  return { quantity: textOrNull(quantity), eventCount, amount: amountText(amount, currency), exactAmount: decimalText(exactAmount), ratedDigest };
}

function stepDocument({ kind, label, quantity, unitAmount, flatAmount, amount }: RatingStep): JsonObject {
  return { kind, label, quantity: textOrNull(quantity), unitAmount: textOrNull(unitAmount), flatAmount: textOrNull(flatAmount), amount: decimalText(amount) };
}

function textOrNull(value: Decimal | null): string | null {
  return value === null ? null : decimalText(value);
}

import { describe, expect, it } from 'vitest';
import { isAsPosted, rateOneOff } from '../../src/core/oneOffCharge.ts';
import type { InvoiceView } from '../../src/core/invoice.ts';
import { checkBook } from '../support/bookChecks.ts';
import { BookSimulator } from '../support/bookSimulator.ts';
import { FEE, USD, UTC, at, planVersion } from '../support/ledger.ts';
import { refusalOf } from '../support/refusal.ts';

/** A customer with a fee of 30.00 a month from 1 January. */
function customer(): BookSimulator {
  const simulator = new BookSimulator({ currency: USD, zone: UTC, versions: [planVersion({ prices: [FEE] })] });
  simulator.subscribe('s', { startAt: at('2026-01-01'), planVersionId: 'v1', quantities: {} });
  return simulator;
}

const SETUP = { description: 'Setup', amount: '100.00' };
const linesOf = (view: InvoiceView | undefined) => (view?.lines ?? []).map(({ description, amount, previous }) => `${description} ${amount}${previous === null ? '' : ` (before ${previous.amount})`}`);
const issue = (simulator: BookSimulator, asOf: string) => {
  const invoice = simulator.issue(at(asOf));
  checkBook(simulator);
  return linesOf(invoice?.view);
};

describe('one-off charges', () => {
  it('addCharge: is on the next invoice after the lines of subscriptions, whatever its as-of, and on no other', () => {
    const simulator = customer();
    simulator.addCharge('c1', at('2026-03-05'), SETUP);
    // The first invoice looks back to a time before the charge was made.
    expect(issue(simulator, '2026-01-15')).toEqual(['Monthly fee 3000', 'Setup 10000']);
    expect(issue(simulator, '2026-02-15')).toEqual(['Monthly fee 3000']);
    simulator.addCharge('c2', at('2026-06-01'), { description: 'Training', quantity: '3', unitAmount: '0.335' });
    // 3 x 0.335 = 1.005 -> 1.01, half away from zero.
    expect(issue(simulator, '2026-02-15')).toEqual(['Training 101']);
  });

  it('addCharge: a charge of nothing is a line of 0.00', () => {
    const simulator = customer();
    simulator.addCharge('c1', at('2026-01-01'), { description: 'Onboarding', amount: '0' });
    const lines = simulator.journals.map(({ kind, postings }) => `${kind} ${postings.length}`);
    expect(lines).toEqual(['ONE_OFF 0']);
  });

  it('addCharge: without a service period it is for the local day on which it was added', () => {
    const simulator = customer();
    simulator.addCharge('c1', at('2026-03-05T17:30:00Z'), SETUP);
    simulator.addCharge('c2', at('2026-03-05T17:30:00Z'), { ...SETUP, servicePeriod: { start: at('2026-01-01'), end: at('2026-04-01') } });
    expect([...simulator.charges.values()].map(({ terms }) => terms.service)).toEqual([
      { start: at('2026-03-05'), end: at('2026-03-06') },
      { start: at('2026-01-01'), end: at('2026-04-01') },
    ]);
  });

  it('reverseCharge: before any invoice has it, the charge is on none', () => {
    const simulator = customer();
    simulator.addCharge('c1', at('2026-01-05'), SETUP);
    simulator.reverseCharge('c1', at('2026-01-06'), 'wrong customer');
    expect(linesOf(simulator.draft(at('2026-01-15')))).toEqual(['Monthly fee 3000']);
    expect(issue(simulator, '2026-01-15')).toEqual(['Monthly fee 3000']);
    expect(simulator.draft(at('2026-01-15')).lines).toEqual([]);
  });

  it('reverseCharge: afterwards the next invoice gives it back, naming what was charged', () => {
    const simulator = customer();
    simulator.addCharge('c1', at('2026-01-05'), { description: 'Training', quantity: '2', unitAmount: '50' });
    expect(issue(simulator, '2026-01-15')).toEqual(['Monthly fee 3000', 'Training 10000']);
    simulator.reverseCharge('c1', at('2026-01-20'), 'did not happen');
    const view = simulator.draft(at('2026-01-20'));
    expect(linesOf(view)).toEqual(['Training -10000 (before 10000)']);
    expect(view.lines[0]).toMatchObject({ chargeId: 'c1', priceId: null, lineKey: 'charge:c1' });
    expect([view.lines[0]?.quantity?.toFixed(), view.lines[0]?.previous?.quantity?.toFixed()]).toEqual(['-2', '2']);
    expect(issue(simulator, '2026-01-20')).toEqual(['Training -10000 (before 10000)']);
  });

  it('reverseCharge: a charge is taken back once', () => {
    const simulator = customer();
    simulator.addCharge('c1', at('2026-01-05'), SETUP);
    simulator.reverseCharge('c1', at('2026-01-06'), 'wrong');
    expect(refusalOf(() => simulator.reverseCharge('c1', at('2026-01-07'), 'again'))).toBe('INVALID_STATE at chargeId');
  });

  it('isAsPosted: what is billed again is the charge or its reversal, and no other evidence', () => {
    const simulator = customer();
    simulator.addCharge('c1', at('2026-01-05'), SETUP);
    simulator.addCharge('c2', at('2026-01-05'), { description: 'Training', amount: '20.00' });
    simulator.reverseCharge('c1', at('2026-01-06'), 'wrong');
    const [charged, other, reversal] = simulator.journals.map(({ line }) => line);
    const charge = simulator.charges.get('c1')!;
    const isBilledAgain = (line: typeof charged) => isAsPosted(charge, { kind: 'REBILLING', line: line!, reversesSeq: null });
    expect([isBilledAgain(charged), isBilledAgain(reversal), isBilledAgain(other)]).toEqual([true, true, false]);
    // A charge itself never says what its reversal does.
    expect(isAsPosted(charge, { kind: 'ONE_OFF', line: reversal!, reversesSeq: null })).toBe(false);
  });

  it('rateOneOff: explains an amount, units at a price, and what was taken back', () => {
    const simulator = customer();
    simulator.addCharge('c1', at('2026-01-05'), SETUP);
    simulator.addCharge('c2', at('2026-01-05'), { description: 'Hours', quantity: '1.5', unitAmount: '80' });
    const [setup, hours] = [...simulator.charges.values()];
    const explained = [rateOneOff(setup!.terms, null), rateOneOff(hours!.terms, null), rateOneOff(hours!.terms, 'not done')];
    expect(explained.map(({ exact, steps }) => [exact.toFixed(), ...steps.map(({ kind, label, amount }) => `${kind} ${label} ${amount.toFixed()}`)])).toEqual([
      ['100', 'FLAT Setup 100'],
      ['120', 'UNIT Hours 120'],
      ['0', 'UNIT Hours 120', 'REVERSED not done -120'],
    ]);
  });
});

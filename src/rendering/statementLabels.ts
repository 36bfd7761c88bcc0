/** What stands on statements of account in each language, beside what stands on every document. */
import type { Language } from './language.ts';

export interface StatementLabels {
  readonly title: string;
  readonly period: string;
  readonly knownAt: string;
  readonly opening: string;
  readonly change: string;
  readonly closing: string;
  readonly balance: string;
  readonly credit: string;
  readonly refundsPayable: string;
  readonly aged: string;
  /** Not past due; then by days. */
  readonly current: string;
  /** `{days}`. */
  readonly days: string;
  readonly reference: string;
  /** By kind of journal; `other` for every other. */
  readonly kinds: Readonly<Record<'PAYMENT' | 'CREDIT_APPLICATION' | 'REFUND' | 'REFUND_PAYMENT' | 'WRITE_OFF' | 'other', string>>;
}

export const STATEMENT_LABELS: Readonly<Record<Language, StatementLabels>> = {
  en: {
    title: 'Statement of account',
    period: 'Period',
    knownAt: 'As known on',
    opening: 'Opening balance',
    change: 'Change',
    closing: 'Closing balance',
    balance: 'Balance',
    credit: 'Credit not used yet',
    refundsPayable: 'Refunds still to be paid',
    aged: 'Owed, by days past due',
    current: 'Not past due',
    days: '{days} days',
    reference: 'Reference',
    kinds: { PAYMENT: 'Payment', CREDIT_APPLICATION: 'Credit applied', REFUND: 'Refund', REFUND_PAYMENT: 'Refund paid', WRITE_OFF: 'Written off', other: 'Correction' },
  },
  de: {
    title: 'Kontoauszug',
    period: 'Zeitraum',
    knownAt: 'Kenntnisstand vom',
    opening: 'Anfangssaldo',
    change: 'Veränderung',
    closing: 'Endsaldo',
    balance: 'Saldo',
    credit: 'Noch nicht verwendetes Guthaben',
    refundsPayable: 'Noch auszuzahlende Erstattungen',
    aged: 'Offen, nach Tagen der Überfälligkeit',
    current: 'Nicht überfällig',
    days: '{days} Tage',
    reference: 'Referenz',
    kinds: { PAYMENT: 'Zahlung', CREDIT_APPLICATION: 'Guthaben verrechnet', REFUND: 'Erstattung', REFUND_PAYMENT: 'Erstattung ausgezahlt', WRITE_OFF: 'Ausgebucht', other: 'Berichtigung' },
  },
  fr: {
    title: 'Relevé de compte',
    period: 'Période',
    knownAt: 'État connu le',
    opening: 'Solde initial',
    change: 'Variation',
    closing: 'Solde final',
    balance: 'Solde',
    credit: 'Avoir non utilisé',
    refundsPayable: 'Remboursements à verser',
    aged: 'Dû, par jours de retard',
    current: 'Non échu',
    days: '{days} jours',
    reference: 'Référence',
    kinds: { PAYMENT: 'Paiement', CREDIT_APPLICATION: 'Avoir imputé', REFUND: 'Remboursement', REFUND_PAYMENT: 'Remboursement versé', WRITE_OFF: 'Passé en perte', other: 'Correction' },
  },
  el: {
    title: 'Κατάσταση λογαριασμού',
    period: 'Περίοδος',
    knownAt: 'Όπως ήταν γνωστά στις',
    opening: 'Αρχικό υπόλοιπο',
    change: 'Μεταβολή',
    closing: 'Τελικό υπόλοιπο',
    balance: 'Υπόλοιπο',
    credit: 'Αχρησιμοποίητη πίστωση',
    refundsPayable: 'Επιστροφές προς πληρωμή',
    aged: 'Οφειλές ανά ημέρες καθυστέρησης',
    current: 'Μη ληξιπρόθεσμα',
    days: '{days} ημέρες',
    reference: 'Αναφορά',
    kinds: { PAYMENT: 'Πληρωμή', CREDIT_APPLICATION: 'Συμψηφισμός πίστωσης', REFUND: 'Επιστροφή', REFUND_PAYMENT: 'Πληρωμή επιστροφής', WRITE_OFF: 'Διαγραφή οφειλής', other: 'Διόρθωση' },
  },
  ja: {
    title: '取引明細書',
    period: '期間',
    knownAt: '記録時点',
    opening: '期首残高',
    change: '増減',
    closing: '期末残高',
    balance: '残高',
    credit: '未使用の預り金',
    refundsPayable: '未払いの返金',
    aged: '延滞日数別の未払額',
    current: '期限内',
    days: '{days}日',
    reference: '参照',
    kinds: { PAYMENT: '入金', CREDIT_APPLICATION: '預り金の充当', REFUND: '返金', REFUND_PAYMENT: '返金の支払', WRITE_OFF: '貸倒処理', other: '訂正' },
  },
};

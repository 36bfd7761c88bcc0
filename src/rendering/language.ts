/** Languages of documents, and what stands on every document in each of them. */
import type { TaxCategory } from '../core/taxRate.ts';

export const LANGUAGES = ['en', 'de', 'fr', 'el', 'ja'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of a BCP 47 tag, whatever its region; English for one that is not spoken here, and for none. */
export function languageOf(tag: string | null): Language {
  const primary = (tag ?? '').split('-')[0]?.toLowerCase();
  return LANGUAGES.find((language) => language === primary) ?? 'en';
}

/** `{x}` is filled in. */
export interface Labels {
  readonly INVOICE: string;
  readonly CREDIT_NOTE: string;
  readonly DEBIT_NOTE: string;
  readonly number: string;
  readonly references: string;
  /** Why a document was issued. */
  readonly reason: string;
  readonly issueDate: string;
  readonly dueDate: string;
  readonly seller: string;
  readonly buyer: string;
  readonly erased: string;
  readonly taxNumber: string;
  readonly registrationNumber: string;
  readonly description: string;
  readonly quantity: string;
  readonly tax: string;
  readonly amount: string;
  readonly subscription: string;
  readonly oneOffCharges: string;
  /** `{period}`, `{amount}`: what was charged before. */
  readonly adjustment: string;
  /** The same of a period that went on when it was charged before. */
  readonly continuation: string;
  /** `{period}`, `{before}`, `{after}`: the whole line before a note and with it. */
  readonly correction: string;
  /** `{period}`: nothing is charged for it, and other credit pays. */
  readonly creditMoved: string;
  readonly priceCorrection: string;
  readonly discount: string;
  readonly creditOffset: string;
  readonly taxRate: string;
  readonly taxableAmount: string;
  readonly included: string;
  readonly subtotal: string;
  readonly discounts: string;
  readonly allTax: string;
  readonly taxIncluded: string;
  readonly credits: string;
  readonly total: string;
  /** `{page}`, `{pages}`. */
  readonly page: string;
  readonly seal: string;
  /** Null where the rate says it all. */
  readonly categories: Readonly<Record<Exclude<TaxCategory, 'S'>, string>>;
}

export const LABELS: Readonly<Record<Language, Labels>> = {
  en: {
    INVOICE: 'Invoice',
    CREDIT_NOTE: 'Credit note',
    DEBIT_NOTE: 'Debit note',
    number: 'Number',
    references: 'Refers to',
    reason: 'Reason',
    issueDate: 'Date of issue',
    dueDate: 'Due date',
    seller: 'Seller',
    buyer: 'Bill to',
    erased: 'Names and addresses were erased.',
    taxNumber: 'Tax number',
    registrationNumber: 'Registration number',
    description: 'Description',
    quantity: 'Quantity',
    tax: 'Tax',
    amount: 'Amount',
    subscription: 'Subscription',
    oneOffCharges: 'One-off charges',
    adjustment: 'Correction for {period}; charged before: {amount}',
    continuation: '{period}; charged before: {amount}',
    correction: 'Correction for {period}; before: {before}; now: {after}',
    creditMoved: '{period}: credit drawn anew, because other usage came late',
    priceCorrection: 'Price correction',
    discount: 'Discount',
    creditOffset: 'Credited already',
    taxRate: 'Tax rate',
    taxableAmount: 'Taxable amount',
    included: 'included in prices',
    subtotal: 'Subtotal',
    discounts: 'Discounts',
    allTax: 'Tax',
    taxIncluded: 'Tax that prices include already',
    credits: 'Credits',
    total: 'Total',
    page: 'Page {page} of {pages}',
    seal: 'Seal',
    categories: { Z: 'Zero rated', E: 'Exempt', AE: 'Reverse charge', K: 'Intra-community supply', G: 'Export', O: 'Outside the scope of tax' },
  },
  de: {
    INVOICE: 'Rechnung',
    CREDIT_NOTE: 'Rechnungskorrektur',
    DEBIT_NOTE: 'Nachberechnung',
    number: 'Nummer',
    references: 'Bezieht sich auf',
    reason: 'Grund',
    issueDate: 'Rechnungsdatum',
    dueDate: 'Fällig am',
    seller: 'Verkäufer',
    buyer: 'Rechnungsempfänger',
    erased: 'Namen und Anschriften wurden gelöscht.',
    taxNumber: 'Steuernummer / USt-IdNr.',
    registrationNumber: 'Registernummer',
    description: 'Beschreibung',
    quantity: 'Menge',
    tax: 'Steuer',
    amount: 'Betrag',
    subscription: 'Abonnement',
    oneOffCharges: 'Einmalige Posten',
    adjustment: 'Berichtigung für {period}; bisher berechnet: {amount}',
    continuation: '{period}; bisher berechnet: {amount}',
    correction: 'Berichtigung für {period}; bisher: {before}; jetzt: {after}',
    creditMoved: '{period}: Guthaben neu angerechnet, weil andere Nutzung nachgemeldet wurde',
    priceCorrection: 'Preisberichtigung',
    discount: 'Rabatt',
    creditOffset: 'Bereits gutgeschrieben',
    taxRate: 'Steuersatz',
    taxableAmount: 'Nettobetrag',
    included: 'in den Preisen enthalten',
    subtotal: 'Zwischensumme',
    discounts: 'Rabatte',
    allTax: 'Steuer',
    taxIncluded: 'Bereits in den Preisen enthaltene Steuer',
    credits: 'Guthaben',
    total: 'Gesamtbetrag',
    page: 'Seite {page} von {pages}',
    seal: 'Siegel',
    categories: { Z: 'Nullsatz', E: 'Steuerbefreit', AE: 'Steuerschuldnerschaft des Leistungsempfängers', K: 'Innergemeinschaftliche Lieferung', G: 'Ausfuhr', O: 'Nicht steuerbar' },
  },
  fr: {
    INVOICE: 'Facture',
    CREDIT_NOTE: 'Avoir',
    DEBIT_NOTE: 'Note de débit',
    number: 'Numéro',
    references: 'Se rapporte à',
    reason: 'Motif',
    issueDate: 'Date d’émission',
    dueDate: 'Date d’échéance',
    seller: 'Vendeur',
    buyer: 'Client',
    erased: 'Les noms et adresses ont été effacés.',
    taxNumber: 'Numéro fiscal / TVA',
    registrationNumber: 'Numéro d’immatriculation',
    description: 'Désignation',
    quantity: 'Quantité',
    tax: 'Taxe',
    amount: 'Montant',
    subscription: 'Abonnement',
    oneOffCharges: 'Frais ponctuels',
    adjustment: 'Correction pour {period} ; déjà facturé : {amount}',
    continuation: '{period} ; déjà facturé : {amount}',
    correction: 'Correction pour {period} ; avant : {before} ; maintenant : {after}',
    creditMoved: '{period} : crédit imputé à nouveau, car une autre utilisation a été déclarée tardivement',
    priceCorrection: 'Correction de prix',
    discount: 'Remise',
    creditOffset: 'Déjà crédité',
    taxRate: 'Taux de taxe',
    taxableAmount: 'Montant hors taxe',
    included: 'comprise dans les prix',
    subtotal: 'Sous-total',
    discounts: 'Remises',
    allTax: 'Taxes',
    taxIncluded: 'Taxes déjà comprises dans les prix',
    credits: 'Crédits',
    total: 'Total',
    page: 'Page {page} sur {pages}',
    seal: 'Sceau',
    categories: { Z: 'Taux zéro', E: 'Exonéré', AE: 'Autoliquidation', K: 'Livraison intracommunautaire', G: 'Exportation', O: 'Hors du champ de la taxe' },
  },
  el: {
    INVOICE: 'Τιμολόγιο',
    CREDIT_NOTE: 'Πιστωτικό τιμολόγιο',
    DEBIT_NOTE: 'Χρεωστικό τιμολόγιο',
    number: 'Αριθμός',
    references: 'Αφορά',
    reason: 'Αιτία',
    issueDate: 'Ημερομηνία έκδοσης',
    dueDate: 'Πληρωτέο έως',
    seller: 'Πωλητής',
    buyer: 'Πελάτης',
    erased: 'Τα ονόματα και οι διευθύνσεις διαγράφηκαν.',
    taxNumber: 'Α.Φ.Μ.',
    registrationNumber: 'Αριθμός μητρώου',
    description: 'Περιγραφή',
    quantity: 'Ποσότητα',
    tax: 'Φόρος',
    amount: 'Ποσό',
    subscription: 'Συνδρομή',
    oneOffCharges: 'Εφάπαξ χρεώσεις',
    adjustment: 'Διόρθωση για {period}· έχουν ήδη χρεωθεί: {amount}',
    continuation: '{period}· έχουν ήδη χρεωθεί: {amount}',
    correction: 'Διόρθωση για {period}· πριν: {before}· τώρα: {after}',
    creditMoved: '{period}: νέος καταλογισμός πίστωσης, επειδή άλλη χρήση δηλώθηκε εκπρόθεσμα',
    priceCorrection: 'Διόρθωση τιμής',
    discount: 'Έκπτωση',
    creditOffset: 'Έχει ήδη πιστωθεί',
    taxRate: 'Συντελεστής φόρου',
    taxableAmount: 'Καθαρή αξία',
    included: 'περιλαμβάνεται στις τιμές',
    subtotal: 'Μερικό σύνολο',
    discounts: 'Εκπτώσεις',
    allTax: 'Φόρος',
    taxIncluded: 'Φόρος που περιλαμβάνεται ήδη στις τιμές',
    credits: 'Πιστώσεις',
    total: 'Σύνολο',
    page: 'Σελίδα {page} από {pages}',
    seal: 'Σφραγίδα',
    categories: { Z: 'Μηδενικός συντελεστής', E: 'Απαλλαγή', AE: 'Αντίστροφη χρέωση', K: 'Ενδοκοινοτική παράδοση', G: 'Εξαγωγή', O: 'Εκτός πεδίου εφαρμογής' },
  },
  ja: {
    INVOICE: '請求書',
    CREDIT_NOTE: '返還請求書',
    DEBIT_NOTE: '追加請求書',
    number: '番号',
    references: '対象書類',
    reason: '理由',
    issueDate: '発行日',
    dueDate: '支払期限',
    seller: '発行者',
    buyer: '請求先',
    erased: '名称と住所は削除されました。',
    taxNumber: '税務番号',
    registrationNumber: '登記番号',
    description: '摘要',
    quantity: '数量',
    tax: '税率',
    amount: '金額',
    subscription: '定期契約',
    oneOffCharges: '一回限りの料金',
    adjustment: '{period}分の訂正（請求済み：{amount}）',
    continuation: '{period}（請求済み：{amount}）',
    correction: '{period}分の訂正（訂正前：{before}、訂正後：{after}）',
    creditMoved: '{period}：他の利用分が遅れて届いたため、充当額を再計算',
    priceCorrection: '価格の訂正',
    discount: '割引',
    creditOffset: '減額済み',
    taxRate: '税率',
    taxableAmount: '税抜金額',
    included: '価格に含まれる',
    subtotal: '小計',
    discounts: '割引',
    allTax: '税額',
    taxIncluded: '価格に含まれる税額',
    credits: '充当額',
    total: '合計',
    page: '{page} / {pages} ページ',
    seal: '封印',
    categories: { Z: 'ゼロ税率', E: '非課税', AE: 'リバースチャージ', K: '域内取引', G: '輸出', O: '課税対象外' },
  },
};

export function fill(label: string, values: Readonly<Record<string, string>>): string {
  return label.replace(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? '');
}

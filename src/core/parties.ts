/** Parties: who sells and who buys, as a document names them. Personal data: kept apart from the ledger, which knows only a digest. */
import type { Customer } from './customer.ts';
import { digestOf } from './digest.ts';
import { type JsonObject, canonicalJson } from './json.ts';
import type { Tenant } from './tenant.ts';

/** What a document says of its two sides; a renderer needs nothing else than this and the canonical document. */
export interface Parties {
  readonly seller: {
    readonly name: string;
    readonly address: JsonObject | null;
    readonly taxNumber: string | null;
    readonly registrationNumber: string | null;
  };
  readonly buyer: {
    readonly name: string;
    readonly address: JsonObject | null;
    readonly taxNumber: string | null;
    /** BCP 47; null if not said. */
    readonly language: string | null;
  };
}

/** The parties as they are now. A seller without a legal name goes by the tenant's. */
export function partiesOf(tenant: Tenant, customer: Customer): Parties {
  return {
    seller: { name: tenant.legalName ?? tenant.name, address: tenant.address, taxNumber: tenant.taxNumber, registrationNumber: tenant.registrationNumber },
    buyer: { name: customer.name, address: customer.billingAddress, taxNumber: customer.taxNumber, language: customer.language },
  };
}

export function partiesJson({ seller, buyer }: Parties): JsonObject {
  return { seller: { ...seller }, buyer: { ...buyer } };
}

/**
 * What a document keeps of its parties for ever. The salt is random and goes when the parties are erased, so that nobody can
 * find out by trying whose digest it was.
 */
export function partiesDigest(parties: Parties, salt: string): string {
  return digestOf('neruba.invoice-parties.v1', [salt, canonicalJson(partiesJson(parties))]);
}

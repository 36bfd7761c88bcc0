/** Documents of issued invoices and credit notes for people and their machines: PDF, HTML and UBL, by number. */
import type { FastifyInstance } from 'fastify';
import { BillingError } from '../core/errors.ts';
import { type Authenticate, requireKey } from '../graphql/authentication.ts';
import { sendRefusal } from '../graphql/httpErrors.ts';
import { findCreditNoteByNumber } from '../repositories/creditNotes.ts';
import { findCutByNumber } from '../repositories/invoices.ts';
import type { Reach } from '../repositories/reach.ts';
import { DOCUMENT_FORMATS, type DocumentFormat } from '../rendering/documentFormats.ts';
import type { SealedDocument } from '../rendering/printedDocument.ts';
import { assertNoteSealed, deriveCreditNotes } from '../services/derivedCreditNotes.ts';
import { assertSealed, deriveInvoices } from '../services/derivedInvoices.ts';
import type { Engine } from '../services/engine.ts';

/** Where documents of a kind are found, and what they are called in refusals. */
interface DocumentKind {
  readonly path: string;
  readonly name: string;
  readonly find: (engine: Engine, reach: Reach, number: string) => Promise<SealedDocument | null>;
}

const KINDS: readonly DocumentKind[] = [
  { path: '/invoices/*', name: 'invoice', find: findInvoice },
  { path: '/credit-notes/*', name: 'credit note', find: findCreditNote },
];

export function addInvoiceDocumentRoutes(app: FastifyInstance, engine: Engine, authenticate: Authenticate): void {
  for (const kind of KINDS) addRoute(app, engine, authenticate, kind);
}

/** A number may hold a slash, written as itself or as %2F. */
function addRoute(app: FastifyInstance, engine: Engine, authenticate: Authenticate, { path, name, find }: DocumentKind): void {
  app.get<{ Params: { '*': string } }>(path, { onRequest: requireKey(authenticate) }, async (request, reply) => {
    const { actor } = request;
    // A document names its buyer, so it takes what reading a customer takes.
    if (actor?.tenantId == null || !actor.scopes.has('INVOICES_READ') || !actor.scopes.has('CUSTOMERS_READ')) {
      return await sendRefusal(request, reply, { status: 403, code: 'FORBIDDEN', message: 'this route needs a key of a tenant with the scopes INVOICES_READ and CUSTOMERS_READ' });
    }
    const wanted = readFileName(request.params['*']);
    if (wanted === null) return await sendRefusal(request, reply, { status: 404, code: 'BAD_USER_INPUT', message: `${name === 'invoice' ? 'an' : 'a'} ${name} is at its number with .pdf, .html or .xml behind it` });
    try {
      const document = await find(engine, { tenantId: actor.tenantId, customerId: actor.customerId }, wanted.number);
      if (document === null) return await sendRefusal(request, reply, { status: 404, code: 'BAD_USER_INPUT', message: `there is no such ${name}` });
      const { mediaType, policy, render } = wanted.format;
      const body = await render(document);
      if (policy !== null) void reply.header('content-security-policy', policy);
      return await reply
        .type(mediaType)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'private, no-store')
        .header('content-disposition', `inline; filename="${wanted.number.replaceAll('/', '-')}.${wanted.ending}"`)
        .send(typeof body === 'string' ? body : Buffer.from(body));
    } catch (error) {
      if (!(error instanceof BillingError)) throw error;
      return await sendRefusal(request, reply, { status: 409, code: 'BAD_USER_INPUT', message: error.code === 'SEAL_BROKEN' ? error.message : `the ${name} ${error.message}` });
    }
  });
}

interface WantedDocument {
  readonly number: string;
  readonly ending: string;
  readonly format: DocumentFormat;
}

/** Null unless it is what a number may be, with the ending of a format behind it. */
function readFileName(name: string): WantedDocument | null {
  const [, number = '', ending = ''] = /^([A-Za-z0-9._/-]+)\.(pdf|html|xml)$/.exec(name) ?? [];
  const format = Object.entries(DOCUMENT_FORMATS).find(([known]) => known === ending)?.[1];
  return format === undefined ? null : { number, ending, format };
}

/** Errors: SEAL_BROKEN. */
async function findInvoice({ store }: Engine, reach: Reach, number: string): Promise<SealedDocument | null> {
  const cut = await findCutByNumber(store.database, reach, number);
  const [invoice] = cut === null ? [] : await deriveInvoices(store.database, reach.tenantId, [cut]);
  if (invoice === undefined) return null;
  assertSealed(invoice);
  const { document, parties, seal } = invoice;
  return document === null || seal === null ? null : { document, parties, seal };
}

/** Errors: SEAL_BROKEN. */
async function findCreditNote({ store }: Engine, reach: Reach, number: string): Promise<SealedDocument | null> {
  const note = await findCreditNoteByNumber(store.database, reach, number);
  const [derived] = note === null ? [] : await deriveCreditNotes(store.database, reach.tenantId, [note]);
  if (derived === undefined) return null;
  assertNoteSealed(derived);
  return { document: derived.document, parties: derived.invoice.parties, seal: derived.note.seal };
}

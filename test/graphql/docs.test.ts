/** The documents that the README and docs/ show are ones that the server takes. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kind, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { servedSchema } from '../../src/graphql/resolvers.ts';

const TOP = fileURLToPath(new URL('../../', import.meta.url));
const FILES = ['README.md', ...readdirSync(join(TOP, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
const EXAMPLES = FILES.flatMap((file) => [...readFileSync(join(TOP, file), 'utf8').matchAll(/```graphql\n(.*?)```/gs)].map(([, text = ''], index) => ({ name: `${file} ${index + 1}`, text })));

describe('documents in docs', () => {
  const schema = servedSchema();
  // Those of one block are sent one by one.
  const refusals = (text: string) => parse(text).definitions.flatMap((definition) => validate(schema, { kind: Kind.DOCUMENT, definitions: [definition] }).map(({ message }) => message));

  it('there are some, and one that the server refuses would be found', () => {
    expect(EXAMPLES.length).toBeGreaterThan(20);
    expect(refusals('mutation { createCustomer(input: { externalId: "acme", name: "Acme", currency: USD }) { replayed } }')).toEqual([expect.stringContaining('CurrencyCode')]);
    expect(refusals('{ customers { nodes { nothing } } }')).toEqual([expect.stringContaining('nothing')]);
  });

  it.each(EXAMPLES)('$name is valid', ({ text }) => {
    expect(refusals(text)).toEqual([]);
  });
});

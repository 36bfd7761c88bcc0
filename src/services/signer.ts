/** Signing with Ed25519: what makes a checkpoint or a bundle one that only the holder of the key can have made. */
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

/** Holds a private key and does not give it away. */
export interface Signer {
  /** 32 bytes in base64. */
  readonly publicKey: string;
  /** The signature of a digest (64 hex digits): 64 bytes in base64. */
  sign(digest: string): string;
}

/** What stands before a raw key in DER: PKCS #8 for the private one (RFC 8410), SubjectPublicKeyInfo for the public one. */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** A signer of a 32-byte seed in base64. Throws if it is none. */
export function signerOf(seed: string): Signer {
  const bytes = Buffer.from(seed, 'base64');
  if (bytes.length !== 32) throw new Error('a signing key is 32 bytes in base64');
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, bytes]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(PUBLIC_PREFIX.length).toString('base64');
  return { publicKey, sign: (digest) => sign(null, Buffer.from(digest, 'hex'), key).toString('base64') };
}

/** Whether the signature of a digest was made with the private twin of a public key. */
export function isSigned(digest: string, { publicKey, signature }: { publicKey: string; signature: string }): boolean {
  const [key, bytes] = [Buffer.from(publicKey, 'base64'), Buffer.from(signature, 'base64')];
  if (key.length !== 32 || bytes.length !== 64) return false;
  // A decoder skips what is no base64: the text must be the one that the bytes have.
  if (key.toString('base64') !== publicKey || bytes.toString('base64') !== signature) return false;
  return verify(null, Buffer.from(digest, 'hex'), createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, key]), format: 'der', type: 'spki' }), bytes);
}

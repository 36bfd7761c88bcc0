/** What an action was refused with, in one comparable line. */
import { BillingError } from '../../src/core/errors.ts';

/** `CODE at path.to.field` of the `BillingError` that the action throws; fails if it throws nothing or something else. */
export function refusalOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof BillingError) return `${error.code} at ${error.path.join('.')}`;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** The list of price models, and the one place that finds a model by its name. A new model is one line here. */
import type { KeptValues } from '../aggregation.ts';
import { BillingError, type FieldPath } from '../errors.ts';
import { readObject } from '../fields.ts';
import { invariant } from '../invariant.ts';
import type { JsonObject } from '../json.ts';
import { commitment } from './commitment.ts';
import { dynamic } from './dynamic.ts';
import { flat } from './flat.ts';
import { graduated } from './graduated.ts';
import { graduatedPercentage } from './graduatedPercentage.ts';
import { matrix } from './matrix.ts';
import type { PricingModel, RatableUsage, Rating } from './model.ts';
import { packages } from './package.ts';
import { percentage } from './percentage.ts';
import { perUnit } from './perUnit.ts';
import { volume } from './volume.ts';

/** The models that a client can choose. */
export const PRICING_MODELS = [
  flat,
  perUnit,
  graduated,
  volume,
  packages,
  percentage,
  graduatedPercentage,
  matrix,
  dynamic,
] as const satisfies readonly PricingModel<string, unknown>[];

const EVERY_MODEL = [...PRICING_MODELS, commitment] as const;

export type PriceModelKind = (typeof EVERY_MODEL)[number]['kind'];

/** A model with its terms, as plain data. Only the model's own file knows what the terms are. */
export interface PriceModel {
  kind: PriceModelKind;
  terms: unknown;
}

/** What the engine must know about a model before it rates. */
export interface ModelNeeds {
  /** Its name in the API's input. */
  field: string;
  needsMeter: boolean;
  /** Of single events; false if it rates the quantity alone. */
  readsValues: KeptValues;
  dimensions: readonly string[];
}

/**
 * Reads `{ <field>: terms }` with exactly one field, such as `{ graduated: { tiers } }`.
 * Errors: REQUIRED without a field; INVALID_VALUE for an unknown field or a second one; what the model's own `parse` refuses.
 */
export function parsePriceModel(input: unknown, path: FieldPath): PriceModel {
  const of = readObject(input, path);
  const given = Object.keys(of).filter((name) => (of[name] ?? null) !== null);
  const [field, second] = given;
  if (field === undefined) throw new BillingError('REQUIRED', 'needs one model', path);
  if (second !== undefined) throw new BillingError('INVALID_VALUE', `has more than one model: ${given.join(', ')}`, path);
  const model: PricingModel<PriceModelKind, unknown> | undefined = PRICING_MODELS.find((candidate) => candidate.field === field);
  if (model === undefined) throw new BillingError('INVALID_VALUE', 'is not a known model', [...path, field]);
  return { kind: model.kind, terms: model.parse(of[field], [...path, field]) };
}

/** The model in the shape of its input; `parsePriceModel` reads it back to the same. */
export function priceModelJson(model: PriceModel): JsonObject {
  const { field, toJson } = modelOf(model.kind);
  return { [field]: toJson(model.terms) };
}

/** Rates usage by the model alone; `rateCharge` adds the price's other terms. */
export function rateModel(model: PriceModel, usage: RatableUsage): Rating {
  return modelOf(model.kind).rate(model.terms, usage);
}

export function needsOf(model: PriceModel): ModelNeeds {
  const { field, needsMeter, readsValues, dimensionsOf } = modelOf(model.kind);
  return { field, needsMeter, readsValues: readsValues(model.terms), dimensions: dimensionsOf(model.terms) };
}

function modelOf(kind: PriceModelKind): PricingModel<PriceModelKind, unknown> {
  const model: PricingModel<PriceModelKind, unknown> | undefined = EVERY_MODEL.find((candidate) => candidate.kind === kind);
  invariant(model !== undefined, `a price model of kind ${kind} is listed`);
  return model;
}

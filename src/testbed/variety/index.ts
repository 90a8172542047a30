import { codingVarieties } from './codings.ts';
import { connectionVarieties } from './connections.ts';
import { productVarieties } from './products.ts';
import { requestVarieties } from './request-headers.ts';
import { responseVarieties } from './response-headers.ts';
import { streamVarieties } from './streams.ts';
import type { Variety } from './variety.ts';

/** Everything that a right gateway may do and that no check may take for a breach. */
export const VARIETIES: readonly Variety[] = [
  ...requestVarieties,
  ...responseVarieties,
  ...streamVarieties,
  ...codingVarieties,
  ...connectionVarieties,
  ...productVarieties,
];

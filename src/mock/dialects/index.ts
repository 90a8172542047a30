import type { WireId } from '../../wire/format.ts';
import { anthropic } from './anthropic.ts';
import { bedrock } from './bedrock.ts';
import type { Dialect } from './dialect.ts';
import { vertex } from './vertex.ts';

/** How each API words its answers. */
export const DIALECTS: Readonly<Record<WireId, Dialect>> = { anthropic, bedrock, vertex };

import { z } from 'zod';
import { cacheControl } from './cache.ts';
import { citation } from './citations.ts';

/** A text block; the only kind that `system` takes, where paths name no tag. */
export const text = z.strictObject({
  type: z.literal('text'),
  text: z.string(),
  cache_control: cacheControl,
  citations: z.array(citation).nullish(),
});

const url = z.strictObject({ type: z.literal('url'), url: z.string() });
const file = z.strictObject({ type: z.literal('file'), file_id: z.string() });

/** Where an image comes from. */
export const imageSource = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('base64'),
    media_type: z.enum(['image/jpeg', 'image/png', 'image/gif', 'image/webp']),
    data: z.string(),
  }),
  url,
  file,
]);

/** A picture. */
export const image = z.strictObject({
  type: z.literal('image'),
  source: imageSource,
  cache_control: cacheControl,
  transformations: z.unknown().optional(),
});

/** Where a document comes from. */
export const documentSource = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('base64'), media_type: z.literal('application/pdf'), data: z.string() }),
  z.strictObject({ type: z.literal('text'), media_type: z.literal('text/plain'), data: z.string() }),
  z.strictObject({
    type: z.literal('content'),
    content: z.union([z.string(), z.array(z.discriminatedUnion('type', [text, image]))]),
  }),
  url,
  file,
]);

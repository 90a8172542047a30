import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { header, withoutHeaders } from '../../wire/headers.ts';
import { managed } from '../layers/credentials.ts';
import type { Middleware } from '../middleware.ts';
import { unusual } from './unusual.ts';

/** Unpacks what the upstream packed, and says so. */
const unpack: Middleware = async (request, next) => {
  const response = await next(request);
  if (header(response.headers, 'content-encoding') !== 'gzip') return response;
  const source = Readable.from(response.body);
  const plain = createGunzip();
  source.on('error', (error) => plain.destroy(error));
  return {
    ...response,
    headers: withoutHeaders(response.headers, 'content-encoding', 'content-length'),
    body: source.pipe(plain),
  };
};

export default unusual({
  id: 'unpacking',
  title: 'Unpacks compressed answers before it passes them on',
  warns: [],
  layers: (keys) => [managed(keys), unpack],
});

import { header, withoutHeaders } from '../../wire/headers.ts';
import { managed } from '../layers/credentials.ts';
import { unpacked } from '../layers/unpack.ts';
import type { Middleware } from '../middleware.ts';
import { unusual } from './unusual.ts';

/** Unpacks what the upstream packed, and says so. */
const unpack: Middleware = async (request, next) => {
  const response = await next(request);
  if (header(response.headers, 'content-encoding') !== 'gzip') return response;
  return {
    ...response,
    headers: withoutHeaders(response.headers, 'content-encoding', 'content-length'),
    body: unpacked(response.body),
  };
};

export default unusual({
  id: 'unpacking',
  title: 'Unpacks compressed answers before it passes them on',
  warns: [],
  layers: (keys) => [managed(keys), unpack],
});

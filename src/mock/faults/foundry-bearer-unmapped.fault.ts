import { header, withoutHeaders } from '../../wire/headers.ts';
import { managed } from '../layers/credentials.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'foundry-bearer-unmapped',
  title: 'Puts its key in place of x-api-key, and nothing in place of a bearer token',
  seenIn: [],
  urls: [],
  formats: ['foundry'],
  trips: ['foundry/credential/client-authorization'],
  layers: () => [],
  credentials: (keys) => (request, next) =>
    managed(keys)(request, (own) =>
      next(
        header(request.headers, 'x-api-key') === undefined
          ? { ...own, headers: withoutHeaders(own.headers, 'x-api-key') }
          : own,
      ),
    ),
});

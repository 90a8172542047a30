import { withoutHeaders } from '../../wire/headers.ts';
import { isPath } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'count-version-dropped',
  title: 'Counts tokens without anthropic-version',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/count-tokens/forwards-all'],
  layers: () => [
    (request, next) =>
      next(
        isPath(request, '/count_tokens')
          ? { ...request, headers: withoutHeaders(request.headers, 'anthropic-version') }
          : request,
      ),
  ],
});

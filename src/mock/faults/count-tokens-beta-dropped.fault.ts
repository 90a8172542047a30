import { withoutHeaders } from '../../wire/headers.ts';
import { isPath } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'count-tokens-beta-dropped',
  title: 'Drops anthropic-beta on token counts',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/count-tokens/forwards-all'],
  layers: () => [
    async (request, next) =>
      next(
        isPath(request, '/count_tokens')
          ? { ...request, headers: withoutHeaders(request.headers, 'anthropic-beta') }
          : request,
      ),
  ],
});

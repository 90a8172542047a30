import { withHeader } from '../../wire/headers.ts';
import { isPath } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'count-content-type-lost',
  title: 'Sends counts on as bytes of no type',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/framing/length-and-type'],
  layers: () => [
    (request, next) =>
      next(
        isPath(request, '/count_tokens')
          ? { ...request, headers: withHeader(request.headers, 'content-type', 'application/octet-stream') }
          : request,
      ),
  ],
});

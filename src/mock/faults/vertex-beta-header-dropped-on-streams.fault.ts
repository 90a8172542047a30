import { withoutHeaders } from '../../wire/headers.ts';
import { predictionOf } from '../../wire/vertex/resource.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-beta-header-dropped-on-streams',
  title: 'Drops anthropic-beta on the path of streams alone',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['messages/betas/every-value'],
  layers: () => [
    (request, next) =>
      predictionOf(request.target)?.method === 'streamRawPredict'
        ? next({ ...request, headers: withoutHeaders(request.headers, 'anthropic-beta') })
        : next(request),
  ],
});

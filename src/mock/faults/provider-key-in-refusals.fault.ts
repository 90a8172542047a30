import { header } from '../../wire/headers.ts';
import { objectAt } from '../layers/draft.ts';
import { responseJson } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'provider-key-in-refusals',
  title: 'Names its own key when the provider refuses it',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/unreachable/shows-no-secret'],
  layers: () => [
    (request, next) =>
      responseJson('error', (body, { status }) => {
        if (status !== 401 && status !== 403) return;
        const error = objectAt(body, 'error');
        error['message'] = `${error['message']} (key ${header(request.headers, 'x-api-key')})`;
      })(request, next),
  ],
});

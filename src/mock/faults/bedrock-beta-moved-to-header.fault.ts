import { parseJson } from '../../wire/json.ts';
import { collect, once } from '../layers/bytes.ts';
import { isObject } from '../layers/draft.ts';
import { editJson } from '../layers/edit.ts';
import { withBody } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-beta-moved-to-header',
  title: 'Moves anthropic_beta from the body into the header of the Messages API',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/body/betas'],
  layers: () => [
    async (request, next) => {
      const bytes = await collect(request.body);
      const { value } = parseJson(bytes);
      const betas = isObject(value) ? value['anthropic_beta'] : undefined;
      if (!Array.isArray(betas)) return next({ ...request, body: once(bytes) });
      const without = editJson(bytes, (body) => {
        delete body['anthropic_beta'];
      });
      const moved = withBody(request, without);
      return next({ ...moved, headers: [...moved.headers, ['anthropic-beta', betas.join(',')]] });
    },
  ],
});

import { parseJson } from '../../wire/json.ts';
import { collect, once } from '../layers/bytes.ts';
import { managed } from '../layers/credentials.ts';
import { isObject, objectAt } from '../layers/draft.ts';
import { editJson } from '../layers/edit.ts';
import { editEvents } from '../layers/events.ts';
import { withBody } from '../layers/request.ts';
import { responseJson } from '../layers/response.ts';
import type { Middleware } from '../middleware.ts';
import { unusual } from './unusual.ts';

const ALIAS = 'team-claude';
const MODEL = 'claude-sonnet-4-6';

/** Maps the alias to the provider's name on the way up and back again in the answer. */
const mapping: Middleware = async (request, next) => {
  const body = await collect(request.body);
  const { value } = parseJson(body);
  if (!isObject(value) || value['model'] !== ALIAS) return next({ ...request, body: once(body) });
  const mapped = withBody(
    request,
    editJson(body, (json) => (json['model'] = MODEL)),
  );
  return restoring(mapped, next);
};

const inStream = editEvents((json) => {
  if (json['type'] === 'message_start') objectAt(json, 'message')['model'] = ALIAS;
});
const inMessage = responseJson('message', (message) => {
  message['model'] = ALIAS;
});
const restoring: Middleware = (request, next) => inStream(request, (inner) => inMessage(inner, next));

export default unusual({
  id: 'aliased',
  title: 'Maps a model alias to the name of the provider and restores it in the answer',
  warns: [],
  layers: (keys) => [managed(keys), mapping],
  declares: { model: ALIAS, upstreamModel: MODEL, models: { [ALIAS]: MODEL } },
});

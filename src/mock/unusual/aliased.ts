import { parseJson } from '../../wire/json.ts';
import { collect, once } from '../layers/bytes.ts';
import { managed } from '../layers/credentials.ts';
import { type DraftObject, isObject, objectAt } from '../layers/draft.ts';
import { editJson } from '../layers/edit.ts';
import { editEvents } from '../layers/events.ts';
import { editFrames } from '../layers/frames.ts';
import { withBody } from '../layers/request.ts';
import { responseJson } from '../layers/response.ts';
import type { Middleware } from '../middleware.ts';
import { route } from '../routes.ts';
import { unusual } from './unusual.ts';

const ALIAS = 'team-claude';
const MODEL = 'claude-sonnet-4-6';

/** Maps the alias to the provider's name on the way up, in path and body, and back again in the answer. */
const mapping: Middleware = async (request, next) => {
  const body = await collect(request.body);
  const { value } = parseJson(body);
  const isInBody = isObject(value) && value['model'] === ALIAS;
  const isInPath = route(request.method, request.target).model === ALIAS;
  if (!isInBody && !isInPath) return next({ ...request, body: once(body) });
  const mapped = isInBody
    ? withBody(
        request,
        editJson(body, (json) => (json['model'] = MODEL)),
      )
    : { ...request, body: once(body) };
  const target = isInPath ? request.target.replace(ALIAS, MODEL) : request.target;
  return restoring({ ...mapped, target }, next);
};

const restore = (event: DraftObject) => {
  if (event['type'] === 'message_start') objectAt(event, 'message')['model'] = ALIAS;
};
const inStream = editEvents(restore);
const inFrames = editFrames(restore);
const inMessage = responseJson('message', (message) => {
  message['model'] = ALIAS;
});
const restoring: Middleware = (request, next) =>
  inStream(request, (inner) => inFrames(inner, (innermost) => inMessage(innermost, next)));

export default unusual({
  id: 'aliased',
  title: 'Maps a model alias to the name of the provider and restores it in the answer',
  warns: [],
  layers: (keys) => [managed(keys), mapping],
  declares: { model: ALIAS, upstreamModel: MODEL, models: { [ALIAS]: MODEL } },
});

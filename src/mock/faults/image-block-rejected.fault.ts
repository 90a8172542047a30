import { objectsWithin } from '../layers/draft.ts';
import { refuseJson } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'image-block-rejected',
  title: 'Refuses messages with an image',
  seenIn: ['free-claude-code'],
  urls: [
    'https://github.com/Alishahryar1/free-claude-code/issues/512',
    'https://github.com/badrisnarayanan/antigravity-claude-proxy/issues/22',
  ],
  formats: ['anthropic'],
  trips: ['common/attachments/images'],
  seenOutside: ['outside/content/pictures'],
  layers: () => [
    refuseJson((body) =>
      [...objectsWithin(body['messages'] ?? null)].some(({ type }) => type === 'image')
        ? errorAnswer(400, 'invalid_request_error', 'Images are not supported by this gateway.')
        : undefined,
    ),
  ],
});

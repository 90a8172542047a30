import { header } from '../../wire/headers.ts';
import { responseHeaders } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'retry-after-fabricated',
  title: 'Adds retry-after 60 to rate limits that had none',
  seenIn: ['teamclaude'],
  urls: ['https://github.com/KarpelesLab/teamclaude/pull/307'],
  formats: ['anthropic'],
  trips: ['common/retry-headers/not-invented'],
  seenOutside: ['common/retry-headers/not-invented'],
  layers: () => [
    responseHeaders((headers, { status }) =>
      status === 429 && header(headers, 'retry-after') === undefined
        ? [...headers, ['retry-after', '60']]
        : headers,
    ),
  ],
});

import type { RawHeaders } from '../../wire/headers.ts';
import { withHeader } from '../../wire/headers.ts';
import { requestHeaders } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'session-left-over',
  title: 'Writes the session of a request into the default headers of its upstream client',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/isolation/nothing-is-left-over'],
  layers: () => {
    let defaults: RawHeaders = [];
    return [
      requestHeaders((headers) => {
        const session = headers.filter(([name]) => /^x-claude-code-session-id$/i.test(name));
        if (session.length > 0) defaults = session;
        return defaults.reduce<RawHeaders>((all, [name, value]) => withHeader(all, name, value), headers);
      }),
    ];
  },
  concurrency: 1,
});

import { setTimeout } from 'node:timers/promises';
import { header, withHeader } from '../../wire/headers.ts';
import { fault } from './fault.ts';

const SESSION = 'x-claude-code-session-id';
/** Milliseconds in which it looks up whose session it is. */
const LOOK_UP = 20;

export default fault({
  id: 'session-crossed',
  title: 'Keeps "the session" in one variable while it looks up who is asking',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/isolation/requests-stay-apart'],
  layers: () => {
    let session: string | undefined;
    return [
      async (request, next) => {
        const own = header(request.headers, SESSION);
        if (own === undefined) return next(request);
        session = own;
        await setTimeout(LOOK_UP);
        return next({ ...request, headers: withHeader(request.headers, SESSION, session) });
      },
    ];
  },
  concurrency: 1,
});

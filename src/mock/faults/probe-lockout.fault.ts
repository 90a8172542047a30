import { managed } from '../layers/credentials.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'probe-lockout',
  title: 'Locks everybody out after twenty requests without a credential',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/probes/rejections-are-not-counted'],
  layers: () => [],
  credentials: (keys) => {
    let refused = 0;
    return async (request, next) => {
      const response = await managed(keys)(request, next);
      if (response.status === 401) refused += 1;
      if (response.status === 401 || refused < 20) return response;
      refused = 0;
      return errorAnswer(403, 'permission_error', 'Too many failed logins. Try again later.');
    };
  },
});

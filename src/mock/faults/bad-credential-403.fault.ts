import { managed } from '../layers/credentials.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bad-credential-403',
  title: 'Answers a wrong credential with 403',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/auth-refusal/missing-credential', 'common/auth-refusal/wrong-credential'],
  layers: () => [],
  credentials: (keys) => async (request, next) => {
    const response = await managed(keys)(request, next);
    return response.status === 401 ? { ...response, status: 403 } : response;
  },
});

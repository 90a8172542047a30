import { managed, presentedIn } from '../layers/credentials.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'credential-prefix-accepted',
  title: 'Compares no more of a credential than the length of its own',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/auth-refusal/wrong-credential'],
  layers: () => [],
  credentials: (keys) => {
    const [known = ''] = keys.accepted;
    return (request, next) => {
      const presented = [
        presentedIn(request.headers, 'x-api-key'),
        presentedIn(request.headers, 'authorization'),
      ];
      const isLike = presented.some((secret) => secret?.startsWith(known));
      const accepted = presented.flatMap((secret) => (isLike && secret ? [secret] : []));
      return managed({ ...keys, accepted: [...keys.accepted, ...accepted] })(request, next);
    };
  },
});

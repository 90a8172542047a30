import { headerValues } from '../../wire/headers.ts';
import { managed } from '../layers/credentials.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'hop-authorization-forwarded-to-other-cloud',
  title: "Sends the developer's bearer on beside its own Google token",
  seenIn: ['LiteLLM'],
  urls: ['https://github.com/BerriAI/litellm/pull/37905', 'https://github.com/BerriAI/litellm/pull/38114'],
  formats: ['vertex', 'bedrock'],
  trips: ['messages/credential/stays-in-gateway', 'vertex/credential/kept-or-replaced'],
  layers: () => [],
  credentials: (keys) => (request, next) => {
    const brought = headerValues(request.headers, 'authorization').map(
      (value) => ['authorization', value] as const,
    );
    return managed(keys)(request, (own) => next({ ...own, headers: [...brought, ...own.headers] }));
  },
});

import { fault } from './fault.ts';

export default fault({
  id: 'client-oauth-replaced-by-server-key',
  title: 'Adds its own key to requests that bring a login',
  seenIn: ['LiteLLM'],
  urls: [
    'https://github.com/BerriAI/litellm/pull/37418',
    'https://github.com/BerriAI/litellm/issues/42170',
    'https://github.com/BerriAI/litellm/pull/20432',
  ],
  formats: ['anthropic'],
  trips: ['common/auth/login-passes-through'],
  seenOutside: ['messages/discovery/same-credential', 'outside/credentials/made-up-login'],
  layers: () => [],
  credentials: (keys) => (request, next) =>
    next({ ...request, headers: [...request.headers, ['x-api-key', keys.provider]] }),
  declares: { credentialHeader: 'authorization' },
});

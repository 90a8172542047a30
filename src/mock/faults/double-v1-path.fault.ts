import { requestTarget } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'double-v1-path',
  title: 'Joins a base URL that ends in /v1 with a path that begins with it',
  seenIn: ['LiteLLM', 'CLIProxyAPI', 'hermes', 'Proma', 'wayland'],
  urls: [
    'https://github.com/BerriAI/litellm/issues/36956',
    'https://github.com/router-for-me/CLIProxyAPI/issues/3778',
    'https://github.com/NousResearch/hermes-agent/pull/18431',
    'https://github.com/proma-ai/Proma/pull/27',
    'https://github.com/FerroxLabs/wayland/issues/1217',
  ],
  formats: ['anthropic', 'vertex'],
  trips: ['common/endpoints/joined-path', 'vertex/paths/base-with-v1'],
  seenOutside: { ends: 'the gateway answered 404' },
  spares: { vertex: ['common/endpoints/joined-path'] },
  layers: () => [requestTarget((target) => `/v1${target}`)],
});

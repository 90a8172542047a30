import { fault } from './fault.ts';

export default fault({
  id: 'one-m-suffix-forwarded',
  title: 'Forwards the context suffix of a model name as part of the name',
  seenIn: ['sub2api', 'antigravity-claude-proxy', 'Aether'],
  urls: [
    'https://github.com/Wei-Shaw/sub2api/pull/4505',
    'https://github.com/badrisnarayanan/antigravity-claude-proxy/issues/327',
    'https://github.com/fawney19/Aether/issues/186',
  ],
  formats: ['anthropic'],
  trips: ['common/substitution/no-other-model', 'messages/models/declared-names'],
  seenOutside: ['outside/models/declared-names'],
  layers: () => [],
  declares: { models: { 'claude-sonnet-4-6[1m]': 'claude-sonnet-4-6' } },
});

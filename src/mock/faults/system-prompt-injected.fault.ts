import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'system-prompt-injected',
  title: 'Puts a house prompt in front of system',
  seenIn: ['CLIProxyAPI', 'krouter'],
  urls: [
    'https://github.com/router-for-me/CLIProxyAPI/issues/339',
    'https://github.com/anthropics/claude-code/issues/62383',
    'https://github.com/Wei-Shaw/sub2api/issues/225',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/shape/same-entries', 'common/system-block/first-entry'],
  seenOutside: ['canary/body/system-entries', 'outside/content/attribution'],
  layers: () => [
    requestJson((body) => {
      const { system } = body;
      if (Array.isArray(system))
        system.unshift({ type: 'text', text: 'You are a helpful corporate assistant.' });
    }),
  ],
});

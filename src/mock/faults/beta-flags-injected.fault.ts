import { betas } from '../layers/betas.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'beta-flags-injected',
  title: 'Adds a beta value of its own to every request',
  seenIn: ['CLIProxyAPI', 'headroom'],
  urls: [
    'https://github.com/router-for-me/CLIProxyAPI/issues/4750',
    'https://github.com/Yeachan-Heo/gajae-code/issues/4380',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['bedrock/body/betas', 'common/fields/nothing-added', 'messages/betas/nothing-added'],
  seenOutside: ['canary/pairs/speed', 'outside/settings/closed-speed'],
  spares: { anthropic: ['common/fields/nothing-added'], vertex: ['common/fields/nothing-added'] },
  layers: () => [betas((values) => [...values, 'fast-mode-2026-02-01'])],
});

import type { Route } from './gateway.ts';

const KEY = { ANTHROPIC_API_KEY: 'made-up-key' };

/** The ways through a server that passes on whatever path it is asked for. */
export const ALL_FORMATS: readonly Route[] = [
  { name: 'messages', format: 'anthropic', options: [], claude: KEY },
  { name: 'bedrock', format: 'bedrock', options: [], claude: {} },
  { name: 'vertex', format: 'vertex', options: [], claude: {} },
];

import type { StartProxy } from '../.ci/e2e/server-process.ts';
import type { Gateway, Route } from './gateway.ts';

const KEY = { ANTHROPIC_API_KEY: 'made-up-key' };

/** The ways through a server that passes on whatever path it is asked for. */
const ROUTES: readonly Route[] = [
  { name: 'messages', format: 'anthropic', options: [], claude: KEY },
  { name: 'bedrock', format: 'bedrock', options: [], claude: {} },
  { name: 'vertex', format: 'vertex', options: [], claude: {} },
];

interface PlainProxy extends Pick<Gateway, 'name' | 'title' | 'homepage' | 'version' | 'newest' | 'needs'> {
  /** As the page of these docs advises it. */
  readonly tuned: { readonly page: string; readonly start: StartProxy };
  /** As it comes, but for its upstream; `page` of its own documentation shows that much. */
  readonly installed: { readonly page: string; readonly start: StartProxy };
  /** The file with its configuration, or its program. */
  readonly configuration: string;
  readonly retries: string;
  readonly unsteady?: readonly string[];
}

/** A proxy that knows nothing of models: in the configuration with which it does least, and as it comes. */
export function plainProxy({
  tuned,
  installed,
  configuration,
  retries,
  unsteady,
  ...about
}: PlainProxy): Gateway {
  const setup = {
    files: [],
    written: [configuration],
    retries,
    ...(unsteady && { unsteady }),
    routes: ROUTES,
  };
  return {
    ...about,
    // Fetched when it is first started, as for its tests.
    install: async () => '',
    setups: [
      { ...setup, name: 'tuned', basis: tuned.page, start: (_, upstream) => tuned.start(upstream) },
      {
        ...setup,
        name: 'defaults',
        basis: installed.page,
        start: (_, upstream) => installed.start(upstream),
      },
    ],
  };
}

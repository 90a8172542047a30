/** A public report that no broken gateway plays. */
export interface NotSimulated {
  /** Kebab-case, as a broken gateway would be called. */
  readonly id: string;
  /** What the gateway was seen to do, in present tense. */
  readonly title: string;
  readonly urls: readonly string[];
  readonly formats: readonly ('anthropic' | 'bedrock' | 'vertex')[];
  readonly reason: string;
}

/** Reported behaviour that the contract allows, so that a check about it would be a false alarm. */
export const NOT_SIMULATED: readonly NotSimulated[] = [
  {
    id: 'upstream-bearer-instead-of-x-api-key',
    title: 'Sends its key to the provider as a bearer token',
    urls: [
      'https://github.com/Dstack-TEE/private-ai-gateway/pull/59',
      'https://github.com/BenedictKing/ccx/issues/200',
      'https://github.com/Kong/developer.konghq.com/pull/5863',
    ],
    formats: ['anthropic'],
    reason:
      'The API takes a key in either header, and SDKs of major version 1 send it as a bearer (AUTH-04). What an upstream really refuses ends a run at its first request, with the words of the upstream.',
  },
  {
    id: 'x-api-key-not-accepted',
    title: 'Looks for the credential in Authorization alone',
    urls: [
      'https://github.com/sxueck/llm-gateway/issues/5',
      'https://github.com/xinhai-ai/endpoint_forwarder/issues/4',
    ],
    formats: ['anthropic'],
    reason:
      'One of the two headers is enough (AUTH-01); the built-in gateway `bearer-only` shows that nothing fails on such a one. A key in the other header ends the run with the option to give.',
  },
  {
    id: 'query-dropped',
    title: 'Forwards requests without their query',
    urls: [
      'https://github.com/vllm-project/agentic-api/pull/99',
      'https://github.com/Kong/developer.konghq.com/issues/4694',
    ],
    formats: ['anthropic'],
    reason: 'A gateway may forward the query or leave it out, as long as the request is served (GEN-EP-02).',
  },
  {
    id: 'query-leaks-to-foreign-route',
    title: 'Keeps the query of Messages on a path of another API',
    urls: ['https://github.com/farion1231/cc-switch/issues/1051'],
    formats: ['anthropic'],
    reason:
      'The path is one of an API that Claude Code has no format for; Bedrock and Vertex, to which the built-in bridges translate, ignore a query that they do not know.',
  },
  {
    id: 'session-header-dropped',
    title: 'Does not forward x-claude-code-session-id',
    urls: [
      'https://github.com/router-for-me/CLIProxyAPI/issues/4452',
      'https://github.com/earendil-works/pi/issues/7161',
    ],
    formats: ['anthropic', 'bedrock', 'vertex'],
    reason: 'A gateway may use the header for itself and keep it (MSG-HDR-09, ATT-02).',
  },
  {
    id: 'head-probe-404',
    title: 'Answers the HEAD probe with 404',
    urls: [
      'https://github.com/router-for-me/CLIProxyAPI/issues/5905',
      'https://github.com/BerriAI/litellm-docs/pull/1563',
      'https://github.com/KevinXuxuxu/anon_proxy/issues/12',
    ],
    formats: ['anthropic'],
    reason: 'Any quick answer will do, a refusal among them (PROBE-01).',
  },
  {
    id: 'event-logging-route-404',
    title: 'Does not serve the telemetry route',
    urls: ['https://github.com/fuergaosi233/claude-code-proxy/issues/65'],
    formats: ['anthropic'],
    reason:
      'An unknown path is to be answered with a quick 404 (GEN-EP-05); the report is about noise in logs.',
  },
];

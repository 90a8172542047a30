import type { Source } from './requirement.ts';

const code = (page: string, title: string): Source => ({
  title: `${title} (Claude Code docs)`,
  url: `https://code.claude.com/docs/en/${page}`,
});
const platform = (page: string, title: string): Source => ({
  title: `${title} (Claude platform docs)`,
  url: `https://platform.claude.com/docs/en/${page}`,
});
const issue = (number: number, title: string): Source => ({
  title: `${title} (anthropics/claude-code issue)`,
  url: `https://github.com/anthropics/claude-code/issues/${number}`,
});
const report = (path: string, title: string): Source => ({
  title: `${title} (public report)`,
  url: `https://github.com/${path}`,
});

/** Everything that a requirement may rest on, by key. */
export const sources = {
  guide: code('llm-gateway-protocol', 'Claude Code gateway compatibility guide'),
  rollout: code('llm-gateway-rollout', 'Roll out an LLM gateway for your organization'),
  connect: code('llm-gateway-connect', 'Connect Claude Code to an LLM gateway'),
  gateways: code('gateways', 'Run Claude Code through a gateway'),
  llmGateway: code('llm-gateway', 'Other LLM gateways'),
  errors: code('errors', 'Error reference'),
  network: code('network-config', 'Network configuration'),
  envVars: code('env-vars', 'Environment variables'),
  modelConfig: code('model-config', 'Model configuration'),
  authentication: code('authentication', 'Authentication'),
  fastMode: code('fast-mode', 'Fast mode'),
  clientCaching: code('prompt-caching', 'How Claude Code uses prompt caching'),
  advisor: code('advisor', 'Advisor'),
  autoModeBilling: code('auto-mode-classifier-billing', 'Auto mode classifier billing'),
  appsGatewayConfig: code('claude-apps-gateway-config', 'Claude apps gateway configuration'),
  bedrock: code('amazon-bedrock', 'Claude Code on Amazon Bedrock'),
  vertex: code('google-vertex-ai', 'Claude Code on Google Cloud'),
  foundry: code('microsoft-foundry', 'Claude Code on Microsoft Foundry'),
  platformOnAws: code('claude-platform-on-aws', 'Claude Code on the Claude Platform on AWS'),

  messages: platform('api/messages/create', 'Create a message'),
  countTokens: platform('api/messages/count_tokens', 'Count tokens in a message'),
  models: platform('api/models/list', 'List models'),
  apiErrors: platform('api/errors', 'API errors'),
  betaHeaders: platform('api/beta-headers', 'Beta headers'),
  versioning: platform('api/versioning', 'API versions'),
  apiOverview: platform('api/overview', 'API overview'),
  rateLimits: platform('api/rate-limits', 'Rate limits'),
  streaming: platform('build-with-claude/streaming', 'Streaming messages'),
  caching: platform('build-with-claude/prompt-caching', 'Prompt caching'),
  tokenCounting: platform('build-with-claude/token-counting', 'Token counting'),
  contextEditing: platform('build-with-claude/context-editing', 'Context editing'),
  contextWindows: platform('build-with-claude/context-windows', 'Context windows'),
  thinking: platform('build-with-claude/extended-thinking', 'Extended thinking'),
  preservedThinking: platform('build-with-claude/preserved-thinking', 'Preserved thinking'),
  effort: platform('build-with-claude/effort', 'Effort'),
  structuredOutputs: platform('build-with-claude/structured-outputs', 'Structured outputs'),
  taskBudgets: platform('build-with-claude/task-budgets', 'Task budgets'),
  midConversation: platform(
    'build-with-claude/mid-conversation-system-messages',
    'Mid-conversation system messages',
  ),
  platformFastMode: platform('build-with-claude/fast-mode', 'Fast mode'),
  stopReasons: platform('build-with-claude/handling-stop-reasons', 'Handling stop reasons'),
  toolUse: platform('agents-and-tools/tool-use/overview', 'Tool use'),
  toolStreaming: platform(
    'agents-and-tools/tool-use/fine-grained-tool-streaming',
    'Fine-grained tool streaming',
  ),

  claudeOnBedrock: platform('build-with-claude/claude-on-amazon-bedrock', 'Claude on Amazon Bedrock'),
  claudeOnVertex: platform('build-with-claude/claude-on-vertex-ai', 'Claude on Vertex AI'),
  claudeInFoundry: platform('build-with-claude/claude-in-microsoft-foundry', 'Claude in Microsoft Foundry'),
  claudeOnAws: platform('build-with-claude/claude-platform-on-aws', 'Claude Platform on AWS'),

  issue11678: issue(11678, 'tools.3.custom.input_examples: Extra inputs are not permitted'),
  issue21612: issue(21612, 'context_management: Extra inputs are not permitted'),
  issue21625: issue(21625, 'Unexpected value(s) prompt-caching-scope on Vertex'),
  issue30926: issue(30926, 'advanced-tool-use is refused by Bedrock'),
  issue31033: issue(31033, 'tools.0.custom.defer_loading: Extra inputs are not permitted'),
  issue38320: issue(38320, 'A one-hour cache marker after a five-minute one is refused'),
  issue56595: issue(56595, 'Bedrock refuses beta values in the body with 400'),

  crossedAnswers: report('cloudflare/ai/issues/620', 'Answers go to the wrong one of two callers'),
  crossedStreams: report('BerriAI/litellm/issues/25447', 'Streams of different users are mixed up'),
  sharedCache: report('headroomlabs-ai/headroom/issues/3346', 'A response cache that forgets who asked'),
  sharedCacheFix: report('theopenco/llmgateway/pull/3877', 'What belongs into the key of a response cache'),
  cooledDown: report('router-for-me/CLIProxyAPI/issues/4410', 'One refused request cools an account down'),
  cooledDownFix: report('sifxprime/krouter/pull/16', 'Bad requests must not mark an account as ill'),
  orphanedJson: report('BerriAI/litellm/issues/37140', 'Requests without streaming outlive their client'),
  orphanedEarly: report('BerriAI/litellm/pull/31499', 'A client that leaves before the first chunk'),
  billedTwice: report('Augustas11/macprovider/issues/762', 'A repeated request is paid for twice'),
  billedTwiceFix: report('PostHog/posthog/pull/72670', 'No repeat once the upstream has the request'),
  substituted: report('musistudio/claude-code-router/issues/1535', 'Another model of a chain answers'),
  substitutedDefault: report(
    'musistudio/claude-code-router/issues/1803',
    'Unroutable models go to a default',
  ),

  httpSemantics: { title: 'RFC 9110, HTTP semantics', url: 'https://www.rfc-editor.org/rfc/rfc9110' },
  json: { title: 'RFC 8259, JSON', url: 'https://www.rfc-editor.org/rfc/rfc8259' },
  sse: {
    title: 'HTML standard, server-sent events',
    url: 'https://html.spec.whatwg.org/multipage/server-sent-events.html',
  },
  traceContext: { title: 'W3C Trace Context', url: 'https://www.w3.org/TR/trace-context/' },
  sdk: {
    title: '@anthropic-ai/sdk 1.12.0, shipped source and types',
    url: 'https://www.npmjs.com/package/@anthropic-ai/sdk',
  },
  bedrockSdk: {
    title: '@anthropic-ai/bedrock-sdk 0.36.0 and 1.1.3, shipped source',
    url: 'https://www.npmjs.com/package/@anthropic-ai/bedrock-sdk',
  },
  vertexSdk: {
    title: '@anthropic-ai/vertex-sdk 0.22.0 and 1.1.3, shipped source',
    url: 'https://www.npmjs.com/package/@anthropic-ai/vertex-sdk',
  },
  awsStream: {
    title: 'Amazon Bedrock API reference, ResponseStream',
    url: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ResponseStream.html',
  },
  awsInvoke: {
    title: 'Amazon Bedrock API reference, InvokeModel',
    url: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html',
  },
  awsCountTokens: {
    title: 'Amazon Bedrock API reference, CountTokens',
    url: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_CountTokens.html',
  },
  sigv4: {
    title: 'AWS Signature Version 4 for API requests',
    url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html',
  },
  observed: { title: 'Claude Code 2.1.330, observed on the wire' },
  appsGateway: { title: 'Claude apps gateway of Claude Code 2.1.330, observed' },
  recordings: { title: 'Recorded answers of the real APIs' },
  products: { title: 'Common proxies and gateways, observed' },
  ours: { title: "This project's own inference, not a vendor statement" },
} as const satisfies Record<string, Source>;

export type SourceKey = keyof typeof sources;

const NO_ANSWER = 'whoever leaves gets no answer; that the provider works on shows there alone';
const SAME = 'the answers are the same ones; who else reads the credential shows at the provider alone';

/**
 * Public reports of which answers show nothing, whatever stands behind the gateway, and why; where only one format is
 * meant, under `<id> in <format>`.
 */
export const UNSEEN: { readonly [name: string]: string } = {
  'custom-client-headers-dropped':
    'the answers are the same ones, unless a header means something to the provider, which no made-up header does',
  'disconnect-before-first-byte': NO_ANSWER,
  'disconnect-not-propagated-nonstream': NO_ANSWER,
  'disconnect-not-propagated-stream': NO_ANSWER,
  'gateway-key-leaked-upstream': SAME,
  'hop-authorization-forwarded-to-other-cloud': SAME,
  'json-keys-reordered':
    'keys that are sorted are sorted alike in each request, so that the cache still reads what it wrote',
  'double-v1-path in vertex': 'a quick 404 under /v1 is an answer that a gateway may give, too',
  'tool-field-beta-desync in bedrock': 'Bedrock refuses the value that is lost',
  'tool-field-beta-desync in vertex': 'Vertex takes the fields under a value of its own, which is kept',
  'version-header-hardcoded in vertex': 'Vertex reads the version in the body',
  'version-header-stripped in vertex': 'Vertex reads the version in the body',
};

import { ANY, EITHER, EVERY_FORMAT, family, UPSTREAM } from '../row.ts';

/**
 * GWC: what no document says because it goes without saying, and what public reports show to break nevertheless.
 * Callers do not notice each other, one request is one request, and the model is the one that was asked for.
 */
export const isolation = family({
  'GWC-01': {
    level: 'must',
    title: 'Every caller gets the answer to their own request',
    statement:
      'Requests that are under way together, of several callers, as streams and as JSON, each get their own answer and its headers. So does the request that comes after one which broke off.',
    levelReason:
      'Claude Code cannot tell another answer from its own: it shows it and runs the tools that it names.',
    breaks:
      "Another developer's code and prompts appear in the session, and their edits are made to the wrong files.",
    remedy:
      'Keep nothing of a request in module variables or in objects that requests share. Throw a connection away whose answer was not read to its end.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['crossedAnswers', 'crossedStreams'],
  },
  'GWC-02': {
    level: 'must',
    title: 'An answer is given to the request alone that it was made for',
    statement:
      'A request that differs from an earlier one in anything that the model or the provider looks at (system prompt, tools, history, model, streaming, parameters, beta values) is asked upstream, whatever is in a cache.',
    levelReason:
      'A tool call of another conversation is run. Anthropic matches whole prefixes, and tells them apart by all of this.',
    breaks: 'The same answer as before, to another question; tools run a second time with the old arguments.',
    remedy:
      'Switch response and semantic caches off on Claude routes, or make the whole body, path and `anthropic-*` headers part of the key. LiteLLM: no `cache: true`. Cloudflare AI Gateway: `cf-aig-skip-cache: true`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['sharedCache', 'sharedCacheFix'],
  },
  'GWC-03': {
    level: 'should',
    title: 'Callers do not share answers',
    statement:
      'The same request with the credential of another developer is asked upstream by itself, after the first one has been answered and while it still is under way.',
    levelReason:
      'Some products share a cache between the users of one organisation on purpose, and the text of both requests is the same.',
    breaks: 'One developer reads what was answered to another, and the usage of one is booked on the other.',
    remedy:
      'Make the credential, or the tenant that it stands for, part of the key of caches and of the merging of equal requests.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: UPSTREAM,
    sources: ['sharedCache', 'sharedCacheFix'],
  },
  'GWC-04': {
    level: 'must',
    title: "Nothing of one caller's request shows on another's",
    statement:
      'Credential, session, beta values and body of a request arrive on this request alone, while others are under way and on those that come later without them. What the gateway drops is not judged here.',
    levelReason:
      'A credential that travels with the request of somebody else is given away, and beta values of others change what is refused.',
    breaks:
      'Requests are booked on another developer, land in their session, or are refused for what they asked for.',
    remedy:
      'Build the upstream headers anew for each request. Do not write into default headers of a shared client; do not keep headers with a connection.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: UPSTREAM,
    sources: ['crossedStreams', 'sharedCache'],
  },
  'GWC-05': {
    level: 'should',
    title: 'What one caller does wrong takes the service from nobody else',
    statement:
      'After several refused requests in a row, or several that the client gave up, a request of another caller is served.',
    levelReason: 'The outage is short and retried; how many failures are tolerated is ours to say.',
    breaks:
      'One developer with a broken tool or an impatient Esc key, and the whole team reads 503 or 429 for a minute.',
    remedy:
      'Let only connection failures and upstream 5xx open circuit breakers and cool-downs, not 4xx and not clients that left. LiteLLM: `allowed_fails_policy` with a high `BadRequestErrorAllowedFails`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['cooledDown', 'cooledDownFix'],
  },
  'GWC-06': {
    level: 'should',
    title: 'A client that leaves before the answer begins ends the upstream request',
    statement:
      'The gateway closes its upstream request when the client closes a streamed request before its first byte, or one without streaming at any time.',
    levelReason: 'Nothing breaks for the user; the tokens are paid for and the slot stays taken.',
    breaks:
      'Esc while the model thinks stops the display but not the bill. Requests that time out are repeated while their orphans run on.',
    remedy:
      'Watch the client connection from the beginning, not from the first byte on, and for requests without streaming, too: `http_request.is_disconnected()` polled beside the call, an `AbortController`, the request context in Go.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: UPSTREAM,
    sources: ['orphanedJson', 'orphanedEarly'],
  },
  'GWC-07': {
    level: 'must',
    title: 'A client that leaves ends its own request alone',
    statement: 'Requests that are under way beside one that the client gives up go on to their end.',
    levelReason: 'The streams of others break off in the middle of a turn.',
    breaks:
      'Esc in one session, or a subagent that is stopped, cuts the answers of all that share its connection.',
    remedy:
      'Cancel the one request or HTTP/2 stream (RST_STREAM) and leave the connection alone. One cancellation source for each request.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: UPSTREAM,
    sources: ['observed', 'ours'],
  },
  'GWC-08': {
    level: 'should',
    title: 'A request that the provider answers is asked once',
    statement:
      'A request of the client reaches the provider once when it succeeds, whatever the answer says, and when its answer breaks off after the first byte. Repeats after a failure before any byte are for ERR-13.',
    levelReason: 'Both are paid for. What the user sees is right, unless two answers are joined.',
    breaks: 'The bill doubles, limits are reached at half the use, and tools may run twice.',
    remedy:
      'No hedged, mirrored or shadowed requests on Claude routes; no repeat because an answer is empty, refused or cut. LiteLLM: `num_retries: 0`, no `content_policy_fallbacks`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: UPSTREAM,
    sources: ['billedTwice', 'billedTwiceFix'],
  },
  'GWC-09': {
    level: 'should',
    title: 'A declared model is served by the model that it is declared to be',
    statement:
      'What arrives under a declared name is the upstream id declared for it, also when the provider is overloaded, limits the rate or refuses; and a name that is not declared does not become a declared model. Judged only where `models` are declared.',
    levelReason: 'The turn goes on, with another model at another price than was chosen.',
    breaks: 'Another model answers under the name in the status line, and nobody knows.',
    remedy:
      'Take fallbacks to other models out of the Claude routes: let 429, 529 and 404 through, Claude Code has a fallback of its own. LiteLLM: no `fallbacks`, no `default_fallbacks`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['substituted', 'substitutedDefault'],
  },
});

import type { RawHeaders } from '../wire/headers.ts';

/** What stands in the place of a secret. */
export const REDACTED = '[redacted]';

/** Below this length an own secret is masked only where its header is: elsewhere it would hit ordinary words. */
const SHORTEST_SECRET = 4;

/** Header names whose value is a credential, whatever it looks like. Challenges and token counts are not. */
const SECRET_HEADER =
  /^(?!www-authenticate$|proxy-authenticate$|idempotency-key$).*(auth|apikey|secret|password|credential|cookie|token$|-vk$|key$)/i;

/** Something that only a generated value has: a digit, and eight or more characters. */
const VALUE = String.raw`(?=[^\s"',;&]*\d)[\w.~+/=%|:-]{8,}`;

/** Each has the secret in its last group; what stands before it stays. */
const SHAPES: readonly RegExp[] = [
  // Keys with a vendor's prefix: Anthropic and OpenAI style, Bedrock, Google, GitHub, GitLab, Slack.
  /(?<![\w-])()(sk-[\w-]{16,})/g,
  /(?<![\w-])()(ABSK[\w+/=]{20,}|bedrock-api-key-[\w+/=-]{16,})/g,
  /(?<![\w-])()(AIza[\w-]{30,}|ya29\.[\w.-]{10,}|1\/\/0[\w-]{20,})/g,
  /(?<![\w-])()(gh[a-z]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[a-z]-[\w-]{10,})/g,
  // JSON Web Tokens: two base64url members that begin with `{"`, and a signature.
  /(?<![\w-])()(eyJ[\w-]{5,}\.eyJ[\w-]{5,}\.[\w-]*)/g,
  // AWS: access key ids, and the members of a SigV4 header or query.
  /(?<![A-Za-z0-9])()((?:AKIA|ASIA|AROA)[A-Z0-9]{12,})/g,
  /(Credential=)([^\s,&"']+)/gi,
  /(Signature=)([\da-f]{16,})/gi,
  // A scheme and its token, in a header that was echoed or quoted.
  new RegExp(String.raw`(\b(?:Bearer|Basic|Negotiate)\s+)(${VALUE})`, 'gi'),
  // A named value in JSON, in a list of pairs, in a header line or in a query.
  new RegExp(
    String.raw`((?:api[-_]?key|x-amz-security-token|authorization|(?:access|auth|refresh|id|session)[-_]?token|client[-_]?secret|password)\\?["']?\s*[:=,]\s*\\?["']?)(${VALUE})`,
    'gi',
  ),
  /((?:set-)?cookie\\?["']?\s*[:=,]\s*\\?["']?)([^\s"'\\][^\r\n"'\\]*)/gi,
  /([?&](?:key|api[-_]?key|token|access_token|auth_token|sig|code)=)([^&\s"'#]+)/gi,
  /(:\/\/[^\s/:@"']*:)([^\s/@"']+)(?=@)/g,
  /(-----BEGIN [A-Z ]*PRIVATE KEY-----)([^-]+)/g,
];

/**
 * The one redaction: masks the secrets in a text that comes in parts, as if it were whole, so that a
 * secret cut into chunks is found, too.
 * @param parts the text; with bytes, as latin1
 * @param own the run's own secrets: masked verbatim, percent-encoded, JSON-escaped and inside base64
 * @returns as many parts; of a secret that spans several, the first has the mask
 */
export function redactParts(parts: readonly string[], own: readonly string[]): string[] {
  const spans = secretSpans(parts.join(''), own);
  let start = 0;
  return parts.map((part) => {
    const end = start + part.length;
    let out = '';
    let at = start;
    for (const span of spans) {
      if (span.end <= at || span.start >= end) continue;
      if (span.start >= start) out += part.slice(at - start, span.start - start) + REDACTED;
      at = Math.min(span.end, end);
    }
    out += part.slice(at - start);
    start = end;
    return out;
  });
}

/** The text with its secrets masked. */
export function redact(text: string, own: readonly string[] = []): string {
  return redactParts([text], own)[0] ?? '';
}

/** The header lines with credentials masked; of `Authorization` the scheme stays. */
export function redactHeaders(headers: RawHeaders, own: readonly string[] = []): RawHeaders {
  return headers.map(([name, value]) => {
    if (!isSecretHeader(name)) return [name, redact(value, own)];
    const scheme = /^(Bearer|Basic|Negotiate|AWS4-HMAC-SHA256) /i.exec(value)?.[0] ?? '';
    return [name, scheme + REDACTED];
  });
}

/** Whether a header of this name carries a credential. */
export function isSecretHeader(name: string): boolean {
  return SECRET_HEADER.test(name);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The places of all secrets, in order, without overlaps. */
function secretSpans(text: string, own: readonly string[]): Span[] {
  const found: Span[] = [];
  for (const form of own.flatMap(formsOf)) {
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
      found.push({ start: at, end: at + form.length });
    }
  }
  for (const shape of SHAPES) {
    for (const match of text.matchAll(shape)) {
      const end = match.index + match[0].length;
      found.push({ start: end - (match[2] ?? '').length, end });
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Span[] = [];
  for (const span of found) {
    const last = merged.at(-1);
    if (last && span.start < last.end)
      merged[merged.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    else merged.push(span);
  }
  return merged;
}

/** The ways in which a secret may be written, longest first, so that none leaves a rest of another. */
function formsOf(secret: string): string[] {
  if (secret.length < SHORTEST_SECRET) return [];
  const bytes = Buffer.from(secret);
  const forms = [
    secret,
    bytes.toString('latin1'),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    ...[0, 1, 2].flatMap((shift) => inBase64(bytes, shift)),
  ];
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

/**
 * How bytes look inside the base64 of something longer, `shift` bytes into a group of three: without
 * the characters at both ends that the neighbours share. In both alphabets.
 */
function inBase64(bytes: Buffer, shift: number): string[] {
  const padded = Buffer.concat([Buffer.alloc(shift), bytes]);
  const whole = padded.toString('base64').replace(/=+$/, '');
  const shared = padded.length % 3 === 0 ? whole.length : whole.length - 1;
  const core = whole.slice(shift === 0 ? 0 : shift + 1, shared);
  return core.length < SHORTEST_SECRET ? [] : [core, core.replaceAll('+', '-').replaceAll('/', '_')];
}

import type { Exchange } from '../net/exchange.ts';
import { header } from '../wire/headers.ts';
import { answerBytes } from './answer.ts';
import { certificateProblem } from './certificate-problem.ts';
import type { Trip } from './check.ts';
import { outcome } from './context.ts';
import type { Session } from './session.ts';

/** Why nothing can be proven yet. */
interface Problem {
  /** What was tried, what was seen and what to set. */
  readonly text: string;
  /** Waiting would not help. */
  readonly final: boolean;
}

/**
 * What is wrong with the answer to a plain request; undefined when nothing is.
 * @param hint the upstream's address as the gateway must know it
 */
export function problemOf(
  { request, client, arrivals, sideCalls }: Trip,
  { target, upstream }: Pick<Session, 'target' | 'upstream'>,
  hint: string,
): Problem | undefined {
  const [arrival] = arrivals;
  const { status } = client.response;
  const tried = `POST ${target.url.replace(/\/$/, '')}${request.target}`;
  if (status === 0) return unreachable(client, tried);
  if ((status === 401 || status === 403) && !arrival) {
    const sent = target.credential
      ? `the credential in ${target.credential.header}`
      : 'a request without a credential';
    return {
      final: true,
      text: `${tried}: the target refused ${sent} with ${status}. Give the one it accepts: --api-key <key> for x-api-key, --auth-token <token> for Authorization: Bearer.`,
    };
  }
  // nginx completes the handshake without a client certificate, and says what it wanted in a page.
  const page = status === 400 && /certificate/i.test(title(client)) ? title(client) : undefined;
  if (page !== undefined) {
    const problem = target.tls?.cert
      ? 'did not accept the client certificate'
      : 'demands a client certificate';
    return {
      final: true,
      text: `${tried}: the target ${problem} (${status}, ${page}). Give one that its authority has issued with --client-cert and --client-key.`,
    };
  }
  if (/html/i.test(header(client.response.headers, 'content-type') ?? '')) {
    return {
      final: status < 500,
      text: `${tried}: the target answered ${status} with an HTML page (${title(client)}). Is this the API address of the gateway, not that of its web page or of a login in front of it?`,
    };
  }
  const strange = sideCalls.find(({ operation }) => operation === 'other');
  if (status !== 200 && !arrival && strange) {
    const { method, target: path } = strange.request;
    return {
      final: true,
      text: `${tried}: the gateway sent it on as ${method} ${path}, which is no call of a model in a format that is checked here: it speaks another API to its provider (as Converse in place of InvokeModel), or joins its provider URL wrongly; that is ${hint}. It answered ${status}.`,
    };
  }
  if (status !== 200) {
    const missed = upstream
      ? ` Nothing arrived at the upstream; point the gateway's provider URL at ${hint}.`
      : '';
    const after = arrival
      ? ` The request did arrive at the upstream, which answered ${arrival.response.status}.`
      : missed;
    return {
      final: false,
      text: `${tried}: one plain request must succeed (GEN-EP-01) before anything can be proven, but ${outcome(client)}.${after}`,
    };
  }
  if (client.ended !== 'complete') {
    const how = `its answer ended as ${client.ended} (${client.detail ?? 'no detail'})`;
    return { final: client.ended === 'malformed', text: `${tried}: the target answered 200, but ${how}.` };
  }
  if (!arrival && upstream) {
    return {
      // It runs and answers from somewhere else, where each further try may cost.
      final: true,
      text: `${tried} was answered with 200, but nothing arrived at the recording upstream. Point the gateway's provider URL at ${hint}, or use --no-upstream to judge it from the outside only.`,
    };
  }
  return undefined;
}

function unreachable(client: Exchange, tried: string): Problem {
  const code = client.detail ?? client.ended;
  const certificate = certificateProblem(code);
  if (certificate !== undefined) return { final: true, text: `${tried}: ${certificate}` };
  if (/EPROTO|SSL|TLS/.test(code)) {
    return {
      final: true,
      text: `${tried}: what answers there does not speak TLS (${code}). Check the port, or give the address with http://.`,
    };
  }
  if (client.ended === 'malformed' && client.transport.startsWith('h2')) {
    return {
      final: true,
      text: `${tried}: what answers there does not speak HTTP/2 (${code}). Leave --http2 out: no rule asks a gateway for it.`,
    };
  }
  if (client.ended === 'malformed') {
    return {
      final: true,
      text: `${tried}: what answers there does not speak HTTP (${code}). Check the port, and http:// against https://.`,
    };
  }
  // A TLS server hangs up on plain HTTP without a word.
  const secure =
    /ECONNRESET|closed without/.test(code) && tried.includes(' http:') ? ', or is it https://' : '';
  return {
    final: false,
    text: `${tried}: the target could not be reached (${code}). Is it running, and is the address right${secure}?`,
  };
}

function title(client: Exchange): string {
  const found = /<title>([^<]*)/i.exec(answerBytes(client).toString('utf8'))?.[1];
  return found ? `titled "${found.trim()}"` : 'without a title';
}

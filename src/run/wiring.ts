import type { Exchange } from '../net/exchange.ts';
import { responseBody } from '../net/exchange.ts';
import { wireOf } from '../wire/format.ts';
import { header } from '../wire/headers.ts';
import { MARK, type Trip } from './check.ts';
import { outcome } from './context.ts';
import { turn } from './request.ts';
import type { Session } from './session.ts';
import { Unproven } from './stop.ts';
import type { CredentialMode } from './target.ts';

/** What the wiring probe learned. */
export interface Wiring {
  /** Whose credential goes upstream; undefined when it cannot be seen (client vantage). */
  readonly credential: CredentialMode | undefined;
}

/** Pause between two attempts to find the target wired, in milliseconds. */
const RETRY_PAUSE = 250;

/**
 * Before anything else: does the target answer, does one plain request succeed, did it arrive at our
 * upstream, and whose credential went with it? Tried again for `limits.wait`, since gateways start slowly.
 * Completes the session's target by what was learned.
 * @param upstreamPublic the upstream's address as the gateway must know it, for the message
 * @throws Unproven with one message that says what was tried, what was seen and what to set
 */
export async function wire(session: Session, upstreamPublic?: string): Promise<Wiring> {
  const hint = upstreamPublic ?? session.upstream?.url ?? '(none)';
  const deadline = performance.now() + session.options.limits.wait;
  for (let attempt = 1; ; attempt += 1) {
    const request = turn({}, session.target, session.mark(`wiring ${attempt}`));
    const trip = await session.send(request, {
      message: { content: [{ type: 'text', text: `Wired. (${MARK})` }] },
    });
    const problem = fault(trip, session, hint);
    if (problem === undefined) {
      const credential = await credentialMode(session);
      if (credential) session.target = { ...session.target, credentialMode: credential };
      return { credential };
    }
    if (problem.final || performance.now() + RETRY_PAUSE > deadline) throw new Unproven(problem.text);
    await session.pause(RETRY_PAUSE);
  }
}

interface Problem {
  readonly text: string;
  /** Waiting would not help. */
  readonly final: boolean;
}

function fault({ request, client, arrivals }: Trip, session: Session, hint: string): Problem | undefined {
  const { target } = session;
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
  if (/html/i.test(header(client.response.headers, 'content-type') ?? '')) {
    return {
      final: status < 500,
      text: `${tried}: the target answered ${status} with an HTML page (${title(client)}). Is this the API address of the gateway, not that of its web page or of a login in front of it?`,
    };
  }
  if (status !== 200) {
    const missed = session.upstream
      ? ` Nothing arrived at the upstream; point the gateway's provider URL at ${hint}.`
      : '';
    const after = arrival
      ? ` The request did arrive at the upstream, which answered ${arrival.response.status}.`
      : missed;
    return {
      final: false,
      text: `${tried}: one plain request must succeed before anything can be proven, but ${outcome(client)}.${after}`,
    };
  }
  if (client.ended !== 'complete') {
    const how = `its answer ended as ${client.ended} (${client.detail ?? 'no detail'})`;
    return { final: client.ended === 'malformed', text: `${tried}: the target answered 200, but ${how}.` };
  }
  if (!arrival && session.upstream) {
    return {
      final: false,
      text: `${tried} was answered with 200, but nothing arrived at the recording upstream. Point the gateway's provider URL at ${hint}, or use --no-upstream to judge it from the outside only.`,
    };
  }
  return undefined;
}

function unreachable(client: Exchange, tried: string): Problem {
  const code = client.detail ?? client.ended;
  if (/ALERT_CERTIFICATE_REQUIRED/.test(code)) {
    return {
      final: true,
      text: `${tried}: the target demands a client certificate (${code}). Give it with --client-cert and --client-key.`,
    };
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/.test(code)) {
    return {
      final: true,
      text: `${tried}: the TLS certificate was not accepted (${code}). For a private CA give its certificate with --ca <file>.`,
    };
  }
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
  const found = /<title>([^<]*)/i.exec(responseBody(client).toString('utf8'))?.[1];
  return found ? `titled "${found.trim()}"` : 'without a title';
}

/** Nobody's credential. */
const WRONG = 'gateway-check-wrong-credential';

/** Sends a made-up credential in every declared header and looks whether it is refused, passed on, or replaced. */
async function credentialMode(session: Session): Promise<CredentialMode | undefined> {
  const { target } = session;
  if (target.credentialMode) return target.credentialMode;
  if (!session.upstream) return undefined;
  const usual = wireOf(target.format).id === 'anthropic' ? 'x-api-key' : 'authorization';
  const names = target.credentialHeaders ?? [target.credential?.header ?? usual];
  const wrong = names.map(
    (name) => [name, /authorization$/i.test(name) ? `Bearer ${WRONG}` : WRONG] as const,
  );
  const request = turn({ credential: 'none', headers: wrong }, target, session.mark('credential'));
  const trip = await session.send(request, {
    message: { content: [{ type: 'text', text: `Open? (${MARK})` }] },
  });
  const [arrival] = trip.arrivals;
  if (!arrival) return 'managed';
  // A bridge passes it on in the header of its provider.
  const isPassedOn = arrival.request.headers.some(([, value]) => value.replace(/^Bearer +/i, '') === WRONG);
  return isPassedOn ? 'forwarded' : 'open';
}

import { requestHeaders } from '../../mock/layers/request.ts';
import { responseHeaders } from '../../mock/layers/response.ts';
import type { Middleware } from '../../mock/middleware.ts';
import { type RawHeaders, withoutHeaders } from '../../wire/headers.ts';
import { around } from './connections.ts';
import { adding } from './request-headers.ts';
import { answeringInstead, answeringWith } from './response-headers.ts';
import type { Variety } from './variety.ts';

const asked = (...own: RawHeaders): Middleware => requestHeaders(adding(own));
const lowerCase: readonly Middleware[] = [
  requestHeaders((all) => all.map(([name, value]) => [name.toLowerCase(), value])),
  responseHeaders((all) => all.map(([name, value]) => [name.toLowerCase(), value])),
];
const DATE = ['date', 'Mon, 23 Nov 2026 22:00:00 GMT'] as const;

/** What common products do all at once with their own default settings, as far as their manuals say. */
export const productVarieties: readonly Variety[] = [
  {
    id: 'as Envoy does',
    layers: () => [
      ...lowerCase,
      asked(
        ['x-request-id', '7f8e'],
        ['x-envoy-expected-rq-timeout-ms', '15000'],
        ['x-forwarded-proto', 'http'],
        ['x-envoy-internal', 'true'],
        ['x-envoy-attempt-count', '1'],
      ),
      answeringInstead(['server', 'envoy'], ['x-envoy-upstream-service-time', '12'], DATE),
    ],
  },
  {
    id: 'as Istio and Linkerd do',
    target: { http2: true },
    layers: () => [
      ...lowerCase,
      asked(
        ['x-b3-traceid', '463a'],
        ['x-b3-sampled', '1'],
        ['x-forwarded-client-cert', 'By=spiffe://cluster.local/ns/a/sa/b;Hash=46'],
        ['l5d-client-id', 'default.ns.serviceaccount'],
      ),
      answeringInstead(['server', 'istio-envoy'], ['l5d-proxy-connection', 'close']),
    ],
  },
  {
    id: 'as Kong does',
    layers: () => [
      asked(
        ['x-forwarded-prefix', '/claude'],
        ['x-consumer-id', '8d1f'],
        ['x-consumer-username', 'ada'],
        ['x-credential-identifier', 'key-1'],
        ['x-kong-request-id', '5e3b'],
      ),
      answeringWith(
        ['via', '1.1 kong/3.9.0'],
        ['x-kong-upstream-latency', '12'],
        ['x-kong-proxy-latency', '1'],
        ['x-kong-request-id', '5e3b'],
        ['ratelimit-limit', '100'],
        ['ratelimit-remaining', '99'],
        ['ratelimit-reset', '37'],
      ),
    ],
  },
  {
    id: 'as Cloudflare does',
    layers: () => [
      asked(
        ['cf-connecting-ip', '192.0.2.1'],
        ['cf-ipcountry', 'DE'],
        ['cf-ray', '9f3c1d2e4b5a6978-FRA'],
        ['cf-visitor', '{"scheme":"https"}'],
        ['cdn-loop', 'cloudflare; loops=1'],
      ),
      answeringInstead(
        ['server', 'cloudflare'],
        ['cf-ray', '9f3c1d2e4b5a6978-FRA'],
        ['cf-cache-status', 'DYNAMIC'],
        ['alt-svc', 'h3=":443"; ma=86400'],
        ['nel', '{"success_fraction":0,"report_to":"cf-nel","max_age":604800}'],
        ['report-to', '{"endpoints":[{"url":"https://a.nel.example"}],"group":"cf-nel","max_age":604800}'],
        ['set-cookie', '_cfuvid=abc; path=/; HttpOnly; Secure; SameSite=None'],
        DATE,
      ),
      around({ ahead: [{ status: 103, headers: [['link', '</a.css>; rel=preload']] }] }),
    ],
  },
  {
    id: 'as Fastly and Varnish do',
    layers: () => [
      asked(['fastly-ff', 'abc!FRA!cache-fra1'], ['cdn-loop', 'Fastly'], ['x-varnish', '32770']),
      answeringWith(
        ['x-served-by', 'cache-fra1-FRA'],
        ['x-cache', 'MISS'],
        ['x-cache-hits', '0'],
        ['x-timer', 'S1763935200.1,VS0,VE12'],
        ['age', '0'],
        ['via', '1.1 varnish'],
        ['accept-ranges', 'bytes'],
      ),
    ],
  },
  {
    id: 'as Azure API Management does',
    layers: () => [
      asked(['x-forwarded-for', '192.0.2.1'], ['x-arr-log-id', '1a2b'], ['disguised-host', 'apim.example']),
      responseHeaders((all) => withoutHeaders(all, 'content-length')),
      answeringWith(
        ['request-context', 'appId=cid-v1:7a'],
        ['x-ms-region', 'Germany West Central'],
        ['ocp-apim-trace-location', 'https://trace.example/1'],
        ['strict-transport-security', 'max-age=31536000'],
      ),
    ],
  },
  {
    id: 'as an AWS load balancer does',
    layers: () => [
      asked(
        ['x-amzn-trace-id', 'Root=1-67891233-abcdef012345678912345678'],
        ['x-forwarded-for', '192.0.2.1'],
        ['x-forwarded-port', '443'],
      ),
      answeringWith(
        ['set-cookie', 'AWSALB=abc; Expires=Mon, 30 Nov 2026 22:00:00 GMT; Path=/'],
        ['set-cookie', 'AWSALBCORS=abc; Path=/; SameSite=None; Secure'],
      ),
    ],
  },
  {
    id: 'as an AWS HTTP API does',
    layers: () => [
      ...lowerCase,
      asked(
        ['forwarded', 'by=192.0.2.9;for=192.0.2.1;host=a.example;proto=https'],
        ['via', 'HTTP/1.1 AmazonAPIGateway'],
      ),
      answeringWith(['apigw-requestid', 'JKJaXmPLvHcESHA='], DATE),
    ],
  },
  {
    id: 'as a load balancer of Google does',
    layers: () => [
      asked(
        ['via', '1.1 google'],
        ['x-cloud-trace-context', '105445aa7843bc8bf206b12000100000/1'],
        ['x-goog-iap-jwt-assertion', 'made.up.token'],
      ),
      answeringWith(['via', '1.1 google'], ['alt-svc', 'h3=":443"; ma=2592000,h3-29=":443"; ma=2592000']),
    ],
  },
  {
    id: 'as Traefik does',
    layers: () => [
      asked(
        ['x-forwarded-for', '192.0.2.1'],
        ['x-forwarded-host', 'claude.example'],
        ['x-forwarded-port', '443'],
        ['x-forwarded-proto', 'https'],
        ['x-forwarded-server', 'traefik-1'],
        ['x-real-ip', '192.0.2.1'],
      ),
      responseHeaders((all) => all.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    ],
  },
  {
    id: 'as HAProxy does',
    layers: () => [
      ...lowerCase,
      asked(['x-forwarded-for', '192.0.2.1'], ['x-unique-id', 'AC1:2F3']),
      answeringWith(['set-cookie', 'SERVERID=s1; path=/'], ['cache-control', 'private']),
    ],
  },
  {
    id: 'as Apache does',
    layers: () => [
      asked(
        ['x-forwarded-for', '192.0.2.1'],
        ['x-forwarded-server', 'claude.example'],
        ['via', '1.1 claude.example'],
      ),
      answeringInstead(
        ['server', 'Apache/2.4.62 (Debian)'],
        ['via', '1.1 claude.example'],
        ['vary', 'Accept-Encoding'],
        DATE,
      ),
      around({
        connection: [
          ['upgrade', 'h2,h2c'],
          ['connection', 'Upgrade, Keep-Alive'],
          ['keep-alive', 'timeout=5, max=100'],
        ],
      }),
    ],
  },
  {
    id: 'as Squid and corporate proxies do',
    layers: () => [
      asked(
        ['via', '1.1 proxy.corp (squid/6.10)'],
        ['cache-control', 'max-age=259200'],
        ['x-bluecoat-via', 'abc'],
        ['x-authenticated-user', 'TERP\\ada'],
      ),
      answeringWith(
        ['x-cache', 'MISS from proxy.corp'],
        ['x-cache-lookup', 'NONE from proxy.corp:3128'],
        ['via', '1.1 proxy.corp (squid/6.10)'],
        ['warning', '199 - "scanned"'],
      ),
      around({ connection: [['connection', 'close']] }),
    ],
  },
  {
    id: 'as LiteLLM does',
    layers: () => [
      ...lowerCase,
      responseHeaders((all) => [
        ...all,
        ...all.map(([name, value]) => [`llm_provider-${name}`, value] as const),
      ]),
      answeringInstead(
        ['server', 'uvicorn'],
        ['x-litellm-call-id', '0f1e'],
        ['x-litellm-model-id', 'abc'],
        ['x-litellm-version', '1.90.0'],
        ['x-litellm-response-cost', '0.0001'],
        ['x-litellm-key-spend', '1.5'],
        ['x-ratelimit-remaining-requests', '99'],
        DATE,
      ),
    ],
  },
  {
    id: 'as Portkey and OpenRouter do',
    layers: () => [
      asked(['x-portkey-trace-id', '1'], ['x-title', 'team-a'], ['http-referer', 'https://team-a.example']),
      answeringWith(
        ['x-portkey-trace-id', '1'],
        ['x-portkey-last-used-option-index', 'config'],
        ['x-portkey-cache-status', 'DISABLED'],
        ['x-generation-id', 'gen-1'],
        ['access-control-allow-origin', '*'],
      ),
    ],
  },
  {
    id: 'as Heroku does',
    layers: () => [
      asked(
        ['x-request-start', '1763935200000'],
        ['x-request-id', 'a1'],
        ['via', '1.1 heroku-router'],
        ['connect-time', '0'],
      ),
      answeringWith(
        ['via', '1.1 heroku-router'],
        ['reporting-endpoints', 'heroku-nel="https://nel.example"'],
        ['nel', '{"report_to":"heroku-nel"}'],
      ),
    ],
  },
];

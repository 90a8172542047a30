import { describe, expect, test } from 'vitest';
import { ANSWERS, REQUEST } from '../testbed/answers.ts';
import { ROUTES, sdkStand } from '../testbed/sdk-stand.ts';
import { gather, plain, refusalOf, SDKS } from '../testbed/sdks.ts';
import { startMock } from './server.ts';

const WAYS = ROUTES.flatMap((route) => SDKS.map((sdk) => ({ route, sdk, way: `${sdk.name} ${route}` })));
const { max_tokens: _, stop_sequences: __, ...COUNTED } = REQUEST;

/** What the genuine API was seen to refuse, and how. */
const REFUSED: [RegExp, object][] = [
  [/^max_tokens: Field required$/, { max_tokens: undefined }],
  [/^`max_tokens` must be greater than `thinking\.budget_tokens`/, { max_tokens: 1_024 }],
  [/^invented: Extra inputs are not permitted$/, { invented: 1 }],
  [/^messages\.0\.content: Input should be a valid list$/, { messages: [{ role: 'user', content: {} }] }],
  [
    /^messages\.0: all messages must have non-empty content/,
    {
      messages: [
        { role: 'user', content: '' },
        { role: 'user', content: 'hi' },
      ],
    },
  ],
  [/^tools\.0\.custom\.input_schema\.type: Field required$/, { tools: [{ name: 'get', input_schema: {} }] }],
  [
    /^tools\.0\.custom\.input_schema\.type: Input should be 'object'$/,
    { tools: [{ name: 'get', input_schema: { type: 'string' } }] },
  ],
  [/^model: there-is-no-such-model$/, { model: 'there-is-no-such-model' }],
];

describe.each(WAYS)('$way', ({ route, sdk }) => {
  test('counts tokens as scripted', async () => {
    await using stand = await sdkStand(route, { input_tokens: 12_345 });
    expect(plain(await sdk.client(stand).messages.countTokens(COUNTED))).toEqual({ input_tokens: 12_345 });
  });

  test('counts more tokens for more text', async () => {
    await using stand = await sdkStand(route);
    const { messages } = sdk.client(stand);
    const few = await messages.countTokens(COUNTED);
    const more = await messages.countTokens({ ...COUNTED, system: 'Be brief. '.repeat(100) });
    expect(few.input_tokens).toBeGreaterThan(0);
    expect(more.input_tokens).toBeGreaterThan(few.input_tokens);
  });

  test('pages through the models, forwards and backwards', async () => {
    await using stand = await sdkStand(route);
    const { models } = sdk.client(stand);
    const all = (await models.list({ limit: 1_000 })).data.map(({ id }) => id);
    expect(all.length).toBeGreaterThan(5);
    const pages = (await gather((await models.list({ limit: 4 })).iterPages())).items.map(({ data }) => data);
    expect(pages.flat().map(({ id }) => id)).toEqual(all);
    expect(pages.map(({ length }) => length)).toEqual(
      all.map((_id, i) => Math.min(4, all.length - i)).filter((_n, i) => i % 4 === 0),
    );
    const middle = Math.floor(all.length / 2);
    const { items: older } = await gather(models.list({ limit: 2, after_id: all[middle] ?? '' }));
    expect(older.map(({ id }) => id)).toEqual(all.slice(middle + 1));
    const { items: newer } = await gather(models.list({ limit: 2, before_id: all[middle] ?? '' }));
    expect(newer.map(({ id }) => id).sort()).toEqual(all.slice(0, middle).sort());
  });

  test('retrieves each model as it is listed, and by its alias', async () => {
    await using stand = await sdkStand(route);
    const { models } = sdk.client(stand);
    for (const model of (await models.list({ limit: 1_000 })).data) {
      expect(plain(await models.retrieve(model.id))).toEqual(plain(model));
      expect((await models.retrieve(model.id.replace(/-\d{8}$/, ''))).id).toBe(model.id);
    }
    expect(await refusalOf(models.retrieve('no/such model'))).toMatchObject({
      status: 404,
      type: 'not_found_error',
      error: { error: { message: 'model: no/such model' } },
    });
  });

  test('takes the credential in either header, and refuses another', async () => {
    await using stand = await sdkStand(route);
    const { baseURL, apiKey } = stand;
    for (const good of [{ apiKey }, { authToken: apiKey }]) {
      const { content } = await sdk.client({ baseURL, ...good }).messages.create(REQUEST);
      expect(content.length).toBe(1);
    }
    for (const bad of [{ apiKey: 'another' }, { authToken: 'another' }]) {
      const { messages, models } = sdk.client({ baseURL, ...bad, maxRetries: 1 });
      const calls = [
        () => messages.create(REQUEST),
        () => messages.countTokens(COUNTED),
        () => models.list(),
      ];
      for (const call of calls) {
        const error = await refusalOf(call());
        expect(error).toBeInstanceOf(sdk.errors.AuthenticationError);
        expect(error).toMatchObject({ status: 401, type: 'authentication_error' });
      }
    }
  });

  test.each(REFUSED)('a strict mock refuses in the words of the genuine API: %s', async (words, change) => {
    await using stand = await sdkStand(route);
    const error = await refusalOf(sdk.client(stand).messages.create({ ...REQUEST, ...change }));
    expect(error).toBeInstanceOf('model' in change ? sdk.errors.NotFoundError : sdk.errors.BadRequestError);
    expect(error).toHaveProperty('error.error.message', expect.stringMatching(words));
  });
});

describe.each(SDKS)('$name', (sdk) => {
  test('a strict mock knows the betas', async () => {
    await using stand = await sdkStand('directly');
    const { messages } = sdk.client(stand).beta;
    const refused = await refusalOf(messages.create({ ...REQUEST, betas: ['made-up-2031-01-01'] }));
    expect(refused).toBeInstanceOf(sdk.errors.BadRequestError);
    expect(refused).toHaveProperty('error.error.message', expect.stringContaining('made-up-2031-01-01'));
  });

  test('a lenient mock takes what is new, and says so once', async () => {
    const warnings: string[] = [];
    const onWarning = (message: string) => warnings.push(message);
    const scenarios = [{ answer: { message: ANSWERS['text'] ?? { content: [] } } }];
    await using mock = await startMock({ validation: 'lenient', onWarning, scenarios });
    const { messages } = sdk.client({ baseURL: mock.url, apiKey: 'any' }).beta;
    const request = { ...REQUEST, betas: ['made-up-2031-01-01'], invented: true };
    for (let i = 0; i < 2; i++)
      expect(plain(await messages.create(request))).toMatchObject(ANSWERS['text'] ?? {});
    expect(warnings).toEqual([
      expect.stringContaining('made-up-2031-01-01'),
      expect.stringContaining('invented'),
    ]);
  });
});

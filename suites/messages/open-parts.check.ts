import {
  block,
  check,
  type Exchange,
  expectEventsRelayed,
  expectRelayed,
  messageEnd,
  messageStart,
  streamEvents,
  textBlock,
  toolBlock,
  valueAt,
} from '../../src/suite.ts';

const VALUE = { kept: ['as is', 1, null, { deeper: true }] };

export default [
  // A closed list of event names loses what the next release of the API sends.
  check({
    id: 'messages/open-parts/unknown-event',
    title: 'An event of an unknown type arrives with its data',
    requirements: ['MSG-STR-16'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'none',
    async run(t) {
      const type = t.invent('event');
      const unknown = { event: { type, index: 0, detail: VALUE } };
      const steps = [messageStart(), unknown, ...textBlock(0, 'Known.'), unknown, ...messageEnd()];
      const trip = await t.send(t.turn({ stream: true }), { steps });

      expectEventsRelayed(t, 'MSG-STR-16', trip, (event) => (event['type'] === type ? event : undefined));
    },
  }),

  // A new kind of delta may hold what the block is about.
  check({
    id: 'messages/open-parts/unknown-delta',
    title: 'A delta of an unknown type arrives with its fields',
    requirements: ['MSG-STR-16'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'none',
    async run(t) {
      const type = `${t.invent('event')}_delta`;
      const text = block(
        0,
        { type: 'text', text: '' },
        { type: 'text_delta', text: 'Known.' },
        { type, ...VALUE },
      );
      const trip = await t.send(t.turn({ stream: true }), {
        steps: [messageStart(), ...text, ...messageEnd()],
      });

      expectEventsRelayed(t, 'MSG-STR-16', trip, (event) =>
        valueAt(event, 'delta.type') === type ? event : undefined,
      );
    },
  }),

  // A block that the gateway does not know is still one that the next turn must send back.
  check({
    id: 'messages/open-parts/unknown-block',
    title: 'A block of an unknown type arrives with its fields',
    requirements: ['MSG-STR-16'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'none',
    async run(t) {
      const type = t.invent('event');
      const steps = [
        messageStart(),
        ...block(0, { type, ...VALUE }),
        ...textBlock(1, 'Known.'),
        ...messageEnd(),
      ];
      const trip = await t.send(t.turn({ stream: true }), { steps });

      expectEventsRelayed(t, 'MSG-STR-16', trip, ({ content_block: started }) =>
        valueAt(started, 'type') === type ? started : undefined,
      );
    },
  }),

  // Auto mode reads its verdicts from a field of message_delta that older gateways do not know.
  check({
    id: 'messages/open-parts/unknown-fields',
    title: 'Unknown fields of known events arrive',
    requirements: ['MSG-STR-16'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const field = t.invent('field');
      const extra = { [field]: VALUE };
      const usage = { input_tokens: 1, output_tokens: 1 };
      const steps = [
        messageStart({ ...usage, ...extra }, extra),
        ...block(0, { type: 'text', text: '', ...extra }, { type: 'text_delta', text: 'Known.', ...extra }),
        ...messageEnd('end_turn', { output_tokens: 1, ...extra }, extra),
      ];
      const trip = await t.send(t.turn({ stream: true }), { steps });

      const places = ['message', 'message.usage', 'content_block', 'delta', 'usage'];
      const kept = (exchange: Exchange) => {
        const all = streamEvents(exchange).flatMap((event) =>
          places.map((place) => [`${event['type']} ${place}`, valueAt(event, `${place}.${field}`)] as const),
        );
        return Object.fromEntries(
          all.flatMap(([place, value]) => (value === undefined ? [] : [[place, value]])),
        );
      };
      expectRelayed(t, 'MSG-STR-16', trip, kept);
    },
  }),

  // The sources of a web search are shown with the answer, and must be sent back with it.
  check({
    id: 'messages/open-parts/citations',
    title: 'Citations arrive with the text that they belong to',
    requirements: ['MSG-STR-16'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'none',
    async run(t) {
      const citation = {
        type: 'web_search_result_location',
        url: 'https://example.com/source',
        title: 'A source',
        encrypted_index: 'c29tZSBvcGFxdWUgYnl0ZXM=',
        cited_text: t.invent('word'),
      };
      const start = { type: 'text', text: '', citations: [] };
      const deltas = [
        { type: 'citations_delta', citation },
        { type: 'text_delta', text: 'As they say.' },
      ];
      const steps = [messageStart(), ...block(0, start, ...deltas), ...messageEnd()];
      const trip = await t.send(t.turn({ stream: true }), { steps });

      expectEventsRelayed(t, 'MSG-STR-16', trip, (event) => valueAt(event, 'delta.citation'));
    },
  }),

  // Results of server tools come whole in the start of their block; WebSearch is empty without them.
  check({
    id: 'messages/open-parts/server-tool-blocks',
    title: 'Calls and results of server tools arrive',
    requirements: ['MSG-STR-16'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'none',
    async run(t) {
      const id = 'srvtoolu_01OpenParts';
      const page = { type: 'web_search_result', url: 'https://example.com', title: t.invent('word') };
      const content = [{ ...page, encrypted_content: 'b3BhcXVl', page_age: null }];
      const call = toolBlock(0, id, 'web_search', '', '{"query":"x"}').map((step) =>
        JSON.parse(JSON.stringify(step).replace('"tool_use"', '"server_tool_use"')),
      );
      const result = block(1, { type: 'web_search_tool_result', tool_use_id: id, content });
      const steps = [messageStart(), ...call, ...result, ...textBlock(2, 'Found.'), ...messageEnd()];
      const trip = await t.send(t.turn({ stream: true }), { steps });

      expectEventsRelayed(t, 'MSG-STR-16', trip, ({ type, content_block: started }) =>
        type === 'content_block_start' && valueAt(started, 'type') !== 'text' ? started : undefined,
      );
    },
  }),
];

import { assistant, blockPaths, type Check, check, expectKept, MARK, text, user } from '../../src/suite.ts';

const SEARCHED = 'srvtoolu_01WebSearchForNotes';

const checks: Check[] = [
  // Without them Claude answers from memory, and cites nothing.
  check({
    id: 'common/blocks/search-results',
    title: 'Search results arrive, in prompts and in tool results',
    requirements: ['MSG-BODY-07'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const found = {
        type: 'search_result',
        source: 'https://example.com/notes',
        title: 'Notes',
        content: [text('The parser was rewritten.')],
        citations: { enabled: true },
      };
      const call = { type: 'tool_use', id: 'toolu_01SearchOfTheNotes', name: 'find_note', input: {} };
      const result = { type: 'tool_result', tool_use_id: call.id, content: [found] };
      const tools = [{ name: call.name, input_schema: { type: 'object' } }];
      const messages = [user(found, text('Compare.')), assistant(call), user(result, text(MARK))];
      const trip = await t.send(t.turn({ body: { tools, messages } }));
      expectKept(t, 'MSG-BODY-07', trip, ['messages.0.content.0', 'messages.2.content.0.content']);
    },
  }),

  // Call and result of a server tool both stand in the answer; half a pair in the history is a 400.
  check({
    id: 'common/blocks/server-tools',
    title: 'Calls of server tools and their results in earlier answers arrive',
    requirements: ['MSG-BODY-07'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const page = {
        type: 'web_search_result',
        url: 'https://example.com/notes',
        title: 'Notes',
        encrypted_content: 'EqgfCioIARgBIiQ3YTAwMjY1Mi1mZjM5LTQ1NGUtODgxNC1kNjNjNTk1ZWI3Y==',
        page_age: null,
      };
      const messages = [
        user(text('Search the web.')),
        assistant(
          { type: 'server_tool_use', id: SEARCHED, name: 'web_search', input: { query: 'parser notes' } },
          { type: 'web_search_tool_result', tool_use_id: SEARCHED, content: [page] },
          text('Found.'),
        ),
        user(text(MARK)),
      ];
      const trip = await t.send(t.turn({ body: { messages } }));
      expectKept(t, 'MSG-BODY-07', trip, blockPaths(1, 3));
    },
  }),

  // The block stands for all that was said before it: without it the session starts from nothing.
  check({
    id: 'common/blocks/compaction',
    title: 'A compaction block of an earlier answer arrives',
    requirements: ['MSG-BODY-09'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const summary = { type: 'compaction', content: 'The parser was rewritten; its tests pass.' };
      const messages = [user(text('Go on.')), assistant(summary, text('Done.')), user(text(MARK))];
      const betas = ['compact-2026-01-12'];
      const trip = await t.send(t.turn({ betas, body: { messages } }));
      expectKept(t, 'MSG-BODY-09', trip, blockPaths(1, 1));
    },
  }),
];

export default checks;

/** With more properties than a map of a few would keep in order by chance. */
const NAMES = ['path', 'line', 'depth', 'query', 'limit', 'order', 'scope', 'since', 'until'];

/** A tool of the size that real ones have. */
export const SEARCH_TOOL = {
  name: 'search',
  description: 'Searches the files of the project.',
  input_schema: {
    type: 'object',
    properties: Object.fromEntries(NAMES.map((name) => [name, { type: 'string', minLength: 1 }])),
    required: NAMES,
  },
};

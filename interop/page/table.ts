import { familyOf } from '../../src/contract/page.ts';
import { FORMATS } from '../../src/contract/requirement.ts';
import type { ReportResult } from '../../src/report/model.ts';
import type { Filed } from '../reports.ts';
import { inCell, linkTo, setupOf, verdictOf } from './words.ts';

const NAMES = {
  anthropic: 'Messages',
  bedrock: 'Bedrock',
  vertex: 'Vertex',
  foundry: 'Microsoft Foundry',
  aws: 'Claude Platform on AWS',
  mantle: 'Bedrock Mantle',
} as const;

/** A table for each format in which gateways were asked: a line for each way, a column for each family of rules. */
export function tables(filed: readonly Filed[]): string[] {
  return FORMATS.flatMap((format) => {
    const ways = filed.filter(({ filing }) => filing.route.format === format);
    return ways.length === 0 ? [] : [`## Asked in the format of ${NAMES[format]}`, table(ways)];
  });
}

function table(ways: readonly Filed[]): string {
  const results = ways.flatMap(({ report }) => report.results);
  const families = [...new Set(results.flatMap(({ requirements }) => requirements.map(familyOf)))].sort();
  const links = families.map((family) => `[${family}](requirements/${family.toLowerCase()}.md)`);
  const head = ['gateway', 'configuration', 'route', 'verdict', ...links];
  const lines = ways.map((way) => [...about(way), ...families.map((family) => cell(way, family))]);
  return [head, head.map(() => ':-'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function about(way: Filed): string[] {
  const { gateway, route } = way.filing;
  const behind = route.topology === 'bridge' ? `, to ${NAMES[route.upstreamFormat]}` : '';
  return [
    `[${inCell(gateway.title)} ${gateway.version}](${gateway.homepage})`,
    setupOf(way),
    linkTo(way, inCell(route.name)) + behind,
    verdictOf(way),
  ];
}

/** How many rules of a family are broken; a tick when all that were judged hold, a dash when none was. */
function cell(way: Filed, family: string): string {
  const own = way.report.results.filter(({ requirements }) =>
    requirements.some((id) => familyOf(id) === family),
  );
  const broken = (status: ReportResult['status']) =>
    new Set(
      own
        .filter((result) => result.status === status)
        .flatMap(({ observations }) => observations.map(({ requirement }) => requirement))
        .filter((id) => familyOf(id) === family),
    ).size;
  const [fails, warns] = [broken('fail'), broken('warn')];
  const found = [...(fails > 0 ? [`✗ ${fails}`] : []), ...(warns > 0 ? [`! ${warns}`] : [])];
  if (found.length > 0) return linkTo(way, found.join(' '), family);
  return own.some(({ status }) => status === 'pass') ? '✓' : '–';
}

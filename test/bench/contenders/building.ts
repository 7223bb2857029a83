// Building a body or a URL, compiled and the plain way, with the same bytes. `name` says which, `fields` how many rows there are.
import { compileRequest } from '../../../shared/request/compile-request.ts';
import { resolveDialect } from '../../../shared/request/dialect-file.ts';
import type { PbxEvent } from '../../../shared/request/event.ts';
import type { Integration } from '../../../shared/request/integration.ts';
import { benchIntegration, eventOf } from '../bench-work.ts';
import { serveContender } from '../contender.ts';

type BuildingName = 'body' | 'body-plain' | 'url' | 'url-plain';

export interface BuildingTask {
  readonly name: string;
  readonly fields: number;
  readonly count: number;
}

const fieldsOfEvent = ['call-uuid', 'source-number', 'destination-number', 'service-uuid', 'extension-number', 'name'];
/** Different ones, so that nothing is remembered for one of them. */
const events = Array.from({ length: 64 }, (_, call) => eventOf(call, call));

serveContender<null, BuildingTask, { characters: number; sample: string }>(() => ({
  run: async ({ name, fields, count }) => {
    const write = writers[name as BuildingName](fields);
    let characters = 0;
    for (let index = 0; index < count; index += 1) {
      characters += write(events[index % events.length] as PbxEvent).length;
    }
    return { characters, sample: write(events[1] as PbxEvent) };
  },
  close: async () => {},
}));

const writers: Readonly<Record<BuildingName, (fields: number) => (event: PbxEvent) => string>> = {
  body: (fields) => {
    const compiled = compile(integrationOf(fields, 'POST'));
    return (event) => compiled.build(event).body ?? '';
  },
  'body-plain': (fields) => {
    const { fieldValues } = integrationOf(fields, 'POST');
    return ({ values }) =>
      JSON.stringify(Object.fromEntries(fieldValues.map(({ key, field }) => [key, values[field]])));
  },
  url: (fields) => {
    const compiled = compile(integrationOf(fields, 'GET'));
    return (event) => compiled.build(event).url;
  },
  'url-plain': (fields) => {
    const { fieldValues, requestUrl } = integrationOf(fields, 'GET');
    return ({ values }) => {
      const url = new URL(requestUrl);
      for (const { key, field } of fieldValues) url.searchParams.append(key, String(values[field]));
      return url.href;
    };
  },
};

function integrationOf(fields: number, method: 'GET' | 'POST'): Integration {
  const fieldValues = Array.from({ length: fields }, (_, index) => ({
    key: `key${index}`,
    field: fieldsOfEvent[index % fieldsOfEvent.length] ?? '',
  }));
  const format = method === 'GET' ? 'QUERY' : 'JSON';
  return { ...benchIntegration('https://crm.example.com/hook?src=pbx'), method, format, fieldValues };
}

function compile(integration: Integration) {
  const result = compileRequest({ integration, dialect: resolveDialect({}) });
  if ('compiled' in result) return result.compiled;
  throw new Error(JSON.stringify(result.problems));
}

import { expect, test } from 'vitest';
import { setMember } from '../../../electron/hosts/cli/set-member.ts';

const integration = () => ({
  requestUrl: 'https://crm.example.com/hook',
  enabled: true,
  authentication: { type: 'basic', username: 'acme', password: { set: true } } as object,
  headers: [{ name: 'X-Tenant', value: 'acme' }] as object[],
});

function changed(...assignments: string[]) {
  const target = integration();
  for (const assignment of assignments) setMember(target, assignment);
  return target;
}

test('texts are taken as they are typed', () => {
  expect(changed('requestUrl=https://a.test/?b=c=d').requestUrl).toBe('https://a.test/?b=c=d');
  expect(changed('headers.0.value=42').headers).toEqual([{ name: 'X-Tenant', value: '42' }]);
});

test('switches are true or false and nothing else', () => {
  expect(changed('enabled=false').enabled).toBe(false);
  expect(() => changed('enabled=no')).toThrow('enabled is true or false');
});

test('lists, objects and new rows are JSON', () => {
  expect(changed('headers.1={"name":"X-A","value":"b"}').headers).toHaveLength(2);
  expect(changed('headers=[]').headers).toEqual([]);
  expect(() => changed('headers=none')).toThrow('write it as JSON');
});

test('a new row can be written member by member, at the end only', () => {
  expect(changed('headers.1.name=X-A', 'headers.1.value=b').headers[1]).toEqual({ name: 'X-A', value: 'b' });
  expect(() => changed('headers.5.name=X-A')).toThrow('A new row goes at the end');
  expect(() => changed('headers.name.x=1')).toThrow();
});

test('a secret is named and never typed', () => {
  expect(changed('authentication.password.secret=crm').authentication).toEqual({
    type: 'basic',
    username: 'acme',
    password: { secret: 'crm' },
  });
  expect(changed('headers.0.value.secret=crm').headers).toEqual([{ name: 'X-Tenant', value: { secret: 'crm' } }]);
  for (const assignment of [
    'authentication.password=hunter22',
    'authentication.token="hunter22"',
    'authentication={"type":"token","token":"hunter22"}',
  ]) {
    expect(() => changed(assignment), assignment).toThrow('never stands on a command line');
  }
});

test('no path reaches beyond the integration', () => {
  changed('__proto__={"polluted":true}');
  expect(() => changed('__proto__.polluted=true')).toThrow('There is nothing at');
  expect(() => changed('headers.0.constructor.prototype.x=1')).toThrow('There is nothing at');
  expect('polluted' in {}).toBe(false);
});

test('what is no assignment is refused', () => {
  for (const text of ['requestUrl', '=x', '']) expect(() => changed(text), text).toThrow('is not path=value');
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyAddress } from '../../../electron/engine/dispatch/address-class.ts';
import { isTargetRule, judgeAddress, parseTargetRules } from '../../../electron/engine/dispatch/target-guard.ts';

const judge = (address: string, ...rules: string[]) => judgeAddress(address, parseTargetRules(rules));

describe('the target guard', () => {
  it.each([
    ['127.0.0.1', 'TARGET_LOOPBACK'],
    ['127.255.255.254', 'TARGET_LOOPBACK'],
    ['::1', 'TARGET_LOOPBACK'],
    ['10.0.0.0', 'TARGET_PRIVATE'],
    ['172.16.0.1', 'TARGET_PRIVATE'],
    ['172.31.255.255', 'TARGET_PRIVATE'],
    ['192.168.1.1', 'TARGET_PRIVATE'],
    ['fd00::1', 'TARGET_PRIVATE'],
    ['fc00::', 'TARGET_PRIVATE'],
    ['169.254.169.254', 'TARGET_LINK_LOCAL'],
    ['fe80::1', 'TARGET_LINK_LOCAL'],
    ['fe80::1%eth0', 'TARGET_LINK_LOCAL'],
    ['100.64.0.1', 'TARGET_CGNAT'],
    ['100.127.255.255', 'TARGET_CGNAT'],
    ['224.0.0.1', 'TARGET_MULTICAST'],
    ['239.255.255.255', 'TARGET_MULTICAST'],
    ['ff02::1', 'TARGET_MULTICAST'],
    ['192.0.2.1', 'TARGET_DOCUMENTATION'],
    ['198.51.100.1', 'TARGET_DOCUMENTATION'],
    ['203.0.113.255', 'TARGET_DOCUMENTATION'],
    ['2001:db8::1', 'TARGET_DOCUMENTATION'],
    ['3fff::1', 'TARGET_DOCUMENTATION'],
    ['198.18.0.1', 'TARGET_BENCHMARKING'],
    ['198.19.255.255', 'TARGET_BENCHMARKING'],
    ['2001:2::1', 'TARGET_BENCHMARKING'],
    ['0.0.0.0', 'TARGET_UNSPECIFIED'],
    ['0.1.2.3', 'TARGET_UNSPECIFIED'],
    ['::', 'TARGET_UNSPECIFIED'],
    ['240.0.0.1', 'TARGET_RESERVED'],
    ['255.255.255.255', 'TARGET_RESERVED'],
    ['192.0.0.8', 'TARGET_RESERVED'],
    ['192.88.99.1', 'TARGET_RESERVED'],
    ['100::1', 'TARGET_RESERVED'],
    ['fec0::1', 'TARGET_RESERVED'],
    ['5f00::1', 'TARGET_RESERVED'],
    ['2001::1', 'TARGET_RESERVED'],
    ['2001:0:7f00:1::', 'TARGET_RESERVED'],
    ['2001:20::1', 'TARGET_RESERVED'],
    ['4000::1', 'TARGET_RESERVED'],
    // The IPv4 address inside is judged.
    ['::ffff:127.0.0.1', 'TARGET_LOOPBACK'],
    ['::ffff:7f00:1', 'TARGET_LOOPBACK'],
    ['::ffff:10.1.2.3', 'TARGET_PRIVATE'],
    ['::127.0.0.1', 'TARGET_LOOPBACK'],
    ['::8.8.8.8', 'TARGET_RESERVED'],
    ['::ffff:0:127.0.0.1', 'TARGET_LOOPBACK'],
    ['64:ff9b::7f00:1', 'TARGET_LOOPBACK'],
    ['64:ff9b::a9fe:a9fe', 'TARGET_LINK_LOCAL'],
    ['64:ff9b:1::7f00:1', 'TARGET_LOOPBACK'],
    ['64:ff9b:1::808:808', 'TARGET_RESERVED'],
    ['64:ff9b:1:7f00:0:100::', 'TARGET_UNSPECIFIED'],
    ['2002:7f00:1::', 'TARGET_LOOPBACK'],
    ['2002:a00:1::', 'TARGET_PRIVATE'],
    ['2002:c0a8:101::1', 'TARGET_PRIVATE'],
    ['[::1]', 'TARGET_LOOPBACK'],
    ['no address', 'TARGET_RESERVED'],
    ['', 'TARGET_RESERVED'],
  ])('refuses %s as %s', (address, code) => {
    expect(judge(address)).toBe(code);
  });

  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2400:cb00::1',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
    '2002:808:808::1',
  ])('lets the public address %s through', (address) => {
    expect(judge(address)).toBeNull();
  });

  it('lets through what one of the rules allows, and nothing else', () => {
    expect(judge('127.0.0.1', 'loopback')).toBeNull();
    expect(judge('::1', 'loopback')).toBeNull();
    expect(judge('10.0.0.1', 'loopback')).toBe('TARGET_PRIVATE');
    expect(judge('10.0.0.1', 'loopback', 'private')).toBeNull();
    expect(judge('fd00::1', 'private')).toBeNull();
    expect(judge('100.64.0.1', 'private')).toBe('TARGET_CGNAT');
    expect(judge('169.254.169.254', 'loopback', 'private')).toBe('TARGET_LINK_LOCAL');
    expect(judge('100.64.0.1', '100.64.0.0/10')).toBeNull();
    expect(judge('10.2.0.1', '10.1.0.0/16')).toBe('TARGET_PRIVATE');
    expect(judge('fd00::2', 'fd00::/126')).toBeNull();
    expect(judge('fd00::4', 'fd00::/126')).toBe('TARGET_PRIVATE');
  });

  it('takes a range for every form of the addresses in it', () => {
    for (const form of ['10.1.2.3', '::ffff:10.1.2.3', '64:ff9b::10.1.2.3', '2002:a01:203::1']) {
      expect(judge(form, '10.1.0.0/16')).toBeNull();
      expect(judge(form, '::ffff:10.1.0.0/112')).toBeNull();
      expect(judge(form, '10.2.0.0/16')).toBe('TARGET_PRIVATE');
    }
  });

  it.each(['loopback', 'private', '10.0.0.0/8', '127.0.0.1/32', 'fd00::/8', '::1/128'])('knows the rule %s', (rule) => {
    expect(isTargetRule(rule)).toBe(true);
  });

  it.each([
    '',
    'public',
    'Loopback',
    '10.0.0.1',
    '10/8',
    '0x7f.1/8',
    '10.0.0.0/33',
    '::1',
    'fd00::/129',
    '10.0.0.0/8 ',
  ])('does not know the rule “%s”', (rule) => {
    expect(isTargetRule(rule)).toBe(false);
    expect(() => parseTargetRules([rule])).toThrow();
  });

  it('judges an IPv4 address and its mapped form alike, and NAT64 and 6to4 forms too', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.tuple(byte, byte, byte, byte), (bytes) => {
        const plain = bytes.join('.');
        const hex = [0, 2].map((at) => (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)).toString(16)).join(':');
        const verdict = judge(plain);
        for (const form of [`::ffff:${plain}`, `::ffff:${hex}`, `64:ff9b::${hex}`, `2002:${hex}::1`])
          expect(judge(form)).toBe(verdict);
        // A compatible form reaches nothing public; `::` and `::1` are addresses of their own.
        if (hex !== '0:0' && hex !== '0:1') expect(judge(`::${hex}`)).toBe(verdict ?? 'TARGET_RESERVED');
      }),
    );
  });

  it('never lets an IPv6 address outside global unicast through but for mapped and NAT64 forms', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const found = classifyAddress(address);
        const first = found?.address.toByteArray()[0] ?? 0;
        if (found?.class === 'public') expect(found.embedded !== null || (first & 0xe0) === 0x20).toBe(true);
      }),
    );
  });
});

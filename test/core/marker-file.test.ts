import { expect, it } from 'vitest';
import { markerEvidence } from '../../src/core/lifecycle/marker-evidence.ts';
import { markerNameIn, shortenedMarker } from '../../src/core/lifecycle/marker-file.ts';

it('[MK12] a marker is known by its name: process id, agent, event, and a count or none', () => {
  expect(markerNameIn('0000000042.a-1_b.Stop')).toEqual({
    agent: 'a-1_b',
    event: 'Stop',
    process: '0000000042',
  });
  expect(markerNameIn('0000000042.a1.Stop.3')).toMatchObject({ agent: 'a1', event: 'Stop' });
  const others = [
    'Stop',
    'x.a1.Stop',
    '1.a1.stop',
    '1.a1.toString',
    '1..Stop',
    '1.a/b.Stop',
    '1.a1.Stop.x',
  ];
  expect(others.map(markerNameIn)).toEqual(others.map(() => null));
});

it('[MK13] one that is too long keeps its first short fields, whatever its tool says', () => {
  const fields = {
    session_id: '01a1f4a3-52b8-7c61-8d3e-6c2f7a90606b',
    transcript_path: null,
    hook_event_name: 'PreToolUse',
    cwd: '"model":"no"',
    tool_name: 'a "quoted\\" name',
  };
  const payload = { ...fields, tool_input: { command: '"session_id":"other"', model: 'inner' } };
  const head = `codex-grid-marker 1 PreToolUse\n${JSON.stringify(payload).slice(0, -1)}`;
  const text = shortenedMarker(head, 'PreToolUse');
  expect(markerEvidence(text, 0)).toMatchObject({
    event: 'PreToolUse',
    sessionId: fields.session_id,
    tool: { name: fields.tool_name },
  });
});

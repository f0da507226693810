import { expect, it } from 'vitest';
import { markerNameIn, markerProblem, shortenedMarker } from '../../src/core/marker-file.ts';

it('[MK12] a marker is known by its name: process id, agent, event, and a count or none', () => {
  expect(markerNameIn('0000000042.a-1_b.Stop')).toEqual({ agent: 'a-1_b', event: 'Stop' });
  expect(markerNameIn('0000000042.a1.Stop.3')).toEqual({ agent: 'a1', event: 'Stop' });
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

it('[MK13] its text is that header and one JSON object', () => {
  expect(markerProblem('codex-grid-marker 1 Stop\n{}', 'Stop')).toBeNull();
  const others = [
    '',
    '{}',
    'codex-grid-marker 1 Stop',
    'codex-grid-marker 1 Stop\n',
    'codex-grid-marker 1 Stop\nnull',
  ];
  for (const text of others) expect(markerProblem(text, 'Stop')).toBeTypeOf('string');
  expect(markerProblem('codex-grid-marker 1 Stop\n{}', 'Interrupt')).toContain('Interrupt');
});

it('[MK14] one that is too long keeps its first short fields, whatever its tool says', () => {
  const payload = JSON.stringify({
    session_id: 's"\\',
    transcript_path: null,
    tool_input: { command: '"session_id":"other"', model: 'inner' },
  });
  const text = shortenedMarker(
    `codex-grid-marker 1 PreToolUse\n${payload.slice(0, -1)}`,
    'PreToolUse',
  );
  expect(markerProblem(text, 'PreToolUse')).toBeNull();
  expect(JSON.parse(text.split('\n')[1]!)).toMatchObject({
    session_id: 's"\\',
    transcript_path: null,
  });
});

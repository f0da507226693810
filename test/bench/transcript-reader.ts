import type { AgentId } from '../../src/core/agent/agent.ts';
import { deskLines } from '../../src/core/transcript-view/desk-picture.ts';
import { emptyPane, showsLines } from '../../src/core/transcript-view/transcript-pane.ts';
import { transcripts } from '../../src/system/transcript/open-transcript.ts';

const [path = '', pattern = ''] = process.argv.slice(2);
const startedAt = performance.now();
const transcript = await transcripts.open(path);
if ('problem' in transcript) throw new Error(transcript.problem);
const page = await transcript.before(transcript.end());
const end = transcript.end();
const agent = { id: 'a1' as AgentId, name: 'api', sessionId: null };
const read = { ...page, end, words: null };
const desk = { panes: [{ ...emptyPane(agent), ...read }], focused: 0, shows: showsLines };
const shown = deskLines(desk, { columns: 200, rows: 59 }, null).length;
const openedAt = performance.now();
const cpu = process.cpuUsage();
const { positions, isCut } = await transcript.search(pattern, 'tools');
const searchedAt = performance.now();
const { user, system } = process.cpuUsage(cpu);
await transcript.close();
const memory = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(
  `open ${(openedAt - startedAt).toFixed(0)} ms with ${shown} rows drawn, search ${(searchedAt - openedAt).toFixed(0)} ms, ${Math.round((user + system) / 1000)} ms of CPU (${positions.length}${isCut ? '+' : ''} found), ${memory} MB`,
);

import { inBandEvidence } from '../lifecycle/in-band.ts';
import { shapeOf } from './placeholders.ts';

/** What a program's output is made of. A `string` is an OSC, DCS, APC, PM or SOS, with its end. */
export type OutputToken = {
  readonly type: 'text' | 'string' | 'control';
  readonly text: string;
};

const token =
  /((?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x18\x1a\x9c]*(?:\x07|\x1b\\|\x9c)?)|((?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-~]|[\x00-\x1f\x7f-\x9f])|([^\x00-\x1f\x7f-\x9f]+)/gy;

export function outputTokens(text: string): readonly OutputToken[] {
  return Array.from(text.matchAll(token), ([whole, string, control]) => {
    const type = string !== undefined ? 'string' : control !== undefined ? 'control' : 'text';
    return { type, text: whole };
  });
}

const parts = /^(\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])(.*?)(\x07|\x1b\\|\x9c|)$/s;

/** A string without what user, model and tools put into it; what is read of it stays. */
export function blankString(string: string): string {
  const [, opener = '', body = '', end = ''] = parts.exec(string) ?? [];
  const isCommand = opener === '\x1b]' || opener === '\x9d';
  return `${opener}${isCommand ? blankCommand(body) : shapeOf(body)}${end}`;
}

/** The number of an OSC and what follows it. */
function blankCommand(body: string): string {
  const [, number = '', rest = ''] = /^(\d*);?(.*)$/s.exec(body) ?? [];
  if (rest === '') return body;
  if (number === '7501') return `7501;${blankReport(rest)}`;
  if (number === '0' || number === '2') return `${number};${blankTitle(rest)}`;
  const isColor = /^(?:4|1[0-9]|10[45]|11[0-9])$/.test(number) && /^[\d;?:/#a-frgb]*$/i.test(rest);
  return isColor ? body : `${number};${shapeOf(rest)}`;
}

function blankReport(payload: string): string {
  const said = inBandEvidence(payload, 0);
  if (said === null) return shapeOf(payload);
  const kind = said.kind === null ? '' : `:kind=${said.kind}`;
  return `state=${said.report}:app=codex${kind}`;
}

/** As `titleEvidence` reads it. */
function blankTitle(title: string): string {
  const [lead = ''] = /^(?:\[ [!.] \] Action Required|[\u2800-\u28ff](?= |$))/.exec(title) ?? [];
  return lead + shapeOf(title.slice(lead.length));
}

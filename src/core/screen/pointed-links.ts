import * as v from 'valibot';
import type { AgentId } from '../agent/agent.ts';
import type { Reply } from '../host/host-commands.ts';
import type { LinkWish, SelectedText } from '../pointing/click.ts';
import { linkAt, linkText, pathIn, type TextLink } from '../pointing/link-at.ts';
import type { CellPlace } from '../pointing/logical-line.ts';
import { plainText } from '../text/plain-text.ts';
import { copyText } from './copying.ts';
import { type Act, agentOf, type ScreenModel, unchanged, withNotice } from './screen-state.ts';

/** The host knows where a hyperlink leads: codex breaks its addresses where it likes, and each row has the whole target. */
export function askForLink(
  model: ScreenModel,
  at: { readonly agent: AgentId; readonly place: CellPlace | null },
  wish: LinkWish,
): Act {
  const { agent, place } = at;
  if (place === null) return follow(model, wish, null);
  return {
    model,
    effects: [
      {
        type: 'request',
        purpose: { type: 'link-at', wish },
        command: { type: 'linkAt', agent, ...place },
      },
    ],
  };
}

/** A word may be a part of an address, which is then copied whole. */
export function copySelected(model: ScreenModel, { text, word }: SelectedText): Act {
  return word !== null && hasSign.test(text)
    ? askForLink(model, word, { does: 'copy-word', text })
    : copyText(model, text);
}

const hasSign = /[^\p{L}\p{N}]/u;

const replySchema = v.nullable(v.string());

export function takeLinkAt(model: ScreenModel, wish: LinkWish, reply: Reply): Act {
  const parsed = reply.ok ? v.safeParse(replySchema, reply.value) : null;
  return follow(model, wish, parsed?.success ? parsed.output : null);
}

/** Where nothing leads anywhere by itself, what is written there may. */
function follow(model: ScreenModel, wish: LinkWish, target: string | null): Act {
  if (wish.does === 'copy-word') {
    return copyText(model, target?.includes(wish.text) ? target : wish.text);
  }
  const link: TextLink | null =
    target === null ? linkAt(wish.line) : { type: 'address', address: target };
  if (link === null) return unchanged(model);
  if (wish.does === 'copy') return copyText(model, linkText(link));
  return link.type === 'address'
    ? openAddress(model, link.address, wish.line.text)
    : editFile(model, link, wish.agent);
}

/** What is opened and was not to be read whole is told. */
function openAddress(model: ScreenModel, address: string, shown: string): Act {
  const told = shown.includes(address)
    ? model
    : withNotice(model, `Opened: ${plainText(address)}`).model;
  return { model: told, effects: [{ type: 'open-address', address }] };
}

function editFile(
  model: ScreenModel,
  { path, line }: Extract<TextLink, { type: 'file' }>,
  id: AgentId,
): Act {
  const agent = agentOf(model, id);
  if (!agent) return unchanged(model);
  const whole = pathIn(agent.cwd, path, model.homeFolder);
  return { model, effects: [{ type: 'edit-file', path: whole, line }] };
}

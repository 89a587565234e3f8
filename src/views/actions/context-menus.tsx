import {
  Cable,
  Copy,
  Eye,
  EyeOff,
  Gauge,
  Hammer,
  Pause,
  Pickaxe,
  Power,
  Scissors,
  Send,
  Shapes,
  Split,
  Timer,
  Trash2,
  Upload,
  Zap,
} from 'lucide-react';
import { type Role, roles } from '#simulation/records';
import type { Action } from '#simulation/run';
import { MenuAtPoint, type MenuEntry } from '../design/menu.tsx';
import { RoleGlyph } from '../inspector/parts/role-glyph.tsx';
import { useStudio, useStudioCore, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { useActions } from './action-state.ts';
import { usePeers } from './use-peers.ts';

/** Opens the menu of a node at a point of the page (client pixels). */
export function openNodeMenu(node: number, x: number, y: number): void {
  useActions.getState().openMenu({ kind: 'node', node, x, y });
}

/** Opens the menu of a link at a point of the page. */
export function openLinkMenu(link: number, x: number, y: number): void {
  useActions.getState().openMenu({ kind: 'link', link, x, y });
}

/** Opens the menu of a message under way, named by the global log row of its send. */
export function openMessageMenu(row: number, x: number, y: number): void {
  useActions.getState().openMenu({ kind: 'message', row, x, y });
}

const size = 16;
/** How late a message delayed by hand arrives, in simulated microseconds. */
const delayMicros = 5_000_000;

/** The context menu that is open, if any; the shell draws it once. */
export function ContextMenus() {
  const { menu, closeMenu } = useActions((state) => state);
  switch (menu?.kind) {
    case undefined:
      return null;
    case 'node':
      return <NodeMenu node={menu.node} at={menu} onClose={closeMenu} />;
    case 'link':
      return <LinkMenu link={menu.link} at={menu} onClose={closeMenu} />;
    case 'message':
      return <MessageMenu row={menu.row} at={menu} onClose={closeMenu} />;
  }
}

interface MenuPlace {
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}

function NodeMenu({ node, at, onClose }: MenuPlace & { readonly node: number }) {
  const t = useText('actions');
  const verbs = useVerbs();
  const peer = usePeers().find((one) => one.index === node);
  const viewAs = useStudio((state) => state.viewAs);
  const openForm = useActions((state) => state.openForm);
  if (peer === undefined) return null;
  const act = (action: Action) => () => void verbs.act(action);
  const { name, online, secret } = peer;
  const mines = peer.hashRate > 0;
  const idle = !online || !mines;
  const entries: MenuEntry[] = [
    { kind: 'heading', label: name },
    {
      label: t('pay.menu'),
      icon: <Send size={size} aria-hidden />,
      shortcut: 'T',
      disabled: !online,
      onSelect: () => openForm({ type: 'pay', from: node, to: -1 }),
    },
    {
      label: t('conflict.menu'),
      icon: <Split size={size} aria-hidden />,
      disabled: !online,
      onSelect: () => openForm({ type: 'conflict', from: node }),
    },
    { kind: 'separator' },
    {
      label: t('mineNow.menu'),
      note: mines ? undefined : t('mineNow.noHashRate'),
      icon: <Pickaxe size={size} aria-hidden />,
      shortcut: 'M',
      disabled: idle,
      onSelect: act({ type: 'mine-now', node: name }),
    },
    {
      label: t('collide.menu'),
      icon: <Zap size={size} aria-hidden />,
      disabled: idle,
      onSelect: () => openForm({ type: 'collide', first: node }),
    },
    secret
      ? {
          label: t('publish.menu'),
          icon: <Upload size={size} aria-hidden />,
          onSelect: act({ type: 'publish', node: name }),
        }
      : {
          label: t('mineSecretly.menu'),
          icon: <EyeOff size={size} aria-hidden />,
          tone: 'danger',
          disabled: idle,
          onSelect: act({ type: 'mine-secretly', node: name }),
        },
    {
      label: t('hashRate.menu'),
      icon: <Gauge size={size} aria-hidden />,
      onSelect: () => openForm({ type: 'hash-rate', node }),
    },
    {
      kind: 'choices',
      label: t('changeRole.menu'),
      icon: <Shapes size={size} aria-hidden />,
      value: peer.role,
      options: roles.map((role) => ({
        value: role,
        label: t(`role.${role}`),
        icon: <RoleGlyph role={role} />,
      })),
      onChoose: (role) =>
        role !== peer.role && void verbs.act({ type: 'set-role', node: name, role: role as Role }),
    },
    { kind: 'separator' },
    {
      label: t('connect.menu'),
      icon: <Cable size={size} aria-hidden />,
      disabled: !online,
      onSelect: () => openForm({ type: 'connect', a: node }),
    },
    {
      label: t(online ? 'stopNode.menu' : 'startNode.menu'),
      icon: <Power size={size} aria-hidden />,
      onSelect: act(online ? { type: 'stop-node', node: name } : { type: 'start-node', node: name }),
    },
    {
      label: viewAs === node ? t('viewAsEveryone') : t('viewAs', { node: name }),
      icon: <Eye size={size} aria-hidden />,
      onSelect: () => verbs.setViewAs(viewAs === node ? -1 : node),
    },
  ];
  return <MenuAtPoint at={at} label={name} entries={entries} onClose={onClose} />;
}

function LinkMenu({ link, at, onClose }: MenuPlace & { readonly link: number }) {
  const t = useText('actions');
  const verbs = useVerbs();
  const scene = useStudioCore().scene();
  const record = scene.links[link];
  if (record === undefined) return null;
  const a = scene.nodes[record.a]?.name ?? '?';
  const b = scene.nodes[record.b]?.name ?? '?';
  const label = `${a} – ${b}`;
  const up = scene.linkUp[link] === 1;
  const entries: MenuEntry[] = [
    { kind: 'heading', label },
    up
      ? {
          label: t('cut.menu'),
          icon: <Scissors size={size} aria-hidden />,
          shortcut: 'X',
          onSelect: () => void verbs.act({ type: 'cut', a, b }),
        }
      : {
          label: t('reconnect.menu'),
          icon: <Cable size={size} aria-hidden />,
          onSelect: () => void verbs.act({ type: 'connect', a, b }),
        },
    {
      label: t('inspect'),
      icon: <Hammer size={size} aria-hidden />,
      onSelect: () => verbs.select({ kind: 'link', link }),
    },
  ];
  return <MenuAtPoint at={at} label={label} entries={entries} onClose={onClose} />;
}

function MessageMenu({ row, at, onClose }: MenuPlace & { readonly row: number }) {
  const t = useText('actions');
  const verbs = useVerbs();
  const studio = useStudioCore();
  const history = studio.history();
  const event = history.row(row);
  const payload = event === undefined ? undefined : history.payloads[event.object];
  if (event === undefined || payload === undefined) return null;
  const from = history.nodes[event.a]?.name ?? '?';
  const to = history.nodes[event.b]?.name ?? '?';
  const label = `${payload.command} ${from} → ${to}`;
  // Tampering is done to the message's sending: the playhead goes back to just before it.
  const tamper = (how: 'drop' | 'delay' | 'duplicate') => () => {
    verbs.pause();
    verbs.seekRow(Math.max(0, row - 1));
    const late = how === 'delay' ? { delayMicros } : {};
    void verbs.act({ type: 'tamper', from, to, command: payload.command, how, ...late });
  };
  const entries: MenuEntry[] = [
    { kind: 'heading', label },
    {
      label: t('tamper.drop'),
      icon: <Trash2 size={size} aria-hidden />,
      tone: 'danger',
      onSelect: tamper('drop'),
    },
    { label: t('tamper.delay'), icon: <Timer size={size} aria-hidden />, onSelect: tamper('delay') },
    { label: t('tamper.duplicate'), icon: <Copy size={size} aria-hidden />, onSelect: tamper('duplicate') },
    { kind: 'separator' },
    {
      label: t('inspect'),
      icon: <Pause size={size} aria-hidden />,
      onSelect: () => verbs.select({ kind: 'message', row }),
    },
  ];
  return <MenuAtPoint at={at} label={label} entries={entries} onClose={onClose} />;
}

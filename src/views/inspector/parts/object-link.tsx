import type { ReactNode } from 'react';
import type { Selection } from '#app/studio-state';
import { shortHash } from '../../format/short-hash.ts';
import { useScene, useStudio, useStudioCore, useVerbs } from '../../use-studio.ts';
import { useText } from '../../use-text.ts';
import { sameSelection } from '../selection-trail.ts';
import css from './object-link.module.css';
import { RoleGlyph } from './role-glyph.tsx';

/** A word that is also a thing: hovering it lights the thing everywhere, clicking it opens the thing here. */
export function ObjectLink({
  to,
  label,
  kind,
  children,
}: {
  readonly to: Selection;
  /** What a listener hears; the visible text stays part of it. */
  readonly label?: string | undefined;
  readonly kind: 'node' | 'block' | 'tx' | 'plain';
  readonly children: ReactNode;
}) {
  const verbs = useVerbs();
  const lit = useStudio((state) => sameSelection(state.hover, to));
  return (
    <button
      type="button"
      className={css.link}
      data-kind={kind}
      data-lit={lit || undefined}
      aria-label={label}
      onClick={() => verbs.select(to)}
      onPointerEnter={() => verbs.setHover(to)}
      onPointerLeave={() => verbs.setHover({ kind: 'none' })}
      onFocus={() => verbs.setHover(to)}
      onBlur={() => verbs.setHover({ kind: 'none' })}
    >
      {children}
    </button>
  );
}

/** A peer by its shape and name. */
export function NodeLink({ node }: { readonly node: number }) {
  const t = useText('inspector');
  const record = useStudioCore().history().nodes[node];
  const role = useScene((scene) => scene.nodeRole[node]);
  if (record === undefined) return <span>{t('somebody')}</span>;
  return (
    <ObjectLink to={{ kind: 'node', node }} kind="node">
      <RoleGlyph role={role ?? record.role} />
      {record.name}
    </ObjectLink>
  );
}

/** A block by the last four digits of its hash. */
export function BlockLink({
  block,
  height,
}: {
  readonly block: number;
  /** Shows the height before the digits, or instead of them. */
  readonly height?: boolean | 'only';
}) {
  const t = useText('inspector');
  const record = useStudioCore().history().blocks[block];
  if (record === undefined) return <span>{t('someBlock')}</span>;
  const hash = shortHash(record.hash);
  return (
    <ObjectLink
      to={{ kind: 'block', block }}
      kind="block"
      label={t('blockLabel', { hash, height: record.height })}
    >
      {height ? <span className={css.height}>{record.height}</span> : null}
      {height === 'only' ? null : hash}
    </ObjectLink>
  );
}

/** A transaction by the last four digits of its id. */
export function TxLink({ tx }: { readonly tx: number }) {
  const t = useText('inspector');
  const record = useStudioCore().history().transactions[tx];
  if (record === undefined) return <span>{t('someTx')}</span>;
  const txid = shortHash(record.txid);
  return (
    <ObjectLink to={{ kind: 'tx', tx }} kind="tx" label={t('txLabel', { txid })}>
      {txid}
    </ObjectLink>
  );
}

/** One output of a transaction, as `77b0:1`. */
export function OutputLink({ tx, vout }: { readonly tx: number; readonly vout: number }) {
  const t = useText('inspector');
  const record = useStudioCore().history().transactions[tx];
  if (record === undefined) return <span>{t('someTx')}</span>;
  const txid = shortHash(record.txid);
  return (
    <ObjectLink to={{ kind: 'output', tx, vout }} kind="tx" label={t('outputLabel', { txid, vout })}>
      {txid}:{vout}
    </ObjectLink>
  );
}

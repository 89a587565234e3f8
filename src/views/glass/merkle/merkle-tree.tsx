import { useMemo, useState } from 'react';
import { Switch } from '../../design/switch.tsx';
import { shortHash } from '../../format/short-hash.ts';
import { Chip } from '../../inspector/parts/chip.tsx';
import { useText } from '../../use-text.ts';
import { layOutMerkle, type MerkleNode } from './merkle-layout.ts';
import css from './merkle-tree.module.css';

const step = 52;
const rise = 46;

/** The tree over a block's transactions. Picking a leaf shows its proof; changing it shows what would break. */
export function MerkleTree({
  txids,
  root,
  onOpen,
}: {
  /** Leaves in display order. */
  readonly txids: readonly string[];
  /** The root that the header states. */
  readonly root: string;
  /** Opens a transaction by its place in the block, where it can be opened. */
  readonly onOpen?: (index: number) => void;
}) {
  const t = useText('glass');
  const [picked, setPicked] = useState(txids.length > 1 ? 1 : 0);
  const [changed, setChanged] = useState(false);
  const leaf = Math.min(picked, txids.length - 1);
  const leaves = useMemo(
    () => (changed ? txids.map((txid, i) => (i === leaf ? flipLast(txid) : txid)) : txids),
    [txids, changed, leaf],
  );
  const picture = useMemo(() => layOutMerkle(leaves, leaf), [leaves, leaf]);
  const width = picture.leaves * step;
  const height = picture.levels * rise;
  const x = (node: MerkleNode) => (node.x + 0.5) * step;
  const y = (node: MerkleNode) => height - (node.level + 0.5) * rise;
  const fits = picture.root === root;
  return (
    <div className={css.merkle}>
      <div className={css.scroll}>
        <div className={css.stage} style={{ width, height }}>
          <svg width={width} height={height} aria-hidden="true">
            {picture.nodes
              .filter((node) => node.level < picture.levels - 1)
              .map((node) => {
                const parent = picture.nodes.find(
                  (other) => other.level === node.level + 1 && other.index === node.index >> 1,
                )!;
                return (
                  <path
                    key={`${node.level} ${node.index}`}
                    d={`M${x(node)} ${y(node) - 12} V${(y(node) + y(parent)) / 2} H${x(parent)} V${y(parent) + 12}`}
                    className={css.edge}
                    data-path={node.onPath || undefined}
                    data-proof={node.inProof || undefined}
                  />
                );
              })}
          </svg>
          {picture.nodes.map((node) => (
            <button
              key={`${node.level} ${node.index}`}
              type="button"
              className={css.node}
              style={{ left: x(node), top: y(node) }}
              title={node.hash}
              data-path={node.onPath || undefined}
              data-proof={node.inProof || undefined}
              data-broken={(changed && node.onPath) || undefined}
              aria-pressed={node.level === 0 ? node.index === leaf : undefined}
              aria-label={t(node.level === 0 ? 'merkle.leafLabel' : 'merkle.nodeLabel', {
                hash: shortHash(node.hash),
                n: node.index,
              })}
              disabled={node.level > 0}
              onClick={() => setPicked(node.index)}
              onDoubleClick={() => node.level === 0 && onOpen?.(node.index)}
            >
              {shortHash(node.hash)}
              {node.doubled && <span className={css.twice}>×2</span>}
            </button>
          ))}
        </div>
      </div>
      <p className={css.prose}>
        {picture.proof.length === 0
          ? t('merkle.single')
          : t('merkle.proof', {
              count: picture.proof.length,
              leaf: shortHash(leaves[leaf] ?? ''),
              hashes: picture.proof.map(shortHash).join(', '),
              all: picture.leaves,
            })}
      </p>
      <Switch label={t('merkle.change')} checked={changed} onChange={setChanged} />
      <p>
        <Chip tone={fits ? 'agreed' : 'danger'}>{t(fits ? 'merkle.fits' : 'merkle.broken')}</Chip>
      </p>
    </div>
  );
}

/** The id with its last digit changed, as if one byte of the transaction had been altered. */
function flipLast(hash: string): string {
  const last = Number.parseInt(hash.slice(-1), 16) ^ 1;
  return hash.slice(0, -1) + last.toString(16);
}

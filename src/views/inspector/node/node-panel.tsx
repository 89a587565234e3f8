import { hexToBytes } from '#bitcoin/encoding/hex';
import { annotateMessage } from '#bitcoin/explain/annotate-message';
import type { NodeRecord } from '#simulation/records';
import { Button } from '../../design/button.tsx';
import { formatAmount } from '../../format/coins.ts';
import { formatPercent, formatQuantity, formatTimes } from '../../format/quantity.ts';
import { shortHash } from '../../format/short-hash.ts';
import { LocksButton } from '../../lab/lab-buttons.tsx';
import { useStudio, useVerbs } from '../../use-studio.ts';
import { useText } from '../../use-text.ts';
import { AnnotatedHex } from '../bytes/annotated-hex.tsx';
import { useHexFields } from '../bytes/use-hex-fields.ts';
import { useMoment } from '../moment.ts';
import { totalHashRate } from '../network/network-state.ts';
import { PanelFrame } from '../panel-frame.tsx';
import { Chip } from '../parts/chip.tsx';
import { Fact, Facts, Next, Prose, Section } from '../parts/facts.tsx';
import { Gone } from '../parts/gone.tsx';
import { CopyButton, HashText } from '../parts/hash-text.tsx';
import { Meter } from '../parts/meter.tsx';
import { BlockLink, NodeLink, ObjectLink, OutputLink } from '../parts/object-link.tsx';
import { useDuration } from '../parts/use-duration.ts';
import { useInspect } from '../use-inspect.ts';
import { useSentence } from '../use-sentence.tsx';
import css from './node-panel.module.css';

/** A peer: what it follows, what it is doing, what it knows, what its user owns. */
export function NodePanel({ node }: { readonly node: number }) {
  const say = useSentence('inspector');
  const { history, scene, sight } = useMoment();
  const record = history.nodes[node];
  if (record === undefined || scene.nodeBorn[node] !== 1) return <Gone what="node" />;
  const tip = history.blocks[sight.tip[node] ?? -1];
  const values = {
    name: record.name,
    hash: tip === undefined ? '' : shortHash(tip.hash),
    height: tip?.height ?? 0,
  };
  const title =
    scene.nodeOnline[node] !== 1
      ? say('node.titleOff', values)
      : scene.nodeSecret[node] === 1
        ? say('node.titleSecret', values)
        : tip === undefined
          ? say('node.titleUnknown', values)
          : say('node.title', values);
  return (
    <PanelFrame
      title={title}
      explain={() => <Explain record={record} />}
      fields={() => <Fields record={record} />}
      bytes={() => <Bytes record={record} />}
    />
  );
}

function Explain({ record }: { readonly record: NodeRecord }) {
  const t = useText('inspector');
  const say = useSentence('inspector');
  const duration = useDuration();
  const verbs = useVerbs();
  const viewAs = useStudio((state) => state.viewAs);
  const { history, scene, sight, time } = useMoment();
  const node = record.index;
  const online = scene.nodeOnline[node] === 1;
  const rate = scene.nodeHashRate[node] ?? 0;
  const share = rate / Math.max(totalHashRate(scene), Number.MIN_VALUE);
  const tip = sight.tip[node] ?? -1;
  const same = scene.nodes.filter(
    (other) => other.index !== node && scene.nodeOnline[other.index] === 1 && sight.tip[other.index] === tip,
  ).length;
  const heard = history.arrivals('block', tip).find((arrival) => arrival.node === node)?.time;
  const found = history.blocks[tip]?.foundAt ?? -1;
  const parent = scene.nodeMiningOn[node] ?? -1;
  const tries = scene.nodeTries[node] ?? 0;
  const work = history.blocks[parent]?.blockWork ?? 0;
  const links = history.links.filter(
    (link) => scene.linkUp[link.index] === 1 && (link.a === node || link.b === node),
  );
  return (
    <>
      <Prose>
        <p>
          {say(`node.role_${scene.nodeRole[node] ?? record.role}`)}{' '}
          {rate > 0 && say('node.rate', { rate: formatQuantity(rate), share: formatPercent(share) })}
        </p>
        {!online && <p>{say('node.offNote')}</p>}
        {online && tip >= 0 && (
          <p>
            {say(same === 0 ? 'node.aloneOn' : 'node.followsWith', {
              block: <BlockLink block={tip} />,
              count: same,
            })}{' '}
            {heard !== undefined &&
              found >= 0 &&
              heard > found &&
              say('node.heardAfter', {
                delay: duration(heard - found),
                miner: <NodeLink node={history.blocks[tip]!.miner} />,
              })}
          </p>
        )}
        {scene.nodeSecret[node] === 1 && <p>{say('node.secretNote')}</p>}
      </Prose>
      {online && rate > 0 && parent >= 0 && work > 0 && (
        <Section title={t('node.miningTitle')} aside={formatTimes(tries / work)}>
          <Meter
            value={tries / work}
            label={t('node.miningLabel', { tries: formatQuantity(tries), expected: formatQuantity(work) })}
          />
          <Prose>
            <p>
              {say('node.mining', {
                block: <BlockLink block={parent} />,
                tries: formatQuantity(tries),
                expected: formatQuantity(work),
                chance: formatPercent(1 - Math.exp(-tries / work)),
              })}
            </p>
          </Prose>
        </Section>
      )}
      <Wallet node={node} />
      <Section title={t('node.peersTitle')} aside={t('node.peersCount', { count: links.length })}>
        {links.length === 0 ? (
          <Prose>
            <p>{t('node.noPeers')}</p>
          </Prose>
        ) : (
          <ul className={css.peers}>
            {links.map((link) => (
              <li key={link.index}>
                <NodeLink node={link.a === node ? link.b : link.a} />
                <ObjectLink to={{ kind: 'link', link: link.index }} kind="plain" label={t('node.openLink')}>
                  <span className={css.latency}>{duration(link.latencyMicros)}</span>
                </ObjectLink>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('node.mempoolTitle')} aside={scene.nodeMempool[node] ?? 0}>
        <Prose>
          <p>{t('node.mempool', { count: scene.nodeMempool[node] ?? 0 })}</p>
        </Prose>
      </Section>
      <Next>
        <Button onClick={() => verbs.setViewAs(viewAs === node ? -1 : node)}>
          {viewAs === node ? t('node.viewAsEveryone') : t('node.viewAs', { name: record.name })}
        </Button>
        {online && rate > 0 && (
          <Button onClick={() => void verbs.act({ type: 'mine-now', node: record.name })}>
            {t('node.mineNow')}
          </Button>
        )}
        <Button onClick={() => verbs.setStageView('mempool')}>{t('node.openMempool')}</Button>
        <Button
          onClick={() =>
            void verbs.act(
              online ? { type: 'stop-node', node: record.name } : { type: 'start-node', node: record.name },
            )
          }
        >
          {t(online ? 'node.stop' : 'node.start')}
        </Button>
      </Next>
      <p className="only-heard">{t('node.asOf', { time: duration(time) })}</p>
    </>
  );
}

function Wallet({ node }: { readonly node: number }) {
  const t = useText('inspector');
  const reply = useInspect({ type: 'wallet', node });
  const { history } = useMoment();
  const wallet = reply === 'gone' ? undefined : reply;
  const coins = [...(wallet?.coins ?? [])].sort((p, q) => (BigInt(q.value) > BigInt(p.value) ? 1 : -1));
  return (
    <Section title={t('wallet.title')} aside={wallet === undefined ? '…' : formatAmount(wallet.balance)}>
      <Prose>
        <p>{t('wallet.note', { count: coins.length })}</p>
      </Prose>
      {coins.length > 0 && (
        <ul className={css.coins} aria-label={t('wallet.coinsLabel')}>
          {coins.slice(0, 8).map((coin) => {
            const tx = history.txByTxid(coin.txid);
            return (
              <li key={`${coin.txid}:${coin.vout}`} data-locked={!coin.spendable || undefined}>
                <span className={css.coinId}>
                  {tx >= 0 ? <OutputLink tx={tx} vout={coin.vout} /> : <code>{coin.txid.slice(-4)}</code>}
                </span>
                <span className={css.coinNote}>
                  {coin.note === 'immature' || coin.note === 'spent-in-mempool' ? (
                    <Chip tone={coin.note === 'immature' ? 'neutral' : 'pending'}>
                      {t(`wallet.${coin.note}`)}
                    </Chip>
                  ) : null}
                </span>
                <span>{formatAmount(coin.value)}</span>
              </li>
            );
          })}
          {coins.length > 8 && <li className={css.more}>{t('andMore', { count: coins.length - 8 })}</li>}
        </ul>
      )}
      <Next>
        <LocksButton node={node} />
      </Next>
    </Section>
  );
}

function Fields({ record }: { readonly record: NodeRecord }) {
  const t = useText('inspector');
  const { history, scene } = useMoment();
  const node = useInspect({ type: 'node', node: record.index });
  const wallet = useInspect({ type: 'wallet', node: record.index });
  const state = node === 'gone' ? undefined : node;
  const tip = history.blocks[scene.nodeTip[record.index] ?? -1];
  return (
    <>
      <Section title={t('node.knowsTitle')}>
        <Facts>
          <Fact name={t('node.address')}>
            <code>{record.address}</code>
          </Fact>
          <Fact name={t('node.tip')}>{tip === undefined ? '–' : <BlockLink block={tip.index} height />}</Fact>
          <Fact name={t('node.headersTip')} note={t('node.headersTipNote')}>
            {state === undefined ? '…' : <KnownBlock hash={state.headersTip} />}
          </Fact>
          <Fact name={t('block.chainWork')}>{tip === undefined ? '–' : formatQuantity(tip.work)}</Fact>
          <Fact name={t('node.hashRate')}>
            {t('node.perSecond', { rate: formatQuantity(scene.nodeHashRate[record.index] ?? 0) })}
          </Fact>
          <Fact name={t('node.orphans')} note={t('node.orphansNote')}>
            {state === undefined
              ? '…'
              : t('node.orphansValue', { blocks: state.orphanBlocks, txs: state.orphanTransactions })}
          </Fact>
          <Fact name={t('node.knownAddresses')}>
            {state === undefined ? '…' : <Known addresses={state.knownAddresses} />}
          </Fact>
        </Facts>
      </Section>
      {state !== undefined && state.peers.length > 0 && (
        <Section title={t('node.peersTitle')}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('node.peer')}</th>
                <th scope="col">{t('node.direction')}</th>
                <th scope="col">{t('node.handshake')}</th>
                <th scope="col">{t('node.score')}</th>
              </tr>
            </thead>
            <tbody>
              {state.peers.map((peer) => (
                <tr key={peer.node}>
                  <td>
                    <NodeLink node={peer.node} />
                  </td>
                  <td>{t(peer.inbound ? 'node.inbound' : 'node.outbound')}</td>
                  <td>{t(peer.ready ? 'node.ready' : 'node.notReady')}</td>
                  <td>{peer.score}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
      {wallet !== undefined && wallet !== 'gone' && (
        <Section title={t('wallet.keysTitle')}>
          <Prose>
            <p>{t('wallet.keysNote')}</p>
          </Prose>
          <Facts>
            {wallet.keys.slice(0, 12).map((key, index) => (
              <Fact key={key.address} name={t('wallet.key', { n: index })}>
                <span className={css.key}>
                  <code>{key.address}</code>
                  <CopyButton text={key.address} what={key.address} />
                </span>
                <code className={css.publicKey}>{key.publicKey}</code>
              </Fact>
            ))}
          </Facts>
        </Section>
      )}
    </>
  );
}

/** Addresses by the names of the peers they belong to. */
function Known({ addresses }: { readonly addresses: readonly string[] }) {
  const { history } = useMoment();
  return (
    <span className={css.known}>
      {addresses.slice(0, 40).map((address) => {
        const node = history.nodes.find((peer) => peer.name === address || peer.address === address);
        return node === undefined ? (
          <code key={address}>{address}</code>
        ) : (
          <NodeLink key={address} node={node.index} />
        );
      })}
    </span>
  );
}

function KnownBlock({ hash }: { readonly hash: string }) {
  const { history } = useMoment();
  const block = history.blockByHash(hash);
  return block >= 0 ? <BlockLink block={block} height /> : <HashText hash={hash} />;
}

function Bytes({ record }: { readonly record: NodeRecord }) {
  const t = useText('inspector');
  const named = useHexFields();
  const say = useSentence('inspector');
  const { history, time, row } = useMoment();
  const last = history
    .messages(Math.max(0, time - 3600e6), time, 2_000)
    .findLast((message) => message.a === record.index && message.row <= row);
  const reply = useInspect(
    last === undefined
      ? undefined
      : { type: 'message-bytes', payload: last.object, from: last.a, to: last.b },
  );
  if (last === undefined) {
    return (
      <Prose>
        <p>{t('node.noMessage', { name: record.name })}</p>
      </Prose>
    );
  }
  const hex = reply === undefined || reply === 'gone' ? undefined : reply.hex;
  return (
    <>
      <Prose>
        <p>
          {say('node.lastMessage', {
            name: record.name,
            command: (
              <ObjectLink to={{ kind: 'message', row: last.row }} kind="block">
                {history.payloads[last.object]?.command ?? '?'}
              </ObjectLink>
            ),
            to: <NodeLink node={last.b} />,
          })}
        </p>
      </Prose>
      {hex !== undefined && (
        <AnnotatedHex
          hex={hex}
          fields={named(annotateMessage(hexToBytes(hex)))}
          what={t('message.bytesLabel')}
        />
      )}
      {reply === 'gone' && (
        <Prose>
          <p>{t('message.bytesGone')}</p>
        </Prose>
      )}
    </>
  );
}

import { mainnetParams } from '#bitcoin/consensus/params';
import { Button } from '../../design/button.tsx';
import { branchSwatch, type Swatch, usePalette } from '../../design/colours.ts';
import { formatCoins } from '../../format/coins.ts';
import { formatCount, formatQuantity } from '../../format/quantity.ts';
import { shortHash } from '../../format/short-hash.ts';
import { useOpenLab } from '../../lab/use-open-lab.ts';
import { useSecrets } from '../../timeline/use-secrets.ts';
import { useStudio, useVerbs } from '../../use-studio.ts';
import { useText } from '../../use-text.ts';
import { triesFor } from '../block/block-state.ts';
import { useMoment } from '../moment.ts';
import { PanelFrame } from '../panel-frame.tsx';
import { Bars } from '../parts/bars.tsx';
import { Next, Prose, Section } from '../parts/facts.tsx';
import { BlockLink, NodeLink } from '../parts/object-link.tsx';
import { useDuration } from '../parts/use-duration.ts';
import { useSentence } from '../use-sentence.tsx';
import { AllHeaders } from './all-headers.tsx';
import { EventLine, latestEvents } from './event-line.tsx';
import { ExplorerTable } from './explorer-table.tsx';
import css from './network-panel.module.css';
import {
  isPartitioned,
  isSecretSplit,
  networkMood,
  sameTarget,
  tipGroups,
  totalHashRate,
} from './network-state.ts';

/** Nothing selected: the network as a whole, what it is doing now, and the constants of this chain. */
export function NetworkPanel() {
  const say = useSentence('inspector');
  const { history, scene, sight } = useMoment();
  const mood = networkMood(scene, sight);
  const hash = (block: number) => shortHash(history.blocks[block]?.hash ?? '');
  const title = () => {
    switch (mood.mood) {
      case 'starting':
        return say('network.titleStarting');
      case 'agreed':
        return say(sight.viewpoint.viewAs >= 0 ? 'network.titleAgreedSeen' : 'network.titleAgreed', {
          name: scene.nodes[sight.viewpoint.viewAs]?.name ?? '',
          count: mood.count,
          hash: hash(mood.tip),
        });
      case 'spreading':
        return say(isPartitioned(scene) ? 'network.titleCut' : 'network.titleSpreading', {
          hash: hash(mood.tip),
          count: mood.have,
          all: mood.count,
        });
      case 'split':
        return say('network.titleSplit', { count: mood.tips.length });
    }
  };
  return (
    <PanelFrame
      title={title()}
      explain={() => <Explain />}
      fields={() => <Fields />}
      bytes={() => <AllHeaders />}
    />
  );
}

function Explain() {
  const t = useText('inspector');
  const say = useSentence('inspector');
  const duration = useDuration();
  const verbs = useVerbs();
  const openLab = useOpenLab();
  const realData = useText('realData');
  const constants = useStudio((state) => state.constants);
  const { history, scene, sight, time, row, tip } = useMoment();
  const rate = totalHashRate(scene);
  const work = history.blocks[tip]?.blockWork ?? constants?.expectedTries ?? 0;
  const miners = scene.nodes.filter(
    (node) => scene.nodeOnline[node.index] === 1 && scene.nodeHashRate[node.index]! > 0,
  );
  const last = history.blocks[tip];
  const tries = triesFor(history, tip);
  const eye = sight.viewpoint.viewAs;
  const pool = Math.max(0, ...scene.nodeMempool.subarray(0, scene.nodes.length));
  const hides = useSecrets();
  const events = latestEvents(history, row, 6, (event) => hides(event, history, time));
  const partitioned = isPartitioned(scene);
  return (
    <>
      <Prose>
        {sight.tips.length > 1 ? (
          <p>
            {say(
              partitioned
                ? 'network.splitCut'
                : isSecretSplit(history, sight)
                  ? 'network.splitSecret'
                  : 'network.split',
            )}
          </p>
        ) : (
          last !== undefined &&
          last.foundAt >= 0 &&
          tries !== undefined && (
            <p>
              {say(time - last.foundAt < 60e6 ? 'network.lastBlockNow' : 'network.lastBlock', {
                block: <BlockLink block={tip} />,
                miner: <NodeLink node={last.miner} />,
                ago: duration(time - last.foundAt),
                count: tries,
                tries: formatCount(tries),
              })}
            </p>
          )
        )}
        {rate > 0 && eye < 0 && !partitioned && sameTarget(scene) && (
          <p>
            {say('network.mining', {
              count: miners.length,
              rate: formatQuantity(rate),
              work: formatQuantity(work),
              wait: duration((work / rate) * 1e6),
            })}
          </p>
        )}
        <p>
          {eye < 0
            ? say('network.inFlight', { count: scene.inFlight.count, pool })
            : say('network.ownPool', { name: scene.nodes[eye]!.name, pool: scene.nodeMempool[eye]! })}
        </p>
      </Prose>
      <Sides />
      {events.length > 0 && (
        <Section title={t('network.lately')}>
          <ol className={css.events} reversed>
            {events.map(({ event, others }) => (
              <EventLine key={event.row} event={event} others={others} />
            ))}
          </ol>
        </Section>
      )}
      <Section title={t('network.tryNext')}>
        <Prose>
          <p>{t('network.tryNextNote')}</p>
        </Prose>
        <Next>
          {miners.length > 1 && (
            <Button
              onClick={() => void verbs.act({ type: 'collide', nodes: [miners[0]!.name, miners[1]!.name] })}
            >
              {t('network.collide', { a: miners[0]!.name, b: miners[1]!.name })}
            </Button>
          )}
          {partitioned && (
            <Button onClick={() => void verbs.act({ type: 'heal' })}>{t('network.heal')}</Button>
          )}
          <Button onClick={() => verbs.stepInteresting(1)}>{t('network.nextInteresting')}</Button>
        </Next>
      </Section>
      <Section title={t('network.benchTitle')}>
        <Prose>
          <p>{t('network.benchNote')}</p>
        </Prose>
        <Next>
          <Button onClick={() => openLab({ page: 'data' })}>{realData('page.data')}</Button>
          <Button onClick={() => openLab({ page: 'keys' })}>{realData('page.keys')}</Button>
        </Next>
      </Section>
    </>
  );
}

/** Who follows what, with the work behind it: only while there is something to compare. */
function Sides() {
  const t = useText('inspector');
  const palette = usePalette();
  const { history, scene, sight } = useMoment();
  const groups = tipGroups(scene, sight);
  if (groups.length < 2) return null;
  const swatchOf = (block: number): Swatch => branchSwatch(palette, sight.branch(block));
  const base = history.blocks[sight.common]?.work ?? 0;
  return (
    <Section title={t('network.sidesTitle')}>
      <ul className={css.groups}>
        {groups.map((group) => (
          <li key={group.tip} className={css.group}>
            <span
              className={css.swatch}
              style={{
                background: swatchOf(group.tip).wash,
                boxShadow: `inset 0 0 0 2px ${swatchOf(group.tip).colour}`,
              }}
            />
            <div>
              <BlockLink block={group.tip} height />
              <div className={css.peers}>
                {group.nodes.slice(0, 24).map((node) => (
                  <NodeLink key={node} node={node} />
                ))}
                {group.nodes.length > 24 && <span>{t('andMore', { count: group.nodes.length - 24 })}</span>}
              </div>
            </div>
          </li>
        ))}
      </ul>
      {sight.tips.length > 1 && (
        <Bars
          label={t('network.workLabel')}
          from={base}
          bars={sight.tips.map((block) => ({
            key: String(block),
            label: <BlockLink block={block} />,
            value: history.blocks[block]!.work,
            text: t('network.workSince', { work: formatQuantity(history.blocks[block]!.work - base) }),
            colour: swatchOf(block).colour,
            wash: swatchOf(block).wash,
            pattern: swatchOf(block).pattern,
          }))}
        />
      )}
    </Section>
  );
}

function Fields() {
  const t = useText('inspector');
  const constants = useStudio((state) => state.constants);
  const blocks = (count: number) => t('constants.blocks', { count, n: formatCount(count) });
  const rows: readonly (readonly [string, string, string])[] =
    constants === undefined
      ? []
      : [
          [
            t('constants.spacing'),
            t('duration.minutes', { n: constants.spacingSeconds / 60 }),
            t('duration.minutes', { n: mainnetParams.spacingSeconds / 60 }),
          ],
          [
            t('constants.retarget'),
            blocks(constants.retargetInterval),
            blocks(mainnetParams.retargetInterval),
          ],
          [
            t('constants.halving'),
            blocks(constants.subsidyHalvingInterval),
            blocks(mainnetParams.subsidyHalvingInterval),
          ],
          [
            t('constants.maturity'),
            blocks(constants.coinbaseMaturity),
            blocks(mainnetParams.coinbaseMaturity),
          ],
          [
            t('constants.weight'),
            formatCount(constants.maxBlockWeight),
            formatCount(mainnetParams.maxBlockWeight),
          ],
          [t('constants.tries'), formatCount(constants.expectedTries), '≈ 2⁷⁸'],
          [t('constants.subsidy'), formatCoins(5_000_000_000n), formatCoins(312_500_000n)],
        ];
  return (
    <>
      <Section title={t('explorer.title')}>
        <ExplorerTable />
      </Section>
      <Section title={t('constants.title')}>
        <Prose>
          <p>{t('constants.note')}</p>
        </Prose>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">
                <span className="only-heard">{t('constants.what')}</span>
              </th>
              <th scope="col">{t('constants.here')}</th>
              <th scope="col">{t('constants.mainnet')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, here, main]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{here}</td>
                <td>{main}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </>
  );
}

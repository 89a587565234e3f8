import type { Reorganisation } from '#app/history';
import { branchNumber } from '../../branches/branch-number.ts';
import { Button } from '../../design/button.tsx';
import { branchSwatch, usePalette } from '../../design/colours.ts';
import { formatCount, formatQuantity } from '../../format/quantity.ts';
import { shortHash } from '../../format/short-hash.ts';
import { formatClock } from '../../format/sim-time.ts';
import { FateTable } from '../../reorg/fate-table.tsx';
import { healingBehind } from '../../reorg/healing-behind.ts';
import { countFates, reorganisationAt, sameSwitch } from '../../reorg/reorg-sentence.ts';
import { useStudio, useVerbs } from '../../use-studio.ts';
import { useText } from '../../use-text.ts';
import { AnnotatedHex } from '../bytes/annotated-hex.tsx';
import type { HexField } from '../bytes/hex-field.ts';
import { useMoment } from '../moment.ts';
import { PanelFrame } from '../panel-frame.tsx';
import { Bars } from '../parts/bars.tsx';
import { Fact, Facts, Next, Prose, Section } from '../parts/facts.tsx';
import { Gone } from '../parts/gone.tsx';
import { BlockLink, NodeLink } from '../parts/object-link.tsx';
import { useDuration } from '../parts/use-duration.ts';
import { useSentence } from '../use-sentence.tsx';

/** A reorganisation: one node changed branch; why, by how much, and what it did to every payment. */
export function ReorgPanel({ row }: { readonly row: number }) {
  const say = useSentence('reorg');
  const { history } = useMoment();
  const reorg = reorganisationAt(history, row);
  if (reorg === undefined) return <Gone what="reorg" />;
  return (
    <PanelFrame
      title={say('title', {
        name: history.nodes[reorg.node]?.name ?? '?',
        out: say('out', { count: reorg.disconnected.length }),
        in: say('in', { count: reorg.connected.length }),
      })}
      explain={() => <Explain reorg={reorg} />}
      fields={() => <Fields reorg={reorg} />}
      bytes={() => <Bytes reorg={reorg} />}
    />
  );
}

function Explain({ reorg }: { readonly reorg: Reorganisation }) {
  const t = useText('reorg');
  const say = useSentence('reorg');
  const duration = useDuration();
  const verbs = useVerbs();
  const palette = usePalette();
  const viewAs = useStudio((state) => state.viewAs);
  const { history } = useMoment();
  const newTip = reorg.connected.at(-1) ?? -1;
  const oldTip = reorg.disconnected[0] ?? -1;
  const found = history.blocks[newTip]?.foundAt ?? -1;
  const base = history.blocks[reorg.forkPoint]?.work ?? 0;
  const counts = countFates(reorg.fates);
  const healing = healingBehind(history, reorg);
  const others = sameSwitch(history, reorg);
  const fewer = reorg.connected.length < reorg.disconnected.length;
  const name = history.nodes[reorg.node]?.name ?? '?';
  const old = branchSwatch(palette, branchNumber(history.blocks, oldTip));
  const next = branchSwatch(palette, branchNumber(history.blocks, newTip));
  return (
    <>
      <Prose>
        <p>
          {say('cause', {
            node: <NodeLink node={reorg.node} />,
            block: <BlockLink block={newTip} />,
            fork: <BlockLink block={reorg.forkPoint} height />,
          })}
        </p>
        {found >= 0 && reorg.time - found > 60e6 && (
          <p>
            {say(history.blocks[newTip]?.miner === reorg.node ? 'published' : 'late', {
              block: <BlockLink block={newTip} />,
              delay: duration(reorg.time - found),
            })}
          </p>
        )}
        {fewer && <p>{say('fewer')}</p>}
      </Prose>
      <Section title={t('workTitle')}>
        <Bars
          label={t('workTitle')}
          from={base}
          bars={[
            {
              key: 'old',
              label: t('oldBranch', { count: reorg.disconnected.length }),
              value: reorg.workBefore,
              text: `+${formatQuantity(reorg.workBefore - base)}`,
              colour: old.colour,
              wash: old.wash,
              hollow: true,
            },
            {
              key: 'new',
              label: t('newBranch', { count: reorg.connected.length }),
              value: reorg.workAfter,
              text: `+${formatQuantity(reorg.workAfter - base)}`,
              colour: next.colour,
              wash: next.wash,
              pattern: next.pattern,
            },
          ]}
        />
        <Prose>
          <p>{say('workNote', { fork: <BlockLink block={reorg.forkPoint} height /> })}</p>
        </Prose>
      </Section>
      <Section title={t('fatesTitle', { count: reorg.fates.length })}>
        <Prose>
          <p>
            {t('fatesGist', {
              remined: counts.remined,
              returned: counts.returned,
              conflicted: counts.conflicted,
              vanished: counts.vanished,
            })}
          </p>
        </Prose>
        <FateTable fates={reorg.fates} />
      </Section>
      {others.length > 0 && (
        <Section title={t('othersTitle')}>
          <Prose>
            <p>
              {others.slice(0, 12).map((other, index) => (
                <span key={other.row}>
                  {index > 0 && ', '}
                  <NodeLink node={other.node} />
                </span>
              ))}
              {others.length > 12 && ` ${t('othersMore', { count: others.length - 12 })}`}
            </p>
          </Prose>
        </Section>
      )}
      <Next>
        <Button
          tone="primary"
          onClick={() => {
            verbs.pause();
            verbs.seekRow(reorg.row - 1);
          }}
        >
          {t('stepThrough')}
        </Button>
        {healing >= 0 && (
          <Button
            onClick={() => {
              void verbs.withoutHeal(healing).then(verbs.play);
            }}
          >
            {t('notHealed')}
          </Button>
        )}
        <Button onClick={() => verbs.stepEvent(1)}>{t('stepOne')}</Button>
        {viewAs !== reorg.node && (
          <Button onClick={() => verbs.setViewAs(reorg.node)}>{t('viewAs', { name })}</Button>
        )}
      </Next>
    </>
  );
}

function Fields({ reorg }: { readonly reorg: Reorganisation }) {
  const t = useText('reorg');
  const { history } = useMoment();
  const list = (blocks: readonly number[]) =>
    blocks.map((block, index) => (
      <span key={block}>
        {index > 0 && ' '}
        <BlockLink block={block} height />
      </span>
    ));
  return (
    <>
      <Facts>
        <Fact name={t('field.node')}>
          <NodeLink node={reorg.node} />
        </Fact>
        <Fact name={t('field.time')}>{formatClock(reorg.time)}</Fact>
        <Fact name={t('field.fork')}>
          <BlockLink block={reorg.forkPoint} height />
        </Fact>
        <Fact name={t('field.out')} note={t('field.outNote')}>
          {list(reorg.disconnected)}
        </Fact>
        <Fact name={t('field.in')} note={t('field.inNote')}>
          {list(reorg.connected)}
        </Fact>
        <Fact name={t('field.before')}>{formatCount(reorg.workBefore)}</Fact>
        <Fact name={t('field.after')}>{formatCount(reorg.workAfter)}</Fact>
      </Facts>
      <Section title={t('fatesTitle', { count: reorg.fates.length })}>
        <FateTable fates={reorg.fates} />
      </Section>
      <p className="only-heard">{shortHash(history.blocks[reorg.forkPoint]?.hash ?? '')}</p>
    </>
  );
}

function Bytes({ reorg }: { readonly reorg: Reorganisation }) {
  const t = useText('reorg');
  const { history } = useMoment();
  const chain = [...[...reorg.disconnected].reverse(), ...reorg.connected];
  const fields = chain.map((block, index): HexField => {
    const record = history.blocks[block]!;
    const out = index < reorg.disconnected.length;
    return {
      start: index * 80,
      end: index * 80 + 80,
      label: t(out ? 'bytesOut' : 'bytesIn', { height: record.height }),
      text: record.hash,
      hue: out ? 0 : 1,
    };
  });
  return (
    <>
      <Prose>
        <p>{t('bytesNote')}</p>
      </Prose>
      <AnnotatedHex
        hex={chain.map((block) => history.blocks[block]!.headerHex).join('')}
        fields={fields}
        what={t('bytesLabel')}
      />
    </>
  );
}

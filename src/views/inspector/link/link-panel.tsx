import type { LinkRecord } from '#simulation/records';
import { Button } from '../../design/button.tsx';
import { formatBytes, formatCount } from '../../format/quantity.ts';
import { formatClockMicros } from '../../format/sim-time.ts';
import { useVerbs } from '../../use-studio.ts';
import { useText } from '../../use-text.ts';
import { useMoment } from '../moment.ts';
import { PanelFrame } from '../panel-frame.tsx';
import { Fact, Facts, Next, Prose, Section } from '../parts/facts.tsx';
import { Gone } from '../parts/gone.tsx';
import { NodeLink, ObjectLink } from '../parts/object-link.tsx';
import { useDuration } from '../parts/use-duration.ts';
import { useSentence } from '../use-sentence.tsx';
import css from './link-panel.module.css';

/** A connection: how slow and how wide it is, and what has crossed it lately. */
export function LinkPanel({ link }: { readonly link: number }) {
  const say = useSentence('inspector');
  const { history, scene } = useMoment();
  const record = history.links[link];
  if (record === undefined) return <Gone what="link" />;
  const up = scene.linkUp[link] === 1;
  const names = { a: history.nodes[record.a]?.name ?? '?', b: history.nodes[record.b]?.name ?? '?' };
  return (
    <PanelFrame
      title={say(up ? 'link.titleUp' : 'link.titleDown', names)}
      explain={() => <Explain record={record} />}
      fields={() => <Fields record={record} />}
      bytes={() => <Crossings record={record} most={60} />}
    />
  );
}

function Explain({ record }: { readonly record: LinkRecord }) {
  const t = useText('inspector');
  const say = useSentence('inspector');
  const duration = useDuration();
  const verbs = useVerbs();
  const { history, scene } = useMoment();
  const up = scene.linkUp[record.index] === 1;
  const names = { a: history.nodes[record.a]?.name ?? '?', b: history.nodes[record.b]?.name ?? '?' };
  const full = (1_000_000 / record.bytesPerSecond) * 1e6;
  return (
    <>
      <Prose>
        <p>
          {say('link.gist', {
            a: <NodeLink node={record.a} />,
            b: <NodeLink node={record.b} />,
            latency: duration(record.latencyMicros),
            rate: formatBytes(record.bytesPerSecond),
            full: duration(full + record.latencyMicros),
          })}
        </p>
        <p>{say(up ? 'link.tcp' : 'link.downNote')}</p>
      </Prose>
      <Section title={t('link.crossed')}>
        <Crossings record={record} most={14} />
      </Section>
      <Next>
        {up ? (
          <Button onClick={() => void verbs.act({ type: 'cut', ...names })}>{t('link.cut')}</Button>
        ) : (
          <Button onClick={() => void verbs.act({ type: 'connect', ...names })}>{t('link.connect')}</Button>
        )}
      </Next>
    </>
  );
}

function Fields({ record }: { readonly record: LinkRecord }) {
  const t = useText('inspector');
  const duration = useDuration();
  return (
    <Facts>
      <Fact name={t('link.dialled')}>
        <NodeLink node={record.a} />
      </Fact>
      <Fact name={t('link.accepted')}>
        <NodeLink node={record.b} />
      </Fact>
      <Fact name={t('link.latency')}>{duration(record.latencyMicros)}</Fact>
      <Fact name={t('link.bandwidth')}>
        {t('link.perSecond', { bytes: formatBytes(record.bytesPerSecond) })}
      </Fact>
      <Fact name={t('link.loss')} note={t('link.lossNote')}>
        {t('link.perMillion', { count: formatCount(record.lossPerMillion) })}
      </Fact>
    </Facts>
  );
}

function Crossings({ record, most }: { readonly record: LinkRecord; readonly most: number }) {
  const t = useText('inspector');
  const { history, time, row } = useMoment();
  const crossings = history
    .messages(Math.max(0, time - 1200e6), time, 4_000)
    .filter(
      (message) =>
        message.row <= row &&
        ((message.a === record.a && message.b === record.b) ||
          (message.a === record.b && message.b === record.a)),
    )
    .slice(-most)
    .reverse();
  if (crossings.length === 0) {
    return (
      <Prose>
        <p>{t('link.quiet')}</p>
      </Prose>
    );
  }
  return (
    <ol className={css.crossings} reversed>
      {crossings.map((message) => {
        const payload = history.payloads[message.object];
        return (
          <li key={message.row} className={css.crossing}>
            <time className={css.clock}>{formatClockMicros(message.time)}</time>
            <NodeLink node={message.a} />
            <ObjectLink to={{ kind: 'message', row: message.row }} kind="block">
              {payload?.command ?? '?'}
            </ObjectLink>
            <span className={css.size}>{formatBytes(payload?.size ?? 0)}</span>
          </li>
        );
      })}
    </ol>
  );
}

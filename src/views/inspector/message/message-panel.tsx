import type { LogRow } from '#app/history';
import { classParams } from '#bitcoin/consensus/params';
import { DecodeError } from '#bitcoin/encoding/decode-error';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { annotateMessage } from '#bitcoin/explain/annotate-message';
import { messageJson } from '#bitcoin/explain/json-message';
import { decodeFrame } from '#bitcoin/wire/frame';
import { LogKind } from '#simulation/log';
import type { PayloadRecord } from '#simulation/records';
import { Button } from '../../design/button.tsx';
import { formatBytes } from '../../format/quantity.ts';
import { formatClockMicros } from '../../format/sim-time.ts';
import { useVerbs } from '../../use-studio.ts';
import { useText, useTextIfKnown } from '../../use-text.ts';
import { AnnotatedHex } from '../bytes/annotated-hex.tsx';
import { useHexFields } from '../bytes/use-hex-fields.ts';
import { useMoment } from '../moment.ts';
import { PanelFrame } from '../panel-frame.tsx';
import { Fact, Facts, Next, Prose, Section } from '../parts/facts.tsx';
import { Gone } from '../parts/gone.tsx';
import { JsonText } from '../parts/json-text.tsx';
import { coreJsonValue, type JsonValue } from '../parts/json-value.ts';
import { BlockLink, NodeLink, TxLink } from '../parts/object-link.tsx';
import { ReasonText } from '../parts/reason-text.tsx';
import { useDuration } from '../parts/use-duration.ts';
import { useInspect } from '../use-inspect.ts';
import { useSentence } from '../use-sentence.tsx';
import { useConsequence } from './consequence-text.tsx';
import { outcomeOf } from './message-outcome.ts';

/** A message: what one peer says to another, what came of it, and the real bytes that cross the link. */
export function MessagePanel({ row }: { readonly row: number }) {
  const { history } = useMoment();
  const known = useTextIfKnown('inspector');
  const say = useSentence('inspector');
  const sent = history.row(row);
  const payload = sent === undefined ? undefined : history.payloads[sent.object];
  if (sent === undefined || payload === undefined) return <Gone what="message" />;
  const values = {
    from: history.nodes[sent.a]?.name ?? '?',
    to: history.nodes[sent.b]?.name ?? '?',
    count: payload.count,
    command: payload.command,
  };
  const kind = payload.objectKind === 'none' ? '' : `_${payload.objectKind}`;
  const title =
    known(`message.title.${payload.command}${kind}`, values) ??
    known(`message.title.${payload.command}`, values) ??
    say('message.titleOther', values);
  return (
    <PanelFrame
      title={title}
      explain={() => <Explain sent={sent} payload={payload} />}
      fields={() => <Fields sent={sent} payload={payload} />}
      bytes={() => <Bytes sent={sent} />}
    />
  );
}

function Explain({ sent, payload }: { readonly sent: LogRow; readonly payload: PayloadRecord }) {
  const t = useText('inspector');
  const known = useTextIfKnown('inspector');
  const say = useSentence('inspector');
  const duration = useDuration();
  const consequence = useConsequence();
  const verbs = useVerbs();
  const { history, row, time } = useMoment();
  const outcome = outcomeOf(history, sent, row);
  const why = known(`message.why.${payload.command}`);
  const refusal = outcome.consequences.find(
    (r) =>
      r.kind === LogKind.blockRejected || r.kind === LogKind.txRejected || r.kind === LogKind.misbehaviour,
  );
  const told = outcome.consequences
    .map((r) => ({ row: r.row, text: consequence(r) }))
    .filter((r) => r.text !== null);
  return (
    <>
      <Prose>
        {why !== undefined && <p>{why}</p>}
        <p>
          {outcome.status === 'under-way'
            ? say('message.underWay', {
                to: <NodeLink node={sent.b} />,
                left: duration(Math.max(0, outcome.at - time)),
                size: formatBytes(payload.size),
              })
            : outcome.status === 'lost'
              ? say('message.lost', { to: <NodeLink node={sent.b} /> })
              : say('message.delivered', {
                  to: <NodeLink node={sent.b} />,
                  took: duration(outcome.at - sent.time),
                  size: formatBytes(payload.size),
                })}
        </p>
      </Prose>
      {payload.objects.length > 0 && (
        <Section
          title={t('message.aboutTitle')}
          aside={payload.count > payload.objects.length ? payload.count : undefined}
        >
          <ul>
            {payload.objects.map((object, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a message may name an object twice
              <li key={index}>
                {payload.objectKind === 'block' ? (
                  <BlockLink block={object} height />
                ) : (
                  <TxLink tx={object} />
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {outcome.status === 'delivered' && (
        <Section title={t('message.thenTitle', { name: history.nodes[sent.b]?.name ?? '?' })}>
          {told.length === 0 ? (
            <Prose>
              <p>{t('message.nothing')}</p>
            </Prose>
          ) : (
            <Prose>
              {told.map((entry) => (
                <p key={entry.row}>{entry.text}</p>
              ))}
            </Prose>
          )}
        </Section>
      )}
      {refusal !== undefined && <ReasonText reason={history.reasons[refusal.x] ?? '?'} />}
      <Next>
        <Button onClick={() => verbs.setInspectorTab('bytes')}>{t('message.showBytes')}</Button>
        <Button onClick={() => verbs.seekRow(sent.row)}>{t('message.goSent')}</Button>
      </Next>
    </>
  );
}

function Fields({ sent, payload }: { readonly sent: LogRow; readonly payload: PayloadRecord }) {
  const t = useText('inspector');
  const reply = useInspect({ type: 'message-bytes', payload: sent.object, from: sent.a, to: sent.b });
  const decoded = reply === undefined || reply === 'gone' ? undefined : decode(reply.hex);
  return (
    <>
      <Facts>
        <Fact name={t('message.command')}>
          <code>{payload.command}</code>
        </Fact>
        <Fact name={t('message.from')}>
          <NodeLink node={sent.a} />
        </Fact>
        <Fact name={t('message.to')}>
          <NodeLink node={sent.b} />
        </Fact>
        <Fact name={t('message.sent')}>
          <code>{formatClockMicros(sent.time)}</code>
        </Fact>
        <Fact name={t('message.arrives')}>
          <code>{formatClockMicros(sent.x)}</code>
        </Fact>
        <Fact name={t('message.size')} note={t('message.sizeNote')}>
          {formatBytes(payload.size)}
        </Fact>
      </Facts>
      <Section title={t('message.decodedTitle')}>
        {decoded === undefined ? (
          <Prose>
            <p>{t(reply === 'gone' ? 'message.bytesGone' : 'loading')}</p>
          </Prose>
        ) : 'error' in decoded ? (
          <Prose>
            <p>{t('message.decodeFailed', { error: decoded.error })}</p>
          </Prose>
        ) : (
          <JsonText value={decoded.value} what={payload.command} />
        )}
      </Section>
    </>
  );
}

function Bytes({ sent }: { readonly sent: LogRow }) {
  const t = useText('inspector');
  const named = useHexFields();
  const reply = useInspect({ type: 'message-bytes', payload: sent.object, from: sent.a, to: sent.b });
  if (reply === undefined || reply === 'gone') {
    return (
      <Prose>
        <p>{t(reply === 'gone' ? 'message.bytesGone' : 'loading')}</p>
      </Prose>
    );
  }
  return (
    <>
      <Prose>
        <p>{t('message.bytesNote')}</p>
      </Prose>
      <AnnotatedHex
        hex={reply.hex}
        fields={named(annotateMessage(hexToBytes(reply.hex)))}
        what={t('message.bytesLabel')}
      />
    </>
  );
}

function decode(hex: string): { readonly value: JsonValue } | { readonly error: string } {
  try {
    return {
      value: coreJsonValue(messageJson(decodeFrame(hexToBytes(hex), classParams.magic).message, classParams)),
    };
  } catch (error) {
    if (error instanceof DecodeError) return { error: error.message };
    throw error;
  }
}

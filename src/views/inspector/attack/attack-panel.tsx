import { hexToBytes } from '#bitcoin/encoding/hex';
import { annotateTransaction } from '#bitcoin/explain/annotate-transaction';
import { AttackPhase } from '#simulation/log';
import parts from '../../attack/attack-parts.module.css';
import { type AttackState, attackStateOf, isRace } from '../../attack/attack-state.ts';
import { ConfirmationDots } from '../../attack/confirmation-dots.tsx';
import { PhaseList } from '../../attack/phase-list.tsx';
import { RaceRow } from '../../attack/race-row.tsx';
import { Button } from '../../design/button.tsx';
import { formatAmount } from '../../format/coins.ts';
import { formatQuantity } from '../../format/quantity.ts';
import { useStudio, useVerbs } from '../../use-studio.ts';
import { useText } from '../../use-text.ts';
import { AnnotatedHex } from '../bytes/annotated-hex.tsx';
import { useHexFields } from '../bytes/use-hex-fields.ts';
import { useMoment } from '../moment.ts';
import { PanelFrame } from '../panel-frame.tsx';
import { Fact, Facts, Next, Prose, Section } from '../parts/facts.tsx';
import { Gone } from '../parts/gone.tsx';
import { BlockLink, NodeLink, TxLink } from '../parts/object-link.tsx';
import { useSentence } from '../use-sentence.tsx';
import css from './attack-panel.module.css';

/** A double spend: what the merchant sees beside what is really happening. */
export function AttackPanel({ attacker }: { readonly attacker: number }) {
  const say = useSentence('inspector');
  const { history, scene, row } = useMoment();
  const state = attackStateOf(history, scene, attacker, row);
  const all = useStudio((studio) => studio.godView || studio.viewAs === attacker);
  if (state === undefined) return <Gone what="attack" />;
  // Others see a payment, and nothing of a secret branch.
  const told = !all && state.phase < AttackPhase.published ? AttackPhase.paid : state.phase;
  return (
    <PanelFrame
      title={say(`attack.title${told as 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`, {
        attacker: history.nodes[attacker]?.name ?? '?',
        merchant: history.nodes[state.merchant]?.name ?? '?',
      })}
      explain={() => <Explain state={state} />}
      fields={() => <Fields state={state} />}
      bytes={() => <Bytes state={state} />}
    />
  );
}

function Explain({ state }: { readonly state: AttackState }) {
  const t = useText('inspector');
  const say = useSentence('inspector');
  const verbs = useVerbs();
  const all = useStudio((studio) => studio.godView || studio.viewAs === state.attacker);
  const hidesSecrets = !all;
  const { history } = useMoment();
  const merchant = history.nodes[state.merchant]?.name ?? '?';
  const amount = formatAmount(history.transactions[state.payment]?.amount ?? '');
  const seen = state.merchantSees;
  const confirmations = seen.state === 'confirmed' ? seen.confirmations : 0;
  const satisfied = confirmations >= state.wanted;
  return (
    <>
      <div className={css.sides}>
        <section className={parts.side} data-side="merchant">
          <h3>{t('attack.merchantTitle', { name: merchant })}</h3>
          <p>
            {seen.state === 'conflicted' || seen.state === 'vanished'
              ? say('attack.merchantLost', { tx: <TxLink tx={state.payment} />, amount })
              : seen.state === 'confirmed'
                ? say('attack.merchantConfirmed', { tx: <TxLink tx={state.payment} />, amount })
                : say('attack.merchantPending', { tx: <TxLink tx={state.payment} />, amount })}
          </p>
          <ConfirmationDots
            count={confirmations}
            wanted={state.wanted}
            label={t('attack.confirmationsLabel', { count: confirmations, wanted: state.wanted })}
          />
          <p>
            {t('attack.confirmationsLabel', { count: confirmations, wanted: state.wanted })}{' '}
            <strong>
              {t(
                seen.state === 'conflicted' || seen.state === 'vanished'
                  ? 'attack.goodsLost'
                  : satisfied
                    ? 'attack.goodsGiven'
                    : 'attack.goodsWait',
              )}
            </strong>
          </p>
        </section>
        <section className={parts.side} data-side="real">
          <h3>{t('attack.realTitle')}</h3>
          {hidesSecrets && state.phase < AttackPhase.published ? (
            <>
              <p>{t('attack.hidden')}</p>
              <Button onClick={() => verbs.setGodView(true)}>{t('attack.showGod')}</Button>
            </>
          ) : isRace(state) ? (
            <p>
              {say('attack.realRace', {
                attacker: <NodeLink node={state.attacker} />,
                merchant: <NodeLink node={state.merchant} />,
                one: <TxLink tx={state.payment} />,
                other: <TxLink tx={state.doubleSpend} />,
              })}
            </p>
          ) : (
            <>
              <p>
                {say(state.phase >= AttackPhase.published ? 'attack.realPublished' : 'attack.realSecret', {
                  attacker: <NodeLink node={state.attacker} />,
                  fork: <BlockLink block={state.forkPoint} height />,
                })}{' '}
                {state.doubleSpend >= 0 &&
                  say('attack.realConflict', { tx: <TxLink tx={state.doubleSpend} /> })}
              </p>
              <RaceRow label={t('attack.publicBranch')} blocks={state.publicBlocks} kind="public" />
              <RaceRow label={t('attack.secretBranch')} blocks={state.secretBlocks} kind="secret" />
              <p>
                {state.lead > 0
                  ? t(state.phase >= AttackPhase.published ? 'attack.won' : 'attack.ahead', {
                      work: formatQuantity(state.lead),
                    })
                  : state.lead < 0
                    ? t('attack.behind', { work: formatQuantity(-state.lead) })
                    : t('attack.level')}
              </p>
            </>
          )}
        </section>
      </div>
      <Section title={t('attack.phasesTitle')}>
        <PhaseList state={state} hidesSecrets={hidesSecrets} />
      </Section>
      <Prose>
        <p>{t('attack.lesson')}</p>
      </Prose>
      <Next>
        <Button onClick={() => verbs.setViewAs(state.merchant)}>
          {t('node.viewAs', { name: merchant })}
        </Button>
        <Button onClick={() => verbs.stepInteresting(1)}>{t('network.nextInteresting')}</Button>
      </Next>
    </>
  );
}

function Fields({ state }: { readonly state: AttackState }) {
  const t = useText('inspector');
  return (
    <Facts>
      <Fact name={t('attack.attacker')}>
        <NodeLink node={state.attacker} />
      </Fact>
      <Fact name={t('attack.merchant')}>
        <NodeLink node={state.merchant} />
      </Fact>
      <Fact name={t('attack.payment')}>{state.payment >= 0 ? <TxLink tx={state.payment} /> : '–'}</Fact>
      <Fact name={t('attack.doubleSpend')}>
        {state.doubleSpend >= 0 ? <TxLink tx={state.doubleSpend} /> : '–'}
      </Fact>
      <Fact name={t('attack.wanted')}>{state.wanted}</Fact>
      <Fact name={t('attack.publicTip')}>
        <BlockLink block={state.publicTip} height />
      </Fact>
      <Fact name={t('attack.secretTip')}>
        <BlockLink block={state.secretTip} height />
      </Fact>
      <Fact name={t('attack.leadName')}>{formatQuantity(state.lead)}</Fact>
    </Facts>
  );
}

function Bytes({ state }: { readonly state: AttackState }) {
  const t = useText('inspector');
  const named = useHexFields();
  const { history } = useMoment();
  return (
    <>
      <Prose>
        <p>{t('attack.bytesNote')}</p>
      </Prose>
      {(
        [
          ['payment', state.payment],
          ['doubleSpend', state.doubleSpend],
        ] as const
      ).map(([name, tx]) => {
        const record = history.transactions[tx];
        return record === undefined ? null : (
          <Section key={name} title={t(`attack.${name}`)} aside={<TxLink tx={tx} />}>
            <AnnotatedHex
              hex={record.hex}
              fields={named(annotateTransaction(hexToBytes(record.hex)))}
              what={t(`attack.${name}`)}
            />
          </Section>
        );
      })}
    </>
  );
}

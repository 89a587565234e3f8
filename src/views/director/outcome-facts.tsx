import { Fragment, type ReactNode } from 'react';
import type { AttackOutcome, PaymentFate } from '#app/attack-outcome';
import { formatCoins } from '../format/coins.ts';
import { formatQuantity } from '../format/quantity.ts';
import { Chip, type ChipTone } from '../inspector/parts/chip.tsx';
import { Fact, Facts } from '../inspector/parts/facts.tsx';
import { BlockLink, NodeLink, TxLink } from '../inspector/parts/object-link.tsx';
import { ReasonText } from '../inspector/parts/reason-text.tsx';
import { useSentence } from '../inspector/use-sentence.tsx';
import { useText } from '../use-text.ts';
import css from './director.module.css';
import { groupLosses } from './group-losses.ts';
import { groupRefusals } from './group-refusals.ts';

/** A mean has no last satoshi: two decimals of a coin. */
function rounded(satoshis: bigint): string {
  return formatCoins(((satoshis + 500_000n) / 1_000_000n) * 1_000_000n);
}

/** The facts of an attack in sentences: who lost what, which rules allowed or stopped it, what became of the payments, and
 * what it cost. */
export function OutcomeFacts({ outcome }: { readonly outcome: AttackOutcome }) {
  return (
    <>
      <Losses outcome={outcome} />
      <Rules outcome={outcome} />
      {outcome.attackers.length > 0 && <Cost outcome={outcome} />}
      <Fates outcome={outcome} />
    </>
  );
}

const linesShown = 6;

function Losses({ outcome }: { readonly outcome: AttackOutcome }) {
  const t = useText('director');
  const say = useSentence('director');
  const groups = groupLosses(outcome.losses);
  return (
    <Group title={t('outcome.losses')}>
      {groups.length === 0 && <p className={css.quiet}>{t('outcome.nobodyLost')}</p>}
      <ul className={css.lines}>
        {groups.slice(0, linesShown).map(({ node, what, amount, objects }) => (
          <li key={`${node} ${what}`} data-what={what}>
            {say(`outcome.lost.${what}`, {
              node: <NodeLink node={node} />,
              amount: formatCoins(amount),
              count: objects.length,
              object:
                what === 'reward' ? (
                  <BlockLink block={objects[0] ?? -1} height />
                ) : (
                  <TxLink tx={objects[0] ?? -1} />
                ),
            })}
          </li>
        ))}
      </ul>
      {groups.length > linesShown && (
        <p className={css.quiet}>{t('outcome.moreLosses', { count: groups.length - linesShown })}</p>
      )}
    </Group>
  );
}

function Rules({ outcome: { allowed, refusals, result } }: { readonly outcome: AttackOutcome }) {
  const t = useText('director');
  if (allowed.length === 0 && refusals.length === 0) return null;
  return (
    <>
      {allowed.length > 0 && (
        <Group title={t('outcome.allowed')}>
          <ul className={css.lines}>
            {allowed.map((rule) => (
              <li key={rule}>{t(`outcome.rule.${rule}`)}</li>
            ))}
          </ul>
        </Group>
      )}
      {refusals.length > 0 && (
        <Group title={t(result === 'refused' ? 'outcome.refused' : 'outcome.alsoRefused')}>
          {groupRefusals(refusals)
            .slice(0, linesShown)
            .map(({ reason, objects, nodes }) => (
              <div key={reason} className={css.refusal}>
                <p>
                  {objects.slice(0, 3).map(({ kind, object }) => (
                    <Fragment key={`${kind} ${object}`}>
                      {kind === 'block' ? <BlockLink block={object} height /> : <TxLink tx={object} />}{' '}
                    </Fragment>
                  ))}
                  {objects.length > 3 && `${t('outcome.refusedMore', { count: objects.length - 3 })} `}
                  {t('outcome.refusedBy', { count: nodes })}
                </p>
                <ReasonText reason={reason} />
              </div>
            ))}
        </Group>
      )}
    </>
  );
}

function Cost({ outcome: { cost } }: { readonly outcome: AttackOutcome }) {
  const t = useText('director');
  const { blocksOnChain, blocksWithheld, blocksStale } = cost;
  return (
    <Group title={t('outcome.cost')}>
      <Facts>
        <Fact name={t('outcome.blocks')} note={t('outcome.blocksNote', { blocksWithheld, blocksStale })}>
          {t('outcome.onChain', { count: blocksOnChain })}
        </Fact>
        <Fact
          name={t('outcome.earned')}
          note={t('outcome.honestlyNote', { hashes: formatQuantity(cost.hashes) })}
        >
          {formatCoins(cost.earned)}{' '}
          <span className={css.beside}>{t('outcome.honestly', { amount: rounded(cost.honestly) })}</span>
        </Fact>
        <Fact
          name={t('outcome.forgone')}
          note={t('outcome.vainNote', { hashes: formatQuantity(cost.hashesInVain) })}
        >
          {formatCoins(cost.forgone)}
        </Fact>
        {cost.feesPaid > 0n && <Fact name={t('outcome.feesPaid')}>{formatCoins(cost.feesPaid)}</Fact>}
        {cost.othersStale > 0 && (
          <Fact name={t('outcome.others')} note={t('outcome.othersNote', { count: cost.othersStale })}>
            {formatCoins(cost.othersForgone)}
          </Fact>
        )}
      </Facts>
    </Group>
  );
}

const tones: Readonly<Record<PaymentFate, ChipTone>> = {
  confirmed: 'agreed',
  waiting: 'pending',
  conflicted: 'danger',
  refused: 'danger',
  forgotten: 'neutral',
};
const fates = ['confirmed', 'waiting', 'conflicted', 'refused', 'forgotten'] as const;
const linksShown = 8;

function Fates({ outcome }: { readonly outcome: AttackOutcome }) {
  const t = useText('director');
  return (
    <Group title={t('outcome.fates')}>
      <dl className={css.fates}>
        {fates
          .filter((fate) => outcome.fates[fate].length > 0)
          .map((fate) => (
            <div key={fate}>
              <dt>
                <Chip tone={tones[fate]}>{t(`outcome.fate.${fate}`)}</Chip> {outcome.fates[fate].length}
              </dt>
              {fate !== 'confirmed' && fate !== 'waiting' && (
                <dd>
                  {outcome.fates[fate].slice(0, linksShown).map((tx) => (
                    <TxLink key={tx} tx={tx} />
                  ))}
                </dd>
              )}
            </div>
          ))}
      </dl>
    </Group>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={css.group} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

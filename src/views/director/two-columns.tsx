import type { ReactNode } from 'react';
import parts from '../attack/attack-parts.module.css';
import { ConfirmationDots } from '../attack/confirmation-dots.tsx';
import { RaceRow } from '../attack/race-row.tsx';
import { formatAmount } from '../format/coins.ts';
import { BlockLink, NodeLink, TxLink } from '../inspector/parts/object-link.tsx';
import { useSentence } from '../inspector/use-sentence.tsx';
import { useStudio, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './director.module.css';
import { type MerchantView, merchantViewOf, type RealView, realViewOf } from './two-views.ts';
import type { StageState } from './use-stage.ts';

/** What the merchant sees beside what is really happening, both at the playhead. Each heading is also the switch that
 * makes all pictures look that way. */
export function TwoColumns({ stage }: { readonly stage: StageState }) {
  const t = useText('director');
  const verbs = useVerbs();
  const { viewAs, godView } = useStudio((state) => ({ viewAs: state.viewAs, godView: state.godView }));
  const { history, scene, row } = stage.moment;
  const { merchant } = stage.cast;
  const real = realViewOf(history, scene, stage.cast, row);
  const lookAs = (node: number, god: boolean) => {
    verbs.setViewAs(node);
    verbs.setGodView(god);
  };
  return (
    <div className={css.columns}>
      {merchant >= 0 && (
        <Column
          side="merchant"
          title={t('views.merchant', { name: history.nodes[merchant]?.name ?? '' })}
          pressed={viewAs === merchant && !godView}
          onPress={() => lookAs(merchant, false)}
        >
          <MerchantColumn
            stage={stage}
            view={merchantViewOf(history, scene, stage.cast, stage.wanted ?? 0, row)}
          />
        </Column>
      )}
      <Column
        side="real"
        title={t('views.real')}
        pressed={viewAs < 0 && godView}
        onPress={() => lookAs(-1, true)}
      >
        <RealColumn stage={stage} view={real} />
      </Column>
    </div>
  );
}

function Column(props: {
  readonly side: 'merchant' | 'real';
  readonly title: string;
  readonly pressed: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}) {
  const t = useText('director');
  return (
    <section className={parts.side} data-side={props.side} aria-label={props.title}>
      <h3>
        <button
          type="button"
          className={css.sideTitle}
          aria-pressed={props.pressed}
          title={t('views.press')}
          onClick={props.onPress}
        >
          {props.title}
        </button>
      </h3>
      {props.children}
    </section>
  );
}

function MerchantColumn({ stage, view }: { readonly stage: StageState; readonly view: MerchantView }) {
  const t = useText('director');
  const say = useSentence('director');
  const { history } = stage.moment;
  const { wanted } = stage;
  const amount = formatAmount(history.transactions[view.payment]?.amount ?? '');
  const lost = view.status.state === 'conflicted';
  const verdict = lost
    ? view.shipped
      ? 'views.goods.lost'
      : 'views.goods.kept'
    : view.shipped
      ? 'views.goods.given'
      : view.satisfied
        ? 'views.goods.wouldShip'
        : 'views.goods.wait';
  return (
    <>
      {view.payment >= 0 && (
        <>
          <p>{say(`views.payment.${paymentKey(view)}`, { tx: <TxLink tx={view.payment} />, amount })}</p>
          {wanted !== undefined && (
            <ConfirmationDots
              count={view.confirmations}
              wanted={wanted}
              label={t('views.confirmations', { count: view.confirmations, wanted })}
            />
          )}
          {wanted !== undefined && (
            <p>
              {t('views.confirmations', { count: view.confirmations, wanted })}{' '}
              <strong data-tone={lost && view.shipped ? 'danger' : undefined}>{t(verdict)}</strong>
            </p>
          )}
        </>
      )}
      {view.payment < 0 && wanted !== undefined && <p>{t('views.noPayment')}</p>}
      <p className={css.foot}>
        {say('views.tip', { block: <BlockLink block={view.tip} height /> })}{' '}
        {t('views.peers', { count: view.peers })}{' '}
        {t('views.mempool', { count: stage.moment.scene.nodeMempool[stage.cast.merchant] ?? 0 })}
      </p>
    </>
  );
}

function paymentKey({ status }: MerchantView): 'pending' | 'confirmed' | 'conflicted' | 'unknown' {
  switch (status.state) {
    case 'confirmed':
    case 'conflicted':
    case 'pending':
      return status.state;
    default:
      return 'unknown';
  }
}

const namesShown = 8;

function RealColumn({ stage, view }: { readonly stage: StageState; readonly view: RealView }) {
  const t = useText('director');
  const say = useSentence('director');
  const { attacker } = view;
  const secretly = attacker >= 0 && stage.moment.scene.nodeSecret[attacker] === 1;
  const lead = view.secretBlocks - view.publicBlocks;
  return (
    <>
      {secretly || view.withheld > 0 ? (
        <>
          <p>
            {say(view.withheld > 0 ? 'views.withholds' : 'views.secretly', {
              attacker: <NodeLink node={attacker} />,
              count: view.withheld,
              fork: <BlockLink block={view.forkPoint} height />,
            })}
          </p>
          <RaceRow label={t('views.public')} blocks={view.publicBlocks} kind="public" />
          <RaceRow label={t('views.secret')} blocks={view.secretBlocks} kind="secret" />
          <p>
            {lead > 0
              ? t('views.ahead', { count: lead })
              : lead < 0
                ? t('views.behind', { count: -lead })
                : t('views.level')}
          </p>
        </>
      ) : (
        <p>
          {attacker < 0 ? t('views.nobody') : say('views.open', { attacker: <NodeLink node={attacker} /> })}
        </p>
      )}
      {view.conflict >= 0 && (
        <p>
          {say('views.conflict', {
            tx: <TxLink tx={view.conflict} />,
            known: view.conflictKnownBy,
            online: view.online,
          })}
        </p>
      )}
      {view.conflict >= 0 && (
        <ul className={css.camps}>
          {(['payment', 'rival'] as const).map((side) => {
            const nodes = side === 'payment' ? view.paymentHeldBy : view.conflictHeldBy;
            return (
              <li key={side}>
                {t(`views.holds.${side}`, {
                  count: nodes.length,
                  names: nodes
                    .slice(0, namesShown)
                    .map((node) => stage.moment.history.nodes[node]?.name ?? '')
                    .join(t('cast.comma')),
                  more: nodes.length > namesShown ? ' …' : '',
                })}
              </li>
            );
          })}
        </ul>
      )}
      {view.camps.length > 1 && (
        <ul className={css.camps}>
          {view.camps.slice(0, 3).map(({ tip, nodes }) => (
            <li key={tip}>{say('views.camp', { block: <BlockLink block={tip} height />, count: nodes })}</li>
          ))}
        </ul>
      )}
      {attacker >= 0 && view.chainBlocks > 0 && (
        <p className={css.foot}>
          {t('views.share', { found: view.attackerBlocks, count: view.chainBlocks })}
        </p>
      )}
    </>
  );
}

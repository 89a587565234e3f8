import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { Role } from '#simulation/records';
import { applyParameters } from '#simulation/scenario/apply-parameters';
import { byHand } from '#simulation/scenario/by-hand';
import { recast } from '#simulation/scenario/recast';
import { Button } from '../design/button.tsx';
import { Select } from '../design/select.tsx';
import { TextField } from '../design/text-field.tsx';
import { RoleGlyph } from '../inspector/parts/role-glyph.tsx';
import { useStudio } from '../use-studio.ts';
import { useLocalText, useText } from '../use-text.ts';
import { castingOf, type Part } from './casting.ts';
import css from './director.module.css';
import { type Draft, draftOf, useDirector } from './director-state.ts';
import { oddsOf } from './odds.ts';
import { OddsLine, OddsPanel } from './odds-panel.tsx';
import { ParameterInput } from './parameter-input.tsx';
import { useRaiseCurtain } from './use-raise-curtain.ts';
import { useRefusals } from './use-refusals.ts';

/** Second step: who plays whom, with how much power, against how much patience; and what the odds are. */
export function CastStep() {
  const { draft, choose } = useDirector((state) => state);
  const onStage = useStudio((state) => state.run.scenario);
  // A play that came by menu, link or file has not been chosen here: its own values are the draft.
  const open = draft === undefined && onStage.family !== undefined;
  useEffect(() => {
    if (open) choose(draftOf(onStage));
  }, [open, choose, onStage]);
  return draft === undefined ? <NothingChosen /> : <Casting key={draft.scenario.id} draft={draft} />;
}

function Casting({ draft }: { readonly draft: Draft }) {
  const t = useText('director');
  const local = useLocalText();
  const setValue = useDirector((state) => state.setValue);
  const raiseCurtain = useRaiseCurtain();
  const refusals = useRefusals(draft);
  const { scenario, values } = draft;
  const [seed, setSeed] = useState(String(scenario.defaultSeed));
  const seedWrong = !/^\d{1,10}$/.test(seed.trim()) || Number(seed) > 0xffff_ffff;
  // How long the merchant waits is a defence, and belongs to its part all the same.
  const settings = scenario.parameters.filter(({ role, id }) => role === 'setting' || id === 'z');
  const applied = applyParameters(scenario, values);
  const odds = oddsOf(scenario, values);
  const hasHand = byHand(scenario).beats.some(({ when }) => when.type === 'by-hand');
  const ready = applied.ok && !seedWrong;
  const start = (hand: boolean) => {
    if (applied.ok && !seedWrong) void raiseCurtain(applied.scenario, Number(seed), hand);
  };
  return (
    <>
      <h2 className={css.title}>{t('cast.title', { title: local(scenario.title) })}</h2>
      <Players draft={draft} />
      {settings.map((parameter) => (
        <ParameterInput
          key={parameter.id}
          parameter={parameter}
          values={values}
          refusals={refusals}
          onSet={setValue}
        />
      ))}
      {applied.ok && <OddsPanel odds={odds} />}
      <TextField
        label={t('cast.seed')}
        inputMode="numeric"
        value={seed}
        hint={t('cast.seedHint')}
        error={seedWrong ? t('cast.seedWrong') : undefined}
        onChange={setSeed}
      />
      <div className={css.footer}>
        <OddsLine odds={odds} />
        {!applied.ok && refusals.size === 0 && (
          <p className={css.refused}>{t('refusal.doesNotFit', { cause: applied.refusal.path })}</p>
        )}
        <Button tone="primary" disabled={!ready} onClick={() => start(false)}>
          {t('cast.strategy')}
        </Button>
        {hasHand && (
          <Button disabled={!ready} onClick={() => start(true)}>
            {t('cast.byHand')}
          </Button>
        )}
      </div>
    </>
  );
}

const namesShown = 4;

/** The parts by the shapes in the picture, each with whoever plays it; and beside those that cannot be given to others, why. */
function Players({ draft }: { readonly draft: Draft }) {
  const t = useText('director');
  const { parts, crowd, honest } = useMemo(() => castingOf(draft.scenario), [draft.scenario]);
  return (
    <ul className={css.players}>
      {parts.map((part, index) => (
        // Whoever plays it, it is the same part: its field keeps the focus.
        // biome-ignore lint/suspicious/noArrayIndexKey: parts keep their order
        <PartOf key={`${part.job}${index}`} draft={draft} part={part} />
      ))}
      {crowd.length > 0 && (
        <Line part="attacker">
          {t('cast.crowd', {
            count: crowd.length,
            names: crowd.length > namesShown ? `${crowd[0]} … ${crowd.at(-1)}` : crowd.join(t('cast.comma')),
          })}
        </Line>
      )}
      {honest.length > 0 && (
        <Line part="miner">
          {t('cast.honest', {
            count: honest.length,
            names:
              honest.length > namesShown
                ? t('cast.andMore', {
                    names: honest.slice(0, namesShown).join(t('cast.comma')),
                    count: honest.length - namesShown,
                  })
                : honest.join(t('cast.comma')),
          })}
        </Line>
      )}
      <li className={css.castNote}>{t('cast.goesWith')}</li>
    </ul>
  );
}

/** One part and who plays it: the chosen one takes the place in the network, the connections and the hash power. */
function PartOf({ draft, part }: { readonly draft: Draft; readonly part: Part }) {
  const t = useText('director');
  const choose = useDirector((state) => state.choose);
  const { scenario } = draft;
  const { job, player, candidates } = part;
  const { role } = scenario.nodes.find(({ name }) => name === player)!;
  return (
    <li className={css.part}>
      <RoleGlyph role={role} />
      <Select
        label={t(`cast.part.${job}`)}
        value={player}
        options={candidates.map((name) => ({ value: name, label: name }))}
        onChange={(name) => choose({ ...draft, scenario: recast(scenario, player, name) })}
      />
    </li>
  );
}

function Line({ part, children }: { readonly part: Role; readonly children: ReactNode }) {
  return (
    <li>
      <RoleGlyph role={part} /> <span>{children}</span>
    </li>
  );
}

/** What to do first when nothing is chosen yet. */
export function NothingChosen() {
  const t = useText('director');
  const goTo = useDirector((state) => state.goTo);
  return (
    <div className={css.empty}>
      <p>{t('cast.empty')}</p>
      <Button tone="primary" onClick={() => goTo('choose')}>
        {t('cast.chooseFirst')}
      </Button>
    </div>
  );
}

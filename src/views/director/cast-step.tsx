import { useEffect, useState } from 'react';
import { applyParameters } from '#simulation/apply-parameters';
import { byHand } from '#simulation/by-hand';
import { Button } from '../design/button.tsx';
import { Switch } from '../design/switch.tsx';
import { TextField } from '../design/text-field.tsx';
import { RoleGlyph } from '../inspector/parts/role-glyph.tsx';
import { useStudio } from '../use-studio.ts';
import { useLocalText, useText } from '../use-text.ts';
import css from './director.module.css';
import { type Draft, draftOf, useDirector } from './director-state.ts';
import { oddsOf } from './odds.ts';
import { OddsLine, OddsPanel } from './odds-panel.tsx';
import { numberOf, ParameterField } from './parameter-field.tsx';
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
      {settings.map((parameter) =>
        parameter.kind === 'switch' ? (
          <Switch
            key={parameter.id}
            label={local(parameter.label)}
            checked={(values[parameter.id] ?? parameter.value) === true}
            onChange={(on) => setValue(parameter.id, on)}
          />
        ) : (
          <ParameterField
            key={parameter.id}
            parameter={parameter}
            value={numberOf(parameter, values)}
            refusal={refusals.get(parameter.id)}
            onChange={(value) => setValue(parameter.id, value)}
          />
        ),
      )}
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

/** The roles, by their shapes in the picture. */
function Players({ draft: { scenario } }: { readonly draft: Draft }) {
  const t = useText('director');
  const { nodes } = scenario;
  const play = (role: 'attacker' | 'merchant' | 'miner', key: 'attackers' | 'merchants' | 'honest') => {
    const names = nodes.filter((node) => node.role === role && (role !== 'miner' || node.hashRate > 0));
    const shown = names.slice(0, namesShown).map(({ name }) => name);
    const rest = names.length - shown.length;
    const listed = shown.join(t('cast.comma'));
    return names.length === 0
      ? []
      : [
          {
            role,
            words: t(`cast.${key}`, {
              count: names.length,
              names: rest > 0 ? t('cast.andMore', { names: listed, count: rest }) : listed,
            }),
          },
        ];
  };
  const lines = [
    ...play('attacker', 'attackers'),
    ...play('merchant', 'merchants'),
    ...play('miner', 'honest'),
  ];
  return (
    <ul className={css.players}>
      {lines.map(({ role, words }) => (
        <li key={words}>
          <RoleGlyph role={role} /> {words}
        </li>
      ))}
    </ul>
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

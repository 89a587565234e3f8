import type { ReactNode } from 'react';
import type { Action } from '#simulation/run';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { useVerbs } from '../../use-studio.ts';
import { useText } from '../../use-text.ts';
import { useActions } from '../action-state.ts';
import css from './forms.module.css';

/** The card around every form: a sentence, the fields, one button that acts at the playhead. */
export function ActionFormCard(props: {
  readonly title: string;
  readonly explanation: string;
  readonly verb: string;
  /** The action that the fields make, or undefined while something is missing or wrong. */
  readonly action: Action | undefined;
  /** Called when the button is pressed with something missing, so that fields can say what. */
  readonly onIncomplete: () => void;
  readonly danger?: boolean;
  readonly children: ReactNode;
}) {
  const t = useText('actions');
  const { act } = useVerbs();
  const close = useActions((state) => state.closeForm);
  return (
    <Dialog open title={props.title} onClose={close}>
      <p className={css.explanation}>{props.explanation}</p>
      <form
        className={css.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (props.action === undefined) return props.onIncomplete();
          void act(props.action);
          close();
        }}
      >
        {props.children}
        <div className={css.buttons}>
          <Button type="submit" tone={props.danger ? 'danger' : 'primary'}>
            {props.verb}
          </Button>
          <Button tone="quiet" onClick={close}>
            {t('cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

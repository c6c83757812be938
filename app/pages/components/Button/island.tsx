import type { IslandProps } from '../../islands/mount';
import { apply } from '../../islands/page';
import { PressForm } from '../../islands/send';

/** Presses the button in place: what the browser does by itself, or what the server says. */
export default function Button({ label, variant, context }: IslandProps<{ label: string; variant: string }>) {
  const look = `of-button of-button--${variant}`;
  const { steps } = context;
  if (!steps)
    return (
      <PressForm context={context}>
        <button className={look} type="submit">
          {label || null}
        </button>
      </PressForm>
    );
  return (
    <button className={`${look}${context.style ?? ''}`} type="button" id={context.id} onClick={() => apply(steps)}>
      {label || null}
    </button>
  );
}

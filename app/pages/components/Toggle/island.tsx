import type { IslandProps } from '../../islands/mount';
import { apply } from '../../islands/page';
import { PressForm } from '../../islands/send';

/** Presses the switch in place: what the browser does by itself, or what the server says. */
export default function Toggle({ label, value, context }: IslandProps<{ label: string; value: boolean }>) {
  const { steps } = context;
  const inside = (
    <>
      <span className="of-toggle-track" />
      {label || null}
    </>
  );
  if (!steps)
    return (
      <PressForm context={context}>
        <button className="of-toggle" type="submit" role="switch" aria-checked={value}>
          {inside}
        </button>
      </PressForm>
    );
  return (
    <button
      className={`of-toggle${context.style ?? ''}`}
      type="button"
      id={context.id}
      role="switch"
      aria-checked={value}
      onClick={() => apply(steps)}
    >
      {inside}
    </button>
  );
}

import type { IslandProps } from '../../islands/mount';
import { StatusLine, useSending } from '../../islands/send';

/** Presses the button in place. */
export default function Button({ label, variant, context }: IslandProps<{ label: string; variant: string }>) {
  const [status, send] = useSending(context, context.notice ?? '', true);
  return (
    <form
      className={`of-action${context.style ?? ''}`}
      id={context.id}
      method="post"
      action={context.post_url}
      onSubmit={send}
    >
      <input type="hidden" name="version" value={context.version} />
      <button className={`of-button of-button--${variant}`} type="submit">
        {label || null}
      </button>
      <StatusLine {...status} />
    </form>
  );
}

import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface Props {
  label: string;
  help?: string | undefined;
  problem?: string | undefined;
  /** Draws the field itself, with what ties it to its label, help and problem. */
  children: (tied: { id: string; "aria-describedby"?: string; "aria-invalid"?: "true" }) => ComponentChildren;
}

/** A field of a form with its label, its help, and what is wrong with it beside it. */
export function Field({ label, help, problem, children }: Props) {
  const id = useId();
  const described = [help ? `${id}-help` : "", problem ? `${id}-problem` : ""].filter(Boolean).join(" ");
  return (
    <div class="incident-input">
      <label for={id}>{label}</label>
      {children({ id, ...(described ? { "aria-describedby": described } : {}), ...(problem ? { "aria-invalid": "true" as const } : {}) })}
      {help && (
        <p class="quiet small" id={`${id}-help`} dir="auto">
          {help}
        </p>
      )}
      {problem && (
        <p class="incident-problem small" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}

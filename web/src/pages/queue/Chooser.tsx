import { useId } from "preact/hooks";

interface Props {
  label: string;
  value: string;
  options: readonly (readonly [value: string, label: string])[];
  onChoose: (value: string) => void;
}

/** One filter with a few values, the first of which takes all. */
export function Chooser({ label, value, options, onChoose }: Props) {
  const id = useId();
  return (
    <form class="filters" role="search" aria-label={label} onSubmit={(event) => event.preventDefault()}>
      <div class="field">
        <label for={id}>{label}</label>
        <select id={id} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
          {options.map(([each, told]) => (
            <option key={each} value={each}>
              {told}
            </option>
          ))}
        </select>
      </div>
    </form>
  );
}

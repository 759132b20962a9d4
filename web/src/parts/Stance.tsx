import { STANCE_MARKS, stanceName, type Stance } from "./stances";
import "./bars.css";

/** A stance in words with its mark. */
export function StanceName({ stance }: { stance: Stance }) {
  const { path, tone } = STANCE_MARKS[stance];
  return (
    <span class="stance">
      <svg class={`stance-mark tone-${tone}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={path} fill-rule="evenodd" />
      </svg>{" "}
      {stanceName(stance)}
    </span>
  );
}

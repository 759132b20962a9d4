import { useId } from "preact/hooks";

import { token } from "../../api/token";
import { reviewer, takeReviewer } from "../../state/reviewer";
import { useStore } from "../../state/store";
import { t } from "../../text/en/queue";

/** Asks who decides, unless a token says so. */
export function Reviewer({ wanted }: { wanted: boolean }) {
  const id = useId();
  const name = useStore(reviewer);
  if (token() !== null) return null;
  return (
    <div class="field queue-reviewer">
      <label for={id}>{t("yourName")}</label>
      <input
        id={id}
        value={name}
        autocomplete="name"
        maxLength={200}
        aria-describedby={`${id}-help`}
        aria-invalid={wanted && !name ? true : undefined}
        onInput={(event) => takeReviewer(event.currentTarget.value)}
      />
      <span id={`${id}-help`} class={wanted && !name ? "field-problem" : "quiet small"} role={wanted && !name ? "alert" : undefined}>
        {wanted && !name ? t("nameFirst") : t("yourNameHelp")}
      </span>
    </div>
  );
}

import { useState } from "preact/hooks";

import type { Got } from "../../api/types";
import { sectorName } from "../../text/en/actors";
import { t } from "../../text/en/actor";
import { Decide } from "./Decide";
import type { Actor, Review } from "./reviewing";

type Form = Got<"/actors/{id}/history">["forms"][number];

interface Props {
  actor: Actor;
  forms: readonly Form[];
  onDone: (review: Review) => void;
  onClose: () => void;
}

function about(form: Form): string {
  const { roles, sectors, country, reports } = form;
  return [...roles, ...sectors.map(sectorName), country, t("reports", { n: reports })].filter(Boolean).join(" · ");
}

/** Takes names out of an actor that belong to somebody else. */
export function Split({ actor, forms, onDone, onClose }: Props) {
  const [out, setOut] = useState<readonly string[]>([]);
  const fits = out.length > 0 && out.length < actor.members.length;
  return (
    <Decide verdict="split" actor={actor} others={fits ? out : undefined} onDone={onDone} onClose={onClose}>
      <fieldset class="actor-choices">
        <legend class="unseen">{t("forms")}</legend>
        {forms.map((form) => (
          <label key={form.form}>
            <input
              type="checkbox"
              checked={out.includes(form.form)}
              onChange={(event) => setOut(event.currentTarget.checked ? [...out, form.form] : out.filter((each) => each !== form.form))}
            />
            <span>
              <bdi>{form.name}</bdi> <span class="quiet small">{about(form)}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </Decide>
  );
}

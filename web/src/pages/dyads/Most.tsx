import { Quads } from "../../parts/Quads";
import { t } from "../../text/en/dyads";
import { number } from "../../text/numbers";
import { type Chosen, countOf } from "./classes";
import { type Dyads, pairOf } from "./sides";

const SHOWN = 12;

interface Props {
  data: Dyads;
  chosen: Chosen;
  onPair: (pair: string) => void;
}

/** The pairs with the most events, beside the matrix as long as none is chosen. */
export function Most({ data, chosen, onPair }: Props) {
  const rows = data.rows.map((row) => ({ ...row, n: countOf(row.events, row.quads, chosen) })).filter((row) => row.n > 0);
  const shown = rows.sort((one, other) => other.n - one.n).slice(0, SHOWN);
  return (
    <section class="dyad-most" aria-label={t("most")}>
      <h2>{t("most")}</h2>
      <ol class="rows">
        {shown.map((row) => (
          <li key={pairOf(row.actor, row.recipient)}>
            <button type="button" onClick={() => onPair(pairOf(row.actor, row.recipient))}>
              <span class="dyad-most-pair">
                <bdi>{row.actor_name}</bdi> → <bdi>{row.recipient_name}</bdi>
              </span>
              <span class="number">{number(row.n)}</span>
              <span class="quiet small">
                <Quads quads={row.quads} />
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

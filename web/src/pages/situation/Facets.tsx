import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { KindMark } from "../../parts/KindMark";
import { kindName } from "../../parts/kinds";
import { CountryName } from "../../parts/Names";
import { common } from "../../text/en/common";
import { number } from "../../text/numbers";
import { t } from "../../text/en/situation";
import type { Counts, Tally } from "./data";

interface ListProps {
  title: string;
  name: "type" | "country" | "modality";
  tallies: readonly Tally[];
  chosen: string | undefined;
  onChoose: (value: string) => void;
  label: (value: string) => ComponentChildren;
  /** How many stand in the open. */
  open: number;
}

function share(tally: Tally, most: number) {
  return (element: HTMLElement | null) => {
    element?.style.setProperty("--share", String(tally.incidents / Math.max(most, 1)));
    element?.style.setProperty("--part", String(tally.contested / Math.max(most, 1)));
  };
}

function FacetList({ title, name, tallies, chosen, onChoose, label, open }: ListProps) {
  const [whole, setWhole] = useState(false);
  const counted = tallies.filter(({ value, incidents }) => incidents > 0 || value === chosen);
  // a value of a link that no incident has can be taken away like any other
  const missing = chosen !== undefined && !counted.some(({ value }) => value === chosen);
  const all = missing ? [{ value: chosen, incidents: 0, contested: 0 }, ...counted] : counted;
  const listed = whole ? all : all.filter(({ value }, at) => at < open || value === chosen);
  const most = Math.max(...all.map(({ incidents }) => incidents), 1);
  return (
    <section class="facet" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {listed.map((tally) => (
          <li key={tally.value}>
            {tally.value === null ? (
              <span class="facet-row facet-unknown">
                <span class="facet-name">{t("unknown")}</span>
                <span class="number">{number(tally.incidents)}</span>
              </span>
            ) : (
              <button
                type="button"
                class="facet-row"
                aria-pressed={tally.value === chosen}
                data-facet={`${name}-${tally.value}`}
                title={t("facetHint", { n: tally.incidents, contested: tally.contested })}
                ref={share(tally, most)}
                onClick={() => onChoose(tally.value === chosen ? "" : (tally.value ?? ""))}
              >
                <span class="facet-name">{label(tally.value)}</span>
                <span class="number">{number(tally.incidents)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {all.length > open && (
        <button type="button" class="plain small" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? t("fewer") : t("moreOf", { n: all.length - listed.length })}
        </button>
      )}
    </section>
  );
}

interface Props {
  counts: Counts;
  chosen: { type?: string; country?: string; modality?: string };
  onChoose: (name: "type" | "country" | "modality", value: string) => void;
}

/** How many incidents have which value; a click on a value picks them out. The types are the legend of the map. */
export function Facets({ counts, chosen, onChoose }: Props) {
  const shared = (name: "type" | "country" | "modality") => ({ name, chosen: chosen[name], onChoose: (value: string) => onChoose(name, value) });
  return (
    <div class="facets">
      <FacetList
        {...shared("type")}
        title={common("filter_type")}
        tallies={counts.types}
        open={16}
        label={(type) => (
          <>
            <KindMark type={type} /> {kindName(type)}
          </>
        )}
      />
      <FacetList {...shared("country")} title={common("filter_country")} tallies={counts.countries} open={8} label={(code) => <CountryName code={code} />} />
      <FacetList
        {...shared("modality")}
        title={common("filter_modality")}
        tallies={counts.modalities}
        open={7}
        label={(value) => common.maybe(`modality_${value}`) ?? value}
      />
    </div>
  );
}

import { useId, useRef } from "preact/hooks";

import { useApi } from "../../api/use";
import type { Got } from "../../api/types";
import { Empty } from "../../parts/Empty";
import { Failure } from "../../parts/Failure";
import { FilterBar } from "../../parts/FilterBar";
import { useFilters } from "../../parts/filters";
import { Loading } from "../../parts/Loading";
import { PageHead } from "../../parts/PageHead";
import { useParam } from "../../parts/params";
import { Tabs } from "../../parts/Tabs";
import { common } from "../../text/en/common";
import { t } from "../../text/en/dyads";
import { type Chosen, chosenIn, countOf, countsAll, MEANS, TONES } from "./classes";
import { Grid } from "./Grid";
import { List } from "./List";
import { Most } from "./Most";
import { Pair } from "./Pair";
import "./dyads.css";

const FIELDS = ["type", "since", "until", "country", "text", "outlet", "mode", "near", "radius_km"] as const;
const TOPS = [10, 20, 30, 50] as const;
const USUAL = 30;
const MOST_PAIRS = 500;

interface ChooseProps {
  label: string;
  value: string;
  options: readonly (readonly [value: string, label: string])[];
  onSet: (value: string) => void;
}

function Choose({ label, value, options, onSet }: ChooseProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onSet(event.currentTarget.value)}>
        {options.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

function Nothing({ any }: { any: boolean }) {
  return (
    <Empty title={any ? common("emptyFiltered") : t("none")}>
      <p>
        {any ? common("emptyFilteredHelp") : t("noneHelp")} {!any && <a href="/read">{t("toRead")}</a>}
      </p>
    </Empty>
  );
}

interface ShownProps {
  data: Got<"/dyads">;
  chosen: Chosen;
  matrix: boolean;
  pair: string;
  onPair: (pair: string) => void;
}

function Shown({ matrix, ...props }: ShownProps) {
  const { data, chosen } = props;
  const none = !countsAll(chosen) && data.rows.every((row) => countOf(row.events, row.quads, chosen) === 0);
  if (none) {
    return (
      <Empty title={t("noneOfClass")}>
        <p>{t("noneOfClassHelp")}</p>
      </Empty>
    );
  }
  return (
    <>
      {matrix ? <Grid {...props} /> : <List {...props} />}
      {matrix && <p class="quiet small dyad-help">{t("gridHelp")}</p>}
      {data.left_off && <p class="quiet small">{t("leftOff")}</p>}
    </>
  );
}

function useTop() {
  const [told, setTop] = useParam("top");
  const top = TOPS.find((each) => String(each) === told) ?? USUAL;
  const field = (
    <Choose
      label={t("top")}
      value={String(top)}
      options={TOPS.map((each) => [String(each), t("topOf", { n: each })] as const)}
      onSet={(value) => setTop(value === String(USUAL) ? "" : value)}
    />
  );
  return { top, field };
}

function useClasses() {
  const [means, setMeans] = useParam("means");
  const [tone, setTone] = useParam("tone");
  const chosen = chosenIn(means, tone);
  const fields = (
    <>
      <Choose
        label={t("means")}
        value={chosen.means ?? ""}
        options={[["", t("means_all")], ...MEANS.map((each) => [each, t(`means_${each}`)] as const)]}
        onSet={setMeans}
      />
      <Choose
        label={t("tone")}
        value={chosen.tone ?? ""}
        options={[["", t("tone_all")], ...TONES.map((each) => [each, t(`tone_${each}`)] as const)]}
        onSet={setTone}
      />
    </>
  );
  return { chosen, fields };
}

interface ViewsProps {
  query: object;
  any: boolean;
  chosen: Chosen;
  top: number;
  matrix: boolean;
  onMatrix: (matrix: boolean) => void;
}

function Views({ query, any, chosen, top, matrix, onMatrix }: ViewsProps) {
  const [pair, setPair] = useParam("pair");
  const page = useRef<HTMLDivElement>(null);
  const asked = { query: { ...query, limit: MOST_PAIRS, ...(matrix ? { top } : {}) } };
  const { data, error, loading, reload } = useApi("/dyads", asked);
  const [actor, recipient] = pair.split(",");
  const close = () => {
    setPair("");
    page.current?.querySelector<HTMLElement>("[role=gridcell][tabindex='0'], tr.selected button")?.focus();
  };
  const tabs = [
    { key: "matrix", label: t("viewMatrix") },
    { key: "list", label: t("viewList") },
  ];
  return (
    <Tabs tabs={tabs} chosen={matrix ? "matrix" : "list"} onChoose={(key) => onMatrix(key === "matrix")} label={t("views")}>
      {error && <Failure error={error} retry={reload} />}
      {loading && !data && <Loading />}
      {data && data.rows.length === 0 && !loading && !error && <Nothing any={any} />}
      {data && data.rows.length > 0 && (
        <div class={pair || matrix ? "dyad-both" : undefined} ref={page}>
          <div class="dyad-shown">
            <Shown data={data} chosen={chosen} matrix={matrix} pair={pair} onPair={setPair} />
          </div>
          {actor && recipient && <Pair actor={actor} recipient={recipient} query={query} chosen={chosen} onClose={close} />}
          {!pair && matrix && <Most data={data} chosen={chosen} onPair={setPair} />}
        </div>
      )}
    </Tabs>
  );
}

/** Who acts on whom, as a matrix or a list, and the events of a pair beside it. */
export default function Page() {
  const use = useFilters(FIELDS);
  const [view, setView] = useParam("view");
  const { top, field } = useTop();
  const { chosen, fields } = useClasses();
  const matrix = view !== "list";
  return (
    <>
      <PageHead title={t("title")}>
        <span class="quiet">{t("lead")}</span>
      </PageHead>
      <div class="dyad-filters">
        <div class="filters">
          {fields}
          {matrix && field}
        </div>
        <FilterBar fields={FIELDS} use={use} open={4} />
      </div>
      <Views query={use.query} any={use.any} chosen={chosen} top={top} matrix={matrix} onMatrix={(on) => setView(on ? "" : "list")} />
    </>
  );
}

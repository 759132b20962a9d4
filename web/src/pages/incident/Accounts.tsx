import type { Event, Incident } from "../../api/types";
import { markAddress } from "../../parts/evidence";
import { SpanLink } from "../../parts/SpanLink";
import { Day } from "../../parts/Time";
import { common } from "../../text/en/common";
import { t } from "../../text/en/incident";
import { type Account, type Cell, type Column, type Line, compare } from "./comparing";
import { Few } from "./Names";
import { outletOf } from "./saying";

const JOINED: Readonly<Record<string, "shared_text" | "shared_agency" | "shared_publisher">> = {
  "same text": "shared_text",
  "same agency": "shared_agency",
  "same publisher": "shared_publisher",
};

/** Say why a report counts with another as one source. */
export function whyJoined(joined: string): string {
  const key = JOINED[joined];
  return key ? t(key) : joined;
}

function addressOf(account: Account): string {
  const first = account.evidence[0];
  return first ? markAddress(account.report, first.span) : `/reports/${encodeURIComponent(account.report)}`;
}

function Copies({ copies }: { copies: readonly Account[] }) {
  if (copies.length === 0) return null;
  return (
    <ul class="incident-copies small">
      <Few of={copies} most={3}>
        {(copy) => (
          <li key={copy.report}>
            {t.rich("alsoPrinted", {
              outlets: (
                <a href={addressOf(copy)}>
                  <bdi>{outletOf(copy)}</bdi>
                </a>
              ),
            })}
            {copy.joined && <span class="quiet"> ({whyJoined(copy.joined)})</span>}
          </li>
        )}
      </Few>
    </ul>
  );
}

function Head({ column }: { column: Column }) {
  const { main } = column;
  return (
    <div class="incident-account-head">
      <h3>
        <a href={addressOf(main)}>
          <bdi>{outletOf(main)}</bdi>
        </a>
      </h3>
      <p class="quiet small">
        {main.published ? <Day iso={main.published} /> : common("dayUnknown")}
        {main.background && <> · {t("recalls")}</>}
      </p>
      {main.title && (
        <p class="incident-account-title" dir="auto">
          {main.title}
        </p>
      )}
      <Copies copies={column.copies} />
    </div>
  );
}

function Values({ cell }: { cell: Cell }) {
  if (cell.told.length === 0) return <span class="quiet">{t("notTold")}</span>;
  return (
    <>
      {cell.differs && (
        <span class="incident-differs" title={t("differsHelp")}>
          {t("differs")}
        </span>
      )}
      <ul class="incident-told">
        <Few of={cell.told} most={4}>
          {(each) => (
            <li key={each.value}>
              <SpanLink report={each.report} span={each.span}>
                <bdi>{each.value}</bdi>
              </SpanLink>
            </li>
          )}
        </Few>
      </ul>
    </>
  );
}

function OneAccount({ column, lines }: { column: Column; lines: readonly Line[] }) {
  return (
    <li class="incident-account" data-group={column.group}>
      <Head column={column} />
      <dl>
        <div class="incident-cell">
          <dt>{t("rowWhat")}</dt>
          <dd>
            {column.what ? (
              <SpanLink report={column.what.report} span={column.what.span}>
                <bdi class="incident-what">{column.what.value}</bdi>
              </SpanLink>
            ) : (
              <span class="quiet">{t("notTold")}</span>
            )}
          </dd>
        </div>
        {lines.map(({ key, head }) => {
          const cell = column.cells.get(key) ?? { told: [], differs: false };
          return (
            <div key={key} class={cell.differs ? "incident-cell incident-cell-differs" : "incident-cell"} data-line={key}>
              <dt>{head}</dt>
              <dd>
                <Values cell={cell} />
              </dd>
            </div>
          );
        })}
      </dl>
    </li>
  );
}

/** The accounts beside each other, one column a source; on a narrow window and on paper one below the other. */
export function Accounts({ incident, events }: { incident: Incident; events: readonly Event[] }) {
  const { lines, columns } = compare(incident, events);
  return (
    <>
      <p class="quiet small">{t("accountsHelp")}</p>
      <div class="incident-accounts" role="region" aria-label={t("accounts")} tabIndex={0}>
        <div class="incident-lines" aria-hidden="true">
          <span>{t("account")}</span>
          <span>{t("rowWhat")}</span>
          {lines.map(({ key, head }) => (
            <span key={key}>{head}</span>
          ))}
        </div>
        <ul class="incident-columns" ref={(element) => element?.parentElement?.style.setProperty("--lines", String(lines.length + 2))}>
          {columns.map((column) => (
            <OneAccount key={column.group} column={column} lines={lines} />
          ))}
        </ul>
      </div>
    </>
  );
}

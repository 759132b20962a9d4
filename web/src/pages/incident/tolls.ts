import type { Incident } from "../../api/types";
import { figure } from "../../parts/figures";
import { type Claim, type RollUp, outletOf } from "./saying";

/** All that give one figure of one kind. */
export interface Mark {
  /** The figure in words. */
  told: string;
  /** Where it stands on the scale. */
  at: number;
  claims: Claim[];
}

/** What was reported of one kind on one day of publication. */
export interface ReportedDay {
  day: string;
  low: number;
  most: number;
  high: number;
  /** Every figure of the day, once. */
  all: number[];
}

/** Who gives a figure: whom the report quotes, else the outlet. */
export const giver = (claim: Claim): string => claim.speaker ?? outletOf(claim.evidence);

const valueOf = (claim: Claim): number => claim.low ?? claim.high ?? 0;
const topOf = (claim: Claim): number => claim.high ?? claim.low ?? 0;

/** Give the claims of a kind, oldest publication first. */
export function claimsOf(incident: Incident, rollup: RollUp): Claim[] {
  const own = incident.figures.filter((claim) => claim.what === rollup.what);
  return own.sort((a, b) => (a.evidence.published ?? "9").localeCompare(b.evidence.published ?? "9"));
}

/** Put claims of the same figure together, the smallest figure first. */
export function marksOf(claims: readonly Claim[]): Mark[] {
  const found = new Map<string, Mark>();
  for (const claim of claims) {
    const told = figure(claim);
    const mark = found.get(told) ?? { told, at: (valueOf(claim) + topOf(claim)) / 2, claims: [] };
    mark.claims.push(claim);
    found.set(told, mark);
  }
  return [...found.values()].sort((a, b) => a.at - b.at);
}

/** Give the largest number that a scale for a kind must reach. */
export const mostOf = (rollup: RollUp, claims: readonly Claim[]): number => Math.max(rollup.high, ...claims.map(topOf), 1);

// of figures given as often, UCDP's best one counts, else the highest
function mostGiven(claims: readonly Claim[], best: number): number {
  const counted = new Map<number, number>();
  for (const claim of claims) counted.set(valueOf(claim), (counted.get(valueOf(claim)) ?? 0) + 1);
  const ranked = [...counted].sort((a, b) => b[1] - a[1] || Number(b[0] === best) - Number(a[0] === best) || b[0] - a[0]);
  return ranked[0]?.[0] ?? 0;
}

/** Say how a kind was reported day by day, without figures of parts, which lie outside the totals. */
export function reportedDays(rollup: RollUp, claims: readonly Claim[]): ReportedDay[] {
  const byDay = new Map<string, Claim[]>();
  for (const claim of claims) {
    const day = claim.evidence.published;
    if (!day || valueOf(claim) < rollup.low || topOf(claim) > rollup.high) continue;
    byDay.set(day, [...(byDay.get(day) ?? []), claim]);
  }
  return [...byDay]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([day, held]) => ({
      day,
      low: Math.min(...held.map(valueOf)),
      most: mostGiven(held, rollup.best),
      high: Math.max(...held.map(topOf)),
      all: [...new Set(held.map(valueOf))],
    }));
}

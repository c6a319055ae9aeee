import { type DateQuery, dayOf, isoDate, monthLength, readDay } from "../read/date-query.ts";
import { EXACT } from "./candidates.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const LAST_DAY = 3_652_059;

/** Calendar arithmetic in the proleptic Gregorian calendar, checked against the runtime's own calendar. */
export function dateQuery(query: DateQuery): Outcome {
  switch (query.kind) {
    case "days-between": {
      const days = query.to.days - query.from.days;
      if (query.unit === "week")
        return quantity(days % 7 === 0 ? String(days / 7) : `${days}/7`, "wk");
      return quantity(String(days), "day");
    }
    case "date-shift":
      return shifted(query);
    case "weekday": {
      const name = WEEKDAYS[(((query.day.days + 4) % 7) + 7) % 7] as string;
      const check = new Date(query.day.days * 86_400_000).getUTCDay();
      if (WEEKDAYS[check] !== name) return openOutcome("Two calendars disagree about this day.");
      const text = query.isChinese ? `星期${"日一二三四五六"[check] ?? ""}` : name;
      return answer(text, { kind: "text", text });
    }
    case "weekdays-in": {
      let count = 0;
      for (let day = query.from.days; day <= query.to.days; day++) {
        const isWeekend = [0, 6].includes((((day + 4) % 7) + 7) % 7);
        if (query.wanted === "days" || isWeekend === (query.wanted === "weekend days")) count += 1;
      }
      return answer(String(count), { kind: "expression", plain: String(count) });
    }
    case "unix-time":
      return quantity(String(query.day.days * 86_400), "s");
  }
}

function shifted({ from, amount, unit }: Extract<DateQuery, { kind: "date-shift" }>): Outcome {
  const iso = isoDate(from);
  const [year, month, day] = iso.split("-").map(Number) as [number, number, number];
  const months = unit === "year" ? amount * 12 : amount;
  let target = { days: from.days + amount * (unit === "week" ? 7 : 1) };
  if (unit === "month" || unit === "year") {
    const index = year * 12 + month - 1 + months;
    const [newYear, newMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
    // The 31st of a shorter month is its last day.
    const found = dayOf(newYear, newMonth, Math.min(day, monthLength(newYear, newMonth)));
    if (found === null) return openOutcome("This date does not exist.");
    target = found;
  }
  if (Math.abs(target.days) > LAST_DAY)
    return openOutcome("Dates are worked out up to the year 9999.", "unsupported", "too_large");
  const text = isoDate(target);
  if (readDay(text)?.days !== target.days) return openOutcome("This date does not exist.");
  return answer(text, { kind: "date", iso: text });
}

type Value = Extract<Outcome, { kind: "answer" }>["value"];

function quantity(plain: string, unit: string): Outcome {
  return answer(`${plain} ${unit}${unit === "day" && plain !== "1" ? "s" : ""}`, {
    kind: "quantity",
    plain,
    unit,
  });
}

function answer(text: string, value: Value): Outcome {
  return {
    kind: "answer",
    value,
    short: text,
    plain: text,
    latex: /^-?\d+$/.test(text) ? text : `\\text{${text}}`,
    certificate: {
      grade: "exact-check",
      method: "calendar",
      detail:
        "Counted in days of the Gregorian calendar (extended to dates before its introduction), which map one to one to dates.",
      engines: [EXACT],
    },
    engine: EXACT,
  };
}

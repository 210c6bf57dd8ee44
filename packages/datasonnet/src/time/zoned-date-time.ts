import type { Duration, Period } from './amount.ts';
import { LocalDateTime } from './local-date-time.ts';
import type { Zone } from './zone.ts';
import { offsetText, resolveLocal } from './zone.ts';

/** A date and time in a zone, as Java's `ZonedDateTime`. */
export class ZonedDateTime {
  readonly local: LocalDateTime;
  /** Seconds east of Greenwich. */
  readonly offset: number;
  readonly zone: Zone;

  private constructor(local: LocalDateTime, offset: number, zone: Zone) {
    this.local = local;
    this.offset = offset;
    this.zone = zone;
  }

  static ofLocal(local: LocalDateTime, zone: Zone, preferredOffset?: number): ZonedDateTime {
    const { offset, shift } = resolveLocal(zone, local, preferredOffset);
    const moved = shift === 0 ? local : local.plusDuration({ seconds: shift, nanos: 0 });
    return new ZonedDateTime(moved, offset, zone);
  }

  static ofEpoch(seconds: number, nano: number, zone: Zone): ZonedDateTime {
    const offset = zone.offsetAt(seconds);
    return new ZonedDateTime(LocalDateTime.ofEpochSecond(seconds + offset, nano), offset, zone);
  }

  get epochSecond(): number {
    return this.local.epochSecond - this.offset;
  }

  withZone(zone: Zone): ZonedDateTime {
    return ZonedDateTime.ofEpoch(this.epochSecond, this.local.nano, zone);
  }

  /** Days and months move the calendar: the clock stays as it is. */
  plusPeriod(period: Period): ZonedDateTime {
    return ZonedDateTime.ofLocal(this.local.plusPeriod(period), this.zone, this.offset);
  }

  /** Hours move the instant. */
  plusDuration(duration: Duration): ZonedDateTime {
    const moved = LocalDateTime.ofEpochSecond(this.epochSecond, this.local.nano).plusDuration(duration);
    return ZonedDateTime.ofEpoch(moved.epochSecond, moved.nano, this.zone);
  }

  /** The same place with another local time. */
  withLocal(local: LocalDateTime): ZonedDateTime {
    return ZonedDateTime.ofLocal(local, this.zone, this.offset);
  }

  /** Java's order: by instant, then by local time, then by the zone's name. */
  compareTo(other: ZonedDateTime): number {
    const instant = Math.sign(this.epochSecond - other.epochSecond) || this.local.nano - other.local.nano;
    if (instant !== 0) return instant;
    const local = this.local.compareTo(other.local);
    if (local !== 0) return local;
    return this.zone.id < other.zone.id ? -1 : this.zone.id > other.zone.id ? 1 : 0;
  }

  isBefore(other: ZonedDateTime): boolean {
    return (
      this.epochSecond < other.epochSecond ||
      (this.epochSecond === other.epochSecond && this.local.nano < other.local.nano)
    );
  }

  /** Whole days from this to the other, counted on this zone's calendar. */
  daysUntil(other: ZonedDateTime): number {
    const end = other.withZone(this.zone).local;
    let days = end.epochDay - this.local.epochDay;
    const nanos = end.nanoOfDay - this.local.nanoOfDay;
    if (days > 0 && nanos < 0) days--;
    else if (days < 0 && nanos > 0) days++;
    return days;
  }

  /** `2020-01-02T03:04:05+02:00`, without the zone's name. */
  toString(): string {
    return this.local.toString() + offsetText(this.offset);
  }

  /** The start of the local day. */
  get midnight(): LocalDateTime {
    return new LocalDateTime(this.local.epochDay, 0);
  }
}

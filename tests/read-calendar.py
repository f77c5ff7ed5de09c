"""Reads a calendar with a parser that is not ours, and tells what it found.

usage: read-calendar.py FILE

How many components there are of each kind; for each event that recurs its first five instants in
UTC, by the zones that the file brings along and without those that are left out, or that it is
cancelled; for each journal and task a checksum of its texts.
Exits 77 where the parser is not installed.
"""

import hashlib
import io
import itertools
import sys
from collections import Counter
from datetime import timezone

try:
    import icalendar
    from dateutil import rrule, tz
except ImportError as error:
    print(error)
    sys.exit(77)


def zones_of(calendar):
    """The zones as the file describes them, read by dateutil."""
    zones = {}
    for component in calendar.walk("VTIMEZONE"):
        text = component.to_ical().decode()
        name = str(component["TZID"])
        zones[name] = tz.tzical(io.StringIO(text.replace("\r\n", "\n"))).get(name)
    return zones


def exceptions_of(event):
    """What EXDATE leaves out, as the wall clock shows it."""
    dates = event.get("EXDATE", [])
    lists = dates if isinstance(dates, list) else [dates]
    return {date.dt.replace(tzinfo=None) for one in lists for date in one.dts}


def first_instants(event, zones):
    start = event["DTSTART"]
    zone = zones.get(start.params.get("TZID"))
    wall = start.dt.replace(tzinfo=None)
    rule = event["RRULE"].to_ical().decode()
    if zone is not None and "UNTIL" in event["RRULE"]:
        # dateutil wants both ends alike.
        until = event["RRULE"]["UNTIL"][0]
        local = until.astimezone(zone).replace(tzinfo=None)
        rule = ";".join(
            "UNTIL=" + local.strftime("%Y%m%dT%H%M%S") if part.startswith("UNTIL=") else part
            for part in rule.split(";")
        )
    left_out = exceptions_of(event)
    kept = (found for found in rrule.rrulestr(rule, dtstart=wall) if found not in left_out)
    for found in itertools.islice(kept, 5):
        if zone is None:
            yield found.strftime("%Y-%m-%dT%H:%M:%S")
            continue
        # A time that a clock change skips is read with the offset before it (RFC 5545, 3.3.5).
        instant = tz.resolve_imaginary(found.replace(tzinfo=zone)).astimezone(timezone.utc)
        yield instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def main(path):
    with open(path, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    counts = Counter(component.name for component in calendar.walk())
    for kind in ("VALARM", "VEVENT", "VJOURNAL", "VTIMEZONE", "VTODO"):
        print(kind, counts[kind])
    zones = zones_of(calendar)
    for event in calendar.walk("VEVENT"):
        if event.get("STATUS") == "CANCELLED":
            print(event["SUMMARY"], "CANCELLED")
        elif "RRULE" in event:
            print(event["SUMMARY"], " ".join(first_instants(event, zones)))
    for name in ("VJOURNAL", "VTODO"):
        for component in calendar.walk(name):
            text = "\n".join(str(component.get(key, "")) for key in ("SUMMARY", "DESCRIPTION"))
            print(name, component["UID"], hashlib.sha256(text.encode()).hexdigest()[:16])


main(sys.argv[1])

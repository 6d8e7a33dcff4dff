"""A small text notation for music, read into events.  musicxml.py writes them out.

One string per voice; tokens are parted by blanks, measures by `|`.

    c#5/8.          note: step, alterations (# ## b bb), octave, value; octave and value stay until changed
    <c4 e g>/2      chord                       r/4   rest      s/4   silent gap      R   whole-measure rest, R*4 four
    c5~ c5( d)      tie to the next note; slur from here to there        c5?    cautionary accidental
    [3:2 c/8 d e ]  tuplet: three in the time of two                     g:d5/16  grace note, G:d5/8 with a slash
    clef=bass       clef from here on           c5{stacc;dyn=p;<}   signs: see musicxml.py, words use _ for a blank
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

TYPES = {"breve": Fraction(8), "1": Fraction(4), "2": Fraction(2), "4": Fraction(1), "8": Fraction(1, 2),
         "16": Fraction(1, 4), "32": Fraction(1, 8), "64": Fraction(1, 16), "128": Fraction(1, 32)}
NAMES = {"breve": "breve", "1": "whole", "2": "half", "4": "quarter", "8": "eighth", "16": "16th", "32": "32nd",
         "64": "64th", "128": "128th"}
BEAMS = {"8": 1, "16": 2, "32": 3, "64": 4, "128": 5}
STEPS = "cdefgab"
SEMITONES = (0, 2, 4, 5, 7, 9, 11)
ALTERS = {"": 0, "#": 1, "##": 2, "b": -1, "bb": -2, "n": 0}

TOKEN = re.compile(r"\||\[\d+:\d+|\]|(?:<[^>]*>|[^\s{}<>\[\]|]+)[^\s{}\[\]|<>]*(?:\{[^}]*\})?[~()]*")
NOTE = re.compile(r"([a-g])(##|#|bb|b(?![a-g])|n)?(\d)?(\?)?$")


class NotationError(ValueError):
    """What stands in the text cannot be read."""


@dataclass
class Pitch:
    step: int      # 0 = c … 6 = b
    alter: int
    octave: int
    cautionary: bool = False

    def transposed(self, diatonic: int, chromatic: int) -> "Pitch":
        """The pitch that many steps and semitones higher."""
        index = self.octave * 7 + self.step + diatonic
        step, octave = index % 7, index // 7
        sounding = self.octave * 12 + SEMITONES[self.step] + self.alter + chromatic
        return Pitch(step, sounding - (octave * 12 + SEMITONES[step]), octave, self.cautionary)


@dataclass
class Event:
    """A note, a chord, a rest, a gap or a change of clef."""
    kind: str                                  # note, rest, gap, clef
    onset: Fraction
    duration: Fraction = Fraction(0)
    value: str = "4"
    dots: int = 0
    pitches: list[Pitch] = field(default_factory=list)
    grace: str = ""                            # "", "grace" or "slashed"
    whole: bool = False                        # whole-measure rest
    tie: bool = False                          # to the next note
    tied: bool = False                         # from the note before
    signs: list[str] = field(default_factory=list)
    slur_starts: int = 0
    slur_stops: int = 0
    tuplet: tuple[int, int] | None = None
    tuplet_start: bool = False
    tuplet_stop: bool = False
    beams: list[str] = field(default_factory=list)
    accidentals: list[str] = field(default_factory=list)   # one per pitch, "" = none
    lyrics: list[tuple[int, str, str, bool]] = field(default_factory=list)  # verse, text, syllabic, extend
    clef: str = ""


class Reader:
    """Reads one voice.  `measures` is a list of lists of events; onsets count from the start of the measure."""

    def __init__(self, text: str, lengths, transpose=(0, 0)):
        self.lengths = lengths                 # measure index -> length in quarters
        self.transpose = transpose
        self.measures: list[list[Event]] = [[]]
        self.now = Fraction(0)
        self.octave, self.value, self.dots = 4, "4", 0
        self.tuplet: tuple[int, int] | None = None
        self.tuplet_opens = False
        self.last: Event | None = None
        for token in TOKEN.findall(text):
            self.read(token)
        if not self.measures[-1] and self.now == 0:
            self.measures.pop()
        elif self.now != self.length():
            raise NotationError(f"measure {len(self.measures)}: {self.now} of {self.length()} quarters in: {text[-60:]}")
        self.connect_ties()

    def length(self) -> Fraction:
        return self.lengths(len(self.measures) - 1)

    def read(self, token: str) -> None:
        if token == "|":
            self.next_measure()
        elif token.startswith("["):
            many, few = token[1:].split(":")
            self.tuplet, self.tuplet_opens = (int(many), int(few)), True
        elif token == "]":
            self.last.tuplet_stop, self.tuplet = True, None
        elif token.startswith("clef="):
            self.add(Event("clef", self.now, clef=token[5:]))
        else:
            self.read_sounding(token)

    def next_measure(self) -> None:
        if self.now != self.length():
            raise NotationError(f"measure {len(self.measures)} holds {self.now} of {self.length()} quarters: "
                                + " ".join(str(event.pitches or event.kind) for event in self.measures[-1])[:300])
        self.measures.append([])
        self.now = Fraction(0)

    def add(self, event: Event) -> None:
        self.measures[-1].append(event)

    def read_sounding(self, token: str) -> None:
        body, _, signs = token.partition("{")
        signs, _, marks_after = signs.partition("}")
        signs, body = [sign for sign in signs.split(";") if sign], body + marks_after
        if re.fullmatch(r"R(\*\d+)?", body):
            self.whole_rests(int(body[2:] or 1), signs)
            return
        grace = ""
        if body[:2] in ("g:", "G:"):
            grace, body = {"g": "grace", "G": "slashed"}[body[0]], body[2:]
        match = re.fullmatch(r"(<[^>]*>|[a-grs][#bn]*\d?\??)(?:/(breve|\d+)(\.*))?([~()]*)", body)
        if not match:
            raise NotationError("cannot read " + token)
        head, value, dots, marks = match.groups()
        if value:
            self.value, self.dots = value, len(dots)
        self.sound(head, grace, marks, signs)

    def whole_rests(self, count: int, signs: list[str]) -> None:
        for index in range(count):
            if index:
                self.next_measure()
            self.add(Event("rest", self.now, duration=self.length(), value="1", whole=True,
                           signs=signs if index == 0 else []))
            self.now += self.length()

    def sound(self, head: str, grace: str, marks: str, signs: list[str]) -> None:
        duration = TYPES[self.value] * (2 - Fraction(1, 2 ** self.dots))
        if self.tuplet:
            duration = duration * self.tuplet[1] / self.tuplet[0]
        kind = {"r": "rest", "s": "gap"}.get(head, "note")
        event = Event(kind, self.now, Fraction(0) if grace else duration, self.value, self.dots, grace=grace,
                      tie="~" in marks, slur_starts=marks.count("("), slur_stops=marks.count(")"), signs=signs)
        if kind == "note":
            event.pitches = [self.pitch(name) for name in head.strip("<>").split()]
        if self.tuplet and not grace:
            event.tuplet, event.tuplet_start = self.tuplet, self.tuplet_opens
            self.tuplet_opens = False
            self.last = event
        self.add(event)
        self.now += event.duration

    def pitch(self, name: str) -> Pitch:
        match = NOTE.match(name)
        if not match:
            raise NotationError("no pitch: " + name)
        step, alter, octave, cautionary = match.groups()
        if octave:
            self.octave = int(octave)
        pitch = Pitch(STEPS.index(step), ALTERS[alter or ""], self.octave, bool(cautionary))
        return pitch.transposed(*self.transpose)

    def connect_ties(self) -> None:
        open_tie = False
        for event in (event for measure in self.measures for event in measure):
            if event.kind == "note" and not event.grace:
                event.tied = open_tie
                open_tie = event.tie


def key_alter(fifths: int, step: int) -> int:
    """What the key signature does to a step."""
    order = [3, 0, 4, 1, 5, 2, 6]
    if fifths > 0:
        return 1 if step in order[:fifths] else 0
    return -1 if step in order[::-1][:-fifths] else 0


ACCIDENTALS = {-2: "flat-flat", -1: "flat", 0: "natural", 1: "sharp", 2: "double-sharp"}


def mark_accidentals(voices: list[list[Event]], fifths: int) -> None:
    """Gives the notes of one measure of one staff the accidentals that the key and the notes before ask for."""
    state: dict[tuple[int, int], int] = {}
    events = [event for voice in voices for event in voice if event.kind == "note"]
    for event in sorted(events, key=lambda each: (each.onset, not each.grace)):
        for pitch in event.pitches:
            place = (pitch.step, pitch.octave)
            if event.tied:
                event.accidentals.append("")
                continue
            differs = state.get(place, key_alter(fifths, pitch.step)) != pitch.alter
            event.accidentals.append(ACCIDENTALS[pitch.alter] if differs or pitch.cautionary else "")
            state[place] = pitch.alter


def beam_groups(time: tuple[int, int]) -> Fraction:
    """Length in quarters of what one beam joins."""
    beats, unit = time
    if unit >= 8 and beats % 3 == 0:
        return Fraction(3 * 4, unit)
    return Fraction(4, unit) if unit >= 4 else Fraction(1)


def beam_run(run: list[Event]) -> None:
    """Writes begin, continue, end and hooks of one beamed group."""
    if len(run) < 2:
        return
    for level in range(1, max(BEAMS[event.value] for event in run) + 1):
        for index, event in enumerate(run):
            if BEAMS[event.value] < level:
                continue
            before = index > 0 and BEAMS[run[index - 1].value] >= level
            after = index + 1 < len(run) and BEAMS[run[index + 1].value] >= level
            if before or after:
                event.beams.append("continue" if before and after else "end" if before else "begin")
            else:
                event.beams.append("forward hook" if index == 0 else "backward hook")


def mark_beams(voice: list[Event], time: tuple[int, int]) -> None:
    """Beams one voice of one measure, group by group; four plain eighths in a half of 4/4 go together."""
    size = beam_groups(time)
    run: list[Event] = []
    place = None
    halves = time in ((4, 4), (2, 2)) and {half for half in (0, 1) if all(
        event.value == "8" and event.kind == "note" and not event.dots and not event.tuplet
        for event in voice if not event.grace and event.kind in ("note", "rest") and event.onset // 2 == half)}
    for event in [each for each in voice if not each.grace and each.kind != "clef"]:
        here = event.onset // 2 + 100 if halves and event.onset // 2 in halves else event.onset // size
        beamed = event.kind == "note" and event.value in BEAMS and "nobeam" not in event.signs
        if not beamed or here != place:
            beam_run(run)
            run = []
        if beamed:
            run.append(event)
            place = here
    beam_run(run)
    graces: list[Event] = []
    for event in [*voice, None]:
        if event is not None and event.grace and event.value in BEAMS:
            graces.append(event)
        else:
            beam_run(graces)
            graces = []

"""Scores made of voices in the notation of notation.py, and their MusicXML 4.0.

Signs in braces after a note, parted by `;`:
    dyn=p  <  >  !              dynamic; hairpin opens, closes, ends          w=text wb=text we=text  words above, below, italic
    t=Andante  m=quarter=72     tempo words; metronome mark                   reh=A  segno  coda  ped ped* 8va( 8vb( 8)
    dash( dash) brk( brk)       dashed line; bracketed line                   ch=C7  fb=6,4   chord symbol; figured bass
    h=x                         notehead                                     st=2     on the other staff
    cue  hide  nobeam           small; not printed; without beam             stem=up
    tr( tr)  trem2( trem2)      trill line; two-note tremolo                 gliss( gliss)  tbrk( (tuplet with bracket)
    a=quarter-sharp  a=(sharp)  accidental by name, in brackets or not; chords: one for every note, parted by commas
    arp1  tab=3.5  tab=3.5,2.5  arpeggio of a number; third string, fifth fret; of the notes of a chord
    ham( ham)  pull( pull)      hammer-on, pull-off                          tr~      the trill goes on with a natural
    lv  fan=accel               tie that is left to ring; feathered beam     top=tr:sharp   accidental above an ornament
and every name in MARKS.
"""
from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from fractions import Fraction
from xml.sax.saxutils import escape

from notation import NAMES, Event, Reader, mark_accidentals, mark_beams

MARKS = {  # name -> (container, element)
    "acc": ("articulations", "<accent/>"), "marc": ("articulations", '<strong-accent type="up"/>'),
    "stacc": ("articulations", "<staccato/>"), "ten": ("articulations", "<tenuto/>"),
    "port": ("articulations", "<detached-legato/>"), "stmo": ("articulations", "<staccatissimo/>"),
    "spicc": ("articulations", "<spiccato/>"), "scoop": ("articulations", "<scoop/>"),
    "plop": ("articulations", "<plop/>"), "doit": ("articulations", "<doit/>"),
    "falloff": ("articulations", "<falloff/>"), "breath": ("articulations", "<breath-mark>comma</breath-mark>"),
    "caes": ("articulations", "<caesura/>"), "stress": ("articulations", "<stress/>"),
    "unstress": ("articulations", "<unstress/>"), "softacc": ("articulations", "<soft-accent/>"),
    "tr": ("ornaments", "<trill-mark/>"), "turn": ("ornaments", "<turn/>"), "dturn": ("ornaments", "<delayed-turn/>"),
    "iturn": ("ornaments", "<inverted-turn/>"), "mord": ("ornaments", "<mordent/>"),
    "imord": ("ornaments", "<inverted-mordent/>"), "shake": ("ornaments", "<shake/>"),
    "schl": ("ornaments", "<schleifer/>"),
    "trem1": ("ornaments", '<tremolo type="single">1</tremolo>'),
    "trem2": ("ornaments", '<tremolo type="single">2</tremolo>'),
    "trem3": ("ornaments", '<tremolo type="single">3</tremolo>'),
    "down": ("technical", "<down-bow/>"), "up": ("technical", "<up-bow/>"), "open": ("technical", "<open-string/>"),
    "harm": ("technical", "<harmonic/>"), "thumb": ("technical", "<thumb-position/>"),
    "stop": ("technical", "<stopped/>"), "snap": ("technical", "<snap-pizzicato/>"),
    "dtongue": ("technical", "<double-tongue/>"), "ttongue": ("technical", "<triple-tongue/>"),
    "heel": ("technical", "<heel/>"), "toe": ("technical", "<toe/>"),
    **{f"f{n}": ("technical", f"<fingering>{n}</fingering>") for n in range(1, 6)},
    "string2": ("technical", "<string>2</string>"),
    "fermata": ("", '<fermata type="upright"/>'), "ifermata": ("", '<fermata type="inverted"/>'),
    "arp": ("", "<arpeggiate/>"), "arpup": ("", '<arpeggiate direction="up"/>'),
    "arpdown": ("", '<arpeggiate direction="down"/>'), "nonarp": ("", '<non-arpeggiate type="bottom"/>'),
    **{f"trem{n}": ("ornaments", f'<tremolo type="single">{n}</tremolo>') for n in range(1, 6)},
    "buzz": ("ornaments", '<tremolo type="unmeasured">0</tremolo>'),
    "vturn": ("ornaments", "<vertical-turn/>"), "ivturn": ("ornaments", "<inverted-vertical-turn/>"),
    "diturn": ("ornaments", "<delayed-inverted-turn/>"), "haydn": ("ornaments", "<haydn/>"),
    "lmord": ("ornaments", '<mordent long="yes"/>'), "limord": ("ornaments", '<inverted-mordent long="yes"/>'),
    "fangle": ("", '<fermata type="upright">angled</fermata>'), "fsquare": ("", '<fermata type="upright">square</fermata>'),
    "fdouble": ("", '<fermata type="upright">double-angled</fermata>'),
    "fcurlew": ("", '<fermata type="upright">curlew</fermata>'),
    "btick": ("articulations", "<breath-mark>tick</breath-mark>"),
    "bupbow": ("articulations", "<breath-mark>upbow</breath-mark>"),
    "bsalzedo": ("articulations", "<breath-mark>salzedo</breath-mark>"),
    "cthick": ("articulations", "<caesura>thick</caesura>"), "cshort": ("articulations", "<caesura>short</caesura>"),
    "ccurved": ("articulations", "<caesura>curved</caesura>"),
    "imarc": ("articulations", '<strong-accent type="down"/>'),
    "hopen": ("technical", "<open/>"), "half": ("technical", "<half-muted/>"),
    "fnail": ("technical", "<fingernails/>"), "hole": (
        "technical", "<hole><hole-closed>half</hole-closed></hole>"),
    "tap": ("technical", "<tap>T</tap>"), "brass": ("technical", "<brass-bend/>"), "flip": ("technical", "<flip/>"),
    "smear": ("technical", "<smear/>"), "golpe": ("technical", "<golpe/>"),
    "hand": ("technical", '<handbell>martellato</handbell>'), "arrow": (
        "technical", "<arrow><arrow-direction>up</arrow-direction></arrow>"),
    "pluck": ("technical", "<pluck>p</pluck>"), "string1": ("technical", "<string>1</string>"),
    "sub": ("technical", '<fingering>4</fingering><fingering substitution="yes">5</fingering>'),
    "lv": ("", '<tied type="let-ring"/>'),
    **{f"arp{n}": ("", f'<arpeggiate number="{n}"/>') for n in range(1, 4)},
    "full": ("technical", "<bend><bend-alter>2</bend-alter></bend>"),
    "prebend": ("technical", "<bend><bend-alter>1</bend-alter><pre-bend/></bend>"),
    "release": ("technical", "<bend><bend-alter>2</bend-alter></bend><bend><bend-alter>-2</bend-alter><release/></bend>"),
}
CLEFS = {"treble": ("G", 2, 0), "bass": ("F", 4, 0), "alto": ("C", 3, 0), "tenor": ("C", 4, 0),
         "treble8": ("G", 2, -1), "perc": ("percussion", 0, 0), "soprano": ("C", 1, 0), "treble8a": ("G", 2, 1),
         "tab": ("TAB", 5, 0)}
TUPLET_NAMES = {"tbrk": ' bracket="yes"', "tnobrk": ' bracket="no"'}


@dataclass
class Part:
    name: str
    short: str = ""
    clefs: tuple[str, ...] = ("treble",)
    transpose: tuple[int, int] = (0, 0)      # from written to sounding: steps, semitones
    group: str = ""
    lines: int = 5
    sounds: dict[str, str] = field(default_factory=dict)  # notehead sign -> instrument name, percussion only
    voices: list[tuple[int, list[list[Event]]]] = field(default_factory=list)  # staff (from 1), measures
    concert: bool = True                     # voices are given in concert pitch
    unpitched: bool = False
    vocal: bool = False                      # dynamics stand above, the words are below


class Score:
    def __init__(self, title="", composer="", lyricist="", subtitle="", rights="", time=(4, 4), key=0, measures=0):
        self.credits = {"title": title, "subtitle": subtitle, "composer": composer, "lyricist": lyricist,
                        "rights": rights}
        self.parts: list[Part] = []
        self.times = {0: time}
        self.keys = {0: key}
        self.at: dict[int, dict] = {}        # measure -> barline, left, ending, implicit, breaks
        self.groups: list[tuple[int, int, str, str, str]] = []  # first, last part, symbol, name, barlines
        self.measures = measures
        self.pickup = Fraction(0)

    def time_of(self, measure: int) -> tuple[int, int]:
        return self.times[max(start for start in self.times if start <= measure)]

    def key_of(self, measure: int) -> int:
        return self.keys[max(start for start in self.keys if start <= measure)]

    def length(self, measure: int) -> Fraction:
        if measure == 0 and self.pickup:
            return self.pickup
        beats, unit = self.time_of(measure)
        return Fraction(beats * 4, unit)

    def part(self, name, short="", **more) -> Part:
        self.parts.append(Part(name, short, **more))
        return self.parts[-1]

    def voice(self, part: Part, text: str, staff=1) -> None:
        steps, semitones = part.transpose
        shift = (-steps, -semitones) if part.concert else (0, 0)
        measures = Reader(text, self.length, shift).measures
        self.measures = max(self.measures, len(measures))
        part.voices.append((staff, measures))

    def group(self, first: Part, last: Part, symbol="bracket", name="", barlines="yes") -> None:
        self.groups.append((self.parts.index(first), self.parts.index(last), symbol, name, barlines))

    def musicxml(self) -> str:
        return Writer(self).text()


def sing(part: Part, verse: int, text: str, voice: int = 0) -> None:
    """Lays syllables under a voice: `-` after a syllable joins it to the next, `_` leaves a note without one."""
    notes = [event for measure in part.voices[voice][1] for event in measure
             if event.kind == "note" and not event.grace and not event.tied]
    joined = False
    carrier = None
    for note, syllable in zip(notes, text.split()):
        if syllable == "_":
            if carrier and not carrier[2]:
                verse_, words, _, _ = carrier[0].lyrics[carrier[1]]
                old = carrier[0].lyrics[carrier[1]]
                carrier[0].lyrics[carrier[1]] = (verse_, words, old[2], not joined)
            continue
        begins = syllable.endswith("-")
        syllabic = {(0, 0): "single", (0, 1): "begin", (1, 0): "end", (1, 1): "middle"}[(joined, begins)]
        note.lyrics.append((verse, syllable.rstrip("-").replace("~", " "), syllabic, False))
        carrier = (note, len(note.lyrics) - 1, False)
        joined = begins


class Writer:
    def __init__(self, score: Score):
        self.score = score
        self.out: list[str] = []
        self.divisions = math.lcm(*(value.denominator for part in score.parts for _, measures in part.voices
                                    for measure in measures for event in measure
                                    for value in (event.onset, event.duration)), 1)

    def text(self) -> str:
        put = self.out.append
        put('<?xml version="1.0" encoding="UTF-8"?>')
        put('<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" '
            '"http://www.musicxml.org/dtds/partwise.dtd">')
        put('<score-partwise version="4.0">')
        self.head()
        for index, part in enumerate(self.score.parts):
            put(f'<part id="P{index + 1}">')
            self.part(part, f"P{index + 1}")
            put("</part>")
        put("</score-partwise>")
        return "\n".join(self.out) + "\n"

    def head(self) -> None:
        put, credits = self.out.append, self.score.credits
        put(f"<work><work-title>{escape(credits['title'])}</work-title></work>")
        creators = "".join(f'<creator type="{kind}">{escape(credits[kind])}</creator>'
                           for kind in ("composer", "lyricist") if credits[kind])
        rights = f"<rights>{escape(credits['rights'])}</rights>" if credits["rights"] else ""
        put(f"<identification>{creators}{rights}</identification>")
        places = {"title": "center", "subtitle": "center", "composer": "right", "lyricist": "left", "rights": "center"}
        for kind, justify in places.items():
            if credits[kind]:
                put(f'<credit page="1"><credit-type>{kind}</credit-type>'
                    f'<credit-words justify="{justify}">{escape(credits[kind])}</credit-words></credit>')
        put("<part-list>")
        for index, part in enumerate(self.score.parts):
            for number, (first, last, symbol, name, barlines) in enumerate(self.score.groups, 1):
                if first == index:
                    label = f"<group-name>{escape(name)}</group-name>" if name else ""
                    put(f'<part-group type="start" number="{number}">{label}<group-symbol>{symbol}</group-symbol>'
                        f"<group-barline>{barlines}</group-barline></part-group>")
            sounds = "".join(f'<score-instrument id="P{index + 1}-I{n}"><instrument-name>{escape(name)}'
                             "</instrument-name></score-instrument>" for n, name in enumerate(part.sounds.values(), 1))
            short = f"<part-abbreviation>{escape(part.short)}</part-abbreviation>" if part.short else ""
            put(f'<score-part id="P{index + 1}"><part-name>{escape(part.name)}</part-name>{short}{sounds}</score-part>')
            for number, (first, last, *_) in reversed(list(enumerate(self.score.groups, 1))):
                if last == index:
                    put(f'<part-group type="stop" number="{number}"/>')
        put("</part-list>")

    def part(self, part: Part, part_id: str) -> None:
        PartWriter(self, part, part_id).write()


class PartWriter:
    """Writes the measures of one part; knows which slurs, hairpins and lines are open."""

    def __init__(self, writer: Writer, part: Part, part_id: str):
        self.score, self.out, self.divisions = writer.score, writer.out, writer.divisions
        self.part, self.part_id = part, part_id
        self.open_slurs: dict[int, list[int]] = {}
        self.open_wedge: dict[int, str] = {}

    def write(self) -> None:
        for measure in range(self.score.measures):
            more = self.score.at.get(measure, {})
            implicit = ' implicit="yes"' if more.get("implicit") or (measure == 0 and self.score.pickup) else ""
            first = 0 if self.score.pickup else 1
            self.out.append(f'<measure number="{measure + first}"{implicit}>')
            if more.get("break"):
                self.out.append(f'<print new-{more["break"]}="yes"/>')
            self.left_barline(more)
            self.attributes(measure)
            self.voices(measure)
            self.right_barline(more, measure)
            self.out.append("</measure>")

    def left_barline(self, more: dict) -> None:
        inner = '<repeat direction="forward"/>' if more.get("left") == "repeat" else ""
        if "ending" in more:
            inner = f'<ending number="{more["ending"]}" type="start">{more["ending"]}.</ending>' + inner
        if inner:
            style = "<bar-style>heavy-light</bar-style>" if "repeat" in inner else ""
            self.out.append(f'<barline location="left">{style}{inner}</barline>')

    def right_barline(self, more: dict, measure: int) -> None:
        style = more.get("right", "light-heavy" if measure == self.score.measures - 1 else "")
        inner = f'<ending number="{more["ending"]}" type="{more.get("ends", "stop")}"/>' if "ending" in more else ""
        if style == "repeat":
            style, inner = "light-heavy", inner + '<repeat direction="backward"/>'
        if style or inner:
            bar = f"<bar-style>{style}</bar-style>" if style else ""
            self.out.append(f'<barline location="right">{bar}{inner}</barline>')

    def attributes(self, measure: int) -> None:
        score, part = self.score, self.part
        inner = f"<divisions>{self.divisions}</divisions>" if measure == 0 else ""
        if measure in score.keys:
            inner += f"<key><fifths>{self.fifths(measure)}</fifths></key>"
        if measure in score.times:
            beats, unit = score.times[measure]
            symbol = score.at.get(measure, {}).get("symbol")
            inner += f"<time{f' symbol={chr(34)}{symbol}{chr(34)}' if symbol else ''}>" \
                     f"<beats>{beats}</beats><beat-type>{unit}</beat-type></time>"
        if measure == 0:
            if len(part.clefs) > 1:
                inner += f"<staves>{len(part.clefs)}</staves>"
            for staff, clef in enumerate(part.clefs, 1):
                inner += self.clef(clef, staff)
            if part.lines != 5:
                inner += f"<staff-details><staff-lines>{part.lines}</staff-lines></staff-details>"
            if part.transpose != (0, 0):
                steps, semitones = part.transpose
                octaves = int(semitones / 12) if semitones % 12 == 0 else 0
                inner += f"<transpose><diatonic>{steps - 7 * octaves}</diatonic><chromatic>" \
                         f"{semitones - 12 * octaves}</chromatic>" \
                         + (f"<octave-change>{octaves}</octave-change>" if octaves else "") + "</transpose>"
        style = score.at.get(measure, {}).get("style")
        if style:
            inner += f"<measure-style>{style}</measure-style>"
        if inner:
            self.out.append(f"<attributes>{inner}</attributes>")

    def fifths(self, measure: int) -> int:
        if self.part.unpitched:
            return 0
        steps, semitones = self.part.transpose
        return self.score.key_of(measure) - 7 * semitones + 12 * steps  # in steps around the circle of fifths

    def clef(self, name: str, staff: int) -> str:
        sign, line, octave = CLEFS[name]
        number = f' number="{staff}"' if len(self.part.clefs) > 1 else ""
        return f"<clef{number}><sign>{sign}</sign>" + (f"<line>{line}</line>" if line else "") + (
            f"<clef-octave-change>{octave}</clef-octave-change>" if octave else "") + "</clef>"

    def voices(self, measure: int) -> None:
        present = []
        for number, (staff, measures) in enumerate(self.part.voices, 1):
            if measure < len(measures) and measures[measure]:
                present.append((number, staff, measures[measure]))
        for staff in range(1, len(self.part.clefs) + 1):
            here = [events for _, at, events in present if at == staff]
            if not here:
                length = self.score.length(measure)
                rest = Event("rest", Fraction(0), length, "1", whole=True)
                present.append((100 + staff, staff, [rest]))
            if not self.part.unpitched:
                mark_accidentals(here, self.fifths(measure))
        for index, (number, staff, events) in enumerate(sorted(present, key=lambda each: (each[1], each[0]))):
            if index:
                self.out.append(f"<backup><duration>{self.ticks(self.score.length(measure))}</duration></backup>")
            # a voice that pauses for the whole measure takes the number that its staff's first voice would have
            number = number if number < 100 else next(
                (n for n, (at, _) in enumerate(self.part.voices, 1) if at == staff), number - 100)
            mark_beams(events, self.score.time_of(measure))
            for event in events:
                self.event(event, number, staff)

    def ticks(self, value: Fraction) -> int:
        return int(value * self.divisions)

    def event(self, event: Event, voice: int, staff: int) -> None:
        if event.kind == "clef":
            self.out.append(f"<attributes>{self.clef(event.clef, staff)}</attributes>")
        elif event.kind == "gap":
            self.directions(event, staff)
            self.out.append(f"<forward><duration>{self.ticks(event.duration)}</duration></forward>")
        else:
            self.directions(event, staff)
            self.notes(event, voice, staff)
            for sign in event.signs:  # a line ends after the note that closes it
                if sign in ENDS_AFTER:
                    self.direction(*DIRECTIONS[sign], staff)

    def direction(self, inner: str, place: str, staff: int) -> None:
        if place == "below" and self.part.vocal:
            place = "above"  # the words are below
        at = f"<staff>{staff}</staff>" if len(self.part.clefs) > 1 else ""
        where = f' placement="{place}"' if place else ""
        self.out.append(f"<direction{where}><direction-type>{inner}</direction-type>{at}</direction>")

    def directions(self, event: Event, staff: int) -> None:
        for sign in event.signs:
            name, _, value = sign.partition("=")
            if name == "dyn" and staff in self.open_wedge:
                self.wedge("!", staff)  # a dynamic ends the hairpin before it
            value = escape(value.replace("_", " "))
            simple = DIRECTIONS.get(name)
            if simple and name not in ENDS_AFTER:
                self.direction(simple[0].format(value), simple[1], staff)
            elif name in "<>!" and len(name) == 1:
                self.wedge(name, staff)
            elif name == "m":
                unit, _, rate = value.rpartition("=")
                dot = "<beat-unit-dot/>" if unit.endswith(".") else ""
                self.direction(f"<metronome><beat-unit>{unit.rstrip('.')}</beat-unit>{dot}<per-minute>{rate}"
                               "</per-minute></metronome>", "above", staff)
            elif name == "ch":
                self.chord_symbol(value)
            elif name == "fb":
                figures = "".join(f"<figure><figure-number>{figure}</figure-number></figure>"
                                  for figure in value.split(","))
                self.out.append(f"<figured-bass>{figures}</figured-bass>")

    def wedge(self, sign: str, staff: int) -> None:
        if self.open_wedge.pop(staff, None):
            self.direction(f'<wedge type="stop" number="{staff}"/>', "below", staff)
        if sign != "!":
            kind = "crescendo" if sign == "<" else "diminuendo"
            self.direction(f'<wedge type="{kind}" number="{staff}"/>', "below", staff)
            self.open_wedge[staff] = kind

    def chord_symbol(self, text: str) -> None:
        kinds = {"": "major", "m": "minor", "7": "dominant", "m7": "minor-seventh", "maj7": "major-seventh",
                 "dim": "diminished", "aug": "augmented", "6": "major-sixth", "sus4": "suspended-fourth"}
        root, alter, kind = text[0], 0, text[1:]
        if kind[:1] in ("#", "♭"):
            alter, kind = (1 if kind[0] == "#" else -1), kind[1:]
        kind, _, bass = kind.partition("/")
        change = f"<root-alter>{alter}</root-alter>" if alter else ""
        low = f"<bass><bass-step>{bass}</bass-step></bass>" if bass else ""
        self.out.append(f'<harmony><root><root-step>{root}</root-step>{change}</root><kind text="{kind}">'
                        f"{kinds[kind]}</kind>{low}</harmony>")

    def notes(self, event: Event, voice: int, staff: int) -> None:
        hidden = ' print-object="no"' if "hide" in event.signs else ""
        starts, stops = self.slurs(event, voice)
        for index in range(max(1, len(event.pitches))):
            text = [f"<note{hidden}>"]
            if event.grace:
                text.append('<grace slash="yes"/>' if event.grace == "slashed" else "<grace/>")
            elif "cue" in event.signs:
                text.append("<cue/>")
            if index:
                text.append("<chord/>")
            text.append(self.what(event, index))
            if not event.grace:
                text.append(f"<duration>{self.ticks(event.duration)}</duration>")
            if event.kind == "note" and "cue" not in event.signs:
                text.append('<tie type="stop"/>' * event.tied + '<tie type="start"/>' * event.tie)
            text.append(self.rest_of_note(event, index, voice, staff))
            text.append(self.notations(event, index, starts, stops))
            if index == 0:
                text += [lyric(*each) for each in event.lyrics]
            text.append("</note>")
            self.out.append("".join(text))

    def what(self, event: Event, index: int) -> str:
        if event.kind == "rest":
            return '<rest measure="yes"/>' if event.whole else "<rest/>"
        pitch = event.pitches[index]
        step, octave = "CDEFGAB"[pitch.step], pitch.octave
        if self.part.unpitched:
            return f"<unpitched><display-step>{step}</display-step><display-octave>{octave}</display-octave></unpitched>"
        alter = f"<alter>{pitch.alter}</alter>" if pitch.alter else ""
        return f"<pitch><step>{step}</step>{alter}<octave>{octave}</octave></pitch>"

    def rest_of_note(self, event: Event, index: int, voice: int, staff: int) -> str:
        signs = dict(sign.partition("=")[::2] for sign in event.signs)
        text = ""
        if self.part.sounds and event.kind == "note":
            names = list(self.part.sounds)
            key = f"{'CDEFGAB'[event.pitches[index].step]}{event.pitches[index].octave}{signs.get('h', '')}"
            text += f'<instrument id="{self.part_id}-I{names.index(key) + 1}"/>'
        text += f"<voice>{voice}</voice>"
        if not event.whole:
            text += f"<type>{NAMES[event.value]}</type>" + "<dot/>" * event.dots
        if event.kind == "note" and event.accidentals and event.accidentals[index] and "a" not in signs:
            caution = ' cautionary="yes"' if event.pitches[index].cautionary else ""
            text += f"<accidental{caution}>{event.accidentals[index]}</accidental>"
        elif "a" in signs:
            text += named_accidental(signs["a"].split(",")[index])
        if event.tuplet:
            text += f"<time-modification><actual-notes>{event.tuplet[0]}</actual-notes>" \
                    f"<normal-notes>{event.tuplet[1]}</normal-notes></time-modification>"
        if "stem" in signs:
            text += f"<stem>{signs['stem']}</stem>"
        if "h" in signs and event.kind == "note":
            text += f"<notehead>{signs['h'].replace('_', ' ')}</notehead>"
        if len(self.part.clefs) > 1:
            text += f"<staff>{signs.get('st', staff)}</staff>"
        if index == 0:
            fan = f' fan="{signs["fan"]}"' if "fan" in signs else ""
            text += "".join(f'<beam number="{level}"{fan}>{state}</beam>' for level, state in enumerate(event.beams, 1))
        return text

    def slurs(self, event: Event, voice: int) -> tuple[list[int], list[int]]:
        mine = self.open_slurs.setdefault(voice, [])
        stops = [mine.pop() for _ in range(event.slur_stops)]
        starts = []
        for _ in range(event.slur_starts):
            used = {number for numbers in self.open_slurs.values() for number in numbers} | set(stops)
            starts.append(min(set(range(1, 17)) - used))
            mine.append(starts[-1])
        return starts, stops

    def notations(self, event: Event, index: int, starts: list[int], stops: list[int]) -> str:
        text = ""
        if event.kind == "note":
            text += '<tied type="stop"/>' * event.tied + '<tied type="start"/>' * event.tie
        if index == 0:
            text += "".join(f'<slur type="stop" number="{number}"/>' for number in stops)
            text += "".join(f'<slur type="start" number="{number}"/>' for number in starts)
            bracket = next((more for name, more in TUPLET_NAMES.items() if name in event.signs), "")
            if not any(sign.startswith("trem") and sign[-1] in "()" for sign in event.signs):  # a tremolo's 2:1 is no tuplet
                text += f'<tuplet type="start"{bracket}/>' * event.tuplet_start
                text += '<tuplet type="stop"/>' * event.tuplet_stop
            text += self.spanners(event)
            text += self.marks(event, lambda mark: not mark.startswith("<arp"))
        text += self.marks(event, lambda mark: mark.startswith("<arp"))
        text += self.string_and_fret(event, index)
        return f"<notations>{one_technical(text)}</notations>" if text else ""

    def string_and_fret(self, event: Event, index: int) -> str:
        """Of one note of a chord: its places are parted by commas."""
        for places in (sign[4:].split(",") for sign in event.signs if sign.startswith("tab=")):
            string, fret = places[min(index, len(places) - 1)].split(".")
            return f"<technical><string>{string}</string><fret>{fret}</fret></technical>"
        return ""

    def spanners(self, event: Event) -> str:
        kinds = {"gliss(": '<glissando type="start" line-type="wavy"/>', "gliss)": '<glissando type="stop"/>',
                 "slide(": '<slide type="start"/>', "slide)": '<slide type="stop"/>',
                 "line(": '<glissando type="start" line-type="solid"/>', "line)": '<glissando type="stop"/>',
                 "glisst(": '<glissando type="start" line-type="wavy">gliss.</glissando>',
                 "portt(": '<slide type="start" line-type="solid">port.</slide>',
                 "tr(": '<ornaments><trill-mark/><wavy-line type="start" number="1"/></ornaments>',
                 "tr~": '<ornaments><wavy-line type="continue" number="1"/>'
                        '<accidental-mark placement="above">natural</accidental-mark></ornaments>',
                 **{f"{name}{sign}": f'<technical><{tag} type="{kind}">{letter if kind == "start" else ""}</{tag}></technical>'
                    for name, tag, letter in (("ham", "hammer-on", "H"), ("pull", "pull-off", "P"))
                    for sign, kind in (("(", "start"), (")", "stop"))},
                 "tr)": '<ornaments><wavy-line type="stop" number="1"/></ornaments>',
                 **{f"trem{n}{sign}": f'<ornaments><tremolo type="{kind}">{n}</tremolo></ornaments>'
                    for n in range(1, 5) for sign, kind in (("(", "start"), (")", "stop"))}}
        above = [sign[4:].partition(":")[::2] for sign in event.signs if sign.startswith("top=")]
        return "".join(kinds[sign] for sign in event.signs if sign in kinds) + "".join(
            f'<ornaments>{MARKS[name][1]}<accidental-mark placement="above">{accidental}</accidental-mark></ornaments>'
            for name, accidental in above)

    def marks(self, event: Event, wanted) -> str:
        found: dict[str, str] = {}
        for sign in event.signs:
            container, mark = MARKS.get(sign, ("", ""))
            if mark and wanted(mark):
                found[container] = found.get(container, "") + mark
        return "".join(f"<{name}>{marks}</{name}>" if name else marks for name, marks in sorted(found.items()))


def one_technical(text: str) -> str:
    """All technical signs of a note in one element: some readers look at the first one only."""
    inside = re.findall(r"<technical>(.*?)</technical>", text)
    if len(inside) < 2:
        return text
    return re.sub(r"<technical>.*?</technical>", "", text) + f"<technical>{''.join(inside)}</technical>"


def named_accidental(name: str) -> str:
    """An accidental by its MusicXML name; in round or square brackets, or none for an empty name."""
    how = {"(": ' parentheses="yes"', "[": ' bracket="yes"'}.get(name[:1], "")
    return f"<accidental{how}>{name.strip('()[]')}</accidental>" if name else ""


def lyric(verse: int, text: str, syllabic: str, extend: bool) -> str:
    return f'<lyric number="{verse}"><syllabic>{syllabic}</syllabic><text>{escape(text)}</text>' \
           + ("<extend/>" if extend else "") + "</lyric>"


DIRECTIONS = {  # name -> (inside of direction-type, placement)
    "dyn": ("<dynamics><{0}/></dynamics>", "below"), "w": ("<words>{0}</words>", "above"),
    "odyn": ("<dynamics><other-dynamics>{0}</other-dynamics></dynamics>", "below"),
    "wb": ('<words font-style="italic">{0}</words>', "below"), "we": ('<words font-style="italic">{0}</words>', "above"),
    "t": ('<words font-weight="bold">{0}</words>', "above"), "reh": ("<rehearsal>{0}</rehearsal>", "above"),
    "segno": ("<segno/>", "above"), "coda": ("<coda/>", "above"),
    "ped": ('<pedal type="start" line="no" sign="yes"/>', "below"),
    "ped*": ('<pedal type="stop" line="no" sign="yes"/>', "below"),
    "pedl": ('<pedal type="start" line="yes"/>', "below"), "pedl*": ('<pedal type="stop" line="yes"/>', "below"),
    "8va(": ('<octave-shift type="down" size="8"/>', "above"), "8va)": ('<octave-shift type="stop" size="8"/>', "above"),
    "8vb(": ('<octave-shift type="up" size="8"/>', "below"), "8vb)": ('<octave-shift type="stop" size="8"/>', "below"),
    "15ma(": ('<octave-shift type="down" size="15"/>', "above"),
    "15ma)": ('<octave-shift type="stop" size="15"/>', "above"),
    "dash(": ('<dashes type="start" number="1"/>', "below"), "dash)": ('<dashes type="stop" number="1"/>', "below"),
    "brk(": ('<bracket type="start" number="1" line-end="down" line-type="solid"/>', "above"),
    "brk)": ('<bracket type="stop" number="1" line-end="down" line-type="solid"/>', "above"),
    "harp": ("<harp-pedals>" + "".join(f"<pedal-tuning><pedal-step>{s}</pedal-step><pedal-alter>{a}</pedal-alter>"
             "</pedal-tuning>" for s, a in zip("DCBEFGA", (0, 0, -1, -1, 0, 0, -1))) + "</harp-pedals>", "above"),
    "eyeglasses": ("<eyeglasses/>", "above"), "damp": ("<damp/>", "above"), "dampall": ("<damp-all/>", "above"),
}
ENDS_AFTER = {"8va)", "8vb)", "15ma)", "dash)", "brk)"}
